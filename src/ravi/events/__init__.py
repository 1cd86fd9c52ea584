"""Floor 7: what happened: triggers, roles, time and place, status from the chain, PLOVER codes."""

from __future__ import annotations

from ravi.actors import Cast
from ravi.events.reading import read
from ravi.events.vocabulary import TYPES
from ravi.language import Analysis
from ravi.record import Attribution, Event, Quantity, TimeExpression

__all__ = ["TYPES", "find"]


def find(
    analysis: Analysis,
    cast: Cast,
    times: tuple[TimeExpression, ...],
    quantities: tuple[Quantity, ...],
    attributions: tuple[Attribution, ...],
) -> tuple[Event, ...]:
    """All events in the order of the text.  Ids are ``e1``, ``e2``, …

    An event has one trigger, the fullest mention, and the spans of its other mentions; its status says who
    vouches for it and is ``happened`` only where the report itself states it.
    """
    return read(analysis, cast, times, quantities, attributions)
