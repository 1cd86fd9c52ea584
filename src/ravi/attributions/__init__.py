"""Floor 6: who said what: cues, contents, sources, addressees, channels, nesting and chains."""

from __future__ import annotations

from ravi.actors import Cast
from ravi.language import Analysis
from ravi.record import Attribution, Event, TimeExpression

__all__ = ["find", "link"]


def find(analysis: Analysis, cast: Cast, times: tuple[TimeExpression, ...]) -> tuple[Attribution, ...]:
    """All acts of telling in the order of the text.  Ids are ``a1``, ``a2``, …"""
    return ()


def link(attributions: tuple[Attribution, ...], events: tuple[Event, ...]) -> tuple[Attribution, ...]:
    """The same attributions with ``about`` naming the events that stand in their content."""
    return attributions
