"""The same actor across reports: one entity from its forms, with the evidence for each link.

Precision first.  States and bodies are one by their known names; people by their full names in every spelling,
and by a family name alone only where the same office is held or where nobody else of that family name is in the
news about that time.  An office alone is the person who is known to hold it on that day, when it is just one.
A link is a row of its own: it tells its rule and can be taken back without touching a record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from ravi.actors.facts import known
from ravi.ledger import identity, posts
from ravi.ledger import schema as s
from ravi.ledger.folding import joined
from ravi.record import Record

_NEAR_DAYS = 45
"""A surname without a first name is the person whose full name was in the news about that time."""
_ASKED = 40
"""Entities that one key of the index gives at the most, those met last."""
_WAITING = 50
"""Reports with an office alone that are looked through when its holder becomes known."""


def link(connection: sa.Connection, report: int, published: str | None, record: Record) -> set[int]:
    """Link the actors of a report that are not linked yet to entities, making those that are new.

    Returns the actors of other reports that it moved: those who wait for the holder of an office, or who were
    met by a surname before the full name was read.
    """
    posts.insert(connection, report, record)
    a = s.actor.c
    actors = connection.execute(
        sa.select(a.id, a.kind, a.name, a.folded, a.latin, a.country)
        .where(a.report == report, ~sa.exists().where(s.link.c.actor == a.id))
        .order_by(a.id)
    ).all()
    held = posts.of_actors(connection, [actor.id for actor in actors])
    moved: set[int] = set()
    for actor in actors:
        given = held.get(actor.id, [])
        if actor.kind == "person":
            moved |= _person(connection, actor, given, published)
        elif actor.kind == "unnamed":
            _office(connection, actor, given, published)
        elif actor.kind not in ("group", "document"):
            _body(connection, actor)
    return moved


def surname(folded: str) -> str:
    """The last word of a folded name: what people of one family, or one person's long and short name, share."""
    return folded.rpartition(" ")[2]


def _tie(connection: sa.Connection, actor: int, entity: int, rule: str) -> None:
    connection.execute(s.link.insert().values(actor=actor, entity=entity, rule=rule))


def _insert(connection: sa.Connection, actor: Any, name: str, latin: str | None, country: str | None) -> int:
    folded = joined(name)
    values = {"kind": actor.kind, "name": name, "folded": folded, "latin": latin, "surname": surname(folded)}
    result = connection.execute(s.entity.insert().values(**values, country=country))
    (key,) = result.inserted_primary_key or (0,)
    return int(key)


# -- states, bodies, outlets


def _body(connection: sa.Connection, actor: Any) -> None:
    """By the name that the lexicon knows it by, else letter by letter."""
    entry = known().get(actor.name)
    name, latin, country, rule = actor.name, actor.latin, actor.country, "the same name"
    kind = actor.kind
    if entry is not None and (entry.kind == actor.kind or actor.kind in ("organization", "outlet")):
        name, latin, country = entry.name, entry.latin or latin, entry.country or country
        kind = entry.kind
        rule = "the same name" if joined(name) == actor.folded else f"known as {name}"
    e = s.entity.c
    same = sa.select(e.id, e.country).where(e.kind == kind, e.folded == joined(name)).order_by(e.id)
    for row in connection.execute(same):
        if _agree(row.country, country):
            _tie(connection, actor.id, row.id, rule)
            return
    made = _insert(connection, actor, name, latin, country)
    if kind != actor.kind:
        connection.execute(s.entity.update().where(e.id == made).values(kind=kind))
    _tie(connection, actor.id, made, "first met here")


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


# -- people


