"""What of a statement can be searched, as words of the full text: its fields beside the words it was told in.

A field's value is a word that begins with a letter of the Unicode private use area, which no text can contain
(:func:`ravi.ledger.folding.words` drops them), so that one look into the full text answers any query: words and
fields are lists of the same kind, walked side by side from the newest statement on.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from persiantools.jdatetime import JalaliDate

from ravi.ledger.folding import HALF_SPACE, Words, raw_words, words
from ravi.record import Repair, Span
from ravi.text import fold

STOP = "\ue000"
"""Stands between two names, so that no phrase reaches from one into the next."""
ALL = "\ue0ff"
"""Every statement has it: what «not» is taken from."""
_KINDS = (
    "about", "act", "addressee", "channel", "country", "entity", "event", "exact", "office", "outlet", "place",
    "prefix", "published", "said", "speaker", "status", "type",
)  # fmt: skip
KIND = {name: chr(0xE001 + i) for i, name in enumerate(_KINDS)}
"""The letter that begins the words of a field."""
SHORTEST, LONGEST = 2, 5
"""Letters of a prefix that has a list of its own; a longer one is gathered from the words that have it."""
_EXACT = {**{ord(c): 0xE100 + i for i, c in enumerate("\u200c\u200b\u200d\u0640\u00ad\u2060\ufeff\u0670")}}
_EXACT |= {mark: 0xE120 + mark - 0x64B for mark in range(0x64B, 0x660)}
WIDEST = 31
"""Days of an interval that is found day by day; a longer one is found by its months, or beyond that its years."""
_MONTHS = 60


def value(kind: str, text: str) -> str:
    """The word for a field of one value."""
    return KIND[kind] + "".join(character for character in fold(text) if character.isalnum())


def names(kind: str, texts: Iterable[str]) -> list[str]:
    """The words for a field that holds names, each in whole words and in parts."""
    found: list[str] = []
    for text in dict.fromkeys(texts):
        for way in _ways(text):
            found += [STOP, *(KIND[kind] + word for word in way)]
    return found


@functools.lru_cache(maxsize=65536)
def _ways(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(stream.split()) for stream in dict.fromkeys(words(text).streams) if stream)


def prefixes(*told: Words) -> list[str]:
    """The beginnings of all words, two to five letters long."""
    texts = dict.fromkeys(word.text for each in told for word in (*each.whole, *each.parts))
    found = (KIND["prefix"] + text[:n] for text in texts for n in range(SHORTEST, min(len(text), LONGEST) + 1))
    return list(dict.fromkeys(found))


def exact(text: str) -> list[str]:
    """The words that are not written as they are folded, letter by letter."""
    found = (word for word, _ in raw_words(text) if word != fold(word))
    return list(dict.fromkeys(map(exact_word, found)))


def exact_word(word: str) -> str:
    """One word letter by letter, in letters that the index keeps."""
    return KIND["exact"] + word.translate(_EXACT)


@functools.lru_cache(maxsize=4096)
def days(kind: str, begin: str | None, end: str | None) -> tuple[str, ...]:
    """The words for an interval of days (ISO 8601, both ends included), in both calendars."""
    try:
        first = date.fromisoformat(begin) if begin else None
        last = date.fromisoformat(end) if end else first
    except ValueError:
        return ()
    if first is None or last is None or last < first:
        return ()
    mark, found = KIND[kind], dict[str, None]()
    for day in _spread(first, last):
        solar = _solar(day)
        found[f"{mark}g{day.year}"] = None
        if solar:
            found[f"{mark}s{solar.year}"] = None
        if (last - first).days > _MONTHS * 31:
            found[f"{mark}vg{day.year}"] = None
            continue
        wide = "w" if (last - first).days > WIDEST else ""
        found[f"{mark}g{day.year}{day.month:02}"] = None
        if solar:
            found[f"{mark}s{solar.year}{solar.month:02}"] = None
        if wide:
            found[f"{mark}wg{day.year}{day.month:02}"] = None
        else:
            found[f"{mark}d{day.toordinal()}"] = None
    return tuple(found)


def _spread(first: date, last: date) -> Iterator[date]:
    """Days of an interval, as dense as its months or years ask for."""
    length = (last - first).days
    step = 1 if length <= WIDEST else 20 if length <= _MONTHS * 31 else 300
    yield from (first + timedelta(n) for n in range(0, length, step))
    yield last


def _solar(day: date) -> JalaliDate | None:
    try:
        return JalaliDate(day)
    except (ValueError, OverflowError):
        return None


def between(kind: str, first: date, last: date) -> list[str]:
    """The words that a query for an interval looks for, any of them, in the calendar that needs fewer."""
    return min(_units(kind, first, last, "g"), _units(kind, first, last, "s"), key=len)


def _units(kind: str, first: date, last: date, calendar: str) -> list[str]:
    mark, found = KIND[kind], dict[str, None]()
    day = first
    while day <= last:
        year_end, month_end = _ends(day, calendar)
        named = day if calendar == "g" else JalaliDate(day)
        begins_month = named.day == 1
        if begins_month and named.month == 1 and year_end <= last:
            found[f"{mark}{calendar}{named.year}"] = None
            day = year_end
        elif begins_month and month_end <= last:
            found[f"{mark}{calendar}{named.year}{named.month:02}"] = None
            found |= {f"{mark}vg{year}": None for year in (day.year, month_end.year)}
            day = month_end
        else:
            found[f"{mark}vg{day.year}"] = None
            found[f"{mark}d{day.toordinal()}"] = None
            found[f"{mark}wg{day.year}{day.month:02}"] = None
        if day == date.max:
            break
        day += timedelta(1)
    return list(found)


def _ends(day: date, calendar: str) -> tuple[date, date]:
    """The last days of the year and of the month of a day."""
    if calendar == "g":
        month = (day.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
        return date(day.year, 12, 31), month
    solar = JalaliDate(day)
    month_end = JalaliDate(solar.year, solar.month, JalaliDate.days_in_month(solar.month, solar.year))
    year_end = JalaliDate(solar.year, 12, JalaliDate.days_in_month(12, solar.year))
    return year_end.to_gregorian(), month_end.to_gregorian()


def mended(text: str, repairs: Sequence[Repair], spans: Sequence[Span]) -> str:
    """What stands at the spans with its repairs made: a word is found as it should have been written."""
    found: list[str] = []
    for start, end in spans:
        at = start
        for repair in repairs:
            first, last = repair.span
            if at <= first and last <= end and repair.kind in ("half-space", "space"):
                found += [text[at:first], repair.text]
                at = last
        found += [text[at:end], " "]
    return "".join(found)


__all__ = [
    "ALL", "HALF_SPACE", "KIND", "LONGEST", "SHORTEST", "STOP", "between", "days", "exact", "exact_word", "mended",
    "names", "prefixes", "value",
]  # fmt: skip
