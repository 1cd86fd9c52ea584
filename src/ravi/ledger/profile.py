"""One entity over all reports: what it said, what was said about it and to it, and what it took part in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from ravi.ledger import dossier, moments, search
from ravi.ledger import schema as s
from ravi.ledger.errors import LedgerError
from ravi.ledger.relations.compare import chains
from ravi.ledger.types import Hit, Hits

Side = Literal["said", "about", "to"]
"""Statements of an entity, statements of others about events that it takes part in, statements addressed to it."""
SIDES: tuple[Side, ...] = ("said", "about", "to")


@dataclass(frozen=True, slots=True)
class Profile:
    """Who an entity is, how many statements stand on each side of it, and how many events it takes part in."""

    who: dossier.Who
    said: int
    about: int
    to: int
    events: int


def profile(connection: sa.Connection, entity: int) -> Profile:
    """An entity and its numbers; raises LedgerError where there is none of that number."""
    if connection.execute(sa.select(s.entity.c.id).where(s.entity.c.id == entity)).first() is None:
        raise LedgerError(f"no actor {entity} in the ledger", hint="`ravi who NAME` shows which there are")
    said, about, to = (_count(connection, entity, side) for side in SIDES)
    events = connection.execute(
        sa.select(sa.func.count()).select_from(s.event).where(s.event.c.id.in_(_events(entity)))
    ).scalar_one()
    return Profile(dossier.of_entity(connection, entity, 0), said, about, to, events)


def _count(connection: sa.Connection, entity: int, side: Side) -> int:
    where = sa.and_(_side(entity, side), s.statement.c.rejected.is_(False))
    return int(connection.execute(sa.select(sa.func.count()).select_from(s.statement).where(where)).scalar_one())


def statements(
    connection: sa.Connection, entity: int, side: Side, *, limit: int = 20, offset: int = 0
) -> tuple[Hits, dict[int, tuple[str, ...]]]:
    """A page of the statements on one side of an entity, the latest first, and the chain of voices of each."""
    found = search.page(connection, _side(entity, side), (), limit=limit, offset=offset)
    return found, voices(connection, found.hits)


def voices(connection: sa.Connection, hits: Sequence[Hit]) -> dict[int, tuple[str, ...]]:
    """The names of the voices that a statement came through, the outermost first, by its row."""
    return {key: names for key, (_, names) in chains(connection, [hit.statement for hit in hits]).items()}


def events(
    connection: sa.Connection, entity: int, *, limit: int = 20, offset: int = 0
) -> list[moments.Moment]:  # fmt: skip
    """A page of the events that an entity takes part in, the latest first; those without a day by their report."""
    ev = s.event.c
    day = sa.func.coalesce(ev.begin, s.report.c.published)
    wanted = sa.select(ev.id).join(s.report, s.report.c.id == ev.report).where(ev.id.in_(_events(entity)))
    wanted = wanted.order_by(day.desc().nulls_last(), ev.id).limit(limit).offset(offset)
    return moments.told_as(connection, list(connection.execute(wanted).scalars()))


def topics(connection: sa.Connection, entity: int, *, limit: int = 8) -> list[tuple[str, int]]:
    """Whom and what an entity speaks about most: names with the number of its statements."""
    other, st = s.entity.alias("other"), s.statement.c
    n = sa.func.count(sa.distinct(st.id))
    wanted = (
        sa.select(other.c.name, n)
        .select_from(
            s.statement.join(s.about, s.about.c.statement == st.id)
            .join(s.participant, s.participant.c.event == s.about.c.event)
            .join(s.link, s.link.c.actor == s.participant.c.actor)
            .join(other, other.c.id == s.link.c.entity)
        )
        .where(st.entity == entity, other.c.id != entity)
        .group_by(other.c.id, other.c.name)
        .order_by(n.desc(), other.c.id)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in connection.execute(wanted)]


def _actors(entity: int) -> sa.Select[tuple[int]]:
    return sa.select(s.link.c.actor).where(s.link.c.entity == entity)


def _events(entity: int) -> sa.Select[tuple[int]]:
    return sa.select(s.participant.c.event).where(s.participant.c.actor.in_(_actors(entity)))


def _side(entity: int, side: Side) -> sa.ColumnElement[bool]:
    st = s.statement.c
    if side == "said":
        return st.entity == entity
    if side == "to":
        return st.addressee.in_(_actors(entity))
    about = sa.select(s.about.c.statement).where(s.about.c.event.in_(_events(entity)))
    return sa.and_(st.id.in_(about), st.entity.is_distinct_from(entity))
