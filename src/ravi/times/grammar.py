"""The grammar of dates: small matchers that each take one piece, put together greedily from left to right."""

from __future__ import annotations

import dataclasses

from ravi.numerals import Num, Scan
from ravi.numerals.tokens import ADJACENT, HALF
from ravi.times import durations, numeric
from ravi.times.match import Match
from ravi.times.periods import Periods
from ravi.times.words import TimeWords


class Grammar(Periods):
    """Finds the expressions of time of one text."""

    def __init__(self, scan: Scan) -> None:
        super().__init__(scan)
        self.starts = _first_words(self.w)

    def find(self) -> list[Match]:
        """All matches in order, without overlap."""
        out: list[Match] = []
        i = 0
        while i < self.n:
            number = self.at.get(i)
            if number is None and self.t[i] not in self.starts and not self.t[i].isdecimal():
                i += 1
                continue
            found = self.best(i)
            if not found:
                i = number.last if number is not None and not self._inside_number(number) else i + 1
                continue
            out.extend(found)
            i = max(i + 1, found[-1].last)
        return out

    def _inside_number(self, number: Num) -> bool:
        return any(self.t[j] in self.starts for j in range(number.first + 1, number.last))

    def best(self, i: int) -> list[Match]:
        """The longest reading at token ``i``: one match, or two where a range has two ends (سه تا پنج سال)."""
        found = [x for x in (numeric.date(self, i), self.named(i), self.bare_year(i)) if x]
        found_lists = [[x] for x in found]
        found_lists += [x for x in (durations.sets(self, i), durations.spans(self, i)) if x]
        chunk = self.chunk(i)
        if chunk:
            found_lists.append(chunk)
        if not found_lists:
            return []
        return max(found_lists, key=lambda x: x[-1].last)

    def chunk(self, i: int) -> list[Match]:
        """A date put together from its pieces: part of the day, weekday, day, month, year, hour in any order."""
        m = Match(i, i)
        p = i
        while p < self.n:
            if p > i and not self.near(p):
                break
            q = self.piece(m, p)
            day = m.month is None and (m.weekday is not None or m.relative_day is not None)
            if not q and day and self.t[p] in "،," and self.near(p + 1):
                q = self.day_month(m, p + 1) or (self.weekday(m, p + 1) if m.weekday is None else 0)
            if not q:
                break
            p = m.last = q
        if not m.has_day:
            if m.clock is None:
                return []
            m.kind = "time"
        if m.last <= i or not self.allowed(m):
            return []
        return [m, *self.further_years(m)]

    def piece(self, m: Match, p: int) -> int:
        """The token after the piece at ``p``, which is written into ``m``; 0 where there is none."""
        word = self.t[p]
        if word in {"روز", "تاریخ", "مورخ", "مورخه", "روزهای"} or (word == "شب" and m.part is None):
            q = self.lead(m, p)
            if q:
                return q
        if (q := self.anaphor(m, p)) or (q := self.weekday(m, p)) or (q := self.relative_day(m, p)):
            return q
        if (q := self.day_part(m, p)) or (q := self.day_month(m, p)) or (q := self.year_phrase(m, p)):
            return q
        if (q := self.unit_which(m, p)) or (q := self.clock(m, p)) or (q := self.season(m, p)):
            return q
        if q := self.week_of_month(m, p):
            return q
        if (q := self.phase(m, p)) or (q := self.which_after(m, p)) or (q := self.calendar_word(m, p)):
            return q
        return self.decade(m, p)

    def named(self, i: int) -> Match | None:
        """A day with a name of its own, alone or with a year after it."""
        for day in self.w.named.get(self.t[i], ()):
            k = len(day.tokens)
            if tuple(self.t[i : i + k]) != day.tokens or any(not self.near(j) for j in range(i + 1, i + k)):
                continue
            if self.tied(i + k) and self.gap[i + k] == HALF:
                continue
            m = Match(i, i + k, named=day, why=[f"named day {' '.join(day.tokens)}"])
            q = self.year_phrase(m, i + k) if self.near(i + k) else 0
            if not q and self.near(i + k):
                year = self.num(i + k)
                if (
                    year is not None
                    and year.digits
                    and (self.plausible(int(year.value)) or len(self.t[i + k]) == 2)
                ):
                    after = self.t[year.last]
                    if not (self.near(year.last) and after in self.w.counted):
                        m.year, m.year_short, q = int(year.value), year.value < 100, year.last
            if q:
                m.last = q
            before = self.t[i - 1] if i else ""
            if day.lead and not q and before not in {"روز", "شب", "ظهر", "صبح", "عصر", "ایام", "تعطیلات"}:
                return None
            if before in {"روز", "شب", "ظهر", "صبح", "عصر", "ایام", "تعطیلات"} and self.near(i):
                m.first = i - 1
                if before in {"ایام", "تعطیلات"} and (day.calendar, day.month, day.day) == ("solar_hijri", 1, 1):
                    m.named = dataclasses.replace(day, length=13)  # to the thirteenth, when the holidays end
            return m
        return None

    def bare_year(self, i: int) -> Match | None:
        """A four-digit number that its neighbours make a year: «انتخابات 2016», «مصوب 1374», «(1384)»."""
        number = self.num(i)
        if number is None or not number.digits or len(self.t[i]) not in {2, 4}:
            return None
        value = int(number.value)
        if len(self.t[i]) == 2:
            return self._bare_short(i, value)
        if not (1330 <= value <= 1420 or 1900 <= value <= 2060):
            return None
        before = self.t[i - 1] if i else ""
        after = self.t[i + 1] if self.near(i + 1) else ""
        if self.gap[i] == ADJACENT and before in {"-", "/", ".", ",", "٬", ":", "#", "+"}:
            return None
        if (
            i + 1 < self.n
            and self.gap[i + 1] == ADJACENT
            and after in {"-", "/", ".", ",", "٬", ":"}
            and self.t[i + 2][:1].isdecimal()
        ):
            return None
        if after in self.w.calendars or (after == "هجری"):
            end = i + 2
            calendar = self.w.calendars.get(after)
            if after == "هجری" and self.near(i + 2) and self.t[i + 2] in self.w.calendars:
                end, calendar = i + 3, self.w.calendars[self.t[i + 2]]
            return Match(i, end, year=value, calendar=calendar, why=["year by its calendar"])
        if before in self.w.year_before and self.near(i) and after not in self.w.counted - {"."}:
            return Match(i, i + 1, year=value, why=[f"year after {before}"])
        if before == "(" and after == ")" and self.gap[i] == ADJACENT:
            return Match(i, i + 1, year=value, why=["year in brackets"])
        if before in {"در", "از", "تا", "سپس"} and after in self.w.year_after and self.near(i):
            if before == "در" and after in {"به", "با", "را"}:
                return None
            return Match(i, i + 1, year=value, why=["year after a preposition"])
        recent = 1380 <= value <= 1410 or 1980 <= value <= 2040
        named = self.near(i) and len(before) > 2 and before[0].isalpha() and before not in self.w.no_year_before
        if recent and named and after in self.w.year_after and before not in self.w.months:
            return Match(i, i + 1, year=value, why=["year after a name"])  # جام ملت‌های آسیا 2014
        return None

    def _bare_short(self, i: int, value: int) -> Match | None:
        """«انتخابات ۹۶», «بودجه ۹۸»: two digits after one of a few words."""
        before = self.t[i - 1] if i and self.near(i) else ""
        after = self.t[i + 1] if self.near(i + 1) else ""
        if before not in self.w.short_year_before or after in self.w.counted - {"."} or 10 < value < 50:
            return None
        if (
            self.gap[i + 1] == ADJACENT
            and after in {"-", "/", ".", ",", "٬", ":", "+"}
            and self.t[i + 2][:1].isdecimal()
        ):
            return None
        return Match(i, i + 1, year=value, year_short=True, why=[f"year after {before}"])

    def allowed(self, m: Match) -> bool:
        """False where the words are part of a name (خیابان ۱۷ شهریور) or say nothing definite."""
        before = self.t[m.first - 1] if m.first and self.near(m.first) else ""
        if before == "هر" and m.weekday is not None:
            return False
        if m.month is None or m.weekday is not None or self.t[m.first] in {"روز", "تاریخ", "مورخ", "شب"}:
            return True
        if m.dom is None and m.first == m.last - 1 and self._numbered(m.first - 1):
            return False  # the rest of a name that held the day
        if before in self.w.names:
            return m.year is not None and m.dom is None
        return True

    def _numbered(self, i: int) -> bool:
        """True where token ``i`` ends a number (the 17 of خیابان ۱۷ شهریور)."""
        return (
            i >= 0
            and self.near(i + 1)
            and any(i == x.last - 1 for j in range(max(0, i - 3), i + 1) if (x := self.at.get(j)) is not None)
        )


