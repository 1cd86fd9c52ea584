"""The axis of a timeline: where days stand on it, and its ticks in the solar Hijri or the Gregorian calendar.

Places are percentages of the width from the side where reading begins, so that one drawing fits every screen
and both directions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from persiantools.jdatetime import JalaliDate

from ravi.export.wording import Wording

__all__ = ["Axis", "Tick", "padded"]

Calendar = Literal["solar", "gregorian"]

MOST_TICKS = 12
"""Ticks that a wide screen has room for; a narrow one shows the major half of them."""
_DAYS = (1, 2, 5, 10)
_MONTHS = (1, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_FIRST_SOLAR = date(622, 3, 22)
"""The first day that the solar Hijri calendar counts."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A day that the axis names; ``at`` in percent, ``major`` where a narrow screen names it as well."""

    day: date
    at: float
    label: str
    major: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from ``begin`` to ``end``, both included."""

    begin: date
    end: date

    @property
    def days(self) -> int:
        """How many days it holds, one at the least."""
        return max(1, (self.end - self.begin).days + 1)

    def at(self, day: date) -> float:
        """Where the middle of a day stands, in percent."""
        return round(100 * ((day - self.begin).days + 0.5) / self.days, 3)

    def ticks(self, calendar: Calendar, words: Wording) -> tuple[Tick, ...]:
        """The finest round days of a calendar of which there are no more than there is room for."""
        chosen: list[date] = []
        unit, step = "year", _YEARS[-1]
        for unit, step in _steps():
            if self.days / {"day": 1, "month": 29, "year": 365}[unit] / step > 2 * MOST_TICKS:
                continue  # far too many: not worth counting
            chosen = list(self._round(calendar, unit, step))
            if len(chosen) <= MOST_TICKS:
                break
        crowded = len(chosen) > MOST_TICKS // 2
        out: list[Tick] = []
        for number, day in enumerate(chosen):
            label = _label(day, calendar, unit, words, first=not number)
            out.append(Tick(day, self.at(day), label, not crowded or number % 2 == 0))
        return tuple(out)

    def _round(self, calendar: Calendar, unit: str, step: int) -> Iterator[date]:
        """The days between both ends on which a unit begins."""
        if calendar == "solar" and self.end < _FIRST_SOLAR:
            return
        year, month, _ = _fields(max(self.begin, _FIRST_SOLAR) if calendar == "solar" else self.begin, calendar)
        last, _, _ = _fields(self.end, calendar)
        make: Callable[[int, int, int], date] = _solar if calendar == "solar" else date
        if unit == "year":
            days = (make(y, 1, 1) for y in range(-(-year // step) * step or step, last + 1, step))
        else:
            months = (divmod(m, 12) for m in range(12 * year + month - 1, 12 * (last + 1)))
            starts = ((y, m + 1) for y, m in months if unit == "day" or m % step == 0)
            # A round day beside the end of a month would stand on top of the next first.
            within = range(1, 32 - step, step) if unit == "day" and step > 1 else range(1, 32)
            days = (
                found
                for y, m in starts
                for d in (within if unit == "day" else (1,))
                if (found := _valid(make, y, m, d)) is not None
            )
        for day in days:
            if day > self.end:
                return
            if day >= self.begin:
                yield day


def _steps() -> Iterator[tuple[str, int]]:
    yield from (("day", step) for step in _DAYS)
    yield from (("month", step) for step in _MONTHS)
    yield from (("year", step) for step in _YEARS)


def _valid(make: Callable[[int, int, int], date], year: int, month: int, day: int) -> date | None:
    try:
        return make(year, month, day)
    except (ValueError, OverflowError):
        return None


def _solar(year: int, month: int, day: int) -> date:
    if day > JalaliDate.days_in_month(month, year):
        raise ValueError(day)
    found: date = JalaliDate(year, month, day).to_gregorian()
    return found


def _fields(day: date, calendar: Calendar) -> tuple[int, int, int]:
    if calendar == "solar":
        solar = JalaliDate.to_jalali(day)
        return solar.year, solar.month, solar.day
    return day.year, day.month, day.day


def _label(day: date, calendar: Calendar, unit: str, words: Wording, *, first: bool) -> str:
    """``1403``, ``Dey``, ``28 Dey``; the year beside the first of them and where a year begins."""
    year, month, number = _fields(day, calendar)
    shown_year = words.digits(year)
    if unit == "year":
        return shown_year
    name = words(f"{'solar' if calendar == 'solar' else 'month'}.{month}")
    if unit == "day":
        name = f"{words.digits(number)} {name}"
    return f"{name} {shown_year}" if first or (month == 1 and number == 1) else name


def padded(begin: date, end: date, least: int = 7) -> Axis:
    """An axis from one day to another with a little room at both ends, never shorter than ``least`` days."""
    room = max(1, (end - begin).days // 50)
    short = max(0, least - (end - begin).days - 1 - 2 * room)
    before = room + short // 2
    low = begin - timedelta(days=min(before, begin.toordinal() - 1))
    return Axis(low, end + timedelta(days=room + short - short // 2))
