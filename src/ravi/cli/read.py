"""``ravi read``: from Persian news reports to their records."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ravi.cli.bidi import Bidi
from ravi.cli.console import progress, report_error, screen
from ravi.cli.inputs import Facts, Named, day, reports
from ravi.cli.options import (
    BidiOption,
    ColumnOption,
    EncodingOption,
    JsonOption,
    LangOption,
    PublishedOption,
)
from ravi.errors import InputError, RaviError
from ravi.export.wording import Lang
from ravi.record import Record

__all__ = ["read"]


def read(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Reports; **-** is standard input.")],
    published: PublishedOption = None,
    outlet: Annotated[str | None, typer.Option("--outlet", help="Who published it.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="Its headline, where the text has none.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where it was published; nothing is fetched.")] = None,
    encoding: EncodingOption = None,
    column: ColumnOption = None,
    as_json: JsonOption = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write DIR/NAME.json for each report.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write one self-contained page (one report).")
    ] = None,
    lang: LangOption = "en",
    bidi: BidiOption = "auto",
) -> None:
    """Read reports: who said what, what happened, who is who, when, and how many."""
    if as_json and markdown:
        raise typer.BadParameter("choose one of --json and --markdown")
    if len(files) > 1 and (html or title or url):
        raise typer.BadParameter("--html, --title and --url are for one report")
    facts = Facts(day(published), outlet, title, url, encoding, column)
    writer = _Writer(as_json, markdown, out, html, lang, bidi)
    failed = False
    with progress(files, len(files)) as shown:
        for file in shown:
            for named in reports([file], facts):
                failed |= not writer.take(named)
    if failed:
        raise typer.Exit(1)


class _Writer:
    """Writes each record where it was asked for."""

    def __init__(
        self,
        as_json: bool,
        markdown: bool,
        out: Path | None,
        html: Path | None,
        lang: Lang,
        bidi: Bidi,
    ) -> None:
        self.as_json, self.markdown, self.out, self.html = as_json, markdown, out, html
        self.lang, self.bidi = lang, bidi
        self.taken: set[str] = set()
        self.count = 0

    def take(self, named: Named) -> bool:
        """Read one report and write its record; False where it could not be read."""
        if isinstance(named.report, RaviError):
            report_error(named.report, as_json=self.as_json)
            return False
        from ravi.reader import Reader

        if self.html and self.count:
            raise InputError("holds several reports, --html shows one", hint="use --out, or give one report")
        self.write(named.name, named.read(Reader()))
        self.count += 1
        return True

    def write(self, name: str, record: Record) -> None:
        """The record in every form that was asked for, or on the terminal."""
        if self.out:
            _write(self.out / f"{self._free(name)}.json", record.to_json() + "\n")
        if self.html:
            from ravi.export.page import page

            _write(self.html, page(record, self.lang))
        if self.as_json:
            sys.stdout.write(record.to_json() + "\n")
        elif self.markdown:
            from ravi.export.markdown import markdown

            sys.stdout.write(("\n" if self.count else "") + markdown(record, self.lang))
        elif not (self.out or self.html):
            self._show(record)
        sys.stdout.flush()

    def _show(self, record: Record) -> None:
        from ravi.cli.terminal import show
        from ravi.export.digest import Digest
        from ravi.export.wording import Wording

        if self.count:
            sys.stdout.write("\n\n")
        show(Digest(record, Wording(self.lang)), screen(self.bidi))

    def _free(self, name: str) -> str:
        """``name``, or with a number where another report of this run has it."""
        free, number = name, 1
        while free in self.taken:
            number += 1
            free = f"{name}-{number}"
        self.taken.add(free)
        return free


def _write(path: Path, text: str) -> None:
    """Write a whole file or none: a reader never meets half a record."""
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
        beside.replace(path)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror or error}", where=str(path)) from None
