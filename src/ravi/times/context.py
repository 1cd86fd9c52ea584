"""What the text around an expression says about it: which calendar the report lives by, whether it looks ahead."""

from __future__ import annotations

from ravi.numerals import Scan
from ravi.numerals.tokens import LINE
from ravi.times.match import Match
from ravi.times.words import load

# Words of reports that live by the solar Hijri year even where they name Gregorian dates.
_HOME = {
    "ایران",
    "ایرانی",
    "تهران",
    "کشورمان",
    "تومان",
    "ریال",
    "فارس",
    "ایرنا",
    "ایسنا",
    "تسنیم",
    "افغانستان",
    "کابل",
    "مجلس",
    "اسلامی",
}
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
    modifies = m.first > 1 and t[m.first - 1] in load().event_nouns and gap[m.first] < LINE
    if modifies and t[m.first - 2] in {"در", "از", "به", "با", "برای", "طی", "ضمن", "جریان", "حاشیه", "پایان"}:
        return False  # «جلسه روز دوشنبه»: the day of the meeting, not of what will follow from it
    if m.weekday is not None and m.first and t[m.first - 1] == "تا" and _wished(found, m.last):
        return True
    if m.month is not None and m.first and t[m.first - 1] == "تا" and _open_end(found, m):
        return True
    for j in range(m.last, min(len(found.tokens), m.last + 25)):
        if gap[j] >= LINE or t[j] in _STOPS:
            break
        if t[j] in _AHEAD or (t[j] == "ممکن" and t[j + 1] == "است"):
            return True
        if t[j] == "می" and t[j - 1] in {"بینی", "پیش‌بینی", "پیشبینی"} and t[j + 1] == "شود":
            return True
        if t[j] in {"شد", "کرد", "گفت", "داد", "بود", "افزود", "است"}:
            break
    for j in range(m.first - 1, max(-1, m.first - 14), -1):
        if t[j] in _STOPS or gap[j + 1] >= LINE:
            break
        if t[j] == "است" and j and t[j - 1] in {"قرار", "ممکن"}:
            return True
        if t[j] == "رود" and j > 1 and t[j - 1] == "می" and t[j - 2] == "انتظار":
            return True
    return False


# Verbs of what was so up to a time: تا پایان مهر ادامه داشت
_OVER = {
    "شد",
    "شدند",
    "شده",
    "بود",
    "بودند",
    "بوده",
    "داشت",
    "داشتند",
    "یافت",
    "رسید",
    "رسیده",
    "ماند",
    "کردند",
    "کشید",
}


def _open_end(found: Scan, m: Match) -> bool:
    """True where «تا» a month ends what is announced, not a span («از تیر تا مهر») or what is over."""
    t, gap = found.tokens.text, found.tokens.gap
    for j in range(m.first - 2, max(-1, m.first - 12), -1):
        if gap[j + 1] >= LINE or t[j] in _STOPS:
            break
        if t[j] in load().months:
            return False
    for j in range(m.last, min(len(found.tokens), m.last + 25)):
        if gap[j] >= LINE or t[j] in _STOPS:
            break
        if t[j] in _OVER:
            return False
    return True


def _wished(found: Scan, i: int) -> bool:
    """True where a subjunctive of شدن or کردن ends the clause after token ``i``: «تا روز جمعه انجام شود»."""
    t, gap = found.tokens.text, found.tokens.gap
    for j in range(i, min(len(found.tokens), i + 10)):
        if gap[j] >= LINE or t[j] in _STOPS:
            return False
        if t[j] in {"شود", "شوند", "کند", "کنند", "دهد", "دهند", "برسد", "باشد", "گیرد"}:
            return j == 0 or t[j - 1] not in {"می", "نمی"}
    return False


def habitual(found: Scan, m: Match) -> bool:
    """True where the sentence tells what is done every year: a month in it has no place on the calendar."""
    t, gap = found.tokens.text, found.tokens.gap
    for j in range(m.first - 1, max(-1, m.first - 25), -1):
        if gap[j + 1] >= LINE or t[j] in _STOPS:
            return False
        if t[j] in {"معمولا", "هرساله", "همهساله"} or (t[j] == "هر" and t[j + 1] in {"سال", "ساله"}):
            return True
    return False
