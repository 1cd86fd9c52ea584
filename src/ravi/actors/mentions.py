"""Where actors are mentioned by name or by description, before it is known who is who."""

from __future__ import annotations

from dataclasses import dataclass, field

from ravi.actors import names
from ravi.actors.facts import Head, Known, key, listed, patterns
from ravi.actors.phrases import Phrases
from ravi.language import Analysis
from ravi.record import ActorKind

_PERSONAL = frozenset(("office", "occupation", "kin", "anyone"))
STYLED = "name given to an agreement"


@dataclass(slots=True)
class Found:
    """One mention: words ``[first, last)``, its head word, and what it says of the actor.

    ``name`` is the word range of the proper name without titles and quotation marks, ``offices`` the word
    ranges of the posts and descriptions.  ``outer`` is False where it lies in a larger mention.
    """

    first: int
    last: int
    head: int
    kind: ActorKind
    name: tuple[int, int] | None = None
    offices: list[tuple[int, int]] = field(default_factory=list)
    noun: Head | None = None
    entry: Known | None = None
    gender: str = ""
    this: bool = False
    indefinite: bool = False
    outer: bool = True
    rule: str = ""


class Finder:
    """Reads the mentions off one analysed text, sentence by sentence."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.words = analysis.words
        self.phrases = Phrases(analysis)
        self.people: dict[int, int] = {}  # personal names: first word -> the word after the last
        self._rules: dict[int, str] = {}
        self._surnames: dict[str, int] = {}
        self._read_names()

    # -- personal names

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
                self.people[first], self._rules[first] = last, rule
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
                    self.people[i], self._rules[i] = i + length, "family name of somebody named in full"
                    i += length
                    continue
                i += 1

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
                if title is None and phrases.wordy[first]:
                    break
                first = title[1] if title else first + 1
            if first == last:
                return None
            for k in range(first + 1, last):
                if phrases.head(k, last) is not None and not names.is_family(keys[k]):
                    last = k
                    break
            while last > first + 1 and (phrases.stops(last - 1) or not phrases.nameable(last - 1)):
                last -= 1
            entry = phrases.known(first, last)
            if entry is not None and entry[1] == last:
                return None  # an agency, a state
            plain = last - first == 1 and self.words[first].upos in ("ADJ", "NUM") and not self._clause_front(first)
            if phrases.nameable(first) and phrases.head(first, last) is None and not plain:
                if last - first == 1 and names.is_given(keys[first]):
                    whole = self._listed(first, end)
                    last = whole[1] if whole else last
                return first, last, "name (trained)"
        if self.words[i].text.isascii():
            return self._foreign(i, end)
        return self._listed(i, end) or self._before_office(i, end)

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
        if (i and keys[i - 1] in ("در", "گزارش", "و", "یا")) or (i > 1 and keys[i - 2] in ("نقل", "گزارش")):
            return None
        if i and phrases.nameable(i - 1) and self.words[i - 1].sentence == self.words[i].sentence:
            return None
        j = i
        while j < end and j - i < 4 and phrases.nameable(j):
            if j in phrases.label and phrases.label[j][2] != "PER" and phrases.label[j][3] > 0.5:
                return None
            if phrases.head(j, end) is not None or phrases.known(j, end) is not None:
                break
            j += 1
        proper = sum(self.words[k].upos == "PROPN" or names.is_given(keys[k]) for k in range(i, j))
        plain = proper == j - i
        comma = j < end and phrases.comma(j)
        head = phrases.head(j + comma, end) if j + comma < end else None
        if j - i < 2 or head is None or head[0].sort not in ("office", "occupation") or head[0].plural:
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

    # -- mentions

    def all(self) -> list[Found]:
        """All mentions in order of their first word; one that lies in a larger one is not ``outer``."""
        found: list[Found] = []
        for sentence in self.analysis.sentences:
            i, reach = sentence.first, -1
            claimed: set[int] = set()  # offices in apposition, which are read with their holder
            while i < sentence.last:
                mention = None if i in claimed else self.at(i, sentence.last)
                if mention is None:
                    i += 1
                    continue
                mention.outer = mention.last > reach
                found.append(mention)
                reach = max(reach, mention.last)
                claimed.update(first for first, _ in mention.offices)
                i = max(i + 1, self._inside(mention))
        return found

    def _inside(self, mention: Found) -> int:
        """The first word of a mention from which others are read (``ایران`` in ``سفیر ایران``)."""
        if mention.offices:
            first, last = mention.offices[0]
            head = self.phrases.head(first, last)
            return first + (head[1] if head else 1)
        return mention.name[1] if mention.name else mention.last

    def at(self, i: int, end: int) -> Found | None:
        """The mention that begins at word ``i``, or None."""
        return self.person(i, end) or self.described(i, end) or self.by_name(i, end) or self.styled(i, end)

    def styled(self, i: int, end: int) -> Found | None:
        """An agreement under the name that somebody gives it (قراردادی که از آن با عنوان «…» یاد می‌کنند)."""
        phrases, keys = self.phrases, self.phrases.keys
        if not phrases.opens(i) or i < 2 or (keys[i - 2], keys[i - 1]) not in (("با", "عنوان"), ("به", "عنوان")):
            return None
        first = max(self.analysis.sentences[self.words[i].sentence].first, i - 16)
        heads = [h for j in range(first, i) if (h := phrases.head(j, i)) is not None]
        noun = next((h[0] for h in reversed(heads) if key(h[0].lemma) in listed("treaties")), None)
        stop = next((j for j in range(i + 1, min(end, i + 8)) if phrases.closes(j)), None)
        if noun is None or stop is None or stop == i + 1:
            return None
        return Found(i + 1, stop, i + 1, "document", name=(i + 1, stop), noun=noun, rule=STYLED)

    def _full_name(self, i: int, end: int) -> tuple[int, int, int, str] | None:
        """A name at ``i`` with titles and quotes: where the name begins and ends, the whole ends, and gender."""
        phrases, gender, j = self.phrases, "", i
        while j < end and j not in self.people and (title := phrases.title(j, end)) is not None:
            gender = gender if gender in ("male", "female") else title[0]
            j = title[1]
        titled = j > i
        quoted = j < end and phrases.opens(j)
        start = j + 1 if quoted else j
        if start >= end:
            return None
        inner = phrases.title(start, end) if quoted and start not in self.people else None
        if inner is not None:
            start = inner[1]
        if quoted and not titled and start not in self.people:
            return None
        stop = self.people.get(start, 0)
        if not stop and titled and phrases.nameable(start) and phrases.head(start, end) is None:
            stop = self._surname_after_title(start, end)
        if stop <= start:
            return None
        if quoted and stop < end and phrases.closes(stop):
            return start, stop, stop + 1, gender
        if quoted and not titled:
            return None
        return start, stop, stop, gender

    def _surname_after_title(self, i: int, end: int) -> int:
        """The word after the family name that follows a title."""
        phrases, keys, j = self.phrases, self.phrases.keys, i
        if phrases.known(i, end) is not None and phrases.label.get(i, (0, 0, "", 0.0))[2] != "PER":
            return 0
        if self.words[i].upos == "ADJ" and i not in phrases.label and not names.is_family(keys[i]):
            return 0
        if names.is_prefix(keys[i]) and i + 1 < end and phrases.nameable(i + 1):
            j += 1
        j += 1
        while j < end and j - i < 3 and phrases.nameable(j) and phrases.head(j, end) is None:
            label = phrases.label.get(j)
            if not (names.is_tail(keys[j]) or (label is not None and label[0] < j)):
                break
            j += 1
        return j

    def person(self, i: int, end: int) -> Found | None:
        """A person by name, with the offices that stand in apposition after it."""
        named = self._full_name(i, end)
        if named is None:
            return None
        start, stop, last, gender = named
        gender = gender if gender in ("male", "female") else names.gender_of(self.phrases.keys[start])
        rule = self._rules.get(start, "title and name")
        mention = Found(i, last, start, "person", name=(start, stop), gender=gender, rule=rule)
        self._apposition(mention, last, end)
        return mention

    def _apposition(self, mention: Found, j: int, end: int) -> None:
        """Read offices after a name: with a comma or without, several joined by و or commas."""
        if j >= end:
            return
        comma = self.phrases.comma(j) or self.words[j].text == "("
        start = j + 1 if comma else j
        while start < end:
            indefinite = self.phrases.keys[start] in ("یک", "یکی")
            at = start + 1 if indefinite and start + 1 < end else start
            head = self.phrases.head(at, end)
            if head is None or head[0].sort not in _PERSONAL or head[0].plural:
                return
            stop = self._extent(at, at + head[1], end, head[0])
            if stop == at + head[1] and head[0].sort == "anyone":
                return
            mention.offices.append((start, stop))
            mention.last = stop
            if stop < end and (self.phrases.keys[stop] == "و" or self.phrases.comma(stop)):
                start = stop + 1
                continue
            return

    def _extent(self, first: int, j: int, end: int, noun: Head) -> int:
        """The word after the phrase of a head noun at ``first``; a person that the noun asks for is taken in."""
        stop = self.phrases.end(j, end, first, noun, self.people)
        bare = stop == j
        asks = noun.sort == "kin" or (bare and (key(noun.lemma) in listed("serving") or noun.kind == "group"))
        asks = asks or (bare and noun.kind != "unnamed" and self.words[j - 1].ezafe)
        if asks and stop < end:
            named = self._full_name(stop, end)
            if named is not None:
                return named[2]
            if self.words[stop].upos == "PRON":
                return stop + 1
        return stop

    def described(self, i: int, end: int) -> Found | None:
        """An office, body, text or group by its head noun, perhaps with a name after it."""
        phrases, keys, j = self.phrases, self.phrases.keys, i
        this = indefinite = False
        quantified = keys[j] in listed("quantifiers") and phrases.words[j].upos not in ("VERB", "AUX")
        if quantified:
            indefinite, j = True, j + 1
            if j < end and keys[j] == "از":
                j += 1
        if j < end and keys[j] in listed("pointing"):
            this, j = not self._adverbial(j), j + 1
        elif j < end and keys[j] == "یک":
            indefinite, j = True, j + 1
        if j >= end:
            return None
        head = phrases.head(j, end)
        if head is None:
            return None
        noun, length = head
        if noun.kind == "document" and i and keys[i - 1] == "به" and key(noun.lemma) in listed("news"):
            return None  # به گزارش … is how somebody is quoted
        stop = self._extent(j, j + length, end, noun)
        if stop == j + length and not this and not indefinite and self._light(j, stop, end):
            return None
        kind: ActorKind = noun.kind
        if quantified:
            kind = "unnamed" if keys[i] == "یکی" and noun.plural else "group"
            if not noun.plural and noun.kind != "group":
                return None
        mention = Found(
            i, stop, j, kind, noun=noun, this=this and not quantified, rule=f"{noun.sort}: {noun.lemma}"
        )
        mention.indefinite = indefinite or noun.indefinite
        mention.offices = [(j, stop)]
        if noun.sort in _PERSONAL and not noun.plural and not quantified and stop < end:
            self._name_after(mention, stop, stop == j + length, end)
        elif kind in ("organization", "outlet", "document") and stop > j + length:
            mention.name = (j, stop)
        return mention

    def _light(self, j: int, stop: int, end: int) -> bool:
        """Is a bare head part of a verb (متهم کرد، گزارش داد، شاهد بود)?"""
        word = self.words[stop - 1]
        if word.deprel.startswith("compound") or word.deprel == "xcomp":
            return True
        return (
            stop < end and self.words[stop].upos in ("VERB", "AUX") and word.head == stop and word.deprel != "nsubj"
        )

    def _adverbial(self, j: int) -> bool:
        """Does این at ``j`` close an adverbial (پیش از این، علاوه بر این) rather than point?"""
        keys = self.phrases.keys
        return j > 1 and keys[j - 1] in ("از", "بر") and keys[j - 2] in listed("before_this")

    def _name_after(self, mention: Found, stop: int, bare: bool, end: int) -> None:
        """A name right after a description is its holder's (``وزیر خارجه روسیه سرگئی …``)."""
        noun = mention.noun
        assert noun is not None
        start = stop
        for pattern in patterns("named"):
            if tuple(self.phrases.keys[stop : stop + len(pattern)]) == pattern:
                start = stop + len(pattern)
        if key(noun.lemma) in listed("reporters"):
            return
        if start == stop and ((bare and key(noun.lemma) in listed("serving")) or noun.sort == "kin"):
            if not (noun.sort == "kin" and stop < end and self.phrases.comma(stop)):
                return
            start = stop + 1
        named = self._full_name(start, end) if start < end else None
        if named is None:
            return
        mention.name, mention.last = (named[0], named[1]), named[2]
        mention.gender = named[3] or names.gender_of(self.phrases.keys[named[0]])
        mention.kind, mention.head, mention.indefinite, mention.this = "person", named[0], False, False
        mention.rule += ", name after it"

    def _political(self, i: int, stop: int, end: int) -> bool:
        """Does a capital at words ``[i, stop)`` stand for its state (تهران و مسکو), not for the city?"""
        words, keys = self.words, self.phrases.keys
        before = keys[i - 1] if i and words[i - 1].sentence == words[i].sentence else ""
        verb = words[words[i].head]
        around = {
            keys[j]
            for j in range(max(0, i - 4), min(stop + 5, len(words)))
            if words[j].sentence == words[i].sentence
        }
        if before in ("در", "شهر", "شهرستان", "استان", "وارد", "اهل", "ساکن", "مقیم", "عازم", "راهی", "خود"):
            return False
        if before in listed("political_nouns") or (before == "و" and i > 1 and self._state_before(i - 1)):
            return True
        if stop + 1 < end and keys[stop] in ("و", "با") and self._state_after(stop + 1, end):
            return before not in ("به", "از") or not around & listed("going")
        if before in ("به", "از", "برای", "با", "بر"):
            governed = key(verb.lemma) in listed("political_verbs") and verb.upos == "VERB"
            return (governed or bool(around & listed("political_light"))) and not around & listed("going")
        if not before or not self.phrases.wordy[i - 1] or before in ("که", "اما", "ولی", "اگر", "و"):
            return stop < end and keys[stop] not in ("-", ":", "–", "،")
        return words[i].deprel.startswith("nsubj") and not words[i - 1].ezafe

    def _state_before(self, i: int) -> bool:
        """Does the name of a state or capital end right before word ``i``?"""
        for j in range(i - 1, max(-1, i - 4), -1):
            match = self.phrases.known(j, i)
            if match is not None and match[1] == i and match[0].kind == "state":
                return True
        return False

    def _state_after(self, i: int, end: int) -> bool:
        """Does the name of a state or capital begin at word ``i``?"""
        match = self.phrases.known(i, end)
        return match is not None and match[0].kind == "state"

    def by_name(self, i: int, end: int) -> Found | None:
        """A state, agency or body by name alone, in quotation marks or not."""
        match = self.phrases.known(i, end)
        if match is not None and (match[0].role != "capital" or self._political(i, match[1], end)):
            entry, stop = match
            return Found(i, stop, i, entry.kind, name=(i, stop), entry=entry, rule=f"known {entry.role}")
        label = self.phrases.label.get(i)
        if (
            label is not None
            and label[0] == i
            and label[2] == "ORG"
            and not self.phrases.stops(i)
            and label[3] >= 0.5
        ):
            return Found(i, label[1], i, "organization", name=(i, label[1]), rule="name (trained)")
        return None
