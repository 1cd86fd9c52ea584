"""Reports from tables: JSON lines, JSON, CSV, Parquet, with a named column of the text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

from ravi.errors import InputError
from ravi.intake.page_dates import day_of
from ravi.intake.types import Incoming

TEXT_COLUMNS = ("text", "body", "content", "متن")
"""What the column of the text is called where nobody names it."""
_FACTS = {
    "title": ("title", "headline", "عنوان"),
    "outlet": ("outlet", "source", "publisher", "رسانه"),
    "author": ("author", "نویسنده"),
    "published": ("published", "date", "تاریخ"),
    "url": ("url", "link", "نشانی"),
}


Skipped = Callable[[InputError], None]


def lines(text: str, origin: str, column: str | None, skipped: Skipped | None = None) -> Iterator[Incoming]:
    """One report a JSON line, an item of a JSON list, a JSON object, or a row of a CSV table with a header.

    ``column`` names the column of the text; without it the usual names are tried.  Raises InputError with the
    line where there is no such column or the table cannot be read; a row of it without
    a text goes to ``skipped`` where that is given.
    """
    yield from _reports(_rows(text, origin), origin, column, skipped)


def parquet(data: bytes, origin: str, column: str | None, skipped: Skipped | None = None) -> Iterator[Incoming]:
    """One report a row of a Parquet file; raises InputError as :func:`lines`, and without pyarrow."""
    yield from _reports(_parquet(data, origin), origin, column, skipped)


def _parquet(data: bytes, origin: str) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        import pyarrow
        from pyarrow import parquet as reader
    except ImportError:
        raise InputError("Parquet needs pyarrow", where=origin, hint="pip install 'ravi[parquet]'") from None
    try:
        number = 0
        with reader.ParquetFile(pyarrow.BufferReader(data)) as file:
            for batch in file.iter_batches(batch_size=256):
                for row in batch.to_pylist():
                    number += 1
                    yield number, {name: _plain(value) for name, value in row.items()}
    except (OSError, ValueError, pyarrow.ArrowException) as error:
        raise InputError(f"no Parquet file: {error}", where=origin) from None


def _plain(value: Any) -> Any:
    """Days as ISO text, as JSON would hold them."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _reports(
    rows: Iterator[tuple[int, dict[str, Any]]], origin: str, column: str | None, skipped: Skipped | None
) -> Iterator[Incoming]:
    for number, row in rows:
        where = f"{origin}:{number}"
        name = column or next((key for key in TEXT_COLUMNS if key in row), None)
        body = row.get(name or "")
        if not isinstance(body, str):
            known = ", ".join(map(str, row))
            error = InputError(f"no text in a column {column or 'text'!r}; there are {known}", where=where)
            # A table without the column is no table of reports; a row without a text is a bad row.
            if skipped is None or not (name and name in row):
                raise error
            skipped(error)
            continue
        facts = {fact: _fact(row, names) for fact, names in _FACTS.items()}
        published = facts.pop("published")
        raw = json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
        yield Incoming(body, where, raw, published=day_of(published) if published else None, **facts)


def _fact(row: dict[str, Any], names: tuple[str, ...]) -> str | None:
    return next((value for key in names if isinstance(value := row.get(key), str) and value.strip()), None)


def _rows(text: str, origin: str) -> Iterator[tuple[int, dict[str, Any]]]:
    start = text.lstrip()[:1]
    if start == "[":
        for number, row in enumerate(_json(text, origin, 1), 1):
            yield number, _object(row, origin, number)
    elif start == "{" and (whole := _whole(text)) is not None:
        yield 1, whole
    elif start == "{":
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield number, _object(_json(line, origin, number), origin, number)
    else:
        try:
            dialect = csv.Sniffer().sniff(text[:4096], delimiters=",;\t")
        except csv.Error:
            dialect = csv.excel
        csv.field_size_limit(2**27)
        try:
            reader = csv.DictReader(io.StringIO(text, newline=""), dialect=dialect)
            # What stands beyond the last column is under None.
            for number, row in enumerate(reader, 2):
                yield number, {(name or "").strip(): cell for name, cell in row.items() if name is not None}
        except csv.Error as error:
            raise InputError(f"no table: {error}", where=origin) from None


def _whole(text: str) -> dict[str, Any] | None:
    """The object that the whole text is, written over several lines; None for JSON lines."""
    first = text.lstrip().split("\n", 1)[0]
    try:
        json.loads(first)
    except ValueError:
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None
    except RecursionError:
        pass
    return None


def _json(text: str, origin: str, number: int) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"no JSON: {error}", where=f"{origin}:{number}") from None


def _object(row: Any, origin: str, number: int) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise InputError(f"expected an object, found {type(row).__name__}", where=f"{origin}:{number}")
    return row
