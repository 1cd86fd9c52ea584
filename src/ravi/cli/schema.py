"""``ravi schema``: the shape of a record, for other programs."""

from __future__ import annotations

import sys

__all__ = ["schema"]


def schema() -> None:
    """Print the JSON Schema of the record."""
    from ravi.record.shape import schema_text

    sys.stdout.write(schema_text())
