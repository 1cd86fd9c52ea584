"""From the tables of an older Ravi to those of this one, in one transaction.

A step changes only the tables that are kept (``schema.KEPT``); afterwards the derived ones are dropped, made in
their present shape and filled again from the records, so that no step needs to know them.  The step from
version N to N + 1 is ``STEPS[N]``; a change of derived tables alone has the step ``nothing``.
"""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from ravi.ledger import schema as s
from ravi.ledger.backend import Backend

# Tables that earlier versions had and this one may not.
_FORMER = ("about", "participant", "link", "statement", "office", "moved", "event", "actor", "entity")


def version_of(connection: sa.Connection) -> int | None:
    """The version of the tables that are there; None for an empty place, -1 where it is no ledger of Ravi."""
    names = set(sa.inspect(connection).get_table_names())
    if not names:
        return None
    if not {"meta", "report"} <= names:
        return -1
    found = connection.execute(sa.select(s.meta.c.value).where(s.meta.c.key == "version")).scalar()
    return int(found) if found is not None and found.isdecimal() else -1


def create(connection: sa.Connection, backend: Backend) -> None:
    """Make the tables of the present version in an empty place."""
    s.metadata.create_all(connection)
    backend.create(connection)
    keep_version(connection)


def migrate(connection: sa.Connection, backend: Backend, version: int) -> None:
    """Bring kept tables up to date and make the derived ones anew, empty."""
    for step in range(version, s.VERSION):
        STEPS[step](connection)
    renew(connection, backend)


def renew(connection: sa.Connection, backend: Backend) -> None:
    """Drop the derived tables and make them in their present shape, empty."""
    backend.drop_text(connection)
    known = {table.name for table in s.derived()}
    there = set(sa.inspect(connection).get_table_names())
    for name in [*(name for name in _FORMER if name not in known), *(table.name for table in s.derived())]:
        if name in there:
            connection.exec_driver_sql(f'DROP TABLE "{name}"')
    create(connection, backend)


def keep_version(connection: sa.Connection) -> None:
    """Write the present version down."""
    connection.execute(s.meta.delete().where(s.meta.c.key == "version"))
    connection.execute(s.meta.insert().values(key="version", value=str(s.VERSION)))


def nothing(connection: sa.Connection) -> None:
    """No kept table changes: the derived ones alone have another shape."""


# Written out, for `schema.report` is the table of the newest version and not of this one.
_REPORT_2 = """
CREATE TABLE report_2 (
    id INTEGER NOT NULL PRIMARY KEY, slot BIGINT NOT NULL UNIQUE, sha256 VARCHAR(64) NOT NULL,
    text_sha256 VARCHAR(64) NOT NULL, raw BLOB NOT NULL, origin TEXT, url TEXT, outlet TEXT, title TEXT,
    published VARCHAR(10), added VARCHAR(32) NOT NULL, previous INTEGER REFERENCES report (id),
    reader VARCHAR NOT NULL, record BLOB NOT NULL)
"""


def _to_2(connection: sa.Connection) -> None:
    """Reports get their place in the order of publication, and one file may hold several (SQLite alone).

    The unique constraint of version 1 is gone, which asks for a new table.
    """
    for name in _FORMER:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    connection.exec_driver_sql(_REPORT_2)
    rows = connection.exec_driver_sql("SELECT id, published, previous FROM report ORDER BY id").all()
    for key, published, _ in rows:
        connection.exec_driver_sql(
            "INSERT INTO report_2 SELECT id, ?, sha256, text_sha256, raw, origin, url, outlet, title, published, "
            "added, NULL, reader, record FROM report WHERE id = ?",
            (s.slot(published, key), key),
        )
    connection.exec_driver_sql("DROP TABLE report")
    connection.exec_driver_sql("ALTER TABLE report_2 RENAME TO report")
    for key, _, previous in rows:
        if previous is not None:
            connection.exec_driver_sql("UPDATE report SET previous = ? WHERE id = ?", (previous, key))
    for column in ("sha256", "text_sha256", "url", "outlet", "published", "previous"):
        connection.exec_driver_sql(f"CREATE INDEX ix_report_{column} ON report ({column})")


STEPS: dict[int, Callable[[sa.Connection], None]] = {1: _to_2, 2: nothing}
"""``STEPS[N]`` changes the kept tables of version N to those of N + 1."""
