"""What a correction does: to the record that rows are made from, and to who is one with whom.

``amend`` gives the record as the entries that stand have it; ``settle_people`` moves links as merges and splits
have it.  Both can be done again at any time, from the record and from what the rules found.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from ravi.ledger import history
from ravi.ledger import schema as s
from ravi.ledger.errors import LedgerError
from ravi.ledger.folding import joined
from ravi.ledger.history import Action, Entry
from ravi.record import Actor, Attribution, Record, Source, Span

SAME = 0.5
"""The share of the shorter of two contents that must be common to both, for a statement to be the same in
another reading of its report."""


@dataclass(frozen=True, slots=True)
class Amended:
    """A record with its corrections made, and the attributions that were rejected."""

    record: Record
    rejected: frozenset[str] = frozenset()


def amend(record: Record, entries: Sequence[Entry]) -> Amended:
    """A record as the entries about it have it; an entry whose statement is not (any longer) there does nothing."""
    rejected: set[str] = set()
    for entry in entries:
        if entry.action not in ("reject", "source"):
            continue
        told = told_at(record, entry.target)
        if told is None:
            continue
        if entry.action == "reject":
            rejected.add(told.id)
        else:
            record = _with_source(record, told, entry.value or "")
    return Amended(record, frozenset(rejected))


def told_at(record: Record, target: dict[str, Any]) -> Attribution | None:
    """The attribution whose content covers a span best; read anew, it may begin or end elsewhere."""
    if target.get("text") != record.report.id or "span" not in target:
        return None
    start, end = target["span"]
    best: tuple[float, Attribution] | None = None
    for told in record.attributions:
        low, high = _reach(told)
        common = min(high, end) - max(low, start)
        if common < SAME * max(1, min(high - low, end - start)):
            continue
        share = common / max(1, max(high, end) - min(low, start))
        if best is None or share > best[0]:
            best = share, told
    return best[1] if best else None


def _reach(told: Attribution) -> Span:
    return (told.content.spans[0][0], told.content.spans[-1][1]) if told.content.spans else (0, 0)


def _with_source(record: Record, told: Attribution, name: str) -> Record:
    folded = joined(name)
    actor = next((a for a in record.actors if joined(a.name) == folded), None)
    if actor is None:
        actor = Actor(f"mended:{folded}", "person", name)
        record = replace(record, actors=(*record.actors, actor))
    mended = replace(told, source=Source(told.source.span, actor.id, "named"))
    return replace(record, attributions=tuple(mended if a.id == told.id else a for a in record.attributions))


def prepared(
    connection: sa.Connection, action: Action, target: dict[str, Any], value: str | None
) -> tuple[dict[str, Any], str | None]:
    """Target and value as an entry keeps them, rows replaced by what they stand for.

    Beside the forms that :class:`Entry` names, ``{"statement": key}``, ``{"entity": number}`` and
    ``{"actor": number}`` are taken; raises LedgerError where what is meant is not in the ledger.
    """
    if action == "undo":
        undone = history.entry_of(connection, int(target.get("entry", 0)))
        if undone.number in _undone(connection):
            raise LedgerError(f"entry {undone.number} is undone already")
        return {"entry": undone.number}, value
    if action == "merge":
        return _person(connection, target), json.dumps(_person(connection, _object(value)), ensure_ascii=False)
    if action == "split":
        actors = target.get("actors") or [target]
        found = [_actor(connection, one) for one in actors]
        if len(found) == 1:
            return {"text": found[0][0], "name": found[0][1]}, value
        return {"actors": [list(pair) for pair in dict.fromkeys(found)]}, value
    if action == "relation":
        return _relation(connection, target), value
    if action == "note" and ("entity" in target or "name" in target):
        return _person(connection, target), value
    if action == "note" and "text" in target:  # on a report, or on anything that stands at a span of it
        span = {"span": list(target["span"])} if "span" in target else {}
        return {"text": _text(connection, target), **span}, value
    if action == "source" and not (value or "").strip():
        raise LedgerError("another source needs a name")
    return _statement(connection, target), value


_ITEMS = {"A": (s.actor, "aid"), "e": (s.event, "eid")}
"""Where the items of a record are that are no statements, by the letter that their ids begin with."""


def target_of(connection: sa.Connection, text: str) -> dict[str, Any]:
    """A target from its short form; raises LedgerError where it is none or means nothing.

    ``12:a3`` is a statement of report 12, ``12:A2`` an actor of it, ``12:`` the report itself, ``#5`` an entity,
    ``12:e1`` an event of it, ``7`` an entry of the history, ``conflicts,12:a3,15:a1`` a relation between two
    statements, two events or two reports.
    """
    kind, *ends = text.split(",")
    report, colon, item = text.partition(":")
    if text.startswith("{"):
        return _object(text)
    if len(ends) == 2:
        return {"relation": kind, "one": target_of(connection, ends[0]), "other": target_of(connection, ends[1])}
    if text.startswith("#") and text[1:].isdecimal():
        return {"entity": int(text[1:])}
    if text.isdecimal():
        return {"entry": int(text)}
    if not (colon and report.isdecimal()):
        raise LedgerError(f"cannot tell what {text!r} means", hint="12:a3, 12:A2, 12:e1, 12:, #5, 7 or JSON")
    if not item:
        asked = sa.select(s.report.c.text_sha256).where(s.report.c.id == int(report))
        name = "text"
    else:
        table, column = _ITEMS.get(item[0], (s.statement, "aid"))
        name = table.name
        asked = sa.select(table.c.id).where(table.c.report == int(report), table.c[column] == item)
    found = connection.execute(asked).scalar()
    if found is None:
        raise LedgerError(f"nothing is at {text}")
    return {name: found}


def _undone(connection: sa.Connection) -> set[int]:
    stands = {entry.number for entry in history.standing(connection)}
    return {entry.number for entry in history.entries(connection) if entry.action != "undo"} - stands


def _object(value: str | None) -> dict[str, Any]:
    try:
        found = json.loads(value or "")
    except ValueError:
        found = None
    if isinstance(found, int):
        return {"entity": found}
    if not isinstance(found, dict):
        raise LedgerError("a merge needs the other one, as the number of an entity or as JSON")
    return found


def _text(connection: sa.Connection, target: dict[str, Any]) -> str:
    text = str(target.get("text"))
    if connection.execute(sa.select(s.report.c.id).where(s.report.c.text_sha256 == text).limit(1)).first() is None:
        raise LedgerError(f"nothing to correct at {target}")
    return text


def _statement(connection: sa.Connection, target: dict[str, Any]) -> dict[str, Any]:
    st = s.statement.c
    asked = sa.select(s.report.c.text_sha256, st.start, st.end).join(s.report, s.report.c.id == st.report)
    if "statement" in target:
        row = connection.execute(asked.where(st.id == int(target["statement"]))).first()
        if row is not None:
            return {"text": row.text_sha256, "span": [row.start, row.end]}
    elif "text" in target and "span" in target:
        start, end = target["span"]
        there = asked.where(s.report.c.text_sha256 == target["text"], st.start < end, st.end > start)
        if connection.execute(there.limit(1)).first() is not None:
            return {"text": target["text"], "span": [int(start), int(end)]}
    raise LedgerError(f"nothing to correct at {target}", hint="name a statement by its key or by text and span")


def _relation(connection: sa.Connection, target: dict[str, Any]) -> dict[str, Any]:
    """What a relation stands between, and which: two statements unless ``of`` says event or report."""
    try:
        kind, ends = str(target["relation"]), (target["one"], target["other"])
    except KeyError as error:
        raise LedgerError(f"a relation is named by relation, one and other; {error} is missing") from None
    if any("event" in end for end in ends) or target.get("of") == "event":
        of, one, other = "event", *(_event(connection, end) for end in ends)
    elif all(end.keys() == {"text"} for end in ends):
        of, one, other = "report", *({"text": _text(connection, end)} for end in ends)
    else:
        of, one, other = "statement", *(_statement(connection, end) for end in ends)
    return {"relation": kind, "one": one, "other": other, **({} if of == "statement" else {"of": of})}


def _event(connection: sa.Connection, target: dict[str, Any]) -> dict[str, Any]:
    e, r = s.event.c, s.report.c
    asked = sa.select(r.text_sha256, e.start, e.stop).join(s.report, r.id == e.report)
    if "event" in target:
        asked = asked.where(e.id == int(target["event"]))
    else:
        start, end = target.get("span", (0, 0))
        asked = asked.where(r.text_sha256 == target.get("text"), e.start < end, e.stop > start)
    row = connection.execute(asked.order_by(e.id).limit(1)).first()
    if row is None:
        raise LedgerError(f"nothing to correct at {target}", hint="name an event by its number or by text and span")
    return {"text": row.text_sha256, "span": [row.start, row.stop]}


def _person(connection: sa.Connection, target: dict[str, Any]) -> dict[str, Any]:
    """Whoever is meant, by a report and the name there: rows of entities come and go."""
    key = entity_of(connection, target)
    if key is None:
        raise LedgerError(f"nothing to correct: nobody is meant by {target}", hint="name an entity by its number")
    if isinstance(target.get("entity"), list):
        return {"entity": target["entity"]}
    if "text" in target:
        return {name: target[name] for name in ("text", "kind", "name")}
    a, r = s.actor.c, s.report.c
    row = connection.execute(
        sa.select(r.text_sha256, a.kind, a.folded)
        .select_from(sa.join(s.link, s.actor, a.id == s.link.c.actor).join(s.report, r.id == a.report))
        .where(s.link.c.entity == key).order_by(a.id).limit(1)
    ).first()  # fmt: skip
    if row is None:
        raise LedgerError(f"entity {key} has no mention left")
    return {"text": row.text_sha256, "kind": row.kind, "name": row.folded}


def _actor(connection: sa.Connection, target: Any) -> tuple[str, str]:
    """A report's text and a folded name in it."""
    a, r = s.actor.c, s.report.c
    asked = sa.select(r.text_sha256, a.folded).join(s.report, r.id == a.report)
    if isinstance(target, dict) and "actor" in target:
        row = connection.execute(asked.where(a.id == int(target["actor"]))).first()
    else:
        text, name = (target.get("text"), target.get("name")) if isinstance(target, dict) else target
        row = connection.execute(asked.where(r.text_sha256 == text, a.folded == joined(str(name)))).first()
    if row is None:
        raise LedgerError(f"nobody is meant by {target}", hint="name an actor by its number or by text and name")
    return row.text_sha256, row.folded


