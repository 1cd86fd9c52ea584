"""W3C Web Annotation (JSON-LD): every statement, time and event where it stands in its report.

https://www.w3.org/TR/annotation-model/ : TextPositionSelector counts code points from the beginning of the
text, TextQuoteSelector gives the words with what stands before and after them.
"""

from __future__ import annotations

from typing import Any

from ravi.record import Record, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Code points of prefix and suffix, the length that the model's examples and Hypothesis use."""


def collection(record: Record) -> dict[str, Any]:
    """An AnnotationCollection with one page that holds all annotations of a record."""
    items = list(_items(record))
    base = f"urn:sha256:{record.report.id}"
    page = {"id": f"{base}#page1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    return {
        "@context": CONTEXT, "id": f"{base}#annotations", "type": "AnnotationCollection",
        "label": record.report.title or "Ravi", "total": len(items), "first": page,
    }  # fmt: skip


def _items(record: Record) -> list[dict[str, Any]]:
    names = {a.id: a.name for a in record.actors}
    found = []
    for told in record.attributions:
        said_by = names.get(told.source.actor or "", "")
        body = f"{said_by} ({told.act}, {told.type})".strip()
        found.append(_annotation(record, told.id, told.content.spans, body, "identifying"))
    for time in record.times:
        value = time.value or "/".join(filter(None, (time.begin, time.end)))
        found.append(_annotation(record, time.id, (time.span,), f"{time.kind}: {value}", "tagging"))
    for event in record.events:
        spans = (event.trigger, *event.mentions)
        found.append(_annotation(record, event.id, spans, f"{event.type}: {event.status}", "tagging"))
    return found


def _annotation(record: Record, name: str, spans: tuple[Span, ...], body: str, why: str) -> dict[str, Any]:
    source = record.report.url or f"urn:sha256:{record.report.id}"
    targets = [{"source": source, "selector": _selectors(record.report.text, span)} for span in spans]
    return {
        "id": f"urn:sha256:{record.report.id}#{name}",
        "type": "Annotation",
        "motivation": why,
        "body": {"type": "TextualBody", "value": body, "format": "text/plain"},
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    start, end = span
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
    ]
