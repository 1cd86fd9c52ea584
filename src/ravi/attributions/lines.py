"""Agency lines: «ایرنا- …», «تهران - ایسنا: …» at the head of a paragraph."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from ravi.attributions.candidates import Candidate
from ravi.attributions.contents import Contents
from ravi.attributions.draft import Draft
from ravi.attributions.lexical import outlets
from ravi.attributions.phrases import Phrases
from ravi.attributions.view import COLONS, DASHES, View


class Lines:
    """Agency lines over one report."""

    def __init__(self, view: View, phrases: Phrases, contents: Contents, candidates: Sequence[Candidate]) -> None:
        self.view = view
        self.phrases = phrases
        self.contents = contents
        self.candidates = candidates

    def dash(self, paragraph: tuple[int, int], outlet: object) -> Draft | None:
        """An agency's name at the head of a paragraph, set off by a colon or a dash."""
        view = self.view
        first, last = paragraph
        for k in range(first, min(last - 4, first + 6)):
            dash = view.mark[k] and view.sign[k][:1] in DASHES
            if view.sign[k] in COLONS or dash:
                if k == first or (dash and not view.words[k + 1].space_before):
                    continue
                head = k - 1
                if self._named(first, k):
                    return self._line(first, k)
                actor = self.phrases.cast.head_at(head)
                if actor is None or not self.outlet(head, actor):
                    if view.sign[k] in COLONS:
                        return None
                    continue
                begin = head
                while begin > first and self.phrases.cast.head_at(begin - 1) == actor:
                    begin -= 1
                if begin > first and not view.mark[begin - 1]:
                    return None
                end = view.last_of(first)
                draft = Draft(None, (begin, k), [(k + 1, end)], "dash", "direct", "assert", lo=first, dateline=True)
                draft.source, draft.form = (begin, k), "phrase"
                draft.why.append("agency line")
                return draft
            if self.phrases.finite(k):
                return None
        return None

    def _named(self, first: int, k: int) -> bool:
        """Whether a widely known agency's name stands right before the mark at ``k`` («تهران - ایرنا: …»)."""
        key, names = self.view.key, outlets()
        return any("".join(key[j:k]) in names for j in range(max(first, k - 3), k)) and (
            k - first <= 2 or self.view.mark[k - 2] or key[first] in ("خبرگزاری", "به")
        )

    def _line(self, first: int, k: int) -> Draft:
        """The agency line itself: its name is cue and source, the rest of the sentence its content."""
        view = self.view
        begin = first
        for j in range(k - 1, first - 1, -1):
            if view.mark[j]:
                begin = j + 1
                break
        draft = Draft(
            None, (begin, k), [(k + 1, view.last_of(first))], "dash", "direct", "assert", lo=first, dateline=True
        )
        draft.source, draft.form = (begin, k), "phrase"
        draft.why.append("agency line")
        return draft

    def outlet(self, word: int, actor: str) -> bool:
        """Whether the actor at the word is an outlet."""
        return actor in self._outlets

    @functools.cached_property
    def _outlets(self) -> frozenset[str]:
        """The ids of all outlets of the report; the cast is frozen once for this."""
        return frozenset(a.id for a in self.phrases.cast.actors() if a.kind == "outlet")
