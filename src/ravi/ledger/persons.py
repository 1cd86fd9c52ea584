"""The same person across reports, by full names in every spelling, and by a family name alone with more evidence.

A family name alone is somebody only where the same office is held, or where nobody else of that family name is in
the news about that time.  Every question is written once and asks for a bounded number of rows, so that a person
costs the same in a large ledger as in a small one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from ravi.ledger import identity, posts
from ravi.ledger import schema as s
from ravi.ledger.folding import joined
from ravi.ledger.made import insert_row
from ravi.ledger.posts import Given

_NEAR_DAYS = 45
"""A surname without a first name is the person whose full name was in the news about that time."""
_ASKED = 40
"""Names that one key of the index gives at the most, those met last."""


@dataclass(frozen=True, slots=True)
class Named:
    """An actor of a report as its row has it."""

    id: int
    aid: str
    kind: str
    name: str
    folded: str
    latin: str | None
    country: str | None


def surname(folded: str) -> str:
    """The last word of a folded name: what people of one family, or one person's long and short name, share."""
    return folded.rpartition(" ")[2]


def new_entity(connection: sa.Connection, kind: str, name: str, latin: str | None, country: str | None) -> int:
    """Somebody or something that was not met before."""
    folded = joined(name)
    return insert_row(
        connection, s.entity, kind=kind, name=name, folded=folded, surname=surname(folded), latin=latin,
        country=country,
    )  # fmt: skip


def agree(one: str | None, other: str | None) -> bool:
    """Can two be one by their countries?"""
    return one is None or other is None or one == other


def tie(connection: sa.Connection, actor: int, entity: int, rule: str) -> None:
    """Link an actor to an entity."""
    connection.execute(_TIE, {"actor": actor, "entity": entity, "rule": rule, "found": None, "found_rule": None})


_TIE = s.link.insert()


def link(
    connection: sa.Connection, actor: Named, given: Sequence[Given], published: str | None
) -> tuple[set[int], list[tuple[Given, str]]]:
    """Link a person; the actors that this moved, and the posts of which something new is known with its day."""
    name = identity.parse(actor.name, actor.latin)
    near = _candidates(connection, name)
    found, rule = _find(connection, actor, name, near, given, published)
    if found is None:
        entity, rule = new_entity(connection, actor.kind, actor.name, actor.latin, actor.country), "first met here"
    else:
        entity = found.entity
    _index(connection, entity, name, actor, published, found)
    tie(connection, actor.id, entity, rule)
    told = posts.count(connection, entity, given)
    return (_gather(connection, entity, name, near, given) if name.full else set()), told


def _find(
    connection: sa.Connection,
    actor: Named,
    name: identity.Name,
    near: Sequence[Any],
    given: Sequence[Given],
    published: str | None,
) -> tuple[Any | None, str]:
    """The candidate that a person is, and by what rule."""
    rows: dict[int, Any] = {}
    alike: dict[str, dict[int, None]] = {}
    for row in near:
        how = identity.likeness(name, identity.parse(row.name, row.latin))
        if how and agree(row.country, actor.country):
            rows.setdefault(row.entity, row)
            alike.setdefault(how, {})[row.entity] = None
    if not rows:
        return None, ""
    held = _held(connection, rows, given)
    if same := list(alike.get("same", ())):
        return rows[next((e for e in same if e in held), same[0])], "the same full name"
    if spelled := list(alike.get("spelling", ())):
        office = [e for e in spelled if e in held]
        if len(spelled) == 1 or office:
            return rows[(office or spelled)[0]], "the same name in another spelling"
    for how, said in (("part", "a part of the same name"), ("family", "the same surname")):
        met = list(alike.get(how, ()))
        if how == "family" and name.given and met:
            # A full name is that of a person met by surname alone, not that of another full name.
            full = _full(connection, met)
            met = [e for e in met if e not in full]
        office = [e for e in met if e in held]
        if len(office) == 1:
            return rows[office[0]], f"{said} and office ({min(held[office[0]])})"
        alone = len(met) == 1 and (how == "part" or not given) and rows.keys() == set(met)
        if alone and published and _seen_near(connection, met[0], published):
            return rows[met[0]], f"{said}, nobody else of it, within {_NEAR_DAYS} days"
    return None, ""


@functools.cache
def _met(keys: int) -> sa.Select[Any]:
    """Entities that index keys lead to, for each key those met last, with each name they were met by."""
    x, e = s.alias.c, s.entity.c
    each = [
        sa.select(sa.literal_column(str(at)).label("at"), x.entity, x.name, x.latin, x.last)
        .where(x.key == sa.bindparam(f"key{at}"))
        .order_by(x.last.desc(), x.entity.desc())
        .limit(_ASKED)
        .subquery()
        for at in range(keys)
    ]
    met = sa.union_all(*(sa.select(one) for one in each)).subquery("met")
    columns = (met.c.entity, met.c.name, met.c.latin, e.country, e.name.label("called"), e.latin.label("roman"))
    wanted = sa.select(*columns).join(s.entity, e.id == met.c.entity)
    return wanted.order_by(met.c.at, met.c.last.desc(), met.c.entity)


def _candidates(connection: sa.Connection, name: identity.Name) -> list[Any]:
    keys = identity.keys(name)
    found: dict[tuple[int, str], Any] = {}
    for row in connection.execute(_met(len(keys)), {f"key{at}": key for at, key in enumerate(keys)}):
        found.setdefault((row.entity, row.name), row)
    return list(found.values())


