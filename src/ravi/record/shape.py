"""The JSON Schema of the record (draft 2020-12), as ``ravi schema`` publishes it."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

__all__ = ["schema", "schema_text"]


def schema_text() -> str:
    """The JSON Schema as JSON text."""
    return resources.files("ravi.record").joinpath("schema.json").read_text(encoding="utf-8")


def schema() -> dict[str, Any]:
    """The JSON Schema as plain dicts and lists; a fresh copy at each call."""
    loaded: dict[str, Any] = json.loads(schema_text())
    return loaded
