"""From a record to the rows that are searched, and back to what must hold of them."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any

import sqlalchemy as sa

from ravi.ledger import schema as s
from ravi.ledger.backend import Backend
from ravi.ledger.folding import words
from ravi.ledger.made import Made, Row, entity_word, kept_row, next_ids
from ravi.ledger.tokens import mended
from ravi.record import Record, RecordError, Span


def report_row(record: Record, digest: str, raw: bytes, origin: str | None, previous: int | None) -> Row:
    """The row of a report but for its keys and the time of its adding."""
    report = record.report
    row = {
        "sha256": digest,
        "text_sha256": report.id,
        "raw": raw,
        "origin": origin,
        "url": report.url,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published,
        "previous": previous,
        **reading(record),
    }
    return kept_row(row)


def reading(record: Record) -> Row:
    """The columns of a report that a newer reading replaces."""
    import ravi

    return {
        "reader": ravi.__version__,
        "record": zlib.compress(record.to_json().encode("utf-8", "surrogatepass"), 6),
    }


def insert(
    connection: sa.Connection,
    backend: Backend,
    report: int,
    record: Record,
    rejected: Set[str],
    linked: Callable[[Sequence[Row]], Mapping[int, int]],
) -> None:
    """All rows that a record gives, but for its report's own; ``rejected`` are attributions that are not found.

    ``linked`` is told the rows of the actors, and tells the entities that they are, by key.
    """
    made = Made(connection, report, record, rejected)
    if actors := made.actors:
        connection.execute(_INSERT[s.actor], actors)
    entities = linked(actors)
    for table, found in made.tables(entities):
        if found:
            connection.execute(_INSERT[table], found)
    backend.index(connection, "report_text", [(s.slot(record.report.published, report), report_streams(record))])
    backend.index(connection, "statement_text", made.streams(entities))


_INSERT = {table: table.insert() for table in (s.actor, s.office, s.event, s.participant, s.statement, s.about)}


def amend(connection: sa.Connection, backend: Backend, report: int, record: Record, rejected: Set[str]) -> None:
    """Bring the statements of a report in line with a record that differs in their sources alone."""
    st, a = s.statement.c, s.actor.c
    keys = {row.aid: row.id for row in connection.execute(sa.select(st.aid, st.id).where(st.report == report))}
    actors = {row.aid: row.id for row in connection.execute(sa.select(a.aid, a.id).where(a.report == report))}
    first = next_ids(connection, s.actor)[s.actor]
    new = [actor for actor in record.actors if actor.id not in actors]
    there = {**actors, **{actor.id: first + i for i, actor in enumerate(new)}}
    made = Made(connection, report, record, rejected, keys=keys, actors=there)
    if new:
        wanted = {actor.id for actor in new}
        connection.execute(_INSERT[s.actor], [row for row in made.actors if row["aid"] in wanted])
    # Written anew they do not say yet who is one with whom.
    changed = ("speaker", "country", "rejected", "entity")
    connection.execute(
        s.statement.update().where(st.id == sa.bindparam("key")).values({c: sa.bindparam(c) for c in changed}),
        [{"key": row["id"], **{c: row[c] for c in changed}} for row in dict(made.tables({}))[s.statement]],
    )
    backend.unindex(connection, "statement_text", list(keys.values()))
    backend.index(connection, "statement_text", made.streams({}))
    gone = [key for aid, key in actors.items() if aid not in {actor.id for actor in record.actors}]
    connection.execute(s.actor.delete().where(a.id.in_(gone)))


def report_streams(record: Record) -> tuple[str, str]:
    """What the full text holds of a report: its title and its text."""
    text = record.report.text
    return words(f"{record.report.title or ''}\n{mended(text, record.repairs, [(0, len(text))])}").streams


def clear(connection: sa.Connection, backend: Backend, report: int) -> None:
    """Take out what was made from one record."""
    st = s.statement.c
    keys = list(connection.execute(sa.select(st.id).where(st.report == report)).scalars())
    slot = connection.execute(sa.select(s.report.c.slot).where(s.report.c.id == report)).scalar_one()
    backend.unindex(connection, "statement_text", keys)
    backend.unindex(connection, "report_text", [slot])
    for table in (s.statement, s.event, s.actor):
        connection.execute(table.delete().where(table.c.report == report))


def name_speakers(connection: sa.Connection, backend: Backend, which: sa.ColumnElement[bool]) -> int:
    """Write down at statements who their speakers are over all reports, as the links have it now.

    ``which`` are the statements that may have changed; returns how many did.
    """
    st = s.statement.c
    wanted = (
        sa.select(st.id, st.entity, s.link.c.entity.label("linked"))
        .select_from(sa.outerjoin(s.statement, s.link, s.link.c.actor == st.speaker))
        .where(which, st.entity.is_distinct_from(s.link.c.entity))
    )
    changed = connection.execute(wanted).all()
    if changed:
        connection.execute(
            s.statement.update().where(st.id == sa.bindparam("key")).values(entity=sa.bindparam("linked")),
            [{"key": row.id, "linked": row.linked} for row in changed],
        )
        backend.retag(connection, [(row.id, _tag(row.entity), _tag(row.linked)) for row in changed])
    return len(changed)


def _tag(entity: int | None) -> str | None:
    return None if entity is None else entity_word(entity)


def faults(row: Any) -> tuple[Record | None, list[str]]:
    """The record of a kept report, and what does not hold of it: hashes, spans, references."""
    try:
        raw = zlib.decompress(row.raw)
        record = Record.from_json(zlib.decompress(row.record))
    except (zlib.error, RecordError) as error:
        return None, [f"cannot be read back: {error}"]
    found = []
    if hashlib.sha256(raw).hexdigest() != row.sha256:
        found.append("its bytes are not those that were added")
    text = record.report.text
    if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != row.text_sha256:
        found.append("its text is not the one that was read")
    for what, (start, end) in _spans(record):
        if not 0 <= start <= end <= len(text):
            found.append(f"{what}: the span {start}..{end} lies outside the text")
    ids = {item.id for group in (record.actors, record.times, record.attributions, record.events) for item in group}
    for told in record.attributions:
        for name in (told.parent, told.source.actor, *told.about):
            if name is not None and name not in ids:
                found.append(f"{told.id}: refers to {name}, which is not there")
    return record, found


def _spans(record: Record) -> list[tuple[str, Span]]:
    spans = [("repair", r.span) for r in record.repairs] + [("sentence", x) for x in record.sentences]
    spans += [(a.id, m.span) for a in record.actors for m in a.mentions]
    spans += [(t.id, t.span) for t in record.times] + [(q.id, q.span) for q in record.quantities]
    spans += [(a.id, x) for a in record.attributions for x in a.content.spans]
    spans += [(a.id, a.cue.span) for a in record.attributions if a.cue]
    spans += [(e.id, e.trigger) for e in record.events]
    return spans
