"""Parquet and data frames over the typed rows of :mod:`ravi.export.tables`; needs ``pip install 'ravi[parquet]'``.

Parquet as in https://parquet.apache.org/docs/, written in row groups so that memory stays flat.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from ravi.errors import InputError
from ravi.export.tables import Rows, Values, table_rows
from ravi.record import Record

__all__ = ["frame", "schema", "write_parquet"]

A_GROUP = 10_000
"""Rows of one row group: a few megabytes of text."""


def schema(rows: Rows) -> Any:
    """The Arrow schema of a table (a ``pyarrow.Schema``)."""
    pa = _pyarrow()
    span = pa.struct([("start", pa.int32()), ("end", pa.int32())])
    text, day, yes, number = pa.string(), pa.date32(), pa.bool_(), pa.float64()
    words, spans = pa.list_(text), pa.list_(span)

    def structs(*fields: str, **others: Any) -> Any:
        return pa.list_(pa.struct([*((name, text) for name in fields), *others.items()]))

    place = {"start": pa.int32(), "end": pa.int32()}
    report = {
        "outlet": text, "published": day, "published_solar": text, "title": text, "url": text, "language": text,
    }  # fmt: skip
    tables: dict[Rows, dict[str, Any]] = {
        "attributions": {
            "report": text, "id": text, "type": text, "act": text, "speaker_id": text, "speaker": text,
            "speaker_latin": text, "speaker_kind": text, "offices": words, "country": text, "source_kind": text,
            "source_span": span, "cue": text, "lemma": text, "cue_span": span, "words": text, "spans": spans,
            "addressee": text, "addressee_id": text, "channel": text, "channel_id": text, "said_begin": day,
            "said_end": day, "said_relation": text, "said_solar": text, "parent": text, "chain": words,
            "voices": words, "about": structs("event", "type", "status"), "negated": yes, "dateline": yes,
            "confidence": number,
        },
        "events": {
            "report": text, "id": text, "type": text, "status": text, "negated": yes, "tense": text,
            "trigger": text, "span": span, "mentions": spans, "sentence": text, "plover_event": text,
            "plover_mode": text, "plover_context": words,
            "roles": structs("role", "text", "actor", "name", "country", **place),
            "begin": day, "end": day, "time_value": text, "solar": text, "quantity": number, "quantity_to": number,
            "quantity_modifier": text, "quantity_unit": text,
            "vouched_by": structs("attribution", "voice", "factuality"),
        },
        "actors": {
            "report": text, "id": text, "kind": text, "name": text, "latin": text, "latin_approximate": yes,
            "country": text, "offices": structs("title", "of", "of_name", "place", **place),
            "mentions": structs("form", **place), "attributions": pa.int32(),
        },
    }  # fmt: skip
    return pa.schema([*tables[rows].items(), *report.items()], metadata={"ravi": f"ravi/1 {rows}"})


def write_parquet(records: Iterable[Record], out: BinaryIO, rows: Rows = "attributions") -> int:
    """Write one table of ``records``, compressed with Zstandard; the number of rows.  Raises InputError."""
    _pyarrow()
    parquet = importlib.import_module("pyarrow.parquet")
    shape, count = schema(rows), 0
    with parquet.ParquetWriter(out, shape, compression="zstd") as writer:
        for table in _groups(table_rows(records, rows), shape):
            writer.write_table(table)
            count += table.num_rows
    return count


def frame(records: Iterable[Record], rows: Rows = "attributions", *, library: str | None = None) -> Any:
    """A data frame of ``records``, one row an attribution, an event or an actor.

    ``library`` is ``"pandas"``, ``"polars"``, ``"pyarrow"`` (a table) or None for the first of these that is
    installed.  Columns and types are those of :func:`schema`.  Raises InputError where none is installed.
    """
    pa = _pyarrow()
    shape = schema(rows)
    table = pa.concat_tables([shape.empty_table(), *_groups(table_rows(records, rows), shape)])
    chosen = library or next((name for name in ("pandas", "polars") if importlib.util.find_spec(name)), "pyarrow")
    if chosen == "pyarrow":
        return table
    if chosen not in ("pandas", "polars"):
        raise InputError(f"no frames of {chosen!r}", where="library", hint="pandas, polars or pyarrow")
    try:
        module = importlib.import_module(chosen)
    except ImportError:
        raise InputError(f"{chosen} is not installed", where="library", hint="pip install 'ravi[frames]'") from None
    return module.from_arrow(table) if chosen == "polars" else table.to_pandas(date_as_object=False)


def _groups(rows: Iterator[Values], shape: Any) -> Iterator[Any]:
    pa = _pyarrow()
    while group := list(islice(rows, A_GROUP)):
        yield pa.Table.from_pylist(_carried(group), schema=shape)


def _carried(value: Any) -> Any:
    """Text that UTF-8 can carry; a lone surrogate becomes U+FFFD."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    if isinstance(value, list):
        return [_carried(item) for item in value]
    if isinstance(value, dict):
        return {key: _carried(item) for key, item in value.items()}
    return value


def _pyarrow() -> Any:
    try:
        return importlib.import_module("pyarrow")
    except ImportError:
        raise InputError("Parquet and frames need pyarrow", hint="pip install 'ravi[parquet]'") from None
