"""A ledger of invented stories and a browser's way to its pages, for whichever test file has none of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ravi.ledger import Ledger
from ravi.web import application
from tests.web.stories import fill


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("pages") / "ravi.db"
    with Ledger(found) as ledger:
        fill(ledger)
    return found


@pytest.fixture(scope="module")
def client(place: Path) -> Iterator[TestClient]:
    with TestClient(application(place), base_url="http://127.0.0.1:8403") as opened:
        yield opened
