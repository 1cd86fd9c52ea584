"""A whole corpus with one worker and with two: how fast, how much faster, whether memory stays flat, what it costs.

python -m bench.corpus [--reports N] [--price USD] [--raise-floors | --lower-floors "reason"]

Reads the 5,375 reports of hamshahri-2003-2007, or the first N of them, as ``ravi corpus`` does.  ``memory`` is the
greatest resident size of all processes together; ``growth of memory`` is that of the last third of the run over
that of the second: 1 is flat.  The table below reckons from the measured rate of one worker what millions of pages
take; the price of a core hour is an assumption that you give.  Two workers can be twice one only where two cores
are free: ``cores free`` says how much of the two the machine gave while they ran.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import os
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import floors
from bench.data import NEWS, here
from ravi.corpus import run

SOURCE = NEWS / "hamshahri-2003-2007.jsonl.gz"
SPEEDUP = 1.8
GROWTH = 1.1
LARGE = (10_000_000, 1_000_000_000)
MACHINE = 64
"""Cores of one machine of a cluster."""


@dataclass(frozen=True)
class Pass:
    """One reading: reports, wall seconds, processor seconds of the workers, bytes of memory at times, bytes out."""

    reports: int
    aside: int
    seconds: float
    cpu: float
    memory: list[int]
    written: int

    @property
    def rate(self) -> float:
        """Reports a second of wall time."""
        return self.reports / self.seconds

    def growth(self) -> float:
        """The last third's greatest memory over the second's."""
        third = max(1, len(self.memory) // 3)
        return max(self.memory[-third:]) / max(self.memory[third : 2 * third] or [1])


def resident(pid: int) -> int:
    """Bytes that a process and those it started hold; 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(resident(int(child)) for child in children)


def measure(source: Path, workers: int) -> Pass:
    """One reading of a file with so many workers."""
    samples: list[int] = []
    stop = threading.Event()

    def watch() -> None:
        while not stop.wait(0.5):
            samples.append(resident(os.getpid()))

    watcher = threading.Thread(target=watch)
    with tempfile.TemporaryDirectory() as folder:
        watcher.start()
        began, before = time.monotonic(), os.times()
        try:
            summary = run(source, Path(folder), workers=workers, size=100)
        finally:
            stop.set()
            watcher.join()
        after = os.times()
        written = sum(path.stat().st_size for path in Path(folder).iterdir())
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    aside = sum(summary.aside.values())
    return Pass(summary.read, aside, time.monotonic() - began, cpu, samples or [1], written)


def first(source: Path, count: int, folder: str) -> Path:
    """The first reports of a file in a file of their own."""
    part = Path(folder) / source.name
    with gzip.open(source) as whole, gzip.open(part, "wb", 6) as out:
        out.writelines(itertools.islice(whole, count))
    return part


def table(one: Pass, two: Pass) -> str:
    """What was measured, in Markdown."""
    rows = [
        ("reports", f"{one.reports}", f"{two.reports}"),
        ("set aside", f"{one.aside}", f"{two.aside}"),
        ("seconds", f"{one.seconds:.0f}", f"{two.seconds:.0f}"),
        ("reports a second", f"{one.rate:.1f}", f"{two.rate:.1f}"),
        ("processor seconds a report", f"{one.cpu / one.reports:.3f}", f"{two.cpu / two.reports:.3f}"),
        ("cores free", f"{one.cpu / one.seconds:.2f}", f"{two.cpu / two.seconds:.2f}"),
        ("memory MB", f"{max(one.memory) / 2**20:.0f}", f"{max(two.memory) / 2**20:.0f}"),
        ("growth of memory", f"{one.growth():.2f}", f"{two.growth():.2f}"),
        (
            "KB written a report",
            f"{one.written / one.reports / 1024:.1f}",
            f"{two.written / two.reports / 1024:.1f}",
        ),
    ]
    return "\n".join(
        ["| | one worker | two workers |", "|---|---|---|", *(f"| {a} | {b} | {c} |" for a, b, c in rows)]
    )


def reckon(one: Pass, price: float) -> str:
    """What many pages take by the processor time of one report, in Markdown; ``price`` in USD a core hour."""
    each = one.cpu / one.reports
    out = [
        f"| pages | core hours | one machine of {MACHINE} cores | 50 of them | USD, {price:g} a core hour | TB |",
        "|---|---|---|---|---|---|",
    ]
    for pages in LARGE:
        hours = pages * each / 3600
        size = one.written / one.reports * pages / 1e12
        out.append(
            f"| {pages:,} | {hours:,.0f} | {hours / MACHINE / 24:,.1f} days | {hours / MACHINE / 50:,.1f} hours "
            f"| {hours * price:,.0f} | {size:,.2f} |"
        )
    return "\n".join(out)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, and compare with the floors where the whole corpus was read."""
    parser = argparse.ArgumentParser(prog="python -m bench corpus", description="A corpus, one worker and two.")
    parser.add_argument("--reports", type=int, help="only the first so many")
    parser.add_argument("--price", type=float, default=0.04, help="USD a core hour")
    floors.add_arguments(parser)
    args = parser.parse_args(argv)
    if not here(SOURCE):
        return 0
    with tempfile.TemporaryDirectory() as folder:
        source = first(SOURCE, args.reports, folder) if args.reports else SOURCE
        one, two = measure(source, 1), measure(source, 2)
    print(table(one, two) + "\n\n" + reckon(one, args.price) + "\n")
    speedup = two.rate / one.rate
    free = 2 * (one.cpu / one.reports) / (two.cpu / two.reports)
    print(f"two workers give {speedup:.2f} times one (aim {SPEEDUP:g}, where two cores are free);")
    print(f"by the processor time of a report, {free:.2f} times where nothing else runs\n")
    if args.reports:
        return 0
    figures = {
        "speed-up of two workers": floors.Figure(speedup, "least", slack=0.1, aim=SPEEDUP),
        "growth of memory": floors.Figure(max(one.growth(), two.growth(), 1.0), "most", slack=0.1, aim=GROWTH),
    }
    return floors.settle("corpus", figures, args)


if __name__ == "__main__":
    raise SystemExit(main())
