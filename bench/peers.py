"""Ravi and what else there is, on the same text in one run: writes docs/figures.md and the table of README.

python -m bench.peers [--only NAME …] [--cache DIR] [--python PYTHON] [--out FILE]

Each tool is installed from the package registry into an environment of its own (kept in ``--cache``, by default
``~/.cache/ravi-bench``) and works in a process of its own, one after another, on one thread.  A tool that does
not install or fails is named with the reason.  Ravi goes the same way, in this environment.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
import venv
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import figures, halfspace, summary
from bench.data import SHARED, TREEBANKS, here
from bench.speed import text as report_text

WORKER = Path(__file__).with_name("peer_worker.py")
OUT = Path(__file__).resolve().parents[1] / "docs" / "figures.md"
README = Path(__file__).resolve().parents[1] / "README.md"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "ravi-bench"
LONG = 209  # The seed report so many times is 1.0 MB.
LIMIT = 1800  # Seconds that one tool may take.


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool by the name of its row, and the package that holds it; None is this environment."""

    name: str
    package: str | None


PEERS = (
    Peer("ravi", None),
    Peer("ravi analysis", None),
    Peer("hazm", "hazm"),
    Peer("hazm informal", "hazm"),
    Peer("shekar", "shekar"),
    Peer("python-negar", "python-negar"),
    Peer("simplemma", "simplemma"),
    Peer("parsivar", "parsivar"),
    Peer("spaCy blank", "spacy"),
    Peer("ICU", "PyICU"),
)


@dataclass(slots=True)
class Result:
    """What a tool did, or why there is nothing."""

    peer: Peer
    version: str = ""
    failure: str | None = None
    startup: float | None = None
    memory: float | None = None
    done: dict[str, Any] = field(default_factory=dict)


def environment(peer: Peer, cache: Path, python: str) -> str:
    """The Python of a tool's environment, made and filled where it is not there; raises where it cannot."""
    if peer.package is None:
        return sys.executable
    home = cache / f"{peer.package.lower()}-{Path(python).name}"
    inside = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    mark = home / "installed"
    if not mark.exists():
        if python == sys.executable:
            venv.create(home, with_pip=True, clear=True)
        else:
            subprocess.run([python, "-m", "venv", "--clear", str(home)], check=True)
        install = [str(inside), "-m", "pip", "install", "-q", "--disable-pip-version-check", peer.package]
        subprocess.run(install, check=True, capture_output=True, text=True, timeout=LIMIT)
        mark.touch()
    return str(inside)


def version(python: str, package: str) -> str:
    """The installed version of a package."""
    code = f"import importlib.metadata as m; print(m.version({package!r}))"
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def run(peer: Peer, task: str, cache: Path, python: str) -> Result:
    """Install, measure start-up and memory, and let the tool work."""
    result = Result(peer)
    env = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
    try:
        inside = environment(peer, cache, python)
        result.version = version(inside, peer.package or "ravi")
        begins = []
        for _ in range(3):
            begin = time.perf_counter()
            done = _worker(inside, peer, ["startup"], "", env)
            begins.append(time.perf_counter() - begin)
        result.startup, result.memory = min(begins), float(done)
        result.done = json.loads(_worker(inside, peer, [], task, env))
    except subprocess.CalledProcessError as error:
        lines = [line for line in (error.stderr or "").splitlines() if line.strip() and "WARNING" not in line]
        step = "does not run" if result.version else "does not install here"
        result.failure = f"{step}: {lines[-1].strip() if lines else error}"
    except subprocess.TimeoutExpired:
        result.failure = f"took longer than {LIMIT} s"
    return result


def _worker(python: str, peer: Peer, words: list[str], task: str, env: dict[str, str]) -> str:
    return subprocess.run(
        [python, str(WORKER), peer.name, *words],
        input=task,
        capture_output=True,
        text=True,
        check=True,
        timeout=LIMIT,
        env=env,
    ).stdout


def task(report: str) -> dict[str, Any]:
    """The texts that every tool works on."""
    lines = halfspace.sentences(SHARED)
    trees = figures.treebanks()
    return {
        "mend": {
            "deleted": [halfspace.damaged(line, "deleted") for line in lines],
            "spaced": [halfspace.damaged(line, "spaced") for line in lines],
            "clean": lines,
            "seed": [report],
        },
        "cut": [tree.text for tree in trees["PerDT"]],
        "traps": [trap["text"] for trap in figures.traps()],
        "lemmas": [[row.form for row in tree.rows] for name in trees for tree in trees[name]],
        "report": report,
        "long": "\n".join([report] * LONG),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Run every tool and write the page."""
    parser = argparse.ArgumentParser(prog="python -m bench peers", description="Ravi beside its peers.")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these tools alone; nothing is written")
    parser.add_argument("--cache", type=Path, default=CACHE, help=f"environments ({CACHE})")
    parser.add_argument("--python", default=sys.executable, help="the Python of the environments")
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args(argv)
    report = report_text()
    if report is None or not here(TREEBANKS):
        return 0
    work = json.dumps(task(report), ensure_ascii=False)
    args.cache.mkdir(parents=True, exist_ok=True)
    results = []
    for peer in PEERS:
        if args.only and peer.name not in args.only:
            continue
        print(f"{peer.name} …", file=sys.stderr, flush=True)
        results.append(run(peer, work, args.cache, args.python))
    page = figures.page(results, report)
    if args.only:
        print(page)
    else:
        args.out.write_text(page, encoding="utf-8")
        summary.put(README, summary.table(results))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
