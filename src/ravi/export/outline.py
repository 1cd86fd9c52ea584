"""The digest as sections of items of lines, the form that terminal and Markdown share.

Every line runs in one direction: Persian words never stand in the middle of an English line other than as a
name without a Latin form, so that no reader has to follow a sentence that jumps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ravi.export.digest import Digest, EventView, Naming, Statement, closed
from ravi.record import Actor

__all__ = ["Item", "Line", "Section", "outline", "summary"]

Style = Literal["name", "source", "words", "note"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one direction; ``status`` colours it where it tells an event's."""

    text: str
    style: Style
    rtl: bool
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One statement, event, actor or number; ``depth`` is how deep it is nested."""

    id: str
    lines: tuple[Line, ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the view; ``empty`` is said where it has no items."""

    title: str
    items: tuple[Item, ...]
    empty: str


def summary(digest: Digest) -> list[str]:
    """What stands under the headline: outlet, day, how much was found."""
    words, record = digest.words, digest.record
    counts = [
        (len(record.sentences), "fact.sentences"),
        (len(record.attributions), "fact.statements"),
        (len(record.events), "fact.events"),
        (len(record.repairs), "fact.repairs"),
    ]
    facts = [
        record.report.outlet or "",
        digest.published(),
        "، ".join(f"{words.number(n)} {words(key)}" for n, key in counts)
        if words.lang == "fa"
        else ", ".join(f"{n} {words(key)}" for n, key in counts),
    ]
    return [fact for fact in facts if fact]


def outline(digest: Digest) -> list[Section]:
    """Who said what, what happened, who is who, dates, numbers."""
    words = digest.words
    return [
        Section(words("head.said"), tuple(map(_Lines(digest).statement, digest.statements())), words("none.said")),
        Section(words("head.happened"), tuple(map(_Lines(digest).event, digest.events())), words("none.happened")),
        Section(words("head.who"), tuple(map(_Lines(digest).actor, digest.cast())), words("none.who")),
        Section(words("head.times"), tuple(_Lines(digest).times()), words("none.times")),
        Section(words("head.numbers"), tuple(_Lines(digest).numbers()), words("none.numbers")),
    ]


class _Lines:
    """The lines of each kind of item."""

    def __init__(self, digest: Digest) -> None:
        self.digest = digest
        self.words = digest.words
        self.rtl = digest.words.lang == "fa"
        self.arrow = "←" if self.rtl else "→"

    def statement(self, view: Statement) -> Item:
        words, item = self.words, view.item
        heads = [view.speaker.show(words)]
        if self.rtl and view.office and view.office not in heads[0]:
            heads[0] += f"، {view.office}"
        heads += [
            f"{words(label)} {party.show(words)}"
            for label, party in (("field.to", view.addressee), ("field.via", view.channel))
            if party
        ]
        lines = [Line(f" {self.arrow} ".join(heads), "name", self.rtl)]
        if not self.rtl:
            source = "، ".join(filter(None, (self._persian(view.speaker), view.office)))
            if source:
                lines.append(Line(source, "source", True))
        quoted = f"«{view.content}»" if item.type == "direct" else view.content
        lines.append(Line(f"{view.verb}: {quoted}" if view.verb else quoted, "words", True))
        notes = [
            words("note.negated" if item.negated else f"act.{item.act}"),
            words(f"type.{item.type}"),
            words("note.dateline") if item.dateline else "",
            words("note.inferred") if item.source.kind == "dropped" else "",
            view.when,
            f" {self.arrow} ".join(voice.show(words) for voice in view.voices) if len(view.voices) > 1 else "",
        ]
        lines.append(self._note(notes))
        return Item(item.id, tuple(lines), view.depth)

    def event(self, view: EventView) -> Item:
        words, item = self.words, view.item
        status = words(f"status.{item.status}")
        by = self._comma().join(dict.fromkeys(voucher.who.show(words) for voucher in view.vouchers))
        head = [words(f"event.{item.type}"), view.when, status, f"{words(f'by.{item.status}')} {by}" if by else ""]
        lines = [Line(" · ".join(filter(None, head)), "name", self.rtl, item.status)]
        roles = [
            f"{words(f'role.{role}')}: {self._comma().join(who.show(words) for who in names)}"
            for role, names in view.roles
        ]
        if roles:
            lines.append(Line(" · ".join(roles), "words", self.rtl))
        lines.append(Line(" · ".join(filter(None, (view.trigger, view.quantity))), "source", True))
        return Item(item.id, tuple(lines))

    def actor(self, actor: Actor) -> Item:
        words = self.words
        naming = Naming(closed(actor.name), actor.latin, actor.latin_approximate)
        lines = [Line(naming.show(words), "name", self.rtl)]
        offices = [office.title for office in self.digest.offices(actor)]
        if self.rtl:
            lines += [Line(title, "words", True) for title in offices]
        else:
            persian = self._persian(naming)
            lines += [Line(text, "words", True) for text in ([persian, *offices] if persian else offices)]
        names = self._other_names(actor)
        if names:
            lines.append(Line("، ".join(names), "source", True))
        notes = [
            words(f"kind.{actor.kind}"),
            actor.country or "",
            f"{words('field.mentions')}: {words.number(len(actor.mentions))}" if actor.mentions else "",
            words("note.approximate") if actor.latin_approximate and not self.rtl else "",
        ]
        lines.append(self._note(notes))
        return Item(actor.id, tuple(lines))

    def times(self) -> Iterator[Item]:
        for time in self.digest.record.times:
            text, meaning = self.digest.time(time)
            yield Item(time.id, (Line(meaning, "name", self.rtl), Line(text, "source", True)))

    def numbers(self) -> Iterator[Item]:
        for quantity in self.digest.record.quantities:
            text, number, unit = self.digest.quantity(quantity)
            lines = [Line(f"{number} {unit}".strip(), "name", self.rtl)] if number else []
            yield Item(quantity.id, (*lines, Line(text, "source", True)))

    def _other_names(self, actor: Actor) -> list[str]:
        """The other forms under which the report names an actor, each once, the name itself left out."""
        forms = (
            self.digest.text(mention.span) for mention in actor.mentions if mention.form in ("name", "description")
        )
        titles = {office.title for office in actor.offices}
        return [
            form
            for form in dict.fromkeys(forms)
            if form not in (actor.name, closed(actor.name))
            and form not in titles
            and not form.startswith(f"{actor.name}،")
        ]

    def _note(self, parts: list[str]) -> Line:
        return Line(" · ".join(filter(None, parts)), "note", self.rtl)

    def _persian(self, naming: Naming) -> str:
        """The Persian name, where the line above shows a Latin one."""
        return naming.persian if naming.latin else ""

    def _comma(self) -> str:
        return "، " if self.rtl else ", "
