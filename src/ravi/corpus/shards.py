"""From files of reports to pieces of work that are the same in every run.

A piece is a fixed number of lines, rows or pages of one file, so that a run that was stopped finds its pieces again
by name.  Gzipped and plain JSON lines and WARC files are read as a stream, Parquet row group by row group; memory
stays flat.
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
ENDINGS = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz", ".parquet", ".warc", ".warc.gz")

Row = tuple[bytes, float]
"""What one report is read from, and how far in the file it ends, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Piece:
    """``lines`` are JSON objects in bytes, the first of them line ``first`` (from 1) of ``source``.

    Of a WARC file (``pages``) a line is a head in JSON, a line end, and the page as it was sent.  ``share`` is how
    far in its file the piece ends, from 0 to 1.
    """

    source: str
    name: str
    first: int
    lines: tuple[bytes, ...]
    pages: bool = False
    share: float = 1.0


def files(inputs: Path) -> list[Path]:
    """The files of a folder that hold reports, in the order of their names, or the one file; raises InputError."""
    if inputs.is_file():
        return [inputs]
    if not inputs.exists():
        raise InputError("no such file or folder", where=str(inputs))
    found = sorted(path for path in inputs.rglob("*") if path.is_file() and path.name.endswith(ENDINGS))
    if not found:
        raise InputError(f"no files that end in {', '.join(ENDINGS)}", where=str(inputs))
    return found


def stem(path: Path, root: Path) -> str:
    """The name that the pieces of a file begin with: its place below ``root`` as one word."""
    return (path.name if path == root else str(path.relative_to(root))).replace("/", "__")


def pieces(path: Path, root: Path, size: int) -> Iterator[Piece]:
    """The pieces of one file, ``size`` rows each; raises InputError where the file is damaged."""
    relative = path.name if path == root else str(path.relative_to(root))
    pages = path.name.endswith((".warc", ".warc.gz"))
    rows = _parquet(path) if path.name.endswith(".parquet") else _pages(path) if pages else _lines(path)
    number, first = 0, 1
    while taken := list(islice(rows, size)):
        lines = tuple(line for line, _ in taken)
        yield Piece(relative, f"{stem(path, root)}-{number:06}", first, lines, pages, taken[-1][1])
        number, first = number + 1, first + len(taken)


def _lines(path: Path) -> Iterator[Row]:
    size = max(1, path.stat().st_size)
    try:
        with path.open("rb") as raw:
            zipped = path.name.endswith(".gz")
            stream: IO[bytes] = io.BufferedReader(gzip.GzipFile(fileobj=raw)) if zipped else raw
            while line := stream.readline(LONGEST_LINE + 1):
                if len(line) > LONGEST_LINE:
                    while line and not line.endswith(b"\n"):  # the rest of it
                        line = stream.readline(LONGEST_LINE)
                    yield b'{"too long": true}', raw.tell() / size
                elif line.strip():
                    yield line, raw.tell() / size
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"cannot be read on: {error}", where=str(path)) from None


def _pages(path: Path) -> Iterator[Row]:
    from ravi.intake.archives import pages

    size = max(1, path.stat().st_size)
    with path.open("rb") as raw:
        for page in pages(raw, str(path)):
            head = json.dumps({"url": page.url, "charset": page.charset}).encode()
            yield head + b"\n" + page.body, raw.tell() / size


def _parquet(path: Path) -> Iterator[Row]:
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ImportError:
        raise InputError("Parquet needs pyarrow", where=str(path), hint="pip install 'ravi[parquet]'") from None
    try:
        with parquet.ParquetFile(path) as file:
            total, done = max(1, file.metadata.num_rows), 0
            for batch in file.iter_batches(batch_size=256):
                for row in batch.to_pylist():
                    done += 1
                    line = json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
                    yield line, done / total
    except (OSError, ValueError, pyarrow.ArrowException) as error:
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
        facts[name] = next((found for key in keys if (found := _plain(row.get(key)))), None)
    return facts


def _plain(value: Any) -> str | None:
    """A value as text: a day as ISO 8601, None for what is no text."""
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return value if isinstance(value, str) else None
