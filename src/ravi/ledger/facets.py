"""How the hits of a query spread: over speakers, outlets, kinds of telling, and over time."""

from __future__ import annotations

import calendar as gregorian
from collections import Counter
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa
from persiantools.jdatetime import JalaliDate

from ravi.ledger import schema as s
from ravi.ledger import search
from ravi.ledger.backend import Backend, text_key
from ravi.ledger.compile import plan, words_in
from ravi.ledger.query import parse
from ravi.ledger.types import Facets, Period

MOST_FACETED = 5_000
"""Hits that are looked at."""
MOST = 20
"""Values of each list."""
Unit = Literal["day", "month", "year"]
CalendarName = Literal["solar", "gregorian"]


def facets(connection: sa.Connection, backend: Backend, query: str) -> Facets:
    """Counts over the newest hits of a query; raises QueryError."""
    wanted = plan(connection, backend, parse(query))
    found = search.keys(connection, backend, wanted, MOST_FACETED + 1)
    more, found = len(found) > MOST_FACETED, found[:MOST_FACETED]
    counts: dict[str, Counter[Any]] = {name: Counter() for name in _COLUMNS}
    if found:
        st = s.statement.c
        asked = sa.select(*(getattr(st, name) for name in _COLUMNS), sa.func.count().label("n"))
        for row in connection.execute(
            asked.where(st.id.in_(backend.listed(found))).group_by(*(getattr(st, n) for n in _COLUMNS))
        ):
            for name in _COLUMNS:
                value = getattr(row, name)
                for one in value.split() if name == "statuses" else (value,):
                    if one is not None:
                        counts[name][one] += row.n
    days = Counter(key >> s.DAY_BITS for key in found)
    months, solar = Counter[str](), Counter[str]()
    for number, n in days.items():
        if number:
            months[label(date.fromordinal(number), "month", "gregorian")] += n
            solar[label(date.fromordinal(number), "month", "solar")] += n
    speakers = _most(counts["entity"])
    names = _names(connection, [key for key, _ in speakers])
    return Facets(
        len(found), more, tuple((key, names[key], n) for key, n in speakers if key in names),
        _most(counts["outlet"]), _most(counts["act"]), _most(counts["type"]), _most(counts["statuses"]),
        _most(counts["country"]), tuple(sorted(months.items())), tuple(sorted(solar.items())),
    )  # fmt: skip


_COLUMNS = ("entity", "outlet", "act", "type", "statuses", "country")


def _most(counts: Counter[Any]) -> tuple[tuple[Any, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST])


def _names(connection: sa.Connection, entities: list[int]) -> dict[int, str]:
    e = s.entity.c
    rows = connection.execute(sa.select(e.id, e.name).where(e.id.in_(entities)))
    return {row.id: row.name for row in rows}


def timeline(
    connection: sa.Connection,
    backend: Backend,
    query: str,
    *,
    by: Unit = "month",
    calendar: CalendarName = "solar",
    each: int = 3,
) -> list[Period]:
    """How many statements a query finds in each stretch of time, oldest first, and the first of them.

    Time is that of publication; what has no day stands at the end.
    """
    tree = parse(query)
    wanted = plan(connection, backend, tree)
    asked = search.selected(connection, backend, wanted)
    if asked is None:
        return []
    keys = asked.subquery("found")
    found_key = keys.c[0]
    day = found_key.op(">>")(sa.literal(s.DAY_BITS, sa.Integer)).label("day")
    counted = sa.select(day, sa.func.count(), sa.func.max(found_key)).select_from(keys).group_by(day)
    periods: dict[str, list[int]] = {}
    for number, n, last in connection.execute(counted.order_by(day)):
        name = label(date.fromordinal(number), by, calendar) if number else ""
        row = periods.setdefault(name, [0, number, number, last])
        row[0] += n
        row[2], row[3] = number, last
    made = []
    for name, (n, first, last, _) in sorted(periods.items(), key=lambda item: (item[0] == "", item[1][1])):
        begin, end = _ends(date.fromordinal(first), by, calendar) if first else ("", "")
        low, high = first << s.DAY_BITS, ((last + 1) << s.DAY_BITS) - 1
        within = asked.where(text_key("statement_text").between(low, high))
        told: list[int] = list(
            connection.execute(within.order_by(text_key("statement_text").desc()).limit(each)).scalars()
        )
        shown = search.hits(connection, told, words_in(tree), {})
        made.append(Period(name, begin or None, end or None, n, shown))
    return made


def label(day: date, by: Unit, calendar: CalendarName) -> str:
    """The name of the day, month or year that a day lies in: ``1403-10``."""
    named: date | JalaliDate = day
    if calendar == "solar":
        named = _solar(day) or day
    parts = {"day": 3, "month": 2, "year": 1}[by]
    return "-".join([f"{named.year:04}", f"{named.month:02}", f"{named.day:02}"][:parts])


def _solar(day: date) -> JalaliDate | None:
    try:
        return JalaliDate(day)
    except (ValueError, OverflowError):
        return None


def _ends(day: date, by: Unit, calendar: CalendarName) -> tuple[str, str]:
    """The first and the last day of the day, month or year that a day lies in, ISO 8601."""
    solar = _solar(day) if calendar == "solar" else None
    if by == "day":
        return day.isoformat(), day.isoformat()
    if solar is None:
        first, last = (day.month, day.month) if by == "month" else (1, 12)
        end = gregorian.monthrange(day.year, last)[1]
        return date(day.year, first, 1).isoformat(), date(day.year, last, end).isoformat()
    first, last = (solar.month, solar.month) if by == "month" else (1, 12)
    close = JalaliDate(solar.year, last, JalaliDate.days_in_month(last, solar.year))
    return JalaliDate(solar.year, first, 1).to_gregorian().isoformat(), close.to_gregorian().isoformat()
