"""Where a ledger lives: one SQLite file or a PostgreSQL database.  All that differs between the two is here.

A backend opens the place, begins transactions that read or write, keeps the full text, and says in plain words
what went wrong.  Writers go one after another: SQLite by its file lock, PostgreSQL by an advisory lock, so that
keys can be given out without gaps and a report is one transaction.

Full text is kept as streams of words that were folded before (:mod:`ravi.ledger.folding`): the words of one
stream stand next to one another, those of different streams do not.
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from ravi.ledger.errors import LedgerError

WAIT = 30.0
"""Seconds to wait for another writer."""
TEXTS = ("statement_text", "report_text")
"""The full-text tables; their key is that of the statement or the slot of the report."""


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
