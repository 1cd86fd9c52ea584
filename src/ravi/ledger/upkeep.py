"""Looking after a ledger: what is wrong with it, whole copies of it."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from ravi.ledger import rows
from ravi.ledger import schema as s
from ravi.ledger.backend import Backend
from ravi.ledger.errors import LedgerError
from ravi.ledger.sqlite import Sqlite
from ravi.record import Record


def record(connection: sa.Connection, report: int) -> Record:
    """The record of one report; raises LedgerError where there is none of that number."""
    kept = connection.execute(sa.select(s.report.c.record).where(s.report.c.id == report)).scalar()
    if kept is None:
        raise LedgerError(f"no report {report}")
    return Record.from_json(zlib.decompress(kept))


def faults(connection: sa.Connection, backend: Backend) -> Iterator[str]:
    """What does not hold, one line a fault."""
    yield from backend.faults(connection)
    r = s.report.c
    wanted = sa.select(r.id, r.sha256, r.text_sha256, r.raw, r.record).order_by(r.id)
    for row in connection.execution_options(yield_per=100).execute(wanted):
        for fault in rows.faults(row):
            yield f"report {row.id}: {fault}"


def backup(backend: Backend, to: str | os.PathLike[str]) -> None:
    """A whole copy of a ledger as it stands, while others may be writing."""
    if Path(to).exists():
        raise LedgerError("is there already; a backup overwrites nothing", where=os.fspath(to))
    if not isinstance(backend, Sqlite):
        raise LedgerError("only a file is copied", where=backend.name)
    try:
        with closing(sqlite3.connect(backend.path)) as here, closing(sqlite3.connect(to)) as there:
            here.backup(there)
    except sqlite3.Error as error:
        raise LedgerError(backend.reason(error), where=os.fspath(to)) from None
