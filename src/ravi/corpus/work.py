"""What a worker does with one piece, and how the piece is marked as done.

The rows of a piece are written to files beside their places and moved there, each in one step; then a small file
``NAME.done`` with the counts is moved to its place: it is the mark.  A worker killed before that leaves no mark,
and the piece is read again and written over; killed after, the piece is done.  So no row is lost and none stands
twice.
"""

from __future__ import annotations

import gzip
import io
import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args

from ravi.corpus.shards import Piece, fields
from ravi.errors import InputError, RaviError
from ravi.record import Record, Report

__all__ = ["FORMS", "Form", "counts_of", "is_done", "read_piece", "row_of", "set_aside"]

Form = Literal["jsonl", "parquet"]
FORMS: tuple[Form, ...] = get_args(Form)
LONGEST_REPORT = 2_000_000
"""Code points: a novel; what is longer is no report and would hold up a worker for minutes."""


def is_done(out: Path, name: str) -> bool:
    """Whether a piece bears its mark."""
    return (out / f"{name}.done").exists()


def counts_of(out: Path, name: str) -> Counter[str]:
    """The counts in a mark: reports by reason for which they were set aside, ``""`` for those that were read."""
    found: Counter[str] = Counter(json.loads((out / f"{name}.done").read_text(encoding="utf-8")))
    return found


def read_piece(piece: Piece, out: str, column: str, form: Form) -> Counter[str]:
    """Read one piece and write what came of it; the counts of its mark."""
    from ravi.reader import Reader

    reader = Reader()
    good: list[tuple[str, int, Record]] = []
    bad: list[str] = []
    counts: Counter[str] = Counter()
    for number, line in enumerate(piece.lines):
        try:
            ident, came = _page(line) if piece.pages else row_of(json.loads(line), column)
            if len(came.text) > LONGEST_REPORT:
                raise InputError("longer than any report")
            good.append((ident, piece.first + number, reader.read(came)))
            counts[""] += 1
        except (RaviError, ValueError, RecursionError) as error:
            why = error.message if isinstance(error, RaviError) else type(error).__name__
            counts[why] += 1
            bad.append(_bad(piece, number, why))
    _write(Path(out), piece, good, bad, counts, form)
    return counts


def set_aside(piece: Piece, out: Path, why: str, form: Form) -> Counter[str]:
    """Mark a whole piece as done with nothing read."""
    bad = [_bad(piece, number, why) for number in range(len(piece.lines))]
    counts = Counter({why: len(bad)})
    _write(out, piece, [], bad, counts, form)
    return counts


def row_of(row: Any, column: str) -> tuple[str, Report]:
    """The id and the report of one row of a table; raises InputError where it has no text."""
    from ravi.intake.page_dates import day_of
    from ravi.reader import report

    facts = fields(row, column)
    day = facts["date"]
    return facts["id"] or "", report(
        facts["text"] or "",
        published=day_of(day) if day else None,
        outlet=facts["outlet"],
        url=facts["url"],
        title=facts["title"],
    )


def _page(line: bytes) -> tuple[str, Report]:
    from ravi.intake.decode import decode_page
    from ravi.intake.pages import read_page
    from ravi.reader import report

    head, _, body = line.partition(b"\n")
    facts = json.loads(head)
    page = read_page(decode_page(body, facts["charset"]), url=facts["url"])
    if not page.text:
        raise InputError("no report in the page")
    came = report(page.text, published=page.published, outlet=page.outlet, url=page.url, title=page.title)
    return facts["url"] or "", came


def _bad(piece: Piece, number: int, why: str) -> str:
    return json.dumps({"source": piece.source, "line": piece.first + number, "reason": why}, ensure_ascii=False)


def _write(
    out: Path, piece: Piece, good: list[tuple[str, int, Record]], bad: list[str], counts: Counter[str], form: Form
) -> None:
    for ending, data in _parquet(good) if form == "parquet" else _jsonl(good):
        _move(out / f"{piece.name}{ending}", data)
    aside = out / f"{piece.name}.aside.jsonl"
    if bad:
        _move(aside, "".join(f"{line}\n" for line in bad).encode("utf-8", "backslashreplace"))
    else:
        aside.unlink(missing_ok=True)  # of a try that came to another end
    _move(out / f"{piece.name}.done", json.dumps(counts, ensure_ascii=False).encode("utf-8", "backslashreplace"))


def _jsonl(good: list[tuple[str, int, Record]]) -> Iterator[tuple[str, bytes]]:
    rows = "".join(
        json.dumps({"id": ident, "line": line})[:-1] + f', "record": {record.to_json()}}}\n'
        for ident, line, record in good
    )
    yield ".jsonl.gz", gzip.compress(rows.encode("utf-8", "backslashreplace"), 6, mtime=0)


def _parquet(good: list[tuple[str, int, Record]]) -> Iterator[tuple[str, bytes]]:
    from ravi.export.parquet import write_parquet
    from ravi.export.tables import TABLES

    for rows in TABLES:
        whole = io.BytesIO()
        write_parquet((record for _, _, record in good), whole, rows)
        yield f".{rows}.parquet", whole.getvalue()


def _move(place: Path, data: bytes) -> None:
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(place)
