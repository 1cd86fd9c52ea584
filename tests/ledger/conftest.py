"""Every test of the ledger holds on both backends; that of PostgreSQL where RAVI_TEST_POSTGRES names a server."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from ravi.ledger import Ledger

SERVER = os.environ.get("RAVI_TEST_POSTGRES")


def emptied(server: str) -> str:
    """The address of a database without tables."""
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return server


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty ledger may be made."""
    if request.param == "sqlite":
        return os.fspath(tmp_path / "ravi.db")
    if SERVER is None:
        pytest.skip("RAVI_TEST_POSTGRES names no server; .ci/postgres starts one")
    return emptied(SERVER)


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger(place) as opened:
        yield opened


Sql = Callable[..., None]


@pytest.fixture
def sql(ledger: Ledger) -> Sql:
    """Runs SQL behind the back of a ledger."""

    def run(*statements: str) -> None:
        with ledger._backend.engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    return run
