"""The words of the time grammar, read from the lexicon once."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any, cast

from ravi import lexicon
from ravi.numerals.tokens import fold, tokenise
from ravi.times.calendars import Name


@dataclass(frozen=True, slots=True)
class Month:
    """A month name; ``plain`` is False where the word needs company to be a month (مهر, می)."""

    calendar: Name
    number: int
    plain: bool


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day with a name, e.g. عاشورا; ``lead`` is True where it needs روز, شب or a year beside it."""

    tokens: tuple[str, ...]
    calendar: Name
    month: int
    day: int
    length: int
    lead: bool
    year: int | None


@dataclass(frozen=True, slots=True)
class TimeWords:
    """All tables; keys of the phrase tables have neither spaces nor half-spaces."""

    months: dict[str, Month]
    units: dict[str, tuple[str, str]]
    named: dict[str, tuple[NamedDay, ...]]
    relative_days: dict[str, int]
    relative_years: dict[str, int]
    which: dict[str, int]
    day_parts: dict[str, tuple[int, int]]
    phases: dict[str, str]
    seasons: dict[str, int]
    weekdays: dict[str, int]
    calendars: dict[str, Name]
    sets: frozenset[str]
    year_kinds: dict[str, tuple[int, int]]
    year_before: frozenset[str]
    names: frozenset[str]
    fridays: frozenset[str]
    links: frozenset[str]
    event_nouns: frozenset[str]
    event_verbs: frozenset[str]
    sayings: frozenset[str]
    counted: frozenset[str]
    year_after: frozenset[str]
    no_year_before: frozenset[str]
    short_year_before: frozenset[str]


def _squeeze(text: str) -> str:
    return fold(text).replace(" ", "").replace("\u200c", "")


@functools.cache
def load() -> TimeWords:
    """The tables of ``times_months``, ``times_units``, ``times_days`` and ``times_words``."""
    months: dict[str, Month] = {}
    for row in lexicon.table("times_months"):
        entry = Month(cast(Name, row["calendar"]), int(row["month"]), row["plain"] != "no")
        for name in [row["name"], *row["also"].split("|")]:
            if name:
                months.setdefault(_squeeze(name), entry)
    units = {_squeeze(row["word"]): (row["unit"], row["form"]) for row in lexicon.table("times_units")}
    named: dict[str, list[NamedDay]] = {}
    for row in lexicon.table("times_days"):
        tokens = tuple(tokenise(row["name"]).text[:-1])
        entry_day = NamedDay(
            tokens,
            cast(Name, row["calendar"]),
            int(row["month"]),
            int(row["day"]),
            int(row["length"] or 1),
            row["lead"] == "day",
            int(row["year"]) if row["year"] else None,
        )
        named.setdefault(tokens[0], []).append(entry_day)
    words: dict[str, Any] = lexicon.toml("times_words")
    return TimeWords(
        months=months,
        units=units,
        named={k: tuple(sorted(v, key=lambda d: -len(d.tokens))) for k, v in named.items()},
        relative_days=words["relative_days"],
        relative_years=words["relative_years"],
        which=words["which"],
        day_parts={k: (v[0], v[1]) for k, v in words["day_parts"].items()},
        phases=words["phases"],
        seasons=words["seasons"],
        weekdays=words["weekdays"],
        calendars=words["calendars"],
        sets=frozenset(words["sets"]["words"]),
        year_kinds={k: (v[0], v[1]) for k, v in words["year_kinds"].items()},
        year_before=frozenset(words["year_before"]["words"]),
        names=frozenset(words["named"]["words"]),
        fridays=frozenset(words["fridays"]["words"]),
        links=frozenset(words["links"]["words"]),
        event_nouns=frozenset(words["event_nouns"]["words"]),
        event_verbs=frozenset(words["event_verbs"]["words"]),
        sayings=frozenset(words["sayings"]["words"]),
        counted=frozenset(words["counted"]["words"]),
        year_after=frozenset(words["year_after"]["words"]),
        no_year_before=frozenset(words["no_year_before"]["words"]),
        short_year_before=frozenset(words["short_year_before"]["words"]),
    )
