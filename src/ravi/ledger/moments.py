"""When what a search finds took place: events counted by day and status, and a page of them.

The events of a search are those that its statements are about.  ``told`` adds what the reports of those
statements tell in their own voice, which no statement is about.  An event without a day on the calendar stands
on no axis; it is counted apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from ravi.ledger import schema as s
from ravi.ledger import search
from ravi.ledger.backend import of
from ravi.ledger.compile import Condition, plan
from ravi.ledger.query import parse

MOST = 10_000
"""Statements of a search that are looked at, the newest; an empty query looks at all."""
STATUSES = ("happened", "planned", "alleged", "possible", "disputed", "denied")


@dataclass(frozen=True, slots=True)
class Count:
    """How many events of one status begin on one day; ``day`` is an ISO date, None where it is not known."""

    day: str | None
    status: str
    events: int


@dataclass(frozen=True, slots=True)
class Moment:
    """One event as a report has it: its trigger, what it is, who takes part, and whose words it stands in.

    ``roles`` are triples of role, words and the entity (None where it is none); ``vouchers`` the statements
    about it as pairs of row and speaker; empty where the report itself tells it.
    """

    event: int
    report: int
    key: str
    type: str
    status: str
    begin: str | None
    end: str | None
    words: str
    roles: tuple[tuple[str, str, int | None], ...]
    vouchers: tuple[tuple[int, str | None], ...]
    outlet: str | None
    published: str | None
    title: str | None


def counts(connection: sa.Connection, query: str = "", *, told: bool = True) -> list[Count]:
    """The events of a search by day and status, in order of day; those without a day first."""
    ev = s.event.c
    wanted = sa.select(ev.begin, ev.status, sa.func.count()).where(_of(connection, query, told))
    wanted = wanted.group_by(ev.begin, ev.status).order_by(ev.begin.nulls_first(), ev.status)
    return [Count(*row) for row in connection.execute(wanted)]


def spoken(connection: sa.Connection, query: str = "") -> list[tuple[str, int]]:
    """How many of the statements of a search were made on each day (of publication where the report tells none)."""
    st = s.statement.c
    published = st.id.op(">>")(sa.literal(s.DAY_BITS, sa.Integer)).label("published")
    asked = sa.select(st.said_begin, published, sa.func.count()).where(st.rejected.is_(False))
    found = newest(connection, query)
    if found is not None:
        asked = asked.where(st.id.in_(of(connection).listed(found)))
    days: Counter[str] = Counter()
    for said, number, n in connection.execute(asked.group_by(st.said_begin, published)):
        if day := said or (date.fromordinal(number).isoformat() if number else None):
            days[day] += n
    return sorted(days.items())


def newest(connection: sa.Connection, query: str) -> list[int] | None:
    """The newest statements that a query finds, at most ``MOST``; None for an empty query, which finds all."""
    tree = parse(query)
    if tree is None:
        return None
    backend = of(connection)
    return search.keys(connection, backend, plan(connection, backend, tree), MOST)


def moments(
    connection: sa.Connection,
    query: str = "",
    *,
    told: bool = True,
    begin: str | None = None,
    end: str | None = None,
    statuses: Iterable[str] = STATUSES,
    limit: int = 50,
    offset: int = 0,
) -> tuple[int, list[Moment]]:
    """How many events of a search begin between two days (both included), and a page of them in their order."""
    ev = s.event.c
    where = [_of(connection, query, told), ev.begin.is_not(None)]
    if begin:
        where.append(ev.begin >= begin)
    if end:
        where.append(ev.begin <= end)
    if set(statuses) != set(STATUSES):
        where.append(ev.status.in_(sorted(set(statuses))))
    total = connection.execute(sa.select(sa.func.count()).select_from(s.event).where(*where)).scalar_one()
    wanted = sa.select(ev.id).where(*where).order_by(ev.begin, ev.id).limit(limit).offset(offset)
    return total, told_as(connection, list(connection.execute(wanted).scalars()))


def told_as(connection: sa.Connection, events: list[int]) -> list[Moment]:
    """These events, in this order."""
    ev, r, p, st = s.event.c, s.report.c, s.participant.c, s.statement.c
    roles: dict[int, list[tuple[str, str, int | None]]] = {}
    wanted = sa.select(p.event, p.role, p.words, s.link.c.entity).select_from(
        s.participant.outerjoin(s.link, s.link.c.actor == p.actor)
    )
    for row in connection.execute(wanted.where(p.event.in_(events)).order_by(p.id)):
        roles.setdefault(row.event, []).append((row.role, row.words, row.entity))
    vouchers: dict[int, list[tuple[int, str | None]]] = {}
    spoken = sa.select(s.about.c.event, st.id, s.actor.c.name).select_from(
        s.about.join(s.statement, st.id == s.about.c.statement).outerjoin(s.actor, s.actor.c.id == st.speaker)
    )
    for event, statement, name in connection.execute(spoken.where(s.about.c.event.in_(events)).order_by(st.id)):
        vouchers.setdefault(event, []).append((statement, name))
    rows: dict[int, Any] = {
        row.id: row
        for row in connection.execute(
            sa.select(s.event, r.outlet, r.published, r.title)
            .join(s.report, r.id == ev.report)
            .where(ev.id.in_(events))
        )
    }
    return [
        Moment(
            e, rows[e].report, rows[e].eid, rows[e].type, rows[e].status, rows[e].begin, rows[e].end,
            rows[e].words, tuple(roles.get(e, ())), tuple(vouchers.get(e, ())),
            rows[e].outlet, rows[e].published, rows[e].title,
        )
        for e in events
    ]  # fmt: skip


def _of(connection: sa.Connection, query: str, told: bool) -> Condition:
    """The condition on an event that it belongs to a search."""
    ev, found = s.event.c, newest(connection, query)
    about = sa.select(s.about.c.event)
    if found is None:
        return sa.true() if told else ev.id.in_(about)
    keys = of(connection).listed(found)
    events = about.where(s.about.c.statement.in_(keys))
    if not told:
        return ev.id.in_(events)
    reports = sa.select(s.statement.c.report).where(s.statement.c.id.in_(keys))
    spoken_of = sa.exists().where(s.about.c.event == ev.id)
    # Two lists, each made once: a condition that looked at both sides of each event would cost their product.
    return ev.id.in_(sa.union(events, sa.select(ev.id).where(ev.report.in_(reports), ~spoken_of)))
