"""What was told: where the content of each candidate begins and ends, by the frame it stands in."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from ravi.attributions.candidates import Candidate
from ravi.attributions.draft import Draft, Range
from ravi.attributions.forms import light_forms
from ravi.attributions.lexical import NO_AZ
from ravi.attributions.phrases import Phrases
from ravi.attributions.siblings import Siblings
from ravi.attributions.view import COLONS, COMMAS, SEMICOLONS, THIS_THAT, View
from ravi.record import AttributionType

_ABOUT = frozenset({"درباره", "دربارهی", "پیرامون", "درخصوص", "درمورد", "راجع"})
_ABOUT_TWO = frozenset({"خصوص", "مورد", "باره", "زمینه"})
# Before «از» these make an adverb or a part, no content (پیش از این, یکی از نمایندگان).
_JOINTS = frozenset({"و", "اما", "ولی", "لیکن", "که"})


NEAR = 40
"""Tellings that are looked back at, at most: keeps endless sentences linear."""


def _begins(c: Candidate) -> int:
    return c.first


class Contents(Siblings):
    """Content frames over one report."""

    def __init__(self, view: View, phrases: Phrases, candidates: Sequence[Candidate]) -> None:
        super().__init__(view, phrases)
        self.candidates = candidates
        self.first_of = {c.first: c for c in candidates}
        self.made: list[Draft] = []
        self.of_sentence: dict[int, list[Candidate]] = {}
        for c in candidates:
            self.of_sentence.setdefault(view.sentence[c.first], []).append(c)

    def near(self, i: int, first: int, last: int) -> list[Candidate]:
        """The candidates of the sentence of word ``i`` that begin in ``[first, last)``."""
        mates = self.of_sentence.get(self.view.sentence[i], [])
        begin = bisect.bisect_left(mates, first, key=_begins)
        return mates[begin : bisect.bisect_left(mates, last, key=_begins)]

    def bound(self, i: int, last: int) -> int:
        """The end of the innermost content before its main clause that word ``i`` stands in, at most ``last``."""
        for draft in self.made[: -NEAR - 1 : -1]:
            if self.view.sentence[draft.begin] != self.view.sentence[i]:
                break
            if draft.frame in ("participle", "question", "mabni"):
                for first, end in draft.content:
                    if first <= i < end:
                        last = min(last, end)
        return last

    def subordinate(self, c: Candidate) -> bool:
        """Whether the cue is the verb of a relative or temporal clause that goes before its main clause."""
        view, depth = self.view, self.view.inside[c.first]
        for k in range(c.first - 1, max(view.first_of(c.first), c.first - 30) - 1, -1):
            if view.inside[k] != depth:
                continue
            if self.phrases.finite(k) or view.sign[k] in COLONS:
                return False
            if view.key[k] == "وقتی" or (view.key[k] in THIS_THAT and view.key[k - 1] == "از"):
                return True
            if view.key[k] == "که":
                return not self._told_by(k)
        return False

    def _told_by(self, k: int) -> bool:
        """Whether «که» at word ``k`` opens what a cue just before it tells."""
        return any(draft.content and k < draft.content[0][0] <= k + 2 for draft in self.made[-4:])

    # -- to the right -------------------------------------------------------------------------------------

    def quoted_end(self, opener: int) -> tuple[int, bool]:
        """One past the content of the quotation, and whether it is closed in its paragraph."""
        view = self.view
        close = view.closes.get(opener, -1)
        if close >= 0:
            return close, True
        return view.paragraphs[view.paragraph[opener]][1], False

    def direct(self, start: int, c: Candidate | None = None) -> tuple[list[Range], bool, AttributionType]:
        """Content that begins after a colon or with a quotation mark: ranges, whether a quotation closes it."""
        view = self.view
        if view.opener(start):
            end, closed = self.quoted_end(start)
            if not closed:
                return [(start + 1, end)], False, "direct"
            after = end + 1
            last = view.last_of(end)
            tail = [k for k in range(after, last) if not view.mark[k]]
            whole = not tail or view.sign[after] in COMMAS or view.key[after] in ("و", "اما", "ولی", "که", "تا")
            verbs = any(self.phrases.finite(k) for k in range(start + 1, end))
            if whole and (verbs or end - start > 6):
                return [(start + 1, end)], True, "direct"
            if not tail and (verbs or end - start > 3):
                return [(start + 1, end)], True, "direct"
            return [(start, last)], False, "direct"
        if c is not None and self.subordinate(c) and start < view.last_of(c.first):
            return [(start, self.clause_end(start, c))], True, "direct"
        return [(start, view.last_of(start))], False, "direct"

    def clause_end(self, start: int, c: Candidate) -> int:
        """One past a clause that begins at ``start`` and is told by ``c``, its sentence at most."""
        view = self.view
        last = view.last_of(start)
        opener = view.inside[start]
        if opener >= 0 and view.closes.get(opener, last) < last:
            last = min(last, view.closes[opener])
        last = self.bound(c.first, last)
        if self.subordinate(c):
            for k in range(start, last - 1):
                if view.inside[k] == opener and self.phrases.finite(k) and view.sign[k + 1] in COMMAS:
                    if k + 2 < last and view.key[k + 2] in ("و", "یا", "چون", "اما"):
                        continue
                    return k + 1
        if c.entry.act == "demand":
            last = self._wanted_end(start, last)
        for k in range(start, last):
            if view.sign[k].startswith(("..", "…")) and view.inside[k] == opener and k > start + 3:
                last = k
                break
        for other in self.near(start, start + 1, last):
            if other.verb is None or other.entry.kind == "noun":
                continue
            if view.inside[other.first] != opener:
                continue
            cut = self.sibling(c, other, start)
            if cut > start:
                return cut
        return last

    def _wanted_end(self, start: int, last: int) -> int:
        """Where what is asked for ends: before «و» and a verb of what was done («… پایان دهند و … دعا کرد»)."""
        view, joint = self.view, -1
        for k in range(start, last):
            if view.inside[k] != view.inside[start]:
                continue
            if view.key[k] == "که":
                return last
            form = light_forms().get(view.key[k])
            if form is None or not self.phrases.finite(k):
                continue
            if joint >= 0 and form.tense in ("past", "perfect", "pluperfect"):
                return joint
            if form.tense == "subjunctive" and view.key[k + 1] == "و":
                joint = k + 1
        return last

    # -- to the left --------------------------------------------------------------------------------------

    def object_before(self, lo: int, noun: int, c: Candidate) -> tuple[int, int] | None:
        """The last «را» before the cue in its clause, and where the clause begins: ``(را, lo)``."""
        view = self.view
        depth = view.inside[noun]
        k = noun - 1
        mates = self.near(noun, lo, noun)
        floor = max((e.first + 1 for e in mates if e.elided), default=lo)
        while k >= floor:
            if view.key[k] == "را" and view.inside[k] == depth:
                between = range(k + 1, noun)
                if any(view.sign[x] in SEMICOLONS and view.inside[x] == depth for x in between):
                    return None
                loose = next((x for x in between if self.phrases.finite(x) and view.inside[x] == depth), -1)
                if loose >= 0 and not any(view.key[x] == "که" for x in range(k + 1, loose)):
                    return None
                return k, lo
            if k < noun - 150:
                break
            k -= 1
        return None

    def preposition_before(self, lo: int, noun: int, frames: str, lemma: str) -> tuple[int, int] | None:
        """The preposition of a nominal content before the cue: its word and the first word of the content."""
        view, key = self.view, self.view.key
        depth = view.inside[noun]
        found: tuple[int, int] | None = None
        if lemma.startswith("متهم"):
            # «در واکنش به این گزارش، منتقدان را به …»: the charge comes after the accused.
            lo = max((k + 1 for k in range(lo, noun) if key[k] == "را" and view.inside[k] == depth), default=lo)
        for k in range(lo, noun):
            if view.inside[k] != depth or view.mark[k]:
                continue
            two = key[k + 1] if k + 1 < noun else ""
            hit = -1
            if k and key[k - 1] == "مبنی":
                continue
            if (
                "F" in frames
                and key[k] == "از"
                and (k == lo or key[k - 1] not in NO_AZ)
                and two
                not in (
                    "جمله",
                    "بین",
                    "میان",
                    "لحاظ",
                    "حیث",
                    "قبیل",
                    "آنجا",
                    "اینجا",
                    "سوی",
                    "طریق",
                    "نظر",
                    "این‌رو",
                    "اینرو",
                    "طرف",
                    "قول",
                    "جانب",
                    "سال",
                    "زمان",
                    "ابتدا",
                )
            ):
                if not (k > lo and view.words[k - 1].ezafe) and key[k - 1] not in ("به", "جدا"):
                    hit = k + 1
            elif (
                "B" in frames
                and key[k] in ("بر", "روی", "به")
                and two not in ("اساس", "پایه", "این‌اساس", "اثر", "گزارش", "گفته", "نظر", "عنوان")
            ):
                if key[k] == "بر" or (key[k] == "روی"):
                    hit = k + 1
            elif (
                "T" in frames
                and key[k] == "به"
                and two
                not in (
                    "گزارش",
                    "گفته",
                    "نقل",
                    "نوشته",
                    "عنوان",
                    "دلیل",
                    "ویژه",
                    "خاطر",
                    "علت",
                    "طور",
                    "همراه",
                    "منظور",
                    "شدت",
                    "نظر",
                    "اینکه",
                )
            ) or ("V" in frames and key[k] == "برای"):
                hit = k + 1
            elif "Y" in frames and (reason := self._reason(k, noun)):
                hit = reason
            elif "N" in frames and key[k] == "نسبت" and two == "به":
                hit = k + 2
            elif "A" in frames and key[k] in _ABOUT:
                hit = k + (2 if two == "ی" else 1)
            elif (
                "A" in frames
                and key[k] == "در"
                and two in _ABOUT_TWO
                and not (k + 2 < noun and key[k + 2] in ("این", "همین"))
            ):
                hit = k + 2
            if hit > 0 and hit < noun and (found is None or self._restart(found[1], k)):
                found = k, hit
        if found is None:
            return None
        found = self._pared(found, noun, lemma)
        if (
            view.key[found[1]] in ("این", "همین")
            and found[1] + 1 < noun
            and key[found[1] + 1] in ("رو", "پس", "جهت", "سو")
        ):
            return None
        return found

    def _reason(self, k: int, noun: int) -> int:
        """The first word after «به دلیل», «به خاطر», «بابت» at word ``k``; 0 where none stands there."""
        key = self.view.key
        if key[k] in ("بابت", "بهدلیل", "بهخاطر", "بهعلت"):
            return k + 1
        if key[k] == "به" and k + 2 < noun and key[k + 1] in ("دلیل", "خاطر", "علت", "سبب"):
            return k + 2
        return 0

    def _restart(self, begun: int, k: int) -> bool:
        """Whether a finite verb or a comma after a verb between the two closes what was begun."""
        view = self.view
        return any(
            self.phrases.finite(x) and view.inside[x] == view.inside[k] and not view.key[x].endswith("ه")
            for x in range(begun, k)
        )

    def _pared(self, found: tuple[int, int], noun: int, lemma: str) -> tuple[int, int]:
        """The content without what only leads up to it: «به اتهام X متهم», «از او با عنوان X یاد کرد»."""
        key, (at, begin) = self.view.key, found
        if lemma.startswith("متهم"):
            if key[begin] in ("اتهام", "اینکه"):
                begin += 1
            elif key[begin : begin + 2] == ["این", "که"]:
                begin += 2
        if lemma.startswith("یاد "):
            for k in range(begin, noun - 1):
                if key[k] in ("با", "به") and key[k + 1] == "عنوان":
                    begin = k + 2
                    break
                if key[k] == "بهعنوان":
                    begin = k + 1
                    break
        return (at, begin) if begin < noun else found


def mixed_or(view: View, ranges: Sequence[Range], plain: AttributionType) -> AttributionType:
    """``mixed`` where an indirect content holds a quoted part that is more than a name."""
    for first, last in ranges:
        for k in range(first, last):
            if k in view.closes and view.closes[k] <= last and view.words[k + 1].entity == "O":
                return "mixed"
    return plain


def make(c: Candidate, content: list[Range], frame: str, kind: AttributionType, lo: int, left: int = -1) -> Draft:
    """A draft of ``c`` with its content."""
    negated = bool(c.verb and c.verb.negated)
    return Draft(
        c,
        (c.first, c.last),
        content,
        frame,
        kind,
        c.entry.act,
        lo=lo,
        left=left,
        negated=negated,
        why=[f"cue {c.entry.kind} «{c.entry.lemma}»", f"frame {frame}"],
    )
