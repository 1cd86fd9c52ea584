"""``ravi search``, ``who``, ``timeline`` and ``stats``: what many reports say."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple
from dataclasses import fields as dataclass_fields
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ravi.cli.console import screen
from ravi.cli.options import BidiOption, JsonOption

if TYPE_CHECKING:
    from ravi.cli.terminal import Screen
    from ravi.ledger import Facets, Hits, Ledger, Who

__all__ = ["opened", "print_csv", "search", "stats", "timeline", "who"]

LedgerOption = Annotated[
    str,
    typer.Option(
        "--ledger",
        metavar="PATH",
        envvar="RAVI_LEDGER",
        help="The file of the reports, or a postgresql:// address.",
    ),
]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV for a spreadsheet.")]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=10_000, help="How many at the most.")]
HERE = "ravi.db"

Order = Literal["newest", "oldest", "relevance"]
Unit = Literal["day", "month", "year"]
CalendarName = Literal["solar", "gregorian"]


def search(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="Words, phrases, fields, or **@NAME**; see the documentation.")
    ],
    ledger: LedgerOption = HERE,
    limit: LimitOption = 20,
    offset: Annotated[int, typer.Option("--offset", min=0, help="How many to pass over.")] = 0,
    order: Annotated[Order, typer.Option("--order", help="The newest, the oldest or the best first.")] = "newest",
    facets: Annotated[bool, typer.Option("--facets", help="How the hits spread, instead of them.")] = False,
    save: Annotated[str | None, typer.Option("--save", metavar="NAME", help="Keep the query as **@NAME**.")] = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    bidi: BidiOption = "auto",
) -> None:
    """Find statements by words, by who said them, to whom, where and when."""
    from ravi.ledger import Hit

    with opened(ledger) as store:
        if save:
            store.save_search(save, query)
        if facets:
            _show_facets(store.facets(query), as_json, as_csv)
            return
        found = store.search(query, limit=limit, offset=offset, order=order)
        if not (as_json or as_csv):
            _show_hits(found, query, store, screen(bidi))
    if as_json:
        _print_json(asdict(found))
    elif as_csv:
        print_csv(found.hits, Hit)


def timeline(
    query: Annotated[str, typer.Argument(metavar="[QUERY]", help="As for search; all statements otherwise.")] = "",
    ledger: LedgerOption = HERE,
    by: Annotated[Unit, typer.Option("--by", help="How long a stretch is.")] = "month",
    calendar: Annotated[CalendarName, typer.Option("--calendar", help="Whose days, months and years.")] = "solar",
    each: Annotated[int, typer.Option("--each", min=0, max=100, help="Statements to show of each.")] = 3,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    bidi: BidiOption = "auto",
) -> None:
    """How much was said when: statements by day, month or year of publication, the oldest first."""
    with opened(ledger) as store:
        found = store.timeline(query, by=by, calendar=calendar, each=each)
    if as_json:
        _print_json([asdict(one) for one in found])
    elif as_csv:
        rows([("label", "begin", "end", "statements"), *((p.label, p.begin, p.end, p.statements) for p in found)])
    else:
        shown = screen(bidi)
        for period in found:
            shown.put(f"{period.label or '?'}  {period.statements}", rtl=False, style="bold")
            for hit in period.hits:
                shown.put(f"{hit.speaker or '؟'}: {hit.content}", rtl=True)


def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, or a part of one.")],
    ledger: LedgerOption = HERE,
    limit: LimitOption = 20,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    bidi: BidiOption = "auto",
) -> None:
    """Who somebody is over all reports: names, offices with their days, statements."""
    from ravi.ledger import Hit

    with opened(ledger) as store:
        found = store.who(name, limit=limit)
    if as_json:
        _print_json([asdict(one) for one in found])
    elif as_csv:
        print_csv([hit for one in found for hit in one.statements], Hit)
    else:
        for one in found:
            _show_who(one, screen(bidi))
    if not found:
        sys.stderr.write("nobody of that name\n")


def stats(ledger: LedgerOption = HERE, as_json: JsonOption = False, as_csv: CsvOption = False) -> None:
    """How much the ledger holds."""
    with opened(ledger) as store:
        counts = store.stats()
    if as_json:
        _print_json(counts)
    elif as_csv:
        rows([tuple(counts), tuple(counts.values())])
    else:
        sys.stdout.writelines(f"{count:>9}  {name}\n" for name, count in counts.items())


def opened(place: str) -> Ledger:
    """The ledger of a command that looks into one; raises LedgerError where there is none."""
    from ravi.ledger import Ledger

    return Ledger(place, create=False)


def _print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def print_csv(items: Sequence[Any], of: Any) -> None:
    """Things of one type, a line each, under the names of its fields."""
    found = [tuple(_plain(value) for value in astuple(item)) for item in items]
    rows([tuple(field.name for field in dataclass_fields(of)), *found])


def rows(lines: Iterable[tuple[Any, ...]]) -> None:
    """CSV in which no cell is taken for a formula."""
    from ravi.export.spreadsheet import safe

    writer = csv.writer(sys.stdout, lineterminator="\n")
    for line in lines:
        writer.writerow([safe(_cell(value)) for value in line])


def _plain(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        return "; ".join(str(_cell(item)) for item in value)
    return "" if value is None else value


def _show_hits(found: Hits, query: str, store: Ledger, shown: Screen) -> None:
    first = found.offset + 1 if found.hits else 0
    total = f"{found.total}{'+' if found.more else ''}"
    shown.put(f"{first}–{found.offset + len(found.hits)} / {total}", rtl=False, style="dim")
    for hit in found.hits:
        shown.write()
        shown.put(" · ".join(filter(None, (hit.published, hit.outlet, hit.title))), rtl=True, style="dim")
        shown.put(f"{'، '.join((hit.speaker or '؟', *hit.offices[:1]))}: {hit.cue or ''}", rtl=True, style="cyan")
        shown.put(hit.content, rtl=True)
        if "text:" in query:
            for passage in store.passages(hit.report, query, most=1):
                shown.put(f"… {' '.join(passage.text.split())} …", rtl=True, style="dim")


def _show_facets(found: Facets, as_json: bool, as_csv: bool) -> None:
    if as_json:
        _print_json(asdict(found))
        return
    lines = [
        (field.name, *((value[-2], value[-1])))
        for field in dataclass_fields(found) if isinstance(getattr(found, field.name), tuple)
        for value in getattr(found, field.name)
    ]  # fmt: skip
    if as_csv:
        rows([("facet", "value", "count"), *lines])
    else:
        sys.stdout.writelines(f"{name:13} {count:>7}  {value}\n" for name, value, count in lines)


def _show_who(one: Who, shown: Screen) -> None:
    shown.put(one.name, rtl=True, style="bold")
    facts = filter(None, (one.latin, one.kind, one.country, f"{one.reports} reports, {one.total} statements"))
    shown.put(" · ".join(facts), rtl=False, style="dim")
    for office in one.offices:
        shown.put(f"{office.title} ({office.first or '؟'} … {office.last or '؟'}، {office.reports})", rtl=True)
    for hit in one.statements:
        shown.put(f"{hit.published or '؟'} {hit.cue or ''}: {hit.content}", rtl=True)
    shown.write()