def _person(connection: sa.Connection, actor: Any, given: Sequence[Any], published: str | None) -> set[int]:
    name = identity.parse(actor.name, actor.latin)
    entity, rule = _find(connection, actor, name, given, published)
    if entity is None:
        entity, rule = _insert(connection, actor, actor.name, actor.latin, actor.country), "first met here"
    _index(connection, entity, name, actor, published)
    _tie(connection, actor.id, entity, rule)
    told = posts.count(connection, entity, given)
    moved = _gather(connection, entity, name, given) if name.full else set()
    for post, after in told:
        moved |= _backfill(connection, post, after)
    return moved


def _find(
    connection: sa.Connection, actor: Any, name: identity.Name, given: Sequence[Any], published: str | None
) -> tuple[int | None, str]:
    """The entity that a person is, and by what rule."""
    near = [row for row in _candidates(connection, name) if _agree(row.country, actor.country)]
    by: dict[str, list[int]] = {}
    for row in near:
        how = identity.likeness(name, identity.parse(row.name, row.latin))
        if how:
            by.setdefault(how, []).append(row.entity)
    alike = {how: list(dict.fromkeys(found)) for how, found in by.items()}
    if same := alike.get("same"):
        return _choose(connection, same, given), "the same full name"
    mine = {post.key for post in given}
    if spelled := alike.get("spelling"):
        office = [e for e in spelled if mine & _held(connection, e)]
        if len(spelled) == 1 or office:
            return (office or spelled)[0], "the same name in another spelling"
    for how, said in (("part", "a part of the same name"), ("family", "the same surname")):
        if how == "family" and name.given:
            # A full name is that of a person met by surname alone, not that of another full name.
            found = [e for e in alike.get(how, ()) if not _full(connection, e)]
        else:
            found = alike.get(how, [])
        office = [e for e in found if mine & _held(connection, e)]
        if len(office) == 1:
            (shared,) = sorted(mine & _held(connection, office[0]))[:1]
            return office[0], f"{said} and office ({shared})"
        others = {e for hows in alike.values() for e in hows} - set(found)
        now = [e for e in found if published and _seen_near(connection, e, published)]
        if (not mine or how == "part") and len(now) == 1 and len(found) == 1 and not others:
            return now[0], f"{said}, nobody else of it, within {_NEAR_DAYS} days"
    return None, ""


def _candidates(connection: sa.Connection, name: identity.Name) -> list[Any]:
    """Entities that an index key leads to, with each name they were met by."""
    x, e = s.alias.c, s.entity.c
    found: dict[tuple[int, str], Any] = {}
    for key in identity.keys(name):
        wanted = (
            sa.select(x.entity, x.name, x.latin, e.country)
            .join(s.entity, e.id == x.entity)
            .where(x.key == key)
            .order_by(x.last.desc(), x.entity)
            .limit(_ASKED)
        )
        for row in connection.execute(wanted):
            found.setdefault((row.entity, row.name), row)
    return list(found.values())


def _choose(connection: sa.Connection, candidates: Sequence[int], given: Sequence[Any]) -> int:
    mine = {post.key for post in given}
    return next((e for e in candidates if mine & _held(connection, e)), candidates[0])


def _held(connection: sa.Connection, entity: int) -> set[str]:
    return set(connection.execute(sa.select(s.tenure.c.key).where(s.tenure.c.entity == entity)).scalars())


def _full(connection: sa.Connection, entity: int) -> bool:
    x = s.alias.c
    wanted = sa.select(x.entity).where(x.entity == entity, x.key.startswith("n:")).limit(1)
    return connection.execute(wanted).first() is not None


