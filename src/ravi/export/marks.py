"""The text of a report cut where any mark begins or ends, so that overlapping marks become flat pieces."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from ravi.record import Record, Span

__all__ = ["Piece", "pieces"]


@dataclass(frozen=True, slots=True)
class Piece:
    """``text[start:end]`` with the ids of all that covers it and the kinds of these marks, both in order."""

    start: int
    end: int
    ids: tuple[str, ...]
    kinds: tuple[str, ...]


def pieces(record: Record) -> Iterator[Piece]:
    """The whole text in order, nothing left out and nothing twice."""
    marks = list(_marks(record))
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for number, (span, _, _) in enumerate(marks):
        if span[0] < span[1]:
            opening.setdefault(span[0], []).append(number)
            closing.setdefault(span[1], []).append(number)
    length = len(record.report.text)
    cuts = sorted({0, length, *opening, *closing})
    active: dict[int, None] = {}
    for start, end in itertools.pairwise(cuts):
        for number in closing.get(start, ()):
            active.pop(number, None)
        for number in opening.get(start, ()):
            active[number] = None
        ids = dict.fromkeys(marks[number][1] for number in sorted(active))
        kinds = dict.fromkeys(marks[number][2] for number in sorted(active))
        yield Piece(start, end, tuple(ids), tuple(kinds))


def _marks(record: Record) -> Iterator[tuple[Span, str, str]]:
    """Every span that is lit up, with the id of its item and the kind of mark."""
    for item in record.attributions:
        for span in item.content.spans:
            yield span, item.id, "content"
        if item.cue:
            yield item.cue.span, item.id, "cue"
        if item.source.span:
            yield item.source.span, item.id, "source"
        for party in (item.addressee, item.channel):
            if party:
                yield party.span, item.id, "party"
    for event in record.events:
        for span in (event.trigger, *event.mentions):
            yield span, event.id, "trigger"
    for actor in record.actors:
        for mention in actor.mentions:
            if mention.form != "dropped":
                yield mention.span, actor.id, "mention"
    for time in record.times:
        yield time.span, time.id, "when"
    for quantity in record.quantities:
        yield quantity.span, quantity.id, "amount"
