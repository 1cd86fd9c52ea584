"""``ravi corpus``: millions of reports, with several processes or machines, resumed where it stopped."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from ravi.corpus.work import Form

__all__ = ["corpus"]

Executor = Literal["pool", "local", "slurm", "ray"]


def corpus(
    inputs: Annotated[
        Path,
        typer.Argument(metavar="IN", help="JSON lines, Parquet or WARC; a file or a folder."),
    ],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A folder; finished pieces in it are not read again.")],
    workers: Annotated[int | None, typer.Option("--workers", min=1, max=512, help="Processes.")] = None,
    size: Annotated[int, typer.Option("--size", min=1, max=100_000, help="Reports of one output file.")] = 200,
    column: Annotated[str, typer.Option("--column", help="Where the text of a report stands.")] = "text",
    form: Annotated[Form, typer.Option("--form", help="Records, or three typed tables.")] = "jsonl",
    executor: Annotated[
        Executor, typer.Option("--executor", help="A pool of processes here, or datatrove: here, on Slurm, on Ray.")
    ] = "pool",
    tasks: Annotated[int | None, typer.Option("--tasks", min=1, help="Tasks for datatrove; one a file.")] = None,
    partition: Annotated[str | None, typer.Option("--partition", help="Slurm's partition.")] = None,
    limit: Annotated[str, typer.Option("--time", metavar="HH:MM:SS", help="Slurm's limit.")] = "24:00:00",
) -> None:
    """Read a corpus: one file of records a piece, bad reports set aside with their reason."""
    if executor != "pool":
        from ravi.corpus.cluster import run_cluster

        options: dict[str, Any] = {}
        if executor == "slurm":
            if partition is None:
                raise typer.BadParameter("--executor slurm needs --partition")
            options = {"partition": partition, "time": limit, "job_name": "ravi"}
        run_cluster(
            executor, inputs, out, tasks=tasks, workers=workers or -1, size=size, column=column, form=form,
            options=options,
        )  # fmt: skip
        return
    from ravi.corpus import Progress, run

    last = 0.0

    def tell(progress: Progress) -> None:
        nonlocal last
        # On a terminal every second, into a file every minute.
        if time.monotonic() - last >= (1 if sys.stderr.isatty() else 60):
            last = time.monotonic()
            line = (
                f"{progress.done} reports, {progress.rate:.1f} a second, {100 * progress.share:.0f} %, "
                f"{_length(progress.left)} left, {progress.source}"
            )
            sys.stderr.write(f"\r{line}\x1b[K" if sys.stderr.isatty() else f"{line}\n")
            sys.stderr.flush()

    summary = run(inputs, out, workers=workers, size=size, column=column, form=form, tell=tell)
    if last and sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    aside = sum(summary.aside.values())
    sys.stdout.write(
        f"{summary.read} read, {aside} set aside, {summary.known} pieces done before, {summary.seconds:.1f} s\n"
    )
    sys.stdout.writelines(f"{count:>9}  {why}\n" for why, count in summary.aside.most_common())
    for error in summary.damaged:
        sys.stderr.write(f"ravi: {error}\n")
    if summary.damaged:
        raise typer.Exit(1)


def _length(seconds: float | None) -> str:
    """A length of time in its two largest units."""
    if seconds is None:
        return "?"
    minutes, whole = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [(days, "d"), (hours, "h"), (minutes, "min"), (whole, "s")]
    while len(parts) > 1 and not parts[0][0]:
        parts.pop(0)
    return " ".join(f"{number} {unit}" for number, unit in parts[:2])
