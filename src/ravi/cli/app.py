"""The command and its parts; each part is a module of its own that loads its models only when it runs."""

from __future__ import annotations

import os
import sys
from typing import Annotated, NoReturn

import typer

import ravi
from ravi.cli import (
    add,
    compare,
    corpus,
    explain,
    export,
    ledger,
    parse,
    read,
    repair,
    schema,
    serve,
    upkeep,
    watch,
)
from ravi.cli.console import report_error
from ravi.errors import RaviError

__all__ = ["app", "run"]

app = typer.Typer(
    name="ravi",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads Persian news reports and keeps what they say as a record that can be checked.",
    epilog="Exit codes: 0 done, 1 an input could not be read, 2 wrong use, 130 interrupted, 141 closed pipe.",
)
app.command("read")(read.read)
app.command("repair")(repair.repair)
app.command("explain")(explain.explain)
app.command("parse")(parse.parse)
app.command("schema")(schema.schema)
app.command("add")(add.add)
app.command("search")(ledger.search)
app.command("who")(ledger.who)
app.command("export")(export.export)
app.command("serve")(serve.serve)
app.command("corpus")(corpus.corpus)
app.command("watch")(watch.watch)
app.command("timeline")(ledger.timeline)
app.command("stats")(ledger.stats)
app.command("compare")(compare.compare)
app.command("positions")(compare.positions)
upkeep.tools.command("relate")(compare.relate)
app.add_typer(upkeep.tools, name="ledger")
app.add_typer(serve.users, name="users")


@app.command("version")
def version() -> None:
    """Print the version."""
    typer.echo(f"ravi {ravi.__version__}")


@app.callback(invoke_without_command=True)
def _main(
    context: typer.Context,
    wanted: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    if wanted:
        version()
        raise typer.Exit


def run() -> NoReturn:
    """Run the command, tell errors in one way, and leave with the documented exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A report may hold what the terminal's encoding does not; nobody is helped by a crash.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except RaviError as error:
        report_error(error, as_json="--json" in sys.argv)
        code = 1
    except BrokenPipeError:
        code = 141
        # What is still in the buffer has nowhere to go: keep the interpreter from trying at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        code = 130
    else:
        code = 0
    sys.exit(code)
