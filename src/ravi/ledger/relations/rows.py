"""Relations as rows: writing them, reading them back, and which statements or events are one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from ravi.ledger import schema as s
from ravi.ledger.relations.confidence import confidence
from ravi.ledger.relations.types import DIRECTED, Difference, Evidence, Kind, Of, Relation

_ONE: dict[str, str] = {"same_statement": "statement", "same_event": "event"}
"""The relations that make one of two."""


@dataclass(frozen=True, slots=True)
class Found:
    """A relation before it has a row."""

    kind: Kind
    of: Of
    one: int
    other: int
    reports: tuple[int, int]
    rule: str
    evidence: tuple[Evidence, ...]
    differs: tuple[Difference, ...]
    share: float | None = None
    form: str | None = None

    def turn(self) -> Found:
        """The same from the other side."""
        return replace(
            self,
            one=self.other,
            other=self.one,
            reports=self.reports[::-1],
            evidence=tuple(Evidence(e.what, e.text, e.spans[::-1]) for e in self.evidence),
            differs=tuple(Difference(d.what, d.other, d.one, d.spans[::-1]) for d in self.differs),
        )


def insert(connection: sa.Connection, found: Iterable[Found]) -> Counter[str]:
    """Write relations; one without a direction stands from the lower row to the higher, each once."""
    kept: Counter[str] = Counter()
    n = s.relation.c
    key = int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(n.id), 0))).scalar_one())
    seen: set[tuple[str, int, int, str]] = set()
    for relation in found:
        if relation.kind not in DIRECTED and relation.one > relation.other:
            relation = relation.turn()
        place = (relation.of, relation.one, relation.other, relation.kind)
        if place in seen:
            continue
        seen.add(place)
        key += 1
        connection.execute(s.relation.insert().values(
            id=key, kind=relation.kind, of=relation.of, one=relation.one, other=relation.other,
            report_one=relation.reports[0], report_other=relation.reports[1], rule=relation.rule,
            form=relation.form, share=relation.share, confidence=confidence(relation.kind, relation.of),
            evidence=json.dumps([[e.what, e.text, e.spans] for e in relation.evidence], ensure_ascii=False),
            differs=json.dumps([[d.what, d.one, d.other, d.spans] for d in relation.differs], ensure_ascii=False),
            rejected=False,
        ))  # fmt: skip
        kept[relation.kind] += 1
        if relation.kind in _ONE:
            join(connection, relation.of, relation.one, relation.other)
    return kept


def read(row: Any) -> Relation:
    """A relation from its row."""
    return Relation(
        row.id, row.kind, row.of, row.one, row.other, (row.report_one, row.report_other), row.rule,
        tuple(Evidence(what, text, _spans(spans)) for what, text, spans in json.loads(row.evidence)),
        tuple(Difference(what, one, other, _spans(spans)) for what, one, other, spans in json.loads(row.differs)),
        row.confidence, row.share, row.form, row.rejected,
    )  # fmt: skip


def _spans(spans: Sequence[Sequence[int] | None]) -> Any:
    return tuple((span[0], span[1]) if span else None for span in spans)


def head(connection: sa.Connection, of: str, item: int) -> int:
    """The lowest of those that are one with an item."""
    t = s.together.c
    return connection.execute(sa.select(t.head).where(t.of == of, t.item == item)).scalar() or item


def members(connection: sa.Connection, of: str, item: int) -> list[int]:
    """All that are one with an item, itself among them."""
    t = s.together.c
    first = head(connection, of, item)
    found = connection.execute(sa.select(t.item).where(t.of == of, t.head == first).order_by(t.item))
    return list(found.scalars()) or [item]


def join(connection: sa.Connection, of: str, one: int, other: int) -> None:
    """Make two groups one."""
    t = s.together.c
    heads = head(connection, of, one), head(connection, of, other)
    first = min(heads)
    for item in (one, other):
        known = connection.execute(sa.select(t.item).where(t.of == of, t.item == item)).first()
        if known is None:
            connection.execute(s.together.insert().values(of=of, item=item, head=first))
    connection.execute(s.together.update().where(t.of == of, t.head.in_(heads)).values(head=first))


def regroup(connection: sa.Connection, of: str, items: Iterable[int]) -> None:
    """Take a group apart and put together again what relations that stand still hold together."""
    todo = sorted({m for item in items for m in members(connection, of, item)})
    t, n = s.together.c, s.relation.c
    connection.execute(s.together.delete().where(t.of == of, t.item.in_(todo)))
    kind = "same_statement" if of == "statement" else "same_event"
    standing = sa.select(n.one, n.other).where(
        n.of == of, n.kind == kind, n.rejected.is_(False), n.one.in_(todo), n.other.in_(todo)
    )
    for one, other in connection.execute(standing.order_by(n.id)).all():
        join(connection, of, one, other)


def scatter(connection: sa.Connection, report: int) -> None:
    """Take the statements and events of a report out of their groups, with the relations that held them."""
    n = s.relation.c
    here = sa.or_(n.report_one == report, n.report_other == report)
    for kind, of in sorted(_ONE.items()):
        held = connection.execute(sa.select(n.one, n.other).where(here, n.kind == kind, n.of == of)).all()
        connection.execute(s.relation.delete().where(here, n.kind == kind, n.of == of))
        regroup(connection, of, [item for pair in held for item in pair])


def reject(connection: sa.Connection, relation: int, *, rejected: bool = True) -> bool:
    """Mark a relation wrong, or take that back; what it alone held together falls apart.  False for none."""
    n = s.relation.c
    row = connection.execute(sa.select(n.kind, n.of, n.one, n.other).where(n.id == relation)).first()
    if row is None:
        return False
    connection.execute(s.relation.update().where(n.id == relation).values(rejected=rejected))
    if row.kind in _ONE:
        regroup(connection, row.of, [row.one, row.other])
        if not rejected:
            join(connection, row.of, row.one, row.other)
    return True
