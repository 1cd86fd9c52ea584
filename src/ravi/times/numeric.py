"""Dates and hours in digits: ۱۴۰۳/۱۰/۲۸, 2020-03-01, ۸۳/۵/۱۲, ۱۵:۳۰."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ravi.numerals.tokens import HALF, LINE
from ravi.times.match import Match
from ravi.times.words import Month

if TYPE_CHECKING:
    from ravi.times.pieces import Pieces

_MARKS = {"/", "-", ".", "–"}


def date(g: Pieces, i: int) -> Match | None:
    """Three groups of digits with the same mark between them, year first or year last."""
    if i + 4 >= g.n or not g.t[i].isdecimal() or g.t[i + 1] not in _MARKS or g.t[i + 3] != g.t[i + 1]:
        return None
    if not (g.t[i + 2].isdecimal() and g.t[i + 4].isdecimal()) or max(g.gap[i + 1 : i + 5]) >= LINE:
        return None
    if i and g.t[i - 1] == g.t[i + 1] and g.gap[i] <= HALF:
        return None
    if i + 5 < g.n and g.t[i + 5] == g.t[i + 1] and g.gap[i + 5] <= HALF and i + 6 < g.n and g.t[i + 6].isdecimal():
        return None
    if g.t[i + 1] == "." and len(g.t[i]) != 4 and len(g.t[i + 4]) != 4:
        return None  # 1.1.12
    found = parts(g.t[i], g.t[i + 2], g.t[i + 4], slash=g.t[i + 1] == "/")
    if found is None:
        return None
    year, month, dom = found
    calendar = "gregorian" if year >= 1500 else "solar_hijri"
    m = Match(i, i + 5, why=["date in digits"])
    m.year, m.year_short, m.dom = year, year < 100, dom
    m.month = Month("gregorian" if calendar == "gregorian" else "solar_hijri", month, True)
    return m


def parts(a: str, b: str, c: str, *, slash: bool) -> tuple[int, int, int] | None:
    """Year, month and day of three groups of digits, or None where they are no date."""
    if len(b) > 2:
        return None
    x, y, z = int(a), int(b), int(c)
    if len(a) == 4 and len(c) <= 2 and 1 <= y <= 12 and 1 <= z <= 31:
        return (x, y, z) if _year(x) else None
    if len(c) == 4 and len(a) <= 2 and 1 <= y <= 12 and 1 <= x <= 31:
        return (z, y, x) if _year(z) else None
    if len(a) == len(c) == 2 or (len(a) == 2 and len(c) == 1) or (len(a) == 1 and len(c) == 2):
        if not slash or not 1 <= y <= 12:
            return None
        if len(a) == 2 and x > 31 and 1 <= z <= 31:
            return x, y, z
        if len(c) == 2 and z > 31 and 1 <= x <= 31:
            return z, y, x
        if len(a) == 2 and x < 31 and 1 <= z <= 31 and x <= 10:
            return None  # ۰۳/۰۵/۰۷ could be read either way
    return None


def _year(value: int) -> bool:
    return 1200 <= value <= 1499 or 1800 <= value <= 2150


def clock(g: Pieces, i: int) -> tuple[int, int, int] | None:
    """Hour, minute and the token after them, at a number after «ساعت»."""
    if i >= g.n or g.gap[i] >= LINE:
        return None
    word = g.t[i]
    if word.isdecimal() and len(word) <= 2:
        hour = int(word)
        if hour > 24:
            return None
        if i + 2 < g.n and g.t[i + 1] in {":", "/", ".", "٫"} and g.t[i + 2].isdecimal() and len(g.t[i + 2]) <= 2:
            minute = int(g.t[i + 2])
            old = g.t[i + 1] == "/" and minute <= 24 < hour
            if max(g.gap[i + 1], g.gap[i + 2]) < LINE and minute < 60 and not old:
                j = i + 3
                if j + 1 < g.n and g.t[j] == ":" and g.t[j + 1].isdecimal() and len(g.t[j + 1]) == 2:
                    j += 2  # seconds
                return hour, minute, j
    number = g.num(i)
    if number is None or number.fraction or number.scaled or not 0 <= number.value <= 24.5:
        return None
    if number.ordinal and g.t[i] not in {"یک"}:
        return None
    hour, minute = int(number.value), round((number.value - int(number.value)) * 60)
    j = number.last
    if j + 1 < g.n and g.gap[j] < LINE and g.t[j] == "و":
        more = g.num(j + 1)
        if more is not None and 0 < more.value < 60 and g.near(more.last) and g.t[more.last] == "دقیقه":
            return hour, int(more.value), more.last + 1
        if g.t[j + 1] == "ربع":
            return hour, 15, j + 2
    return hour, minute, j
