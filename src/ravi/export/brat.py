"""brat stand-off, ``.ann`` beside the text (https://brat.nlplab.org/standoff.html), and how it is read back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ravi.errors import InputError
from ravi.events import TYPES
from ravi.record import Record, Span

_ROLES = ("Agent", "Recipient", "Object", "Place", "Instrument", "Origin", "Destination")


def brat(record: Record) -> str:
    """The record as brat stand-off, for the report's text in a ``.txt`` file beside it.

    Text bounds are T lines (brat breaks a span at line ends, so we do), statements and events E lines with
    their arguments, and ids are brat's own.
    """
    out = _Brat(record.report.text)
    people = {
        m.span: out.text_bound("Actor", m.span) for a in record.actors for m in a.mentions if m.form != "dropped"
    }
    for told in record.attributions:
        if told.cue is None:
            continue
        content = out.text_bound("Content", *told.content.spans)
        arguments = [("Content", content)] if content else []
        if told.source.span:
            named = people.get(told.source.span) or out.text_bound("Actor", told.source.span)
            people[told.source.span] = named
            arguments.insert(0, ("Source", named))
        for role, party in (("Addressee", told.addressee), ("Channel", told.channel)):
            if party:
                arguments.append((role, out.text_bound(role, party.span)))
        out.event("Telling", told.cue.span, arguments)
    for event in record.events:
        arguments = [(r.role.capitalize(), out.text_bound("Participant", r.span)) for r in event.roles]
        out.event(event.type.capitalize(), event.trigger, arguments)
    for time in record.times:
        out.text_bound("Time", time.span)
    return "".join(f"{line}\n" for line in out.lines)


class _Brat:
    def __init__(self, text: str) -> None:
        self._text, self._bounds, self._events = text, 0, 0
        self.lines: list[str] = []

    def text_bound(self, kind: str, *spans: Span) -> str:
        parts = [part for span in spans for part in self._on_one_line(span)]
        if not parts:
            return ""
        self._bounds += 1
        where = ";".join(f"{a} {b}" for a, b in parts)
        words = " ".join(self._text[a:b] for a, b in parts)
        self.lines.append(f"T{self._bounds}\t{kind} {where}\t{words}")
        return f"T{self._bounds}"

    def event(self, kind: str, trigger: Span, arguments: list[tuple[str, str]]) -> None:
        bound = self.text_bound(kind, trigger)
        if not bound:
            return
        self._events += 1
        seen: dict[str, int] = {}
        parts = [f"{kind}:{bound}"]
        for role, name in arguments:
            if name:
                seen[role] = seen.get(role, 0) + 1
                parts.append(f"{role}{seen[role] if seen[role] > 1 else ''}:{name}")
        self.lines.append(f"E{self._events}\t{' '.join(parts)}")

    def _on_one_line(self, span: Span) -> list[Span]:
        start, end = span
        found, at = [], start
        for line in self._text[start:end].split("\n"):
            if line.strip():
                found.append((at, at + len(line)))
            at += len(line) + 1
        return found


@dataclass(frozen=True, slots=True)
class Bound:
    """A text bound of brat: its kind, its spans in code points, and the words that stand there."""

    kind: str
    spans: tuple[Span, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of brat: its kind, the id of its trigger, and its arguments as role and id."""

    kind: str
    trigger: str
    arguments: tuple[tuple[str, str], ...]


def read_brat(text: str) -> tuple[dict[str, Bound], dict[str, Happening]]:
    """The text bounds and events of an ``.ann`` file by id; lines of other kinds are left out.

    Raises InputError with the line where one is no brat.
    """
    bounds: dict[str, Bound] = {}
    events: dict[str, Happening] = {}
    for number, line in enumerate(text.split("\n"), 1):
        name, _, rest = line.partition("\t")
        try:
            if name.startswith("T"):
                what, _, words = rest.partition("\t")
                kind, _, where = what.partition(" ")
                spans = [tuple(map(int, part.split(" "))) for part in where.split(";")]
                bounds[name] = Bound(kind, tuple((start, end) for start, end in spans), words)
            elif name.startswith("E"):
                (kind, trigger), *arguments = (part.split(":") for part in rest.split())
                events[name] = Happening(kind, trigger, tuple((role, target) for role, target in arguments))
        except ValueError:
            raise InputError(f"no line of brat: {line[:80]!r}", where=f"line {number}") from None
    return bounds, events


def configuration(records: Iterable[Record] = ()) -> str:
    """brat's ``annotation.conf`` for what :func:`brat` writes: every kind and its arguments."""
    kinds = dict.fromkeys([*sorted(TYPES), *(event.type for record in records for event in record.events)])
    roles = ", ".join(f"{role}*:Participant" for role in _ROLES)
    told = "Telling\tSource?:Actor, Content:Content, Addressee?:Addressee, Channel?:Channel"
    events = "".join(f"{kind.capitalize()}\t{roles}\n" for kind in kinds)
    entities = "Actor\nParticipant\nContent\nAddressee\nChannel\nTime\n"
    return f"[entities]\n{entities}\n[relations]\n\n[events]\n{told}\n{events}\n[attributes]\n"