def _first_words(w: TimeWords) -> frozenset[str]:
    """Every word that an expression may begin with."""
    out: set[str] = {
        "روز",
        "روزهای",
        "تاریخ",
        "مورخ",
        "مورخه",
        "شب",
        "سال",
        "سالهای",
        "ماه",
        "هفته",
        "ساعت",
        "ساعات",
        "راس",
        "فصل",
        "دهه",
        "قرن",
        "سده",
        "این",
        "همین",
        "همان",
        "آن",
        "هر",
        "فردای",
        "در",
        "واپسین",
        "نخستین",
        "آخرین",
        "اولین",
        "بعد",
        "پیش",
        "نیمه",
        "نیم",
        "پیر",
        "پس",
        "سه",
        "چهار",
        "دو",
        "یک",
        "پنج",
        "نصف",
        "ربع",
    }
    for table in (
        w.months,
        w.relative_days,
        w.relative_years,
        w.day_parts,
        w.phases,
        w.seasons,
        w.weekdays,
        w.named,
    ):
        out.update(table)
    out.update(f"{name}ماه" for name in w.months)
    out.update(w.sets)
    out.update({"روزی", "سالی", "هفتهای", "ربیع", "جمادی", "ذی", "میانه", "همه", "شبانه", "سحر", "نیم"})
    return frozenset(out)
