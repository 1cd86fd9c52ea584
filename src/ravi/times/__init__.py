"""Floor 4: expressions of time, resolved to intervals in solar Hijri, lunar Hijri and Gregorian."""

from __future__ import annotations

from ravi.language import Analysis
from ravi.record import Attribution, TimeExpression

__all__ = ["anchor", "find"]


def find(analysis: Analysis, *, published: str | None) -> tuple[TimeExpression, ...]:
    """All expressions of time in the order of the text, resolved against ``published`` (ISO date) and each other.

    Ids are ``T1``, ``T2``, … in the order of the text.
    """
    return ()


def anchor(
    times: tuple[TimeExpression, ...], attributions: tuple[Attribution, ...], *, published: str | None
) -> tuple[TimeExpression, ...]:
    """Resolve what stands inside somebody's words against the time of that telling; the rest is unchanged."""
    return times
