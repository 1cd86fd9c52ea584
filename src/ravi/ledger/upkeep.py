"""Looking after a ledger: what is wrong with it, whole copies of it, and back from a copy.

A copy is always one SQLite file, of a PostgreSQL ledger as well: the kept tables are copied and the others made
again from them.  A file is written beside its place and moved there when it is whole.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import sqlalchemy as sa

from ravi.ledger import deriving, migrations, rows
from ravi.ledger import schema as s
from ravi.ledger.backend import Backend, text_table
from ravi.ledger.errors import LedgerError
from ravi.ledger.made import kept_text
from ravi.ledger.search import spans_of
from ravi.ledger.sqlite import Sqlite

A_BATCH = 50
"""Rows that are held at a time."""
_BESIDE = ("", "-wal", "-shm")


def faults(connection: sa.Connection, backend: Backend) -> Iterator[str]:
    """What does not hold, one line a fault: the database, hashes, spans, references, the full text."""
    yield from backend.faults(connection)
    r = s.report.c
    # What the database finds damaged may not even be read; the rest is checked all the same.
    wanted = sa.select(r.id, r.slot, r.published, r.sha256, r.text_sha256, r.raw, r.record).order_by(r.id)
    for row in connection.execution_options(yield_per=A_BATCH).execute(wanted):
        if row.slot != s.slot(row.published, row.id):
            yield f"report {row.id}: its place is not that of its day"
        record, found = rows.faults(row)
        yield from (f"report {row.id}: {fault}" for fault in found)
        if record is not None:
            yield from _statements(connection, row.id, record.report.text, {a.id for a in record.attributions})
    yield from _counts(connection)


def _statements(connection: sa.Connection, report: int, text: str, ids: set[str]) -> Iterator[str]:
    st = s.statement.c
    asked = sa.select(st.aid, st.spans, st.content).where(st.report == report)
    found = {row.aid: row for row in connection.execute(asked)}
    for aid in sorted(ids ^ found.keys()):
        yield f"report {report}: {aid} is in its record or among the statements, and not in both"
    for aid, row in found.items():
        if row.content != kept_text(" ".join(text[start:end] for start, end in spans_of(row.spans))):
            yield f"report {report}: {aid}: its words are not those at its place in the text"


def _counts(connection: sa.Connection) -> Iterator[str]:
    st = s.statement.c
    for what, table, asked in (
        ("reports", "report_text", sa.select(s.report.c.slot)),
        ("statements", "statement_text", sa.select(st.id).where(st.rejected.is_(False))),
    ):
        key = text_table(table).c.rowid
        other = sa.select(key)
        missing, extra = sa.except_(asked, other).subquery(), sa.except_(other, asked).subquery()
        for words, rest in (("are not in the full text", missing), ("of the full text are not there", extra)):
            if many := connection.execute(sa.select(sa.func.count()).select_from(rest)).scalar_one():
                yield f"{many} {what} {words}; `ravi ledger rebuild` makes them anew"


def backup(backend: Backend, to: str | os.PathLike[str]) -> None:
    """A whole copy of a ledger as it stands, while others may be writing."""
    place = Path(to)
    if place.exists():
        raise LedgerError("is there already; a backup overwrites nothing", where=str(place))
    if not place.absolute().parent.is_dir():
        raise LedgerError("its folder does not exist", where=str(place))
    part = place.with_name(place.name + ".part")
    _remove(part)
    try:
        if isinstance(backend, Sqlite):
            _copy_file(backend.path, part, backend)
        else:
            with closing(Sqlite(part)) as target:
                copy(backend, target)
        _settle(part)
        part.replace(place)
    finally:
        _remove(part)


def restore(backup: str | os.PathLike[str], backend: Backend, *, replace: bool = False) -> None:
    """Put a backup in the place of a ledger; what was there is kept beside it, or is empty.

    The backup is looked through first; raises LedgerError where something in it does not hold.
    """
    source = Path(backup)
    if not source.is_file():
        raise LedgerError("there is no backup", where=str(source))
    part = (backend.path if isinstance(backend, Sqlite) else source).with_name(f"{source.name}.restoring")
    _remove(part)
    try:
        with closing(Sqlite(part)) as copied:
            _copy_file(source, part, copied)
            _sound(copied, source)
            if not isinstance(backend, Sqlite):
                _empty(backend)
                copy(copied, backend)
                return
        _settle(part)
        backend.close()
        if backend.path.exists():
            if not replace:
                raise LedgerError(
                    "is there already", where=backend.name, hint="--replace keeps the old one beside it"
                )
            _move_aside(backend.path)
        part.replace(backend.path)
    finally:
        _remove(part)


def _sound(copied: Sqlite, source: Path) -> None:
    with copied.write() as connection:
        version = migrations.version_of(connection)
        if version is None or version == -1:
            raise LedgerError("no ledger of Ravi", where=str(source))
        if version > s.VERSION:
            raise LedgerError("written by a newer Ravi", where=str(source))
        if version < s.VERSION:
            migrations.migrate(connection, copied, version)
            deriving.rebuild(connection, copied)
        if (wrong := next(faults(connection, copied), None)) is not None:
            raise LedgerError(f"the backup is damaged: {wrong}", where=str(source))


def _empty(backend: Backend) -> None:
    with backend.read() as connection:
        version = migrations.version_of(connection)
        if version is not None and (version == -1 or connection.execute(sa.select(s.report.c.id)).first()):
            raise LedgerError("is not empty", where=backend.name, hint="restore into an empty database")


def copy(source: Backend, target: Backend) -> None:
    """All that is kept in a ledger, into a place that has nothing, and the rest made anew from it."""
    with source.read() as here, target.write() as there:
        if migrations.version_of(there) is None:
            migrations.create(there, target)
        there.execute(s.meta.delete())
        for table in s.KEPT:
            asked = sa.select(table).order_by(*table.primary_key.columns)
            result = here.execution_options(yield_per=A_BATCH).execute(asked)
            for batch in result.mappings().partitions():
                there.execute(table.insert(), [dict(row) for row in batch])
        deriving.rebuild(there, target)


def _copy_file(source: Path, to: Path, backend: Sqlite) -> None:
    try:
        with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(to)) as there:
            here.backup(there)
    except sqlite3.Error as error:
        raise LedgerError(backend.reason(error), where=str(source)) from None


def _settle(path: Path) -> None:
    """Bring the log of a file into it and the file onto the disk."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _move_aside(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, suppress(sqlite3.Error):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    number = 1
    while path.with_name(f"{path.name}.old-{number}").exists():
        number += 1
    for end in _BESIDE:
        there = path.with_name(path.name + end)
        if there.exists():
            there.replace(path.with_name(f"{path.name}.old-{number}{end}"))


def _remove(path: Path) -> None:
    for end in _BESIDE:
        path.with_name(path.name + end).unlink(missing_ok=True)
