"""Prepositional cues: «به گفته X», «به گزارش X», «بر اساس قانون», and the clause they vouch for."""

from __future__ import annotations

from collections.abc import Sequence

from ravi.attributions import cues
from ravi.attributions.candidates import Candidate
from ravi.attributions.contents import Contents, make, mixed_or
from ravi.attributions.draft import Draft
from ravi.attributions.lexical import (
    ASPECTS,
    DEMONSTRATIVES,
    FIRST_PERSON,
    NO_SOURCE,
    NOT_BEFORE,
    PARTITIVES,
    PRONOUNS,
)
from ravi.attributions.phrases import Phrases
from ravi.attributions.view import COLONS, COMMAS, STOPS, View

_OPINION = frozenset(
    {
        "به نظر",
        "از نظر",
        "از دید",
        "از دیدگاه",
        "از نگاه",
        "از منظر",
        "به تشخیص",
        "به تعبیر",
        "به بیان",
        "به قول",
        "به گمان",
        "به تصور",
    }
)
_WORK = frozenset({"به پیش‌بینی", "به تحلیل", "به ارزیابی", "به تخمین", "به برآورد"})
"""These name what somebody does to something as often as whose view it is («به تحلیل شرایط پرداخت»)."""
_DETERMINERS = frozenset({"آخرین", "جدیدترین", "تازهترین", "برخی", "بعضی", "برآوردهای", "همه", "یک"})
_PEOPLE = ("ان", "ها", "های", "ین", "ون")


