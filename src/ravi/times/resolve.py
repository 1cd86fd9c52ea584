"""From what an expression says to where it lies: intervals against the publication date and the text before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from ravi.times import calendars as cal
from ravi.times.calendars import Interval, Name
from ravi.times.match import Match
from ravi.times.values import PAST_BIAS, full_year, gregorian_season, halved, timex, week_of


@dataclass(slots=True)
class Resolved:
    """Where an expression lies: Gregorian ends, TIMEX3 value, the calendar it was said in, its anchor."""

    interval: Interval | None = None
    value: str | None = None
    calendar: str | None = None
    anchor: str | None = None


class Resolver:
    """Resolves matches in the order of the text; remembers the last day and year that were named."""

    def __init__(self, anchor: date | None, *, foreign: bool = False, name: str = "published") -> None:
        self.now = anchor
        self.name = name
        self.calendar: Name = "gregorian" if foreign else "solar_hijri"
        self.last: Interval | None = None
        self.bias = PAST_BIAS
        self.last_id: str | None = None

    # -- entry ---------------------------------------------------------------------------------------------

    def resolve(self, m: Match, *, future: bool = False, past: bool = False) -> Resolved:
        """The interval of one match; ``future`` where its clause tells what is to come, ``past`` what is over."""
        self.bias = PAST_BIAS * PAST_BIAS * PAST_BIAS if past else PAST_BIAS
        if m.kind == "duration":
            return Resolved(value=m.duration)
        if m.kind == "set":
            return Resolved()
        found = self._resolve(m, future)
        if m.half is not None and found.interval is not None:
            found.interval = halved(found.interval, m.half, found.calendar or self.calendar)
        if m.weekday_to is not None and m.weekday is not None and found.interval is not None:
            last = cal.shift(found.interval[0], m.weekday_to - m.weekday)
            found.interval = (found.interval[0], last or found.interval[1])
        if m.week_of is not None and found.interval is not None:
            found.interval = week_of(found.interval, m.week_of)
        if found.interval is not None:
            found.value = found.value or timex(found.interval, m)
        return found

    def remember(self, found: Resolved, ident: str) -> None:
        """Keep a resolved day for «همان روز» and «روز بعد»."""
        if found.interval is not None:
            self.last, self.last_id = found.interval, ident

    # -- pieces --------------------------------------------------------------------------------------------

    def _resolve(self, m: Match, future: bool) -> Resolved:
        if m.named is not None:
            return self._named(m)
        if m.month is not None or (m.dom is not None and m.month_which is not None):
            return self._month(m, future)
        if m.anaphor:
            return self._anaphor(m, future)
        if m.relative_day is not None:
            return self._from_now(cal.shift(self.now, m.relative_day) if self.now else None)
        if m.weekday is not None:
            return self._weekday(m, future)
        if m.ago is not None:
            return self._ago(m)
        if m.season is not None:
            return self._season(m)
        if m.decade is not None:
            return self._decade(m)
        if m.century is not None:
            return self._century(m)
        if m.unit is not None:
            return self._unit(m)
        if m.span_of_year is not None:
            return self._part_of_year(m, future)
        if m.year is not None or m.year_which is not None or m.year_bare or m.same_year:
            return self._year(m)
        if m.clock is not None:
            return self._clock(m)
        return Resolved(calendar="relative")

    def _from_now(self, when: date | None, end: date | None = None) -> Resolved:
        if when is None:
            return Resolved(calendar="relative")
        return Resolved((when, end or when), calendar="relative", anchor=self.name)

    def _year_of(self, m: Match, calendar: Name) -> tuple[int | None, bool]:
        """The full year of a match in a calendar, and whether it needed the anchor."""
        now = cal.of(calendar, self.now) if self.now else None
        if m.year is not None:
            if not m.year_short:
                return m.year, False
            return full_year(m.year, calendar, now[0] if now else None), now is not None
        if now is None:
            if m.same_year and self.last:
                here = cal.of(calendar, self.last[0])
                return (here[0] if here else None), True
            return None, True
        if m.year_which is not None:
            return now[0] + m.year_which, True
        if m.year_ago is not None:
            return now[0] - m.year_ago, True
        if m.same_year:
            here = cal.of(calendar, self.last[0]) if self.last else now
            return (here[0] if here else None), True
        if m.year_bare:
            return now[0], True
        return None, True

    def _month(self, m: Match, future: bool) -> Resolved:
        if m.month is None:
            return self._day_of_month_which(m)
        calendar = m.month.calendar
        if calendar == "solar_hijri" and m.calendar == "lunar_hijri":
            calendar = "solar_hijri"
        number = m.month.number
        year, leaning = self._year_of(m, calendar)
        if year is None and m.month_which is None:
            year = self._nearest(m, calendar, number, future)
            leaning = True
        elif year is None and self.now is not None:
            year = self._month_which(calendar, number, m.month_which or 0)
        if year is None:
            return Resolved(calendar=calendar, value=None)
        if m.dom is None:
            interval = cal.month(calendar, year, number)
        else:
            begin = cal.day(calendar, year, number, m.dom)
            end = cal.day(calendar, year, number, m.dom_to) if m.dom_to else begin
            interval = (begin, end) if begin and end else None
        if calendar == "lunar_hijri" and interval is not None and m.weekday is not None:
            early = interval[0] - cal.DAY, interval[1] - cal.DAY
            interval = early if cal.weekday(early[0]) == m.weekday else interval
        return Resolved(interval, calendar=calendar, anchor=self.name if leaning and self.now else None)

    def _candidates(self, m: Match, calendar: Name, number: int, base: int) -> list[tuple[int, Interval]]:
        out: list[tuple[int, Interval]] = []
        for year in (base - 1, base, base + 1):
            if m.dom is None:
                found = cal.month(calendar, year, number)
            else:
                begin = cal.day(calendar, year, number, m.dom)
                found = (begin, begin) if begin else None
            if found:
                out.append((year, found))
        return out

    def _nearest(self, m: Match, calendar: Name, number: int, future: bool) -> int | None:
        """The year that puts a day or month nearest to the anchor; the past is taken as nearer than it is.

        A weekday beside the date decides where it fits exactly one year.
        """
        if self.now is None:
            return None
        now = cal.of(calendar, self.now)
        if now is None:
            return None
        choices = self._candidates(m, calendar, number, now[0])
        if m.weekday is not None and m.dom is not None:
            fitting = [c for c in choices if cal.weekday(c[1][0]) == m.weekday]
            if len(fitting) == 1 and abs((fitting[0][1][0] - self.now).days) < 200:
                return fitting[0][0]

        def distance(choice: tuple[int, Interval]) -> float:
            begin, end = choice[1]
            assert self.now is not None
            if begin <= self.now <= end:
                return 0.0
            if end < self.now:
                return (self.now - end).days * (1.6 if future else 1.0)
            return (begin - self.now).days * (1.0 if future else self.bias)

        return min(choices, key=distance)[0] if choices else None

    def _month_which(self, calendar: Name, number: int, which: int) -> int | None:
        now = cal.of(calendar, self.now) if self.now else None
        if now is None:
            return None
        if which < 0:
            return now[0] if number < now[1] else now[0] - 1
        if which > 0:
            return now[0] if number > now[1] else now[0] + 1
        return now[0]

    def _day_of_month_which(self, m: Match) -> Resolved:
        """«پنجم ماه جاری»: a day of the present, last or next month."""
        now = cal.of(self.calendar, self.now) if self.now else None
        if now is None or m.dom is None:
            return Resolved(calendar="relative")
        index = now[0] * 12 + now[1] - 1 + (m.month_which or 0)
        begin = cal.day(self.calendar, index // 12, index % 12 + 1, m.dom)
        end = cal.day(self.calendar, index // 12, index % 12 + 1, m.dom_to) if m.dom_to else begin
        return Resolved((begin, end) if begin and end else None, calendar=self.calendar, anchor=self.name)

    def _weekday(self, m: Match, future: bool) -> Resolved:
        if self.now is None or m.weekday is None:
            return Resolved(calendar="relative")
        back = (cal.weekday(self.now) - m.weekday) % 7
        if m.week_which is not None and abs(m.week_which) <= 2:
            begin = cal.week(self.now)[0]
            return self._from_now(cal.shift(begin, 7 * m.week_which + m.weekday))
        if m.week_which == -10:
            return self._from_now(cal.shift(self.now, -(back or 7)))
        if m.week_which == 10 or (future and back):
            return self._from_now(cal.shift(self.now, 7 - back))
        return self._from_now(cal.shift(self.now, -back))

    def _anaphor(self, m: Match, future: bool) -> Resolved:
        """«همان روز» is the last day named, «روز بعد» the day after it; «آن روز» stays open.

        «هفته بعد» of what is to come is the week after that of the telling; told of the past it stays open.
        """
        if future and m.anaphor == "next" and m.anaphor_unit in {"W", "M"}:
            return self._unit(replace(m, unit=m.anaphor_unit, unit_which=1))
        if m.anaphor == "that":
            return Resolved(calendar="relative")
        base = self.last if self.last is not None and self.last[0] == self.last[1] else None
        if base is None or m.anaphor_unit != "D":
            return Resolved(calendar="relative")
        step = {"same": 0, "next": 1, "previous": -1}[m.anaphor or "same"]
        when = cal.shift(base[0], step)
        return Resolved((when, when) if when else None, calendar="relative", anchor=self.last_id)

    def _ago(self, m: Match) -> Resolved:
        assert m.ago is not None
        count, unit, direction = m.ago
        if direction > 0 or m.from_last:
            return self._after(m)
        if self.now is None:
            return Resolved(calendar="relative")
        n = int(count)
        calendar: Name = "gregorian" if m.calendar == "gregorian" else self.calendar
        if unit == "Y" and count == n:
            now = cal.of(calendar, self.now)
            found = cal.year(calendar, now[0] - n) if now else None
            return Resolved(found, calendar="relative", anchor=self.name)
        if unit == "M" and count == n:
            now = cal.of(calendar, self.now)
            if now is None:
                return Resolved(calendar="relative")
            index = now[0] * 12 + now[1] - 1 - n
            return Resolved(cal.month(calendar, index // 12, index % 12 + 1), calendar="relative", anchor=self.name)
        if unit == "W" and count == n:
            then = cal.shift(self.now, -7 * n)
            return Resolved(cal.week(then) if then else None, calendar="relative", anchor=self.name)
        if unit == "D" and count == n:
            return self._from_now(cal.shift(self.now, -n))
        if unit in {"TH", "TM", "TS"}:
            days = int(count // 24) if unit == "TH" else 0
            return self._from_now(cal.shift(self.now, -days))
        if unit in {"DE", "C"} and count == n:
            return Resolved(calendar="relative")
        return Resolved(calendar="relative")

    def _after(self, m: Match) -> Resolved:
        """«یک ساعت بعد», «دو روز بعد»: counted from the last day named."""
        assert m.ago is not None
        count, unit, direction = m.ago
        base = self.last
        if base is None or (base[1] - base[0]).days > 366:
            return Resolved(calendar="relative")
        n = int(count) * direction
        count *= direction
        if unit in {"TH", "TM", "TS"} and base[0] == base[1]:
            when = cal.shift(base[0], int(count // 24) if unit == "TH" else 0)
        elif unit in {"D", "W"} and base[0] == base[1] and count == n:
            when = cal.shift(base[0], n * (7 if unit == "W" else 1))
        elif unit == "Y" and count == n:
            here = cal.of(self.calendar, base[0])
            return Resolved(
                cal.year(self.calendar, here[0] + n) if here else None, calendar="relative", anchor=self.last_id
            )
        else:
            return Resolved(calendar="relative")
        return Resolved((when, when) if when else None, calendar="relative", anchor=self.last_id)

    def _season(self, m: Match) -> Resolved:
        calendar: Name = "solar_hijri"
        first = ((m.season or 1) - 1) * 3 + 1
        if m.unit_which is not None:
            if self.now is None:
                return Resolved(calendar="relative")
            now = cal.of(calendar, self.now)
            if now is None:
                return Resolved(calendar="relative")
            year = now[0]
            if m.unit_which > 0 and first <= now[1]:
                year += 1
            if m.unit_which < 0 and first + 2 >= now[1]:
                year -= 1
            return Resolved(cal.months(calendar, year, first, 3), calendar="relative", anchor=self.name)
        if m.year is not None and m.year >= 1500:
            return Resolved(gregorian_season(m.year, m.season or 1), calendar="gregorian")
        found, leaning = self._year_of(m, calendar)
        if found is None:
            return Resolved(calendar="relative")
        return Resolved(
            cal.months(calendar, found, first, 3), calendar=calendar, anchor=self.name if leaning else None
        )

    def _year(self, m: Match) -> Resolved:
        calendar = self._year_calendar(m)
        found, leaning = self._year_of(m, calendar)
        anchor = self.name if leaning and self.now else None
        if found is None:
            return Resolved(calendar="relative")
        if m.year_kind is not None and calendar == "solar_hijri":
            first, dom = m.year_kind
            if m.year_to is not None:  # سال تحصیلی ۹۸-۹۹, in old typing 99-98
                trial = Match(m.first, m.last, year=m.year_to, year_short=m.year_to < 100)
                found = min(found, self._year_of(trial, calendar)[0] or found)
            now = cal.of("solar_hijri", self.now) if self.now else None
            if m.year_which is not None and now is not None and (now[1], now[2]) < (first, dom):
                found -= 1
            begin, after = cal.day("solar_hijri", found, first, dom), cal.day("solar_hijri", found + 1, first, dom)
            interval = (begin, after - cal.DAY) if begin and after else None
            return Resolved(interval, calendar="solar_hijri", anchor=anchor)
        last = found
        if m.year_to is not None:
            trial = Match(m.first, m.last, year=m.year_to, year_short=m.year_to < 100)
            last = self._year_of(trial, calendar)[0] or found
        said = calendar if m.year is not None else "relative"
        return Resolved(cal.years(calendar, min(found, last), max(found, last)), calendar=said, anchor=anchor)

    def _year_calendar(self, m: Match) -> Name:
        if m.calendar is not None:
            return cast(Name, m.calendar)
        if m.year is None:
            return self.calendar
        if m.year_short:
            return self._short_year_calendar(m.year)
        if m.year >= 1500:
            return "gregorian"
        now = cal.of("solar_hijri", self.now) if self.now else None
        if now is not None and m.year > now[0] + 30:
            return "lunar_hijri"
        return "solar_hijri"

    def _short_year_calendar(self, value: int) -> Name:
        """Two digits are a solar year, unless it lies neither in living memory nor close ahead: سال ۹۳ in 2003."""
        now = cal.of("solar_hijri", self.now) if self.now else None
        full = full_year(value, "solar_hijri", now[0] if now else None)
        if now is None or self.now is None or now[0] - 75 <= full <= now[0] + 6:
            return "solar_hijri"
        western = full_year(value, "gregorian", self.now.year)
        return "gregorian" if self.now.year - 40 <= western <= self.now.year + 1 else "solar_hijri"

    def _unit(self, m: Match) -> Resolved:
        if self.now is None or m.unit_which is None:
            return Resolved(calendar="relative")
        calendar: Name = cast(Name, m.calendar) if m.calendar else self.calendar
        if m.unit == "W":
            then = cal.shift(self.now, 7 * m.unit_which)
            if then is None:
                return Resolved(calendar="relative")
            begin, end = cal.week(then)
            if m.phase == "END":
                return self._from_now(end)
            return self._from_now(begin, end)
        now = cal.of(calendar, self.now)
        if now is None:
            return Resolved(calendar="relative")
        if m.unit == "M":
            index = now[0] * 12 + now[1] - 1 + m.unit_which
            return Resolved(cal.month(calendar, index // 12, index % 12 + 1), calendar="relative", anchor=self.name)
        if m.unit == "C":  # a century without more is one of the Gregorian calendar
            first = ((self.now.year - 1) // 100 + m.unit_which) * 100 + 1
            return Resolved(cal.years("gregorian", first, first + 99), calendar="relative", anchor=self.name)
        return Resolved(calendar="relative")

    def _decade(self, m: Match) -> Resolved:
        value = m.decade or 0
        if value >= 1500:
            calendar: Name = "gregorian"
        elif value >= 1000:
            calendar = "solar_hijri"
        else:
            calendar = "gregorian" if m.calendar == "gregorian" or self.calendar == "gregorian" else "solar_hijri"
            now = cal.of(calendar, self.now) if self.now else None
            value = full_year(value, calendar, now[0] if now else None)
        return Resolved(cal.years(calendar, value, value + 9), calendar=calendar)

    def _century(self, m: Match) -> Resolved:
        number = m.century or 1
        calendar: Name = "gregorian"
        if m.calendar in {"solar_hijri", "lunar_hijri"} or (
            m.calendar is None and 12 <= number <= 15 and self.calendar != "gregorian"
        ):
            calendar = cast(Name, m.calendar) if m.calendar else "solar_hijri"
        if m.calendar is None and number < 12:
            return Resolved(calendar=None)
        return Resolved(cal.years(calendar, (number - 1) * 100 + 1, number * 100), calendar=calendar)

    def _part_of_year(self, m: Match, future: bool) -> Resolved:
        calendar = self._year_calendar(m)
        found, leaning = self._year_of(m, calendar)
        if found is None or m.span_of_year is None:
            return Resolved(calendar="relative")
        part = cal.months(calendar, found, *m.span_of_year)
        if part and self.now and part[1] > self.now and not future and m.year_which == 0 and m.calendar is None:
            # «سه‌ماهه نخست سال جاری», told of in spring as past: one of the Gregorian year
            other = cal.months("gregorian", self.now.year, *m.span_of_year)
            if calendar == "solar_hijri" and other and other[1] < self.now:
                return Resolved(other, calendar="gregorian", anchor=self.name)
        return Resolved(part, calendar=calendar, anchor=self.name if leaning else None)

    def _clock(self, m: Match) -> Resolved:
        """An hour alone belongs to the last day named, else to the day of publication."""
        if self.last is not None and self.last[0] == self.last[1]:
            return Resolved(self.last, calendar="relative", anchor=self.last_id)
        return self._from_now(self.now)

    def _named(self, m: Match) -> Resolved:
        day = m.named
        assert day is not None
        year: int | None
        leaning = False
        if day.year is not None:
            year = day.year
        elif m.year is not None or m.year_which is not None or m.year_ago is not None or m.same_year:
            base: Name = day.calendar
            solar = m.year_which is not None or m.year_short or (m.year or 1400) < 1500
            if day.calendar == "lunar_hijri" and solar and self._year_calendar(m) != "lunar_hijri":
                return self._lunar_in_solar(m)
            year, leaning = self._year_of(m, base)
        else:
            trial = Match(m.first, m.last, dom=day.day)
            year, leaning = self._nearest(trial, day.calendar, day.month, False), True
        if year is None:
            return Resolved(calendar=day.calendar)
        begin = cal.day(day.calendar, year, day.month, day.day)
        if begin and day.calendar == "lunar_hijri" and day.length == 1 and begin - cal.DAY == self.now:
            begin = self.now  # a feast is mostly written of on its own day
        end = cal.shift(begin, day.length - 1) if begin else None
        return Resolved(
            (begin, end) if begin and end else None,
            calendar=day.calendar,
            anchor=self.name if leaning and self.now else None,
        )

    def _lunar_in_solar(self, m: Match) -> Resolved:
        """«عاشورای ۱۴۰۱», «عید فطر امسال»: a lunar day within a solar year."""
        day = m.named
        assert day is not None
        found, leaning = self._year_of(m, "solar_hijri")
        bounds = cal.year("solar_hijri", found) if found is not None else None
        if bounds is None:
            return Resolved(calendar="lunar_hijri")
        first = cal.of("lunar_hijri", bounds[0])
        if first is None:
            return Resolved(calendar="lunar_hijri")
        for year in (first[0], first[0] + 1):
            begin = cal.day("lunar_hijri", year, day.month, day.day)
            if begin and bounds[0] <= begin <= bounds[1]:
                end = cal.shift(begin, day.length - 1)
                anchor = self.name if leaning and self.now else None
                return Resolved((begin, end or begin), calendar="lunar_hijri", anchor=anchor)
        return Resolved(calendar="lunar_hijri")
