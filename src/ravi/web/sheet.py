"""One record as the reading page shows it: both texts with their marks, and beside them what the record says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ravi.export.digest import Digest, EventView, Naming, Statement
from ravi.export.wording import Lang, Wording
from ravi.record import Party, Record, Span
from ravi.web.places import Line, Places

__all__ = ["UNSURE", "Day", "Sheet", "Told", "Voice"]

UNSURE = 0.7
"""A statement that is right with a smaller probability looks uncertain; the confidence is calibrated."""
COLOURS = 10
"""Speakers with a colour of their own; the eleventh has that of the first."""


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with its chain, outermost voice first: the outlet, through whom it came, who said it."""

    view: Statement
    chain: tuple[str, ...]
    unsure: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks in the report, with all that they say in it; ``colour`` is a number from 0."""

    actor: str | None
    naming: Naming
    offices: tuple[str, ...]
    colour: int
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """The events of one day or period; ``when`` is empty for those without one."""

    when: str
    begin: str | None
    events: tuple[EventView, ...]


class Sheet:
    """A record in one language, with places in the texts counted as a browser counts."""

    def __init__(self, record: Record, lang: Lang) -> None:
        self.record = record
        self.digest = Digest(record, Wording(lang))
        self.words = self.digest.words
        self.places = Places(record)
        self._actors = {actor.id: actor for actor in record.actors}

    def lines(self, which: str) -> list[Line]:
        """The lines of the ``raw`` or the ``repaired`` text."""
        return list(self.places.lines(which))

    # Who said what

    def voices(self) -> list[Voice]:
        """Who speaks, in the order in which they first do."""
        grouped: dict[tuple[str, str], list[Statement]] = {}
        for statement in self.digest.statements():
            grouped.setdefault(self._who(statement), []).append(statement)
        return [
            Voice(
                actor=views[0].item.source.actor,
                naming=views[0].speaker,
                offices=self._offices(views[0].item.source.actor),
                colour=number % COLOURS,
                told=tuple(map(self._told, views)),
            )
            for number, views in enumerate(grouped.values())
        ]

    @staticmethod
    def _who(view: Statement) -> tuple[str, str]:
        return view.item.source.actor or "", "" if view.item.source.actor else view.speaker.persian

    def _offices(self, actor: str | None) -> tuple[str, ...]:
        found = self._actors.get(actor or "")
        return tuple(office.title for office in self.digest.offices(found)) if found else ()

    def _told(self, view: Statement) -> Told:
        names = [naming.show(self.words) for naming in view.voices[1:]]
        outermost = self.record.report.outlet or self.words("voice.AUTHOR")
        through = [name for name in map(self._medium, (view.item.addressee, view.item.channel)) if name]
        chain = [outermost, *names[:-1], *through, *names[-1:]]
        return Told(view, tuple(dict.fromkeys(chain)), view.item.confidence < UNSURE)

    def _medium(self, party: Party | None) -> str | None:
        """The name of an outlet to which or through which something was told; other parties are no voices."""
        actor = self._actors.get(party.actor or "") if party else None
        if party is None or actor is None or actor.kind != "outlet":
            return None
        return self.digest.naming(party.actor).show(self.words)

    # What happened

    def days(self) -> list[Day]:
        """The events by their days, the earliest first, those without a day last, each in the order of the text."""
        begins = {time.id: (time.begin or time.end, time.end or time.begin) for time in self.record.times}
        grouped: dict[tuple[str, str], list[EventView]] = {}
        for view in self.digest.events():
            begin, end = begins.get(view.item.time or "", (None, None))
            grouped.setdefault((begin or "", end or ""), []).append(view)
        ordered = sorted(grouped.items(), key=lambda item: (not item[0][0], item[0]))
        return [
            Day(self.words.days(*key) if key[0] else "", key[0] or None, tuple(events)) for key, events in ordered
        ]

    # Marks

    def data(self) -> str:
        """The marks as JSON: ``[id, layer, kind, depth, spans in the repaired text, in the raw]``."""
        found = [
            [
                item,
                layer,
                kind,
                depth,
                *([self.places.span(which, s) for s in spans] for which in ("repaired", "raw")),
            ]
            for item, layer, kind, depth, spans in self._marks()
        ]
        # «<» would let a report end the block of JSON in which it stands.
        return json.dumps(found, separators=(",", ":"), ensure_ascii=True).replace("<", "\\u003c")

    def _marks(self) -> Iterator[tuple[str, str, str, int, list[Span]]]:
        for voice in self.voices():
            for told in voice.told:
                yield from self._statement_marks(told, voice.colour)
        for actor in self.record.actors:
            spans = [mention.span for mention in actor.mentions if mention.form != "dropped"]
            yield actor.id, "actors", actor.kind, 0, spans
        for event in self.record.events:
            yield event.id, "events", event.status, 0, [event.trigger, *event.mentions]
        for time in self.record.times:
            yield time.id, "times", "time", 0, [time.span]
        for quantity in self.record.quantities:
            yield quantity.id, "quantities", "quantity", 0, [quantity.span]
        for number, repair in enumerate(self.record.repairs):
            yield f"r{number}", "repairs", repair.kind, 0, [repair.span]

    @staticmethod
    def _statement_marks(told: Told, colour: int) -> Iterator[tuple[str, str, str, int, list[Span]]]:
        item, depth = told.view.item, told.view.depth
        yield (
            item.id,
            "speech",
            f"voice-{colour}{'-unsure' if told.unsure else ''}",
            depth,
            list(item.content.spans),
        )
        if item.cue:
            yield item.id, "speech", "cue", depth, [item.cue.span]
        if item.source.span:
            yield item.id, "speech", "source", depth, [item.source.span]

    def counts(self) -> dict[str, int]:
        """How many marks each layer has."""
        record = self.record
        found: dict[str, Any] = {
            "speech": record.attributions, "actors": record.actors, "events": record.events,
            "times": record.times, "quantities": record.quantities, "repairs": record.repairs,
        }  # fmt: skip
        return {layer: len(items) for layer, items in found.items()}
