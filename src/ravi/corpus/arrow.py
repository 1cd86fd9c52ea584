"""Reports as Arrow batches, for programs that hand them over so: Spark's ``mapInArrow``, DuckDB, Ray Data."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from typing import Any

from ravi.corpus.work import LONGEST_REPORT, row_of
from ravi.errors import InputError, RaviError

__all__ = ["SPARK_SCHEMA", "read_batches"]

SPARK_SCHEMA = "id string, record string, reason string"
"""What :func:`read_batches` gives, as Spark writes a schema."""


def read_batches(batches: Iterable[Any], column: str = "text") -> Iterator[Any]:
    """One row a report, ``record`` as JSON or the ``reason`` why it could not be read; as many rows as came in.

    ``batches`` are ``pyarrow.RecordBatch`` with the text in ``column`` and, where known, ``id``, ``published`` or
    ``date``, ``outlet``, ``url``, ``title``.
    """
    from ravi.reader import Reader

    pa, reader = importlib.import_module("pyarrow"), Reader()
    shape = pa.schema([("id", pa.string()), ("record", pa.string()), ("reason", pa.string())])
    for batch in batches:
        out: list[dict[str, str | None]] = []
        for row in batch.to_pylist():
            ident, record, reason = str(row.get("id") or ""), None, None
            try:
                ident, came = row_of(row, column)
                if len(came.text) > LONGEST_REPORT:
                    raise InputError("longer than any report")
                record = reader.read(came).to_json()
            except (RaviError, ValueError, RecursionError) as error:
                reason = error.message if isinstance(error, RaviError) else type(error).__name__
            out.append({"id": ident, "record": record, "reason": reason})
        yield pa.RecordBatch.from_pylist(out, schema=shape)
