"""Words of a report in their sentence, cut where something lights up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ravi.record import Attribution, Event, Record, Span

__all__ = ["Piece", "of_event", "of_statement", "passage"]

_AROUND = 1
"""Sentences shown before and after those in which something lights up."""
_LONGEST = 1200
"""Code points of a passage that is still context."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and the classes of what lights up in it, parted by spaces; empty for plain text."""

    text: str
    lit: str


def passage(record: Record, lit: Iterable[tuple[Span, str]]) -> tuple[Piece, ...]:
    """The sentences around some spans, with their class on each; nothing where there is no span."""
    spans = [(span, kind) for span, kind in lit if span[0] < span[1]]
    if not spans:
        return ()
    first, last = min(s for (s, _), _ in spans), max(e for (_, e), _ in spans)
    begin, end = _sentences(record, first, last)
    begin, end = max(begin, first - _LONGEST // 2), min(end, max(last, begin + _LONGEST))
    cuts = sorted({begin, end, *(c for span, _ in spans for c in span if begin < c < end)})
    text = record.report.text
    pieces = []
    for at, until in pairwise(cuts):
        kinds = dict.fromkeys(kind for (s, e), kind in spans if s <= at and until <= e)
        pieces.append(Piece(text[at:until], " ".join(kinds)))
    return tuple(pieces)


def _sentences(record: Record, first: int, last: int) -> Span:
    held = [n for n, (s, e) in enumerate(record.sentences) if s < last and e > first]
    if not held:
        return max(0, first - 80), min(len(record.report.text), last + 80)
    low, high = max(0, held[0] - _AROUND), min(len(record.sentences) - 1, held[-1] + _AROUND)
    return min(first, record.sentences[low][0]), max(last, record.sentences[high][1])


def of_statement(record: Record, told: Attribution) -> list[tuple[Span, str]]:
    """What lights up for a statement: its content, its cue, and who is named as its source."""
    lit = [(span, "content") for span in told.content.spans]
    lit += [(told.cue.span, "cue")] if told.cue else []
    lit += [(told.source.span, "source")] if told.source.span else []
    return lit


def of_event(record: Record, event: Event) -> list[tuple[Span, str]]:
    """What lights up for an event: its trigger and who and what takes part in it near there."""
    lit = [(event.trigger, "trigger")]
    near = [n for n, (s, e) in enumerate(record.sentences) if s <= event.trigger[0] < e]
    low, high = record.sentences[near[0]] if near else (event.trigger[0] - 200, event.trigger[1] + 200)
    lit += [(role.span, "role") for role in event.roles if low <= role.span[0] and role.span[1] <= high]
    when = next((t.span for t in record.times if t.id == event.time), None)
    lit += [(when, "when")] if when and low <= when[0] and when[1] <= high else []
    number = next((q.span for q in record.quantities if q.id == event.quantity), None)
    return lit + ([(number, "number")] if number and low <= number[0] and number[1] <= high else [])
