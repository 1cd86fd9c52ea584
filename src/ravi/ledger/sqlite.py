"""A ledger in one SQLite file: write-ahead log, foreign keys, FTS5."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ravi.ledger import schema as s
from ravi.ledger.backend import OPTION, TEXTS, WAIT, Backend
from ravi.ledger.errors import LedgerError
from ravi.ledger.expression import And, Expression, Near, Not, Or, Term
from ravi.ledger.tokens import ALL

STREAMS = 4
"""Columns of a full-text table; a row has at most as many streams: whole words, parts, sources, fields."""

CACHE = 32 * 1024
"""Kilobytes of pages that a connection keeps: what is asked at every report stays at hand in a large ledger."""

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
        self.engine = sa.create_engine(url, connect_args={"timeout": wait}, execution_options={OPTION: self})
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
            # Pieces are merged eight at a time, not four: adding costs less, and searches no more.
            connection.exec_driver_sql(f"INSERT INTO {table}({table}, rank) VALUES ('automerge', 8)")
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

    @property
    def knows_near(self) -> bool:
        """FTS5 has NEAR."""
        return True

    def near(self, node: Near) -> sa.ColumnElement[bool]:
        """Not needed here."""
        return s.statement.c.id.in_(self.matching("statement_text", node))

    def meets(self, table: str, text: Expression, alias: str | None = None) -> sa.ColumnElement[bool]:
        """``MATCH`` with the expression in the language of FTS5."""
        return sa.literal_column(f"{alias or table}.{table}").op("MATCH", is_comparison=True)(written(text))

    def holds(self, column: sa.ColumnElement[str], value: str) -> sa.ColumnElement[bool]:
        """``instr`` compares byte by byte."""
        return sa.func.instr(column, value) > 0

    def listed(self, keys: Sequence[int]) -> sa.Select[Any]:
        """By ``json_each``: one parameter, however many keys."""
        rows = sa.func.json_each(json.dumps(list(keys))).table_valued(sa.column("value", sa.BigInteger))
        return sa.select(rows.c.value)

    def retag(self, connection: sa.Connection, rows: Sequence[tuple[int, str | None, str | None]]) -> None:
        """The last stream holds the fields."""
        last = f"s{STREAMS - 1}"
        for key, old, new in rows:
            found = connection.exec_driver_sql(
                f"SELECT {last} FROM statement_text WHERE rowid = ?", (key,)
            ).scalar()
            if found is None:
                continue
            words = [word for word in found.split() if word != old] + ([new] if new else [])
            connection.exec_driver_sql(
                f"UPDATE statement_text SET {last} = ? WHERE rowid = ?", (" ".join(words), key)
            )

    def scores(self, connection: sa.Connection, text: Expression, keys: Sequence[int]) -> dict[int, float]:
        """FTS5's own BM25: whole words count in full, parts and sources half, fields not."""
        wanted = (
            "SELECT rowid, -bm25(statement_text, 1.0, 0.5, 0.5, 0.0) FROM statement_text "
            "WHERE statement_text MATCH ? AND rowid BETWEEN ? AND ?"
        )
        found = connection.exec_driver_sql(wanted, (written(text), min(keys), max(keys)))
        asked = set(keys)
        return {key: score for key, score in found if key in asked}

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


def written(text: Expression) -> str:
    """An expression in the language of FTS5; every word stands in quotation marks."""
    match text:
        case Term(words, prefix):
            return f'"{" ".join(words)}"{" *" if prefix else ""}'
        case Near(words, between):
            return f"NEAR({' '.join(_quoted(word) for word in words)}, {between})"
        case Or(nodes):
            return "(" + " OR ".join(map(written, nodes)) + ")"
        case Not(node):
            return f"({_quoted(ALL)} NOT {written(node)})"
        case And(nodes):
            wanted = [written(node) for node in nodes if not isinstance(node, Not)] or [_quoted(ALL)]
            unwanted = [written(node.node) for node in nodes if isinstance(node, Not)]
            found = " AND ".join(wanted)
            return f"(({found}) NOT ({' OR '.join(unwanted)}))" if unwanted else f"({found})"


def _quoted(word: str) -> str:
    return f'"{word}"'


def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
    # SQLAlchemy's pysqlite begins transactions late; BEGIN is ours, so that DDL is inside them as well.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.execute(f"PRAGMA cache_size=-{CACHE}")
    cursor.close()


def _on_begin(connection: sa.Connection) -> None:
    # A transaction that reads first and writes later may find that somebody wrote in between and must fail;
    # one that will write says so at once and waits for its turn.
    write = connection.get_execution_options().get("ravi_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
