"""Matchers of periods: years, months and weeks told by a word (سال گذشته), seasons, decades, centuries."""

from __future__ import annotations

from ravi.numerals import Num
from ravi.numerals.tokens import HALF
from ravi.times.days import Days
from ravi.times.match import Match


class Periods(Days):
    """Each matcher takes the piece at token ``p`` into ``m`` and gives the token after it, or 0."""

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
            if (
                self.near(q + 1)
                and self.t[q] == "سال"
                and self.t[q + 1] in {"پیش", "قبل"}
                and not self.follows_of(q + 1)
            ):
                m.year_ago = int(number.value)
                m.why.append("years ago")
                return q + 2
            if (m.season and self.plausible(int(number.value))) or (
                m.season and number.digits and len(self.t[p]) == 2
            ):
                m.year, m.year_short = int(number.value), self._short(number)
                return q
        word = self.t[p]
        if (
            word in {"همان", "این", "همین", "آن"}
            and self.near(p + 1)
            and self.t[p + 1] == "سال"
            and not self.tied(p + 2)
        ):
            if word in {"همان", "همین"} or m.month is not None:
                m.same_year = True
                return p + 2
            return 0
        if word not in {"سال", "سالهای"} or (m.weekday is not None and m.month is None):
            return 0
        return self._year_word(m, p)

    def _year_word(self, m: Match, p: int) -> int:
        q = p + 1
        if self.near(q) and self.t[q] in {"های", "ها"}:
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
            if self.t[q - 1] in {"های", "سالهای"} or (p and self.t[p - 1] in {"چند", "چندین"}):
                return 0  # سال‌های گذشته is no year
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
            if (
                second is not None
                and second.digits
                and (self.plausible(int(second.value)) or len(self.t[q + 1]) == 2)
            ):
                m.year_to = int(second.value)
                return second.last
        return q

    def further_years(self, m: Match) -> list[Match]:
        """«سال‌های ۹۵ و ۹۶»: the second year is an expression of its own."""
        out: list[Match] = []
        q = m.last
        if (
            self.t[m.first] != "سال"
            or m.year is None
            or m.year_to is not None
            or self.t[m.first + 1] not in {"های", "ها"}
        ):
            return out
        while self.near(q + 1) and self.t[q] in {"و", "،", "یا"}:
            number = self.num(q + 1)
            if (
                number is None
                or number.ordinal
                or not (self.plausible(int(number.value)) or (number.digits and len(self.t[q + 1]) == 2))
            ):
                break
            out.append(
                Match(
                    number.first, number.last, year=int(number.value), year_short=number.value < 100, why=["year"]
                )
            )
            q = number.last
        return out

    def unit_which(self, m: Match, p: int) -> int:
        """هفته گذشته، ماه جاری، این هفته، فصل آینده، آخر هفته."""
        if (
            m.unit is not None
            or m.month is not None
            or m.year is not None
            or m.year_which is not None
            or m.dom is not None
        ):
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

    def week_of_month(self, m: Match, p: int) -> int:
        """«هفته نخست» before a month: its first seven days, and so on."""
        if self.t[p] != "هفته" or m.has_day or m.week_of is not None or not self.near(p + 1) or self.tied(p + 1):
            return 0
        number = self.num(p + 1)
        if self.t[p + 1] in {"نخست", "آخر", "پایانی"}:
            count, q = 1 if self.t[p + 1] == "نخست" else -1, p + 2
        elif number is not None and number.ordinal and 1 <= number.value <= 4:
            count, q = int(number.value), number.last
        else:
            return 0
        if not self.near(q) or not self.month(Match(q, q, phase="START"), q, company=False):
            return 0
        m.week_of = count
        m.why.append("week of the month")
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
        half = 0
        if name == "نیمه" and self.t[q] in {"اول", "نخست", "دوم"} and self.near(q + 1):
            half = 2 if self.t[q] == "دوم" else 1
            q += 1
        trial = Match(q, q, phase=self.w.phases.get(name, "MID"))
        trial.last = q
        inner = (
            self.month(trial, q, company=False)
            or self.year_phrase(trial, q)
            or self.unit_which(trial, q)
            or self.decade(trial, q)
        )
        if not inner and self.t[q] in {"روز", "شب"}:
            return 0
        if not inner:
            return 0
        m.phase = self.w.phases.get(name, "MID")
        if half:
            m.half, m.phase = half, ("START", "END")[half - 1]
        m.why.append(f"part of it: {name}")
        return q

    def which_after(self, m: Match, p: int) -> int:
        """«مهرماه گذشته», «بهمن ماه جاری», «شنبه هفته گذشته»."""
        word = self.t[p]
        open_month = m.month is not None and m.year is None and m.year_which is None and m.month_which is None
        if open_month and word in {"گذشته", "آینده", "جاری"}:
            m.month_which = self.w.which[word]
            m.why.append(f"month {word}")
            return p + 1
        if word == "گذشته" and m.part and not m.has_day:
            m.relative_day = -1
            return p + 1
        return 0

    def calendar_word(self, m: Match, p: int) -> int:
        """میلادی، شمسی، هجری قمری، ه.ش after a year."""
        if not (
            m.year is not None
            or m.month
            or m.unit in {"M", "Y"}
            or m.year_which is not None
            or m.decade
            or m.century
        ):
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
            q = number.last
            if number.value < 100 and self.near(q + 1) and self.t[q] in {"قرن", "سده"}:
                century = self.num(q + 1)
                if century is not None and 18 <= century.value <= 21:
                    m.decade += (int(century.value) - 1) * 100  # «دهه ۳۰ قرن بیستم»
                    return century.last
            return q
        if word in {"قرن", "سده"}:
            number = self.num(q)
            if number is None or number.value != int(number.value) or not 1 <= number.value <= 30 or number.scaled:
                return 0
            m.century = int(number.value)
            m.why.append("century")
            return number.last
        return 0
