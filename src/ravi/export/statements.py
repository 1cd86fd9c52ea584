"""One flat row a statement: what a spreadsheet, a frame and a list of statements show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from persiantools.jdatetime import JalaliDate

from ravi.record import Actor, Attribution, Record, Span


@dataclass(frozen=True, slots=True)
class Row:
    """A statement with all that belongs to it, as plain values.

    Dates are ISO strings; ``*_solar`` the same day in solar Hijri (``1403-10-28``); an interval has its
    beginning in ``said_from`` and its end in ``said_to``.  ``start`` and ``end`` are code-point offsets of the
    words in the report's text, ``confidence`` a probability.
    """

    report: str
    statement: str
    speaker: str
    speaker_latin: str
    office: str
    country: str
    verb: str
    act: str
    type: str
    words: str
    addressee: str
    channel: str
    said_from: str
    said_to: str
    said_solar: str
    outlet: str
    published: str
    published_solar: str
    url: str
    title: str
    chain: str
    about: str
    negated: str
    start: int
    end: int
    confidence: float


COLUMNS = tuple(field.name for field in fields(Row))


def solar(iso: str | None) -> str:
    """The solar Hijri day of a Gregorian ISO day; empty for none."""
    if not iso:
        return ""
    year, month, day = map(int, iso.split("-"))
    return str(JalaliDate.to_jalali(year, month, day).isoformat())


def rows(records: Iterable[Record]) -> Iterator[Row]:
    """The rows of many records, report by report, in the order of the text."""
    for record in records:
        actors = {a.id: a for a in record.actors}
        status = {e.id: f"{e.type}: {e.status}" for e in record.events}
        for told in record.attributions:
            yield _row(record, told, actors, status)


def speaker_name(record: Record, told: Attribution) -> str:
    """Who tells: the actor's name, else the words of the text, empty where the text names nobody."""
    for actor in record.actors:
        if actor.id == told.source.actor:
            return actor.name
    return at(record.report.text, told.source.span) if told.source.span else ""


def _row(record: Record, told: Attribution, actors: dict[str, Actor], status: dict[str, str]) -> Row:
    report, text, said = record.report, record.report.text, told.said
    speaker = actors.get(told.source.actor or "")
    spans = told.content.spans
    return Row(
        report=report.id,
        statement=told.id,
        speaker=speaker.name if speaker else "",
        speaker_latin=(speaker.latin or "") if speaker else "",
        office="؛ ".join(dict.fromkeys(o.title for o in speaker.offices)) if speaker else "",
        country=(speaker.country or "") if speaker else "",
        verb=at(text, told.cue.span) if told.cue else "",
        act=told.act,
        type=told.type,
        words=" … ".join(at(text, span) for span in spans),
        addressee=at(text, told.addressee.span) if told.addressee else "",
        channel=at(text, told.channel.span) if told.channel else "",
        said_from=(said.begin or "") if said else "",
        said_to=(said.end or "") if said else "",
        said_solar=solar(said.begin) if said else "",
        outlet=report.outlet or "",
        published=report.published or "",
        published_solar=solar(report.published),
        url=report.url or "",
        title=report.title or "",
        chain=" ← ".join(voice(record, actors, name) for name in told.chain),
        about="; ".join(status[e] for e in told.about if e in status),
        negated="yes" if told.negated else "",
        start=spans[0][0] if spans else 0,
        end=spans[-1][1] if spans else 0,
        confidence=round(told.confidence, 3),
    )


def voice(record: Record, actors: dict[str, Actor], name: str) -> str:
    """The name of a voice of a chain: ``AUTHOR`` is the outlet where it is known."""
    if name == "AUTHOR":
        return record.report.outlet or "AUTHOR"
    return actors[name].name if name in actors else "?"


def at(text: str, span: Span) -> str:
    """The words of a span as they stand in the text, on one line."""
    return " ".join(text[span[0] : span[1]].split())
