"""Personal names: what the trained pipeline marks, what lists tell, and family names used alone."""

from __future__ import annotations

from ravi.actors import names
from ravi.actors.facts import listed
from ravi.actors.phrases import Phrases


class Naming:
    """The personal names of one text: ``people`` by first word, ``rules`` tells how each was found."""

    def __init__(self, phrases: Phrases) -> None:
        self.analysis = phrases.analysis
        self.words = phrases.words
        self.phrases = phrases
        self.people: dict[int, int] = {}  # first word -> the word after the last
        self.rules: dict[int, str] = {}
        self._surnames: dict[str, int] = {}
        self._read_names()

    def _read_names(self) -> None:
        """Find the personal names: the trained ones, listed ones, and family names used alone."""
        for sentence in self.analysis.sentences:
            i = sentence.first
            while i < sentence.last:
                found = self._name_at(i, sentence.last)
                if found is None:
                    i += 1
                    continue
                first, last, rule = found
                if self._borne(first, sentence.first):
                    i = last
                    continue
                self.people[first], self.rules[first] = last, rule
                if last - first > 1:
                    self._learn(first, last)
                i = last
        for sentence in self.analysis.sentences:
            i = sentence.first
            while i < sentence.last:
                if i in self.people:
                    i = self.people[i]
                    continue
                length = self._alone(i, sentence.last)
                if length:
                    self.people[i], self.rules[i] = i + length, "family name of somebody named in full"
                    i += length
                    continue
                i += 1

    def _borne(self, i: int, start: int) -> bool:
        """Is the name at word ``i`` that of a school, a street, a hospital?"""
        keys = self.phrases.keys
        while i > start and keys[i - 1] in listed("hallowed"):
            i -= 1
        return i > start and keys[i - 1] in listed("bearing")

    def _learn(self, first: int, last: int) -> None:
        """Keep the family name of a full name, to know it alone."""
        keys = self.phrases.keys
        start = first + 1
        while start < last - 1 and (names.is_given(keys[start]) or names.is_prefix(keys[start])):
            start += 1
        family = "".join(keys[start:last])
        if len(family) > 2:
            self._surnames[family] = last - start
        if last - start > 1 and len(keys[last - 1]) > 2 and not names.is_tail(keys[last - 1]):
            self._surnames.setdefault(keys[last - 1], 1)

    def _alone(self, i: int, end: int) -> int:
        """The number of words of a known family name that stands alone at ``i``, or 0."""
        joined = ""
        for length in (1, 2, 3):
            if i + length > end:
                break
            joined += self.phrases.keys[i + length - 1]
            if joined not in self._surnames or self.phrases.stops(i):
                continue
            word = self.words[i]
            if word.upos in ("ADJ", "NUM") and i not in self.phrases.label and not self._clause_front(i):
                continue
            if i > 0 and self.words[i - 1].ezafe and self.words[i - 1].upos == "NOUN" and word.upos == "ADJ":
                continue
            return length
        return 0

    def _clause_front(self, i: int) -> bool:
        """Does a sentence or clause begin at word ``i``?"""
        before = self.words[i - 1] if i else None
        return before is None or before.sentence != self.words[i].sentence or not self.phrases.wordy[i - 1]

    def _name_at(self, i: int, end: int) -> tuple[int, int, str] | None:
        """A personal name that begins at word ``i``: first word, the word after the last, and by what rule."""
        phrases, keys = self.phrases, self.phrases.keys
        if not phrases.wordy[i]:
            return None
        label = phrases.label.get(i)
        if (
            label is not None
            and label[0] == i
            and label[2] == "PER"
            and (label[3] >= 0.4 or names.is_given(keys[i]))
        ):
            first, last = i, label[1]
            scripts = [self.words[k].text.isascii() for k in range(first, last) if phrases.wordy[k]]
            if any(scripts) and not all(scripts):
                return None  # two scripts are no one name; each part is tried by itself
            while first < last:
                title = phrases.title(first, last)
                if title is None and (phrases.wordy[first] or self.words[first].text in "(["):
                    break  # «حضرت امام (ره)»: a title alone, and a wish
                first = title[1] if title else first + 1
            if first == last or not phrases.wordy[first]:
                return None
            if last - first > 1 and self._common(first):
                first += 1
            for k in range(first + 1, last):
                sure = label[3] >= 0.7 and k == first + 1 and self.words[k].upos == "PROPN"
                if phrases.head(k, last) is not None and not names.is_family(keys[k]) and not sure:
                    last = k
                    break
            # «امام خمینی (ره)»: what is wished to somebody in brackets is no part of the name.
            last = next((k for k in range(first + 1, last) if self.words[k].text in "(["), last)
            while last > first + 1 and (phrases.stops(last - 1) or not phrases.nameable(last - 1)):
                last -= 1
            entry = phrases.known(first, last)
            if entry is not None and entry[1] == last:
                return None  # an agency, a state
            plain = last - first == 1 and self.words[first].upos in ("ADJ", "NUM") and not self._clause_front(first)
            if last - first == 1 and self._alone(first, end) > 1:
                last = first + self._alone(first, end)
            if phrases.nameable(first) and phrases.head(first, last) is None and not plain:
                if last - first == 1 and names.is_given(keys[first]):
                    whole = self._listed(first, end)
                    last = whole[1] if whole else last
                return first, last, "name (trained)"
        if self.words[i].text.isascii():
            return self._foreign(i, end)
        return self._listed(i, end) or self._quoted(i, end) or self._before_office(i, end)

    def _quoted(self, i: int, end: int) -> tuple[int, int, str] | None:
        """Two to four words in quotation marks and a post right after them («X Y» سخنگوی …): a name."""
        phrases = self.phrases
        if not i or not phrases.opens(i - 1) or self.words[i - 1].text == "(":
            return None
        j = i
        while j < end and j - i < 4 and phrases.nameable(j) and phrases.head(j, end) is None:
            j += 1
        if j - i < 2 or j + 1 >= end or not phrases.closes(j):
            return None
        head = phrases.head(j + 1 + phrases.comma(j + 1), end)
        if head is None or head[0].sort != "office" or head[0].plural:
            return None
        return i, j, "name in quotation marks before a post"

    def _common(self, i: int) -> bool:
        """Is word ``i`` what happened to somebody, which the training took for the name (اخراج زینب …)?"""
        return self.phrases.keys[i] in listed("happenings")

    def _foreign(self, i: int, end: int) -> tuple[int, int, str] | None:
        """Two or three words in Latin letters with capitals (Elizabeth Warren)."""
        stop = i
        while stop < end and stop - i < 4:
            text = self.words[stop].text
            if not (
                text.isascii() and text.isalpha() and text[0].isupper() and (len(text) == 1 or text[1:].islower())
            ):
                break
            stop += 1
        if stop - i in (2, 3) and self.words[i].text not in ("The", "New", "United", "Saint", "San", "Los"):
            return i, stop, "name in Latin letters"
        return None

    def _listed(self, i: int, end: int) -> tuple[int, int, str] | None:
        """A listed given name and what follows it as a family name."""
        phrases, keys = self.phrases, self.phrases.keys
        if not phrases.nameable(i) or (phrases.title(i, end) is not None and not names.is_prefix(keys[i])):
            return None
        j = i
        if names.is_prefix(keys[j]) and j + 1 < end and names.is_given(keys[j + 1]):
            j += 1
        if not names.is_given(keys[j]):
            return None
        j += 1
        while j < end and j - i < 4 and phrases.nameable(j) and names.is_given(keys[j]):
            j += 1
        given = j
        if j < end and phrases.nameable(j) and phrases.head(j, end) is None and self._family(i, j):
            j += 1
            if j < end and phrases.nameable(j) and (names.is_tail(keys[j]) or self._family_more(i, j)):
                j += 1
            return i, j, "name (given name and family name)"
        if given - i >= 2 and (given >= end or not phrases.nameable(given)):
            return i, given, "name (listed names)"
        return None

    def _before_office(self, i: int, end: int) -> tuple[int, int, str] | None:
        """Two to four words that nothing else explains, a comma, and a post (X Y، سخنگوی …): a name."""
        phrases, keys = self.phrases, self.phrases.keys
        titled = phrases.title(i, end) is not None and not names.is_prefix(keys[i])
        if titled or keys[i] in listed("happenings"):
            return None
        if (i and keys[i - 1] in ("در", "گزارش", "و", "یا")) or (i > 1 and keys[i - 2] in ("نقل", "گزارش")):
            return None
        if i and phrases.nameable(i - 1) and self.words[i - 1].sentence == self.words[i].sentence:
            return None
        j = i
        while j < end and j - i < 4 and phrases.nameable(j):
            label = phrases.label.get(j)
            if label is not None and (
                (label[2] != "PER" and label[3] > 0.5) or (label[2] == "PER" and label[0] > i)
            ):
                return None  # a place or a body, or a name that begins later («اوایل امسال X Y، رئیس …»)
            if phrases.head(j, end) is not None or phrases.known(j, end) is not None:
                break
            j += 1
        if j - i < 2:
            return None
        proper = sum(self.words[k].upos == "PROPN" or names.is_given(keys[k]) for k in range(i, j))
        plain = proper == j - i
        comma = j < end and phrases.comma(j)
        head = phrases.head(j + comma, end) if j + comma < end else None
        if head is None or head[0].sort not in ("office", "occupation") or head[0].plural:
            return None
        return (i, j, "name before a post") if plain or (comma and proper * 2 >= j - i) else None

    def _family(self, i: int, j: int) -> bool:
        """Can word ``j`` be the family name after given names from ``i`` on?"""
        if names.is_family(self.phrases.keys[j]):
            return True
        if self.phrases.known(j, j + 1) is not None or self.phrases.title(j, j + 1) is not None:
            return False
        label = self.phrases.label.get(j)
        if label is not None and label[0] <= i and label[1] <= j + 2:
            return True
        return self.words[j].upos in ("PROPN", "X") or not self.phrases.tagged

    def _family_more(self, i: int, j: int) -> bool:
        """Does word ``j`` go on with a family name of two words?"""
        if self.phrases.head(j, j + 1) is not None or self.phrases.known(j, j + 1) is not None:
            return False
        label = self.phrases.label.get(j)
        if label is not None and label[0] <= i:
            return True
        return names.is_family(self.phrases.keys[j]) and self.words[j].upos in ("PROPN", "NOUN", "X")
