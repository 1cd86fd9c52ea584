"""The types of the record, one class for each kind of thing that a report holds.

Every span is a pair ``(start, end)`` of Unicode code-point offsets into ``Report.text``, the text exactly as
it came in, end excluded.  Dates are ISO 8601 strings of the Gregorian calendar (``YYYY-MM-DD``), intervals
include both ends.  ``why`` tells which rules or models made an item, with their evidence; it is for
``ravi explain``, is no part of the JSON and does not count when two items are compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Span = tuple[int, int]

RepairKind = Literal["half-space", "space", "letter", "digit", "punctuation", "control"]
ActorKind = Literal["person", "organization", "state", "outlet", "group", "document", "unnamed"]
MentionForm = Literal["name", "description", "pronoun", "dropped"]
TimeKind = Literal["date", "time", "duration", "set"]
Calendar = Literal["solar_hijri", "gregorian", "lunar_hijri", "relative"]
Modifier = Literal["more", "less", "about", "up_to", "at_least"]
AttributionType = Literal["direct", "indirect", "mixed", "nominal", "continued"]
SourceKind = Literal["named", "unnamed", "collective", "document", "dropped"]
Act = Literal["assert", "deny", "accuse", "criticize", "demand", "promise", "warn", "ask", "wish", "thank"]
Relation = Literal["before", "at", "after"]
RoleName = Literal["agent", "recipient", "object", "place", "instrument", "origin", "destination"]
Tense = Literal["past", "present", "future"]
Status = Literal["happened", "planned", "denied", "alleged", "possible", "disputed"]
Factuality = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"]


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it came in.

    ``id`` is the lower-case hexadecimal SHA-256 of ``text`` in UTF-8; ``published`` an ISO date or None;
    ``language`` an ISO 639-1 code, ``"und"`` where the text is not Persian.
    """

    id: str
    text: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    language: str = "fa"


@dataclass(frozen=True, slots=True)
class Repair:
    """What would be mended in the text: ``text`` in the place of ``span``.  Never applied to the offsets."""

    span: Span
    kind: RepairKind
    text: str
    why: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an actor is mentioned; for ``dropped`` the span of the verb that carries the person."""

    span: Span
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Office:
    """An office or description as the report gives it: ``of`` is the id of the actor it belongs to."""

    span: Span
    title: str
    of: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that speaks, is spoken to or takes part.

    ``name`` is the fullest name in the report in its repaired spelling, ``latin`` a Latin form or None,
    ``country`` an ISO 3166-1 alpha-3 code where the report makes it plain.  ``latin_approximate`` is True
    where ``latin`` is a transliteration by rule rather than a known spelling.
    """

    id: str
    kind: ActorKind
    name: str
    latin: str | None = None
    country: str | None = None
    mentions: tuple[Mention, ...] = ()
    offices: tuple[Office, ...] = ()
    latin_approximate: bool = False
    why: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """An expression that can be put on a calendar or measured.

    ``begin`` and ``end`` are Gregorian ISO dates, both included, or None; ``value`` the TIMEX3 value;
    ``solar`` the solar Hijri form of the interval (``1403-10-28``, ``1403-10``, ``1401-07-01/1401-09-30``);
    ``anchor`` what a relative expression was resolved against: ``published``, a time's id, or ``aN.said``.
    """

    id: str
    span: Span
    kind: TimeKind
    begin: str | None = None
    end: str | None = None
    value: str | None = None
    calendar: Calendar | None = None
    solar: str | None = None
    anchor: str | None = None
    why: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts or measures; ``value_to`` is the upper end of a range."""

    id: str
    span: Span
    value: float | None
    value_to: float | None = None
    modifier: Modifier | None = None
    unit: str | None = None
    why: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """Who tells (PARC 3.0 *source*).  ``span`` is None when dropped; ``actor`` None where nobody is named."""

    span: Span | None
    actor: str | None
    kind: SourceKind


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that signal the telling (PARC 3.0 *cue*); ``act`` is the speech act the cue itself carries."""

    span: Span
    lemma: str
    act: Act


@dataclass(frozen=True, slots=True)
class Content:
    """What was told (PARC 3.0 *content*): one or more spans in the order of the text."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """An addressee or a channel: where it stands and the actor it is, where it is one."""

    span: Span
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """When something was told, as far as the report tells: ``relation`` of the telling to that interval."""

    time: str | None = None
    begin: str | None = None
    end: str | None = None
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of telling: a reader calls it a statement.

    ``chain`` names the voices, outermost first, beginning with ``AUTHOR``; ``parent`` the attribution in
    whose content this one stands; ``confidence`` a probability between 0 and 1.
    """

    id: str
    type: AttributionType
    source: Source
    cue: Cue | None
    act: Act
    content: Content
    addressee: Party | None = None
    channel: Party | None = None
    said: Said | None = None
    parent: str | None = None
    chain: tuple[str, ...] = ("AUTHOR",)
    negated: bool = False
    dateline: bool = False
    about: tuple[str, ...] = ()
    confidence: float = 1.0
    why: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Role:
    """A participant, place or instrument of an event."""

    role: RoleName
    span: Span
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Voucher:
    """Who vouches for an event and how surely (FactBank); ``attribution`` None means the report itself."""

    attribution: str | None
    factuality: Factuality


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens, with who takes part and by whose word.

    ``type`` is one of Ravi's event types (``ravi.events.TYPES``); ``plover`` its PLOVER code as
    ``{"event": str, "mode": str | None, "context": [str]}``; ``time`` and ``quantity`` are ids.
    """

    id: str
    trigger: Span
    type: str
    status: Status
    mentions: tuple[Span, ...] = ()
    plover: dict[str, object] | None = None
    roles: tuple[Role, ...] = ()
    time: str | None = None
    quantity: str | None = None
    negated: bool = False
    tense: Tense | None = None
    vouched_by: tuple[Voucher, ...] = ()
    why: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Record:
    """All that Ravi takes from one report."""

    report: Report
    repairs: tuple[Repair, ...] = ()
    sentences: tuple[Span, ...] = ()
    actors: tuple[Actor, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    schema: str = "ravi/1"

    def to_json(self, *, indent: int | None = None) -> str:
        """The record as JSON text (UTF-8 characters unescaped), keys in the order of the published record."""
        from ravi.record.json import to_json

        return to_json(self, indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> Record:
        """Read a record back; raises :class:`ravi.record.json.RecordError` where the JSON is no record."""
        from ravi.record.json import from_json

        return from_json(text)
