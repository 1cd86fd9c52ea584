"""The description of all calls (OpenAPI 3.1), with the published schema of the record among its parts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from ravi.record.shape import schema

__all__ = ["install"]

_ABOUT = """The same records as everywhere in Ravi, over HTTP, for programs on this machine.

Every error has one shape, `{"error": {"code", "message", "where", "hint"}}`.  Lists come in pages: `limit` and
`offset` go in, `total` and `offset` come back.  Spans are `[start, end)` in code points of the report's text.
"""


def install(app: FastAPI, prefix: str, routers: Iterable[APIRouter]) -> None:
    """Have ``app`` describe itself and the calls of ``routers``, which stand under ``prefix``."""

    def described() -> dict[str, Any]:
        if not app.openapi_schema:
            found = get_openapi(title="Ravi", version="1", description=_ABOUT, routes=app.routes)
            found["components"]["schemas"] |= _record()
            _whole_examples(found, prefix, routers)
            app.openapi_schema = found
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def _whole_examples(found: dict[str, Any], prefix: str, routers: Iterable[APIRouter]) -> None:
    """Put the examples in as they were written: FastAPI takes every null out of them."""
    for route in (route for router in routers for route in router.routes if isinstance(route, APIRoute)):
        for method in route.methods or ():
            told = found["paths"][prefix + route.path_format][method.lower()]["responses"]
            for status, answer in route.responses.items():
                for media, content in answer.get("content", {}).items():
                    told[str(status)]["content"][media]["example"] = content["example"]


def _record() -> dict[str, Any]:
    """The schema of the record as parts of the description: its definitions beside it, under names of their own."""
    whole = schema()
    parts = {f"record-{name}": part for name, part in whole.pop("$defs").items()}
    for word in ("$schema", "$id"):
        whole.pop(word, None)
    moved: dict[str, Any] = _moved({"Record": whole, **parts})
    return moved


def _moved(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: inner.replace("#/$defs/", "#/components/schemas/record-")
            if key == "$ref" and isinstance(inner, str)
            else _moved(inner)
            for key, inner in value.items()
        }
    return [_moved(item) for item in value] if isinstance(value, list) else value
