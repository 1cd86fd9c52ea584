"""Phrases and clauses: what stands before a subject, where an object begins, how far a relative clause goes."""

from __future__ import annotations

from ravi.attributions.forms import light_forms
from ravi.attributions.growth import Growth
from ravi.attributions.lexical import DEMONSTRATIVES, MANNER, PRONOUNS, SAYINGS, office_heads
from ravi.attributions.view import COMMAS, View

_ALONE = 12
"""Words of an object that a comma sets apart, at most."""


class Phrases(Growth):
    """What goes before a subject, where objects begin, where relative clauses end."""

    def skip(self, i: int, stop: int) -> int:
        """One past what may stand before a subject at ``i``: connectors, adverbs, times, prepositional phrases.ons

        Returns ``i`` itself where a noun phrase or a verb begins.
        """
        view = self.view
        while i < stop:
            if (
                view.opener(i)
                and i in view.closes
                and not any(self.finite(k) for k in range(i + 1, min(view.closes[i], stop)))
            ):
                return i
            if view.mark[i] or view.key[i] == "را" or (self.adverb(i) and view.key[i] not in DEMONSTRATIVES):
                i += 1
            elif view.key[i] in ("اولین", "نخستین", "دومین", "این", "چندمین", "آخرین", "یک") and view.key[
                i + 1 : i + 2
            ] == ["بار"]:
                i += 2
            elif view.time[i] >= 0:
                time = view.time[i]
                while i < stop and view.time[i] == time:
                    i += 1
            elif self.preposition(i):
                i = self._prepositional_end(i, stop)
            else:
                return i
        return stop

    def _prepositional_end(self, i: int, stop: int) -> int:
        view = self.view
        j = i + 1
        two = view.key[j] if j < stop else ""
        if view.key[i] in ("از", "به", "در", "با") and two in MANNER:
            j += 1
            # «… از جمله X، …» gives examples; at the head of a sentence X is its subject.
            named = two == "جمله" and i > view.first_of(i) and j < stop and not view.mark[j]
            if named and not self.preposition(j):
                return max(j, min(self.grow(j, stop), stop))
            if two in ("طور", "صورت", "شکل", "گونه", "گونهای", "نحو") and j < stop and view.words[j].upos == "ADJ":
                j += 1
            return j
        if key_that(view, j, stop):
            return j + 1
        if j + 2 < stop and two == "از" and view.key[j + 1] in DEMONSTRATIVES and self._opens_speaker(j + 2):
            return j + 2  # «پیش از این وزیر کشور …»: the demonstrative stands alone before a speaker
        while j < stop and (
            self.preposition(j) or (view.mark[j] and view.sign[j] not in COMMAS and not view.opener(j))
        ):
            j += 1
        if j >= stop:
            return stop
        if key_that(view, j, stop):
            return j + 1
        if view.time[j] >= 0:
            time = view.time[j]
            while j < stop and view.time[j] == time:
                j += 1
            return j
        if view.sign[j] in COMMAS or self.finite(j):
            return j
        if view.opener(j) and j in view.closes and view.closes[j] < stop:
            return view.closes[j] + 1  # «به «X» از انبارها …»: a name in quotation marks
        end = max(self.grow(j, stop), j + 1)
        if end < stop and view.key[end] == "که":
            end = self.relative_end(end, stop)
        return end

    def _opens_speaker(self, i: int) -> bool:
        key = self.view.key[i]
        return self.preposition(i) or key in office_heads() or key in PRONOUNS or self.view.words[i].upos == "PROPN"

    def subject_start(self, lo: int, stop: int) -> int:
        """The first word at or after ``lo`` where a noun phrase may begin, else ``stop``."""
        return self.skip(lo, stop)

    def object_start(self, lo: int, ra: int) -> int:
        """Where the object that ends before «را» at ``ra`` begins, at ``lo`` at the earliest."""
        view = self.view
        begin, i = ra, lo
        alone = self._set_apart(ra, lo)
        if alone >= 0:
            return alone
        phrases: list[tuple[int, int]] = []
        while i < ra:
            skipped, i = i, self.skip(i, ra)
            if i >= ra:
                if len(phrases) == 1 and self._speaker(phrases[0][0]):
                    return self._unswallowed(skipped, ra) or phrases[0][0]
                break
            if phrases and self.described(i):
                i += 1
                continue
            if self.finite(i):
                i += 1
                phrases.clear()
                continue
            end = min(max(self.grow(i, ra), i + 1), ra)
            phrases.append((i, end))
            if end < ra and view.key[end] == "را":
                phrases.clear()
                end += 1
            if end < ra and view.key[end] == "که":
                end = self.relative_end(end, ra)
            i = end
        if not phrases:
            return ra
        own = self._own(ra, lo)
        if own >= 0:
            return own
        first, last = phrases[0]
        known = self._known(first, ra)
        if view.key[first] in PRONOUNS:
            known = first + 1
        # A known actor or a pronoun at the head of the run is the subject, the rest of it the object.
        if first < known < last and self._speaker(first) and view.key[known] != "و":
            return self.skip_marks(known, ra)
        if len(phrases) == 1:
            return first
        nxt = phrases[1][0]
        if self._speaker(first) and not any(self.preposition(k) or view.mark[k] for k in range(last, nxt)):
            return nxt
        head = view.words[ra].head
        if view.words[ra].deprel == "case" and lo <= head < ra:
            for number, (a, b) in enumerate(phrases):
                if a <= head < b and (number or not self._speaker(a)):
                    return a
        # The subject is the first phrase where it can be one; a comma before the last phrase sets it apart.
        if self._speaker(first):
            nxt = phrases[1][0]
            between = [k for k in range(last, nxt) if self.preposition(k)]
            return self._after_adjuncts(phrases, ra) if between else nxt
        begin = first
        arcs = [k for k in range(lo, ra) if view.words[k].deprel == "nsubj" and k < phrases[-1][0]]
        if arcs:
            for number, (a, b) in enumerate(phrases[:-1]):
                if a <= arcs[0] < b:
                    return self._after_known(*phrases[number + 1], ra)
        return begin

    def described(self, i: int) -> bool:
        """Whether a bare participle before a preposition describes the noun («کارهای انجام شده در شهر را»)."""
        form = light_forms().get(self.view.key[i])
        return form is not None and form.tense == "participle" and self.preposition(i + 1)

    def _unswallowed(self, first: int, ra: int) -> int:
        """The object that a place before it seems to take in («مسئولان از شیراز وضعیت آب را …»), or 0."""
        words = self.view.words
        for k in range(first + 2, ra):
            if words[k].upos == "NOUN" and words[k].entity == "O" and words[k - 1].entity.endswith("LOC"):
                return k
        return 0

    def _after_known(self, a: int, b: int, ra: int) -> int:
        """The phrase ``[a, b)`` without the speaker that the tagger has tied to it («کارشناسان راه‌حل آن را»)."""
        known = self._known(a, ra)
        apart = a < known < b and self._speaker(a) and self.view.words[known].upos == "NOUN"
        return known if apart else a

    def _own(self, ra: int, lo: int) -> int:
        """Where an object of the form «… خود را» begins: the ezafe chain before «خود»; -1 where it is none."""
        view = self.view
        if view.key[ra - 1] != "خود":
            return -1
        k = ra - 2
        while k - 1 >= lo and view.words[k - 1].ezafe and not view.mark[k - 1] and not self._speaker(k - 1):
            k -= 1
        return k if k >= lo else -1

    def _set_apart(self, ra: int, lo: int) -> int:
        """Where an object begins that a comma or a setting leaves to itself; -1 where nothing shows it.

        «در واکنش به این گزارش، منتقدان را», «…، او را», «در گفت‌وگو با X این اتهام‌ها را».
        """
        view = self.view
        for k in range(ra - 1, max(lo, ra - _ALONE), -1):
            before = view.key[k - 1]
            if view.key[k] == "و" or view.key[k] == "که" or (view.mark[k - 1] and view.sign[k - 1] not in COMMAS):
                return -1
            if view.sign[k - 1] in COMMAS and view.mark[k - 1]:
                alone = not self.preposition(k) and not self.finite(k) and self.grow(k, ra) >= ra
                other = self.cast.head_at(k) is None or self.cast.head_at(k) != self.cast.head_at(k - 2)
                return k if alone and other and view.key[k] not in office_heads() else -1
            loose = not view.words[k - 1].ezafe or (k + 2 == ra and view.key[k + 1].removesuffix("ها") in SAYINGS)
            if view.key[k] in DEMONSTRATIVES and loose and before not in DEMONSTRATIVES:
                named = view.words[k - 1].entity != "O" or self.cast.head_at(k - 1) is not None
                # «در گفت‌وگو با X این اتهام‌ها را»: what was said is no part of whom one talks to.
                said = k + 2 == ra and view.key[k + 1].removesuffix("ها") in SAYINGS
                with_whom = "با" in view.key[max(lo, k - 4) : k - 1]
                if not self.preposition(k - 1) and (named or with_whom) and (said or self.grow(k, ra) >= ra):
                    return k
        return -1

    def _after_adjuncts(self, phrases: list[tuple[int, int]], ra: int) -> int:
        """The phrase after the last comma, or the second one."""
        for a, _ in reversed(phrases[1:]):
            if self.view.sign[a - 1] in COMMAS and not self._list(a, phrases):
                return a
        return phrases[1][0]

    def _list(self, a: int, phrases: list[tuple[int, int]]) -> bool:
        words = self.view.words
        return words[a].deprel == "conj" and words[a].head >= phrases[1][0]

    def _speaker(self, i: int) -> bool:
        return self.view.key[i] in PRONOUNS or self.cast.head_at(i) is not None

    def skip_marks(self, i: int, stop: int) -> int:
        """The first word at or after ``i`` that is no mark, or an opening quotation mark."""
        while i < stop and self.view.mark[i] and not self.view.opener(i):
            i += 1
        return i

    def relative_end(self, q: int, stop: int) -> int:
        """One past the relative clause that «که» at ``q`` opens: after its verb and comma, at most ``stop``."""
        view = self.view
        first = -1
        opener = view.inside[q]
        for k in range(q + 1, stop):
            if view.inside[k] != opener or not self.finite(k):
                continue
            last = k + 1
            while last < stop and self.finite(last):
                last += 1
            if last < stop and view.sign[last] in COMMAS:
                return last + 1
            if first < 0:
                first = self._purpose(last, stop)
        return first if first > 0 else stop

    def _purpose(self, last: int, stop: int) -> int:
        """One past what somebody wanted («که نخواست نامش فاش شود»), or ``last`` where nothing of it follows."""
        view = self.view
        for k in range(last, min(stop, last + 8)):
            if view.mark[k] or view.key[k] in ("که", "و"):
                return last
            if self.finite(k):
                form = light_forms().get(view.key[k])
                return k + 1 if form is not None and form.tense == "subjunctive" else last
        return last


def key_that(view: View, j: int, stop: int) -> bool:
    """Whether a preposition's complement is a clause («پس از آنکه …»)."""
    return j < stop and view.key[j] in ("اینکه", "آنکه")