_HELD = sa.select(s.tenure.c.entity, s.tenure.c.key).where(
    s.tenure.c.key.in_(sa.bindparam("keys", expanding=True)),
    s.tenure.c.entity.in_(sa.bindparam("entities", expanding=True)),
)


def _held(connection: sa.Connection, entities: Iterable[int], given: Sequence[Given]) -> dict[int, set[str]]:
    """Which of these entities were given one of these posts, and which of them."""
    found: dict[int, set[str]] = {}
    if given and (wanted := list(entities)):
        keys = [post.key for post in given]
        for row in connection.execute(_HELD, {"keys": keys, "entities": wanted}):
            found.setdefault(row.entity, set()).add(row.key)
    return found


_FULL = (
    sa.select(s.alias.c.entity)
    .where(s.alias.c.entity.in_(sa.bindparam("entities", expanding=True)))
    .where(sa.func.substr(s.alias.c.key, 1, 2) == "n:")
    .distinct()
)


def _full(connection: sa.Connection, entities: Sequence[int]) -> set[int]:
    """Which of these entities were met by a given name as well."""
    return set(connection.execute(_FULL, {"entities": list(entities)}).scalars())


_AT = [s.alias.c[name] == sa.bindparam(f"{name}_") for name in ("key", "entity", "name")]
_LATER = s.alias.update().where(*_AT).values(first=sa.bindparam("first_"), last=sa.bindparam("last_"))
_KNOWN = sa.select(s.alias.c.key, s.alias.c.first, s.alias.c.last).where(
    s.alias.c.key.in_(sa.bindparam("keys", expanding=True)),
    s.alias.c.entity == sa.bindparam("entity"),
    s.alias.c.name == sa.bindparam("name"),
)
_ALIAS = s.alias.insert()


def _index(
    connection: sa.Connection,
    entity: int,
    name: identity.Name,
    actor: Named,
    published: str | None,
    known: Any | None,
) -> None:
    """Enter a name of an entity (``known`` is None for a new one); it is called by the fullest."""
    day, keys = published or "", identity.keys(name)
    at: dict[str, Any] = {"entity": entity, "name": actor.name}
    there = {} if known is None else {row.key: row for row in connection.execute(_KNOWN, {"keys": keys, **at})}
    if new := [key for key in keys if key not in there]:
        connection.execute(
            _ALIAS, [{"key": key, **at, "latin": actor.latin, "first": day, "last": day} for key in new]
        )
    later = [
        {"key_": key, "entity_": entity, "name_": actor.name, "first_": min(day, row.first or day),
         "last_": max(day, row.last)}
        for key, row in there.items() if day and (day > row.last or not row.first or day < row.first)
    ]  # fmt: skip
    if later:
        connection.execute(_LATER, later)
    if known is None:
        return
    changed: dict[str, Any] = {}
    if len(name.given) > len(identity.parse(known.called, known.roman).given) and not actor.name.isascii():
        folded = joined(actor.name)
        changed = {"name": actor.name, "folded": folded, "surname": surname(folded), "latin": actor.latin}
    if known.country is None and actor.country is not None:
        changed["country"] = actor.country
    if changed:
        connection.execute(s.entity.update().where(s.entity.c.id == entity).values(**changed))


def _gather(
    connection: sa.Connection, entity: int, name: identity.Name, near: Sequence[Any], given: Sequence[Given]
) -> set[int]:
    """Bring in an entity of the surname alone that was given the same office before the full name was read."""
    moved = set[int]()
    alike = {
        row.entity for row in near
        if row.entity != entity and identity.likeness(name, identity.parse(row.name, row.latin)) == "family"
    }  # fmt: skip
    held = _held(connection, sorted(alike), given)
    full = _full(connection, sorted(held)) if held else set()
    for other in sorted(held.keys() - full):
        moved |= merge(
            connection, entity, other, f"the same surname and office ({min(held[other])}), told in full later"
        )
    return moved


def merge(connection: sa.Connection, entity: int, other: int, rule: str) -> set[int]:
    """Make one of two entities, by a rule that each link then tells; the actors moved.

    Links that a correction made stay as they are; a correction can split again what was moved.
    """
    n, x = s.link.c, s.alias.c
    moved = set(connection.execute(sa.select(n.actor).where(n.entity == other, n.found.is_(None))).scalars())
    if moved:
        connection.execute(
            s.link.update().where(n.entity == other, n.found.is_(None)).values(entity=entity, rule=rule)
        )
    here = {(r.key, r.name) for r in connection.execute(sa.select(x.key, x.name).where(x.entity == entity))}
    for row in connection.execute(sa.select(s.alias).where(x.entity == other)).all():
        if (row.key, row.name) not in here:
            connection.execute(s.alias.insert().values(**{**row._mapping, "entity": entity}))
    connection.execute(s.alias.delete().where(x.entity == other))
    posts.recount(connection, (entity, other))
    return moved


def _seen_near(connection: sa.Connection, entity: int, published: str) -> bool:
    """Was somebody in the news about that day?"""
    x, here = s.alias.c, date.fromisoformat(published)
    for row in connection.execute(sa.select(x.first, x.last).where(x.entity == entity, x.last != "")):
        first, last = (date.fromisoformat(day) for day in (row.first or row.last, row.last))
        if (first - here).days <= _NEAR_DAYS and (here - last).days <= _NEAR_DAYS:
            return True
    return False
