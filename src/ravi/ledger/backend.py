"""Where a ledger lives: one SQLite file or a PostgreSQL database.  All that differs between the two is here.

A backend opens the place, begins transactions that read or write, keeps the full text, and says in plain words
what went wrong.  Writers go one after another: SQLite by its file lock, PostgreSQL by an advisory lock, so that
keys can be given out without gaps and a report is one transaction.

Full text is kept as streams of words that were folded before (:mod:`ravi.ledger.folding`): the words of one
stream stand next to one another, those of different streams do not.
"""

from __future__ import annotations

import functools
import os
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from ravi.ledger.errors import LedgerError
from ravi.ledger.expression import Expression, Near

WAIT = 30.0
"""Seconds to wait for another writer."""
TEXTS = ("statement_text", "report_text")
"""The full-text tables; their key is that of the statement or the slot of the report."""


@functools.cache
def text_table(name: str) -> sa.TableClause:
    """A full-text table, for SQL."""
    return sa.table(name, sa.column("rowid", sa.BigInteger))


def text_key(name: str) -> sa.ColumnElement[int]:
    """The key of a full-text table."""
    return text_table(name).c.rowid


OPTION = "ravi_backend"


def of(connection: sa.Connection) -> Backend:
    """The backend that a connection belongs to."""
    found = connection.get_execution_options()[OPTION]
    assert isinstance(found, Backend)
    return found


class Backend(ABC):
    """A place for a ledger; ``name`` is what people see of it (no password)."""

    name: str
    engine: sa.Engine

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state of the ledger."""
        with self._told(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """A transaction that alone writes; all of it is kept, or nothing."""
        with self._told(), self.engine.connect() as connection:
            connection = connection.execution_options(ravi_write=True)
            with connection.begin():
                self._lock(connection)
                yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            reason = self.reason(getattr(error, "orig", None) or error)
            raise LedgerError(reason, where=self.name) from error

    def close(self) -> None:
        """Let go of the place."""
        self.engine.dispose()

    @abstractmethod
    def _lock(self, connection: sa.Connection) -> None:
        """Wait until nobody else writes."""

    @abstractmethod
    def create(self, connection: sa.Connection) -> None:
        """Make what SQLAlchemy does not know of: full text, and a history that is only ever added to."""

    @abstractmethod
    def drop_text(self, connection: sa.Connection) -> None:
        """Take the full-text tables away."""

    @abstractmethod
    def index(self, connection: sa.Connection, table: str, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Put rows into the full text: a key and its streams, each of folded words parted by a space."""

    @abstractmethod
    def unindex(self, connection: sa.Connection, table: str, keys: Sequence[int]) -> None:
        """Take rows out of the full text."""

    @property
    @abstractmethod
    def knows_near(self) -> bool:
        """Whether :class:`Near` can stand in an expression; otherwise :meth:`near` is a condition on rows."""

    @abstractmethod
    def near(self, node: Near) -> sa.ColumnElement[bool]:
        """That words stand near one another in the full text of ``statement``."""

    @abstractmethod
    def meets(self, table: str, text: Expression, alias: str | None = None) -> sa.ColumnElement[bool]:
        """That a row of the full text meets an expression."""

    @abstractmethod
    def holds(self, column: sa.ColumnElement[str], value: str) -> sa.ColumnElement[bool]:
        """That a column holds a value letter by letter."""

    @abstractmethod
    def listed(self, keys: Sequence[int]) -> sa.Select[Any]:
        """Many keys as rows, to be bound at once."""

    @abstractmethod
    def retag(self, connection: sa.Connection, rows: Sequence[tuple[int, str | None, str | None]]) -> None:
        """In the full text of statements, take words out and put words in their places: key, old, new."""

    @abstractmethod
    def scores(self, connection: sa.Connection, text: Expression, keys: Sequence[int]) -> dict[int, float]:
        """How well statements meet an expression (BM25 or its like); the greater the better."""

    def matching(self, table: str, text: Expression) -> sa.Select[Any]:
        """The keys of the rows that meet an expression."""
        return sa.select(text_key(table)).select_from(text_table(table)).where(self.meets(table, text))

    def is_met(self, table: str, text: Expression, key: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
        """That one row, whose key is given, meets an expression."""
        other = text_table(table).alias("one_text")
        return sa.exists().select_from(other).where(self.meets(table, text, "one_text"), other.c.rowid == key)

    @abstractmethod
    def faults(self, connection: sa.Connection) -> Iterator[str]:
        """What the database itself finds wrong: damaged pages, references to rows that are not there."""

    @abstractmethod
    def vacuum(self) -> None:
        """Give unused space back and bring the full text in order."""

    @abstractmethod
    def reason(self, error: BaseException) -> str:
        """What went wrong and what to do, in plain words."""


def backend(place: str | os.PathLike[str], *, create: bool = True, wait: float = WAIT) -> Backend:
    """The backend for a path or a ``postgresql://`` address; raises LedgerError where it cannot be used."""
    address = os.fspath(place)
    if address.startswith(("postgresql://", "postgresql+psycopg://", "postgres://")):
        from ravi.ledger.postgres import Postgres

        return Postgres(address, wait=wait)
    from ravi.ledger.sqlite import Sqlite

    return Sqlite(Path(address), create=create, wait=wait)
