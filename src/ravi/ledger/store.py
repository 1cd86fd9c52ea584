"""One ledger: opening it, adding to it, looking into it."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from ravi.ledger import dossier, entities, history, rows, schema, search
from ravi.ledger.errors import LedgerError
from ravi.ledger.types import Hits
from ravi.record import Record


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a report: its row, whether it was new, and the older version it stands beside."""

    report: int
    new: bool
    previous: int | None = None


class Ledger:
    """Many records in one SQLite file, made where it does not exist.

    Raises LedgerError where the file cannot be opened, is no ledger, or comes from a newer Ravi.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        if not self.path.parent.is_dir():
            raise LedgerError(f"{self.path}: its folder does not exist")
        self._engine = sa.create_engine(f"sqlite:///{self.path}", connect_args={"timeout": 30.0})
        sa.event.listen(self._engine, "connect", _on_connect)
        sa.event.listen(self._engine, "begin", _on_begin)
        with self._errors():
            self._open()

    def _open(self) -> None:
        with self._engine.begin() as connection:
            names = set(sa.inspect(connection).get_table_names())
            if not names:
                schema.create(connection)
                return
            if "meta" not in names or "report" not in names:
                raise LedgerError(f"{self.path}: a database, but no ledger of Ravi")
            version = int(
                connection.execute(
                    sa.select(schema.meta.c.value).where(schema.meta.c.key == "version")
                ).scalar_one()
            )
            if version > schema.VERSION:
                raise LedgerError(
                    f"{self.path}: written by a newer Ravi (tables of version {version}, "
                    f"this one knows {schema.VERSION}); nothing was changed"
                )
            for step in range(version, schema.VERSION):
                schema.MIGRATIONS[step](connection)
            if version < schema.VERSION:
                connection.execute(
                    schema.meta.update().where(schema.meta.c.key == "version").values(value=str(schema.VERSION))
                )

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise LedgerError(f"{self.path}: {_reason(error.orig)}") from None

    def add(self, record: Record, *, raw: bytes | None = None, origin: str | None = None) -> Added:
        """Keep a record with the bytes it was read from, in one transaction.

        The same bytes from the same place are known by their content and are not added twice; other bytes at
        the same address become a new version beside the old.  When this returns, the report is on the disk.
        """
        raw = record.report.text.encode("utf-8", "surrogatepass") if raw is None else raw
        digest = hashlib.sha256(raw).hexdigest()
        report = record.report
        r = schema.report.c
        same = sa.select(r.id, r.previous).where(
            r.sha256 == digest,
            r.url.is_not_distinct_from(report.url),
            r.published.is_not_distinct_from(report.published),
            r.outlet.is_not_distinct_from(report.outlet),
        )
        with self._errors(), self._engine.begin() as connection:
            if (known := connection.execute(same).first()) is not None:
                return Added(known.id, new=False, previous=known.previous)
            previous = None
            if report.url:
                older = sa.select(sa.func.max(r.id)).where(r.url == report.url)
                previous = connection.execute(older).scalar()
            row = rows.report_row(record, digest, zlib.compress(raw, 6), origin, previous)
            row["added"] = datetime.now(UTC).isoformat(timespec="seconds")
            key = rows.insert_row(connection, schema.report, **row)
            rows.insert(connection, key, record)
            entities.link(connection, key, report.published)
            return Added(key, new=True, previous=previous)

    def record(self, report: int) -> Record:
        """The record of one report; raises LedgerError where there is none of that number."""
        with self._errors(), self._engine.begin() as connection:
            kept = connection.execute(
                sa.select(schema.report.c.record).where(schema.report.c.id == report)
            ).scalar()
        if kept is None:
            raise LedgerError(f"{self.path}: no report {report}")
        return Record.from_json(zlib.decompress(kept))

    def records(self, query: str = "") -> Iterator[Record]:
        """The records of the reports that hold a statement a query finds, of all for an empty one; oldest first."""
        with self._errors(), self._engine.begin() as connection:
            found = search.reports(connection, query)
        for key in found:
            yield self.record(key)

    def search(self, query: str, *, limit: int = 20, offset: int = 0) -> Hits:
        """The statements that a query finds, newest first; see :mod:`ravi.ledger.query` for the language."""
        with self._errors(), self._engine.begin() as connection:
            return search.find(connection, query, limit=limit, offset=offset)

    def who(self, name: str, *, limit: int = 20) -> list[dossier.Who]:
        """Whom a name may mean, the likeliest first: forms, offices with their days, the latest statements."""
        with self._errors(), self._engine.begin() as connection:
            return dossier.who(connection, name, limit=limit)

    def correct(
        self, action: history.Action, target: dict[str, Any], *, value: str | None = None, who: str, why: str = ""
    ) -> history.Entry:
        """Write a correction and bring what is searched in line with it; see :mod:`ravi.ledger.history`.

        Raises LedgerError where nobody signs it, or where what it is about is not in the ledger.
        """
        with self._errors(), self._engine.begin() as connection:
            entry = history.append(connection, who, action, target, value, why)
            history.seal(connection, entry)
            if action == "undo":
                self._rebuild(connection)
            elif not history.apply(connection, entry):
                raise LedgerError(f"nothing to correct at {target}", where=str(self.path))
            return entry

    def history(self) -> list[history.Entry]:
        """All corrections in their order."""
        with self._errors(), self._engine.begin() as connection:
            return list(history.entries(connection))

    def verify(self) -> list[str]:
        """What does not hold of the history; an empty list proves it whole."""
        with self._errors(), self._engine.begin() as connection:
            return history.verify(connection)

    def _rebuild(self, connection: sa.Connection) -> None:
        """Make all rows again from the records and the corrections that stand."""
        rows.clear(connection)
        r = schema.report.c
        for key, published in connection.execute(sa.select(r.id, r.published).order_by(r.id)).all():
            kept = connection.execute(sa.select(r.record).where(r.id == key)).scalar_one()
            rows.insert(connection, key, Record.from_json(zlib.decompress(kept)))
            entities.link(connection, key, published)
        for entry in history.standing(connection):
            history.apply(connection, entry)

    def reread(self, report: int, record: Record) -> None:
        """Put a newer reading of a report in the place of the older; corrections go on to hold.

        Raises LedgerError where the text of the record is not that of the report.
        """
        r = schema.report.c
        with self._errors(), self._engine.begin() as connection:
            kept = connection.execute(sa.select(r.text_sha256, r.published).where(r.id == report)).first()
            if kept is None or kept.text_sha256 != record.report.id:
                raise LedgerError(f"report {report} has another text", where=str(self.path))
            rows.clear(connection, report)
            values = rows.report_row(record, "", b"", None, None)
            changed = {key: values[key] for key in ("record", "reader")}
            connection.execute(schema.report.update().where(r.id == report).values(**changed))
            rows.insert(connection, report, record)
            entities.link(connection, report, kept.published)
            for entry in history.standing(connection):
                if entry.target.get("text") == kept.text_sha256:
                    history.apply(connection, entry)

    def stats(self) -> dict[str, int]:
        """How many rows of each kind the ledger holds."""
        tables = (schema.report, schema.statement, schema.event, schema.actor)
        with self._errors(), self._engine.begin() as connection:
            return {
                table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
                for table in tables
            }

    def has_url(self, url: str) -> bool:
        """Whether a report from that address is kept."""
        with self._errors(), self._engine.begin() as connection:
            wanted = sa.select(schema.report.c.id).where(schema.report.c.url == url).limit(1)
            return connection.execute(wanted).first() is not None

    def feed_state(self, url: str) -> dict[str, Any]:
        """What is known of a feed that is watched: etag, modified, due, failures; empty for a new one."""
        with self._errors(), self._engine.begin() as connection:
            f = schema.feed.c
            row = connection.execute(sa.select(f.etag, f.modified, f.due, f.failures).where(f.url == url)).first()
        return dict(row._mapping) if row else {}

    def keep_feed_state(self, url: str, state: Mapping[str, Any]) -> None:
        """Keep what is known of a feed."""
        with self._errors(), self._engine.begin() as connection:
            connection.execute(schema.feed.delete().where(schema.feed.c.url == url))
            connection.execute(schema.feed.insert().values(url=url, **state))

    def check(self) -> list[str]:
        """What is wrong with the ledger, one line a fault; an empty list where every span and hash holds."""
        faults: list[str] = []
        r = schema.report.c
        with self._errors(), self._engine.begin() as connection:
            for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
                if line != "ok":
                    faults.append(f"file: {line}")
            for line in connection.exec_driver_sql("PRAGMA foreign_key_check"):
                faults.append(f"table {line[0]}, row {line[1]}: points to a row of {line[2]} that is not there")
            for row in connection.execution_options(yield_per=100).execute(
                sa.select(r.id, r.sha256, r.text_sha256, r.raw, r.record)
            ):
                faults += [f"report {row.id}: {fault}" for fault in rows.faults(row)]
        return faults

    def backup(self, to: str | os.PathLike[str]) -> None:
        """A whole copy of the ledger as it stands, while others may be writing."""
        if Path(to).exists():
            raise LedgerError(f"{to}: is there already; a backup overwrites nothing")
        try:
            with sqlite3.connect(self.path) as here, sqlite3.connect(to) as there:
                here.backup(there)
            there.close()
            here.close()
        except sqlite3.Error as error:
            raise LedgerError(f"{to}: {_reason(error)}") from None


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    # SQLAlchemy's pysqlite begins transactions late; BEGIN is ours, so that DDL is inside them as well.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _reason(error: BaseException | None) -> str:
    said = str(error)
    if "locked" in said:
        return "another program is writing to it and did not finish within 30 seconds; try again"
    if "full" in said:
        return "the disk is full; what was reported as added is kept, the rest is not"
    if "not a database" in said or "malformed" in said:
        return f"no ledger, or a damaged one ({said}); restore a backup"
    return said
