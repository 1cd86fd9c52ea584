"""The grammar of dates: small matchers that each take one piece, put together greedily from left to right."""

from __future__ import annotations

from collections.abc import Mapping

from ravi.numerals import Num, Scan
from ravi.numerals.tokens import ADJACENT, HALF, LINE
from ravi.times import durations, numeric
from ravi.times.match import Match
from ravi.times.words import Month, TimeWords, load

_COUNTED = {"نفر", "تن", "درصد", "هزار", "میلیون", "میلیارد", "دستگاه", "مورد", "کشور", "٪", "%", "واحد", "کیلومتر",
            "تومان", "ریال", "دلار", "یورو", "متر", "سال", "روز", "ماه", "هفته", "ساعت", "دقیقه", "خانوار", "شهر",
            "استان", "تیم", "پرونده", "عدد", "فقره", "تومانی", "ساله", "درصدی", "نفره", "بار", "برابر", "."}
_AFTER_YEAR_FREE = {"", ".", "،", "؛", ":", "!", "؟", ")", "]", "»", "و", "در", "به", "از", "با", "را", "که", "بر",
                    "تا", "است", "بود", "شد", "نیز", "هم", "برای", "اعلام", "میلادی", "شمسی", "خورشیدی", "اما", "بین",
                    "توسط", "یا", "گفت", "(", "«", "طی", "برگزار", "-", "–", "نسبت", "کشور", "ایران", "بوده", "شده"}


