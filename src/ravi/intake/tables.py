"""Reports from tables and exports: JSON lines, JSON, CSV with a named text column, Telegram's ``result.json``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from ravi import times
from ravi.errors import InputError
from ravi.intake.types import Incoming

_TEXT = ("text", "body", "content", "متن")
_FACTS = {
    "title": ("title", "headline", "عنوان"),
    "outlet": ("outlet", "source", "publisher", "رسانه"),
    "author": ("author", "نویسنده"),
    "published": ("published", "date", "تاریخ"),
    "url": ("url", "link", "نشانی"),
}


def lines(text: str, origin: str, column: str | None) -> Iterator[Incoming]:
    """One report a JSON line, an item of a JSON list, or a row of a CSV table with a header.

    ``column`` names the column of the text; without it the usual names are tried.  Raises InputError with the
    line where there is no such column or the table cannot be read.
    """
    for number, row in _rows(text, origin):
        where = f"{origin}:{number}"
        name = column or next((key for key in _TEXT if key in row), None)
        body = row.get(name or "")
        if not isinstance(body, str):
            known = ", ".join(map(str, row))
            raise InputError(f"no text in a column {column or 'text'!r}; there are {known}", where=where)
        facts = {fact: _fact(row, names) for fact, names in _FACTS.items()}
        published = facts.pop("published")
        raw = json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")
        yield Incoming(body, where, raw, published=times.parse_date(published) if published else None, **facts)


def _fact(row: dict[str, Any], names: tuple[str, ...]) -> str | None:
    return next((value for key in names if isinstance(value := row.get(key), str) and value.strip()), None)


def _rows(text: str, origin: str) -> Iterator[tuple[int, dict[str, Any]]]:
    start = text.lstrip()[:1]
    if start == "[":
        for number, row in enumerate(_json(text, origin, 1), 1):
            yield number, _object(row, origin, number)
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
            yield from enumerate(csv.DictReader(io.StringIO(text, newline=""), dialect=dialect), 2)
        except csv.Error as error:
            raise InputError(f"no table: {error}", where=origin) from None


def _json(text: str, origin: str, number: int) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"no JSON: {error}", where=f"{origin}:{number}") from None


def _object(row: Any, origin: str, number: int) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise InputError(f"expected an object, found {type(row).__name__}", where=f"{origin}:{number}")
    return row


def chat(data: bytes, origin: str) -> list[Incoming] | None:
    """The posts of a Telegram Desktop export, None where the file is none.

    A forwarded post names the channel that it came from as its outlet's source: ``outlet`` is the channel that
    was exported, the origin of the post stands at the end of ``origin``.
    """
    head = data[:4096]
    if b'"messages"' not in data or b'"type"' not in head:
        return None
    try:
        export = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(export, dict) or not isinstance(export.get("messages"), list):
        return None
    found = []
    for post in export["messages"]:
        if not isinstance(post, dict) or post.get("type") != "message":
            continue
        text = _runs(post.get("text"))
        if not text.strip():
            continue
        forwarded = post.get("forwarded_from")
        where = f"{origin}#{post.get('id')}" + (f" (forwarded from {forwarded})" if forwarded else "")
        raw = json.dumps(post, ensure_ascii=False).encode("utf-8", "surrogatepass")
        day = str(post.get("date") or "")[:10]
        name = export.get("name")
        found.append(
            Incoming(
                text,
                where,
                raw,
                outlet=name if isinstance(name, str) else None,
                author=post.get("author") if isinstance(post.get("author"), str) else None,
                published=times.parse_date(day) if day else None,
            )
        )
    return found


def _runs(text: Any) -> str:
    """The text of a post: a string, or a list of strings and of runs with a style."""
    if isinstance(text, list):
        return "".join(run if isinstance(run, str) else str(run.get("text", "")) for run in text)
    return text if isinstance(text, str) else ""
