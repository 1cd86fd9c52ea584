"""The timeline of a search: when it was said and when it took place, drawn and as tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from ravi.export.wording import Wording
from ravi.ledger import QueryError
from ravi.ledger.dates import interval
from ravi.ledger.moments import MOST, STATUSES
from ravi.web.axis import Axis
from ravi.web.chronology import Lane, lanes, span
from ravi.web.desk import desk, lang_of
from ravi.web.shell import show

router = APIRouter(include_in_schema=False)
A_PAGE = 40
"""Events of one page of the table."""
SAID = "said"
"""The lane of statements, above those of events."""
_EARLIEST, _LATEST = date(1, 1, 1), date(9990, 1, 1)


@dataclass(frozen=True, slots=True)
class Address:
    """What is shown, as the page's own address says it."""

    q: str
    begin: date | None
    end: date | None
    statuses: tuple[str, ...]
    told: bool

    def to(
        self, begin: date | None, end: date | None, *, page: int = 0, statuses: tuple[str, ...] | None = None
    ) -> str:
        """The address of another view of the same search."""
        pairs: list[tuple[str, str]] = [("q", self.q)] if self.q else []
        pairs += [("from", begin.isoformat())] if begin else []
        pairs += [("to", end.isoformat())] if end else []
        kept = self.statuses if statuses is None else statuses
        if set(kept) != set(STATUSES):
            pairs += [("status", status) for status in kept]
        if not self.told:
            pairs.append(("told", "0"))
        if page:
            pairs.append(("page", str(page)))
        return f"/timeline?{urlencode(pairs)}"


@dataclass(frozen=True, slots=True)
class View:
    """One look at the axis: lanes, ticks of both calendars, what lies outside, and the ways to move."""

    axis: Axis
    lanes: tuple[Lane, ...]
    before: int
    after: int
    closer: str
    wider: str
    earlier: str
    later: str


@router.get("/timeline")
def timeline(
    request: Request,
    q: str = "",
    begin: Annotated[str, Query(alias="from")] = "",
    end: Annotated[str, Query(alias="to")] = "",
    status: Annotated[list[str] | None, Query()] = None,
    told: bool = True,
    page: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """The timeline of what a query finds, between two days of either calendar."""
    ledger = desk(request).ledger
    kept = tuple(s for s in STATUSES if not status or s in status)
    try:
        first = _day(begin, 0)
        last = _day(end, 1)
        at = Address(q, first, last, kept, told)
        counted = ledger.event_days(q, told=told)
        said = ledger.statement_days(q)
    except QueryError as error:
        return show(request, "timeline.html", status=400, q=q, error=error, view=None, begin=begin, end=end)
    dated = [(c.day, c.status, c.events) for c in counted if c.day and c.status in kept]
    view = _view(at, dated, said)
    axis = view.axis if view else None
    low, high = (axis.begin.isoformat(), axis.end.isoformat()) if axis else (None, None)
    total, events = ledger.moments(
        q, told=told, begin=low, end=high, statuses=kept, limit=A_PAGE, offset=page * A_PAGE
    )  # fmt: skip
    words = Wording(lang_of(request))
    newest = MOST if q.strip() and sum(n for _, n in said) >= MOST else 0
    numbers = {s: sum(c.events for c in counted if c.day and c.status == s) for s in STATUSES}
    return show(
        request, "timeline.html", q=q, view=view, at=at, numbers=numbers, statuses=STATUSES, SAID=SAID,
        ticks={c: axis.ticks(c, words) for c in ("solar", "gregorian")} if axis else {},
        undated=sum(c.events for c in counted if not c.day), total=total, events=events, page=page,
        more=(page + 1) * A_PAGE < total, newest=newest,
        begin=begin, end=end, periods=_periods(view) if view else [],
    )  # fmt: skip


def _day(value: str, side: int) -> date | None:
    """A day that was asked for, in either calendar; the first or the last day of a month or year."""
    found = interval(value.strip(), 0)[side] if value.strip() else None
    return date.fromisoformat(found) if found else None


def _view(at: Address, dated: list[tuple[str, str, int]], said: list[tuple[str, int]]) -> View | None:
    """What the axis holds: the days that were asked for, or those that hold nearly all."""
    days = sorted([(day, count) for day, _, count in dated] + said)
    first = span(days)
    if first is None:
        return None
    begin, end = at.begin or first.begin, at.end or first.end
    if begin > end:
        begin, end = end, begin
    axis = Axis(begin, end)
    counted = [*dated, *((day, SAID, count) for day, count in said)]
    low, high = begin.isoformat(), end.isoformat()
    length = axis.days
    return View(
        axis,
        lanes(axis, counted, (SAID, *at.statuses)),
        sum(count for day, count in days if day < low),
        sum(count for day, count in days if day > high),
        closer=_moved(at, begin, end, length // 4, -(length // 4)),
        wider=_moved(at, begin, end, -max(1, length // 2), max(1, length // 2)),
        earlier=_moved(at, begin, end, -max(1, length // 2), -max(1, length // 2)),
        later=_moved(at, begin, end, max(1, length // 2), max(1, length // 2)),
    )


def _moved(at: Address, begin: date, end: date, first: int, last: int) -> str:
    low = max(_EARLIEST.toordinal(), begin.toordinal() + first)
    high = min(_LATEST.toordinal(), max(end.toordinal() + last, low))
    return at.to(date.fromordinal(low), date.fromordinal(high))


def _periods(view: View) -> list[tuple[date, date, dict[str, int]]]:
    """The drawing in figures: each stretch of days that has a sign, with how many of each kind."""
    found: dict[tuple[date, date], dict[str, int]] = {}
    for lane in view.lanes:
        for sign in lane.signs:
            found.setdefault((sign.begin, sign.end), {})[lane.kind] = sign.count
    return [(begin, end, found[begin, end]) for begin, end in sorted(found)]
