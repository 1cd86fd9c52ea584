"""What one record gives to the tables: its rows with the keys that they get, and what the full text holds of it."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence, Set
from typing import Any

import sqlalchemy as sa

from ravi.ledger import schema as s
from ravi.ledger import tokens
from ravi.ledger.folding import joined, words
from ravi.record import Attribution, Party, Record, Role, Span

Row = dict[str, Any]

_NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")


@functools.cache
def _last(tables: tuple[sa.Table, ...]) -> sa.Select[Any]:
    return sa.select(*(sa.select(sa.func.max(table.c.id)).scalar_subquery() for table in tables))


def next_ids(connection: sa.Connection, *tables: sa.Table) -> dict[sa.Table, int]:
    """The first key of each table that is free; writers go one after another."""
    row = connection.execute(_last(tables)).one()
    return {table: (used or 0) + 1 for table, used in zip(tables, row, strict=True)}


_USED = sa.select(s.counter.c.value).where(s.counter.c.name == sa.bindparam("name"))
_TAKE = (
    s.counter.update()
    .where(s.counter.c.name == sa.bindparam("name_"))
    .values(value=s.counter.c.value + sa.bindparam("more"))
)


def take(connection: sa.Connection, name: str, how_many: int) -> int:
    """Take numbers from a counter that never gives one twice; the first of them."""
    used = connection.execute(_USED, {"name": name}).scalar()
    if used is None:
        connection.execute(s.counter.insert().values(name=name, value=how_many))
        return 1
    connection.execute(_TAKE, {"name_": name, "more": how_many})
    return int(used) + 1


def insert_row(connection: sa.Connection, table: sa.Table, **values: Any) -> int:
    """Insert one row into a table whose keys the database gives, and return its key."""
    (key,) = connection.execute(_insert(table), values).inserted_primary_key or (0,)
    return int(key)


@functools.cache
def _insert(table: sa.Table) -> sa.Insert:
    return table.insert()


class Made:
    """The rows of one record with the keys that they get, table by table; ``keys`` are those of its statements."""

    def __init__(
        self,
        connection: sa.Connection,
        report: int,
        record: Record,
        rejected: Set[str] = frozenset(),
        *,
        keys: Mapping[str, int] | None = None,
        actors: Mapping[str, int] | None = None,
    ) -> None:
        self._report, self._record, self._text = report, record, record.report.text
        first = self._first = next_ids(connection, s.actor, s.office, s.event, s.participant)
        self._rejected = rejected
        self._actor_keys = actors or {a.id: first[s.actor] + i for i, a in enumerate(record.actors)}
        self._countries = {a.id: a.country for a in record.actors}
        self._event_keys = {e.id: first[s.event] + i for i, e in enumerate(record.events)}
        self._statuses = {e.id: e.status for e in record.events}
        # The first statement of a report has the greatest of its keys: walked from the newest, they come in the
        # order of the text.
        self.keys = keys or self._new_keys(connection)

    def _new_keys(self, connection: sa.Connection) -> dict[str, int]:
        told, published = self._record.attributions, self._record.report.published
        last = (take(connection, "statement", len(told)) if told else 0) + len(told) - 1
        return {a.id: s.slot(published, last - i) for i, a in enumerate(told)}

    def _actors(self) -> list[Row]:
        return [
            {"id": self._actor_keys[a.id], "report": self._report, "aid": a.id, "kind": a.kind, "name": a.name,
             "folded": joined(a.name), "latin": a.latin, "country": a.country}
            for a in self._record.actors
        ]  # fmt: skip

    def _offices(self) -> list[Row]:
        found = [
            {"actor": self._actor_keys[a.id], "title": office.title, "folded": joined(office.title),
             "place": office.place}
            for a in self._record.actors for office in {o.title: o for o in a.offices}.values()
        ]  # fmt: skip
        return [{"id": self._first[s.office] + i, **row} for i, row in enumerate(found)]

    def _events(self) -> list[Row]:
        times = {t.id: (t.begin, t.end) for t in self._record.times}
        return [
            {"id": self._event_keys[e.id], "report": self._report, "eid": e.id, "type": e.type, "status": e.status,
             "begin": times.get(e.time or "", (None, None))[0], "end": times.get(e.time or "", (None, None))[1],
             "start": e.trigger[0], "stop": e.trigger[1], "words": self._text[slice(*e.trigger)]}
            for e in self._record.events
        ]  # fmt: skip

    def _participants(self) -> list[Row]:
        found = [
            {"event": self._event_keys[e.id], "role": role.role, "actor": self._actor_keys.get(role.actor or ""),
             "words": self._text[slice(*role.span)], "folded": joined(self._text[slice(*role.span)])}
            for e in self._record.events for role in e.roles
        ]  # fmt: skip
        return [{"id": self._first[s.participant] + i, **row} for i, row in enumerate(found)]

    def _statements(self, entities: Mapping[int, int]) -> list[Row]:
        text, made = self._text, []
        for told in self._record.attributions:
            speaker = self._actor_keys.get(told.source.actor or "")
            spans, said = told.content.spans, told.said
            begin = said.begin if said else None
            statuses = sorted({self._statuses[e] for e in told.about if e in self._statuses})
            row: Row = {
                "id": self.keys[told.id],
                "report": self._report,
                "aid": told.id,
                "speaker": speaker,
                "entity": entities.get(speaker or 0),
                "addressee": self._actor_keys.get((told.addressee and told.addressee.actor) or ""),
                "type": told.type,
                "act": told.act,
                "cue": text[slice(*told.cue.span)] if told.cue else None,
                "channel": text[slice(*told.channel.span)] if told.channel else None,
                "outlet": self._record.report.outlet,
                "country": self._countries.get(told.source.actor or ""),
                "statuses": " ".join(statuses),
                "content": said_in(text, spans),
                "spans": ",".join(f"{start}-{end}" for start, end in spans),
                "start": spans[0][0] if spans else 0,
                "end": spans[-1][1] if spans else 0,
                "said_begin": begin,
                "said_end": (said.end if said else None) or begin,
                "parent": told.parent,
                "negated": told.negated,
                "dateline": told.dateline,
                "confidence": told.confidence,
                "rejected": told.id in self._rejected,
            }
            made.append(row)
        return made

    def _abouts(self) -> list[Row]:
        return [
            {"statement": self.keys[told.id], "event": self._event_keys[event]}
            for told in self._record.attributions
            for event in dict.fromkeys(told.about) if event in self._event_keys
        ]  # fmt: skip

    @property
    def actors(self) -> list[Row]:
        """The rows of the actors."""
        return [kept_row(row) for row in self._actors()]

    def tables(self, entities: Mapping[int, int]) -> list[tuple[sa.Table, list[Row]]]:
        """All rows but those of the actors, so that none comes before one that it refers to.

        ``entities`` are those that actors are known to be, by their keys.
        """
        found = [
            (s.office, self._offices()),
            (s.event, self._events()),
            (s.participant, self._participants()),
            (s.statement, self._statements(entities)),
            (s.about, self._abouts()),
        ]
        return [(table, [kept_row(row) for row in made]) for table, made in found]

    def streams(self, entities: Mapping[int, int]) -> list[tuple[int, tuple[str, str, str, str]]]:
        """The full text of each statement that was not rejected: whole words, parts, sources, and fields."""
        actors = {a.id: a for a in self._record.actors}
        events = {e.id: e for e in self._record.events}
        return [
            (self.keys[a.id], self._streams(a, actors, events, entities))
            for a in self._record.attributions
            if a.id not in self._rejected
        ]

    def _streams(
        self, told: Attribution, actors: dict[str, Any], events: dict[str, Any], entities: Mapping[int, int]
    ) -> tuple[str, str, str, str]:
        text, report = self._text, self._record.report
        content = words(tokens.mended(text, self._record.repairs, told.content.spans))
        speaker = actors.get(told.source.actor or "")
        offices = [office.title for office in speaker.offices] if speaker else []
        source = words("\n".join([speaker.name if speaker else "", *offices]))
        about = [events[e] for e in dict.fromkeys(told.about) if e in events]
        roles = [(role.role, self._called(role, actors)) for e in about for role in e.roles]
        fields = [tokens.ALL, tokens.value("act", told.act), tokens.value("type", told.type)]
        fields += [tokens.value("status", e.status) for e in about] + [tokens.value("event", e.type) for e in about]
        if speaker and speaker.country:
            fields.append(tokens.value("country", speaker.country))
        entity = entities.get(self._actor_keys.get(told.source.actor or "", 0))
        if entity is not None:
            fields.append(entity_word(entity))
        fields = list(dict.fromkeys(fields))
        fields += tokens.days("published", report.published, report.published)
        if told.said:
            fields += tokens.days("said", told.said.begin, told.said.end)
        fields += tokens.prefixes(content, source) + tokens.exact(said_in(text, told.content.spans))
        for kind, texts in (
            ("speaker", [speaker.name] if speaker else []),
            ("office", offices),
            ("addressee", self._called(told.addressee, actors)),
            ("channel", self._called(told.channel, actors)),
            ("outlet", [report.outlet] if report.outlet else []),
            ("place", [name for role, called in roles if role == "place" for name in called]),
            ("about", [name for _, called in roles for name in called]),
        ):
            fields += tokens.names(kind, texts)
        whole, parts = content.streams
        return whole, parts, " ".join(filter(None, source.streams)), " ".join(fields)

    def _called(self, party: Party | Role | None, actors: dict[str, Any]) -> list[str]:
        """What somebody is called here and in the whole report."""
        if party is None:
            return []
        known = actors.get(party.actor or "")
        return [self._text[slice(*party.span)], *([known.name] if known else [])]


def entity_word(entity: int) -> str:
    """What the full text has of a statement whose speaker is an entity."""
    return tokens.value("entity", str(entity))


def kept_text(text: str) -> str:
    """A text as every database can keep it: what is no character becomes U+FFFD, so that offsets hold."""
    return _NO_CHARACTER.sub("\ufffd", text)


def kept_row(row: Row) -> Row:
    """A row whose texts every database can keep."""
    return {name: kept_text(value) if isinstance(value, str) else value for name, value in row.items()}


def said_in(text: str, spans: Sequence[Span]) -> str:
    """What stands at the spans, parted by a space."""
    return " ".join(text[start:end] for start, end in spans)
