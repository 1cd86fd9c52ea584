"""A ledger in a PostgreSQL database, for a team: the same tables, full text as ``tsvector``.

Needs psycopg 3 (the extra ``postgres``).  The words come folded, so no dictionary of PostgreSQL has a say: a row's
``tsvector`` is built from positions that we give.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from ravi.ledger.backend import OPTION, TEXTS, WAIT, Backend
from ravi.ledger.errors import LedgerError
from ravi.ledger.expression import And, Expression, Near, Not, Or, Term
from ravi.ledger.tokens import ALL

_LOCK = 0x52415649
"""The key of the advisory lock that writers take: «RAVI»."""
_GAP = 1_000
"""Positions between two streams, so that no phrase or nearness reaches over."""
_LAST = 16_383
"""The greatest position that a tsvector can hold; words behind it are found, but not as part of a phrase."""
_PER_WORD = 255
"""Positions that a tsvector keeps of one word."""

# Whether all words stand within a stretch that has at most so many others between the first and the last.
_NEAR = """
CREATE OR REPLACE FUNCTION ravi_near(v tsvector, w text[], between_ int) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  WITH t AS (SELECT lexeme, unnest(positions) AS p FROM unnest(v) WHERE lexeme = ANY(w))
  SELECT EXISTS (
    SELECT 1 FROM t a WHERE (
      SELECT count(DISTINCT b.lexeme) FROM t b WHERE b.p BETWEEN a.p AND a.p + between_ + cardinality(w) - 1
    ) = cardinality(w))
$$
"""
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
        self.engine = sa.create_engine(
            url, connect_args=options, pool_pre_ping=True, execution_options={OPTION: self}
        )

    def _lock(self, connection: sa.Connection) -> None:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))

    def create(self, connection: sa.Connection) -> None:
        """Tables of tsvectors with their inverted index, and the trigger that keeps the history."""
        for table in TEXTS:
            connection.exec_driver_sql(f"CREATE TABLE {table} (rowid bigint PRIMARY KEY, words tsvector NOT NULL)")
            connection.exec_driver_sql(f"CREATE INDEX {table}_words ON {table} USING gin (words)")
        for statement in (_NEAR, *_APPEND_ONLY):
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

    @property
    def knows_near(self) -> bool:
        """A tsquery knows exact distances alone."""
        return False

    def near(self, node: Near) -> sa.ColumnElement[bool]:
        """``ravi_near`` on the row of the full text."""
        wanted = sa.select(sa.text("1")).select_from(sa.text("statement_text")).where(
            sa.text("statement_text.rowid = statement.id"),
            sa.func.ravi_near(
                sa.literal_column("statement_text.words"),
                sa.cast(list(node.words), postgresql.ARRAY(sa.Text)),
                node.between,
            ),
        )  # fmt: skip
        return sa.exists(wanted)

    def meets(self, table: str, text: Expression, alias: str | None = None) -> sa.ColumnElement[bool]:
        """``@@`` with the expression as a tsquery."""
        query = sa.cast(sa.literal(written(text), sa.Text), postgresql.TSQUERY)
        return sa.literal_column(f"{alias or table}.words").op("@@", is_comparison=True)(query)

    def holds(self, column: sa.ColumnElement[str], value: str) -> sa.ColumnElement[bool]:
        """``strpos`` compares letter by letter."""
        return sa.func.strpos(column, value) > 0

    def listed(self, keys: Sequence[int]) -> sa.Select[Any]:
        """An array, unnested."""
        rows = sa.func.unnest(sa.cast(list(keys), postgresql.ARRAY(sa.BigInteger))).column_valued("key")
        return sa.select(rows)

    def retag(self, connection: sa.Connection, rows: Sequence[tuple[int, str | None, str | None]]) -> None:
        """Fields have no places among the words that matter."""
        connection.exec_driver_sql(
            "UPDATE statement_text SET words = ts_delete(words, %s::text[]) || %s::tsvector WHERE rowid = %s",
            [([old] if old else [], f"{_quoted(new)}:1" if new else "", key) for key, old, new in rows],
        ) if rows else None

    def scores(self, connection: sa.Connection, text: Expression, keys: Sequence[int]) -> dict[int, float]:
        """``ts_rank_cd``: how often and how close together the words stand, for the length of the statement."""
        wanted = "SELECT rowid, ts_rank_cd(words, %s::tsquery, 1) FROM statement_text WHERE rowid = ANY(%s)"
        return {key: float(score) for key, score in connection.exec_driver_sql(wanted, (written(text), list(keys)))}

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


def written(text: Expression) -> str:
    """An expression as a tsquery; every word stands in quotation marks."""
    match text:
        case Term(words, prefix):
            return "(" + " <-> ".join(map(_quoted, words)) + (":*" if prefix else "") + ")"
        case Near(words, _):
            return "(" + " & ".join(map(_quoted, words)) + ")"
        case And(nodes):
            return "(" + " & ".join(map(written, nodes)) + ")"
        case Or(nodes):
            return "(" + " | ".join(map(written, nodes)) + ")"
        case Not(node):
            return f"({_quoted(ALL)} & !{written(node)})"


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
