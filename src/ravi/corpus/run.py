"""Reading a corpus with several processes, resumed after any stop without a lost or a doubled row.

A piece of work is written to a file beside its place and then moved there in one step; the moved file is the
mark that the piece is done.  A worker that dies takes no finished piece with it: the pool is made anew, and a
piece whose worker died twice is set aside with its reason rather than tried for ever.
"""

from __future__ import annotations

import gzip
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from ravi.corpus.shards import Piece, fields, files, pieces
from ravi.errors import InputError, RaviError

TRIES = 2
"""How often a piece whose worker died is given to another."""


@dataclass(slots=True)
class Summary:
    """What came of a run: reports read, set aside by reason, pieces found done from before, seconds."""

    read: int = 0
    aside: Counter[str] = field(default_factory=Counter)
    known: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: reports read and set aside so far, reports a second, the file that is being read."""

    done: int
    rate: float
    source: str


def run(
    inputs: Path,
    out: Path,
    *,
    workers: int | None = None,
    size: int = 200,
    column: str = "text",
    tell: Callable[[Progress], None] = lambda progress: None,
) -> Summary:
    """Read all reports in ``inputs`` and write their records to ``out``, ``NAME.jsonl.gz`` a piece.

    What cannot be read goes to ``NAME.aside.jsonl`` with its line and reason.  ``workers`` is the number of
    processes (as many as there are processors), ``size`` the reports of a piece.  Raises InputError.
    """
    out.mkdir(parents=True, exist_ok=True)
    summary, began = Summary(), time.monotonic()
    waiting = _waiting(inputs, out, size, summary)
    pool = _Pool(workers or os.cpu_count() or 1, out, column)
    try:
        for piece, counts in pool.work(waiting):
            summary.read += counts.pop("", 0)
            summary.aside += counts
            done = summary.read + sum(summary.aside.values())
            tell(Progress(done, done / max(time.monotonic() - began, 1e-9), piece.source))
    finally:
        pool.close()
    summary.seconds = time.monotonic() - began
    return summary


def _waiting(inputs: Path, out: Path, size: int, summary: Summary) -> Iterator[Piece]:
    if not inputs.exists():
        raise InputError("no such file or folder", where=str(inputs))
    for path in files(inputs):
        for piece in pieces(path, inputs, size):
            if _place(out, piece.name).exists():
                summary.known += 1
            else:
                yield piece


def _place(out: Path, name: str) -> Path:
    return out / f"{name}.jsonl.gz"


class _Pool:
    """Worker processes that are replaced when one dies."""

    def __init__(self, workers: int, out: Path, column: str) -> None:
        self._workers, self._out, self._column = workers, out, column
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._workers, mp_context=get_context("spawn"))

    def close(self) -> None:
        """Stop; what is under way is finished, what waits is not begun."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def work(self, waiting: Iterator[Piece]) -> Iterator[tuple[Piece, Counter[str]]]:
        """Each piece with what came of it: reports by reason, ``""`` for those that were read."""
        running: dict[Future[Counter[str]], Piece] = {}
        tries: Counter[str] = Counter()
        again: list[Piece] = []
        while True:
            # Two pieces a worker keep all of them busy and memory flat.
            while len(running) < 2 * self._workers:
                piece = again.pop() if again else next(waiting, None)
                if piece is None:
                    break
                running[self._pool.submit(_read, piece, str(self._out), self._column)] = piece
            if not running:
                return
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                piece = running.pop(future)
                try:
                    yield piece, future.result()
                except BrokenProcessPool:
                    lost = [piece]
                    for other, under_way in running.items():
                        if other.done() and other.exception() is None:
                            yield under_way, other.result()
                        else:
                            lost.append(under_way)
                    running.clear()
                    self._pool.shutdown(wait=False, cancel_futures=True)
                    self._pool = self._new()
                    yield from self._one_by_one(lost, tries, again)
                    break

    def _one_by_one(
        self, lost: list[Piece], tries: Counter[str], again: list[Piece]
    ) -> Iterator[tuple[Piece, Counter[str]]]:
        """Tell which of the pieces that were under way kills its worker, and set it aside."""
        for piece in lost:
            if _place(self._out, piece.name).exists():
                continue
            tries[piece.name] += 1
            if tries[piece.name] < TRIES:
                again.append(piece)
                continue
            try:
                yield piece, self._pool.submit(_read, piece, str(self._out), self._column).result()
            except BrokenProcessPool:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = self._new()
                yield piece, _set_aside(piece, self._out, "its worker died")


def _set_aside(piece: Piece, out: Path, why: str) -> Counter[str]:
    bad = [_bad(piece, number, why) for number in range(len(piece.lines))]
    _write(out, piece, [], bad)
    return Counter({why: len(bad)})


def _bad(piece: Piece, number: int, why: str) -> str:
    return json.dumps({"source": piece.source, "line": piece.first + number, "reason": why}, ensure_ascii=False)


def _read(piece: Piece, out: str, column: str) -> Counter[str]:
    """Read one piece in a worker; the count of reports by reason, ``""`` for those that were read."""
    from ravi.reader import Reader, report
    from ravi.times import parse_date

    reader, good, bad = Reader(), [], []
    counts: Counter[str] = Counter()
    for number, line in enumerate(piece.lines):
        try:
            facts = fields(json.loads(line), column)
            day = facts["date"]
            came = report(
                facts["text"] or "",
                published=parse_date(day) if day else None,
                outlet=facts["outlet"],
                url=facts["url"],
                title=facts["title"],
            )
            good.append(
                json.dumps({"id": facts["id"], "line": piece.first + number})[:-1]
                + f', "record": {reader.read(came).to_json()}}}'
            )
            counts[""] += 1
        except (RaviError, ValueError, RecursionError) as error:
            why = error.message if isinstance(error, RaviError) else type(error).__name__
            counts[why] += 1
            bad.append(_bad(piece, number, why))
    _write(Path(out), piece, good, bad)
    return counts


def _write(out: Path, piece: Piece, good: list[str], bad: list[str]) -> None:
    """The rows that were set aside first, then those that were read: the latter's file is the mark."""
    if bad:
        _move(
            out / f"{piece.name}.aside.jsonl",
            "".join(f"{line}\n" for line in bad).encode("utf-8", "backslashreplace"),
        )
    rows = "".join(f"{line}\n" for line in good).encode("utf-8", "backslashreplace")
    _move(_place(out, piece.name), gzip.compress(rows, 6, mtime=0))


def _move(place: Path, data: bytes) -> None:
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(place)
