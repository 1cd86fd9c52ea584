"""Typed rows for data frames and Parquet: one row an attribution, an event or an actor.

Nothing is flattened into text here: days are dates, spans pairs of numbers, chains and roles lists.  For a
spreadsheet there is :mod:`ravi.export.statements`.  The columns are part of the public interface: add, don't
rename; :func:`schema` gives their Arrow types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Literal, get_args

from ravi.export.statements import at, solar, speaker_name, voice
from ravi.record import Actor, Attribution, Event, Record, Span

__all__ = ["TABLES", "Rows", "table_rows"]

Rows = Literal["attributions", "events", "actors"]
TABLES: tuple[Rows, ...] = get_args(Rows)

Values = dict[str, Any]


def table_rows(records: Iterable[Record], rows: Rows) -> Iterator[Values]:
    """The rows of one table, report by report, in the order of the text; every row has all columns.

    Days are :class:`datetime.date`, spans ``{"start", "end"}`` in code points of the report's text.
    """
    make = _MAKERS[rows]
    for record in records:
        yield from make(record)


def _report(record: Record) -> Values:
    report = record.report
    return {
        "outlet": report.outlet,
        "published": _day(report.published),
        "published_solar": solar(report.published) or None,
        "title": report.title,
        "url": report.url,
        "language": report.language,
    }


def _attributions(record: Record) -> Iterator[Values]:
    actors = {actor.id: actor for actor in record.actors}
    events = {event.id: event for event in record.events}
    for told in record.attributions:
        yield _attribution(record, told, actors, events)


def _attribution(record: Record, told: Attribution, actors: dict[str, Actor], events: dict[str, Event]) -> Values:
    text, said, spans = record.report.text, told.said, told.content.spans
    speaker = actors.get(told.source.actor or "")
    return {
        "report": record.report.id,
        "id": told.id,
        "type": told.type,
        "act": told.act,
        "speaker_id": told.source.actor,
        "speaker": speaker_name(record, told) or None,
        "speaker_latin": speaker.latin if speaker else None,
        "speaker_kind": speaker.kind if speaker else None,
        "offices": [office.title for office in speaker.offices] if speaker else [],
        "country": speaker.country if speaker else None,
        "source_kind": told.source.kind,
        "source_span": _span(told.source.span),
        "cue": at(text, told.cue.span) if told.cue else None,
        "lemma": told.cue.lemma if told.cue else None,
        "cue_span": _span(told.cue.span if told.cue else None),
        "words": " … ".join(at(text, span) for span in spans),
        "spans": [_span(span) for span in spans],
        "addressee": at(text, told.addressee.span) if told.addressee else None,
        "addressee_id": told.addressee.actor if told.addressee else None,
        "channel": at(text, told.channel.span) if told.channel else None,
        "channel_id": told.channel.actor if told.channel else None,
        "said_begin": _day(said.begin) if said else None,
        "said_end": _day(said.end) if said else None,
        "said_relation": said.relation if said else None,
        "said_solar": (solar(said.begin) or None) if said else None,
        "parent": told.parent,
        "chain": list(told.chain),
        "voices": [voice(record, actors, name) for name in told.chain],
        "about": [
            {"event": e, "type": events[e].type, "status": events[e].status} for e in told.about if e in events
        ],
        "negated": told.negated,
        "dateline": told.dateline,
        "confidence": told.confidence,
        **_report(record),
    }


def _events(record: Record) -> Iterator[Values]:
    text = record.report.text
    actors = {actor.id: actor for actor in record.actors}
    times = {time.id: time for time in record.times}
    quantities = {quantity.id: quantity for quantity in record.quantities}
    told = {item.id: item for item in record.attributions}
    for event in record.events:
        time, quantity = times.get(event.time or ""), quantities.get(event.quantity or "")
        code = event.plover or {}
        yield {
            "report": record.report.id,
            "id": event.id,
            "type": event.type,
            "status": event.status,
            "negated": event.negated,
            "tense": event.tense,
            "trigger": at(text, event.trigger),
            "span": _span(event.trigger),
            "mentions": [_span(span) for span in event.mentions],
            "sentence": _sentence(record, event.trigger),
            "plover_event": code.get("event"),
            "plover_mode": code.get("mode"),
            "plover_context": code.get("context") or [],
            "roles": [
                {
                    "role": role.role,
                    "text": at(text, role.span),
                    "actor": role.actor,
                    "name": actors[role.actor].name if role.actor in actors else None,
                    "country": actors[role.actor].country if role.actor in actors else None,
                    **(_span(role.span) or {}),
                }
                for role in event.roles
            ],
            "begin": _day(time.begin) if time else None,
            "end": _day(time.end) if time else None,
            "time_value": time.value if time else None,
            "solar": time.solar if time else None,
            "quantity": quantity.value if quantity else None,
            "quantity_to": quantity.value_to if quantity else None,
            "quantity_modifier": quantity.modifier if quantity else None,
            "quantity_unit": quantity.unit if quantity else None,
            "vouched_by": [
                {
                    "attribution": v.attribution,
                    "voice": speaker_name(record, told[v.attribution]) if v.attribution in told else "AUTHOR",
                    "factuality": v.factuality,
                }
                for v in event.vouched_by
            ],
            **_report(record),
        }


def _actors(record: Record) -> Iterator[Values]:
    names = {actor.id: actor.name for actor in record.actors}
    speaks = [told.source.actor for told in record.attributions if not told.dateline]
    for actor in record.actors:
        yield {
            "report": record.report.id,
            "id": actor.id,
            "kind": actor.kind,
            "name": actor.name,
            "latin": actor.latin,
            "latin_approximate": actor.latin_approximate,
            "country": actor.country,
            "offices": [
                {"title": o.title, "of": o.of, "of_name": names.get(o.of or ""), "place": o.place, **_where(o.span)}
                for o in actor.offices
            ],
            "mentions": [{"form": m.form, **_where(m.span)} for m in actor.mentions],
            "attributions": speaks.count(actor.id),
            **_report(record),
        }


_MAKERS: dict[Rows, Callable[[Record], Iterator[Values]]] = {
    "attributions": _attributions,
    "events": _events,
    "actors": _actors,
}


def _sentence(record: Record, span: Span) -> str | None:
    text = record.report.text
    return next((at(text, s) for s in record.sentences if s[0] <= span[0] < s[1]), None)


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _where(span: Span) -> dict[str, int]:
    return {"start": span[0], "end": span[1]}


def _span(span: Span | None) -> dict[str, int] | None:
    return _where(span) if span else None
