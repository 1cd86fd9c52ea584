"""A corpus read by several processes, stopped, killed and gone on with."""
# ruff: noqa: E501

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

from ravi.corpus import Progress, run
from ravi.corpus.arrow import SPARK_SCHEMA, read_batches
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


def test_pieces_are_the_same_in_every_run(tmp_path: Path) -> None:
    inputs = corpus(tmp_path, 7)
    cut = [(p.name, p.first, len(p.lines)) for p in pieces(inputs / "b.jsonl.gz", inputs, 3)]
    assert cut == [("b.jsonl.gz-000000", 1, 3), ("b.jsonl.gz-000001", 4, 3), ("b.jsonl.gz-000002", 7, 1)]


def test_damaged_and_missing_input_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(b"\x1f\x8b broken")
    (damaged,) = run(tmp_path / "a.jsonl.gz", tmp_path / "out", workers=1).damaged
    assert "cannot be read on" in damaged.message
    with pytest.raises(InputError, match="no such file"):
        run(tmp_path / "nowhere", tmp_path / "out")
    with pytest.raises(InputError, match="no files that end"):
        run(tmp_path / "out", tmp_path / "out2")


def page(number: int) -> bytes:
    words = f"<p>{LINE['text']} این خبر شمارهٔ {number} است و کسی آن را تکذیب نکرده است.</p>" * 3
    html = f"<html><head><title>خبر {number}</title></head><body><article><h1>خبر {number}</h1>{words}</article></body></html>"
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://kusha.example/{number}\r\n"
        f"WARC-Date: 2025-01-17T12:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n")


def test_warc_and_parquet_go_in_and_typed_tables_come_out(tmp_path: Path) -> None:
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    inputs = tmp_path / "in"
    # As Common Crawl lays its files out.
    (inputs / "CC-MAIN-2025-05/segments/1/warc").mkdir(parents=True)
    (inputs / "CC-MAIN-2025-05/segments/1/warc/a.warc.gz").write_bytes(b"".join(map(page, range(3))))
    parquet.write_table(pa.table({"text": [LINE["text"], None], "id": [7, 8]}), inputs / "b.parquet")
    seen: list[Progress] = []
    summary = run(inputs, tmp_path / "out", workers=1, size=2, form="parquet", tell=seen.append)
    assert summary.read == 4 and summary.aside == {"no text in 'text'": 1}
    tables = sorted((tmp_path / "out").glob("*.attributions.parquet"))
    assert len(tables) == 3 == len(list((tmp_path / "out").glob("*.done")))
    urls = {url for table in tables for url in parquet.read_table(table)["url"].to_pylist()}
    assert urls == {None, *(f"https://kusha.example/{n}" for n in range(3))}
    assert [p.share for p in seen] == sorted(p.share for p in seen) and seen[-1].share == 1
    assert seen[-1].left == 0 and all(p.left is None or p.left >= 0 for p in seen)


def test_a_piece_without_its_mark_is_read_again_and_written_over(tmp_path: Path) -> None:
    inputs, out = corpus(tmp_path, 4), tmp_path / "out"
    run(inputs, out, workers=1, size=2)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    (out / "a.jsonl-000001.done").unlink()
    (out / "a.jsonl-000000.jsonl.gz").write_bytes(b"")  # marked as done: not looked at again
    summary = run(inputs, out, workers=1, size=2)
    assert (summary.read, summary.known, summary.known_read) == (2, 3, 6)
    assert {path.name: path.read_bytes() for path in out.iterdir()} | {"a.jsonl-000000.jsonl.gz": b""} == before | {
        "a.jsonl-000000.jsonl.gz": b""
    }


def test_workers_killed_again_and_again_cost_nothing(tmp_path: Path) -> None:
    inputs, out = corpus(tmp_path, 60), tmp_path / "out"
    command = [sys.executable, "-m", "ravi", "corpus", str(inputs), str(out), "--workers", "2", "--size", "3"]
    whole = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    killed, done, end = 0, 0, time.monotonic() + 120
    while whole.poll() is None and killed < 3 and time.monotonic() < end:
        time.sleep(0.1)
        now = len(list(out.glob("*.done")))
        if now > done:  # each time that there was some progress
            done = now
            children = Path(f"/proc/{whole.pid}/task/{whole.pid}/children").read_text().split()
            workers = [c for c in children if b"spawn_main" in Path(f"/proc/{c}/cmdline").read_bytes()]
            if workers:
                os.kill(int(workers[killed % len(workers)]), signal.SIGKILL)
                killed += 1
    assert whole.wait() == 0 and killed == 3
    assert sorted(rows(out)) == [(name, line) for name in ("a.jsonl", "b.jsonl.gz") for line in range(1, 61)]
    assert not list(out.glob("*.aside.jsonl"))


def test_datatrove_does_the_same_work(tmp_path: Path) -> None:
    pytest.importorskip("datatrove")
    inputs, out, own = corpus(tmp_path, 5, bad=True), tmp_path / "out", tmp_path / "own"
    command = [sys.executable, "-m", "ravi", "corpus", str(inputs), str(out), "--executor", "local", "--size", "2"]
    subprocess.run([*command, "--workers", "1"], check=True, capture_output=True)
    run(inputs, own, workers=1, size=2)

    def made(folder: Path) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}

    assert made(out) == made(own)
    # A run that was begun there is finished here, and the other way round.
    (out / "a.jsonl-000001.done").unlink()
    subprocess.run(command, check=True, capture_output=True)
    assert made(out) == made(own)


def test_slurm_wants_a_partition_and_ray_its_library(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "ravi",
        "corpus",
        str(corpus(tmp_path, 1)),
        str(tmp_path / "out"),
        "--executor",
    ]
    done = subprocess.run([*command, "slurm"], capture_output=True, text=True)
    assert done.returncode == 2 and "--partition" in done.stderr


def test_arrow_batches_as_spark_hands_them_over() -> None:
    pa = pytest.importorskip("pyarrow")
    batch = pa.RecordBatch.from_pylist(
        [{"text": LINE["text"], "id": "7", "date": "2025-01-17"}, {"text": None, "id": "8"}]
    )
    (out,) = read_batches(iter([batch]))
    assert [f"{field.name} {field.type}" for field in out.schema] == SPARK_SCHEMA.split(", ")
    first, second = out.to_pylist()
    assert first["id"] == "7" and json.loads(first["record"])["report"]["published"] == "2025-01-17"
    assert second == {"id": "8", "record": None, "reason": "no text in 'text'"}