class Prepositional:
    """Prepositional cues over one report."""

    def __init__(self, view: View, phrases: Phrases, contents: Contents, candidates: Sequence[Candidate]) -> None:
        self.view = view
        self.phrases = phrases
        self.contents = contents
        self.candidates = candidates

    def preposition(self, c: Candidate, lo: int) -> Draft | None:
        """A prepositional cue with its source and the clause it vouches for."""
        view, phrases = self.view, self.phrases
        if c.first and view.key[c.first] == "به" and view.key[c.first - 1] in NOT_BEFORE:
            return None
        last = view.last_of(c.first)
        i = c.last
        i = phrases.skip_marks(i, last)
        if i < last and view.time[i] >= 0:
            time = view.time[i]
            while i < last and view.time[i] == time:
                i += 1
        if i >= last:
            return None
        bare = view.mark[c.last] and view.sign[c.last] in COMMAS
        if bare and c.entry.detail != "credit":
            return None
        if view.key[i] in NO_SOURCE | FIRST_PERSON and not bare:
            return None
        end = i
        if not bare:
            end = phrases.grow(i, last, credit=c.entry.detail in ("credit", "through"))
            if not self._may_tell(c, i, end):
                return None
            if c.entry.frames == "self":
                end = self._to_comma(end, last)
            if end < last and view.key[end] == "که" and c.entry.frames == "self":
                end = phrases.relative_end(end, last)
                while end > i and view.sign[end - 1] in COMMAS:
                    end -= 1
        source = None if bare else view.trim(i, end)
        if source and source[0] >= source[1]:
            return None
        start = end
        while start < last and view.mark[start] and not view.opener(start):
            start += 1
        if (
            start + 1 < last
            and c.entry.detail == "credit"
            and view.key[start] == "از"
            and view.words[start + 1].upos == "PROPN"
        ):
            # «به گزارش X از مشهد، …»: where the correspondent is.
            place = start + 2
            while (
                place < last
                and place < start + 5
                and view.words[place].upos == "PROPN"
                and view.words[place].entity.startswith("I")
            ):
                place += 1
            start = phrases.skip_marks(place, last)
        if start + 2 < last and view.key[start] == "و" and view.key[start + 1 : start + 3] == ["به", "نقل"]:
            start += 1
        elif start < last and view.key[start] in ("و", "مبنی") and not bare:
            # «طبق گفته X و گزارش Y، …»: the second source is found on its own; the clause is one.
            comma = next((k for k in range(start, min(last, start + 25)) if view.sign[k] in COMMAS), -1)
            if comma < 0:
                return None
            start = comma + 1
        if start < last and view.key[start] == "که" and view.sign[start - 1] not in COMMAS:
            start += 1
        stop = min(self._scope_end(c, last), self.contents.bound(c.first, last))
        if start >= stop:
            return self._trailing(c, source, lo)
        content = [(start, stop)]
        before = self._before(c, lo)
        if before:
            content.insert(0, before)
        draft = make(c, content, "name", "indirect", lo)
        draft.source = source
        draft.form = "phrase" if source else "dropped"
        draft.type = mixed_or(view, content, "indirect")
        if stop - start < 4 and not any(phrases.finite(k) for first, end2 in content for k in range(first, end2)):
            return None
        return draft

    def _to_comma(self, end: int, last: int) -> int:
        """Where a document's name ends with all that describes it («اطلاعات رسیده به این روزنامه، …»)."""
        view = self.view
        for k in range(end, min(last, end + 10)):
            if view.sign[k] in COMMAS:
                return k
            describing = view.key[k].endswith("ه") and view.words[k].upos in ("VERB", "ADJ", "NOUN", "ADV")
            if k == end and not describing:
                return end
            if view.mark[k] or view.key[k] in ("که", "را") or (self.phrases.finite(k) and not describing):
                return end
        return end

    def _scope_end(self, c: Candidate, last: int) -> int:
        view = self.view
        opener = view.inside[c.first]
        if opener >= 0 and opener in view.closes:
            return min(last, view.closes[opener])
        return last

    def _may_tell(self, c: Candidate, i: int, end: int) -> bool:
        """Whether the noun phrase can be somebody or something that tells."""
        view = self.view
        head = view.key[i]
        if head in PRONOUNS:
            return True
        while head.endswith("ترین") and i + 1 < view.n:
            i += 1
            head = view.key[i]
        if view.key[i + 1 : i + 2] == ["ترین"] and i + 2 < view.n:
            i += 2
            head = view.key[i]
        if head in DEMONSTRATIVES or head in _DETERMINERS:
            head = view.key[i + 1] if i + 1 < view.n else head
        if head in PARTITIVES and view.key[i + 1] == "از":
            head = view.key[i + 2]  # «طبق یکی از بندهای قرارداد»
        if c.entry.frames == "self":
            return (
                head in cues.documents()
                or head.rstrip("ی") in cues.documents()
                or head.removesuffix("های") in cues.documents()
            )
        if c.entry.lemma in _WORK and head.endswith(("ها", "های")) and not self.phrases.cast.head_at(i):
            return False
        if c.entry.lemma in _OPINION | _WORK:
            word = view.words[i]
            if head in ASPECTS:
                return False
            if self.phrases.cast.head_at(i) or word.entity.endswith(("PER", "ORG", "LOC")):
                return True
            return (
                word.upos in ("NOUN", "PROPN", "DET", "NUM")
                and (head.endswith(_PEOPLE) or view.key[i] in DEMONSTRATIVES)
                and c.entry.lemma not in ("به تعبیر", "به بیان")
            )
        if view.words[i].upos == "VERB" and i + 1 < view.n and view.sign[i + 1] in COMMAS:
            return True
        return view.words[i].upos not in ("VERB", "AUX", "ADP", "CCONJ", "SCONJ")

    def _before(self, c: Candidate, lo: int) -> tuple[int, int] | None:
        """What of the clause stands before the phrase: its subject, say; nothing where that is a whole clause."""
        view, phrases = self.view, self.phrases
        floor = lo
        for k in range(c.first - 1, lo - 1, -1):
            if phrases.finite(k) or view.sign[k] in STOPS | COLONS | {"؛"} or view.key[k] in ("که", "تا"):
                floor = k + 1
                break
        for draft in self.contents.made[:-41:-1]:
            if view.sentence[draft.begin] != view.sentence[c.first]:
                break
            if draft.candidate and draft.candidate.entry.kind == "preposition" and floor <= draft.begin < c.first:
                return None
        begin, end = view.trim(floor, c.first)
        if begin >= end or (
            c.entry.detail == "credit"
            and end - begin < 6
            and not any(view.words[k].upos in ("NOUN", "PROPN", "PRON") for k in range(begin, end))
        ):
            return None
        while begin < end and (view.key[begin] in ("و", "اما", "ولی", "همچنین", "البته") or view.mark[begin]):
            begin += 1
        if begin >= end:
            return None
        if not any(view.words[k].upos in ("NOUN", "PROPN", "PRON", "NUM") for k in range(begin, end)):
            return None
        return begin, end

    def _trailing(self, c: Candidate, source: tuple[int, int] | None, lo: int) -> Draft | None:
        """«…، به گفته X.»: the clause stands before the phrase."""
        begin, end = self.view.trim(lo, c.first)
        if source is None or end - begin < 4:
            return None
        draft = make(c, [(begin, end)], "name", "indirect", lo)
        draft.source, draft.form = source, "phrase"
        return draft