class Grammar:
    """Finds the expressions of time of one text."""

    def __init__(self, scan: Scan) -> None:
        self.t = scan.tokens.text
        self.gap = scan.tokens.gap
        self.n = len(scan.tokens)
        self.at = scan.at
        self.w: TimeWords = load()
        self.starts = _first_words(self.w)

    # -- small helpers -------------------------------------------------------------------------------------

    def near(self, i: int) -> bool:
        """True where token ``i`` exists and stands in the same line as the one before it."""
        return i < self.n and self.gap[i] < LINE

    def phrase(self, i: int, table: Mapping[str, object]) -> int:
        """The token after the longest phrase of up to three tokens that begins at ``i`` and is in ``table``, or 0."""
        if i >= self.n:
            return 0
        joined = self.t[i]
        ends = [i + 1] if joined in table else []
        for j in (i + 1, i + 2):
            if not self.near(j) or not self.t[j][0].isalpha():
                break
            joined += self.t[j]
            if joined in table:
                ends.append(j + 1)
        return ends[-1] if ends else 0

    def joined(self, i: int, j: int) -> str:
        """The tokens ``[i, j)`` without gaps."""
        return "".join(self.t[i:j])

    def tied(self, i: int) -> bool:
        """True where token ``i`` is tied to the one before by a half-space or nothing and is letters."""
        return i < self.n and self.gap[i] <= HALF and self.t[i][0].isalpha()

    def num(self, i: int) -> Num | None:
        """The number that begins at token ``i``."""
        return self.at.get(i)

    # -- the scan ------------------------------------------------------------------------------------------

    def find(self) -> list[Match]:
        """All matches in order, without overlap."""
        out: list[Match] = []
        i = 0
        while i < self.n:
            number = self.at.get(i)
            if number is None and self.t[i] not in self.starts and not self.t[i].isdigit():
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

    # -- the pieces ----------------------------------------------------------------------------------------

    def chunk(self, i: int) -> list[Match]:
        """A date put together from its pieces: part of the day, weekday, day, month, year, hour in any order."""
        m = Match(i, i)
        p = i
        while p < self.n:
            if p > i and not self.near(p):
                break
            q = self.piece(m, p)
            if not q and self.t[p] in "،," and (m.weekday is not None or m.relative_day is not None) and self.near(p + 1):
                if m.month is None:
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
        if (q := self.phase(m, p)) or (q := self.which_after(m, p)) or (q := self.calendar_word(m, p)):
            return q
        return self.decade(m, p)

    def lead(self, m: Match, p: int) -> int:
        """روز، شب، تاریخ before a date."""
        q = p + 1
        word = self.t[p]
        if m.dom is not None or m.relative_day is not None or m.anaphor or not self.near(q):
            return 0
        if self.t[q] in {"های", "ها"}:
            q += 1
        if word in {"روز", "شب"} and self.t[q] in {"گذشته", "پیش"} and m.weekday is None:
            if self.t[q] == "پیش" or (q + 1 < self.n and self.t[q + 1] == "از" and self.t[q] == "پیش"):
                return 0
            m.relative_day = -1
            m.part = m.part or (word if word == "شب" else None)
            m.why.append("the day before")
            return q + 1
        if word == "روز" and self.t[q] == "جاری":
            m.relative_day = 0
            return q + 1
        if word == "شب":
            if self.t[q] in {"گذشته"}:
                return 0
            r = self.weekday(m, q) or self.day_month(m, q)
            if r:
                m.part = m.part or word
            return r
        if self.t[q] == "،" and self.near(q + 1):
            q += 1
        if word == "روزهای" or self.t[p + 1] == "های":
            return self.weekday(m, q) or self.day_month(m, q)
        return self.weekday(m, q) or self.day_month(m, q) or self.relative_day(m, q)

    def weekday(self, m: Match, p: int) -> int:
        """شنبه to جمعه, in every spelling; not the Friday prayer, not «جمعه‌ها»."""
        if m.weekday is not None or m.unit is not None or p >= self.n:
            return 0
        q = self.phrase(p, self.w.weekdays)
        if not q:
            return 0
        name = self.joined(p, q)
        before = self.t[p - 1] if p else ""
        if (name == "جمعه" and before in self.w.fridays) or before in {"آخرین", "اولین", "نخستین", "دومین", "هر"}:
            return 0
        if q < self.n and self.gap[q] <= HALF and self.t[q] in {"ها", "های", "هایی", "بازار", "شبها"}:
            return 0
        if q < self.n and self.t[q] == "بازار":
            return 0
        m.weekday = self.w.weekdays[name]
        m.why.append(f"weekday {name}")
        if self.near(q) and self.t[q] in {"شب", "صبح", "عصر", "ظهر", "شبهای"} and m.part is None:
            m.part = self.t[q]
            q += 1
        if self.near(q) and self.t[q] in {"گذشته", "آینده", "آتی", "پیش"} and not self.follows_of(q):
            m.week_which = -10 if self.t[q] in {"گذشته", "پیش"} else 10  # the nearest before or after
            q += 1
        elif self.near(q + 1) and self.t[q] == "هفته" and self.t[q + 1] in self.w.which and not self.follows_of(q + 1):
            m.week_which = self.w.which[self.t[q + 1]]
            q += 2
        elif self.near(q + 1) and self.t[q] in {"این", "همین"} and self.t[q + 1] == "هفته":
            m.week_which = 0
            q += 2
        return q

    def follows_of(self, i: int) -> bool:
        """True for «پیش از», «قبل از», «بعد از»: a preposition, not «ago»."""
        return self.t[i] in {"پیش", "قبل", "بعد"} and i + 1 < self.n and self.t[i + 1] == "از"

    def relative_day(self, m: Match, p: int) -> int:
        """امروز، دیروز، فردا، دیشب …"""
        if m.relative_day is not None or m.unit is not None or m.month is not None:
            return 0
        q = self.phrase(p, self.w.relative_days)
        if not q or (q < self.n and self.tied(q) and self.gap[q] == HALF):
            return 0
        name = self.joined(p, q)
        if name == "فردا" and self.near(q) and self.t[q] == "شب":
            q += 1
        if name == "فردا" and self.near(q) and self.t[q] == "ی":
            return 0
        m.relative_day = self.w.relative_days[name]
        if "شب" in name:
            m.part = m.part or "شب"
        m.why.append(name)
        return q

    def day_part(self, m: Match, p: int) -> int:
        """صبح، عصر، شامگاه، بعد از ظهر and «واپسین ساعات» before it."""
        if m.part is not None and m.part != "ساعات":
            return 0
        word = self.t[p]
        if word in {"واپسین", "نخستین", "اولین", "آخرین"} and self.near(p + 1) and self.t[p + 1] in {"ساعات", "ساعت", "دقایق"}:
            q = p + 2
            if self.near(q) and self.t[q] == "های":
                q += 1
            trial = Match(p, p)
            if self.near(q) and (self.day_part(trial, q) or self.lead(trial, q) or self.weekday(trial, q)):
                m.part = "ساعات"
                return q
            return 0
        if word == "بعد" and self.near(p + 2) and self.t[p + 1] == "از" and self.t[p + 2] == "ظهر":
            m.part = "بعدازظهر"
            return p + 3
        if word == "پیش" and self.near(p + 2) and self.t[p + 1] == "از" and self.t[p + 2] == "ظهر":
            m.part = "پیشازظهر"
            return p + 3
        q = self.phrase(p, self.w.day_parts)
        if not q or (q < self.n and self.gap[q] <= HALF and self.t[q] in {"ها", "های", "گاهی", "گاه", "انه"}):
            return 0
        name = self.joined(p, q)
        if self.near(q) and self.t[q] == "هنگام":
            q += 1
        if self.near(q) and self.t[q] == "گذشته" and not m.has_day:
            m.relative_day = -1
            m.why.append("the day before")
            m.part = name
            return q + 1
        m.part = name
        return q

    def day_month(self, m: Match, p: int) -> int:
        """A day with its month, a month alone, a range of days; «پنجم ماه جاری»."""
        if m.month is not None or m.dom is not None or m.named is not None or p >= self.n:
            return 0
        number = self.num(p)
        if number is None:
            return self.month(m, p)
        if not self._is_day(number) or (p > 1 and self.t[p - 1] == "/" and self.t[p - 2].isdigit() and self.gap[p] <= HALF):
            return 0
        q = number.last
        dom, dom_to = int(number.value), int(number.value_to) if number.value_to else None
        if self.near(q) and self.t[q] in self.w.links and q + 1 < self.n:
            second = self.num(q + 1)
            if second is not None and self._is_day(second) and self.near(q + 1) and self._month_at(second.last):
                dom_to, q = int(second.value), second.last
                if dom_to <= dom:
                    return 0
        if not self.near(q):
            return 0
        if self.t[q] == "ماه" and self.near(q + 1):
            which = self.t[q + 1]
            if which in {"جاری", "گذشته", "آینده", "آتی"}:
                m.dom, m.dom_to, m.month_which = dom, dom_to, self.w.which[which]
                m.why.append("day of a month relative to publication")
                return q + 2
        if self.t[q] in {"این", "همین"} and self.near(q + 1) and self.t[q + 1] == "ماه":
            m.dom, m.dom_to, m.month_which = dom, dom_to, 0
            return q + 2
        r = self.month(m, q, company=True)
        if not r:
            return 0
        m.dom, m.dom_to = dom, dom_to
        m.why.append("day and month")
        return r

    def _is_day(self, number: Num) -> bool:
        if number.value != int(number.value) or not 1 <= number.value <= 31 or number.fraction or number.half:
            return False
        return not number.scaled

    def _month_at(self, p: int) -> bool:
        trial = Match(p, p)
        return bool(self.near(p) and self.month(trial, p, company=True))

    def month(self, m: Match, p: int, *, company: bool = False) -> int:
        """A month name with «ماه» before or after it; ``company`` where a day stands before."""
        if not self.near(p) and p != m.first:
            return 0
        q = p
        marked = company
        if self.t[q] == "ماه" and q + 1 < self.n and self.near(q + 1):
            q += 1
            marked = True
        found = self._month_name(q)
        if not found:
            return 0
        entry, r, with_mah = found
        if with_mah:
            marked = True
        elif self.near(r) and self.t[r] == "ماه" and not (r + 1 < self.n and self.gap[r + 1] <= HALF and self.t[r + 1] in {"ها", "های"}):
            marked = True
            r += 1
        elif self.tied(r) and self.gap[r] == HALF:
            return 0
        if not entry.plain and not marked and not self._company(m, p, r, entry):
            return 0
        if self.t[q] == "می" and r < self.n and (self.gap[r] == HALF or self.t[r].startswith(("شود", "کن", "گو", "تو", "ده", "باش", "رس"))):
            return 0
        m.month = entry
        m.why.append(f"month {self.t[q]}")
        year = self.num(r) if self.near(r) else None
        if year is not None and self.year_after_month(year, entry):
            m.year, m.year_short = int(year.value), self._short(year)
            r = year.last
        return r

    def _month_name(self, q: int) -> tuple[Month, int, bool] | None:
        if q >= self.n:
            return None
        r = self.phrase(q, self.w.months)
        if r:
            return self.w.months[self.joined(q, r)], r, False
        word = self.t[q]
        if word.endswith("ماه") and word[:-3] in self.w.months:
            return self.w.months[word[:-3]], q + 1, True
        return None

    def _company(self, m: Match, p: int, r: int, entry: Month) -> bool:
        """What makes an ambiguous word a month: a phase before it, a year or «سال» after it, «در» before it."""
        if m.phase or m.season:
            return True
        if self.near(r):
            after = self.t[r]
            year = self.num(r)
            if year is not None and self.year_after_month(year, entry):
                return True
            if after in {"سال", "امسال", "پارسال"} and self.t[r - 1] not in {"می", "صفر"}:
                return True
        before = self.t[p - 1] if p else ""
        if entry.calendar == "solar_hijri" and entry.number not in {1, 2, 3} and before in {"در", "تا", "از"}:
            free = not self.near(r) or self.t[r] in {"،", ".", "و", "تا", "به", "که", "با", "در", "آغاز", "برگزار"}
            return free and self.t[p] in {"مهر", "آبان", "آذر", "دی", "بهمن", "تیر"} and before != "از"
        return False

    def _short(self, number: Num) -> bool:
        return number.value < 100

    def year_after_month(self, number: Num, entry: Month) -> bool:
        """True where a number after a month is its year."""
        if number.ordinal or number.fraction or number.value != int(number.value) or number.value_to:
            return False
        after = self.t[number.last]
        if after in _COUNTED and after != "." and self.near(number.last):
            return False
        if self.near(number.last) and (after in self.w.months or (after == "ماه" and number.value <= 31)):
            return False  # «10 سپتامبر 19 شهریور» are two dates
        if 1000 <= number.value:
            return self.plausible(int(number.value))
        if not number.digits or entry.calendar == "lunar_hijri":
            return False
        return len(self.t[number.first]) == 2 and (entry.calendar == "solar_hijri" or number.value < 40)

    def plausible(self, value: int) -> bool:
        """A year that a report may name: solar, lunar or Gregorian."""
        return 1200 <= value <= 1499 or 1500 <= value <= 2150

    def year_phrase(self, m: Match, p: int) -> int:
        """سال ۱۳۸۴، سال گذشته، امسال، سال تحصیلی جاری، «دو سال قبل» after a season or a month."""
        if m.year is not None or m.year_which is not None or m.year_ago is not None or m.unit is not None:
            return 0
        q = self.phrase(p, self.w.relative_years)
        if q and not (self.tied(q) and self.gap[q] == HALF) and m.relative_day is None:
            m.year_which = self.w.relative_years[self.joined(p, q)]
            m.why.append(self.joined(p, q))
            return q
        number = self.num(p)
        if number is not None and (m.season or m.month) and not number.ordinal:
            q = number.last
            if self.near(q + 1) and self.t[q] == "سال" and self.t[q + 1] in {"پیش", "قبل"} and not self.follows_of(q + 1):
                m.year_ago = int(number.value)
                m.why.append("years ago")
                return q + 2
            if m.season and self.plausible(int(number.value)) or (m.season and number.digits and len(self.t[p]) == 2):
                m.year, m.year_short = int(number.value), self._short(number)
                return q
        word = self.t[p]
        if word in {"همان", "این", "همین", "آن"} and self.near(p + 1) and self.t[p + 1] == "سال" and not self.tied(p + 2):
            if word in {"همان", "همین"} or m.month is not None:
                m.same_year = True
                return p + 2
            return 0
        if word not in {"سال", "سالهای"} or (m.weekday is not None and m.month is None):
            return 0
        return self._year_word(m, p)

    def _year_word(self, m: Match, p: int) -> int:
        q = p + 1
        if self.near(q) and  self.t[q] in {"های", "ها"}:
            q += 1
        elif self.tied(q) and self.gap[q] == HALF and self.t[q] not in self.w.which:
            return 0
        if not self.near(q):
            return self._bare_year(m, p)
        if self.t[q] in self.w.year_kinds:
            m.year_kind = self.w.year_kinds[self.t[q]]
            q += 1
        if self.near(q) and self.t[q] in self.w.calendars:
            m.calendar = self.w.calendars[self.t[q]]
            q += 1
        if not self.near(q):
            return 0
        number = self.num(q)
        if number is not None and not number.ordinal and not number.fraction and number.value == int(number.value):
            return self._year_number(m, number)
        which = self.t[q]
        if which in self.w.which and not self.follows_of(q) and not (which == "حاضر" and m.month):
            if self.t[q - 1] == "های":
                return 0
            m.year_which = self.w.which[which]
            m.why.append(f"year {which}")
            return q + 1
        if m.year_kind and q > p + 1:
            return 0
        return self._bare_year(m, p)

    def _bare_year(self, m: Match, p: int) -> int:
        if m.phase and m.month is None and not m.has_day:
            m.year_bare = True
            m.why.append("the present year")
            return p + 1
        return 0

    def _year_number(self, m: Match, number: Num) -> int:
        value, q = int(number.value), number.last
        short = value < 100 and number.digits and len(self.t[number.first]) == 2
        spelled = value < 100 and not number.digits and value >= 20
        if not (short or spelled or self.plausible(value)):
            return 0
        m.year, m.year_short = value, value < 100
        m.why.append("year")
        if self.near(q + 1) and self.t[q] in {"تا", "الی", "-", "–", "لغایت"}:
            second = self.num(q + 1)
            if second is not None and second.digits and (self.plausible(int(second.value)) or len(self.t[q + 1]) == 2):
                m.year_to = int(second.value)
                return second.last
        return q

    def further_years(self, m: Match) -> list[Match]:
        """«سال‌های ۹۵ و ۹۶»: the second year is an expression of its own."""
        out: list[Match] = []
        q = m.last
        if self.t[m.first] != "سال" or m.year is None or m.year_to is not None or self.t[m.first + 1] not in {"های", "ها"}:
            return out
        while self.near(q + 1) and self.t[q] in {"و", "،", "یا"}:
            number = self.num(q + 1)
            if number is None or number.ordinal or not (self.plausible(int(number.value)) or (number.digits and len(self.t[q + 1]) == 2)):
                break
            out.append(Match(number.first, number.last, year=int(number.value), year_short=number.value < 100, why=["year"]))
            q = number.last
        return out

    def unit_which(self, m: Match, p: int) -> int:
        """هفته گذشته، ماه جاری، این هفته، فصل آینده، آخر هفته."""
        if m.unit is not None or m.month is not None or m.year is not None or m.year_which is not None or m.dom is not None:
            return 0
        word = self.t[p]
        unit = {"هفته": "W", "ماه": "M", "فصل": "S", "قرن": "C"}.get(word)
        if unit:
            if p and self.t[p - 1] in {"چند", "چندین"} and self.near(p):
                return 0
            if not self.near(p + 1) or (self.tied(p + 1) and self.t[p + 1] not in self.w.which):
                return self._week_alone(m, p, unit)
            q = p + 1
            if self.t[q] in self.w.calendars:
                m.calendar = self.w.calendars[self.t[q]]
                q += 1
            if self.near(q) and self.t[q] in self.w.which and not self.follows_of(q):
                which = self.t[q]
                if which in {"بعد", "بعدی"}:
                    m.anaphor, m.anaphor_unit = "next", unit
                    return q + 1
                m.unit, m.unit_which = unit, self.w.which[which]
                m.why.append(f"{word} {which}")
                return q + 1
            return self._week_alone(m, p, unit)
        if word in {"این", "همین"} and self.near(p + 1):
            unit = {"هفته": "W", "ماه": "M"}.get(self.t[p + 1])
            if unit and not self.tied(p + 2):
                m.unit, m.unit_which = unit, 0
                m.why.append("the present one")
                return p + 2
        return 0

    def _week_alone(self, m: Match, p: int, unit: str) -> int:
        if unit == "W" and m.phase in {"END", "START"} and p == m.last:
            m.unit, m.unit_which = unit, 0
            return p + 1
        if unit == "M" and m.phase and p == m.last:
            m.unit, m.unit_which = unit, 0
            return p + 1
        return 0

    def clock(self, m: Match, p: int) -> int:
        """ساعت ۱۵:۳۰، ساعت ۸ و ۳۰ دقیقه، ساعت ۹ و نیم, and a range of hours."""
        if m.clock is not None or self.t[p] not in {"ساعت", "ساعات", "راس"}:
            return 0
        q = p + 1
        if self.t[p] == "راس":
            if not (self.near(q) and self.t[q] == "ساعت"):
                return 0
            q += 1
        if not self.near(q) or self.tied(q):
            return 0
        first = numeric.clock(self, q)
        if first is None:
            return 0
        m.clock, q = (first[0], first[1]), first[2]
        m.why.append("hour")
        if self.near(q + 1) and self.t[q] in {"تا", "الی", "-", "–", "لغایت"}:
            after = q + 2 if self.t[q + 1] == "ساعت" else q + 1
            second = numeric.clock(self, after)
            if second is not None:
                m.clock_to, q = (second[0], second[1]), second[2]
        if self.near(q + 1) and self.t[q] == "به" and self.t[q + 1] == "وقت":
            q += 2
            if self.near(q) and self.t[q] in {"محلی", "تهران", "گرینویچ", "ایران"}:
                q += 1
        return q

    def season(self, m: Match, p: int) -> int:
        """پاییز with a year or one of the words that say which."""
        if m.season is not None or m.month is not None or m.has_day:
            return 0
        q = p
        lead = self.t[q] == "فصل" and self.near(q + 1)
        if lead:
            q += 1
        word = self.t[q]
        if word not in self.w.seasons or self.tied(q + 1):
            return 0
        m.season = self.w.seasons[word]
        m.why.append(f"season {word}")
        q += 1
        if self.near(q):
            if self.t[q] in {"گذشته", "آینده", "جاری", "پیش", "قبل"} and not self.follows_of(q):
                m.year_which = None
                m.unit_which = self.w.which[self.t[q]]
                return q + 1
            if self.year_phrase(m, q):
                m.year = m.year_which = m.year_ago = None
                m.year_short = m.same_year = False
                return q
        m.season = None
        return 0

    def phase(self, m: Match, p: int) -> int:
        """اوایل، اواسط، پایان before a month, a year or a week."""
        if m.phase is not None or m.has_day:
            return 0
        q = self.phrase(p, self.w.phases)
        if not q or not self.near(q):
            return 0
        if self.t[q] in {"های", "ی"}:
            q += 1
        name = self.joined(p, q)
        trial = Match(q, q, phase=self.w.phases.get(name, "MID"))
        trial.last = q
        inner = self.month(trial, q, company=False) or self.year_phrase(trial, q) or self.unit_which(trial, q) or self.decade(trial, q)
        if not inner and self.t[q] in {"روز", "شب"}:
            return 0
        if not inner:
            return 0
        m.phase = self.w.phases.get(name, "MID")
        m.why.append(f"part of it: {name}")
        return q

    def which_after(self, m: Match, p: int) -> int:
        """«مهرماه گذشته», «بهمن ماه جاری», «شنبه هفته گذشته»."""
        word = self.t[p]
        if m.month is not None and m.year is None and m.year_which is None and m.month_which is None:
            if word in {"گذشته", "آینده", "جاری"} and m.month_which is None:
                m.month_which = self.w.which[word]
                m.why.append(f"month {word}")
                return p + 1
        if word == "گذشته" and m.part and not m.has_day:
            m.relative_day = -1
            return p + 1
        return 0

    def calendar_word(self, m: Match, p: int) -> int:
        """میلادی، شمسی، هجری قمری، ه.ش after a year."""
        if not (m.year is not None or m.month or m.unit in {"M", "Y"} or m.year_which is not None or m.decade or m.century):
            return 0
        q = p
        if self.t[q] == "هجری" and self.near(q + 1):
            q += 1
            if self.t[q] not in self.w.calendars:
                m.calendar = m.calendar or None
                return q
        if self.t[q] in self.w.calendars and m.calendar is None:
            m.calendar = self.w.calendars[self.t[q]]
            return q + 1
        if self.t[p] == "م" and m.year and m.year > 1500 and p + 1 < self.n and self.t[p + 1] == ".":
            m.calendar = "gregorian"
            return p + 1
        if m.unit == "M" and self.t[p] == "میلادی":
            m.calendar = "gregorian"
            return p + 1
        return 0

    def decade(self, m: Match, p: int) -> int:
        """دهه ۶۰، دهه ۱۹۹۰، دهه هفتاد میلادی، قرن نوزدهم."""
        if m.has_day or not self.near(p + 1):
            return 0
        word, q = self.t[p], p + 1
        if word == "دهه":
            if self.t[q] in {"های", "ی"} and self.near(q + 1):
                q += 1
            number = self.num(q)
            if number is None or number.ordinal or number.value % 10 or number.value < 10:
                return 0
            if number.value >= 100 and not self.plausible(int(number.value)):
                return 0
            m.decade = int(number.value)
            m.why.append("decade")
            return number.last
        if word in {"قرن", "سده"}:
            number = self.num(q)
            if number is None or number.value != int(number.value) or not 1 <= number.value <= 30 or number.scaled:
                return 0
            m.century = int(number.value)
            m.why.append("century")
            return number.last
        return 0

    def anaphor(self, m: Match, p: int) -> int:
        """همان روز، آن شب، روز بعد، فردای آن روز."""
        if m.has_day or not self.near(p + 1):
            return 0
        word, after = self.t[p], self.t[p + 1]
        if word == "فردای" or (word == "فردا" and after == "ی"):
            q = p + 1 if word == "فردای" else p + 2
            if self.near(q + 1) and self.t[q] in {"آن", "همان"} and self.t[q + 1] in {"روز", "شب"}:
                m.anaphor = "next"
                return q + 2
            return 0
        units = {"روز": "D", "شب": "D"}
        if word in {"همان", "آن"} and after in units and not self.tied(p + 2):
            q = p + 2
            if self.t[p + 2] in {"ها", "های"}:
                return 0
            m.anaphor = "same" if word == "همان" else "that"
            m.why.append(f"{word} {after}")
            return q
        if word in units and after in {"بعد", "قبل"} and not self.follows_of(p + 1):
            m.anaphor = "next" if after == "بعد" else "previous"
            m.why.append(f"{word} {after}")
            return p + 2
        if word == "روز" and after == "پس" and self.near(p + 3) and self.t[p + 2] == "از" and self.t[p + 3] == "آن":
            m.anaphor = "next"
            return p + 4
        return 0

    # -- whole readings ------------------------------------------------------------------------------------

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
                if year is not None and year.digits and (self.plausible(int(year.value)) or len(self.t[i + k]) == 2):
                    after = self.t[year.last]
                    if not (self.near(year.last) and after in _COUNTED):
                        m.year, m.year_short, q = int(year.value), year.value < 100, year.last
            if q:
                m.last = q
            before = self.t[i - 1] if i else ""
            if day.lead and not q and before not in {"روز", "شب", "ظهر", "صبح", "عصر", "ایام", "تعطیلات"}:
                return None
            if before in {"روز", "شب", "ظهر", "صبح", "عصر", "ایام", "تعطیلات"} and self.near(i):
                m.first = i - 1
            return m
        return None

    def bare_year(self, i: int) -> Match | None:
        """A four-digit number that its neighbours make a year: «انتخابات 2016», «مصوب 1374», «(1384)»."""
        number = self.num(i)
        if number is None or not number.digits or len(self.t[i]) != 4:
            return None
        value = int(number.value)
        if not (1330 <= value <= 1420 or 1900 <= value <= 2060):
            return None
        before = self.t[i - 1] if i else ""
        after = self.t[i + 1] if self.near(i + 1) else ""
        if self.gap[i] == ADJACENT and before in {"-", "/", ".", ",", "٬", ":", "#", "+"}:
            return None
        if i + 1 < self.n and self.gap[i + 1] == ADJACENT and after in {"-", "/", ".", ",", "٬", ":"} and self.t[i + 2][:1].isdigit():
            return None
        if after in self.w.calendars or (after == "هجری"):
            end = i + 2
            calendar = self.w.calendars.get(after)
            if after == "هجری" and self.near(i + 2) and self.t[i + 2] in self.w.calendars:
                end, calendar = i + 3, self.w.calendars[self.t[i + 2]]
            return Match(i, end, year=value, calendar=calendar, why=["year by its calendar"])
        if before in self.w.year_before and self.near(i) and after not in _COUNTED - {"."}:
            return Match(i, i + 1, year=value, why=[f"year after {before}"])
        if before == "(" and after == ")" and self.gap[i] == ADJACENT:
            return Match(i, i + 1, year=value, why=["year in brackets"])
        if before in {"در", "از", "تا", "سپس"} and after in _AFTER_YEAR_FREE and self.near(i):
            if before == "در" and after in {"به", "با", "را"}:
                return None
            return Match(i, i + 1, year=value, why=["year after a preposition"])
        return None

    def allowed(self, m: Match) -> bool:
        """False where the words are part of a name (خیابان ۱۷ شهریور) or say nothing definite."""
        before = self.t[m.first - 1] if m.first else ""
        if m.month is not None and m.first and self.near(m.first) and before in self.w.names and m.weekday is None:
            return m.year is not None and m.dom is None
        return True



def _first_words(w: TimeWords) -> frozenset[str]:
    """Every word that an expression may begin with."""
    out: set[str] = {
        "روز", "روزهای", "تاریخ", "مورخ", "مورخه", "شب", "سال", "سالهای", "ماه", "هفته", "ساعت", "ساعات", "راس", "فصل", "دهه", "قرن", "سده",
        "این", "همین", "همان", "آن", "هر", "فردای", "در", "واپسین", "نخستین", "آخرین", "اولین", "بعد", "پیش",
        "نیمه", "نیم", "پیر", "پس", "سه", "چهار", "دو", "یک", "پنج", "نصف", "ربع",
    }
    for table in (w.months, w.relative_days, w.relative_years, w.day_parts, w.phases, w.seasons, w.weekdays, w.named):
        out.update(table)
    out.update(f"{name}ماه" for name in w.months)
    out.update(w.sets)
    out.update({"ربیع", "جمادی", "ذی", "میانه", "همه", "شبانه", "سحر", "نیم"})
    return frozenset(out)
