"""From a record to the rows that are searched, and back to what must hold of them."""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

import sqlalchemy as sa

from ravi.ledger import schema as s
from ravi.ledger.folding import joined, split
from ravi.record import Actor, Attribution, Event, Record, RecordError, Span


def report_row(record: Record, digest: str, raw: bytes, origin: str | None, previous: int | None) -> dict[str, Any]:
    """The row of a report but for the time of its adding."""
    import ravi

    report = record.report
    return {
        "sha256": digest,
        "text_sha256": report.id,
        "raw": raw,
        "origin": origin,
        "url": report.url,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published,
        "previous": previous,
        "reader": ravi.__version__,
        "record": zlib.compress(record.to_json().encode("utf-8", "surrogatepass"), 6),
    }


def insert(connection: sa.Connection, report: int, record: Record) -> None:
    """All rows that a record gives, but for its report's own."""
    text = record.report.text
    _index(connection, "report_text", report, f"{record.report.title or ''}\n{text}")
    actors = {a.id: _actor(connection, report, a) for a in record.actors}
    names = {a.id: a.name for a in record.actors}
    times = {t.id: (t.begin, t.end) for t in record.times}
    events = {e.id: _event(connection, report, text, e, actors, times) for e in record.events}
    for told in record.attributions:
        key = _statement(connection, report, record, told, actors)
        speaker = names.get(told.source.actor or "", "")
        _index(connection, "statement_text", key, f"{_words(text, told.content.spans)}\n{speaker}")
        for event in told.about:
            if event in events:
                connection.execute(s.about.insert().values(statement=key, event=events[event]))


def clear(connection: sa.Connection, report: int | None = None) -> None:
    """Take out what was made from one record, or from all."""
    which = sa.true() if report is None else s.statement.c.report == report
    told = [row for (row,) in connection.execute(sa.select(s.statement.c.id).where(which))]
    for key in told:
        connection.exec_driver_sql("DELETE FROM statement_text WHERE rowid = ?", (key,))
    if report is None:
        connection.exec_driver_sql("DELETE FROM report_text")
        connection.execute(s.link.delete())
        connection.execute(s.entity.delete())
    else:
        connection.exec_driver_sql("DELETE FROM report_text WHERE rowid = ?", (report,))
    for table in (s.statement, s.event, s.actor):
        connection.execute(table.delete().where(table.c.report == report) if report is not None else table.delete())


def faults(row: Any) -> list[str]:
    """What does not hold of a kept report: hashes, spans, references."""
    try:
        raw = zlib.decompress(row.raw)
        record = Record.from_json(zlib.decompress(row.record))
    except (zlib.error, RecordError) as error:
        return [f"cannot be read back: {error}"]
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
    return found


def _spans(record: Record) -> list[tuple[str, Span]]:
    spans = [("repair", r.span) for r in record.repairs] + [("sentence", x) for x in record.sentences]
    spans += [(a.id, m.span) for a in record.actors for m in a.mentions]
    spans += [(t.id, t.span) for t in record.times] + [(q.id, q.span) for q in record.quantities]
    spans += [(a.id, x) for a in record.attributions for x in a.content.spans]
    spans += [(a.id, a.cue.span) for a in record.attributions if a.cue]
    spans += [(e.id, e.trigger) for e in record.events]
    return spans


def _index(connection: sa.Connection, table: str, key: int, text: str) -> None:
    connection.exec_driver_sql(
        f"INSERT INTO {table}(rowid, joined, split) VALUES (?, ?, ?)", (key, joined(text), split(text))
    )


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return " ".join(text[start:end] for start, end in spans)


def insert_row(connection: sa.Connection, table: sa.Table, **values: Any) -> int:
    """Insert one row and give its key."""
    (key,) = connection.execute(table.insert().values(**values)).inserted_primary_key or (0,)
    return int(key)


def _actor(connection: sa.Connection, report: int, actor: Actor) -> int:
    key = insert_row(
        connection,
        s.actor,
        report=report,
        aid=actor.id,
        kind=actor.kind,
        name=actor.name,
        folded=joined(actor.name),
        latin=actor.latin,
        country=actor.country,
    )
    for office in {o.title: o for o in actor.offices}.values():
        connection.execute(
            s.office.insert().values(actor=key, title=office.title, folded=joined(office.title), place=office.place)
        )
    return key


def _statement(
    connection: sa.Connection, report: int, record: Record, told: Attribution, actors: dict[str, int]
) -> int:
    text, said = record.report.text, told.said
    return insert_row(
        connection,
        s.statement,
        report=report,
        aid=told.id,
        speaker=actors.get(told.source.actor or ""),
        addressee=actors.get((told.addressee and told.addressee.actor) or ""),
        type=told.type,
        act=told.act,
        cue=text[slice(*told.cue.span)] if told.cue else None,
        channel=text[slice(*told.channel.span)] if told.channel else None,
        content=_words(text, told.content.spans),
        start=told.content.spans[0][0] if told.content.spans else 0,
        end=told.content.spans[-1][1] if told.content.spans else 0,
        said_begin=said.begin if said else None,
        said_end=said.end if said else None,
        parent=told.parent,
        negated=told.negated,
        dateline=told.dateline,
        confidence=told.confidence,
    )


def _event(
    connection: sa.Connection,
    report: int,
    text: str,
    event: Event,
    actors: dict[str, int],
    times: dict[str, tuple[str | None, str | None]],
) -> int:
    begin, end = times.get(event.time or "", (None, None))
    key = insert_row(
        connection,
        s.event,
        report=report,
        eid=event.id,
        type=event.type,
        status=event.status,
        begin=begin,
        end=end,
        start=event.trigger[0],
        stop=event.trigger[1],
        words=text[slice(*event.trigger)],
    )
    for role in event.roles:
        words = text[slice(*role.span)]
        connection.execute(
            s.participant.insert().values(
                event=key, role=role.role, actor=actors.get(role.actor or ""), words=words, folded=joined(words)
            )
        )
    return key
