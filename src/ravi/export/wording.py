"""The words of the interface in Persian and English, and days in two calendars.

All words stand in the lexicon (``labels.tsv``); here they are only looked up and put together.
"""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Callable
from datetime import date
from typing import Literal

from persiantools.jdatetime import JalaliDate

from ravi import lexicon
from ravi.record import Quantity, TimeExpression

__all__ = ["Lang", "Wording"]

Lang = Literal["en", "fa"]

_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_SOLAR = re.compile(r"(\d{3,4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_UNITS = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")
_FIRST_SOLAR_YEAR = 622
"""The Gregorian year before which the solar Hijri calendar counts no days."""


@functools.cache
def _labels(lang: Lang) -> dict[str, str]:
    return {row["key"]: row[lang] for row in lexicon.table("labels")}


class Wording:
    """The interface in one language: ``words("head.said")``."""

    __slots__ = ("_labels", "lang")

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang
        self._labels = _labels(lang)

    def __call__(self, key: str) -> str:
        """The words for ``key``; what has none yet (a new event type) is shown by its own name."""
        return self._labels.get(key, key.rpartition(".")[2].replace("_", " "))

    def number(self, value: float) -> str:
        """A number with its thousands apart, in the digits of the language."""
        text = f"{int(value):,}" if value == int(value) else f"{value:,}"
        if self.lang == "en":
            return text
        return text.replace(",", "٬").replace(".", "٫").translate(_PERSIAN_DIGITS)

    def quantity(self, quantity: Quantity) -> str:
        """Bound and number without the unit, which is the report's own word: ``more than 8,000``."""
        if quantity.value is None:
            return ""
        parts = [self.number(quantity.value)]
        if quantity.value_to is not None:
            parts.append(self.number(quantity.value_to))
        bound = f"{self(f'modifier.{quantity.modifier}')} " if quantity.modifier else ""
        return bound + "–".join(parts)

    def time(self, time: TimeExpression) -> str:
        """What an expression of time stands for, in words: its days, its length, or that it is not known."""
        if time.begin or time.end:
            return self.days(time.begin, time.end, time.solar)
        if time.kind == "set":
            return self("time.set")
        return self.duration(time.value or "") or self("note.unplaced")

    def days(self, begin: str | None, end: str | None, solar: str | None = None) -> str:
        """An interval of Gregorian ISO dates in both calendars, that of the language first."""
        gregorian = self.gregorian(begin, end)
        hijri = self.solar(begin, end, solar)
        if not hijri:
            return gregorian
        return f"{gregorian} ({hijri})" if self.lang == "en" else f"{hijri} ({gregorian})"

    def gregorian(self, begin: str | None, end: str | None) -> str:
        """``17 January 2025``, ``3–9 January 2025``, a whole ``January 2025``; an open end is shown by a dash."""
        return self._interval(*_whole(_split(begin), _split(end), _gregorian_month), "month")

    def solar(self, begin: str | None, end: str | None, solar: str | None = None) -> str:
        """``28 Dey 1403``, ``Dey 1403``; converted from the Gregorian days where ``solar`` is not given."""
        if solar:
            ends = [_SOLAR.match(part) for part in solar.split("/")]
            known = [tuple(int(n) if n else None for n in found.groups()) for found in ends if found]
            if len(known) == len(ends):
                return self._interval(known[0], known[-1], "solar")
        return self._interval(*_whole(_to_solar(begin), _to_solar(end), _solar_month), "solar")

    def duration(self, value: str) -> str:
        """An ISO 8601 duration in words: ``20 years``; empty where it is none."""
        found = _DURATION.fullmatch(value)
        if not found:
            return ""
        parts = zip(found.groups(), _UNITS, strict=True)
        return " ".join(f"{self.number(int(n))} {self(f'unit.{unit}')}" for n, unit in parts if n)

    def _interval(self, begin: tuple[int | None, ...], end: tuple[int | None, ...], months: str) -> str:
        """Two days as one phrase, what they share said once."""
        if begin == end:
            return self._day(begin, months)
        if not begin or not end:
            return f"{self._day(begin, months)} – {self._day(end, months)}".strip()
        if begin[0] != end[0]:
            return f"{self._day(begin, months)} – {self._day(end, months)}"
        if begin[1] != end[1] or None in (begin[2], end[2]):
            return f"{self._day((None, *begin[1:]), months)} – {self._day(end, months)}"
        return f"{self.digits(begin[2] or 0)}–{self._day(end, months)}"

    def _day(self, day: tuple[int | None, ...], months: str) -> str:
        if not day:
            return ""
        year, month, number = day
        parts = [self.digits(number)] if number else []
        if month:
            parts.append(self(f"{months}.{month}"))
        if year is not None:
            parts.append(self.digits(year))
        return " ".join(parts)

    def digits(self, number: int) -> str:
        """A number without marks for thousands, as years are written, in the digits of the language."""
        return str(number) if self.lang == "en" else str(number).translate(_PERSIAN_DIGITS)


def _whole(
    begin: tuple[int | None, ...], end: tuple[int | None, ...], length: Callable[[int, int], int]
) -> tuple[tuple[int | None, ...], tuple[int | None, ...]]:
    """Both ends without their days where they are whole months, and without months where they are whole years."""
    match begin, end:
        case (int(first), int(opens), 1), (int(last), int(closes), int(day)) if day == length(last, closes):
            if (opens, closes) == (1, 12):
                return (first, None, None), (last, None, None)
            return (first, opens, None), (last, closes, None)
    return begin, end


def _gregorian_month(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _solar_month(year: int, month: int) -> int:
    return int(JalaliDate.days_in_month(month, year))


def _split(day: str | None) -> tuple[int | None, ...]:
    return tuple(int(n) for n in day.split("-")) if day else ()


def _to_solar(day: str | None) -> tuple[int | None, ...]:
    if not day or int(day[:4]) < _FIRST_SOLAR_YEAR:
        return ()
    solar = JalaliDate.to_jalali(date.fromisoformat(day))
    return solar.year, solar.month, solar.day
