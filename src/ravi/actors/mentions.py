"""Where actors are mentioned by name or by description, before it is known who is who."""

from __future__ import annotations

from dataclasses import dataclass, field

from ravi.actors import names
from ravi.actors.facts import Head, Known, key, listed, patterns
from ravi.actors.naming import Naming
from ravi.actors.phrases import Phrases
from ravi.language import Analysis
from ravi.record import ActorKind

_PERSONAL = frozenset(("office", "occupation", "kin", "anyone"))
_AROUND = 15  # words around a capital that tell whether it is the state or the town
_DIGITS = 9  # words of a number
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
        naming = Naming(self.phrases)
        self.people = naming.people
        self._rules = naming.rules

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
        sure = titled and any(phrases.keys[k] not in listed("weak_titles") for k in range(i, j))
        quoted = j < end and phrases.opens(j) and not self._wish(j)
        start = j + 1 if quoted else j
        if start >= end:
            return None
        inner = phrases.title(start, end) if quoted and start not in self.people else None
        if inner is not None:
            start = inner[1]
        if quoted and not titled and start not in self.people:
            return None
        stop = self.people.get(start, 0)
        sure = sure or (titled and names.is_family(phrases.keys[start]))
        if not stop and sure and phrases.nameable(start) and phrases.head(start, end) is None:
            stop = self._surname_after_title(start, end)
        if stop <= start:
            return None
        if quoted and stop < end and phrases.closes(stop):
            return start, stop, stop + 1, gender
        if quoted and not titled:
            return None
        return start, stop, stop, gender

    def _wish(self, j: int) -> bool:
        """Does the bracket at word ``j`` hold what is wished to a holy person, shortened («(ره)»، «(س)»)?"""
        keys = self.phrases.keys
        short = j + 2 < len(keys) and len(keys[j + 1]) <= 2
        return short and self.words[j].text == "(" and self.phrases.closes(j + 2)

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
        asks = asks or (bare and not noun.plural and key(noun.lemma) in listed("bearers"))
        if asks and stop < end:
            named = self._full_name(stop, end)
            acted_on = named is not None and named[2] < end and self.phrases.keys[named[2]] == "را"
            if named is not None and not (acted_on and not self.words[j - 1].ezafe and noun.sort != "kin"):
                return named[2]  # else «دولت … را متهم کرد»: upon whom it acts
            loose = self.phrases.keys[stop] in listed("pointing") and not self.words[stop - 1].ezafe
            if self.words[stop].upos == "PRON" and not loose:
                return stop + 1
        return stop

    def described(self, i: int, end: int) -> Found | None:
        """An office, body, text or group by its head noun, perhaps with a name after it."""
        phrases, keys, j = self.phrases, self.phrases.keys, i
        this = indefinite = False
        quantified = keys[j] in listed("quantifiers") and phrases.words[j].upos not in ("VERB", "AUX")
        counted = 0 if quantified else self._counted(j, end)
        if quantified:
            indefinite, j = True, j + 1
            if j < end and keys[j] == "از":
                j += 1
        elif counted:
            indefinite, j = True, counted
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
        if counted and noun.sort not in _PERSONAL and noun.kind != "group":
            return None
        stop = self._extent(j, j + length, end, noun)
        if counted:
            mention = Found(i, stop, j, "group", noun=noun, rule=f"number and {noun.lemma}")
            mention.indefinite, mention.offices = True, [(j, stop)]
            return mention
        if stop == j + length and not this and not indefinite and self._light(j, stop, end):
            return None
        if stop < end and keys[i] in listed("desks") and self._desk(i, stop):
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

    def _desk(self, i: int, stop: int) -> bool:
        """Is it the desk whose name opens the report («گروه حوادث - …»)?"""
        first = self.analysis.sentences[self.words[i].sentence].first
        return i == first and self.words[stop].text in (":", "-", "–", "—", "ـ")

    def _counted(self, i: int, end: int) -> int:
        """The word after a number of people at word ``i`` (سه نماینده، صدها تن از معترضان); 0 where none is."""
        keys, j = self.phrases.keys, i
        while j < min(end, i + _DIGITS) and (
            self.words[j].upos == "NUM" or keys[j] in listed("many") or (j > i and keys[j] == "و")
        ):
            j += 1
        if j == i or j >= end or keys[j - 1] == "و" or (j == i + 1 and keys[i] in ("یک", "یکی")):
            return 0
        if keys[j] in ("نفر", "تن"):
            j += 1
        if j < end and keys[j] == "از":
            j += 1
        if j < end and keys[j] in listed("pointing"):
            j += 1
        return j if j < end else 0

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
        if not self._acts(i):
            return False
        if not before or not self.phrases.wordy[i - 1] or before in ("که", "اما", "ولی", "اگر"):
            return stop < end and words[stop].text not in ("-", ":", "–", "—", "ـ", "،")
        return words[i].deprel.startswith("nsubj") and not words[i - 1].ezafe

    def _acts(self, i: int) -> bool:
        """Does the sentence of the capital at word ``i`` say what states do, and nothing of a town near it?"""
        sentence = self.analysis.sentences[self.words[i].sentence]
        keys = self.phrases.keys
        first, last = max(sentence.first, i - _AROUND), min(sentence.last, i + _AROUND)
        if any(keys[j] in listed("urban") for j in range(max(first, i - 5), min(last, i + 6))):
            return False
        if any(keys[j] in listed("holding") or keys[j] in listed("political_light") for j in range(first, last)):
            return True
        return any(self._state_after(j, last) for j in range(first, last) if j != i and self.phrases.wordy[j])

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
