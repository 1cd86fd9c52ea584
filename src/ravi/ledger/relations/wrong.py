"""Relations that a correction says are wrong: kept, marked, and counting for nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from ravi.ledger import corrections
from ravi.ledger import schema as s
from ravi.ledger.errors import LedgerError
from ravi.ledger.history import Entry
from ravi.ledger.relations import rows


def settle(connection: sa.Connection, entry: Entry) -> None:
    """Mark what an entry is about, or take the mark back where the entry no longer stands."""
    stands = any(other.number == entry.number for other in corrections.wrong_relations(connection))
    for relation in _meant(connection, entry.target):
        rows.reject(connection, relation, rejected=stands)


def mark(connection: sa.Connection, entries: Iterable[Entry], text: str) -> None:
    """Mark anew what the entries about a report's text say, after its relations were looked for again."""
    for entry in entries:
        if text in (entry.target["one"].get("text"), entry.target["other"].get("text")):
            for relation in _meant(connection, entry.target):
                rows.reject(connection, relation)


def marks(connection: sa.Connection) -> dict[int, Entry]:
    """The relations that are marked wrong, each with the first entry that stands and says so."""
    found: dict[int, Entry] = {}
    for entry in corrections.wrong_relations(connection):
        for relation in _meant(connection, entry.target):
            found.setdefault(relation, entry)
    return found


def must_stand(connection: sa.Connection, target: dict[str, Any]) -> None:
    """Raise LedgerError where there is no such relation, or none that is not marked wrong already."""
    n = s.relation.c
    meant = _meant(connection, target)
    asked = sa.select(n.id).where(n.id.in_(meant), n.rejected.is_(False)).limit(1)
    if connection.execute(asked).first() is None:
        said = "is marked wrong already" if meant else "does not stand between the two"
        raise LedgerError(f"{target['relation']!r} {said}", hint="`ravi compare` shows what stands")


def _meant(connection: sa.Connection, target: dict[str, Any]) -> list[int]:
    """The relations of that kind between what stands at the two places, whichever way round."""
    of = target.get("of", "statement")
    sides = [_rows(connection, of, target[end]) for end in ("one", "other")]
    n = s.relation.c
    wanted = sa.select(n.id).where(
        n.kind == target["relation"],
        n.of == of,
        sa.or_(*(sa.and_(n.one.in_(x), n.other.in_(y)) for x, y in (sides, sides[::-1]))),
    )
    return list(connection.execute(wanted.order_by(n.id)).scalars())


def _rows(connection: sa.Connection, of: str, place: dict[str, Any]) -> list[int]:
    r = s.report.c
    if of == "report":
        asked = sa.select(r.id).where(r.text_sha256 == place.get("text")).order_by(r.id)
        return list(connection.execute(asked).scalars())
    table, stop = (s.statement, s.statement.c.end) if of == "statement" else (s.event, s.event.c.stop)
    start, end = place.get("span", (0, 0))
    found = connection.execute(
        sa.select(table.c.id, table.c.start, stop.label("stop"))
        .join(s.report, r.id == table.c.report)
        .where(r.text_sha256 == place.get("text"), table.c.start < end, stop > start)
    )
    least = corrections.SAME
    return [
        row.id
        for row in found
        if min(row.stop, end) - max(row.start, start) >= least * max(1, min(row.stop - row.start, end - start))
    ]
