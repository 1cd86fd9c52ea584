"""How far a noun phrase reaches: heads, complements, quotation marks around names."""

from __future__ import annotations

import functools

from ravi.actors import facts, names
from ravi.actors.facts import Head, Known, T, Table, key, listed, patterns
from ravi.language import Analysis
from ravi.lexicon import words as lexicon_words

_OPENING = frozenset("«\"“‹《'(")
_CLOSING = frozenset("»\"”›》')")
_COMMAS = frozenset("،,")
_ENDING = frozenset(("VERB", "AUX", "PRON", "SCONJ", "ADV", "PART", "DET", "INTJ", "ADP", "CCONJ"))
_MOST_QUOTED = 8  # words of a name in quotation marks


@functools.cache
def _portfolios() -> Table[str]:
    found: Table[str] = Table()
    for line in sorted(lexicon_words("actors_portfolios")):
        found.add(line.replace("،", ""), line)
    return found


@functools.cache
def _bound() -> frozenset[tuple[str, ...]]:
    """Verbal nouns with the preposition that they take inside a name."""
    return frozenset(patterns("bound"))


@functools.cache
def _stops() -> frozenset[str]:
    return frozenset(key(word) for word in lexicon_words("actors_stops"))


class Phrases:
    """Questions about the words of one text that need no knowledge of who is who."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.words = analysis.words
        self.keys = [key(word.text) for word in analysis.words]
        self.wordy = [any(c.isalnum() for c in word.text) for word in analysis.words]
        self.tagged = any(word.upos for word in analysis.words)
        self.parsed = any(word.head != word.i for word in analysis.words)
        # first word, the word after the last, label, probability
        self.label: dict[int, tuple[int, int, str, float]] = {}
        for entity in analysis.entities:
            if entity.label in ("PER", "ORG", "LOC"):
                for j in range(entity.first, entity.last):
                    self.label[j] = entity.first, entity.last, entity.label, entity.score

    def opens(self, i: int) -> bool:
        """Is word ``i`` an opening quotation mark or bracket?"""
        return self.words[i].text in _OPENING

    def closes(self, i: int) -> bool:
        """Is word ``i`` a closing quotation mark or bracket?"""
        return self.words[i].text in _CLOSING

    def comma(self, i: int) -> bool:
        """Is word ``i`` a comma?"""
        return self.words[i].text in _COMMAS

    def stops(self, i: int) -> bool:
        """Does a phrase end at word ``i`` whatever stands before it?"""
        if self.keys[i] in _stops() or not self.wordy[i]:
            return True
        word = self.words[i]
        return word.upos in _ENDING and not (i in self.label and word.upos in ("ADV", "DET", "PART", "INTJ"))

    def nameable(self, i: int) -> bool:
        """Can word ``i`` be part of a personal name?"""
        if self.stops(i) or self.keys[i] in listed("places_named") or names.is_city(self.keys[i]):
            return False
        return self.words[i].text.replace("\u200c", "").isalpha()

    def longest(self, i: int, end: int, entries: Table[T], most: int = 7) -> tuple[T, int] | None:
        """The entry that matches the most words from ``i`` on, commas skipped, and the word after it."""
        if self.keys[i] not in entries.prefixes:
            return None
        joined, best = "", None
        for j in range(i, min(end, i + most)):
            if j > i and (self.comma(j) or not self.keys[j]):
                continue
            joined += self.keys[j]
            if joined not in entries.prefixes:
                break
            entry = entries.entries.get(joined)
            if entry is not None:
                best = entry, j + 1
        return best

    def head(self, i: int, end: int) -> tuple[Head, int] | None:
        """The head noun at word ``i`` and how many words it takes."""
        if not self.wordy[i] or self.words[i].upos in ("VERB", "AUX", "ADP", "CCONJ", "SCONJ"):
            return None
        match = self.longest(i, end, facts.heads(), 3)
        if match is None or (self.words[i].upos == "ADJ" and (match[0].indefinite or match[0].kind == "outlet")):
            return None  # تلویزیونی and رسمی are adjectives there
        return match[0], match[1] - i

    def title(self, i: int, end: int) -> tuple[str, int] | None:
        """The title at word ``i`` (آقای، حجت الاسلام), as the gender it tells, and the word after it."""
        return self.longest(i, end, facts.titles(), 3)

    def known(self, i: int, end: int) -> tuple[Known, int] | None:
        """The state or body known by name that begins at word ``i``, and the word after it."""
        if not self.wordy[i] or self.words[i].upos in ("VERB", "AUX"):
            return None
        return self.longest(i, end, facts.known())

    def within(self, j: int, first: int) -> bool:
        """Does word ``j`` hang on the words from ``first`` on, as far as the parse tells?"""
        if not self.parsed:
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

    def end(self, j: int, end: int, first: int, head: Head, people: dict[int, int]) -> int:
        """The word after the phrase of ``head``, which stands at ``first`` and ends before word ``j``.

        Takes in complements, adjectives and quoted names; ``people`` are the personal names by first word,
        at which a phrase ends unless its head asks for a person («مشاور علی …»).
        """
        state, start = False, j
        while j < end:
            word, folded = self.words[j], self.keys[j]
            if j in people:
                break
            if (
                j == start
                and head.kind == "document"
                and self.keys[j - 1].endswith("ای")
                and word.upos in ("NOUN", "PROPN")
            ):
                break  # «بیانیه‌ای بازداشت … را محکوم کرد»: an indefinite text takes no complement
            if j == start or folded not in ("و", "در"):
                match = self.longest(j, end, _portfolios())
                if match is not None:
                    j = match[1]
                    continue
            if (
                j > start
                and folded in listed("hallowed")
                and (j + 1 in people or (j + 1 < end and self.nameable(j + 1)))
            ):
                j = people.get(j + 1, j + 2)  # دانشگاه شهید …, a body that bears a name
                continue
            if folded == "و":
                if not self._joined(j, end, first):
                    break
                j += 2
                continue
            if self.comma(j):
                stop = self._listed(j, end, head, people)
                if stop is None:
                    break
                j = stop
                continue
            bound = j > first and j + 1 < end and (self.keys[j - 1], folded) in _bound() and not self.stops(j + 1)
            if bound and self.words[j + 1].upos != "NUM":
                j += 2
                continue
            if folded == "بین" and word.entity == "I-ORG" and j + 1 < end and self.words[j + 1].entity == "I-ORG":
                j += 2  # «صندوق بین المللی پول» without its half-space
                continue
            if folded == "در":
                if not self._placed(j, end, head):
                    break
                j += 2
                continue
            pointed = j > start and self.words[j - 1].ezafe and folded in listed("pointing")
            if pointed and j + 1 < end and self.head(j + 1, end) is not None:
                j += 2
                continue
            if (folded in listed("pointing") or folded == "یک") and j == start and j + 1 < end:
                if self.stops(j + 1) or (folded == "یک" and head.sort != "office"):
                    break
                j += 2
                continue
            if self.opens(j) and word.text != "(":
                stop = j + 1
                while stop < end and stop - j <= _MOST_QUOTED and not self.closes(stop):
                    stop += 1
                if stop >= end or not self.closes(stop) or stop - j > _MOST_QUOTED:
                    break
                j = stop + 1
                continue
            if self.stops(j) or (j > start and head.sort in ("organization", "outlet") and self._said(j, end)):
                break
            state = state or (folded in facts.demonyms() and head.plural)
            if folded == "مردم" and j > start and head.sort == "office" and head.lemma != "نماینده":
                break  # «وزیر کشور مردم را …»: whom the holder addresses
            match_known = self.known(j, end)
            if match_known is not None and match_known[0].kind == "state":
                if state:
                    break
                state, j = True, match_known[1]
                continue
            if not (self._linked(j, first) if j > start else self._complement(j, first, head)):
                break
            j += 1
        return j

    def _said(self, j: int, end: int) -> bool:
        """Does a statement begin at word ``j``, which is no part of a body's name (سپاه … اطلاعیه …)?"""
        head = self.head(j, end)
        return head is not None and head[0].sort == "document" and key(head[0].lemma) in listed("statements")

    def _linked(self, j: int, first: int) -> bool:
        """Does word ``j`` go on with the phrase that begins at ``first``: by a name, the parse, or an ezafe?"""
        if j in self.label and self.label[j][0] < j:
            return True
        if not self.parsed:
            return True
        within = self.within(j, first)
        ezafe = self.words[j - 1].ezafe
        if within and ezafe:
            return True
        if within:
            return self.words[j].upos in ("ADJ", "PROPN", "NUM", "")
        return ezafe and self.words[j].upos in ("ADJ", "PROPN")

    def _complement(self, j: int, first: int, head: Head) -> bool:
        """Is word ``j`` the complement of the head before it?  A post asks for one, a body may stand alone."""
        if head.sort == "office" or self.words[j - 1].ezafe or j in self.label or not self.parsed:
            return True
        return self.within(j, first)

    def _joined(self, j: int, end: int, first: int) -> bool:
        """Does ``و`` at ``j`` join two complements (``مسکن و شهرسازی``) rather than two actors?"""
        if j + 1 >= end or self.stops(j + 1) or j == first + 1:
            return False
        if j in self.label:
            return True
        if self.head(j + 1, end) is not None or self.known(j + 1, end) is not None:
            return False
        return self.within(j + 1, first) and (not self.parsed or self.words[j + 1].head != first)

    def _listed(self, j: int, end: int, head: Head, people: dict[int, int]) -> int | None:
        """The word after ``و`` in ``علوم، تحقیقات و فناوری`` where ``j`` is its first comma, or None."""
        if key(head.lemma) not in listed("listing"):
            return None
        for k in range(j + 1, min(end - 1, j + 7)):
            if self.keys[k] == "و" and k > j + 1:
                if self.stops(k + 1) or self.head(k + 1, end) or k + 1 in people:
                    return None
                return k + 2
            if k in people or not (self.comma(k) or not self.stops(k)) or self.head(k, end) is not None:
                return None
        return None

    def _placed(self, j: int, end: int, head: Head) -> bool:
        """Does ``در`` at ``j`` belong to the office (``سفیر ایران در مسکو``)?"""
        if j + 1 >= end or key(head.lemma) not in listed("placed"):
            return False
        if self.known(j + 1, end) is not None or self.keys[j + 1] in listed("places"):
            return True
        return self.label.get(j + 1, (0, 0, "", 0.0))[2] in ("LOC", "ORG")
