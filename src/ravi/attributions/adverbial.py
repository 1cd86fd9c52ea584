"""Participial and noun cues: «با بیان اینکه», «اظهارات X مبنی بر», «این پرسش که»."""

from __future__ import annotations

from collections.abc import Sequence

from ravi.attributions.candidates import Candidate
from ravi.attributions.contents import Contents, make, mixed_or
from ravi.attributions.draft import Draft
from ravi.attributions.lexical import DEMONSTRATIVES, FIRST_PERSON, PRONOUNS
from ravi.attributions.phrases import Phrases
from ravi.attributions.view import COLONS, COMMAS, STOPS, THIS_THAT, View


class Adverbial:
    """Participial and noun cues over one report."""

    def __init__(self, view: View, phrases: Phrases, contents: Contents, candidates: Sequence[Candidate]) -> None:
        self.view = view
        self.phrases = phrases
        self.contents = contents
        self.candidates = candidates

    def participle(self, c: Candidate, lo: int) -> Draft | None:
        """A participial cue with its clause or noun phrase."""
        view = self.view
        last = self.contents.bound(c.first, view.last_of(c.first))
        i = c.last
        key = view.key[c.first]
        negated = key == "بدون"
        if key == "در":
            return None
        if i < last and view.key[i] in ("مجدد", "دوباره", "صریح", "ضمنی", "قاطع", "شدید"):
            i += 1
        detail = c.entry.detail.split("|") if c.entry.detail else []
        moved = i
        if i < last and view.key[i] in detail:
            moved = i + 1
            if view.key[i] == "نسبت" and moved < last and view.key[moved] == "به":
                moved += 1
        elif i < last and view.key[i] in ("بر", "به", "از"):
            moved = i + 1
        start, clause = self._that(moved, last)
        if clause:
            if "C" not in c.entry.frames:
                return None
            end = self.clause_stop(start, last, c)
            if end <= start:
                return None
            draft = make(c, [(start, end)], "participle", "indirect", lo)
            draft.type = mixed_or(view, draft.content, "indirect")
            draft.negated = negated
            return draft
        if ("Z" not in c.entry.frames and not negated) or (detail and moved == i):
            return None
        if moved >= last or (view.mark[moved] and not view.opener(moved)) or view.key[moved] in ("و", "که", "را"):
            return None
        if c.entry.lemma == "با تأکید" and moved == i:
            return None
        end = self.noun_stop(moved, last, c)
        if end <= moved:
            return None
        draft = make(c, [(moved, end)], "noun", "nominal", lo)
        draft.negated = negated
        return draft

    def _that(self, i: int, last: int) -> tuple[int, bool]:
        """The first word of a clause told at ``i`` («اینکه …», «این که …», «این مطلب که …»), and whether one is."""
        view = self.view
        if i >= last:
            return i, False
        if view.key[i] in THIS_THAT:
            return i + 1, True
        if view.key[i] in DEMONSTRATIVES:
            for k in range(i + 1, min(i + 3, last)):
                if view.key[k] == "که":
                    return k + 1, True
                if view.mark[k] or self.phrases.preposition(k):
                    break
        if view.key[i] == "که":
            return i + 1, True
        return i, False

    def clause_stop(self, start: int, last: int, c: Candidate) -> int:
        """One past a clause that stands before its main verb: «با بیان اینکه A، گفت: …» ends after A."""
        view, phrases = self.view, self.phrases
        depth = view.inside[c.first]
        main = self._main(start, last, depth, c)
        stop = main.first if main else last
        ends: list[int] = []
        k = start
        while k < stop:
            here = view.inside[k] in (depth, view.inside[min(start, view.n - 1)])
            if here and phrases.finite(k):
                e = k + 1
                while e < stop and phrases.finite(e):
                    e += 1
                closing = e
                while closing < stop and closing in view.opens:
                    closing += 1
                if closing >= stop or view.sign[closing] in COMMAS or (main and closing == main.first):
                    ends.append(e if closing == e else closing)
                elif main:
                    ends.append(-e)
                k = e
                continue
            k += 1
        if main:
            clean = [e for e in ends if e > 0]
            if clean:
                return max(clean)
            # No comma: after the last verb before what belongs to the main clause.
            if ends:
                return self._before_main(-ends[-1], stop)
            return stop
        clean = [e for e in ends if e > 0]
        return clean[0] if clean else stop

    def _before_main(self, after: int, stop: int) -> int:
        return after

    def _main(self, start: int, last: int, depth: int, c: Candidate) -> Candidate | None:
        """The cue of the main clause: the first verb of telling with a colon, else the last strong one."""
        fallback: Candidate | None = None
        for other in self.contents.near(start, start, last):
            if other.verb is None:
                continue
            if (
                self.view.inside[other.first] != depth
                or other.verb.tense in ("subjunctive", "future")
                or other.verb.person != 3
            ):
                continue
            right = self.contents.right(other)
            if right and right[0] in ("colon", "quote"):
                return other
            if (other.entry.strength == "s" and right and right[0] in ("that", "comma")) or (
                fallback is None and other.entry.strength in "sc" and (right is None or right[0] == "bare")
            ):
                before = self.view.sign[other.first - 1]
                if fallback is None or before in COMMAS:
                    fallback = other
        if fallback is None:
            return None
        # A noun-and-preposition content belongs to the main clause too: «…، از X خبر داد».
        return fallback

    def noun_stop(self, start: int, last: int, c: Candidate) -> int:
        """One past a noun phrase with all that depends on it, before the comma or the main verb."""
        view, phrases = self.view, self.phrases
        depth = view.inside[start]
        k = start
        while k < last:
            if view.opener(k) and k in view.closes:
                k = view.closes[k] + 1
                continue
            if view.inside[k] != depth:
                break
            text = view.sign[k]
            if text in COMMAS or text in COLONS or (text[:1] in STOPS and view.mark[k]):
                if text in "،," and self._goes_on(start, k, last):
                    k += 1
                    continue
                return k
            if view.key[k] == "که":
                return k
            hit = self.contents.first_of.get(k)
            if hit is not None and k > start and hit.verb is not None and hit.entry.strength in "sc":
                return k
            if phrases.finite(k):
                return k
            if view.key[k] == "را":
                begin = phrases.object_start(start, k)
                return begin if start < begin < k else k
            if (
                k > start
                and view.key[k] in PRONOUNS
                and not view.words[k - 1].ezafe
                and not phrases.preposition(k - 1)
            ):
                return k
            k += 1
        return k

    def _goes_on(self, start: int, comma: int, last: int) -> bool:
        """Whether the comma divides a list inside the phrase."""
        words = self.view.words
        k = comma + 1
        if k >= last or words[k].deprel != "conj" or not start <= words[k].head < comma:
            return False
        return any(self.view.key[x] == "و" for x in range(k, min(last, k + 15)))

    # -- «اظهارات X مبنی بر», «این پرسش که» ------------------------------------------------------------------

    def noun(self, c: Candidate, lo: int) -> Draft | None:
        """A noun cue with its source and content."""
        view, phrases = self.view, self.phrases
        last = view.last_of(c.first)
        i = c.last
        if "C" in c.entry.frames:
            start = -1
            if (
                i < last
                and view.key[i] == "که"
                and (view.key[c.first - 1] in DEMONSTRATIVES or view.key[c.first].endswith("ی"))
            ):
                start = i + 1
            if i < last and view.key[i] in THIS_THAT:
                start = i + 1
            if start > 0 and c.entry.act == "ask":
                end = self.clause_stop(start, last, c)
                if end > start:
                    return make(c, [(start, end)], "question", "indirect", lo)
        if "E" in c.entry.frames:
            equated = self._equated(c, last, lo)
            if equated:
                return equated
        for k in range(i, min(last, i + 25)):
            if view.key[k] == "شده" and phrases.preposition(k + 1):
                continue  # «مصاحبه منتشر شده از X مبنی بر …»
            if phrases.finite(k) or view.sign[k] in STOPS | COLONS:
                return None
            inner = self.contents.first_of.get(k)
            if inner is not None and inner.entry.kind == "participle":
                return None
            if view.key[k] == "مبنی" and k + 2 < last and view.key[k + 1] == "بر":
                return self._founded(c, k, last, lo)
            if (
                "A" in c.entry.frames
                and view.key[k] in THIS_THAT
                and view.key[k - 1] in ("درباره", "مورد", "خصوص", "به", "بر")
            ):
                end = self.clause_stop(k + 1, last, c)
                draft = make(c, [(k + 1, end)], "mabni", "indirect", lo)
                cut = k - (2 if view.key[k - 2] == "در" else 1)
                draft.source = self._owner(c.last, cut)
                return draft
        return None

    def _equated(self, c: Candidate, last: int, lo: int) -> Draft | None:
        """«نظر X این است که …»: what somebody holds, said to be so."""
        key = self.view.key
        for k in range(c.last, min(last - 2, c.last + 14)):
            if self.phrases.finite(k) or self.view.mark[k] or key[k] in ("که", "مبنی"):
                return None
            if key[k] in ("این", "آن") and key[k + 1] in ("است", "بود", "بوده") and key[k + 2] == "که":
                stop = k - 1 if key[k - 1] in ("بر", "از") else k
                own = c.last
                while own < stop and self.view.words[own].upos == "ADJ":
                    own += 1
                if key[own] in FIRST_PERSON | {"م", "مان"} or (
                    own >= stop and not key[c.first].endswith(("ش", "شان"))
                ):
                    return None
                end = self.clause_stop(k + 3, last, c)
                if end <= k + 3:
                    return None
                draft = make(c, [(k + 3, end)], "mabni", "indirect", lo)
                draft.source = None if key[own] in ("ش", "شان") or own >= stop else self._owner(own, stop)
                draft.form = "phrase" if draft.source else "dropped"
                if draft.source is None:
                    draft.cue = (c.first, k + 2)
                return draft
        return None

    def _founded(self, c: Candidate, k: int, last: int, lo: int) -> Draft | None:
        start, clause = self._that(k + 2, last)
        end = self.clause_stop(start, last, c) if clause else self.noun_stop(start, last, c)
        if end <= start:
            return None
        draft = make(c, [(start, end)], "mabni", "indirect" if clause else "nominal", lo)
        draft.source = self._owner(c.last, k) or self._by_whom(c.last, k)
        draft.form = "phrase" if draft.source else "dropped"
        return draft

    def _by_whom(self, first: int, last: int) -> tuple[int, int] | None:
        """Whose words they are, after a preposition («مصاحبه منتشر شده از X», «اظهاراتی از سوی X»)."""
        key = self.view.key
        at = next((k for k in range(last - 1, first - 1, -1) if key[k] in ("از", "توسط")), -1)
        if at < 0:
            return None
        return self._owner(at + (2 if key[at + 1] in ("سوی", "طرف", "جانب", "زبان", "قول") else 1), last)

    def _owner(self, first: int, last: int) -> tuple[int, int] | None:
        """The source between the noun and «مبنی بر», by ezafe («اظهارات X مبنی بر»)."""
        if first >= last:
            return None
        end = min(self.phrases.grow(first, last), last)
        begin, end = self.view.trim(first, end)
        loose = self.view.words[begin].upos in ("ADJ", "ADV", "VERB", "CCONJ") if begin < end else True
        if loose or self.phrases.preposition(begin) or self.view.key[begin] == "خود":
            return None
        return begin, end
