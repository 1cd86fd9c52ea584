"""CoNLL-U of the whole report with Ravi's layers in MISC (https://universaldependencies.org/format.html).

The columns are those of ``ravi parse``.  MISC has beside ``start_char`` and ``end_char`` one key a layer, each
with what the word belongs to: ``Content=a1:B,a2:I`` is a word that begins the content of ``a1`` and lies within
that of ``a2``.  Layers: ``Actor``, ``Time``, ``Quantity``, ``Source``, ``Cue``, ``Content``, ``Addressee``,
``Channel``, ``Event``.  What belongs to an id as a whole stands in comments before the first sentence:
``# attribution a1 = act=assert|type=indirect|source=A1|chain=AUTHOR>A1``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ravi import language
from ravi.language.conllu import sentences
from ravi.record import Record, Span

__all__ = ["conllu"]

_ESCAPES = str.maketrans({"\\": "\\\\", "|": "\\p", "\t": " ", "\n": " ", "\r": " "})


def conllu(record: Record) -> str:
    """One report as CoNLL-U, ``# newdoc`` first; ends with an empty line.  The text is analysed again."""
    analysis = language.analyse(record.report.text)
    layers: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for layer, name, span in _spans(record):
        for order, word in enumerate(analysis.words_in(*span)):
            layers[word][layer].append(f"{name}:{'I' if order else 'B'}")
    blocks, word = [], 0
    for block in sentences(analysis):
        lines = []
        for line in block.split("\n"):
            if not line.startswith("#") and "-" not in line.partition("\t")[0]:
                line += "".join(f"|{layer}={','.join(names)}" for layer, names in layers[word].items())
                word += 1
            lines.append(line)
        blocks.append("\n".join(lines))
    head = "".join(f"# {line}\n" for line in _comments(record))
    return head + "".join(f"{block}\n\n" for block in blocks) if blocks else ""


def _spans(record: Record) -> Iterator[tuple[str, str, Span]]:
    """Every layer with the id and the span of each of its items."""
    for actor in record.actors:
        yield from (("Actor", actor.id, m.span) for m in actor.mentions if m.form != "dropped")
    yield from (("Time", time.id, time.span) for time in record.times)
    yield from (("Quantity", quantity.id, quantity.span) for quantity in record.quantities)
    for told in record.attributions:
        if told.source.span:
            yield "Source", told.id, told.source.span
        if told.cue:
            yield "Cue", told.id, told.cue.span
        yield from (("Content", told.id, span) for span in told.content.spans)
        for layer, party in (("Addressee", told.addressee), ("Channel", told.channel)):
            if party:
                yield layer, told.id, party.span
    for event in record.events:
        yield from (("Event", event.id, span) for span in (event.trigger, *event.mentions))


def _comments(record: Record) -> Iterator[str]:
    report = record.report
    yield f"newdoc id = {report.id}"
    for key, value in (("outlet", report.outlet), ("published", report.published), ("url", report.url)):
        if value:
            yield f"{key} = {_cell(value)}"
    for actor in record.actors:
        facts = {"kind": actor.kind, "name": actor.name, "latin": actor.latin, "country": actor.country}
        yield f"actor {actor.id} = {_facts(facts)}"
    for time in record.times:
        times = {"kind": time.kind, "begin": time.begin, "end": time.end, "value": time.value, "solar": time.solar}
        yield f"time {time.id} = {_facts(times)}"
    for quantity in record.quantities:
        number = None if quantity.value is None else f"{quantity.value:g}"
        yield f"quantity {quantity.id} = {_facts({'value': number, 'unit': quantity.unit})}"
    for told in record.attributions:
        yield f"attribution {told.id} = " + _facts(
            {
                "act": told.act, "type": told.type, "source": told.source.actor, "chain": ">".join(told.chain),
                "parent": told.parent, "about": ",".join(told.about), "negated": "yes" if told.negated else None,
            }
        )  # fmt: skip
    for event in record.events:
        voices = ",".join(f"{v.attribution or 'AUTHOR'}:{v.factuality}" for v in event.vouched_by)
        roles = ",".join(f"{r.role}:{r.actor}" for r in event.roles if r.actor)
        facts = {"type": event.type, "status": event.status, "time": event.time, "roles": roles, "by": voices}
        yield f"event {event.id} = {_facts(facts)}"


def _facts(facts: dict[str, str | None]) -> str:
    return "|".join(f"{key}={_cell(value)}" for key, value in facts.items() if value)


def _cell(value: str) -> str:
    return value.translate(_ESCAPES)