def _index(connection: sa.Connection, entity: int, name: identity.Name, actor: Any, published: str | None) -> None:
    """Enter a name of an entity, and take it for its name where it is the fullest."""
    x, e = s.alias.c, s.entity.c
    day = published or ""
    for key in identity.keys(name):
        at = (x.key == key, x.entity == entity, x.name == actor.name)
        row = connection.execute(sa.select(x.first, x.last).where(*at)).first()
        if row is None:
            values = {"key": key, "entity": entity, "name": actor.name, "latin": actor.latin}
            connection.execute(s.alias.insert().values(**values, first=day, last=day))
        elif day and (day > row.last or not row.first or day < row.first):
            values = {"first": min(day, row.first or day), "last": max(day, row.last)}
            connection.execute(s.alias.update().where(*at).values(**values))
    kept = connection.execute(sa.select(e.name, e.latin, e.country).where(e.id == entity)).one()
    before = identity.parse(kept.name, kept.latin)
    changed: dict[str, Any] = {}
    if len(name.given) > len(before.given) and not actor.name.isascii():
        folded = joined(actor.name)
        changed = {"name": actor.name, "folded": folded, "surname": surname(folded), "latin": actor.latin}
    if kept.country is None and actor.country is not None:
        changed["country"] = actor.country
    if changed:
        connection.execute(s.entity.update().where(e.id == entity).values(**changed))


def _gather(connection: sa.Connection, entity: int, name: identity.Name, given: Sequence[Any]) -> set[int]:
    """Bring in an entity of the surname alone that was given the same office before the full name was read."""
    mine, moved = {post.key for post in given}, set[int]()
    for row in _candidates(connection, name) if mine else ():
        if row.entity == entity or _full(connection, row.entity):
            continue
        shared = sorted(mine & _held(connection, row.entity))
        if shared and identity.likeness(name, identity.parse(row.name, row.latin)) == "family":
            rule = f"the same surname and office ({shared[0]}), told in full later"
            moved |= merge(connection, entity, row.entity, rule)
    return moved


def merge(connection: sa.Connection, entity: int, other: int, rule: str) -> set[int]:
    """Make one of two entities; what each link was is kept for :func:`unmerge`.  Returns the actors moved.

    Links that a correction made stay as they are.
    """
    n, x = s.link.c, s.alias.c
    rows = connection.execute(sa.select(n.actor, n.rule).where(n.entity == other, n.found.is_(None))).all()
    if rows:
        connection.execute(s.moved.insert(), [{"actor": row.actor, "was": other, "rule": row.rule} for row in rows])
        connection.execute(
            s.link.update().where(n.entity == other, n.found.is_(None)).values(entity=entity, rule=rule)
        )
    here = {(r.key, r.name) for r in connection.execute(sa.select(x.key, x.name).where(x.entity == entity))}
    for row in connection.execute(sa.select(s.alias).where(x.entity == other)).all():
        if (row.key, row.name) not in here:
            connection.execute(s.alias.insert().values(**{**row._mapping, "entity": entity}))
    connection.execute(s.alias.delete().where(x.entity == other))
    posts.recount(connection, (entity, other))
    return {row.actor for row in rows}


def unmerge(connection: sa.Connection, entity: int) -> set[int]:
    """Give an entity back the actors that a merge took from it; the actors moved, none where no merge did."""
    m, n, a, x = s.moved.c, s.link.c, s.actor.c, s.alias.c
    rows = connection.execute(
        sa.select(m.actor, m.rule, n.entity, a.name, a.latin, s.report.c.published)
        .join(s.link, n.actor == m.actor)
        .join(s.actor, a.id == m.actor)
        .join(s.report, s.report.c.id == a.report)
        .where(m.was == entity, n.found.is_(None))
        .order_by(m.actor)
    ).all()
    for row in rows:
        connection.execute(s.link.update().where(n.actor == row.actor).values(entity=entity, rule=row.rule))
    connection.execute(s.moved.delete().where(m.was == entity))
    for row in rows:
        still = sa.select(a.id).join(s.link, n.actor == a.id).where(n.entity == row.entity, a.name == row.name)
        if connection.execute(still.limit(1)).first() is None:
            connection.execute(s.alias.delete().where(x.entity == row.entity, x.name == row.name))
        for key in identity.keys(identity.parse(row.name, row.latin)):
            at = (x.key == key, x.entity == entity, x.name == row.name)
            if connection.execute(sa.select(x.key).where(*at)).first() is None:
                day = row.published or ""
                values = {"key": key, "entity": entity, "name": row.name, "latin": row.latin}
                connection.execute(s.alias.insert().values(**values, first=day, last=day))
    posts.recount(connection, {entity, *(row.entity for row in rows)})
    return {row.actor for row in rows}


