"""Matchers of days: weekday, day and month, parts of the day, hours, and what points back («همان روز»)."""

from __future__ import annotations

from ravi.numerals import Num
from ravi.numerals.tokens import HALF
from ravi.times import numeric
from ravi.times.match import Match
from ravi.times.pieces import Pieces
from ravi.times.words import Month


class Days(Pieces):
    """Each matcher takes the piece at token ``p`` into ``m`` and gives the token after it, or 0."""

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
        if (name == "جمعه" and before in self.w.fridays) or before in {"آخرین", "اولین", "نخستین", "دومین"}:
            return 0
        if q < self.n and self.gap[q] <= HALF and self.t[q] in {"ها", "های", "هایی", "بازار", "شبها"}:
            return 0
        if q < self.n and self.t[q] in {"بازار", "سوری"}:
            return 0
        m.weekday = self.w.weekdays[name]
        m.why.append(f"weekday {name}")
        q = self._weekday_to(m, q)
        if self.near(q) and self.t[q] in {"شب", "صبح", "عصر", "ظهر", "شبهای"} and m.part is None:
            m.part = self.t[q]
            q += 1
        if self.near(q) and self.t[q] in {"گذشته", "آینده", "آتی", "پیش"} and not self.follows_of(q):
            m.week_which = -10 if self.t[q] in {"گذشته", "پیش"} else 10  # the nearest before or after
            q += 1
        elif (
            self.near(q + 1)
            and self.t[q] == "هفته"
            and self.t[q + 1] in self.w.which
            and not self.follows_of(q + 1)
        ):
            m.week_which = self.w.which[self.t[q + 1]]
            q += 2
        elif self.near(q + 1) and self.t[q] in {"این", "همین"} and self.t[q + 1] == "هفته":
            m.week_which = 0
            q += 2
        return q

    def _weekday_to(self, m: Match, q: int) -> int:
        """The token after the last of a row of days: «شنبه تا دوشنبه», «دوشنبه و سه‌شنبه»; else ``q``."""
        links = {"تا", "الی", "لغایت", "و"}
        if m.month is not None or not self.near(q) or self.t[q] not in links or not self.near(q + 1):
            return q
        at = q + 2 if self.t[q + 1] == "روز" and self.near(q + 2) else q + 1
        end = self.phrase(at, self.w.weekdays)
        last = self.w.weekdays[self.joined(at, end)] if end else None
        if last is None or m.weekday is None or last <= m.weekday:
            return q
        if self.t[q] == "و" and last != m.weekday + 1:
            return q  # «شنبه و دوشنبه» are two days
        if self.day_month(Match(end, end), end):
            return q  # «شنبه و یکشنبه ۵ مهر»: the date is that of one day
        m.weekday_to = last
        return end

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
        if (
            word in {"واپسین", "نخستین", "اولین", "آخرین"}
            and self.near(p + 1)
            and self.t[p + 1] in {"ساعات", "ساعت", "دقایق"}
        ):
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
        if not self._is_day(number) or (
            p > 1 and self.t[p - 1] == "/" and self.t[p - 2].isdecimal() and self.gap[p] <= HALF
        ):
            return 0
        q = number.last
        dom, dom_to = int(number.value), int(number.value_to) if number.value_to else None
        while (step := self._next_day(q, dom_to or dom)) is not None:
            dom_to, q = int(step.value), step.last  # «۵، ۶ و ۷ مهر»
        if self.near(q) and self.t[q] in self.w.links and q + 1 < self.n:
            second = self.num(q + 1)
            if second is not None and self._is_day(second) and self.near(q + 1) and self._month_at(second.last):
                dom_to, q = int(second.value), second.last
                if dom_to <= dom:
                    return 0
        elif dom_to is not None and number.value_to is None:
            return 0
        if not self.near(q):
            return 0
        if (
            number.ordinal and self.t[q] == "روز" and self.near(q + 1)
        ):  # «بیست و یکمین روز فروردین», «اولین روز از مهر»
            after = q + 2 if self.t[q + 1] == "از" else q + 1
            q = after if self._month_at(after) else q
        if self.t[q] == "ماه" and self.near(q + 1):
            which = self.t[q + 1]
            if which in {"جاری", "گذشته", "آینده", "آتی"}:
                m.dom, m.dom_to, m.month_which = dom, dom_to, self.w.which[which]
                m.why.append("day of a month relative to publication")
                return q + 2
        if self.t[q] in {"این", "همین"} and self.near(q + 1) and self.t[q + 1] == "ماه":
            m.dom, m.dom_to, m.month_which = dom, dom_to, 0
            return q + 2
        if self.t[q] == "مه" and not number.digits and not number.ordinal and not self._dated(q + 1):
            return 0  # «یک مه غلیظ» is a fog
        if self.t[q] == "صفر" and not number.ordinal and not (dom > 9 and self._dated(q + 1)):
            return 0  # «یک صفر» is a score
        r = self.month(m, q, company=True)
        if not r:
            return 0
        m.dom, m.dom_to = dom, dom_to
        m.why.append("day and month")
        return r

    def _next_day(self, q: int, day: int) -> Num | None:
        """The day after ``day`` in a row of days with commas, where more of the row follows it."""
        if not self.near(q) or self.t[q] not in {"،", ","} or not self.near(q + 1):
            return None
        number = self.num(q + 1)
        if number is None or not self._is_day(number) or number.value != day + 1 or not self.near(number.last):
            return None
        return number if self.t[number.last] in {"،", ",", "و"} else None

    def _dated(self, q: int) -> bool:
        """True where a year or a calendar word follows at token ``q``."""
        year = self.num(q) if self.near(q) else None
        return (year is not None and year.value > 1300) or (self.near(q) and self.t[q] in self.w.calendars)

    def _is_day(self, number: Num) -> bool:
        if number.value != int(number.value) or not 1 <= number.value <= 31 or number.fraction or number.half:
            return False
        return not number.scaled

    def _month_at(self, p: int) -> bool:
        """True where a month follows at token ``p``: a name, or «ماه جاری»."""
        if self.near(p + 1) and self.t[p] == "ماه" and self.t[p + 1] in {"جاری", "گذشته", "آینده", "آتی"}:
            return True
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
            if self.t[q] == "مبارک" and self.near(q + 1):
                q += 1  # ماه مبارک رمضان
        found = self._month_name(q)
        if not found:
            return 0
        entry, r, with_mah = found
        if with_mah:
            marked = True
        elif (
            self.near(r)
            and self.t[r] == "ماه"
            and not (r + 1 < self.n and self.gap[r + 1] <= HALF and self.t[r + 1] in {"ها", "های"})
        ):
            marked = True
            r += 1
        elif self.tied(r) and self.gap[r] == HALF:
            return 0
        if not entry.plain and not marked and not self._company(m, p, r, entry):
            return 0
        if (
            self.t[q] == "می"
            and r < self.n
            and (self.gap[r] == HALF or self.t[r].startswith(("شود", "کن", "گو", "تو", "ده", "باش", "رس")))
        ):
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
        if m.phase or m.season or m.week_of:
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

    def year_after_month(self, number: Num, entry: Month) -> bool:
        """True where a number after a month is its year."""
        if number.ordinal or number.fraction or number.value != int(number.value) or number.value_to:
            return False
        after = self.t[number.last]
        if after in self.w.counted and after != "." and self.near(number.last):
            return False
        if self.near(number.last) and (after in self.w.months or (after == "ماه" and number.value <= 31)):
            return False  # «10 سپتامبر 19 شهریور» are two dates
        if number.value >= 1000:
            return self.plausible(int(number.value))
        if not number.digits or entry.calendar == "lunar_hijri":
            return False
        return len(self.t[number.first]) == 2 and (entry.calendar == "solar_hijri" or number.value < 40)

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
        zone = self.near(q + 2) and self.t[q] == "به" and self.t[q + 1] == "وقت"
        return q + 3 if zone and self.t[q + 2] in {"محلی", "تهران", "گرینویچ", "ایران"} else q
