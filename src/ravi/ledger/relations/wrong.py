"""Relations that a correction says are wrong: kept, marked, and counting for nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from ravi.ledger import corrections
from ravi.ledger import schema as s
from ravi.ledger.history import Entry
from ravi.ledger.relations import rows


def settle(connection: sa.Connection, entry: Entry) -> None:
    """Mark what an entry is about, or take the mark back where the entry no longer stands."""
    stands = any(other.number == entry.number for other in corrections.wrong_relations(connection))
    for relation in _meant(connection, entry):
        rows.reject(connection, relation, rejected=stands)


def mark(connection: sa.Connection, entries: Iterable[Entry], text: str) -> None:
    """Mark anew what the entries about a report's text say, after its relations were looked for again."""
    for entry in entries:
        if text in (entry.target["one"].get("text"), entry.target["other"].get("text")):
            for relation in _meant(connection, entry):
                rows.reject(connection, relation)


def _meant(connection: sa.Connection, entry: Entry) -> list[int]:
    """The relations of that kind between the statements at the two places, whichever way round."""
    sides = [_statements(connection, entry.target[end]) for end in ("one", "other")]
    n = s.relation.c
    wanted = sa.select(n.id).where(
        n.kind == entry.target["relation"],
        n.of == "statement",
        sa.or_(*(sa.and_(n.one.in_(x), n.other.in_(y)) for x, y in (sides, sides[::-1]))),
    )
    return list(connection.execute(wanted.order_by(n.id)).scalars())


def _statements(connection: sa.Connection, place: dict[str, Any]) -> list[int]:
    st, r = s.statement.c, s.report.c
    start, end = place.get("span", (0, 0))
    found = connection.execute(
        sa.select(st.id, st.start, st.end)
        .join(s.report, r.id == st.report)
        .where(r.text_sha256 == place.get("text"), st.start < end, st.end > start)
    )
    least = corrections.SAME
    return [
        row.id
        for row in found
        if min(row.end, end) - max(row.start, start) >= least * max(1, min(row.end - row.start, end - start))
    ]


if settle not in corrections.ON_RELATION:
    corrections.ON_RELATION.append(settle)
