"""What the calls answer, as their documentation shows it; a test holds each example to its schema."""

from __future__ import annotations

from typing import Any

__all__ = ["answers", "file_answer"]

TEXT = "ناهید آذرگون گفت که راه باز است."
_ID = "5a4c8d3ef0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b"

REPORT = {
    "report": 1, "title": "پل سورنا باز شد", "outlet": "نوروزنامه", "url": "https://nowruz.example/1",
    "published": "2025-01-17", "added": "2025-01-18T09:30:00+00:00", "origin": "form", "text": _ID,
    "statements": 1, "events": 1, "previous": None,
}  # fmt: skip
HIT = {
    "statement": 1, "report": 1, "attribution": "a1", "speaker": "ناهید آذرگون", "offices": ["وزیر راه سورنا"],
    "country": None, "cue": "گفت", "act": "assert", "type": "indirect", "content": "راه باز است", "marks": [[0, 3]],
    "span": [20, 31], "addressee": None, "channel": None, "said": None, "outlet": "نوروزنامه",
    "published": "2025-01-17", "url": "https://nowruz.example/1", "title": "پل سورنا باز شد", "negated": False,
    "confidence": 0.93,
}  # fmt: skip


def _share(value: str, entity: int | None = None) -> list[dict[str, object]]:
    return [{"value": value, "statements": 1, "entity": entity}]


FACETS = {
    "counted": 1, "more": False, "speakers": _share("ناهید آذرگون", 1), "outlets": _share("نوروزنامه"),
    "acts": _share("assert"), "types": _share("indirect"), "statuses": [], "countries": [],
    "months": _share("2025-01"), "solar_months": _share("1403-10"),
}  # fmt: skip
PERIOD = {"label": "1403-10", "begin": "2024-12-21", "end": "2025-01-19", "statements": 1, "hits": [HIT]}
WHO = {
    "entity": 1, "kind": "person", "name": "ناهید آذرگون", "latin": "Nahid Azargun", "country": None,
    "forms": [["آذرگون", "the same surname and office"], ["ناهید آذرگون", "first met here"]],
    "offices": [{"title": "وزیر راه سورنا", "first": "2025-01-17", "last": "2025-01-17", "reports": 1}],
    "reports": 1, "total": 1, "statements": [HIT],
}  # fmt: skip
ENTITY = {key: WHO[key] for key in ("entity", "kind", "name", "latin", "country", "reports")}
CORRECTION = {
    "number": 1, "at": "2025-01-18T09:30:00+00:00", "who": "mina", "action": "source",
    "target": {"text": _ID, "span": [20, 31]}, "value": "ناهید آذرگون", "why": "she speaks in the sentence before",
    "hash": _ID, "standing": True,
}  # fmt: skip
DOUBT = {
    **CORRECTION, "action": "relation", "value": None, "why": "they speak of two bridges",
    "target": {
        "relation": "conflicts", "one": {"text": _ID, "span": [20, 31]}, "other": {"text": _ID, "span": [40, 46]},
    },
}  # fmt: skip
RECORD = {
    "schema": "ravi/1",
    "report": {
        "id": _ID, "text": TEXT, "outlet": "نوروزنامه", "url": None, "title": None, "published": "2025-01-17",
        "language": "fa",
    },
    "repairs": [], "sentences": [[0, 32]],
    "actors": [
        {
            "id": "A1", "kind": "person", "name": "ناهید آذرگون", "latin": "Nahid Azargun", "country": None,
            "mentions": [{"span": [0, 12], "form": "name"}], "offices": [], "latin_approximate": True,
        }
    ],
    "times": [], "quantities": [],
    "attributions": [
        {
            "id": "a1", "type": "indirect", "source": {"span": [0, 12], "actor": "A1", "kind": "named"},
            "cue": {"span": [13, 16], "lemma": "گفتن", "act": "assert"}, "act": "assert",
            "content": {"spans": [[20, 31]]}, "addressee": None, "channel": None, "said": None, "parent": None,
            "chain": ["AUTHOR", "A1"], "negated": False, "dateline": False, "about": [], "confidence": 0.93,
        }
    ],
    "events": [],
}  # fmt: skip
_VOICE = {
    "speaker": "ناهید آذرگون", "entity": 1, "channels": ["نوروزنامه"], "reports": [1], "items": [1],
    "counted": True,
}  # fmt: skip
_VOICES = {"independent": 1, "reports": 1, "voices": [_VOICE]}
HAPPENING = {
    "id": 1, "type": "launch",
    "told": [
        {
            "event": 1, "report": 1, "type": "launch", "status": "alleged", "words": "باز شد", "span": [40, 46],
            "begin": "2025-01-17", "end": "2025-01-17", "participants": [["object", "پل سورنا"]], "vouchers": [1],
            "outlet": "نوروزنامه", "published": "2025-01-17", "title": "پل سورنا باز شد",
        }
    ],
    "corroboration": _VOICES,
}  # fmt: skip
_TELLING = {"hit": HIT, "entity": 1, "chain": ["نوروزنامه", "ناهید آذرگون"]}
COMPARISON = {
    "subject": "s1", "claims": [{"id": 1, "tellings": [_TELLING], "corroboration": _VOICES}],
    "happenings": [HAPPENING], "relations": [], "corroboration": _VOICES,
}  # fmt: skip


def page(item: object) -> dict[str, object]:
    """A page with one item."""
    return {"total": 1, "offset": 0, "items": [item]}


def answers(example: object, *, status: int = 200, schema: dict[str, Any] | None = None) -> dict[int | str, Any]:
    """The documentation of an answer by an example; ``schema`` where it is no model of the code."""
    content: dict[str, Any] = {"example": example} if schema is None else {"example": example, "schema": schema}
    return {status: {"content": {"application/json": content}}}


def file_answer(what: str, media: dict[str, str]) -> dict[int | str, Any]:
    """The documentation of an answer that is a file: an example text by media type."""
    content = {kind: {"schema": {}, "example": text} for kind, text in media.items()}
    return {200: {"description": what, "content": content}}
