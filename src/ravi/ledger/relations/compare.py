"""One claim or one event, and all that is told about it, side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from ravi.ledger import schema as s
from ravi.ledger import search
from ravi.ledger.errors import LedgerError
from ravi.ledger.folding import joined
from ravi.ledger.relations import rows, voices
from ravi.ledger.relations.types import Claim, Comparison, EventTold, Happening, Kind, Relation, Telling
from ravi.ledger.types import Hit

_MOST = 200
"""Statements or events of one comparison."""
_ID = re.compile(r"([se])(\d+)")


def compare(connection: sa.Connection, what: str, *, limit: int = _MOST) -> Comparison:
    """All about a statement (``s12``), an event (``e7``) or what a query finds; raises LedgerError, QueryError."""
    match = _ID.fullmatch(what.strip())
    if match is None:
        found = [hit.statement for hit in search.find(connection, what, limit=limit, offset=0).hits]
        return _comparison(connection, what, found, _about(connection, found), found)
    key = int(match[2])
    if match[1] == "s":
        _must_be(connection, s.statement, key)
        own = rows.members(connection, "statement", key)
        near = _near(connection, "statement", own)
        return _comparison(connection, what, [*own, *near][:limit], _about(connection, own), own)
    _must_be(connection, s.event, key)
    own = rows.members(connection, "event", key)
    near = _near(connection, "event", own)
    events = [*own, *near][:limit]
    about = sa.select(s.about.c.statement).where(s.about.c.event.in_(events)).order_by(s.about.c.statement)
    told = list(connection.execute(about.limit(limit)).scalars())
    return _comparison(connection, what, told, events, None, own)


def _must_be(connection: sa.Connection, table: sa.Table, key: int) -> None:
    if connection.execute(sa.select(table.c.id).where(table.c.id == key)).first() is None:
        raise LedgerError(f"no {table.name} {key} in the ledger", hint="`ravi search` shows which there are")


def _near(connection: sa.Connection, of: str, items: Sequence[int]) -> list[int]:
    """What relations lead to from these, with all that is one with it, these left out."""
    found: dict[int, None] = {}
    for relation in relations(connection, of=of, items=items, limit=_MOST):
        for item in (relation.one, relation.other):
            found.update(dict.fromkeys(rows.members(connection, of, item)))
    return [item for item in found if item not in items]


def _about(connection: sa.Connection, statements: Sequence[int]) -> list[int]:
    wanted = sa.select(s.about.c.event).where(s.about.c.statement.in_(statements)).order_by(s.about.c.event)
    events: dict[int, None] = {}
    for event in connection.execute(wanted.distinct().limit(_MOST)).scalars().all():
        events.update(dict.fromkeys(rows.members(connection, "event", event)))
    return list(events)


def _comparison(
    connection: sa.Connection,
    subject: str,
    statements: Sequence[int],
    events: Sequence[int],
    own: Sequence[int] | None,
    own_events: Sequence[int] = (),
) -> Comparison:
    claims_, happenings_ = claims(connection, statements), happenings(connection, events)
    shown = [t.hit.statement for claim in claims_ for t in claim.tellings]
    told = [t.event for happening in happenings_ for t in happening.told]
    reports = {t.hit.report for claim in claims_ for t in claim.tellings} | {
        t.report for happening in happenings_ for t in happening.told
    }
    found = [
        *_between(connection, "statement", shown),
        *_between(connection, "event", told),
        *_between(connection, "report", sorted(reports)),
    ]
    if own is None:
        count = voices.of_events(connection, list(own_events))
    else:
        agreeing = set(own)
        for relation in found:
            if relation.kind in ("supports", "repeats") and agreeing & {relation.one, relation.other}:
                agreeing |= {relation.one, relation.other}
        count = voices.of_statements(connection, sorted(agreeing))
    return Comparison(subject, claims_, happenings_, tuple(found), count)


def relations(
    connection: sa.Connection,
    *,
    kinds: Sequence[Kind] = (),
    of: str | None = None,
    items: Sequence[int] | None = None,
    report: int | None = None,
    rejected: bool = False,
    limit: int = 100,
    offset: int = 0,
) -> list[Relation]:
    """Relations of some kinds, on one table, that touch some rows or a report, in the order they were found."""
    n = s.relation.c
    wanted = sa.select(s.relation).order_by(n.id)
    if kinds:
        wanted = wanted.where(n.kind.in_(kinds))
    if of is not None:
        wanted = wanted.where(n.of == of)
    if items is not None:
        wanted = wanted.where(sa.or_(n.one.in_(items), n.other.in_(items)))
    if report is not None:
        wanted = wanted.where(sa.or_(n.report_one == report, n.report_other == report))
    if not rejected:
        wanted = wanted.where(n.rejected.is_(False))
    return [rows.read(row) for row in connection.execute(wanted.limit(limit).offset(offset))]


def by_id(connection: sa.Connection, ids: Iterable[int]) -> list[Relation]:
    """Some relations, in the order in which they were found."""
    n = s.relation.c
    asked = sa.select(s.relation).where(n.id.in_(list(ids))).order_by(n.id)
    return [rows.read(row) for row in connection.execute(asked)]


def _between(connection: sa.Connection, of: str, items: Sequence[int]) -> list[Relation]:
    """The relations of which both ends are shown."""
    n = s.relation.c
    wanted = sa.select(s.relation).where(n.of == of, n.one.in_(items), n.other.in_(items), n.rejected.is_(False))
    return [rows.read(row) for row in connection.execute(wanted.order_by(n.id))] if items else []


def claims(connection: sa.Connection, statements: Sequence[int]) -> tuple[Claim, ...]:
    """Statements as claims, those of one telling together, in order of time."""
    groups: dict[int, list[int]] = {}
    for statement in statements:
        first = rows.head(connection, "statement", statement)
        if first not in groups:
            groups[first] = rows.members(connection, "statement", statement)
    wanted = sorted({member for group in groups.values() for member in group})
    hits = {hit.statement: hit for hit in _hits(connection, wanted)}
    came = chains(connection, wanted)
    found = []
    for key, group in groups.items():
        told = sorted((hits[m] for m in group if m in hits), key=_when)
        if told:
            tellings = tuple(Telling(hit, *came[hit.statement]) for hit in told)
            found.append(Claim(key, tellings, voices.of_statements(connection, group)))
    return tuple(sorted(found, key=lambda claim: (_when(claim.hit), claim.id)))


def _when(hit: Hit) -> tuple[str, str, int]:
    return (hit.said[0] if hit.said else hit.published or "9999", hit.published or "9999", hit.statement)


def _hits(connection: sa.Connection, statements: Sequence[int]) -> Iterable[Hit]:
    if not statements:
        return ()
    where = s.statement.c.id.in_(statements)
    return search.page(connection, where, (), limit=len(statements), offset=0).hits


def chains(connection: sa.Connection, statements: Sequence[int]) -> dict[int, tuple[int | None, tuple[str, ...]]]:
    """The entity of each speaker, and the names of the voices from the outermost on."""
    st, a = s.statement.c, s.actor.c
    base = s.statement.outerjoin(s.actor, a.id == st.speaker)
    columns = sa.select(st.id, st.report, st.aid, st.parent, a.name, st.entity).select_from(base)
    own = connection.execute(columns.where(st.id.in_(statements))).all()
    all_: dict[int, dict[str, tuple[str | None, str]]] = defaultdict(dict)
    for row in connection.execute(columns.where(st.report.in_(sorted({row.report for row in own})))):
        all_[row.report][row.aid] = (row.parent, row.name or "?")
    found = {}
    for row in own:
        names: list[str] = []
        at: str | None = row.aid
        while at is not None and at in all_[row.report] and len(names) < 10:
            at, name = all_[row.report][at]
            names.append(name)
        found[row.id] = (row.entity, tuple(reversed(names)))
    return found


def happenings(connection: sa.Connection, events: Sequence[int]) -> tuple[Happening, ...]:
    """Events as happenings, those that are one together, in order of time."""
    groups: dict[int, list[int]] = {}
    for event in events:
        first = rows.head(connection, "event", event)
        if first not in groups:
            groups[first] = rows.members(connection, "event", event)
    told = told_of(connection, sorted({member for group in groups.values() for member in group}))
    found = []
    for key, group in groups.items():
        here = sorted((told[m] for m in group if m in told), key=lambda t: (t.published or "9999", t.event))
        if here:
            found.append(Happening(key, here[0].type, tuple(here), voices.of_events(connection, group)))
    return tuple(sorted(found, key=lambda h: (h.begin or h.told[0].published or "9999", h.id)))


def told_of(connection: sa.Connection, events: Sequence[int]) -> dict[int, EventTold]:
    """Events as their reports have them, by row."""
    e, r, p, b = s.event.c, s.report.c, s.participant.c, s.about.c
    parts: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in connection.execute(sa.select(p.event, p.role, p.words).where(p.event.in_(events)).order_by(p.id)):
        parts[row.event].append((row.role, row.words))
    by: dict[int, list[int]] = defaultdict(list)
    about = sa.select(b.event, b.statement).where(b.event.in_(events)).order_by(b.statement)
    for event, statement in connection.execute(about):
        by[event].append(statement)
    wanted = (
        sa.select(s.event, r.outlet, r.published, r.title)
        .join(s.report, r.id == e.report)
        .where(e.id.in_(events))
        .order_by(e.id)
    )
    return {
        row.id: EventTold(
            row.id, row.report, row.type, row.status, row.words, (row.start, row.stop), row.begin, row.end,
            tuple(parts[row.id]), tuple(by[row.id]), row.outlet, row.published, row.title,
        )
        for row in connection.execute(wanted)
    }  # fmt: skip


def find_happenings(
    connection: sa.Connection,
    *,
    type: str | None = None,
    actor: str | None = None,
    place: str | None = None,
    begin: str | None = None,
    end: str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> tuple[int, tuple[Happening, ...]]:
    """How many happenings there are, and a page of them, the latest first.

    ``type`` is one of Ravi's event types, ``actor`` and ``place`` words of a participant or a place, ``begin`` and
    ``end`` ISO dates; an event without a date has that of its report.
    """
    e, r, p = s.event.c, s.report.c, s.participant.c
    day = sa.func.coalesce(e.begin, r.published)
    alone = sa.select(s.together.c.item).where(
        s.together.c.of == "event", s.together.c.item == e.id, s.together.c.head != e.id
    )
    wanted = sa.select(e.id).join(s.report, r.id == e.report).where(~alone.exists())
    if type is not None:
        wanted = wanted.where(e.type == type)
    for word, roles in ((actor, sa.true()), (place, p.role == "place")):
        if word is not None:
            held = sa.select(p.event).where(p.folded.contains(joined(word), autoescape=True), roles)
            wanted = wanted.where(e.id.in_(held))
    if begin is not None:
        wanted = wanted.where(day >= begin)
    if end is not None:
        wanted = wanted.where(day <= end)
    total = connection.execute(sa.select(sa.func.count()).select_from(wanted.subquery())).scalar_one()
    found = connection.execute(wanted.order_by(day.desc().nulls_last(), e.id).limit(limit).offset(offset))
    heads = list(found.scalars())
    by = {happening.id: happening for happening in happenings(connection, heads)}
    return total, tuple(by[head] for head in heads if head in by)
