"""A ledger in a PostgreSQL database, for a team: the same tables, full text as ``tsvector``.

Needs psycopg 3 (the extra ``postgres``).  The words come folded, so no dictionary of PostgreSQL has a say: a row's
``tsvector`` is built from positions that we give.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from ravi.ledger.backend import TEXTS, WAIT, Backend
from ravi.ledger.errors import LedgerError

_LOCK = 0x52415649
"""The key of the advisory lock that writers take: «RAVI»."""
_GAP = 64
"""Positions between two streams, so that no phrase or nearness reaches over."""
_LAST = 16_383
"""The greatest position that a tsvector can hold; words behind it are found, but not as part of a phrase."""
_PER_WORD = 255
"""Positions that a tsvector keeps of one word."""

_APPEND_ONLY = (
    "CREATE OR REPLACE FUNCTION ravi_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE OR REPLACE TRIGGER history_append_only BEFORE UPDATE OR DELETE ON history "
    "FOR EACH ROW EXECUTE FUNCTION ravi_append_only()",
)


class Postgres(Backend):
    """A database at ``postgresql://user@host/name``; its tables are made where they do not exist."""

    def __init__(self, address: str, *, wait: float = WAIT) -> None:
        url = sa.make_url(address).set(drivername="postgresql+psycopg")
        self.name = url.render_as_string(hide_password=True)
        self._wait = wait
        try:
            import psycopg  # noqa: F401
        except ImportError:
            raise LedgerError(
                "PostgreSQL needs psycopg", where=self.name, hint='pip install "ravi[postgres]"'
            ) from None
        options = {"options": f"-c lock_timeout={int(wait * 1000)} -c client_encoding=UTF8"}
        self.engine = sa.create_engine(url, connect_args=options, pool_pre_ping=True)

    def _lock(self, connection: sa.Connection) -> None:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))

    def create(self, connection: sa.Connection) -> None:
        """Tables of tsvectors with their inverted index, and the trigger that keeps the history."""
        for table in TEXTS:
            connection.exec_driver_sql(f"CREATE TABLE {table} (rowid bigint PRIMARY KEY, words tsvector NOT NULL)")
            connection.exec_driver_sql(f"CREATE INDEX {table}_words ON {table} USING gin (words)")
        for statement in _APPEND_ONLY:
            connection.exec_driver_sql(statement)

    def drop_text(self, connection: sa.Connection) -> None:
        """Take the full-text tables away."""
        for table in TEXTS:
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")

    def index(self, connection: sa.Connection, table: str, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Put rows into the full text."""
        if rows:
            connection.exec_driver_sql(
                f"INSERT INTO {table}(rowid, words) VALUES (%s, %s::tsvector)",
                [(key, vector(streams)) for key, streams in rows],
            )

    def unindex(self, connection: sa.Connection, table: str, keys: Sequence[int]) -> None:
        """Take rows out of the full text."""
        if keys:
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE rowid = ANY(%s)", (list(keys),))

    def faults(self, connection: sa.Connection) -> Iterator[str]:
        """PostgreSQL watches over pages and references itself."""
        yield from ()

    def vacuum(self) -> None:
        """Free what is no longer used and count anew, so that queries are planned well."""
        with self._told(), self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")

    def reason(self, error: BaseException) -> str:
        """What PostgreSQL's words mean for the user."""
        said = " ".join(str(error).split())
        if "lock timeout" in said:
            return f"another program is writing to it and did not finish within {self._wait:g} seconds; try again"
        if "No space left" in said or "could not extend file" in said:
            return "the disk is full; what was reported as added is kept, the rest is not"
        return said


def vector(streams: Sequence[str]) -> str:
    """Streams of words as PostgreSQL writes a tsvector: ``'پل':1,7 'راه':2``."""
    places: dict[str, list[int]] = {}
    at = 0
    for stream in streams:
        for word in stream.split():
            at += 1
            found = places.setdefault(word, [])
            if len(found) < _PER_WORD:
                found.append(min(at, _LAST))
        at += _GAP
    return " ".join(f"{_quoted(word)}:{','.join(map(str, at))}" for word, at in places.items())


def _quoted(word: Any) -> str:
    return "'" + str(word).replace("\\", "\\\\").replace("'", "''") + "'"
