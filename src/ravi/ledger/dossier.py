"""Who somebody is, over all reports: forms, offices with their days, statements and what was said to them."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from ravi.ledger import entities, search
from ravi.ledger import schema as s
from ravi.ledger.types import Hit


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office as reports give it: the first and last day of publication on which it was given, and how often."""

    title: str
    first: str | None
    last: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class Who:
    """One entity over all reports.

    ``forms`` are the names it goes by with the rule that linked each, ``statements`` the page of its latest,
    ``total`` how many there are.
    """

    entity: int
    kind: str
    name: str
    latin: str | None
    country: str | None
    forms: tuple[tuple[str, str], ...]
    offices: tuple[OfficeHeld, ...]
    reports: int
    total: int
    statements: tuple[Hit, ...]


def who(connection: sa.Connection, name: str, *, limit: int = 20) -> list[Who]:
    """The entities that a name may mean, the likeliest first, ten at the most."""
    return [of_entity(connection, entity, limit) for entity in entities.named(connection, name)[:10]]


def of_entity(connection: sa.Connection, entity: int, limit: int) -> Who:
    """One entity with its latest statements."""
    row = connection.execute(sa.select(s.entity).where(s.entity.c.id == entity)).one()
    actors = sa.select(s.link.c.actor).where(s.link.c.entity == entity)
    forms = connection.execute(
        sa.select(s.actor.c.name, s.link.c.rule).join(s.link, s.link.c.actor == s.actor.c.id)
        .where(s.link.c.entity == entity).distinct().order_by(s.actor.c.name, s.link.c.rule)
    )  # fmt: skip
    day = s.report.c.published
    held = connection.execute(
        sa.select(
            sa.func.min(s.office.c.title), sa.func.min(day), sa.func.max(day),
            sa.func.count(sa.distinct(s.report.c.id)),
        )
        .join(s.actor, s.actor.c.id == s.office.c.actor).join(s.report, s.report.c.id == s.actor.c.report)
        .where(s.office.c.actor.in_(actors)).group_by(s.office.c.folded).order_by(sa.func.min(day))
    )  # fmt: skip
    reports = connection.execute(
        sa.select(sa.func.count(sa.distinct(s.actor.c.report))).where(s.actor.c.id.in_(actors))
    ).scalar_one()
    told = search.of_entity(connection, entity, limit=limit)
    return Who(
        entity, row.kind, row.name, row.latin, row.country, tuple((f[0], f[1]) for f in forms),
        tuple(OfficeHeld(*h) for h in held), reports, told.total, told.hits,
    )  # fmt: skip
