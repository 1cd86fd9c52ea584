"""What a ledger answers with."""

from __future__ import annotations

from dataclasses import dataclass

from ravi.record import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """One statement that was found.

    ``content`` is the text of its content as it stands in the report, ``marks`` the spans of ``content`` that
    matched, ``span`` where the content stands in the report's text (code points, first to last).  ``said`` and
    ``published`` are ISO dates or None; ``said`` is an interval with both ends.
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


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of hits and how many there are in all."""

    total: int
    offset: int
    hits: tuple[Hit, ...]
