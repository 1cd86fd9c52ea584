"""Where actors are mentioned by name or by description, before it is known who is who."""

from __future__ import annotations

from dataclasses import dataclass, field

from ravi.actors import facts
from ravi.actors.facts import Head, Known, key
from ravi.actors.phrases import Phrases
from ravi.language import Analysis
from ravi.record import ActorKind


@dataclass(slots=True)
class Found:
    """One mention: words ``[first, last)``, its head word, and what it says of the actor.

    ``name`` is the word range of the proper name without titles and quotation marks, ``offices`` the word
    ranges of the posts and descriptions, each with its head.
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


class Finder:
    """Reads the mentions off one analysed text, sentence by sentence, in one pass."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.words = analysis.words
        self.phrases = Phrases(analysis)
        self.people: dict[int, int] = {}
        self.named: dict[int, tuple[int, str]] = {}
        for entity in analysis.entities:
            if entity.label == "PER":
                self.people[entity.first] = entity.last
            elif entity.label in ("ORG", "LOC"):
                self.named[entity.first] = (entity.last, entity.label)

    def all(self) -> list[Found]:
        """All mentions in order; one that lies in a larger one is not ``outer``."""
        found: list[Found] = []
        for sentence in self.analysis.sentences:
            i, taken, reach = sentence.first, -1, -1
            while i < sentence.last:
                mention = None if i < taken else self.at(i, sentence.last)
                if mention is None:
                    i += 1
                    continue
                mention.outer = mention.last > reach
                found.append(mention)
                reach = max(reach, mention.last)
                taken = self._inside(mention)
                i += 1
        return found

    def _inside(self, mention: Found) -> int:
        """The first word inside a mention from which others may be read (``ایران`` in ``سفیر ایران``)."""
        if mention.offices and mention.name and mention.name[0] < mention.offices[0][0]:
            return mention.offices[0][0] + 1
        return mention.head + 1 if mention.name is None else mention.name[1]

    def at(self, i: int, end: int) -> Found | None:
        """The mention that begins at word ``i``, or None."""
        return self.person(i, end) or self.described(i, end) or self.by_name(i, end)

    # -- names of people

    def _name(self, i: int, end: int) -> tuple[int, int, int, str] | None:
        """A personal name at ``i`` with titles and quotes: where name and whole begin and end, and gender."""
        words, gender, j = self.words, "", i
        while j < end and (title := facts.titles().get(key(words[j].text))) is not None:
            if j in self.people and self.people[j] > j + 1 and j > i:
                break
            gender = gender if gender in ("male", "female") else title
            j += 1
        titled = j > i
        quoted = j < end and self.phrases.opens(j)
        start = j + 1 if quoted else j
        if start >= end:
            return None
        stop = 0
        if start in self.people:
            stop = self.people[start]
        elif i in self.people and self.people[i] > start:
            stop = self.people[i]
        elif titled and not self.phrases.stops(start) and facts.heads().get(words[start].text) is None:
            stop = start
            while stop < end and stop - start < 3 and self.phrases.nameable(stop):
                stop += 1
        if stop <= start:
            return None
        if quoted and stop < end and self.phrases.closes(stop):
            return start, stop, stop + 1, gender
        return start, stop, stop, gender

    def person(self, i: int, end: int) -> Found | None:
        """A person by name, with the offices that stand in apposition after it."""
        named = self._name(i, end)
        if named is None:
            return None
        start, stop, last, gender = named
        mention = Found(i, last, start, "person", name=(start, stop), gender=gender)
        self._apposition(mention, last, end)
        return mention

    def _apposition(self, mention: Found, j: int, end: int) -> None:
        """Read offices after a name: with a comma or without, several joined by و or commas."""
        comma = j < end and self.words[j].text in ("،", ",", "(")
        start = j + 1 if comma else j
        while start < end:
            head = self.phrases.head(start, end)
            if head is None or head[0].sort not in ("office", "occupation", "kin") or head[0].plural:
                return
            stop = self.phrases.end(start + head[1], end, head[0])
            mention.offices.append((start, stop))
            mention.last = stop
            if stop < end and self.words[stop].text in ("و", "،"):
                start = stop + 1
                continue
            return

    # -- descriptions

    def described(self, i: int, end: int) -> Found | None:
        """An office, body, text or group by its head noun, perhaps with a name after it."""
        words, j, this, indefinite = self.words, i, False, False
        word = key(words[j].text)
        if word in ("این", "همین", "ان", "همان"):
            this, j = True, j + 1
        elif word in ("یک", "یکی"):
            indefinite, j = True, j + 1
        if j >= end:
            return None
        head = self.phrases.head(j, end)
        if head is None:
            return None
        noun, length = head
        stop = self.phrases.end(j + length, end, noun)
        mention = Found(
            i, stop, j, noun.kind, noun=noun, this=this, indefinite=indefinite or noun.indefinite, offices=[(j, stop)]
        )
        if noun.sort in ("office", "occupation", "anyone") and not noun.plural and stop < end:
            bare = stop == j + length and noun.lemma in NEEDS_PERSON
            named = None if bare or noun.sort == "kin" else self._name(stop, end)
            if named is not None:
                mention.name, mention.last, mention.gender = (named[0], named[1]), named[2], named[3]
                mention.kind, mention.head = "person", named[0]
        elif noun.kind in ("organization", "outlet", "document") and stop > j + length:
            mention.name = (j, stop)
        return mention

    def by_name(self, i: int, end: int) -> Found | None:
        """A state, agency or body by name alone."""
        quoted = self.phrases.opens(i)
        start = i + 1 if quoted else i
        match = self.phrases.known(start, end)
        if match is not None:
            entry, stop = match
            return Found(start, stop, start, entry.kind, name=(start, stop), entry=entry)
        if i in self.named and self.named[i][1] == "ORG":
            stop = self.named[i][0]
            return Found(i, stop, i, "organization", name=(i, stop))
        return None


# Posts whose holder serves a person: a name right after them is that person's, not the holder's.
NEEDS_PERSON = frozenset(["مشاور", "معاون", "دستیار", "سخنگو", "نماینده", "وکیل", "فرستاده", "جانشین", "همتا", "همکار"])
