"""Floor 4: expressions of time, resolved to intervals in solar Hijri, lunar Hijri and Gregorian."""

from __future__ import annotations

from ravi.times.anchoring import anchor
from ravi.times.finding import find
from ravi.times.pages import parse_date, solar

__all__ = ["anchor", "find", "parse_date", "solar"]
