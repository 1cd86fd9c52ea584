"""A record as a reader meets it: names instead of ids, words instead of offsets, in one language.

Every view (terminal, Markdown, page) is made from the same digest, so that all of them say the same.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from ravi.export.wording import Wording
from ravi.record import Actor, Attribution, Event, Office, Quantity, Record, Span, TimeExpression

__all__ = ["Digest", "EventView", "Naming", "Statement", "VoucherView", "closed"]

_HEADLINE = 160
"""Code points of a first sentence that stand for a headline."""


# The order in which a reader asks: who did what to whom, with what, where
_ROLES = ("agent", "object", "recipient", "instrument", "origin", "destination", "place")


def closed(text: str) -> str:
    """``text`` with the quotation mark that its span leaves out, where the one that opens it stands inside."""
    return f"{text}»" if text.count("«") == text.count("»") + 1 else text


@dataclass(frozen=True, slots=True)
class Naming:
    """A name in Persian and, where there is one, in Latin letters; ``key`` instead where nobody has a name."""

    persian: str
    latin: str | None = None
    approximate: bool = False
    key: str = ""

    def show(self, words: Wording) -> str:
        """The name for readers of one language; an approximate spelling is marked."""
        if self.key:
            return words(self.key)
        if words.lang == "fa" or not self.latin:
            return self.persian
        return f"{self.latin}~" if self.approximate else self.latin


@dataclass(frozen=True, slots=True)
class Statement:
    """One telling, ready to be shown.  ``depth`` counts the tellings around it."""

    item: Attribution
    depth: int
    speaker: Naming
    office: str | None
    addressee: Naming | None
    channel: Naming | None
    verb: str
    content: str
    when: str
    voices: tuple[Naming, ...]


@dataclass(frozen=True, slots=True)
class VoucherView:
    """Who vouches for an event; ``factuality`` is one of FactBank's values."""

    who: Naming
    factuality: str


@dataclass(frozen=True, slots=True)
class EventView:
    """One event, ready to be shown; ``roles`` are who and what takes part, each role once, the agent first."""

    item: Event
    trigger: str
    roles: tuple[tuple[str, tuple[Naming, ...]], ...]
    when: str
    quantity: str
    vouchers: tuple[VoucherView, ...]


