"""One actor from all its mentions: which mentions are the same, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass, field

from ravi.actors.facts import key, titles
from ravi.actors.mentions import Found
from ravi.actors.names import compatible
from ravi.language import Analysis
from ravi.record import ActorKind, MentionForm, Span


@dataclass(slots=True)
class Party:
    """An actor while the report is being read."""

    handle: int
    kind: ActorKind
    name: str
    named: bool = False
    latin: str | None = None
    country: str | None = None
    gender: str = ""
    full: list[str] = field(default_factory=list)  # keys of the words of the fullest name
    keys: set[str] = field(default_factory=set)
    lemma: str = ""
    mentions: list[tuple[Span, MentionForm]] = field(default_factory=list)
    offices: list[tuple[Span, str]] = field(default_factory=list)
    office_keys: list[tuple[str, ...]] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    last: int = -1


_EMPTY = frozenset(
    key(w)
    for w in [
        "کل",
        "محترم",
        "آقای",
        "خانم",
        "دکتر",
        "مهندس",
        "سابق",
        "پیشین",
        "اسبق",
        "وقت",
        "کنونی",
        "فعلی",
        "کشور",
        "کشورمان",
        "سید",
        "سیده",
    ]
)
_SAME = {"امورخارجه": "خارجه", "رییسجمهوری": "رییسجمهور", "امریکا": "آمریکا", "نایب": "نائب"}


def content_words(text: list[str]) -> tuple[str, ...]:
    """The words by which two office phrases are compared."""
    out = [_SAME.get(w, w) for w in text]
    return tuple(
        w for w in out if w not in ("و", "در", "امور", "کل", "محترم", "کشور", "استان", "شهر", "مردم") and w
    )


class Resolver:
    """Merges mentions in the order of the text."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.parties: list[Party] = []

    def words(self, first: int, last: int) -> list[str]:
        """The keys of the words, quotation marks and titles left out."""
        out = []
        for word in self.analysis.words[first:last]:
            folded = key(word.text)
            if any(c.isalnum() for c in folded):
                out.append(folded)
        return out

    def text(self, first: int, last: int) -> str:
        """The repaired text of the words, without quotation marks around it."""
        return clean(self.analysis.text(first, last))

    def resolve(self, mention: Found) -> Party:
        """The party that a mention means: one that is there, or a new one."""
        if mention.kind == "person" and mention.name is not None:
            party = self._person(mention)
        elif mention.entry is not None:
            party = self._known(mention)
        elif mention.kind == "unnamed":
            party = self._office(mention)
        else:
            party = self._body(mention)
        span = self.analysis.span(mention.first, mention.last)
        party.mentions.append((span, "name" if mention.name is not None else "description"))
        party.last = mention.first
        if mention.kind in ("person", "unnamed") and not mention.indefinite:
            for first, last in mention.offices:
                self._add_office(party, first, last)
        return party

    def _add_office(self, party: Party, first: int, last: int) -> None:
        words = content_words(self.words(first, last))
        if words and words not in party.office_keys:
            party.office_keys.append(words)
            party.offices.append((self.analysis.span(first, last), self.text(first, last)))

    def new(self, kind: ActorKind, name: str) -> Party:
        """A new party."""
        party = Party(len(self.parties), kind, name)
        self.parties.append(party)
        return party

    def _person(self, mention: Found) -> Party:
        assert mention.name is not None
        words = [w for w in self.words(*mention.name) if w not in titles()] or self.words(*mention.name)
        best: Party | None = None
        for party in reversed(self.parties):
            if party.kind != "person" or not compatible(words, party.full):
                continue
            if "male" in (mention.gender, party.gender) and "female" in (mention.gender, party.gender):
                continue
            if best is None or len(party.full) > len(best.full):
                best = party
        if best is None:
            for first, last in mention.offices:
                office = content_words(self.words(first, last))
                for party in reversed(self.parties):
                    if party.kind == "unnamed" and any(same_office(office, o) for o in party.office_keys):
                        best = party
                        best.why.append(f"office {' '.join(office)}")
                        break
                if best is not None:
                    break
        name = self.text(*mention.name)
        if best is None:
            best = self.new("person", name)
        if not best.named or len(words) > len(best.full):
            best.kind, best.name, best.full, best.named = "person", name, words, True
        best.gender = best.gender or mention.gender
        return best

    def _known(self, mention: Found) -> Party:
        entry = mention.entry
        assert entry is not None
        identity = entry.country if entry.kind == "state" else key(entry.name)
        assert identity is not None
        for party in self.parties:
            if identity in party.keys:
                break
        else:
            party = self.new(entry.kind, self.text(mention.first, mention.last))
            party.keys.add(identity)
            party.latin, party.country = entry.latin, entry.country
        if entry.role == "name" and not party.named:
            party.name, party.named = self.text(mention.first, mention.last), True
        return party

    def _office(self, mention: Found) -> Party:
        (first, last) = mention.offices[0]
        words = content_words(self.words(first, last))
        if mention.indefinite:
            party = self.new("unnamed", self.text(mention.first, mention.last))
            party.office_keys.append(words)
            return party
        people = [p for p in self.parties if p.kind in ("person", "unnamed")]
        people.sort(key=lambda p: -p.last)
        for party in people:
            if any(same_office(words, office) for office in party.office_keys):
                return party
        if mention.this and people:
            return people[0]
        return self.new("unnamed", self.text(mention.first, mention.last))

    def _body(self, mention: Found) -> Party:
        words = self.words(mention.head, mention.last)
        bodies = [p for p in self.parties if p.kind == mention.kind]
        bodies.sort(key=lambda p: -p.last)
        lemma = mention.noun.lemma if mention.noun else ""
        if mention.this or (len(words) == 1 and mention.kind in ("organization", "outlet")):
            for party in bodies:
                if party.lemma == lemma and lemma:
                    return party
        joined = "".join(words)
        for party in bodies:
            if joined in party.keys:
                return party
        if mention.kind in ("organization", "outlet"):
            for party in bodies:
                if party.full[: len(words)] == words or (words[: len(party.full)] == party.full and party.full):
                    break
            else:
                party = self.new(mention.kind, self.text(mention.first, mention.last))
        else:
            party = self.new(mention.kind, self.text(mention.first, mention.last))
        party.lemma = party.lemma or lemma
        party.keys.add(joined)
        if len(words) > len(party.full):
            party.full, party.name = words, self.text(mention.head, mention.last)
        return party


def clean(text: str) -> str:
    """A name without quotation marks at its ends."""
    return text.strip(" «»\"“”'،,()")


def same_office(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Do two office phrases mean the same post: equal, or one a shortening of the other with the same head?"""
    if not a or not b or a[0] != b[0]:
        return False
    if a == b or "".join(a) == "".join(b):
        return True
    return set(a) <= set(b) or set(b) <= set(a)
