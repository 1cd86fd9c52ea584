"""The same actor across reports: one entity from its forms, with the evidence for each link.

Precision first.  An actor of a report belongs to an entity when kind and name agree and nothing speaks against
it; a surname alone joins only where the same office is held, or where one person alone of that surname stands
in the ledger's reports of the same outlet and month.  A link is a row of its own: it tells its rule and can be
taken back without touching a record.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from ravi.ledger import schema as s
from ravi.ledger.folding import joined

_NEAR_DAYS = 45
"""A surname without a first name is the person whose full name was in the news about that time."""


def link(connection: sa.Connection, report: int, published: str | None) -> None:
    """Link the actors of a report that are not linked yet to entities, making those that are new."""
    a = s.actor.c
    actors = connection.execute(
        sa.select(a.id, a.kind, a.name, a.folded, a.latin, a.country)
        .where(a.report == report, ~sa.exists().where(s.link.c.actor == a.id))
        .order_by(a.id)
    ).all()
    for actor in actors:
        if actor.kind in ("unnamed", "group", "document"):
            continue  # «یک مقام آگاه» of two reports is not known to be one person
        entity, rule = _find(connection, actor, published)
        if entity is None:
            entity = _insert(connection, actor)
            rule = "first met here"
        connection.execute(s.link.insert().values(actor=actor.id, entity=entity, rule=rule))


def surname(folded: str) -> str:
    """The last word of a folded name: what people of one family, or one person's long and short name, share."""
    return folded.rpartition(" ")[2]


def _insert(connection: sa.Connection, actor: Any) -> int:
    values = {"kind": actor.kind, "name": actor.name, "folded": actor.folded, "latin": actor.latin}
    values["surname"] = surname(actor.folded)
    result = connection.execute(s.entity.insert().values(**values, country=actor.country))
    (key,) = result.inserted_primary_key or (0,)
    return int(key)


def _find(connection: sa.Connection, actor: Any, published: str | None) -> tuple[int | None, str]:
    e = s.entity.c
    same = sa.select(e.id, e.country).where(e.kind == actor.kind, e.folded == actor.folded)
    candidates = [row.id for row in connection.execute(same) if _agree(row.country, actor.country)]
    if actor.kind != "person":
        return (candidates[0], "the same name") if candidates else (None, "")
    if " " in str(actor.folded):
        return _same_full_name(connection, actor, candidates)
    return _by_surname(connection, actor, candidates, published)


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _same_full_name(connection: sa.Connection, actor: Any, candidates: Sequence[int]) -> tuple[int | None, str]:
    if len(candidates) == 1:
        return candidates[0], "the same full name"
    held = _offices(connection, [actor.id])
    for entity in candidates:
        if held & _offices_of(connection, entity):
            return entity, "the same full name and office"
    return (candidates[0], "the same full name") if candidates else (None, "")


def _by_surname(
    connection: sa.Connection, actor: Any, candidates: Sequence[int], published: str | None
) -> tuple[int | None, str]:
    e = s.entity.c
    longer = sa.select(e.id).where(e.kind == "person", e.surname == actor.folded, e.folded != actor.folded)
    people = [*candidates, *connection.execute(longer).scalars()]
    held = _offices(connection, [actor.id])
    by_office = [p for p in people if held & _offices_of(connection, p)]
    if len(by_office) == 1:
        return by_office[0], "the same surname and office"
    near = [p for p in people if published and _seen_near(connection, p, published)]
    if not held and len(near) == 1 and len(people) == 1:
        return near[0], f"the only one of that surname, within {_NEAR_DAYS} days"
    return None, ""


def _offices(connection: sa.Connection, actors: Sequence[int]) -> set[str]:
    found = connection.execute(sa.select(s.office.c.folded).where(s.office.c.actor.in_(actors)))
    return {office for office in found.scalars() if office}


def _offices_of(connection: sa.Connection, entity: int) -> set[str]:
    linked = sa.select(s.link.c.actor).where(s.link.c.entity == entity)
    found = connection.execute(sa.select(s.office.c.folded).where(s.office.c.actor.in_(linked)))
    return set(found.scalars())


def _seen_near(connection: sa.Connection, entity: int, published: str) -> bool:
    days = connection.execute(
        sa.select(s.report.c.published)
        .join(s.actor, s.actor.c.report == s.report.c.id)
        .join(s.link, s.link.c.actor == s.actor.c.id)
        .where(s.link.c.entity == entity, s.report.c.published.is_not(None))
    ).scalars()
    here = date.fromisoformat(published)
    return any(abs((date.fromisoformat(day) - here).days) <= _NEAR_DAYS for day in days)


def named(connection: sa.Connection, name: str) -> list[int]:
    """The entities that ``name`` may mean, those of just that name first, then the most often met."""
    e, folded = s.entity.c, joined(name)
    times = sa.func.count(s.link.c.actor)
    wanted = (
        sa.select(e.id)
        .outerjoin(s.link, s.link.c.entity == e.id)
        .where(sa.or_(e.folded.contains(folded, autoescape=True), sa.func.lower(e.latin).contains(name.lower())))
        .group_by(e.id)
        .order_by((e.folded == folded).desc(), times.desc(), e.id)
    )
    return list(connection.execute(wanted).scalars())
