"""``ravi export``: the ledger's reports in the formats that others read."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ravi.cli.ledger import HERE, LedgerOption, opened
from ravi.cli.options import Lang
from ravi.errors import InputError
from ravi.export.formats import FORMATS
from ravi.record import Record

if TYPE_CHECKING:
    from ravi.export.dossier import Choice
    from ravi.ledger import Ledger

__all__ = ["FORMATS", "export"]

_NO_TEXT = frozenset({"xlsx", "parquet"})
"""Endings of files that no terminal can show."""

MOST_STATEMENTS = 10_000
"""Statements of one dossier: more than anybody reads, and still a file that opens."""


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")],
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Only reports with statements that it finds.")] = "",
    ledger: LedgerOption = HERE,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Where to; a folder takes a file a report.")
    ] = None,
    who: Annotated[str | None, typer.Option("--who", metavar="NAME", help="A dossier on somebody.")] = None,
    event: Annotated[
        str | None,
        typer.Option("--event", metavar="REPORT:ID", help="A dossier on an event, for example **12:e3**."),
    ] = None,
    lang: Annotated[
        Lang, typer.Option("--lang", help="Language of a dossier's labels.", envvar="RAVI_LANG")
    ] = "fa",
) -> None:
    """Write the ledger's reports, or those that a query finds, in a format that others read."""
    if form not in FORMATS:
        raise typer.BadParameter(f"no format {form!r}; there are {', '.join(FORMATS)}")
    if (who or event) and not form.startswith("dossier"):
        raise typer.BadParameter("--who and --event are for a dossier")
    if out is None and FORMATS[form].ending in _NO_TEXT and sys.stdout.isatty():
        raise InputError(f"{form} is nothing for a terminal", hint="name a file: --out FILE")
    with opened(ledger) as store:
        if form.startswith("dossier"):
            _put(_dossier(store, form, query, who, event, lang).encode("utf-8", "backslashreplace"), out)
        elif out is not None and out.is_dir():
            _folder(store.records(query), form, out)
        elif out is None:
            FORMATS[form].write(store.records(query), sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            try:
                with out.open("wb") as file:
                    FORMATS[form].write(store.records(query), file)
            except OSError as error:
                raise _unwritten(out, error) from None


def _folder(records: Iterable[Record], form: str, out: Path) -> None:
    """A file a report; brat gets the text beside it, whose offsets it counts."""
    from ravi.export.brat import configuration

    try:
        for record in records:
            with (out / f"{record.report.id[:16]}.{FORMATS[form].ending}").open("wb") as file:
                FORMATS[form].write([record], file)
            if form == "brat":
                text = record.report.text.encode("utf-8", "backslashreplace")
                (out / f"{record.report.id[:16]}.txt").write_bytes(text)
        if form == "brat":
            (out / "annotation.conf").write_text(configuration(), encoding="utf-8")
    except OSError as error:
        raise _unwritten(out, error) from None


def _put(data: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        out.write_bytes(data)
    except OSError as error:
        raise _unwritten(out, error) from None


def _unwritten(out: Path, error: OSError) -> InputError:
    return InputError(f"cannot be written: {error.strerror or error}", where=str(out))


def _dossier(store: Ledger, form: str, query: str, who: str | None, event: str | None, lang: Lang) -> str:
    from ravi.export.dossier import collect
    from ravi.export.folder import folder_html, folder_markdown

    subject, records, choice = _subject(store, query, who, event)
    found = collect(records, choice, subject=subject)
    return folder_markdown(found, lang) if form == "dossier-md" else folder_html(found, lang)


def _subject(
    store: Ledger, query: str, who: str | None, event: str | None
) -> tuple[str | None, Iterable[Record], Choice]:
    """What the dossier is on, the records that may say something of it, and what of them belongs to it."""
    from ravi.export.dossier import choose, everything

    if who:
        found = store.who(who, limit=1)
        if not found:
            raise InputError(f"nobody of the name {who!r} in the ledger", hint="ravi who NAME tells who is there")
        one = found[0]
        forms = {one.name, *(form for form, _ in one.forms)}
        return one.name, store.records_of(one.entity), choose(names=forms)
    if event:
        number, _, name = event.partition(":")
        record = store.record(int(number)) if number.isdecimal() else None
        like = next((e for e in record.events if e.id == name), None) if record else None
        if record is None or like is None:
            raise InputError(
                f"no event {event!r}", hint="REPORT:ID, for example 12:e3; ravi search tells the report"
            )
        words = " ".join(record.report.text[slice(*like.trigger)].split())
        others = (other for other in store.records(f"event:{like.type}") if other != record)
        return words, (r for rs in ([record], others) for r in rs), choose(like=like, like_in=record)
    if not query:
        return None, store.records(), everything
    hits = store.search(query, limit=MOST_STATEMENTS).hits
    records = {number: store.record(number) for number in sorted({hit.report for hit in hits})}
    statements = {(records[hit.report].report.id, hit.attribution) for hit in hits}
    return query, records.values(), choose(statements=statements)
