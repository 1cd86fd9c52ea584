"""Expressions inside somebody's words, counted from the day of that telling instead of the publication."""

from __future__ import annotations

import dataclasses
from datetime import date

from ravi.record import Attribution, Span, TimeExpression
from ravi.times import calendars as cal
from ravi.times.match import Match
from ravi.times.resolve import Resolver

_UNITS = {"D", "W", "M", "Y"}
_PREFIX = "counted:"


def note(m: Match) -> str | None:
    """What an expression counts from its anchor, in one word that :func:`anchor` reads back, or None.

    ``counted: day -1``, ``counted: weekday 3 10``, ``counted: W -1``, ``counted: ago 2 D``, ``counted: year -1``.
    """
    if m.month is not None or m.named is not None or m.season is not None or m.anaphor or m.dom is not None:
        return None
    if m.relative_day is not None:
        return f"{_PREFIX} day {m.relative_day}"
    if m.weekday_to is not None:
        return None
    if m.weekday is not None:
        return f"{_PREFIX} weekday {m.weekday} {m.week_which if m.week_which is not None else ''}".rstrip()
    if m.ago is not None and m.ago[2] < 0 and m.ago[1] in _UNITS:
        return f"{_PREFIX} ago {m.ago[0]:g} {m.ago[1]}"
    if m.unit in _UNITS and m.unit_which is not None:
        return f"{_PREFIX} {m.unit} {m.unit_which}"
    if m.year is None and m.year_which is not None and m.year_kind is None:
        return f"{_PREFIX} year {m.year_which}"
    return None


def anchor(
    times: tuple[TimeExpression, ...], attributions: tuple[Attribution, ...], *, published: str | None
) -> tuple[TimeExpression, ...]:
    """Resolve what stands inside somebody's words against the time of that telling; the rest is unchanged.

    Where the telling lies before the report on a day that the report does not give («گفته بود …»), days that
    are counted from it («دیروز») are not known: begin and end become None.
    """
    tellings = [a for a in attributions if a.said is not None and not a.dateline]
    if not tellings:
        return times
    return tuple(_anchored(time, tellings, times, published) for time in times)


def _anchored(
    time: TimeExpression, tellings: list[Attribution], times: tuple[TimeExpression, ...], published: str | None
) -> TimeExpression:
    m = _match(time)
    if m is None:
        return time
    around = [a for a in tellings if any(_inside(time.span, span) for span in a.content.spans)]
    if not around:
        return time
    telling = min(around, key=lambda a: (sum(e - s for s, e in a.content.spans), a.id))
    said = telling.said
    if said is None or said.time == time.id:
        return time
    begin, end = said.begin, said.end
    if begin is None and said.time is not None:
        begin, end = next(((t.begin, t.end) for t in times if t.id == said.time), (None, None))
    if begin is None or begin != end:
        if said.relation == "before" and (m.relative_day is not None or m.weekday is not None):
            why = (*time.why, f"inside {telling.id}, told before on a day not given")
            return dataclasses.replace(time, begin=None, end=None, value=None, solar=None, anchor=None, why=why)
        return time
    if begin == published:
        return time
    resolver = Resolver(
        date.fromisoformat(begin), foreign="gregorian" in _calendar_of(time), name=f"{telling.id}.said"
    )
    found = resolver.resolve(m)
    if found.interval is None:
        return time
    return dataclasses.replace(
        time,
        begin=found.interval[0].isoformat(),
        end=found.interval[1].isoformat(),
        value=found.value,
        solar=cal.solar(*found.interval),
        anchor=found.anchor,
        why=(*time.why, f"inside {telling.id}, told on {begin}"),
    )


def _calendar_of(time: TimeExpression) -> str:
    """``gregorian`` where a period that was counted from the publication is one of the Gregorian calendar."""
    return "gregorian" if time.value is not None and len(time.value) in {4, 7} else ""


def _inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _match(time: TimeExpression) -> Match | None:
    """The expression's meaning again, from the note in its ``why``."""
    text = next((w for w in time.why if w.startswith(_PREFIX)), None)
    if text is None:
        return None
    kind, *rest = text.removeprefix(_PREFIX).split()
    m = Match(0, 0, kind=time.kind)
    if kind == "day":
        m.relative_day = int(rest[0])
    elif kind == "weekday":
        m.weekday = int(rest[0])
        m.week_which = int(rest[1]) if len(rest) > 1 else None
    elif kind == "ago":
        m.ago = float(rest[0]), rest[1], -1
    elif kind == "year":
        m.year_which = int(rest[0])
    else:
        m.unit, m.unit_which = kind, int(rest[0])
    return m
