"""An actor while the report is being read, and how offices are compared."""

from __future__ import annotations

from dataclasses import dataclass, field

from ravi.actors.facts import Head, key, listed
from ravi.record import ActorKind, MentionForm, Span


@dataclass(frozen=True, slots=True)
class Post:
    """An office or description: its head, the keys of the words that tell it apart, and where it stands."""

    head: Head
    rest: tuple[str, ...]
    former: bool
    span: Span
    title: str
    place: str | None = None
    of: int | None = None  # word at which the body or state that it belongs to begins


@dataclass(slots=True, eq=False)
class Party:
    """One actor: everything that is known of it so far."""

    kind: ActorKind
    name: str
    words: list[str] = field(default_factory=list)  # keys of the words of the fullest name
    named: bool = False
    latin: str | None = None
    country: str | None = None
    gender: str = ""
    lemma: str = ""  # head noun of a body, text or group
    identity: str = ""  # what a known name stands for: an ISO code, a key
    posts: list[Post] = field(default_factory=list)
    mentions: list[tuple[Span, MentionForm]] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)  # first words of its mentions, in order
    fronts: list[int] = field(default_factory=list)  # those of them that front a sentence
    indefinite: bool = False
    plural: bool = False
    merged: Party | None = None
    number: int = 0
    why: list[str] = field(default_factory=list)

    def root(self) -> Party:
        """The party that this one has been merged into, or itself."""
        party = self
        while party.merged is not None:
            party = party.merged
        return party

    def add_post(self, post: Post) -> None:
        """Add an office unless the same words are there."""
        if all((post.head.lemma, post.rest) != (p.head.lemma, p.rest) for p in self.posts):
            self.posts.append(post)

    def absorb(self, other: Party, why: str) -> None:
        """Take in all that ``other`` has; ``why`` is the rule."""
        for post in other.posts:
            self.add_post(post)
        self.mentions.extend(other.mentions)
        self.firsts = sorted([*self.firsts, *other.firsts])
        self.fronts = sorted([*self.fronts, *other.fronts])
        self.country = self.country or other.country
        self.gender = self.gender or other.gender
        self.why.extend([*other.why, why])
        other.merged = self


def rest_of(words: list[str]) -> tuple[str, ...]:
    """The words that tell an office apart from others with the same head."""
    return tuple(w for w in words if w not in listed("office_empty") and w not in listed("former"))


# Heads that mean one and the same post in front of the same body.
_LEADING = frozenset(key(w) for w in ("رئیس", "مدیر", "مدیرکل", "مسئول", "سرپرست", "مدیرعامل", "رئیس‌کل"))


def bucket(post: Post) -> str:
    """The key under which posts that may be the same are kept together."""
    lemma = key(post.head.lemma)
    return "leading" if lemma in _LEADING else lemma


def same_post(a: Post, b: Post) -> bool:
    """Do two phrases mean the same post: the same head, and one's words are all the other's?

    The first word after the head must agree, so that «رئیس مجلس» is not «رئیس کمیسیون … مجلس»; former holders
    are told from present ones.
    """
    if a.former != b.former:
        return False
    if a.head.lemma != b.head.lemma:
        leading = key(a.head.lemma) in _LEADING and key(b.head.lemma) in _LEADING
        return leading and len(a.rest) > 1 and _same_words(a.rest, b.rest)
    if not a.rest or not b.rest:
        return True
    if _same_words(a.rest, b.rest):
        return True
    return a.rest[0] == b.rest[0] and (set(a.rest) <= set(b.rest) or set(b.rest) <= set(a.rest))


def _same_words(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return a == b or "".join(a) == "".join(b)
