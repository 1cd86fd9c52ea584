"""Merges and splits that people made, over what the rules found.

The entity that the rules gave an actor stays beside the one that a correction gave (``link.found``), and an
entity that was merged says into which (``entity.merged``), so that later reports follow and all can be undone.
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa

from ravi.ledger import history
from ravi.ledger import schema as s
from ravi.ledger.corrections import entity_of
from ravi.ledger.folding import joined
from ravi.ledger.history import Entry
from ravi.ledger.made import insert_row


def settle(connection: sa.Connection) -> tuple[set[int], set[int]]:
    """Undo all merges and splits and make those that stand.

    The entities that lost or won somebody, and the actors who are somebody else now.
    """
    k, e = s.link.c, s.entity.c
    before = {row.actor: row.entity for row in connection.execute(sa.select(s.link).where(k.found.is_not(None)))}
    back = {"entity": k.found, "rule": k.found_rule, "found": None, "found_rule": None}
    connection.execute(s.link.update().where(k.found.is_not(None)).values(back))
    connection.execute(s.entity.update().where(e.merged.is_not(None)).values(merged=None))
    for entry in history.standing(connection):
        match entry.action:
            case "merge":
                _merge(connection, entry)
            case "split":
                _split(connection, entry)
    after = {row.actor: row.entity for row in connection.execute(sa.select(s.link).where(k.found.is_not(None)))}
    found = set(connection.execute(sa.select(k.found).where(k.found.is_not(None))).scalars())
    changed = {actor for actor in before.keys() | after.keys() if before.get(actor) != after.get(actor)}
    now = connection.execute(sa.select(k.entity).where(k.actor.in_(sorted(changed)))).scalars()
    return {before[a] for a in changed if a in before} | set(now) | found, changed


_LINKED = (
    sa.select(s.link.c.actor, s.link.c.entity, s.link.c.rule, s.entity.c.merged, s.entity.c.merged_by)
    .select_from(s.actor.join(s.link, s.link.c.actor == s.actor.c.id))
    .join(s.entity, s.entity.c.id == s.link.c.entity)
    .where(s.actor.c.report == sa.bindparam("report"))
)


def follow(connection: sa.Connection, report: int) -> dict[int, int]:
    """Let the actors of a report that was just linked follow the corrections that stand; who each is, by key."""
    found = {}
    for row in connection.execute(_LINKED, {"report": report}).all():
        found[row.actor] = row.entity
        if row.merged is not None:
            found[row.actor] = row.merged
            _move(connection, row.actor, row.merged, f"correction {row.merged_by}", row.entity, row.rule)
    return found


def _merge(connection: sa.Connection, entry: Entry) -> None:
    one = entity_of(connection, entry.target)
    other = entity_of(connection, json.loads(entry.value or "{}"))
    if one is None or other is None or one == other:
        return
    e, k = s.entity.c, s.link.c
    connection.execute(
        s.entity.update().where(sa.or_(e.id == other, e.merged == other)).values(merged=one, merged_by=entry.number)
    )
    for row in connection.execute(sa.select(s.link).where(k.entity == other)).all():
        _move(
            connection, row.actor, one, f"correction {entry.number}", row.found or other, row.found_rule or row.rule
        )


def _split(connection: sa.Connection, entry: Entry) -> None:
    a, k = s.actor.c, s.link.c
    pairs = entry.target.get("actors") or [[entry.target.get("text"), entry.target.get("name")]]
    rows: list[Any] = []
    for text, name in pairs:
        asked = (
            sa.select(s.actor, k.entity, k.rule, k.found, k.found_rule)
            .select_from(sa.join(s.actor, s.link, k.actor == a.id).join(s.report, s.report.c.id == a.report))
            .where(s.report.c.text_sha256 == text, a.folded == joined(name))
        )
        rows += connection.execute(asked.order_by(a.id)).all()
    if not rows:
        return
    name = entry.value or rows[0].name
    folded, rule = joined(name), f"correction {entry.number}"
    # Splitting again what was split before finds the entity that was made for it.
    e = s.entity.c
    new = connection.execute(sa.select(e.id).where(e.split_by == entry.number)).scalar()
    if new is None:
        new = insert_row(
            connection, s.entity, kind=rows[0].kind, name=name, folded=folded, surname=folded.rpartition(" ")[2],
            latin=rows[0].latin, country=rows[0].country, split_by=entry.number,
        )  # fmt: skip
    for row in rows:
        _move(connection, row.id, new, rule, row.found or row.entity, row.found_rule or row.rule)


def _move(connection: sa.Connection, actor: int, entity: int, rule: str, found: int, found_rule: str) -> None:
    values = {"entity": entity, "rule": rule, "found": found, "found_rule": found_rule}
    connection.execute(s.link.update().where(s.link.c.actor == actor).values(values))
