"""``ravi explain``: which rule or model made a decision, with its evidence."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from ravi.cli.console import screen
from ravi.cli.inputs import day, read_text
from ravi.cli.options import BidiOption, EncodingOption, JsonOption, PublishedOption
from ravi.errors import InputError
from ravi.record import Attribution, Event, Quantity, Record, Span, TimeExpression

if TYPE_CHECKING:
    from ravi.language import Analysis

__all__ = ["explain"]

_LEGEND = {
    "A": "actors",
    "T": "times",
    "Q": "quantities",
    "a": "attributions",
    "e": "events",
}
_ID = re.compile(r"[ATQae][1-9][0-9]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Finding:
    """One thing that covers a place: what it is, its words, what is said of it, and why."""

    what: str
    span: Span | None
    text: str
    facts: dict[str, str]
    why: tuple[str, ...]


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A report; **-** is standard input.")],
    at: Annotated[
        str,
        typer.Option("--at", metavar="OFFSET|ID", help="A code point of the text, or an id of the record (a3)."),
    ],
    published: PublishedOption = None,
    encoding: EncodingOption = None,
    as_json: JsonOption = False,
    bidi: BidiOption = "auto",
) -> None:
    """Tell what covers a place of a report, and which rule or model decided it."""
    from ravi import language
    from ravi.reader import Reader, report

    text = read_text(file, encoding)
    place = _place(at, text)
    record = Reader().read(report(text, published=day(published)))
    if isinstance(place, str):
        findings = list(_of_id(record, place))
    elif record.report.language != "fa":
        findings = []
    else:
        findings = [*_of_text(language.analyse(text), record, place), *_covering(record, place)]
    if as_json:
        sys.stdout.write(json.dumps([_plain(item) for item in findings], ensure_ascii=False) + "\n")
        return
    target = screen(bidi)
    for item in findings:
        where = f"  [{item.span[0]}, {item.span[1]})" if item.span else ""
        target.write(f"{item.what}{where}", "bold")
        if item.text:
            target.put(item.text, rtl=True)
        for key, value in item.facts.items():
            target.put(f"{key}: {value}", rtl=False, indent=4)
        for reason in item.why:
            target.put(f"because {reason}", rtl=False, indent=4, style="cyan")
    if not findings:
        target.write("Nothing of the record covers this place.", "dim")


def _place(at: str, text: str) -> int | str:
    """An offset in the text or an id; raises InputError where it is neither."""
    if _ID.fullmatch(at):
        return at
    if not at.isdecimal():
        raise InputError(
            f"{at!r} is neither an offset nor an id", where="--at", hint="for example --at 120 or --at a3"
        )
    offset = int(at)
    if offset >= len(text):
        raise InputError(f"{offset} lies behind the end: the text has {len(text)} code points", where="--at")
    return offset


def _plain(item: _Finding) -> dict[str, object]:
    return {
        "what": item.what,
        "span": list(item.span) if item.span else None,
        "text": item.text,
        "facts": item.facts,
        "why": list(item.why),
    }


def _of_text(analysis: Analysis, record: Record, offset: int) -> Iterator[_Finding]:
    """The repairs, words, sentence and name at an offset."""
    raw = analysis.raw
    for repair in record.repairs:
        if repair.span[0] <= offset < max(repair.span[1], repair.span[0] + 1):
            facts = {"instead": repair.text or "nothing"}
            yield _Finding(f"repair: {repair.kind}", repair.span, raw[slice(*repair.span)], facts, repair.why)
    for i in analysis.words_in(offset, offset + 1):
        word = analysis.words[i]
        facts = {
            "spelling": word.text,
            "lemma": word.lemma,
            "tag": f"{word.upos} ({word.xpos})",
            "features": "|".join(f"{key}={value}" for key, value in word.feats.items()) or "none",
            "relation": f"{word.deprel} of {analysis.words[word.head].text}" if word.head != i else "root",
        }
        yield _Finding(f"word {i}", word.span, raw[word.start : word.end], facts, ("the tagger and parser",))
    for entity in analysis.entities:
        if entity.start <= offset < entity.end:
            facts = {"probability": f"{entity.score:.2f}"}
            text = raw[entity.start : entity.end]
            yield _Finding(f"name: {entity.label}", (entity.start, entity.end), text, facts, ("the name model",))


def _covering(record: Record, offset: int) -> Iterator[_Finding]:
    """All items of the record one of whose spans covers an offset."""
    for actor in record.actors:
        if any(_covers(mention.span, offset) for mention in actor.mentions):
            yield from _of_id(record, actor.id)
    measured: tuple[TimeExpression | Quantity, ...] = (*record.times, *record.quantities)
    for item in measured:
        if _covers(item.span, offset):
            yield from _of_id(record, item.id)
    for attribution in record.attributions:
        if any(_covers(span, offset) for span in _attribution_spans(attribution)):
            yield from _of_id(record, attribution.id)
    for event in record.events:
        if any(_covers(span, offset) for span in (event.trigger, *event.mentions)):
            yield from _of_id(record, event.id)


def _covers(span: Span, offset: int) -> bool:
    return span[0] <= offset < span[1]


def _attribution_spans(item: Attribution) -> Iterator[Span]:
    yield from item.content.spans
    for part in (item.cue, item.source, item.addressee, item.channel):
        if part and part.span:
            yield part.span


def _of_id(record: Record, wanted: str) -> Iterator[_Finding]:
    """The item with an id; raises InputError where the record has none."""
    raw = record.report.text
    items = getattr(record, _LEGEND[wanted[0]])
    found = next((item for item in items if item.id == wanted), None)
    if found is None:
        last = items[-1].id if items else "none"
        raise InputError(f"the record has no {wanted}; the last is {last}", where="--at")
    span: Span | None
    if isinstance(found, Attribution):
        span = found.cue.span if found.cue else found.content.spans[0]
    elif isinstance(found, Event):
        span = found.trigger
    else:
        span = getattr(found, "span", None)
    text = raw[slice(*span)] if span else found.name
    yield _Finding(f"{_LEGEND[wanted[0]]} {wanted}", span, text, _facts(found), found.why)


def _facts(item: object) -> dict[str, str]:
    """The fields of an item that say something, as one line each."""
    from ravi.record.json import plain

    hidden = ("id", "span", "trigger", "name")
    return {
        key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in plain(item).items()
        if key not in hidden and value not in (None, [], False)
    }
