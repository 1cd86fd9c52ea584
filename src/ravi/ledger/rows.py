"""From a record to the rows that are searched, and back to what must hold of them."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from ravi.ledger import schema as s
from ravi.ledger.backend import Backend
from ravi.ledger.folding import joined, split
from ravi.record import Record, RecordError, Span

Row = dict[str, Any]


def report_row(record: Record, digest: str, raw: bytes, origin: str | None, previous: int | None) -> Row:
    """The row of a report but for its keys and the time of its adding."""
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
        **reading(record),
    }


def reading(record: Record) -> Row:
    """The columns of a report that a newer reading replaces."""
    import ravi

    return {
        "reader": ravi.__version__,
        "record": zlib.compress(record.to_json().encode("utf-8", "surrogatepass"), 6),
    }


def next_id(connection: sa.Connection, table: sa.Table) -> int:
    """The first key of a table that is free; writers go one after another."""
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0))).scalar_one()) + 1


def take(connection: sa.Connection, name: str, how_many: int) -> int:
    """Take numbers from a counter that never gives one twice; the first of them."""
    c = s.counter.c
    used = connection.execute(sa.select(c.value).where(c.name == name)).scalar()
    if used is None:
        connection.execute(s.counter.insert().values(name=name, value=how_many))
        return 1
    connection.execute(s.counter.update().where(c.name == name).values(value=used + how_many))
    return int(used) + 1


def insert(connection: sa.Connection, backend: Backend, report: int, record: Record) -> None:
    """All rows that a record gives, but for its report's own."""
    text, published = record.report.text, record.report.published
    made = _Made(connection, report, record)
    for table, found in (
        (s.actor, made.actors()),
        (s.office, made.offices()),
        (s.event, made.events()),
        (s.participant, made.participants()),
        (s.statement, made.statements()),
        (s.about, made.abouts()),
    ):
        if found:
            connection.execute(table.insert(), found)
    title = record.report.title or ""
    slot = s.slot(published, report)
    backend.index(connection, "report_text", [(slot, (joined(f"{title}\n{text}"), split(f"{title}\n{text}")))])
    names = {a.id: a.name for a in record.actors}
    told = [
        (made.keys[a.id], f"{words(text, a.content.spans)}\n{names.get(a.source.actor or '', '')}")
        for a in record.attributions
    ]
    backend.index(connection, "statement_text", [(key, (joined(line), split(line))) for key, line in told])


def clear(connection: sa.Connection, backend: Backend, report: int) -> None:
    """Take out what was made from one record."""
    st = s.statement.c
    keys = list(connection.execute(sa.select(st.id).where(st.report == report)).scalars())
    slot = connection.execute(sa.select(s.report.c.slot).where(s.report.c.id == report)).scalar_one()
    backend.unindex(connection, "statement_text", keys)
    backend.unindex(connection, "report_text", [slot])
    for table in (s.statement, s.event, s.actor):
        connection.execute(table.delete().where(table.c.report == report))


def clear_all(connection: sa.Connection, backend: Backend) -> None:
    """Take out what was made from all records."""
    backend.drop_text(connection)
    backend.create(connection)
    for table in s.derived():
        connection.execute(table.delete())


