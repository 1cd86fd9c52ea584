"""``ravi add``: reports into the ledger."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from ravi.cli.console import progress, report_error, tell_waiting
from ravi.cli.inputs import Facts, Named, day, reports
from ravi.cli.ledger import HERE, LedgerOption
from ravi.cli.options import ColumnOption, EncodingOption, JsonOption, PublishedOption
from ravi.cli.reading import read_all
from ravi.errors import RaviError

if TYPE_CHECKING:
    from ravi.ledger import Ledger

__all__ = ["add"]

MANY = 8
"""Files for which several processes are worth their start."""
LARGE = 1_000_000
"""Bytes of a file that holds many reports, likely."""

JobsOption = Annotated[
    int | None,
    typer.Option("--jobs", min=1, metavar="N", help="Processes that read; as many as processors for many files."),
]


def add(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Reports; **-** is standard input.")],
    ledger: LedgerOption = HERE,
    published: PublishedOption = None,
    outlet: Annotated[str | None, typer.Option("--outlet", help="Who published them.")] = None,
    encoding: EncodingOption = None,
    column: ColumnOption = None,
    jobs: JobsOption = None,
    aside: Annotated[
        Path | None,
        typer.Option("--aside", metavar="FILE", help="Write what was not read and why, JSON lines."),
    ] = None,
    relate: Annotated[
        bool, typer.Option("--relate", help="Then look for what belongs together, as **ravi ledger relate** does.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Read reports and keep them; the same report again changes nothing and is not read again."""
    from ravi.ledger import Ledger

    facts = Facts(day(published), outlet, encoding=encoding, column=column)
    new = known = failed = 0
    with ExitStack() as stack:
        store = stack.enter_context(Ledger(ledger))
        left = stack.enter_context(aside.open("a", encoding="utf-8")) if aside else None
        shown = stack.enter_context(progress(files, len(files)))
        for named, record in read_all(_wanted(store, shown, facts), jobs or _jobs(files)):
            if isinstance(named.report, RaviError) or isinstance(record, RaviError):
                error = named.report if isinstance(named.report, RaviError) else record
                assert isinstance(error, RaviError)
                _set_aside(error, named, left, as_json)
                failed += 1
                continue
            added = store.known(named.report, named.raw) if record is None else None
            if added is None and record is not None:
                added = store.add(record, raw=named.raw, origin=named.origin)
            assert added is not None
            new, known = new + added.new, known + (not added.new)
            if as_json:
                sys.stdout.write(json.dumps({"origin": named.origin, **asdict(added)}, ensure_ascii=False) + "\n")
                sys.stdout.flush()  # what is told is on the disk
        if relate:
            store.relate()
        waiting = store.unrelated()
    if not as_json:
        sys.stdout.write(f"{new} added, {known} known already, {failed} not read\n")
        tell_waiting(waiting)
    if failed:
        raise typer.Exit(1)


def _wanted(store: Ledger, files: Iterable[str], facts: Facts) -> Iterator[tuple[Named, bool]]:
    """All reports, and whether each must be read: one that is kept need not."""
    for file in files:
        for named in reports([file], facts):
            yield named, isinstance(named.report, RaviError) or store.known(named.report, named.raw) is None


def _jobs(files: list[str]) -> int:
    large = any(Path(file).stat().st_size > LARGE for file in files if Path(file).is_file())
    return os.cpu_count() or 1 if large or len(files) >= MANY else 1


def _set_aside(error: RaviError, named: Named, left: TextIO | None, as_json: bool) -> None:
    report_error(error, as_json=as_json)
    if left is not None:
        told = {"origin": named.origin or error.where, "code": error.code, "message": error.message}
        left.write(json.dumps(told, ensure_ascii=False) + "\n")
        left.flush()
