"""``ravi ledger``: looking after the file, and what people corrected."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, cast

import typer

from ravi.cli.add import JobsOption
from ravi.cli.console import progress, report_error, tell_waiting
from ravi.cli.inputs import Named, read_text
from ravi.cli.ledger import HERE, CsvOption, LedgerOption, opened, print_csv, rows
from ravi.cli.options import JsonOption
from ravi.cli.reading import read_all
from ravi.errors import InputError, RaviError

__all__ = ["tools"]

tools = typer.Typer(
    no_args_is_help=True, help="Look after the ledger: check, backup, restore, corrections and their history."
)


@tools.command("check")
def check(ledger: LedgerOption = HERE) -> None:
    """Verify every hash, span and reference; exit code 1 where one does not hold."""
    with opened(ledger) as store:
        _tell(store.check())


@tools.command("verify")
def verify(
    ledger: LedgerOption = HERE,
    against: Annotated[
        str | None, typer.Option("--against", metavar="FILE", help="A history that was exported before.")
    ] = None,
) -> None:
    """Prove the history of corrections whole; exit code 1 where it is not."""
    from ravi.ledger.history import from_line

    lines = read_text(against).splitlines() if against else []
    with opened(ledger) as store:
        _tell(store.verify(from_line(line, number) for number, line in enumerate(lines, 1)))


@tools.command("backup")
def backup(
    to: Annotated[Path, typer.Argument(metavar="FILE", help="The copy; it must not be there yet.")],
    ledger: LedgerOption = HERE,
) -> None:
    """Copy the ledger into one file while others may be using it."""
    with opened(ledger) as store:
        store.backup(to)


@tools.command("restore")
def restore(
    backup: Annotated[Path, typer.Argument(metavar="FILE", help="A backup; it is looked through first.")],
    ledger: LedgerOption = HERE,
    replace: Annotated[
        bool, typer.Option("--replace", help="Where there is a ledger: keep it beside as LEDGER.old-1.")
    ] = False,
) -> None:
    """Put a backup in the place of the ledger."""
    from ravi.ledger import Ledger

    with Ledger.restore(backup, ledger, replace=replace) as store:
        tell_waiting(store.unrelated())


@tools.command("vacuum")
def vacuum(ledger: LedgerOption = HERE) -> None:
    """Give unused space back and bring the full text in order."""
    with opened(ledger) as store:
        store.vacuum()


@tools.command("migrate")
def migrate(ledger: LedgerOption = HERE) -> None:
    """Bring the tables of an older Ravi up to date, as every command does that opens them."""
    with opened(ledger) as store:
        sys.stdout.write(f"version {store.version}\n")


@tools.command("rebuild")
def rebuild(ledger: LedgerOption = HERE) -> None:
    """Make all that is derived anew from the records and the corrections."""
    with opened(ledger) as store:
        store.rebuild()
        tell_waiting(store.unrelated())


@tools.command("reread")
def reread(
    ledger: LedgerOption = HERE,
    everything: Annotated[bool, typer.Option("--all", help="Those of this version as well.")] = False,
    jobs: JobsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read again what another version of Ravi has read; corrections go on to hold."""
    with opened(ledger) as store:
        keys = store.stale(everything=everything)
        failed = 0
        with progress(keys, len(keys)) as shown:
            given = ((Named(str(key), store.record(key).report), True) for key in shown)
            for named, record in read_all(given, jobs or 1):
                if isinstance(record, RaviError):
                    report_error(record, as_json=as_json)
                    failed += 1
                elif record is not None:
                    store.reread(int(named.name), record)
        waiting = store.unrelated()
    sys.stdout.write(f"{len(keys) - failed} read again, {failed} not read\n")
    tell_waiting(waiting)
    if failed:
        raise typer.Exit(1)


@tools.command("history")
def history(
    ledger: LedgerOption = HERE,
    report: Annotated[int | None, typer.Option("--report", metavar="N", help="Of one report.")] = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """What people corrected: who, when, what, why; **--json** is what **verify --against** takes."""
    from ravi.ledger.history import Entry, to_line

    with opened(ledger) as store:
        found = store.history(report)
    if as_csv:
        print_csv(found, Entry)
        return
    for entry in found:
        if as_json:
            sys.stdout.write(to_line(entry) + "\n")
        else:
            about = json.dumps(entry.target, ensure_ascii=False)
            parts = (str(entry.number), entry.at, entry.who, entry.action, about, entry.value, entry.why)
            sys.stdout.write("  ".join(filter(None, parts)) + "\n")


@tools.command("correct")
def correct(
    action: Annotated[
        str, typer.Argument(metavar="ACTION", help="reject, source, note, merge, split, relation, undo.")
    ],
    target: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help="**12:a3** (a statement of a report), **12:A2** (an actor of it), **12:** (a report), **#5** "
            "(an entity), **7** (the correction to undo), **conflicts,12:a3,15:a1** (a relation), or JSON.",
        ),
    ],
    value: Annotated[
        str | None, typer.Argument(metavar="VALUE", help="The new source, the note, the other entity.")
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", envvar="RAVI_USER", help="Who corrects.")] = "",
    why: Annotated[str, typer.Option("--why", help="The reason.")] = "",
    ledger: LedgerOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Correct what was misread: an entry in the history, which can be undone."""
    from typing import get_args

    from ravi.ledger.history import Action, to_line

    if action not in get_args(Action):
        raise InputError(f"no action {action!r}; there are {', '.join(get_args(Action))}", where="ACTION")
    with opened(ledger) as store:
        entry = store.correct(
            cast(Action, action),
            store.target(target),
            value=(value or "").removeprefix("#") or None,
            who=by,
            why=why,
        )
    sys.stdout.write((to_line(entry) if as_json else f"correction {entry.number}") + "\n")


@tools.command("saved")
def saved(
    ledger: LedgerOption = HERE,
    forget: Annotated[str | None, typer.Option("--forget", metavar="NAME", help="Drop one.")] = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """The saved searches; `ravi search @NAME` asks one."""
    with opened(ledger) as store:
        if forget:
            store.forget_search(forget)
        found = store.saved_searches()
    if as_json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    elif as_csv:
        rows([("name", "query"), *found.items()])
    else:
        sys.stdout.writelines(f"@{name}  {query}\n" for name, query in found.items())


def _tell(faults: list[str]) -> None:
    sys.stdout.writelines(f"{fault}\n" for fault in faults or ["whole"])
    if faults:
        raise typer.Exit(1)
