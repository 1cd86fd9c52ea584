"""Searches that are kept under a name and asked again as ``@NAME``."""

from __future__ import annotations

import sqlalchemy as sa

from ravi.ledger import schema as s
from ravi.ledger.errors import LedgerError, QueryError
from ravi.ledger.query import parse

SIGN = "@"
"""Begins a query that is the name of another."""


def save(connection: sa.Connection, name: str, query: str) -> None:
    """Keep a query under a name, in the place of one that had it; raises QueryError where it is none."""
    name = name.removeprefix(SIGN).strip()
    if not name:
        raise LedgerError("a saved search needs a name")
    if query.startswith(SIGN):
        raise QueryError("a saved search is a query and not the name of another", 0)
    parse(query)
    t = s.saved_search
    connection.execute(t.delete().where(t.c.name == name))
    connection.execute(t.insert().values(name=name, query=query))


def searches(connection: sa.Connection) -> dict[str, str]:
    """All of them, query by name, in the order of their names."""
    t = s.saved_search.c
    return {row.name: row.query for row in connection.execute(sa.select(t.name, t.query).order_by(t.name))}


def forget(connection: sa.Connection, name: str) -> None:
    """Drop one; raises LedgerError where there is none of that name."""
    t = s.saved_search
    if not connection.execute(t.delete().where(t.c.name == name.removeprefix(SIGN))).rowcount:
        raise LedgerError(f"no saved search {name!r}")


def meant(connection: sa.Connection, query: str) -> str:
    """The query that is asked: that of the name in ``@NAME``, or as it stands."""
    if not query.startswith(SIGN):
        return query
    name = query.removeprefix(SIGN).strip()
    there = searches(connection)
    if name not in there:
        known = f"; there are {', '.join(there)}" if there else "; none is saved"
        raise QueryError(f"no saved search {name!r}{known}", 0)
    return there[name]
