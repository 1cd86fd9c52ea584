"""How far a noun phrase reaches: heads, complements, quotation marks around names."""

from __future__ import annotations

from ravi.actors import facts
from ravi.actors.facts import Head, Known, Table, key
from ravi.language import Analysis
from ravi.lexicon import words as lexicon_words

_OPENING = frozenset('«"“‹《\'')
_CLOSING = frozenset('»"”›》\'')
_NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "X", "", "INTJ", "_"))


class Phrases:
    """Questions about the words of one text that need no knowledge of who is who."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.words = analysis.words
        self.keys = [key(word.text) for word in analysis.words]
        self._stops = {key(word) for word in lexicon_words("actors_stops")}
        self._person_starts = {e.first for e in analysis.entities if e.label == "PER"}
        self._inside = {
            j: e.last for e in analysis.entities if e.label in ("ORG", "LOC") for j in range(e.first, e.last)
        }
        self._parsed = any(word.head != word.i for word in analysis.words)

    def opens(self, i: int) -> bool:
        """Is word ``i`` an opening quotation mark?"""
        return self.words[i].text in _OPENING

    def closes(self, i: int) -> bool:
        """Is word ``i`` a closing quotation mark?"""
        return self.words[i].text in _CLOSING

    def stops(self, i: int) -> bool:
        """Does a phrase end at word ``i`` whatever stands before it?"""
        word = self.words[i]
        return (
            self.keys[i] in self._stops
            or word.upos in ("VERB", "AUX", "PRON", "SCONJ", "ADV", "PART", "DET", "INTJ")
            or not any(c.isalnum() for c in word.text)
        )

    def nameable(self, i: int) -> bool:
        """Can word ``i`` be part of a personal name?"""
        return not self.stops(i) and self.words[i].upos in _NOMINAL and self.words[i].text.isalpha()

    def longest(self, i: int, end: int, entries: Table[object], most: int = 7) -> tuple[object, int] | None:
        """The entry that matches the most words from ``i`` on, and the word after it."""
        joined, best = "", None
        for j in range(i, min(end, i + most)):
            joined += self.keys[j]
            if joined not in entries.prefixes:
                break
            entry = entries.entries.get(joined)
            if entry is not None:
                best = entry, j + 1
        return best

    def head(self, i: int, end: int) -> tuple[Head, int] | None:
        """The head noun at word ``i`` and how many words it takes."""
        match = self.longest(i, end, facts.heads(), 3)  # type: ignore[arg-type]
        if match is None:
            return None
        head, stop = match
        assert isinstance(head, Head)
        return head, stop - i

    def known(self, i: int, end: int) -> tuple[Known, int] | None:
        """The state or body known by name that begins at word ``i``, and the word after it."""
        match = self.longest(i, end, facts.known())  # type: ignore[arg-type]
        if match is None:
            return None
        entry, stop = match
        assert isinstance(entry, Known)
        return entry, stop

    def _within(self, j: int, first: int) -> bool:
        """Does word ``j`` hang on the words from ``first`` on, as far as the parse tells?"""
        if not self._parsed:
            return True
        i = j
        for _ in range(12):
            head = self.words[i].head
            if head == i:
                return False
            if head < j:
                return head >= first
            i = head
        return False

    def end(self, j: int, end: int, head: Head) -> int:
        """The word after the phrase whose head noun ends before word ``j``: its complements and adjectives."""
        first, state = j - 1, False
        while j < end:
            word = self.words[j]
            if j in self._person_starts:
                break
            if self.keys[j] == "و":
                if not self._joined(j, end, first):
                    break
                j += 2
                continue
            if self.keys[j] == "در":
                if not self._placed(j, end, head):
                    break
                j += 2
                continue
            if self.keys[j] in ("این", "ان") and j == first + 1:
                j += 1
                continue
            if self.opens(j):
                stop = j + 1
                while stop < end and stop - j < 8 and not self.closes(stop):
                    stop += 1
                if stop >= end or not self.closes(stop):
                    break
                j = stop + 1
                continue
            if self.stops(j) or word.upos == "ADP":
                break
            match = self.known(j, end)
            if match is not None and match[0].kind == "state":
                if state:
                    break
                state, j = True, match[1]
                continue
            if j > first + 1 and j not in self._inside and not self._within(j, first):
                break
            j += 1
        return j

    def _joined(self, j: int, end: int, first: int) -> bool:
        """Does ``و`` at ``j`` join two complements (``مسکن و شهرسازی``) rather than two actors?"""
        if j + 1 >= end or self.stops(j + 1) or j + 1 in self._person_starts or j == first + 1:
            return False
        if j in self._inside:
            return True
        if self.head(j + 1, end) is not None or self.known(j + 1, end) is not None:
            return False
        return self._within(j + 1, first) and (not self._parsed or self.words[j + 1].head != first)

    def _placed(self, j: int, end: int, head: Head) -> bool:
        """Does ``در`` at ``j`` belong to the office (``سفیر ایران در مسکو``)?"""
        if j + 1 >= end or head.lemma not in _PLACED:
            return False
        return self.known(j + 1, end) is not None or j + 1 in self._inside or self.keys[j + 1] in _PLACES


_PLACED = frozenset(["سفیر", "نماینده", "مقام", "کاردار", "کنسول", "رایزن", "فرستاده", "سناتور", "فرمانده", "عضو", "منبع", "همکار"])
_PLACES = frozenset(key(word) for word in ["مجلس", "سازمان", "وزارت", "دولت", "کنگره", "پارلمان", "شورای", "کمیسیون"])