class Digest:
    """One record in one language."""

    def __init__(self, record: Record, words: Wording) -> None:
        self.record = record
        self.words = words
        self._actors = {actor.id: actor for actor in record.actors}
        self._times = {time.id: time for time in record.times}
        self._quantities = {quantity.id: quantity for quantity in record.quantities}
        self._attributions = {item.id: item for item in record.attributions}
        self._repair_starts = [repair.span[0] for repair in record.repairs]

    # Text

    def text(self, span: Span) -> str:
        """The words of a span that stands alone, with the mark that closes a quotation in it; see :meth:`piece`."""
        return closed(self.piece(span))

    def piece(self, span: Span) -> str:
        """The words of a span in their repaired spelling, on one line."""
        raw, (start, end) = self.record.report.text, span
        out: list[str] = []
        at = start
        for repair in self.record.repairs[bisect.bisect_left(self._repair_starts, start) :]:
            if repair.span[0] >= end:
                break
            if repair.span[1] <= end:
                out += (raw[at : repair.span[0]], repair.text)
                at = repair.span[1]
        out.append(raw[at:end])
        return " ".join("".join(out).split())

    def joined(self, spans: tuple[Span, ...]) -> str:
        """The words of several spans; an ellipsis stands where words between them were left out."""
        out = ""
        for number, span in enumerate(spans):
            if number:
                between = self.text((spans[number - 1][1], span[0]))
                left_out = any(char.isalnum() for char in between)
                out += " … " if left_out else f"{between} "
            out += self.text(span)
        return out

    def headline(self) -> str:
        """The title, or the beginning of the first sentence."""
        report = self.record.report
        if report.title:
            return report.title
        first = self.record.sentences[0] if self.record.sentences else (0, min(len(report.text), 4 * _HEADLINE))
        text = self.text(first)
        return text if len(text) <= _HEADLINE else f"{text[:_HEADLINE].rsplit(' ', 1)[0]} …"

    def published(self) -> str:
        """The day of publication in both calendars, or that it is not known."""
        day = self.record.report.published
        return self.words.days(day, day) if day else self.words("fact.unknown_day")

    def nothing(self) -> str:
        """Why the record is empty, or an empty string where it need not be."""
        report = self.record.report
        if not report.text.strip():
            return self.words("none.text")
        return "" if report.language == "fa" else self.words("none.language")

    # Who

    def naming(self, actor: str | None, span: Span | None = None) -> Naming:
        """The name of an actor; without one the words of the text, or that nobody is named."""
        found = self._actors.get(actor or "")
        if found:
            return Naming(closed(found.name), found.latin, found.latin_approximate)
        if span:
            return Naming(self.text(span))
        return Naming("", key="voice.AUTHOR" if actor == "AUTHOR" else "voice.unknown")

    def office(self, actor: str | None) -> str | None:
        """The office with which the report introduces an actor."""
        found = self._actors.get(actor or "")
        return found.offices[0].title if found and found.offices else None

    def offices(self, actor: Actor) -> tuple[Office, ...]:
        """The offices of an actor, each wording once."""
        return tuple({office.title: office for office in actor.offices}.values())

    def cast(self) -> list[Actor]:
        """Who speaks, is spoken to or takes part, and every person; the record holds the others as well."""
        told = self.record.attributions
        active = {item.source.actor for item in told}
        active |= {party.actor for item in told for party in (item.addressee, item.channel) if party}
        active |= {role.actor for event in self.record.events for role in event.roles}
        return [actor for actor in self.record.actors if actor.id in active or actor.kind == "person"]

    # What was said

    def statements(self) -> list[Statement]:
        """Every telling in the order of the text."""
        return [self._statement(item) for item in self.record.attributions]

    def _statement(self, item: Attribution) -> Statement:
        source = item.source
        depth, parent = 0, item.parent
        while parent in self._attributions and depth < len(self._attributions):
            depth, parent = depth + 1, self._attributions[parent].parent
        return Statement(
            item=item,
            depth=depth,
            speaker=self.naming(source.actor, source.span),
            office=self.office(source.actor),
            addressee=self.naming(item.addressee.actor, item.addressee.span) if item.addressee else None,
            channel=self.naming(item.channel.actor, item.channel.span) if item.channel else None,
            verb=self.text(item.cue.span) if item.cue else "",
            content=self.joined(item.content.spans),
            when=self._said(item),
            voices=tuple(self.naming(voice) for voice in item.chain),
        )

    def _said(self, item: Attribution) -> str:
        said = item.said
        if said is None or not (said.begin or said.end or said.time):
            return ""
        time = self._times.get(said.time or "")
        if said.begin or said.end:
            days = self.words.days(said.begin, said.end, time.solar if time and time.begin == said.begin else None)
        else:
            days = self.words.time(time) if time else ""
        return f"{self.words(f'relation.{said.relation}')} {days}".strip() if said.relation else days

    # What happened

    def events(self) -> list[EventView]:
        """Every event in the order of the text."""
        return [self._event(item) for item in self.record.events]

    def _event(self, item: Event) -> EventView:
        time = self._times.get(item.time or "")
        quantity = self._quantities.get(item.quantity or "")
        roles: dict[str, dict[Naming, None]] = {role: {} for role in _ROLES}
        for role in item.roles:
            roles.setdefault(role.role, {})[self.naming(role.actor, role.span)] = None
        told = " ".join(who.persian for names in roles.values() for who in names)
        count = self.text(quantity.span) if quantity else ""
        vouchers = {
            VoucherView(self._voice(voucher.attribution), voucher.factuality): None for voucher in item.vouched_by
        }
        return EventView(
            item=item,
            trigger=self.text(item.trigger),
            roles=tuple((role, tuple(names)) for role, names in roles.items() if names),
            when=self.words.time(time) if time else "",
            quantity="" if count in told else count,
            vouchers=tuple(vouchers),
        )

    def _voice(self, attribution: str | None) -> Naming:
        if attribution is None:
            return self.naming("AUTHOR")
        item = self._attributions.get(attribution)
        return self.naming(item.source.actor, item.source.span) if item else self.naming(None)

    # When and how many

    def time(self, item: TimeExpression) -> tuple[str, str]:
        """The words of an expression of time and what it stands for."""
        return self.text(item.span), self.words.time(item)

    def quantity(self, item: Quantity) -> tuple[str, str, str]:
        """The words of a quantity, its bound and number, its unit."""
        return self.text(item.span), self.words.quantity(item), item.unit or ""
