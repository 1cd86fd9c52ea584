"""The same actor across reports: one entity from its forms, with the evidence for each link.

Precision first.  States and bodies are one by their known names, people as :mod:`ravi.ledger.persons` has it.  An
office alone is the person who is known to hold it on that day, when it is just one.  A link is a row of its own: it
tells its rule and can be taken back without touching a record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from ravi.actors.facts import known
from ravi.ledger import identity, persons, posts
from ravi.ledger import schema as s
from ravi.ledger.folding import joined
from ravi.ledger.persons import Named, agree, new_entity, tie
from ravi.ledger.posts import Given
from ravi.record import Record

_WAITING = 50
"""Reports with an office alone that are looked through when its holder becomes known."""


def link(connection: sa.Connection, record: Record, actors: Sequence[Named]) -> set[int]:
    """Link actors of a report to entities, making those that are new.

    Returns the actors of other reports that it moved: those who wait for the holder of an office, or who were
    met by a surname before the full name was read.
    """
    given = posts.insert(connection, record, {actor.aid: actor.id for actor in actors})
    published = record.report.published
    moved: set[int] = set()
    for actor in actors:
        held = given.get(actor.id, [])
        if actor.kind == "person":
            others, told = persons.link(connection, actor, held, published)
            moved |= others
            for post, after in told:
                moved |= _backfill(connection, post, after)
        elif actor.kind == "unnamed":
            if actor.id not in moved:  # by its holder, in the same report
                _office(connection, actor, held, published)
        elif actor.kind not in ("group", "document"):
            _body(connection, actor)
    return moved


def unlinked(connection: sa.Connection, report: int) -> list[Named]:
    """The actors of a report that are no entity yet, without the posts that they were given."""
    a = s.actor.c
    wanted = (
        sa.select(a.id, a.aid, a.kind, a.name, a.folded, a.latin, a.country)
        .where(a.report == report, ~sa.exists().where(s.link.c.actor == a.id))
        .order_by(a.id)
    )
    found = [Named(*row) for row in connection.execute(wanted)]
    connection.execute(s.post.delete().where(s.post.c.actor.in_([actor.id for actor in found])))
    return found


# -- states, bodies, outlets

_SAME = (
    sa.select(s.entity.c.id, s.entity.c.country)
    .where(s.entity.c.kind == sa.bindparam("kind"), s.entity.c.folded == sa.bindparam("folded"))
    .order_by(s.entity.c.id)
)


def _body(connection: sa.Connection, actor: Named) -> None:
    """By the name that the lexicon knows it by, else letter by letter."""
    entry = known().get(actor.name)
    name, latin, country, rule = actor.name, actor.latin, actor.country, "the same name"
    kind = actor.kind
    if entry is not None and (entry.kind == actor.kind or actor.kind in ("organization", "outlet")):
        name, latin, country = entry.name, entry.latin or latin, entry.country or country
        kind = entry.kind
        rule = "the same name" if joined(name) == actor.folded else f"known as {name}"
    for row in connection.execute(_SAME, {"kind": kind, "folded": joined(name)}):
        if agree(row.country, country):
            tie(connection, actor.id, row.id, rule)
            return
    tie(connection, actor.id, new_entity(connection, kind, name, latin, country), "first met here")


# -- offices alone


def _office(connection: sa.Connection, actor: Named, given: Sequence[Given], published: str | None) -> None:
    """«سفیر ایران در مسکو» is whoever is known to hold that post on that day, when it is one."""
    for post in given:
        if post.former or not posts.alone(post.key):
            continue
        entity = posts.holder(connection, post.key, published)
        if entity is not None:
            _settle(connection, actor.id, entity, f"the one known to hold the office ({post.key}) then")
            return


_WAITERS = (
    sa.select(s.post.c.actor, s.post.c.day)
    .where(s.post.c.key == sa.bindparam("key"), s.post.c.waiting.is_(True))
    .order_by(s.post.c.day.desc(), s.post.c.actor)
    .limit(_WAITING)
)
_LATER = _WAITERS.where(s.post.c.day > sa.bindparam("after"))
_FOUND = s.post.update().where(s.post.c.actor == sa.bindparam("actor_")).values(waiting=False)


def _backfill(connection: sa.Connection, post: Given, after: str = "") -> set[int]:
    """Link those who were named by this office alone, later than ``after``, before its holder was known."""
    if post.former or not posts.alone(post.key):
        return set()
    found = set[int]()
    asked = {"key": post.key, "after": after} if after else {"key": post.key}
    for row in connection.execute(_LATER if after else _WAITERS, asked).all():
        entity = posts.holder(connection, post.key, row.day)
        if entity is not None:
            _settle(connection, row.actor, entity, f"the one known to hold the office ({post.key}) then")
            found.add(row.actor)
    return found


def _settle(connection: sa.Connection, actor: int, entity: int, rule: str) -> None:
    """Link an actor who waits for the holder of an office no longer."""
    tie(connection, actor, entity, rule)
    connection.execute(_FOUND, {"actor_": actor})


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
