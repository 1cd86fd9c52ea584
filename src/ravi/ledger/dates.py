"""Days, months, years and ranges of a query, in either calendar, as Gregorian intervals."""

from __future__ import annotations

import calendar
import re
from datetime import date

from persiantools.jdatetime import JalaliDate

from ravi.ledger.errors import QueryError

_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_DIGITS = str.maketrans({chr(base + i): str(i) for base in (0x660, 0x6F0) for i in range(10)})
# Years in which newspapers were printed, by either calendar; the two do not overlap.
_SOLAR, _GREGORIAN = range(1100, 1600), range(1600, 2400)


def interval(value: str, at: int) -> tuple[str | None, str | None]:
    """Both ends of ``2025-01``, ``1403-10..1403-12``, ``..1403``; an open end is None; raises QueryError."""
    first, dots, last = value.translate(_DIGITS).partition("..")
    begin = _span(first, at)[0] if first else None
    end = _span(last, at)[1] if last else (_span(first, at)[1] if not dots else None)
    if begin and end and begin > end:
        raise QueryError("the range ends before it begins", at)
    return begin, end


def _span(text: str, at: int) -> tuple[str, str]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise QueryError(f"no date: {text!r}; write 1403-10-28, 2025-01 or 1403-10..1403-12", at)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if year in _SOLAR:
            low = JalaliDate(year, month or 1, day or 1)
            high = day or JalaliDate.days_in_month(month or 12, year)
            return low.to_gregorian().isoformat(), JalaliDate(year, month or 12, high).to_gregorian().isoformat()
        if year in _GREGORIAN:
            last = day or calendar.monthrange(year, month or 12)[1]
            return date(year, month or 1, day or 1).isoformat(), date(year, month or 12, last).isoformat()
    except (ValueError, IndexError):
        pass
    raise QueryError(f"there is no such day: {text}", at)
