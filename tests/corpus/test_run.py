"""A corpus read by several processes, stopped, killed and gone on with."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ravi.corpus import run
from ravi.corpus.shards import pieces
from ravi.errors import InputError

LINE = {"text": "ناهید آذرگون گفت که راه باز است.", "date": "2025-01-17", "outlet": "نوروزنامه"}


def corpus(folder: Path, count: int, *, bad: bool = False) -> Path:
    inputs = folder / "in"
    inputs.mkdir()
    rows = [json.dumps({**LINE, "id": str(i)}, ensure_ascii=False) for i in range(count)]
    if bad:
        rows[1:1] = ["{broken", '{"no": "text"}']
    (inputs / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    (inputs / "b.jsonl.gz").write_bytes(gzip.compress("\n".join(rows).encode()))
    return inputs


def rows(out: Path) -> list[tuple[str, int]]:
    """Every row of the output, as source and line."""
    found = []
    for path in sorted(out.glob("*.jsonl.gz")):
        for line in gzip.decompress(path.read_bytes()).decode().splitlines():
            row = json.loads(line)
            assert row["record"]["schema"] == "ravi/1"
            found.append((path.name.rpartition("-")[0], row["line"]))
    return found


def test_all_reports_are_read_once_and_the_bad_ones_set_aside(tmp_path: Path) -> None:
    inputs, out = corpus(tmp_path, 5, bad=True), tmp_path / "out"
    summary = run(inputs, out, workers=1, size=2)
    assert summary.read == 10 and sum(summary.aside.values()) == 4
    assert sorted(rows(out)) == [(name, line) for name in ("a.jsonl", "b.jsonl.gz") for line in (1, 4, 5, 6, 7)]
    aside = [json.loads(line) for path in out.glob("*.aside.jsonl") for line in path.read_text().splitlines()]
    assert {(bad["source"], bad["line"]) for bad in aside} >= {("a.jsonl", 2), ("b.jsonl.gz", 3)}
    again = run(inputs, out, workers=1, size=2)
    assert again.read == 0 and again.known == 8


def test_a_run_that_was_killed_goes_on_without_a_lost_or_a_doubled_row(tmp_path: Path) -> None:
    inputs, out = corpus(tmp_path, 60), tmp_path / "out"
    command = [sys.executable, "-m", "ravi", "corpus", str(inputs), str(out), "--workers", "2", "--size", "3"]
    first = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    end = time.monotonic() + 60
    while not list(out.glob("*.jsonl.gz")) and time.monotonic() < end:
        time.sleep(0.05)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    done = len(list(out.glob("*.jsonl.gz")))
    assert 0 < done < 40
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert sorted(rows(out)) == [(name, line) for name in ("a.jsonl", "b.jsonl.gz") for line in range(1, 61)]


def test_one_worker_killed_costs_nothing(tmp_path: Path) -> None:
    inputs, out = corpus(tmp_path, 60), tmp_path / "out"
    command = [sys.executable, "-m", "ravi", "corpus", str(inputs), str(out), "--workers", "2", "--size", "3"]
    whole = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while not list(out.glob("*.jsonl.gz")) and time.monotonic() < end:
        time.sleep(0.05)
    children = Path(f"/proc/{whole.pid}/task/{whole.pid}/children").read_text().split()
    workers = [c for c in children if b"spawn_main" in Path(f"/proc/{c}/cmdline").read_bytes()]
    os.kill(int(workers[-1]), signal.SIGKILL)
    assert whole.wait() == 0
    assert sorted(rows(out)) == [(name, line) for name in ("a.jsonl", "b.jsonl.gz") for line in range(1, 61)]


def test_pieces_are_the_same_in_every_run(tmp_path: Path) -> None:
    inputs = corpus(tmp_path, 7)
    cut = [(p.name, p.first, len(p.lines)) for p in pieces(inputs / "b.jsonl.gz", inputs, 3)]
    assert cut == [("b.jsonl.gz-000000", 1, 3), ("b.jsonl.gz-000001", 4, 3), ("b.jsonl.gz-000002", 7, 1)]


def test_damaged_and_missing_input_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(b"\x1f\x8b broken")
    with pytest.raises(InputError, match="cannot be read on"):
        run(tmp_path / "a.jsonl.gz", tmp_path / "out", workers=1)
    with pytest.raises(InputError, match="no such file"):
        run(tmp_path / "nowhere", tmp_path / "out")
    with pytest.raises(InputError, match="no files that end"):
        run(tmp_path / "out", tmp_path / "out2")