def entity_of(connection: sa.Connection, target: dict[str, Any]) -> int | None:
    """The entity that a target means now."""
    e, a = s.entity.c, s.actor.c
    if isinstance(target.get("entity"), int):
        asked = sa.select(e.id).where(e.id == target["entity"])
    elif "entity" in target:  # as version 1 wrote it: kind and folded name
        kind, folded = target["entity"]
        asked = sa.select(e.id).where(e.kind == kind, e.folded == folded)
    else:
        asked = (
            sa.select(s.link.c.entity)
            .select_from(sa.join(s.link, s.actor, a.id == s.link.c.actor).join(s.report, s.report.c.id == a.report))
            .where(s.report.c.text_sha256 == target.get("text"), a.folded == joined(str(target.get("name"))))
            .where(a.kind == target["kind"] if target.get("kind") else sa.true())
        )
    found = connection.execute(asked.order_by(sa.text("1")).limit(1)).scalar()
    return None if found is None else int(found)


def wrong_relations(connection: sa.Connection) -> list[Entry]:
    """The entries that mark a relation wrong and stand."""
    return [entry for entry in history.standing(connection) if entry.action == "relation"]


def root(connection: sa.Connection, entry: Entry) -> Entry:
    """The entry that an undoing, or an undoing of one, is about in the end."""
    while entry.action == "undo":
        entry = history.entry_of(connection, int(entry.target["entry"]))
    return entry
