"""Three calendars on one time line: intervals of days, months, seasons, years and decades as Gregorian dates.

All arithmetic is done by ``persiantools`` (solar Hijri), ``hijridate`` (lunar Hijri, Umm al-Qura, moved to
Iran's mostly later months) and ``datetime``; a date that a calendar does not have or cannot convert is None.
"""

from __future__ import annotations

import functools
from datetime import date, timedelta
from typing import Literal

from hijridate import Gregorian, Hijri
from persiantools.jdatetime import JalaliDate

Name = Literal["solar_hijri", "gregorian", "lunar_hijri"]
Interval = tuple[date, date]

DAY = timedelta(days=1)

# Iran sights the crescent itself: of the 252 lunar months of 1424 to 1444, 167 began there one day after the
# Umm al-Qura calendar of hijridate, 84 on the same day.  A weekday beside the date decides (see resolve).
IRAN_LAG = DAY


@functools.lru_cache(maxsize=4096)
def day(calendar: Name, year: int, month: int, dom: int) -> date | None:
    """The Gregorian date of a day of a calendar, or None where the calendar has no such day."""
    try:
        if calendar == "gregorian":
            return date(year, month, dom)
        if calendar == "solar_hijri":
            return JalaliDate(year, month, dom).to_gregorian()
        found = Hijri(year, month, dom).to_gregorian()
        return date(found.year, found.month, found.day) + IRAN_LAG
    except (ValueError, OverflowError):
        return None


@functools.lru_cache(maxsize=4096)
def of(calendar: Name, when: date) -> tuple[int, int, int] | None:
    """Year, month and day of a Gregorian date in a calendar, or None outside of its range."""
    try:
        if calendar == "gregorian":
            return when.year, when.month, when.day
        if calendar == "solar_hijri":
            jalali = JalaliDate(when)
            return jalali.year, jalali.month, jalali.day
        there = when - IRAN_LAG
        hijri = Gregorian(there.year, there.month, there.day).to_hijri()
        return hijri.year, hijri.month, hijri.day
    except (ValueError, OverflowError):
        return None


def month(calendar: Name, year: int, number: int) -> Interval | None:
    """First and last day of a month (1 to 12)."""
    begin = day(calendar, year, number, 1)
    after = day(calendar, year, number + 1, 1) if number < 12 else day(calendar, year + 1, 1, 1)
    return (begin, after - DAY) if begin and after else None


def months(calendar: Name, year: int, first: int, count: int) -> Interval | None:
    """First and last day of ``count`` months from month ``first`` on (a season, a quarter, a half-year)."""
    begin, end = month(calendar, year, first), month(calendar, year, first + count - 1)
    return (begin[0], end[1]) if begin and end else None


def year(calendar: Name, number: int) -> Interval | None:
    """First and last day of a year."""
    begin, after = day(calendar, number, 1, 1), day(calendar, number + 1, 1, 1)
    if calendar == "gregorian" and number == 9999:
        return None
    return (begin, after - DAY) if begin and after else None


def years(calendar: Name, first: int, last: int) -> Interval | None:
    """First and last day of the years ``first`` to ``last``."""
    a, b = year(calendar, first), year(calendar, last)
    return (a[0], b[1]) if a and b and first <= last else None


def week(when: date) -> Interval:
    """The Persian week, Saturday to Friday, that holds a day."""
    begin = when - timedelta(days=(when.weekday() + 2) % 7)
    return begin, begin + timedelta(days=6)


def weekday(when: date) -> int:
    """The day of the Persian week: Saturday 0 to Friday 6."""
    return (when.weekday() + 2) % 7


def shift(when: date, days: int) -> date | None:
    """A day some days away, or None outside of the Gregorian calendar."""
    try:
        return when + timedelta(days=days)
    except OverflowError:
        return None


def solar(begin: date, end: date) -> str | None:
    """The solar Hijri form of an interval: a day, month or year where it is one, else both ends with a slash."""
    a, b = of("solar_hijri", begin), of("solar_hijri", end)
    if a is None or b is None:
        return None
    if begin == end:
        return _iso(*a)
    if a[2] == 1 and a[:2] == b[:2] and month("solar_hijri", a[0], a[1]) == (begin, end):
        return f"{a[0]:04}-{a[1]:02}"
    if a[1:] == (1, 1) and a[0] == b[0] and year("solar_hijri", a[0]) == (begin, end):
        return f"{a[0]:04}"
    return f"{_iso(*a)}/{_iso(*b)}"


def _iso(y: int, m: int, d: int) -> str:
    return f"{y:04}-{m:02}-{d:02}"
