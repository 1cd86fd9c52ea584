"""What a ledger answers when it is asked what belongs together.

A relation stands between two reports, two statements or two events, which are named by their rows in the
ledger.  It never replaces either of them: a contradiction is two statements side by side and a row between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ravi.ledger.types import Hit
from ravi.record import Span

Kind = Literal[
    "derived_from", "same_statement", "same_event", "repeats", "supports", "denies", "conflicts", "updates"
]
"""``derived_from`` stands between reports, ``same_event`` and some ``conflicts`` between events, the rest
between statements.  ``derived_from``, ``repeats``, ``denies`` and ``updates`` have a direction: ``one`` is
made from, says again, denies, or brings the later number than ``other``."""
KINDS: tuple[Kind, ...] = (
    "derived_from", "same_statement", "same_event", "repeats", "supports", "denies", "conflicts", "updates",
)  # fmt: skip
DIRECTED: frozenset[Kind] = frozenset(("derived_from", "repeats", "denies", "updates"))
Of = Literal["report", "statement", "event"]
What = Literal["value", "time", "actor", "polarity", "act"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that both sides share, or that one side has: where it stands in the text of each report.

    ``what`` is ``words`` (a run of words that both have), ``word``, ``number``, ``speaker``, ``time``,
    ``participant``, ``place``, ``type``, ``cue`` or ``credit``; ``text`` how it is written (on the side of
    ``one``), ``spans`` its place in the report of ``one`` and of ``other``, None where it stands in only one.
    """

    what: str
    text: str
    spans: tuple[Span | None, Span | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs: the words or values on both sides, as they stand there, with their places."""

    what: What
    one: str
    other: str
    spans: tuple[Span | None, Span | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Relation:
    """What belongs together, and why.

    ``one`` and ``other`` are rows of the ledger (``of`` says of which table), ``reports`` the reports that they
    stand in.  ``form`` is ``copy``, ``rewrite`` or ``excerpt`` for ``derived_from``, else None; ``share`` the
    part of ``one`` that stands in ``other`` (0 to 1) for ``derived_from``, for statements how much of the
    shorter is met in the longer.  ``rule`` names what decided, ``evidence`` shows it; ``confidence`` is the
    rule's precision on the labelled pairs, between 0 and 1.  ``rejected`` is True where a correction says that
    it is wrong; such a relation is kept and counts for nothing.
    """

    id: int
    kind: Kind
    of: Of
    one: int
    other: int
    reports: tuple[int, int]
    rule: str
    evidence: tuple[Evidence, ...]
    differs: tuple[Difference, ...]
    confidence: float
    share: float | None = None
    form: str | None = None
    rejected: bool = False

    @property
    def why(self) -> str:
        """The rule and what it rests on, in one line."""
        shown = [e.text if e.what == "words" else f"{e.what} {e.text}" for e in self.evidence]
        against = [f"{d.what}: {d.one} ≠ {d.other}" for d in self.differs]
        return "; ".join((self.rule, *shown, *against))


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent voice: who speaks, through whom it came, and in which statements or events.

    ``speaker`` is a name, ``?`` where a statement names nobody, None where the reports themselves say it;
    ``entity`` its row.  ``channels`` names the agencies and outlets through which it was told (``#12``: report 12,
    whose outlet is not known), ``reports`` where.  ``counted`` is False for a voice that
    has no way of its own: its channel was counted for another.
    """

    speaker: str | None
    entity: int | None
    channels: tuple[str, ...]
    reports: tuple[int, ...]
    items: tuple[int, ...]
    counted: bool


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How many voices stand for one thing, each counted once.

    ``independent`` is the greatest number of voices of which no two share a speaker, a text (copies and
    rewrites of one) or a channel (one agency, one outlet); ``reports`` how many reports tell it in all.
    """

    independent: int
    reports: int
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """One statement in a comparison: the hit, whose words it is, and the chain of voices as names."""

    hit: Hit
    entity: int | None
    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one speaker said at one time, in all the reports that tell of it.

    ``id`` is the lowest of its statements' rows and can be given to ``compare`` as ``sID``.
    """

    id: int
    tellings: tuple[Telling, ...]
    corroboration: Corroboration

    @property
    def hit(self) -> Hit:
        """The telling that stands for all: the earliest published."""
        return self.tellings[0].hit


@dataclass(frozen=True, slots=True)
class EventTold:
    """An event as one report has it: ``words`` its trigger, ``span`` where; dates are ISO, None where unknown.

    ``participants`` are pairs of role and words; ``vouchers`` the statements that it stands in, empty where
    the report itself tells it.
    """

    event: int
    report: int
    type: str
    status: str
    words: str
    span: Span
    begin: str | None
    end: str | None
    participants: tuple[tuple[str, str], ...]
    vouchers: tuple[int, ...]
    outlet: str | None
    published: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Happening:
    """One event in all the reports that tell of it; ``id`` is the lowest of its events' rows (``eID``)."""

    id: int
    type: str
    told: tuple[EventTold, ...]
    corroboration: Corroboration

    @property
    def begin(self) -> str | None:
        """The first day that any report gives, an ISO date."""
        return min((t.begin for t in self.told if t.begin), default=None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that is told about one claim or one event, side by side.

    ``subject`` is ``sID``, ``eID`` or the query that was asked; ``claims`` in order of time, ``happenings`` the
    events they are about, ``relations`` every relation between what is shown (rejected ones left out).
    """

    subject: str
    claims: tuple[Claim, ...]
    happenings: tuple[Happening, ...]
    relations: tuple[Relation, ...]
    corroboration: Corroboration

    def of_kind(self, *kinds: Kind) -> tuple[Relation, ...]:
        """The relations of these kinds."""
        return tuple(r for r in self.relations if r.kind in kinds)


@dataclass(frozen=True, slots=True)
class Position:
    """One statement of a speaker on a topic and what changed since the one before it.

    ``changed`` is empty where nothing did or nothing can be said; ``since`` is the row of the statement that it
    is compared with, ``why`` the rule; ``tellings`` how many reports tell the statement.
    """

    hit: Hit
    day: str | None
    tellings: int
    since: int | None
    changed: tuple[Difference, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Related:
    """What came of looking for relations: reports looked at, and how many of each kind were found."""

    reports: int
    found: dict[str, int]
