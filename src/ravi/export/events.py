"""Events as PLOVER JSON lines, one an event (https://github.com/openeventdata/PLOVER)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ravi.record import Event, Record

_SIDES = {"agent": "actor", "recipient": "recipient", "object": "recipient"}


def plover(record: Record) -> Iterator[dict[str, Any]]:
    """The events of a record in PLOVER's fields, with Ravi's type, status and vouchers beside them.

    Events whose type has no PLOVER code (accidents, deaths) are left out: PLOVER has no place for them.
    """
    for event in record.events:
        code = event.plover or {}
        if code.get("event"):
            yield _line(record, event, code)


def _line(record: Record, event: Event, code: dict[str, object]) -> dict[str, Any]:
    text, times = record.report.text, {t.id: t for t in record.times}
    actors = {a.id: a for a in record.actors}
    sides: dict[str, list[dict[str, str | None]]] = {"actor": [], "recipient": []}
    for role in event.roles:
        if side := _SIDES.get(role.role):
            who = actors.get(role.actor or "")
            sides[side].append(
                {"text": who.name if who else text[slice(*role.span)], "country": who.country if who else None}
            )
    time = times.get(event.time or "")
    return {
        "id": f"{record.report.id}#{event.id}",
        "date": time.begin if time else None,
        "date_end": time.end if time else None,
        "event": code["event"],
        "mode": code.get("mode"),
        "context": code.get("context") or [],
        **sides,
        "location": [text[slice(*r.span)] for r in event.roles if r.role == "place"],
        "event_text": text[slice(*event.trigger)],
        "text": text[slice(*_sentence(record, event))],
        "publisher": record.report.outlet,
        "publication_date": record.report.published,
        "url": record.report.url,
        "language": record.report.language,
        "coder": "Ravi",
        "ravi": {
            "type": event.type,
            "status": event.status,
            "vouched_by": [{"attribution": v.attribution, "factuality": v.factuality} for v in event.vouched_by],
        },
    }


def _sentence(record: Record, event: Event) -> tuple[int, int]:
    return next(((a, b) for a, b in record.sentences if a <= event.trigger[0] < b), event.trigger)
