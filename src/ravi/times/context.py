"""What the text around an expression says about it: which calendar the report lives by, whether it looks ahead."""

from __future__ import annotations

from ravi.numerals import Scan
from ravi.numerals.tokens import LINE
from ravi.times.match import Match

# Words of reports that live by the solar Hijri year even where they name Gregorian dates.
_HOME = {"ایران", "ایرانی", "تهران", "کشورمان", "تومان", "ریال", "فارس", "ایرنا", "ایسنا", "تسنیم", "افغانستان", "کابل", "مجلس", "اسلامی"}
_AHEAD = {"خواهد", "خواهند", "خواهیم", "خواهم"}
_STOPS = {".", "!", "؟", "؛"}


def foreign(matches: list[Match], found: Scan) -> bool:
    """True where the report counts its years by the Gregorian calendar: it names Gregorian dates, no solar
    ones, and nothing of Iran (translated world news)."""
    gregorian = solar = 0
    for m in matches:
        if m.month is not None:
            gregorian += m.month.calendar == "gregorian"
            solar += m.month.calendar == "solar_hijri"
        elif m.year is not None:
            gregorian += m.year >= 1500
            solar += m.year < 1500
    if not gregorian or solar:
        return False
    return not any(word in _HOME for word in found.tokens.text)


def future_at(found: Scan, m: Match) -> bool:
    """True where the rest of the clause after an expression, or its beginning, speaks of what is to come."""
    t, gap = found.tokens.text, found.tokens.gap
    for j in range(m.last, min(len(found.tokens), m.last + 25)):
        if gap[j] >= LINE or t[j] in _STOPS:
            break
        if t[j] in _AHEAD:
            return True
        if t[j] in {"شد", "کرد", "گفت", "داد", "بود", "افزود", "است"}:
            break
    for j in range(m.first - 1, max(-1, m.first - 14), -1):
        if t[j] in _STOPS or gap[j + 1] >= LINE:
            break
        if t[j] == "است" and j and t[j - 1] == "قرار":
            return True
    return False
