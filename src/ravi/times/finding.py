"""From an analysed text to its expressions of time."""

from __future__ import annotations

import itertools
from datetime import date
from typing import cast

from ravi.language import Analysis
from ravi.numerals import Scan, scan
from ravi.numerals.tokens import LINE
from ravi.record import Calendar, TimeExpression, TimeKind
from ravi.times import calendars as cal
from ravi.times.anchoring import note
from ravi.times.context import foreign, future_at, habitual
from ravi.times.grammar import Grammar
from ravi.times.match import Match
from ravi.times.resolve import Resolved, Resolver
from ravi.times.senses import after_that, coming, gone, kept


def find(analysis: Analysis, *, published: str | None) -> tuple[TimeExpression, ...]:
    """All expressions of time in the order of the text, resolved against ``published`` (ISO date) and each other.

    Ids are ``T1``, ``T2``, … in the order of the text.  Without ``published``, what needs it keeps begin and end
    None.  Raises ValueError where ``published`` is no ISO date.
    """
    found = scan(analysis.repaired)
    matches = [m for m in Grammar(found).find() if kept(m, found, analysis)]
    for m in matches:
        after_that(m, found, analysis)
    _share_years(matches, found)
    _explain(matches, found)
    now = date.fromisoformat(published) if published else None
    resolver = Resolver(now, foreign=foreign(matches, found))
    out: list[TimeExpression] = []
    for m in matches:
        future = future_at(found, m) or coming(m, found, analysis)
        resolved = resolver.resolve(m, future=future, past=not future and gone(m, found, analysis))
        if m.month is not None and m.year is None and m.year_which is None and habitual(found, m):
            resolved, m.why = Resolved(calendar=resolved.calendar), [*m.why, "what is done every year"]
        counted = note(m)
        if counted:
            m.why.append(counted)
        ident = f"T{len(out) + 1}"
        if m.kind == "date":
            resolver.remember(resolved, ident)
        out.append(_expression(ident, m, resolved, found, analysis))
    return tuple(out)


def _expression(ident: str, m: Match, resolved: Resolved, found: Scan, analysis: Analysis) -> TimeExpression:
    span = analysis.repaired.raw_span(found.tokens.start[m.first], found.tokens.end[m.last - 1])
    begin = end = solar = None
    if resolved.interval is not None:
        begin, end = (x.isoformat() for x in resolved.interval)
        solar = cal.solar(*resolved.interval)
    return TimeExpression(
        id=ident,
        span=span,
        kind=cast(TimeKind, m.kind),
        begin=begin,
        end=end,
        value=resolved.value,
        calendar=cast(Calendar, resolved.calendar),
        solar=solar,
        anchor=resolved.anchor,
        why=tuple(m.why),
    )


def _explain(matches: list[Match], found: Scan) -> None:
    """«دوشنبه هفته گذشته (۱۵ تیر)»: the date in brackets says which Monday it was."""
    t, gap = found.tokens.text, found.tokens.gap
    for x, y in itertools.pairwise(matches):
        if y.first != x.last + 1 or t[x.last] != "(" or gap[y.first] >= LINE:
            continue
        if x.weekday is None or x.month is not None or y.month is None or y.dom is None or y.weekday is not None:
            continue
        x.month, x.dom, x.dom_to, x.year, x.year_short = y.month, y.dom, y.dom_to, y.year, y.year_short
        x.year_which, y.weekday = y.year_which, x.weekday
        x.why.append("the date in brackets")


def _share_years(matches: list[Match], found: Scan) -> None:
    """«از دی تا اسفند ۹۹»: a month without a year takes that of the month it is tied to."""
    t, gap = found.tokens.text, found.tokens.gap
    for x, y in itertools.pairwise(matches):
        if y.first != x.last + 1 or t[x.last] not in {"تا", "الی", "و", "یا", "لغایت"} or gap[y.first] >= LINE:
            continue
        if x.weekday is not None and x.week_which is None and x.month is None and y.weekday is not None:
            x.week_which = y.week_which  # «شنبه و دوشنبه هفته آینده»
        if x.month is None or y.month is None or x.month.calendar != y.month.calendar:
            continue
        if x.year is None and x.year_which is None and x.year_ago is None and x.month_which is None:
            back = 1 if (x.month.number, x.dom or 0) > (y.month.number, y.dom or 32) else 0
            if y.year is not None:
                x.year, x.year_short = y.year - back, y.year_short
            elif y.year_which is not None:
                x.year_which = y.year_which - back
