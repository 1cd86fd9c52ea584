"""Where the command writes: results to stdout, errors and progress to stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from ravi.cli.bidi import Bidi, detect
from ravi.errors import RaviError

if TYPE_CHECKING:
    from ravi.cli.terminal import Screen

__all__ = ["progress", "report_error", "screen"]

T = TypeVar("T")


def report_error(error: RaviError, *, as_json: bool) -> None:
    """One error on stderr, in words or in the one JSON shape."""
    shown = json.dumps(error.to_dict(), ensure_ascii=False) if as_json else f"ravi: {error}"
    sys.stderr.write(f"{shown}\n")


def screen(bidi: Bidi) -> Screen:
    """The terminal behind stdout, or what stands there instead."""
    from rich.console import Console

    from ravi.cli.terminal import Screen

    console = Console(highlight=False, markup=False, emoji=False)
    if bidi == "auto":
        bidi = detect(os.environ, tty=console.is_terminal)
    return Screen(console, bidi)


@contextmanager
def progress(items: Iterable[T], total: int) -> Iterator[Iterable[T]]:
    """``items`` with a bar on stderr, where somebody sees it and there is more than one."""
    if total < 2 or not sys.stderr.isatty():
        yield items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield bar.track(items, total=total, description="reading")


def tell_waiting(reports: int) -> None:
    """On standard error: how many reports were not looked at for what belongs together."""
    if reports:
        sys.stderr.write(f"{reports} not looked at for what belongs together: ravi ledger relate\n")
