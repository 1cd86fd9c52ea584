"""``ravi add``, ``search``, ``who``, ``stats`` and ``ravi ledger``: many reports in one file."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import asdict, astuple, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ravi.cli.console import progress, report_error, screen
from ravi.cli.inputs import Facts, day, reports
from ravi.cli.options import BidiOption, ColumnOption, EncodingOption, JsonOption, PublishedOption
from ravi.errors import RaviError

if TYPE_CHECKING:
    from ravi.cli.terminal import Screen
    from ravi.ledger import Hit, Hits, Ledger, Who

__all__ = ["add", "backup", "check", "search", "stats", "tools", "verify", "who"]

LedgerOption = Annotated[
    Path, typer.Option("--ledger", metavar="PATH", envvar="RAVI_LEDGER", help="The file that holds the reports.")
]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV for a spreadsheet.")]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=10_000, help="How many at the most.")]
HERE = Path("ravi.db")

tools = typer.Typer(no_args_is_help=True, help="Look after the ledger: check, verify, backup.")


def add(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Reports; **-** is standard input.")],
    ledger: LedgerOption = HERE,
    published: PublishedOption = None,
    outlet: Annotated[str | None, typer.Option("--outlet", help="Who published them.")] = None,
    encoding: EncodingOption = None,
    column: ColumnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read reports and keep them; the same report again changes nothing."""
    from ravi.reader import Reader

    facts, reader = Facts(day(published), outlet, encoding=encoding, column=column), Reader()
    new = known = failed = 0
    with _open(ledger) as store, progress(files, len(files)) as shown:
        for file in shown:
            for named in reports([file], facts):
                if isinstance(named.report, RaviError):
                    report_error(named.report, as_json=as_json)
                    failed += 1
                    continue
                added = store.add(named.read(reader), raw=named.raw, origin=named.origin)
                new, known = new + added.new, known + (not added.new)
                if as_json:
                    _print_json({"origin": named.origin, **asdict(added)})
    if not as_json:
        sys.stdout.write(f"{new} added, {known} known already, {failed} not read\n")
    if failed:
        raise typer.Exit(1)


def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words, phrases, fields; see the documentation.")],
    ledger: LedgerOption = HERE,
    limit: LimitOption = 20,
    offset: Annotated[int, typer.Option("--offset", min=0, help="How many to pass over.")] = 0,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    bidi: BidiOption = "auto",
) -> None:
    """Find statements by words, by who said them, to whom, where and when."""
    with _open(ledger) as store:
        found = store.search(query, limit=limit, offset=offset)
    if as_json:
        _print_json(asdict(found))
    elif as_csv:
        _print_csv(found.hits)
    else:
        _show_hits(found, screen(bidi))


def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, or a part of one.")],
    ledger: LedgerOption = HERE,
    limit: LimitOption = 20,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    bidi: BidiOption = "auto",
) -> None:
    """Who somebody is over all reports: names, offices with their days, statements."""
    with _open(ledger) as store:
        found = store.who(name, limit=limit)
    if as_json:
        _print_json([asdict(one) for one in found])
    elif as_csv:
        _print_csv([hit for one in found for hit in one.statements])
    else:
        for one in found:
            _show_who(one, screen(bidi))
    if not found:
        sys.stderr.write("nobody of that name\n")


def stats(ledger: LedgerOption = HERE, as_json: JsonOption = False) -> None:
    """How much the ledger holds."""
    with _open(ledger) as store:
        counts = store.stats()
    if as_json:
        _print_json(counts)
    else:
        sys.stdout.writelines(f"{count:>9}  {name}\n" for name, count in counts.items())


@tools.command("check")
def check(ledger: LedgerOption = HERE) -> None:
    """Verify every hash, span and reference; exit code 1 where one does not hold."""
    with _open(ledger) as store:
        _tell(store.check())


@tools.command("verify")
def verify(ledger: LedgerOption = HERE) -> None:
    """Prove the history of corrections whole; exit code 1 where it is not."""
    with _open(ledger) as store:
        _tell(store.verify())


@tools.command("backup")
def backup(
    to: Annotated[Path, typer.Argument(metavar="FILE", help="The copy; it must not be there yet.")],
    ledger: LedgerOption = HERE,
) -> None:
    """Copy the ledger while others may be using it."""
    with _open(ledger) as store:
        store.backup(to)


def _open(path: Path) -> Ledger:
    from ravi.ledger import Ledger

    return Ledger(path)


def _tell(faults: list[str]) -> None:
    sys.stdout.writelines(f"{fault}\n" for fault in faults or ["whole"])
    if faults:
        raise typer.Exit(1)


def _print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def _print_csv(hits: list[Hit] | tuple[Hit, ...]) -> None:
    from ravi.export.spreadsheet import safe
    from ravi.ledger import Hit

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([field.name for field in fields(Hit)])
    for hit in hits:
        writer.writerow([safe(_cell(value)) for value in astuple(hit)])


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        return "; ".join(str(_cell(item)) for item in value)
    return "" if value is None else value


def _show_hits(found: Hits, shown: Screen) -> None:
    first = found.offset + 1 if found.hits else 0
    shown.put(f"{first}–{found.offset + len(found.hits)} / {found.total}", rtl=False, style="dim")
    for hit in found.hits:
        shown.write()
        shown.put(" · ".join(filter(None, (hit.published, hit.outlet, hit.title))), rtl=True, style="dim")
        shown.put(f"{'، '.join((hit.speaker or '؟', *hit.offices[:1]))}: {hit.cue or ''}", rtl=True, style="cyan")
        shown.put(hit.content, rtl=True)


def _show_who(one: Who, shown: Screen) -> None:
    shown.put(one.name, rtl=True, style="bold")
    facts = filter(None, (one.latin, one.kind, one.country, f"{one.reports} reports, {one.total} statements"))
    shown.put(" · ".join(facts), rtl=False, style="dim")
    for office in one.offices:
        shown.put(f"{office.title} ({office.first or '؟'} … {office.last or '؟'}، {office.reports})", rtl=True)
    for hit in one.statements:
        shown.put(f"{hit.published or '؟'} {hit.cue or ''}: {hit.content}", rtl=True)
    shown.write()
