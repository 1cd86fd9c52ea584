"""A ledger in one SQLite file: write-ahead log, foreign keys, FTS5."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ravi.ledger.backend import TEXTS, WAIT, Backend
from ravi.ledger.errors import LedgerError

STREAMS = 4
"""Columns of a full-text table; a row has at most as many streams."""

# unicode61 splits at what is neither letter, digit nor private use; the words are folded before they come here.
_TEXT = "CREATE VIRTUAL TABLE {} USING fts5({}, tokenize='unicode61 remove_diacritics 0')"
_APPEND_ONLY = (
    "CREATE TRIGGER IF NOT EXISTS history_no_{0} BEFORE {0} ON history "
    "BEGIN SELECT RAISE(ABORT, 'append-only'); END"
)


class Sqlite(Backend):
    """One file, made where it does not exist; beside it SQLite keeps ``-wal`` and ``-shm`` while it is open."""

    def __init__(self, path: Path, *, create: bool = True, wait: float = WAIT) -> None:
        self.path, self.name = path, str(path)
        if not path.parent.is_dir():
            raise LedgerError("its folder does not exist", where=self.name)
        if not create and not path.exists():
            raise LedgerError("there is no ledger", where=self.name, hint="`ravi add` makes one; see --ledger")
        url = sa.URL.create("sqlite", database=str(path))
        self.engine = sa.create_engine(url, connect_args={"timeout": wait})
        self._wait = wait
        sa.event.listen(self.engine, "connect", _on_connect)
        sa.event.listen(self.engine, "begin", _on_begin)

    def _lock(self, connection: sa.Connection) -> None:
        pass  # BEGIN IMMEDIATE has waited already

    def create(self, connection: sa.Connection) -> None:
        """FTS5 tables and the triggers that keep the history."""
        columns = ", ".join(f"s{i}" for i in range(STREAMS))
        for table in TEXTS:
            connection.exec_driver_sql(_TEXT.format(table, columns))
        for verb in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(_APPEND_ONLY.format(verb))

    def drop_text(self, connection: sa.Connection) -> None:
        """Take the full-text tables away."""
        for table in TEXTS:
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")

    def index(self, connection: sa.Connection, table: str, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Put rows into FTS5."""
        if rows:
            places = ", ".join("?" * (STREAMS + 1))
            columns = ", ".join(f"s{i}" for i in range(STREAMS))
            values = [(key, *streams, *[""] * (STREAMS - len(streams))) for key, streams in rows]
            connection.exec_driver_sql(f"INSERT INTO {table}(rowid, {columns}) VALUES ({places})", values)

    def unindex(self, connection: sa.Connection, table: str, keys: Sequence[int]) -> None:
        """Take rows out of FTS5."""
        if keys:
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE rowid = ?", [(key,) for key in keys])

    def faults(self, connection: sa.Connection) -> Iterator[str]:
        """SQLite's own checks of the file and of the references."""
        for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if line != "ok":
                yield f"file: {line}"
        for line in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"table {line[0]}, row {line[1]}: points to a row of {line[2]} that is not there"

    def vacuum(self) -> None:
        """Merge the full text, rewrite the file without holes, and empty the log."""
        with self.write() as connection:
            for table in TEXTS:
                connection.exec_driver_sql(f"INSERT INTO {table}({table}) VALUES ('optimize')")
        try:
            with closing(sqlite3.connect(self.path, isolation_level=None, timeout=self._wait)) as raw:
                raw.execute("VACUUM")
                raw.execute("ANALYZE")
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise LedgerError(self.reason(error), where=self.name) from None

    def reason(self, error: BaseException) -> str:
        """What SQLite's words mean for the user."""
        said = str(error)
        if "locked" in said or "busy" in said:
            return f"another program is writing to it and did not finish within {self._wait:g} seconds; try again"
        if "full" in said or "disk I/O error" in said:
            return f"the disk is full or fails ({said}); what was reported as added is kept, the rest is not"
        if "not a database" in said or "malformed" in said:
            return f"no ledger, or a damaged one ({said}); restore a backup"
        if "unable to open" in said or "readonly" in said:
            return f"cannot be opened for writing ({said}); look at its rights and those of its folder"
        return said


def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
    # SQLAlchemy's pysqlite begins transactions late; BEGIN is ours, so that DDL is inside them as well.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: sa.Connection) -> None:
    # A transaction that reads first and writes later may find that somebody wrote in between and must fail;
    # one that will write says so at once and waits for its turn.
    write = connection.get_execution_options().get("ravi_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
