"""The ties between actors over many reports: who speaks to whom, about whom, accuses, criticises, meets whom.

A tie joins two entities of the ledger and counts the statements or events that bear it.  A denied event ties
nobody; a telling that the report says was not made ("did not say") is no tie either.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ravi.ledger import schema as s
from ravi.ledger import search
from ravi.ledger.backend import of
from ravi.ledger.compile import Condition, plan
from ravi.ledger.query import Node as Tree
from ravi.ledger.query import parse

KINDS = ("to", "about", "accuse", "criticize", "meet", "act")
"""What a tie may stand for: speaks to; speaks about; accuses or criticises those who do what it tells; meets,
calls or makes a pact with (no direction); does something else to."""
TOGETHER = ("meet", "call", "negotiate", "agree", "sign", "cooperate")
"""Events in which all who take part do the same."""
MOST = 10_000
"""Statements that are looked at, the newest: a network of more is no picture, and takes long."""
_DOER, _SIDES = "agent", ("agent", "recipient", "object")


@dataclass(frozen=True, slots=True)
class Node:
    """An entity that is tied to others; ``weight`` is the sum of its ties' weights."""

    entity: int
    kind: str
    name: str
    latin: str | None
    country: str | None
    weight: int


@dataclass(frozen=True, slots=True)
class Tie:
    """``weight`` statements or events from ``source`` to ``target`` (entities); first and last day, ISO."""

    source: int
    target: int
    kind: str
    weight: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Ties:
    """The heaviest ties and their actors, each in order of weight.

    ``total`` counts all ties that were found, ``more`` tells that older statements were not looked at.
    """

    total: int
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    more: bool


def ties(
    connection: sa.Connection,
    query: str = "",
    *,
    kinds: Iterable[str] = KINDS,
    entity: int | None = None,
    least: int = 1,
    limit: int = 200,
) -> Ties:
    """The ties in the newest statements that a query finds and the events they are about.

    An empty query takes all statements and all events of their reports.  ``entity`` keeps the ties of one actor,
    ``least`` those of that weight and more, ``limit`` the heaviest.
    """
    asked = set(kinds)
    found = _found(connection, parse(query), entity).cte("found")
    looked_at = connection.execute(sa.select(sa.func.count()).select_from(found)).scalar_one()
    every = not query.strip()
    kept: list[Tie] = []
    for kind in KINDS:
        if kind in asked:  # one after another: put together, the database finds no good way through them
            rows = connection.execute(_grouped(_pairs(kind, found, every), entity, least))
            kept += [Tie(source, target, kind, *rest) for source, target, *rest in rows]
    kept.sort(key=lambda t: (-t.weight, t.source, t.target, KINDS.index(t.kind)))
    return Ties(len(kept), _nodes(connection, kept[:limit]), tuple(kept[:limit]), looked_at >= MOST)


def _found(connection: sa.Connection, tree: Tree | None, entity: int | None) -> sa.Select[Any]:
    st = s.statement.c
    base = sa.join(s.statement, s.report, st.report == s.report.c.id)
    where: list[Condition] = [st.rejected.is_(False)]
    if tree is not None:
        backend = of(connection)
        keys = search.keys(connection, backend, plan(connection, backend, tree), MOST)
        where.append(st.id.in_(backend.listed(keys)))
    if entity is not None:  # all that its reports hold: what is said to it and about it as well
        linked = sa.select(s.actor.c.report).join(s.link, s.link.c.actor == s.actor.c.id)
        where.append(st.report.in_(linked.where(s.link.c.entity == entity)))
    wanted = sa.select(st.id, st.report).select_from(base).where(*where)
    return wanted.order_by(st.id.desc()).limit(MOST)


def _pairs(kind: str, found: sa.CTE, every: bool) -> sa.Select[Any]:
    """``source``, ``target`` and ``day`` of each statement or event that bears a tie of one kind."""
    st, ev = s.statement.c, s.event.c
    one, other = s.link.alias("one"), s.link.alias("other")
    day = s.report.c.published
    if kind in ("to", "about", "accuse", "criticize"):
        said = sa.func.coalesce(st.said_begin, day)
        base = sa.join(found, s.statement, st.id == found.c.id).join(s.report, s.report.c.id == st.report)
        base = base.join(one, one.c.actor == st.speaker)
        where: list[Condition] = [st.negated.is_(False)]
        if kind == "to":
            base = base.join(other, other.c.actor == st.addressee)
        else:
            base = base.join(s.about, s.about.c.statement == st.id)
            base = base.join(s.participant, s.participant.c.event == s.about.c.event)
            base = base.join(other, other.c.actor == s.participant.c.actor)
            if kind != "about":
                where += [st.act == kind, s.participant.c.role == _DOER]
        columns = (one.c.entity.label("source"), other.c.entity.label("target"), said.label("day"))
        # One statement about two deeds of somebody is one tie.
        return sa.select(*columns, st.id.label("bearer")).select_from(base).where(*where).distinct()
    doer, done = s.participant.alias("doer"), s.participant.alias("done")
    base = s.event.join(s.report, s.report.c.id == ev.report)
    base = base.join(doer, doer.c.event == ev.id).join(done, done.c.event == ev.id)
    base = base.join(one, one.c.actor == doer.c.actor).join(other, other.c.actor == done.c.actor)
    source, target = one.c.entity, other.c.entity
    if every:
        held = ev.report.in_(sa.select(found.c.report))
    else:
        held = ev.id.in_(sa.select(s.about.c.event).join(found, found.c.id == s.about.c.statement))
    told: list[Condition] = [ev.status != "denied", held]
    if kind == "meet":
        told += [ev.type.in_(TOGETHER), doer.c.role.in_(_SIDES), done.c.role.in_(_SIDES), source < target]
    else:
        told += [ev.type.not_in(TOGETHER), doer.c.role == _DOER, done.c.role.in_(_SIDES[1:])]
    columns = (source.label("source"), target.label("target"), sa.func.coalesce(ev.begin, day).label("day"))
    return sa.select(*columns, ev.id.label("bearer")).select_from(base).where(*told).distinct()


def _grouped(pairs: sa.Select[Any], entity: int | None, least: int) -> sa.Select[Any]:
    p = pairs.subquery().c
    weight = sa.func.count()
    wanted = sa.select(p.source, p.target, weight, sa.func.min(p.day), sa.func.max(p.day))
    wanted = wanted.where(p.source != p.target).group_by(p.source, p.target).having(weight >= least)
    if entity is not None:
        wanted = wanted.where(sa.or_(p.source == entity, p.target == entity))
    return wanted


def _nodes(connection: sa.Connection, kept: list[Tie]) -> tuple[Node, ...]:
    weights: dict[int, int] = {}
    for tie in kept:
        for end in (tie.source, tie.target):
            weights[end] = weights.get(end, 0) + tie.weight
    e = s.entity.c
    wanted = sa.select(e.id, e.kind, e.name, e.latin, e.country).where(e.id.in_(sorted(weights)))
    nodes = [Node(*row, weights[row.id]) for row in connection.execute(wanted)]
    return tuple(sorted(nodes, key=lambda n: (-n.weight, n.entity)))
