"""Reading a corpus with several processes, resumed after any stop without a lost or a doubled row.

A worker that dies takes no finished piece with it (:mod:`ravi.corpus.work` tells how one is marked as done): the
pool is made anew, and a piece that kills its worker again and again is set aside rather than tried for ever.
"""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path

from ravi.corpus.shards import Piece, files, pieces
from ravi.corpus.work import Form, counts_of, is_done, read_piece, set_aside
from ravi.errors import InputError

TRIES = 4
"""How often a piece whose worker died is given to another."""


@dataclass(slots=True)
class Summary:
    """What came of a run: reports read, set aside by reason, pieces found done and reports read before,
    seconds, and the files that could not be read on, with their reasons."""

    read: int = 0
    aside: Counter[str] = field(default_factory=Counter)
    known: int = 0
    known_read: int = 0
    seconds: float = 0.0
    damaged: list[InputError] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    ``done`` reports were read or set aside so far, ``rate`` a second; ``source`` is the file that is being read,
    ``share`` how much of all input, by its bytes, is done (0 to 1), ``left`` the seconds that the rest may take,
    None before that can be told.
    """

    done: int
    rate: float
    source: str
    share: float
    left: float | None


def run(
    inputs: Path,
    out: Path,
    *,
    workers: int | None = None,
    size: int = 200,
    column: str = "text",
    form: Form = "jsonl",
    tell: Callable[[Progress], None] = lambda progress: None,
) -> Summary:
    """Read all reports in ``inputs`` and write their records to ``out``, ``NAME.jsonl.gz`` a piece, or Parquet.

    What cannot be read goes to ``NAME.aside.jsonl`` with its line and reason; ``NAME.done`` marks a piece as done.
    ``workers`` is the number of processes (as many as there are processors), ``size`` the reports of a piece,
    ``column`` where their text stands.  Raises InputError where there is nothing to read; a damaged file among
    others is told in the summary.
    """
    out.mkdir(parents=True, exist_ok=True)
    summary, began = Summary(), time.monotonic()
    paths = files(inputs)
    way = _Way(paths, inputs)
    pool = _Pool(workers or os.cpu_count() or 1, out, column, form)
    try:
        for piece, counts in pool.work(_waiting(paths, inputs, out, size, summary, way)):
            summary.read += counts.pop("", 0)
            summary.aside += counts
            done = summary.read + sum(summary.aside.values())
            passed = max(time.monotonic() - began, 1e-9)
            share, left = way.at(piece, passed)
            tell(Progress(done, done / passed, piece.source, share, left))
    finally:
        pool.close()
    summary.seconds = time.monotonic() - began
    return summary


class _Way:
    """How far a run is by the bytes of its files, and how long the rest may take."""

    def __init__(self, paths: list[Path], root: Path) -> None:
        sizes = [max(1, path.stat().st_size) for path in paths]
        self._total = sum(sizes)
        before = [0, *accumulate(sizes)]
        self._places = {
            (path.name if path == root else str(path.relative_to(root))): (start, size)
            for path, start, size in zip(paths, before, sizes, strict=False)
        }
        self._first: float | None = None
        self._furthest = 0.0

    def begin(self, piece: Piece) -> None:
        """The first piece that was not done before: what lies before it cost no time."""
        if self._first is None:
            start, size = self._places[piece.source]
            self._first = (start + size * (piece.share if piece.first > 1 else 0.0)) / self._total

    def at(self, piece: Piece, passed: float) -> tuple[float, float | None]:
        """The share that is done when ``piece`` is, and the seconds left after ``passed``."""
        start, size = self._places[piece.source]
        self._furthest = max(self._furthest, (start + size * piece.share) / self._total)
        gone = self._furthest - (self._first or 0.0)
        return self._furthest, passed * (1 - self._furthest) / gone if gone > 0 else None


def _waiting(paths: list[Path], inputs: Path, out: Path, size: int, summary: Summary, way: _Way) -> Iterator[Piece]:
    for path in paths:
        yield from _of_file(path, inputs, out, size, summary, way)


def _of_file(path: Path, inputs: Path, out: Path, size: int, summary: Summary, way: _Way) -> Iterator[Piece]:
    try:
        for piece in pieces(path, inputs, size):
            if is_done(out, piece.name):
                summary.known += 1
                summary.known_read += counts_of(out, piece.name)[""]
            else:
                way.begin(piece)
                yield piece
    except InputError as error:
        summary.damaged.append(error)  # one damaged file of ten thousand does not stop the others


def _one_thread() -> None:
    """A worker is a process and needs no threads beside it; it dies with what started it."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1.0)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class _Pool:
    """Worker processes that are replaced when one dies."""

    def __init__(self, workers: int, out: Path, column: str, form: Form) -> None:
        self._workers, self._out, self._column, self._form = workers, out, column, form
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._workers, mp_context=get_context("spawn"), initializer=_one_thread)

    def _submit(self, piece: Piece) -> Future[Counter[str]]:
        return self._pool.submit(read_piece, piece, str(self._out), self._column, self._form)

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
                running[self._submit(piece)] = piece
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
            if is_done(self._out, piece.name):
                yield piece, counts_of(self._out, piece.name)
                continue
            tries[piece.name] += 1
            if tries[piece.name] < TRIES:
                again.append(piece)
                continue
            try:
                yield piece, self._submit(piece).result()
            except BrokenProcessPool:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = self._new()
                yield piece, set_aside(piece, self._out, "its worker died", self._form)
