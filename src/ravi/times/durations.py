"""Lengths of time (دو هفته، ۴۱ ساله، یک سال و نیم), how long ago (دو روز پیش) and sets (هر سال، روزانه)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ravi.numerals import Num
from ravi.numerals.tokens import HALF
from ravi.times.match import Match

if TYPE_CHECKING:
    from ravi.times.grammar import Grammar

_ROUGH = {("حدود",), ("بیش", "از"), ("کمتر", "از"), ("نزدیک", "به"), ("تقریبا",), ("قریب", "به"), ("بیشتر", "از")}
# What may stand after a length of time and belongs to it: the last two weeks.
_AFTER = {"گذشته", "اخیر", "آینده", "آتی", "متوالی", "پیاپی", "جاری", "نخست", "اول", "پایانی", "ابتدایی"}


def spans(g: Grammar, i: int) -> list[Match]:
    """A length of time, or the day or year that lies so long ago; two where a range has two ends."""
    number = g.num(i)
    if number is None:
        return []
    half_first = number.half and number.last == i + 1
    if number.ordinal or number.fraction:
        return []
    found = _measure(g, number)
    if found is None:
        return _range(g, number)
    value, q, unit, form = found
    if unit == "Y" and number.digits and len(g.t[i]) == 4 and form == "noun":
        return []
    m = Match(i, q, kind="duration", duration=value, why=["length of time"])
    if half_first:
        m.why.append("half")
    if form == "noun" and number.value_to is None and q == _unit_end(g, number):
        m.length = (number.value, unit)
    if g.near(q) and form == "noun":
        word = g.t[q]
        if word in {"پیش", "قبل"} and not g.follows_of(q):
            return [_ago(g, m, number, unit, -1, q + 1)]
        if word in {"بعد"} and not g.follows_of(q):
            return [_ago(g, m, number, unit, 1, q + 1)]
        if g.near(q) and word == "دیگر" and unit in {"Y", "M", "W", "D"} and g.t[i - 1 if i else 0] in {"تا", "از"}:
            m.last = q + 1
            return [m]
    part = _part_of_year(g, m, number, unit, form, q)
    if part:
        return [part]
    if g.near(q) and g.t[q] in _AFTER:
        m.last = q + 1
    _rough(g, m)
    return [m]


def _measure(g: Grammar, number: Num) -> tuple[str | None, int, str, str] | None:
    """The ISO 8601 length of a number and its unit: value, the token after, unit, form."""
    q = number.last
    unit = _unit(g, q)
    if unit is None:
        return None
    letter, form, q = unit
    if letter in {"D", "W"} and number.value > 100_000:
        return None
    parts: list[tuple[float, str]] = [(number.value, letter)]
    while form == "noun" and g.near(q + 1) and g.t[q] == "و":
        if g.t[q + 1] == "نیم":
            parts[-1] = (parts[-1][0] + 0.5, parts[-1][1])
            q += 2
            break
        more = g.num(q + 1)
        if more is None or more.ordinal or more.fraction:
            break
        below = _unit(g, more.last)
        if below is None or _ORDER.index(below[0]) >= _ORDER.index(parts[-1][1]) or below[1] == "age":
            break
        parts.append((more.value, below[0]))
        form, q = below[1], below[2]
    value = None if number.value_to is not None else iso(parts)
    return value, q, letter, form


def _unit_end(g: Grammar, number: Num) -> int:
    """The token after the unit of a number: a length of one unit ends there."""
    unit = _unit(g, number.last)
    return unit[2] if unit is not None else number.last


_ORDER = ["TS", "TM", "TH", "D", "W", "M", "Y", "DE", "C", "MI"]


def _unit(g: Grammar, q: int) -> tuple[str, str, int] | None:
    """A unit of time at token ``q``: letter, form, the token after it."""
    if not g.near(q):
        return None
    r = g.phrase(q, g.w.units)
    if not r:
        return None
    letter, form = g.w.units[g.joined(q, r)]
    if g.tied(r):
        tail = g.t[r]
        if tail in {"ای", "یی"}:
            return letter, "adjective", r + 1
        if tail in {"ه"}:
            return letter, "adjective", r + 1
        if tail == "ی":
            return letter, form, r + 1
        if g.gap[r] == HALF and tail not in _AFTER and tail not in {"پیش", "قبل", "بعد", "و"}:
            return None
    elif g.near(r) and g.t[r] == "ای" and form == "noun" and letter in {"W", "TM", "TS", "DE"}:
        return letter, "adjective", r + 1
    if letter == "D" and g.t[q] == "شبانه" and r == q + 1:
        return None
    return letter, form, r


def _range(g: Grammar, number: Num) -> list[Match]:
    """«سه تا پنج سال»: two lengths, the first borrows its unit."""
    q = number.last
    if not (g.near(q + 1) and g.t[q] in {"تا", "الی", "یا", "-", "–", "ـ"}) or number.value_to is not None:
        return []
    second = g.num(q + 1)
    backwards = (
        g.t[q] in {"-", "–", "ـ"} and second is not None and second.value < number.value
    )  # «4-3 سال» of old typing
    if second is None or second.ordinal or second.fraction or (second.value <= number.value and not backwards):
        return []
    found = _measure(g, second)
    if found is None or (found[2] == "Y" and found[3] == "noun" and second.digits and len(g.t[q + 1]) == 4):
        return []
    if g.near(found[1]) and g.t[found[1]] in {"پیش", "قبل"} and not g.follows_of(found[1]):
        return [Match(number.first, found[1] + 1, kind="date", duration=None, why=["a range of time ago"])]
    if g.t[q] not in {"تا", "الی", "یا"}:
        last = found[1] + 1 if g.near(found[1]) and g.t[found[1]] in _AFTER else found[1]
        return [Match(number.first, last, kind="duration", why=["rough length of time"])]
    first = Match(
        number.first, number.last, kind="duration", duration=iso([(number.value, found[2])]), why=["range"]
    )
    end = Match(second.first, found[1], kind="duration", duration=found[0], why=["range"])
    if g.near(end.last) and g.t[end.last] in _AFTER:
        end.last += 1
    return [first, end]


def _ago(g: Grammar, m: Match, number: Num, unit: str, direction: int, last: int) -> Match:
    m.last = last
    if g.near(last) and g.t[last] == "میلادی":
        m.calendar, m.last = "gregorian", last + 1
    m.kind = "time" if unit in {"TH", "TM", "TS"} else "date"
    m.duration = None
    if number.value_to is None:
        m.ago = (number.value, unit, direction)
    m.why = ["so long ago" if direction < 0 else "so long after"]
    _rough(g, m)
    return m


def _part_of_year(g: Grammar, m: Match, number: Num, unit: str, form: str, q: int) -> Match | None:
    """«شش ماهه اول سال ۹۵»: a part of a year with both ends, once the year is said."""
    months = int(number.value)
    if unit != "M" or months not in {3, 4, 5, 6, 7, 8, 9, 10, 11} or number.value_to is not None or not g.near(q):
        return None
    if g.t[q] in {"امسال", "سال"} and form == "adjective":
        q -= 1  # «پنج‌ماهه امسال»: its first five months
    elif g.t[q] not in {"اول", "نخست", "ابتدایی", "دوم", "سوم", "چهارم", "پایانی", "اولیه"}:
        return None
    order = {"دوم": 2, "سوم": 3, "چهارم": 4}.get(g.t[q], 1)
    first = 13 - months if g.t[q] == "پایانی" else (order - 1) * months + 1
    if first + months - 1 > 12:
        return None
    trial = Match(m.first, q + 1, why=["part of a year"])
    r = q + 1
    if g.near(r):
        year = g.num(r)
        if year is not None and year.digits and len(g.t[r]) == 4 and g.plausible(int(year.value)):
            trial.year, r = int(year.value), year.last
        else:
            r = g.year_phrase(trial, r)
    else:
        r = 0
    if not r or (trial.year is None and trial.year_which is None):
        return None
    trial.last, trial.span_of_year = r, (first, months)
    s = g.calendar_word(trial, r) if g.near(r) else 0
    trial.last = s or r
    return trial


def _rough(g: Grammar, m: Match) -> None:
    """Take «حدود» and «بیش از» into the span of a length."""
    i = m.first
    if i >= 1 and g.near(i) and (g.t[i - 1],) in _ROUGH:
        m.first = i - 1
    elif i >= 2 and g.near(i) and g.near(i - 1) and (g.t[i - 2], g.t[i - 1]) in _ROUGH:
        m.first = i - 2


def sets(g: Grammar, i: int) -> list[Match]:
    """هر سال، روزانه، دو بار در هفته، «در سال» beside a quantity."""
    word = g.t[i]
    every = _every(g, i) if word == "هر" and g.near(i + 1) else []
    if every:
        return every
    q = g.phrase(i, g.w.sets)
    if q:
        if g.tied(q) and g.gap[q] == HALF and g.t[q] in {"ها", "های", "نویسی"}:
            return []
        return [Match(i, q, kind="set", why=["set"])]
    if word == "در" and g.near(i + 1):
        return _rate(g, i)
    if word in {"روزی", "سالی", "هفتهای"} or (word == "هفته" and g.t[i + 1] == "ای"):
        j = i + 2 if word == "هفته" else i + 1
        often = g.num(j) if g.near(j) else None
        if often is not None and not often.ordinal and (i == 0 or g.t[i - 1] not in {"یک", "دو"}):
            return [Match(i, j, kind="set", why=["so much a period"])]
        return []
    number = g.num(i)
    if number is not None and g.near(number.last + 2) and not number.ordinal:
        r = number.last
        times = g.t[r] in {"بار", "نوبت", "مرتبه", "دفعه", "روز", "ساعت", "جلسه"} and g.t[r + 1] == "در"
        if times and g.t[r + 2] in {"هفته", "روز", "ماه", "سال", "شبانه"} and not g.tied(r + 3):
            after = g.t[r + 3] if g.near(r + 3) else ""
            if after not in g.w.which and g.num(r + 3) is None:
                return [Match(i, r + 3, kind="set", why=["so often in a period"])]
    return []


def _every(g: Grammar, i: int) -> list[Match]:
    q = i + 1
    number = g.num(q)
    if number is not None and not number.ordinal:
        found = _unit(g, number.last)
        if found and found[1] == "noun":
            return [Match(i, found[2], kind="set", why=["every so many"])]
        return []
    if g.t[q] in {"سال", "روز", "هفته", "ماه", "شب", "صبح", "ساعت", "دقیقه", "روزه", "ساله"} and not g.tied(q + 1):
        m = Match(i, q + 1, kind="set", why=["every"])
        trial = Match(q + 1, q + 1)
        if g.near(q + 2) and g.t[q + 1] == "از" and g.t[q + 2] == "ساعت":
            r = g.clock(trial, q + 2)
            if r:
                m.last = r
        return [m]
    trial = Match(q, q)
    r = g.weekday(trial, q)
    if r:
        return [Match(i, r, kind="set", why=["every weekday"])]
    return []


# After «در سال» these make it something else than a rate: در سال جاری, در روز جمعه, در ماه رمضان.
def _rate(g: Grammar, i: int) -> list[Match]:
    """«در سال» as a rate: «۱۲ میلیون تن در سال», «در روز ۵ نفر»."""
    q = i + 1
    if g.t[q] not in {"سال", "روز", "ماه", "هفته", "ساعت", "دقیقه", "ثانیه", "شبانه"} or g.chunk(q):
        return []
    if g.t[q] == "شبانه":
        if not (g.near(q + 1) and g.t[q + 1] == "روز"):
            return []
        q += 1
    if g.tied(q + 1):
        return []
    after = g.t[q + 1] if g.near(q + 1) else ""
    before = any(g.num(j) is not None or g.t[j].isdecimal() for j in range(max(0, i - 4), i) if _joined(g, j, i))
    behind = False
    if after and after not in g.w.which and after not in {"های", "ها", "اول", "دوم", "اخیر"} and not before:
        for j in range(q + 1, min(g.n, q + 6)):
            if not g.near(j) or g.t[j] in {".", "،", "و", "("}:
                break
            if g.num(j) is not None:
                number = g.num(j)
                behind = number is not None and not number.ordinal and j > q + 1 and g.t[q] == "سال"
                break
    if after == "اخیر" or (
        after and (after[0].isdecimal() or g.num(q + 1) is not None) and g.t[q] in {"ساعت", "دقیقه", "سال"}
    ):
        return []  # «در دقیقه 81» is no rate
    if before:
        ends = (
            after == ""
            or not after[0].isalpha()
            or after
            in {
                "و",
                "را",
                "به",
                "از",
                "است",
                "که",
                "در",
                "تولید",
                "برای",
                "با",
                "بوده",
                "خواهد",
                "می",
                "دارد",
                "بود",
                "یا",
                "تا",
                "رسیده",
                "رسید",
                "کاهش",
                "افزایش",
                "برسد",
                "شده",
                "نیز",
                "ظرفیت",
            }
        )
        if not ends or after in g.w.which:
            return []
        return [Match(i, q + 1, kind="set", why=["rate"])]
    if behind:
        return [Match(i, q + 1, kind="set", why=["rate"])]
    return []


def _joined(g: Grammar, j: int, i: int) -> bool:
    """True where no stop stands between the tokens ``j`` and ``i``."""
    return all(g.near(k) and g.t[k] not in {".", "،", "؛", ":"} for k in range(j + 1, i))


def iso(parts: list[tuple[float, str]]) -> str | None:
    """The ISO 8601 form of a length: P1Y6M, PT30M, P3W."""
    date_part: dict[str, float] = {}
    for value, unit in parts:
        if unit in {"DE", "C", "MI"}:
            value, unit = value * {"DE": 10, "C": 100, "MI": 1000}[unit], "Y"
        date_part[unit] = date_part.get(unit, 0) + value
    for unit, below, count in (("Y", "M", 12), ("TH", "TM", 60), ("TM", "TS", 60)):
        value = date_part.get(unit, 0)
        rest = value - int(value)
        if rest:
            date_part[unit] = int(value)
            date_part[below] = date_part.get(below, 0) + rest * count
    out = "P" + "".join(_part(date_part, u, u) for u in ("Y", "M", "W", "D"))
    hours = "".join(_part(date_part, u, u[1]) for u in ("TH", "TM", "TS"))
    text = out + (f"T{hours}" if hours else "")
    return text if len(text) > 1 else None


def _part(values: dict[str, float], unit: str, letter: str) -> str:
    value = values.get(unit, 0)
    return f"{value:g}{letter}" if value and value < 1e6 else f"{int(value)}{letter}" if value else ""
