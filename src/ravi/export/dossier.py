"""A dossier on a person, an event or a search, gathered from many records; shown by :mod:`ravi.export.folder`.

Every quotation stands in the sentences around it, with its chain of voices, its day, and the number of its
source; the sources are listed with both calendars, address, and the hash by which their text is known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from ravi.record import Actor, Attribution, Event, Record, Span
from ravi.text import fold

__all__ = ["Choice", "Dossier", "Happening", "Quotation", "Source", "choose", "collect", "everything"]

AROUND = 240
"""Code points that a quotation is shown with on either side at the most, where its sentences are longer."""

Choice = Callable[[Record], tuple[Collection[str], Collection[str]]]
"""Which attributions and which events of a record belong to the dossier, by id."""


@dataclass(frozen=True, slots=True)
class Source:
    """A report with its number in the list of sources, from 1."""

    number: int
    record: Record


@dataclass(frozen=True, slots=True)
class Quotation:
    """A statement in its context: ``around`` is the span shown, ``day`` the ISO day it is sorted by or None."""

    source: Source
    told: Attribution
    around: Span
    day: str | None


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with the day that it is sorted by, ISO or None."""

    source: Source
    event: Event
    day: str | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """What was gathered: ``subject`` is what it is on, None for a whole ledger.

    Quotations and events are in the order of their days, what has none last; sources as they were met.
    """

    subject: str | None
    quotations: tuple[Quotation, ...]
    events: tuple[Happening, ...]
    sources: tuple[Source, ...]


def everything(record: Record) -> tuple[Collection[str], Collection[str]]:
    """All statements and events of a record."""
    return [told.id for told in record.attributions], [event.id for event in record.events]


def choose(
    *, names: Collection[str] = (), statements: Collection[tuple[str, str]] = (), like: Event | None = None,
    like_in: Record | None = None,
) -> Choice:  # fmt: skip
    """What is on somebody of these ``names``, or among ``statements``, or like an event.

    ``statements`` are pairs of a report's id and an attribution's id; the events that they are about come along.
    On somebody is what he or she says, is told, or is named in, and the events with a part for him or her.  An
    event is ``like`` another (of ``like_in``) where its type agrees, a participant has the same name, and their
    days overlap; an event without a day is like that very one alone.
    """
    wanted, given = {fold(name) for name in names}, frozenset(statements)

    def on_somebody(record: Record) -> tuple[Collection[str], Collection[str]]:
        actors = [actor for actor in record.actors if fold(actor.name) in wanted]
        ids = {actor.id for actor in actors}
        events = {e.id for e in record.events if any(role.actor in ids for role in e.roles)}
        return [t.id for t in record.attributions if _concerns(t, ids, actors, events)], events

    def found(record: Record) -> tuple[Collection[str], Collection[str]]:
        told = [t for t in record.attributions if (record.report.id, t.id) in given]
        return [t.id for t in told], {event for t in told for event in t.about}

    def same(record: Record) -> tuple[Collection[str], Collection[str]]:
        assert like is not None and like_in is not None
        events = {e.id for e in record.events if _alike(record, e, like_in, like)}
        return [t.id for t in record.attributions if events & set(t.about)], events

    return same if like else on_somebody if wanted else found


def _concerns(told: Attribution, ids: set[str], actors: list[Actor], events: set[str]) -> bool:
    if told.source.actor in ids or (told.addressee and told.addressee.actor in ids) or events & set(told.about):
        return True
    return any(
        start <= mention.span[0] < end
        for actor in actors
        for mention in actor.mentions
        for start, end in told.content.spans
    )


def _alike(record: Record, event: Event, other_record: Record, other: Event) -> bool:
    if record.report.id == other_record.report.id and event == other:
        return True
    if event.type != other.type or not _parties(record, event) & _parties(other_record, other):
        return False
    (begin, end), (other_begin, other_end) = _days(record, event), _days(other_record, other)
    return bool(begin and end and other_begin and other_end and begin <= other_end and other_begin <= end)


def _parties(record: Record, event: Event) -> set[str]:
    names = {actor.id: fold(actor.name) for actor in record.actors}
    text = record.report.text
    return {names.get(role.actor or "") or fold(text[slice(*role.span)]) for role in event.roles}


def _days(record: Record, event: Event) -> tuple[str | None, str | None]:
    time = next((t for t in record.times if t.id == event.time), None)
    return (time.begin, time.end) if time else (None, None)


def collect(records: Iterable[Record], choice: Choice = everything, *, subject: str | None = None) -> Dossier:
    """Gather from many records; a record of which nothing is chosen is no source.

    Raises nothing: a subject of which nothing is known gives an empty dossier.
    """
    quotations: list[Quotation] = []
    events: list[Happening] = []
    sources: list[Source] = []
    for record in records:
        told, happened = (frozenset(ids) for ids in choice(record))
        source = Source(len(sources) + 1, record)
        quoted = [
            Quotation(
                source, item, _around(record, item), (item.said and item.said.begin) or record.report.published
            )
            for item in record.attributions
            if item.id in told and not item.dateline and item.content.spans
        ]
        here = [
            Happening(source, event, _days(record, event)[0] or record.report.published)
            for event in record.events
            if event.id in happened
        ]
        if quoted or here:
            sources.append(source)
            quotations += quoted
            events += here
    return Dossier(
        subject,
        tuple(sorted(quotations, key=lambda q: (q.day is None, q.day or ""))),
        tuple(sorted(events, key=lambda e: (e.day is None, e.day or ""))),
        tuple(sources),
    )


def _around(record: Record, told: Attribution) -> Span:
    """The sentences that a statement stands in, from its source or cue to the end of what was said."""
    parts = [*told.content.spans, *filter(None, (told.source.span, told.cue.span if told.cue else None))]
    start, end = min(a for a, _ in parts), max(b for _, b in parts)
    first = next((a for a, b in record.sentences if a <= start < b), start)
    last = next((b for a, b in record.sentences if a < end <= b), end)
    return max(first, start - AROUND), min(last, end + AROUND)
