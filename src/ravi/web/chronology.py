"""A timeline ready to be drawn: lanes of signs over an axis, from counts by day.

Every number here is a place in percent of the width or a size in pixels, so that the page draws without
knowing how wide it is.  Near days share a sign; the larger it is, the more it stands for.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ravi.web.axis import Axis, padded

__all__ = ["Lane", "Sign", "lanes", "span"]

BINS = 48
"""Signs beside one another in a lane; on a screen of 375 px they are seven pixels apart."""
SMALLEST, LARGEST = 4.0, 11.0
"""Half the width of a sign, in pixels."""
_EDGE = 0.02
"""The part of the events at either end that may be left out of the first view where it makes it readable."""
_FAR = 3
"""The first view leaves out the ends where the whole is more than so many times as long as the rest."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What begins between two days: where it stands (percent), half its width (px), and how many it is."""

    begin: date
    end: date
    at: float
    size: float
    count: int


@dataclass(frozen=True, slots=True)
class Lane:
    """The signs of one kind, in order of time."""

    kind: str
    count: int
    signs: tuple[Sign, ...]


def lanes(axis: Axis, counted: Iterable[tuple[str, str, int]], kinds: Sequence[str]) -> tuple[Lane, ...]:
    """A lane for each of ``kinds``, from (ISO day, kind, how many) in any order."""
    step = -(-axis.days // BINS)
    found: dict[str, Counter[int]] = {kind: Counter() for kind in kinds}
    low, high = axis.begin.isoformat(), axis.end.isoformat()
    for day, kind, count in counted:
        if kind in found and low <= day <= high:
            found[kind][(date.fromisoformat(day) - axis.begin).days // step] += count
    most = max((count for bins in found.values() for count in bins.values()), default=1)
    out: list[Lane] = []
    for kind, bins in found.items():
        signs = []
        for number in sorted(bins):
            begin = axis.begin + timedelta(days=number * step)
            end = min(axis.end, begin + timedelta(days=step - 1))
            at = round((axis.at(begin) + axis.at(end)) / 2, 3)
            signs.append(Sign(begin, end, at, _size(bins[number], most), bins[number]))
        out.append(Lane(kind, bins.total(), tuple(signs)))
    return tuple(out)


def _size(count: int, most: int) -> float:
    """Area grows with the count, from the smallest sign that can be seen to the largest that a lane holds."""
    share = math.sqrt((count - 1) / (most - 1)) if most > 1 else 0.0
    return round(SMALLEST + (LARGEST - SMALLEST) * share, 1)


def span(days: Sequence[tuple[str, int]]) -> Axis | None:
    """The axis of a first view over (ISO day, how many) in order of day; None where there is no day.

    A single event of another century would press all others into one sign: ends that hold next to nothing and
    take up most of the width are left out, and the page says how many there are beyond.
    """
    if not days:
        return None
    whole = date.fromisoformat(days[0][0]), date.fromisoformat(days[-1][0])
    total = sum(count for _, count in days)
    inner = _at(days, total * _EDGE), _at(days, total * (1 - _EDGE))
    if (whole[1] - whole[0]).days > _FAR * max(30, (inner[1] - inner[0]).days):
        return padded(*inner)
    return padded(*whole)


def _at(days: Sequence[tuple[str, int]], wanted: float) -> date:
    """The day on which so many have begun."""
    so_far = 0
    for day, count in days:
        so_far += count
        if so_far >= wanted:
            return date.fromisoformat(day)
    return date.fromisoformat(days[-1][0])