def _seen_near(connection: sa.Connection, entity: int, published: str) -> bool:
    """Was somebody in the news about that day?"""
    x, here = s.alias.c, date.fromisoformat(published)
    for row in connection.execute(sa.select(x.first, x.last).where(x.entity == entity, x.last != "")):
        first, last = (date.fromisoformat(day) for day in (row.first or row.last, row.last))
        if (first - here).days <= _NEAR_DAYS and (here - last).days <= _NEAR_DAYS:
            return True
    return False


# -- offices alone


def _office(connection: sa.Connection, actor: Any, given: Sequence[Any], published: str | None) -> None:
    """«سفیر ایران در مسکو» is whoever is known to hold that post on that day, when it is one."""
    for post in given:
        if post.former or not posts.alone(post.key):
            continue
        entity = posts.holder(connection, post.key, published)
        if entity is not None:
            _tie(connection, actor.id, entity, f"the one known to hold the office ({post.key}) then")
            return


def _backfill(connection: sa.Connection, post: Any, after: str = "") -> set[int]:
    """Link those who were named by this office alone, later than ``after``, before its holder was known."""
    if post.former or not posts.alone(post.key):
        return set()
    p, a, found = s.post.c, s.actor.c, set[int]()
    linked = sa.exists().where(s.link.c.actor == a.id)
    waiting = (
        sa.select(a.id, p.day)
        .join(s.actor, a.id == p.actor)
        .where(p.key == post.key, a.kind == "unnamed", p.former.is_(False), ~linked)
        .where(p.day > after if after else sa.true())
        .order_by(p.day.desc(), a.id)
        .limit(_WAITING)
    )
    for row in connection.execute(waiting).all():
        entity = posts.holder(connection, post.key, row.day)
        if entity is not None:
            _tie(connection, row.id, entity, f"the one known to hold the office ({post.key}) then")
            found.add(row.id)
    return found


# -- asking


def named(connection: sa.Connection, name: str, day: str | None = None) -> list[int]:
    """The entities that ``name`` may mean, those of just that name first, then the most often met.

    An office («سفیر ایران در مسکو») leads to its holder on ``day``, or to the only one it ever had.
    """
    found: dict[int, None] = {}
    post = posts.post_key(name)
    if post is not None and posts.alone(post):
        holder = posts.holder(connection, post, day)
        found.update(dict.fromkeys([holder] if holder is not None else _holders(connection, post)))
    e, x, folded = s.entity.c, s.alias.c, joined(name)
    times = sa.func.count(s.link.c.actor)
    wanted = (
        sa.select(e.id)
        .outerjoin(s.link, s.link.c.entity == e.id)
        .where(sa.or_(e.folded.contains(folded, autoescape=True), sa.func.lower(e.latin).contains(name.lower())))
        .group_by(e.id)
        .having(times > 0)
        .order_by(sa.case((e.folded == folded, 0), else_=1), times.desc(), e.id)
    )
    found.update(dict.fromkeys(connection.execute(wanted).scalars()))
    if not found:
        asked = identity.parse(name)
        spelled = sa.select(x.entity, x.name, x.latin).where(x.key.in_(identity.keys(asked))).order_by(x.entity)
        for row in connection.execute(spelled):
            if identity.likeness(asked, identity.parse(row.name, row.latin)):
                found[row.entity] = None
    return list(found)


def _holders(connection: sa.Connection, post: str) -> Iterable[int]:
    t = s.tenure.c
    return connection.execute(sa.select(t.entity).where(t.key == post).order_by(t.first, t.entity)).scalars()
