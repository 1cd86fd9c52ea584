"""Dates as pages and command lines write them, alone in a string."""

from __future__ import annotations

from datetime import date

from ravi.numerals.scan import scan_text
from ravi.times import calendars as cal
from ravi.times.grammar import Grammar
from ravi.times.resolve import Resolver


def parse_date(text: str) -> str | None:
    """The one day that a string names, as an ISO 8601 Gregorian date, or None.

    Understood are ISO dates (``2025-01-17``, with or without a time), solar Hijri dates in digits
    (``۱۴۰۳/۱۰/۲۸``, ``1403-10-28``), the dates of Persian pages («پنجشنبه ۳۰ مرداد ۱۴۰۴ - ۱۵:۰۱»,
    «۱۴ شهریور ۱۴۰۴») and Gregorian ones by name («۲۷ ژانویه ۲۰۲۰»), in digits of all three families.
    A string that needs a day to count from («دیروز») is None.
    """
    scan = scan_text(text.replace("T", " ").replace("Z", " ")[:200])
    for match in Grammar(scan).find():
        if match.kind not in {"date", "time"}:
            continue
        found = Resolver(None).resolve(match).interval
        if found is not None and found[0] == found[1]:
            return found[0].isoformat()
    return None


def solar(iso: str) -> str:
    """The solar Hijri form (``1403-10-28``) of an ISO 8601 date.

    Raises ValueError where ``iso`` is no date.
    """
    when = date.fromisoformat(iso)
    found = cal.solar(when, when)
    if found is None:
        raise ValueError(f"{iso} lies outside of the solar Hijri calendar")
    return found
