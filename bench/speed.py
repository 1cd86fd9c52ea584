"""How fast: start-up, reports a second, words a second, memory, and whether cost grows with the text alone.

python -m bench.speed [--raise-floors | --lower-floors "reason"]

Every figure is taken in a process of its own that is bound to one core and one thread.  ``start-up`` is the wall
time of a whole new process, from its start to the record of the seed on its standard output; the best of
three.  The rates are over CPU time, so that a busy machine does not count against them; the best of several
rounds.  ``growth`` is the CPU time for twice the text over that for the text: 2 is linear.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import floors
from bench.data import EXAMPLES, SEED, here
from bench.peer_worker import peak_memory

# Issues 2 and 3.
AIMS = {
    "start-up s": 2.0,
    "reports/s": 20.0,
    "words/s": 6000.0,
    "half-spaces KB/s": 500.0,
    "language load s": 1.5,
    "spaCy load s": 1.5,
    "memory MB": 700.0,
    "growth of read": 2.2,
    "growth of language": 2.2,
}
LOW_IS_GOOD = frozenset(
    {"start-up s", "language load s", "spaCy load s", "memory MB", "growth of read", "growth of language"}
)
PUBLISHED = "2025-01-17"


def text() -> str | None:
    """The seed report, or the examples in one text where it is not here."""
    if here(SEED):
        return SEED.read_text(encoding="utf-8")
    found = sorted(EXAMPLES.glob("**/*.txt"))
    return "\n".join(p.read_text(encoding="utf-8") for p in found) or None


def best(run: Callable[[], object], *, rounds: int = 3) -> float:
    """The least CPU seconds of several rounds."""
    least = float("inf")
    for _ in range(rounds):
        begin = time.process_time()
        run()
        least = min(least, time.process_time() - begin)
    return least


def rates(report: str) -> dict[str, float]:
    """Rates, growth and memory, in this process."""
    from ravi.language import analyse
    from ravi.reader import Reader
    from ravi.reader import report as made
    from ravi.text import repair

    reader = Reader()
    out: dict[str, float] = {}

    def read(content: str) -> None:
        reader.read(made(content, published=PUBLISHED))

    def ten() -> None:
        for _ in range(10):
            read(report)

    read(report)
    out["reports/s"] = 10 / best(ten)
    # Two texts of tens of reports: what a single pass costs once must not hide what grows.
    long, longer = "\n".join([report] * 20), "\n".join([report] * 40)
    out["growth of read"] = best(lambda: read(longer)) / best(lambda: read(long))
    seconds = best(lambda: analyse(long))
    out["words/s"] = len(analyse(long).words) / seconds
    out["growth of language"] = best(lambda: analyse(longer)) / seconds
    lost = longer.replace("\u200c", "")
    out["half-spaces KB/s"] = len(lost.encode()) / 1024 / best(lambda: repair(lost))
    out["memory MB"] = peak_memory()
    return out


def loading() -> dict[str, float]:
    """Wall seconds from importing the language floor to its first analysis, in this process."""
    begin = time.perf_counter()
    from ravi.language import analyse

    analyse("سلام.")
    return {"language load s": time.perf_counter() - begin}


def loading_spacy() -> dict[str, float]:
    """Wall seconds from ``ravi.language.load()`` to its first Doc, spaCy itself imported before."""
    if importlib.util.find_spec("spacy") is None:
        return {}
    importlib.import_module("spacy")
    begin = time.perf_counter()
    from ravi.language import load

    load()("سلام.")
    return {"spaCy load s": time.perf_counter() - begin}


def child(*command: str, stdin: str = "") -> tuple[str, float]:
    """Run Python in a new process on one core and one thread; what it printed, and its wall seconds."""
    env = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *command],
        input=stdin,
        capture_output=True,
        text=True,
        check=True,
        env=env,
        preexec_fn=_one_core,
        cwd=Path(__file__).resolve().parents[1],
    )
    return done.stdout, time.perf_counter() - begin


def _one_core() -> None:
    """Bind this process to one of the cores it may use; where the system cannot, leave it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def measure(report: str) -> dict[str, float]:
    """All figures."""
    start = f"import sys, ravi; sys.stdout.write(ravi.read(sys.stdin.read(), published='{PUBLISHED}').to_json())"
    out = {"start-up s": min(child("-c", start, stdin=report)[1] for _ in range(3))}
    loads = [json.loads(child("-m", "bench.speed", "--child", "loading")[0]) for _ in range(3)]
    loads += [json.loads(child("-m", "bench.speed", "--child", "spacy")[0]) for _ in range(3)]
    for name in ("language load s", "spaCy load s"):
        if found := [x[name] for x in loads if name in x]:
            out[name] = min(found)
    out |= json.loads(child("-m", "bench.speed", "--child", "rates", stdin=report)[0])
    return out


def pinned(figures: dict[str, float]) -> dict[str, floors.Figure]:
    """Figures with the slack that another run on another day needs; growth is held to its aim, not to its luck."""
    out: dict[str, floors.Figure] = {}
    for name, value in figures.items():
        kind: floors.Kind = "most" if name in LOW_IS_GOOD else "least"
        if name.startswith("growth"):
            out[name] = floors.Figure(max(value, AIMS[name]), kind, aim=AIMS[name])
        else:
            out[name] = floors.Figure(value, kind, slack=0.1 if name == "memory MB" else 0.4, aim=AIMS[name])
    return out


def table(figures: dict[str, float]) -> str:
    """A table in Markdown."""
    out = ["| | measured | aim |", "|---|---|---|"]
    for name, value in figures.items():
        sign = "≤" if name in LOW_IS_GOOD else "≥"
        out.append(f"| {name} | {value:.2f} | {sign} {AIMS[name]:g} |")
    return "\n".join(out)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and compare with the floors."""
    parser = argparse.ArgumentParser(prog="python -m bench speed", description="Speed, start-up and memory.")
    parser.add_argument("--child", choices=("rates", "loading", "spacy"), help=argparse.SUPPRESS)
    floors.add_arguments(parser)
    args = parser.parse_args(argv)
    if args.child:
        if args.child == "rates":
            found = rates(sys.stdin.read())
        else:
            found = loading() if args.child == "loading" else loading_spacy()
        print(json.dumps(found))
        return 0
    report = text()
    if report is None:
        return 0
    figures = measure(report)
    print(table(figures) + "\n")
    return floors.settle("speed", pinned(figures), args)


if __name__ == "__main__":
    raise SystemExit(main())
