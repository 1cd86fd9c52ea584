"""A forwarded post: whence it came is a voice around all that it says.

That a post was forwarded stands in the export, not in its text.  So the record gets one more attribution, without a
span for its source and cue, whose content is the whole text; every chain gets its actor after ``AUTHOR``, and what
the report stated is from then on stated by that voice: ``happened`` becomes ``alleged``.
"""

from __future__ import annotations

from dataclasses import replace

from ravi.record import Actor, Attribution, Content, Event, Record, Source, Voucher
from ravi.text import fold

__all__ = ["forward"]


def forward(record: Record, origin: str) -> Record:
    """The record of a text that was taken over whole from ``origin``; a record of nothing stays as it is."""
    text = record.report.text
    if record.report.language != "fa" or not text.strip():
        return record
    start = len(text) - len(text.lstrip())
    known = next((a for a in record.actors if a.kind in ("outlet", "organization") and _same(a, origin)), None)
    actor = known or Actor(_next("A", [a.id for a in record.actors]), "outlet", origin, why=("forwarded",))
    name = _next("a", [told.id for told in record.attributions])
    around = Attribution(
        name, "direct", Source(None, actor.id, "dropped"), None, "assert",
        Content(((start, len(text.rstrip())),)), chain=("AUTHOR", actor.id),
        about=tuple(e.id for e in record.events if any(v.attribution is None for v in e.vouched_by)),
        why=("forwarded",),
    )  # fmt: skip
    inner = [
        replace(
            told,
            parent=told.parent or name,
            chain=(told.chain[0], actor.id, *(voice for voice in told.chain[1:] if voice != actor.id)),
        )
        for told in record.attributions
    ]
    return replace(
        record,
        actors=record.actors if known else (*record.actors, actor),
        attributions=(around, *inner),
        events=tuple(_told(event, name) for event in record.events),
    )


def _same(actor: Actor, origin: str) -> bool:
    return fold(actor.name) == fold(origin)


def _told(event: Event, attribution: str) -> Event:
    vouchers = tuple(Voucher(v.attribution or attribution, v.factuality) for v in event.vouched_by)
    return replace(event, vouched_by=vouchers, status="alleged" if event.status == "happened" else event.status)


def _next(letter: str, ids: list[str]) -> str:
    numbers = [int(i[len(letter) :]) for i in ids if i[len(letter) :].isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1}"
