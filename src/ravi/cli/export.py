"""``ravi export``: the ledger's reports in the formats that others read."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from ravi.cli.ledger import HERE, LedgerOption
from ravi.errors import InputError
from ravi.record import Record

__all__ = ["FORMATS", "export"]


def _lines(one: Callable[[Record], object]) -> Callable[[Iterable[Record], BinaryIO], None]:
    """A format with one JSON line a report."""

    def write(records: Iterable[Record], out: BinaryIO) -> None:
        for record in records:
            out.write(json.dumps(one(record), ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")

    return write


def _csv(records: Iterable[Record], out: BinaryIO) -> None:
    from ravi.export import write_csv

    text = io.TextIOWrapper(out, encoding="utf-8", errors="backslashreplace", newline="")
    write_csv(records, text)
    text.flush()
    text.detach()


def _xlsx(records: Iterable[Record], out: BinaryIO) -> None:
    from ravi.export import write_xlsx

    whole = io.BytesIO()  # a workbook is written with seeking, which a pipe cannot
    write_xlsx(records, whole)
    out.write(whole.getvalue())


def _jsonl(records: Iterable[Record], out: BinaryIO) -> None:
    for record in records:
        out.write(record.to_json().encode("utf-8", "backslashreplace") + b"\n")


def _annotation(record: Record) -> object:
    from ravi.export import collection

    return collection(record)


def _schema_org(record: Record) -> object:
    from ravi.export import graph

    return graph(record)


def _plover(records: Iterable[Record], out: BinaryIO) -> None:
    from ravi.export import plover

    for record in records:
        for line in plover(record):
            out.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")


def _network(form: str) -> Callable[[Iterable[Record], BinaryIO], None]:
    def write(records: Iterable[Record], out: BinaryIO) -> None:
        from ravi.export import gexf, graphml, network

        found = network(records)
        out.write((graphml(found) if form == "graphml" else gexf(found)).encode("utf-8", "xmlcharrefreplace"))

    return write


def _bibtex(records: Iterable[Record], out: BinaryIO) -> None:
    from ravi.export import bibtex

    out.write(bibtex(records).encode("utf-8", "backslashreplace"))


def _csl(records: Iterable[Record], out: BinaryIO) -> None:
    from ravi.export import csl

    out.write(json.dumps(csl(records), ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n")


FORMATS: dict[str, Callable[[Iterable[Record], BinaryIO], None]] = {
    "annotation": _lines(_annotation),
    "bibtex": _bibtex,
    "csl": _csl,
    "csv": _csv,
    "gexf": _network("gexf"),
    "graphml": _network("graphml"),
    "jsonl": _jsonl,
    "plover": _plover,
    "schema.org": _lines(_schema_org),
    "xlsx": _xlsx,
}
"""What each format writes from records; one report a line where the format has no whole of its own."""


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")],
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Only reports with statements that it finds.")] = "",
    ledger: LedgerOption = HERE,
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help="Where to; else stdout.")] = None,
) -> None:
    """Write the ledger's reports, or those that a query finds, in a format that others read."""
    from ravi.ledger import Ledger

    write = FORMATS.get(form)
    if write is None:
        raise typer.BadParameter(f"no format {form!r}; there are {', '.join(FORMATS)}")
    with Ledger(ledger) as store:
        if out is None:
            write(store.records(query), sys.stdout.buffer)
            sys.stdout.buffer.flush()
            return
        try:
            with out.open("wb") as file:
                write(store.records(query), file)
        except OSError as error:
            raise InputError(f"cannot be written: {error.strerror or error}", where=str(out)) from None
