"""Small decisions of resolution: which century, which season, which TIMEX3 value."""

from __future__ import annotations

from ravi.times import calendars as cal
from ravi.times.calendars import Interval, Name
from ravi.times.match import Match

# A day without a year is mostly past: a coming one must be this much nearer to be meant.
PAST_BIAS = 1.6


def full_year(value: int, calendar: Name, now: int | None) -> int:
    """The year that two digits mean: the last one that is not more than 10 years ahead.

    Without a day to count from, the centuries that news of our time speak of.
    """
    if now is None:
        if calendar == "solar_hijri":
            return 1300 + value if value >= 20 else 1400 + value
        return 1900 + value if value >= 40 else 2000 + value
    base = now // 100 * 100 + value
    return next(year for year in (base + 100, base, base - 100) if year <= now + 10)


def gregorian_season(year: int, season: int) -> Interval | None:
    """A season of a Gregorian year by the solar Hijri months, as the news use it."""
    first = (season - 1) * 3 + 1
    return cal.months("solar_hijri", year - 621, first, 3)


def halved(interval: Interval, half: int, calendar: str) -> Interval:
    """The first or second half of a month (to the 15th), a year (six months) or a longer period."""
    name: Name = "gregorian" if calendar == "gregorian" else "solar_hijri"
    if calendar == "relative" and (interval[0].month, interval[0].day) == (1, 1):
        name = "gregorian"
    first, last = cal.of(name, interval[0]), cal.of(name, interval[1])
    if first is None or last is None or first[2] != 1:
        return interval
    if first[:2] == last[:2]:
        begin = cal.day(name, first[0], first[1], 16)
    elif first[0] == last[0]:
        begin = cal.day(name, first[0], 7, 1)
    else:
        begin = cal.day(name, first[0] + (last[0] - first[0] + 1) // 2, 1, 1)
    if begin is None or not interval[0] < begin <= interval[1]:
        return interval
    return (interval[0], begin - cal.DAY) if half == 1 else (begin, interval[1])


def week_of(interval: Interval, count: int) -> Interval:
    """Week ``count`` of a month by its days (1 to 7, 8 to 14 …), -1 for its last seven days."""
    begin, end = interval
    if (end - begin).days > 31:
        return interval
    if count < 0:
        return end - 6 * cal.DAY, end
    first = begin + 7 * (count - 1) * cal.DAY
    return first, min(end, first + 6 * cal.DAY)


def _hour(hour: int, part: str | None) -> int:
    """An hour on the clock of 24: «ساعت ۵ عصر» is 17, «ساعت ۲ بامداد» is 2."""
    if hour < 12 and (
        part in {"عصر", "غروب", "بعدازظهر", "شامگاه"}
        or (part == "شب" and hour >= 6)
        or (part == "ظهر" and hour < 5)
    ):
        return hour + 12
    return hour % 24


def timex(interval: Interval, m: Match) -> str:
    """The TIMEX3 value of an interval: a day, month or year where it is one, else both ends."""
    begin, end = interval
    if begin == end:
        value = begin.isoformat()
        if m.clock is not None:
            return f"{value}T{_hour(m.clock[0], m.part):02}:{m.clock[1]:02}"
        return value
    if m.calendar == "gregorian" or begin.day == 1:
        if cal.month("gregorian", begin.year, begin.month) == interval:
            return f"{begin.year:04}-{begin.month:02}"
        if cal.year("gregorian", begin.year) == interval:
            return f"{begin.year:04}"
    return f"{begin.isoformat()}/{end.isoformat()}"
