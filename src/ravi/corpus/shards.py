"""From files of reports to pieces of work that are the same in every run.

A piece is a fixed number of lines of one file, so that a run that was stopped finds its pieces again by name.
Gzipped and plain JSON lines are read as a stream, Parquet row group by row group; memory stays flat.
"""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

from ravi.errors import InputError

LONGEST_LINE = 64 * 2**20
"""Bytes of one line; a longer one is set aside."""


@dataclass(frozen=True, slots=True)
class Piece:
    """``lines`` are JSON objects in bytes, the first of them line ``first`` (from 1) of ``source``."""

    source: str
    name: str
    first: int
    lines: tuple[bytes, ...]


def files(inputs: Path) -> list[Path]:
    """The files of a folder that hold reports, in the order of their names, or the one file; raises InputError."""
    if inputs.is_file():
        return [inputs]
    endings = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz", ".parquet")
    found = sorted(path for path in inputs.rglob("*") if path.is_file() and path.name.endswith(endings))
    if not found:
        raise InputError(f"no files that end in {', '.join(endings)}", where=str(inputs))
    return found


def pieces(path: Path, root: Path, size: int) -> Iterator[Piece]:
    """The pieces of one file, ``size`` lines each; raises InputError where the file is damaged."""
    relative = path.name if path == root else str(path.relative_to(root))
    stem = relative.replace("/", "__")
    lines = _parquet(path) if path.name.endswith(".parquet") else _lines(path)
    number, first = 0, 1
    while taken := tuple(islice(lines, size)):
        yield Piece(relative, f"{stem}-{number:06}", first, taken)
        number, first = number + 1, first + len(taken)


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with _open(path) as stream:
            while line := stream.readline(LONGEST_LINE + 1):
                if len(line) > LONGEST_LINE:
                    while line and not line.endswith(b"\n"):  # the rest of it
                        line = stream.readline(LONGEST_LINE)
                    yield b'{"too long": true}'
                elif line.strip():
                    yield line
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"cannot be read on: {error}", where=str(path)) from None


def _open(path: Path) -> IO[bytes]:
    if path.name.endswith(".gz"):
        return io.BufferedReader(gzip.open(path))
    return path.open("rb")


def _parquet(path: Path) -> Iterator[bytes]:
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        raise InputError("Parquet needs pyarrow", where=str(path), hint="pip install 'ravi[parquet]'") from None
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=256):
                for row in batch.to_pylist():
                    yield json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
    except (OSError, ValueError) as error:
        raise InputError(f"no Parquet file: {error}", where=str(path)) from None


def fields(row: Any, column: str) -> dict[str, str | None]:
    """The text and what is known of a report from one row; raises InputError where there is no text."""
    if not isinstance(row, dict) or not isinstance(row.get(column), str):
        raise InputError(f"no text in {column!r}")
    facts = {"text": row[column], "id": str(row.get("id") or "")}
    for name, keys in (
        ("outlet", ("outlet", "source")),
        ("url", ("url", "link")),
        ("title", ("title",)),
        ("date", ("published", "date")),
    ):
        facts[name] = next((row[key] for key in keys if isinstance(row.get(key), str) and row[key]), None)
    return facts
