"""Floor 7: what happened: triggers, roles, time and place, status from the chain, PLOVER codes."""

from __future__ import annotations

from ravi.actors import Cast
from ravi.language import Analysis
from ravi.record import Attribution, Event, Quantity, TimeExpression

__all__ = ["find"]


def find(
    analysis: Analysis,
    cast: Cast,
    times: tuple[TimeExpression, ...],
    quantities: tuple[Quantity, ...],
    attributions: tuple[Attribution, ...],
) -> tuple[Event, ...]:
    """All events in the order of the text.  Ids are ``e1``, ``e2``, …"""
    return ()