class _Made:
    """The rows of one record with the keys that they get, table by table."""

    def __init__(self, connection: sa.Connection, report: int, record: Record) -> None:
        self._report, self._record, self._text = report, record, record.report.text
        first = {table: next_id(connection, table) for table in (s.actor, s.office, s.event, s.participant)}
        self._first = first
        self._actors = {a.id: first[s.actor] + i for i, a in enumerate(record.actors)}
        self._countries = {a.id: a.country for a in record.actors}
        self._events = {e.id: first[s.event] + i for i, e in enumerate(record.events)}
        self._statuses = {e.id: e.status for e in record.events}
        # The first statement of a report has the greatest of its keys: walked from the newest, they come in
        # the order of the text.
        total = len(record.attributions)
        last = (take(connection, "statement", total) if total else 0) + total - 1
        published = record.report.published
        self.keys = {a.id: s.slot(published, last - i) for i, a in enumerate(record.attributions)}

    def actors(self) -> list[Row]:
        return [
            {"id": self._actors[a.id], "report": self._report, "aid": a.id, "kind": a.kind, "name": a.name,
             "folded": joined(a.name), "latin": a.latin, "country": a.country}
            for a in self._record.actors
        ]  # fmt: skip

    def offices(self) -> list[Row]:
        found = [
            {"actor": self._actors[a.id], "title": office.title, "folded": joined(office.title),
             "place": office.place}
            for a in self._record.actors for office in {o.title: o for o in a.offices}.values()
        ]  # fmt: skip
        return [{"id": self._first[s.office] + i, **row} for i, row in enumerate(found)]

    def events(self) -> list[Row]:
        times = {t.id: (t.begin, t.end) for t in self._record.times}
        return [
            {"id": self._events[e.id], "report": self._report, "eid": e.id, "type": e.type, "status": e.status,
             "begin": times.get(e.time or "", (None, None))[0], "end": times.get(e.time or "", (None, None))[1],
             "start": e.trigger[0], "stop": e.trigger[1], "words": self._text[slice(*e.trigger)]}
            for e in self._record.events
        ]  # fmt: skip

    def participants(self) -> list[Row]:
        found = [
            {"event": self._events[e.id], "role": role.role, "actor": self._actors.get(role.actor or ""),
             "words": self._text[slice(*role.span)], "folded": joined(self._text[slice(*role.span)])}
            for e in self._record.events for role in e.roles
        ]  # fmt: skip
        return [{"id": self._first[s.participant] + i, **row} for i, row in enumerate(found)]

    def statements(self) -> list[Row]:
        text, made = self._text, []
        for told in self._record.attributions:
            spans, said = told.content.spans, told.said
            begin = said.begin if said else None
            statuses = sorted({self._statuses[e] for e in told.about if e in self._statuses})
            row: Row = {
                "id": self.keys[told.id],
                "report": self._report,
                "aid": told.id,
                "speaker": self._actors.get(told.source.actor or ""),
                "addressee": self._actors.get((told.addressee and told.addressee.actor) or ""),
                "type": told.type,
                "act": told.act,
                "cue": text[slice(*told.cue.span)] if told.cue else None,
                "channel": text[slice(*told.channel.span)] if told.channel else None,
                "outlet": self._record.report.outlet,
                "country": self._countries.get(told.source.actor or ""),
                "statuses": " ".join(statuses),
                "content": words(text, spans),
                "spans": ",".join(f"{start}-{end}" for start, end in spans),
                "start": spans[0][0] if spans else 0,
                "end": spans[-1][1] if spans else 0,
                "said_begin": begin,
                "said_end": (said.end if said else None) or begin,
                "parent": told.parent,
                "negated": told.negated,
                "dateline": told.dateline,
                "confidence": told.confidence,
                "rejected": False,
            }
            made.append(row)
        return made

    def abouts(self) -> list[Row]:
        return [
            {"statement": self.keys[told.id], "event": self._events[event]}
            for told in self._record.attributions for event in dict.fromkeys(told.about) if event in self._events
        ]  # fmt: skip


def name_speakers(connection: sa.Connection, which: sa.ColumnElement[bool]) -> None:
    """Write down at the statements who their speakers are over all reports, as the links have it."""
    linked = sa.select(s.link.c.entity).where(s.link.c.actor == s.statement.c.speaker).scalar_subquery()
    connection.execute(s.statement.update().where(which).values(entity=linked))


def words(text: str, spans: Sequence[Span]) -> str:
    """What stands at the spans, parted by a space."""
    return " ".join(text[start:end] for start, end in spans)


def insert_row(connection: sa.Connection, table: sa.Table, **values: Any) -> int:
    """Insert one row into a table whose keys the database gives, and return its key."""
    (key,) = connection.execute(table.insert().values(**values)).inserted_primary_key or (0,)
    return int(key)


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
