"""What people mended: an append-only history over the records, each entry chained to the one before by its hash.

An entry names what it is about by the text and the place in it, not by a row, so that it holds when the report
is read again by a newer Ravi.  Nothing is changed in a record; the rows that are searched are made again from
the record and the entries that stand.  Undoing is an entry of its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa

from ravi.ledger import rows
from ravi.ledger import schema as s
from ravi.ledger.errors import LedgerError
from ravi.ledger.folding import joined

Action = Literal["reject", "source", "note", "merge", "split", "undo"]
GENESIS = "0" * 64
"""What stands before the first entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One correction.

    ``target`` says what it is about: ``{"text": sha256, "span": [start, end]}`` for a statement (the span of
    its content) or an actor (the span of a mention), ``{"entity": [kind, folded name]}`` for an entity,
    ``{"entry": number}`` for the one that is undone.  ``value`` is the new value: a name, a note, the entity to
    merge with.  ``at`` is UTC, ISO 8601; ``hash`` the SHA-256 over all other fields and the hash before.
    """

    number: int
    at: str
    who: str
    action: Action
    target: dict[str, Any]
    value: str | None
    why: str
    hash: str


def digest(entry: Entry, before: str) -> str:
    """The hash of an entry after the one whose hash is ``before``."""
    fields = asdict(entry)
    del fields["hash"]
    canonical = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{canonical}".encode()).hexdigest()


def append(
    connection: sa.Connection, who: str, action: Action, target: dict[str, Any], value: str | None, why: str
) -> Entry:
    """Write one entry; raises LedgerError where nobody signs it."""
    if not who.strip():
        raise LedgerError("a correction is signed", hint="say who makes it")
    last = connection.execute(
        sa.select(s.history.c.number, s.history.c.hash).order_by(s.history.c.number.desc()).limit(1)
    ).first()
    number, before = (last.number + 1, last.hash) if last else (1, GENESIS)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    entry = Entry(number, at, who, action, target, value, why, "")
    entry = Entry(number, at, who, action, target, value, why, digest(entry, before))
    connection.execute(s.history.insert().values(**{**asdict(entry), "target": json.dumps(target)}))
    return entry


def entries(connection: sa.Connection) -> Iterator[Entry]:
    """All entries in their order."""
    for row in connection.execute(sa.select(s.history).order_by(s.history.c.number)).mappings():
        yield Entry(**{**row, "target": json.loads(row["target"])})


def verify(connection: sa.Connection) -> list[str]:
    """What does not hold of the history, one line a fault: a changed entry, a gap, an entry taken out."""
    faults, before, expected = [], GENESIS, 1
    for entry in entries(connection):
        if entry.number != expected:
            faults.append(f"entry {expected} is missing")
        if digest(entry, before) != entry.hash:
            faults.append(f"entry {entry.number} was changed, or one before it was")
        before, expected = entry.hash, entry.number + 1
    kept = connection.execute(sa.select(s.meta.c.value).where(s.meta.c.key == "history")).scalar()
    if kept is not None and kept != f"{expected - 1}:{before}":
        faults.append("entries at the end are missing")
    return faults


def seal(connection: sa.Connection, entry: Entry) -> None:
    """Keep the number and hash of the last entry, so that a history cut short is seen."""
    connection.execute(s.meta.delete().where(s.meta.c.key == "history"))
    connection.execute(s.meta.insert().values(key="history", value=f"{entry.number}:{entry.hash}"))


def standing(connection: sa.Connection) -> list[Entry]:
    """The entries that were not undone; undoing an undoing brings its entry back."""
    found = list(entries(connection))
    undone: set[int] = set()
    for entry in reversed(found):
        if entry.action == "undo" and entry.number not in undone:
            undone.add(int(entry.target["entry"]))
    return [e for e in found if e.number not in undone and e.action != "undo"]


def apply(connection: sa.Connection, entry: Entry) -> bool:
    """Bring the rows in line with one entry; False where what it is about is not (or no longer) there."""
    match entry.action:
        case "reject":
            return _on_statement(connection, entry.target, {"rejected": True})
        case "source":
            report = _report(connection, entry.target)
            if report is None or entry.value is None:
                return False
            return _on_statement(connection, entry.target, {"speaker": _actor(connection, report, entry.value)})
        case "merge":
            one, other = _entity(connection, entry.target), _entity(connection, json.loads(entry.value or "{}"))
            if one is None or other is None or one == other:
                return False
            rule = f"correction {entry.number}"
            connection.execute(s.link.update().where(s.link.c.entity == other).values(entity=one, rule=rule))
            return True
        case "split":
            return _split(connection, entry)
        case _:
            return True


def _report(connection: sa.Connection, target: dict[str, Any]) -> int | None:
    wanted = sa.select(s.report.c.id).where(s.report.c.text_sha256 == target.get("text"))
    found = connection.execute(wanted.order_by(s.report.c.id.desc()).limit(1)).scalar()
    return int(found) if found is not None else None


def _on_statement(connection: sa.Connection, target: dict[str, Any], values: dict[str, Any]) -> bool:
    start, end = target["span"]
    reports = sa.select(s.report.c.id).where(s.report.c.text_sha256 == target["text"])
    st = s.statement.c
    # Read anew, a statement may begin or end elsewhere; it is the same one where the two overlap the most.
    near = connection.execute(
        sa.select(st.id, st.start, st.end).where(st.report.in_(reports), st.start < end, st.end > start)
    ).all()
    if not near:
        return False
    best = max(
        near,
        key=lambda row: (min(row.end, end) - max(row.start, start)) / (max(row.end, end) - min(row.start, start)),
    )
    connection.execute(s.statement.update().where(st.id == best.id).values(**values))
    return True


def _actor(connection: sa.Connection, report: int, name: str) -> int:
    a = s.actor.c
    known = sa.select(a.id).where(a.report == report, a.folded == joined(name)).limit(1)
    if (found := connection.execute(known).scalar()) is not None:
        return int(found)
    values = {"report": report, "aid": f"mended:{joined(name)}", "kind": "person", "name": name}
    key = rows.next_id(connection, s.actor)
    connection.execute(s.actor.insert().values(id=key, **values, folded=joined(name)))
    return key


def _entity(connection: sa.Connection, target: dict[str, Any]) -> int | None:
    kind, folded = target.get("entity", (None, None))
    e = s.entity.c
    found = connection.execute(sa.select(e.id).where(e.kind == kind, e.folded == folded).limit(1)).scalar()
    return int(found) if found is not None else None


def _split(connection: sa.Connection, entry: Entry) -> bool:
    a = s.actor.c
    report = _report(connection, entry.target)
    wanted = sa.select(s.actor).where(a.report == report, a.folded == entry.target.get("name"))
    actor = connection.execute(wanted).first()
    if actor is None:
        return False
    values = {"kind": actor.kind, "name": entry.value or actor.name, "latin": actor.latin, "country": actor.country}
    folded = joined(entry.value or actor.name)
    key = rows.insert_row(connection, s.entity, **values, folded=folded, surname=folded.rpartition(" ")[2])
    connection.execute(s.link.delete().where(s.link.c.actor == actor.id))
    connection.execute(s.link.insert().values(actor=actor.id, entity=key, rule=f"correction {entry.number}"))
    return True
