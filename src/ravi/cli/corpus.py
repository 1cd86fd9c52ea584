"""``ravi corpus``: millions of reports, with several processes, resumed where it stopped."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["corpus"]


def corpus(
    inputs: Annotated[Path, typer.Argument(metavar="IN", help="JSON lines (.jsonl, .jsonl.gz) or Parquet.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A folder; finished pieces in it are not read again.")],
    workers: Annotated[int | None, typer.Option("--workers", min=1, max=512, help="Processes.")] = None,
    size: Annotated[int, typer.Option("--size", min=1, max=100_000, help="Reports of one output file.")] = 200,
    column: Annotated[str, typer.Option("--column", help="Where the text of a report stands.")] = "text",
) -> None:
    """Read a corpus: one file of records a piece, bad reports set aside with their reason."""
    from ravi.corpus import Progress, run

    last = 0.0

    def tell(progress: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= 1 and sys.stderr.isatty():
            last = time.monotonic()
            sys.stderr.write(f"\r{progress.done} reports, {progress.rate:.1f} a second, {progress.source}\x1b[K")

    summary = run(inputs, out, workers=workers, size=size, column=column, tell=tell)
    if last:
        sys.stderr.write("\r\x1b[K")
    aside = sum(summary.aside.values())
    sys.stdout.write(
        f"{summary.read} read, {aside} set aside, {summary.known} pieces done before, {summary.seconds:.1f} s\n"
    )
    sys.stdout.writelines(f"{count:>9}  {why}\n" for why, count in summary.aside.most_common())
