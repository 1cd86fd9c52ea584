"""Reading many reports with several processes: in order, a few ahead, and no report may stop the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any

from ravi.cli.inputs import Named
from ravi.errors import InputError, RaviError
from ravi.record import Record

__all__ = ["read_all"]

AHEAD = 4
"""Reports a process that are under way or wait for their turn: enough to keep all busy, and memory flat."""
Read = tuple[Named, Record | RaviError | None]

_reader: Any = None


def read_all(given: Iterable[tuple[Named, bool]], jobs: int) -> Iterator[Read]:
    """Each report with its record, in the order given; None where it need not be read.

    What cannot be read comes back as the error that says why; a process that dies takes its own report with it.
    """
    if jobs <= 1:
        for named, wanted in given:
            yield named, _read(named) if wanted else None
        return
    pool, waiting = _new(jobs), deque[tuple[Named, Future[Record | RaviError] | None]]()
    source = iter(given)
    try:
        while True:
            while len(waiting) < AHEAD * jobs:
                taken = next(source, None)
                if taken is None:
                    break
                named, wanted = taken
                waiting.append((named, _submit(pool, named) if wanted else None))
            if not waiting:
                return
            named, future = waiting.popleft()
            try:
                yield named, future.result() if future is not None else None
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                yield named, _alone(named)
                pool = _new(jobs)
                waiting = deque((n, _submit(pool, n) if _lost(f) else f) for n, f in waiting)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _new(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))


def _submit(pool: ProcessPoolExecutor, named: Named) -> Future[Record | RaviError] | None:
    if isinstance(named.report, RaviError):
        return None
    try:
        return pool.submit(_read, named)
    except BrokenProcessPool:
        failed: Future[Record | RaviError] = Future()
        failed.set_exception(BrokenProcessPool())
        return failed


def _lost(future: Future[Record | RaviError] | None) -> bool:
    return future is not None and not (future.done() and not future.cancelled() and future.exception() is None)


def _alone(named: Named) -> Record | RaviError:
    """One report in a process of its own, to know whether it was this one that killed the other."""
    with _new(1) as pool:
        try:
            return pool.submit(_read, named).result()
        except BrokenProcessPool:
            return InputError("the process that read it died; it may be too large", where=named.origin)


def _read(named: Named) -> Record | RaviError:
    global _reader
    if isinstance(named.report, RaviError):
        return named.report
    if _reader is None:
        from ravi.reader import Reader

        _reader = Reader()
    try:
        return named.read(_reader)
    except RaviError as error:
        return error
    except Exception as error:  # a fault of ours must not keep the other reports out
        return InputError(f"could not be read: {type(error).__name__}: {error}", where=named.origin)
