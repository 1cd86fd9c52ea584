"""Who somebody is, over all reports: forms, offices with their days, statements and what was said to them."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from ravi.ledger import entities, search
from ravi.ledger import schema as s
from ravi.ledger.types import Hit


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office as reports give it.

    ``first`` and ``last`` are the days of publication of the first and last report that give it as held,
    ``reports`` how many do in all.  ``since`` and ``until`` are what reports say themselves («رئیس‌جمهور از …
    تا …»), ``over`` the day of the first report that calls it a former one.
    ``post`` is the office in one spelling.
    """

    title: str
    first: str | None
    last: str | None
    reports: int
    since: str | None = None
    until: str | None = None
    over: str | None = None
    post: str | None = None


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


def who(connection: sa.Connection, name: str, *, limit: int = 20, at: str | None = None) -> list[Who]:
    """The entities that a name, or an office on a day (ISO 8601), may mean, the likeliest first, ten at most."""
    return [of_entity(connection, entity, limit) for entity in entities.named(connection, name, at)[:10]]


def of_entity(connection: sa.Connection, entity: int, limit: int) -> Who:
    """One entity with its latest statements."""
    row = connection.execute(sa.select(s.entity).where(s.entity.c.id == entity)).one()
    actors = sa.select(s.link.c.actor).where(s.link.c.entity == entity)
    forms = connection.execute(
        sa.select(s.actor.c.name, s.link.c.rule).join(s.link, s.link.c.actor == s.actor.c.id)
        .where(s.link.c.entity == entity).distinct().order_by(s.actor.c.name, s.link.c.rule)
    )  # fmt: skip
    held = _held(connection, entity)
    reports = connection.execute(
        sa.select(sa.func.count(sa.distinct(s.actor.c.report))).where(s.actor.c.id.in_(actors))
    ).scalar_one()
    told = search.of_entity(connection, entity, limit=limit)
    return Who(
        entity, row.kind, row.name, row.latin, row.country, tuple((f[0], f[1]) for f in forms),
        held, reports, told.total, told.hits,
    )  # fmt: skip


def _held(connection: sa.Connection, entity: int) -> tuple[OfficeHeld, ...]:
    """The offices of an entity, each by the title that most reports give it."""
    t, p = s.tenure.c, s.post.c
    linked = sa.select(s.link.c.actor).where(s.link.c.entity == entity)
    titles: dict[str, str] = {}
    often = sa.select(p.key, p.title).where(p.actor.in_(linked)).group_by(p.key, p.title)
    for key, title in connection.execute(often.order_by(sa.func.count().desc(), p.title)):
        titles.setdefault(key, title)
    rows = connection.execute(
        sa.select(s.tenure).where(t.entity == entity).order_by(sa.func.coalesce(t.begin, t.first, t.over), t.key)
    )
    found = [
        OfficeHeld(titles.get(r.key, r.key), r.first, r.last, r.reports, r.begin, r.end, r.over, r.key)
        for r in rows
    ]
    # What no lexicon knows for a post («کارگردان») is shown as it stands.
    o, day = s.office.c, s.report.c.published
    other = connection.execute(
        sa.select(o.title, sa.func.min(day), sa.func.max(day), sa.func.count(sa.distinct(s.report.c.id)))
        .join(s.actor, s.actor.c.id == o.actor)
        .join(s.report, s.report.c.id == s.actor.c.report)
        .where(o.actor.in_(linked), ~sa.exists().where(p.actor == o.actor, p.title == o.title))
        .group_by(o.folded, o.title)
        .order_by(sa.func.min(day), o.title)
    )
    known = set(titles.values())
    return (*found, *(OfficeHeld(*row) for row in other if row[0] not in known))
