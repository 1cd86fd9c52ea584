"""What a ledger answers with."""

from __future__ import annotations

from dataclasses import dataclass

from ravi.record import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """One statement that was found.

    ``content`` is the text of its content as it stands in the report, its ``spans`` there joined by one space;
    ``span`` reaches from the first to the last of them.  ``marks`` are the spans of ``content`` that matched,
    ``places`` the same as spans of the report's text (all in code points).  ``entity`` is who the speaker is over
    all reports, where that is known.  ``said`` and ``published`` are ISO dates or None; ``said`` is an interval
    with both ends.  ``score`` is how well it matches, where hits are in that order.
    """

    statement: int
    report: int
    attribution: str
    speaker: str | None
    offices: tuple[str, ...]
    country: str | None
    cue: str | None
    act: str
    type: str
    content: str
    marks: tuple[Span, ...]
    span: Span
    addressee: str | None
    channel: str | None
    said: tuple[str, str] | None
    outlet: str | None
    published: str | None
    url: str | None
    title: str | None
    negated: bool
    confidence: float
    spans: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    entity: int | None = None
    statuses: tuple[str, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of hits and how many there are in all; ``more`` where there are more than ``total``.

    Hits are counted up to a limit, for a common word has hundreds of thousands.  ``next`` is the key to go on
    from (``before=``), None on the last page.
    """

    total: int
    offset: int
    hits: tuple[Hit, ...]
    more: bool = False
    next: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a report's text in which words of a query stand.

    ``span`` is where the piece stands, ``marks`` where the words do, all in code points of the report's text.
    """

    span: Span
    text: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """How the hits of a query spread, each list from the most to the least, values with how many have them.

    Counted over the newest ``counted`` hits; ``more`` where there are others.  ``months`` are months of
    publication, ``solar_months`` the same in the solar Hijri calendar (``1403-10``), both in order of time.
    ``speakers`` are entities: number, name, how many.
    """

    counted: int
    more: bool
    speakers: tuple[tuple[int, str, int], ...]
    outlets: tuple[tuple[str, int], ...]
    acts: tuple[tuple[str, int], ...]
    types: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]
    solar_months: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A day, month or year of a timeline.

    ``label`` names it in the calendar that was asked for (``1403-10``), ``begin`` and ``end`` are ISO dates, both
    included and None where nothing tells the day; ``statements`` says how many there are, ``hits`` are the newest.
    """

    label: str
    begin: str | None
    end: str | None
    statements: int
    hits: tuple[Hit, ...] = ()
