"""What a page loads is light, and the first page is quick; ``python -m bench.workbench`` measures more."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bench.ledger import records
from bench.workbench import FIRST, HEAVIEST, READING, ask, weight
from ravi import web
from ravi.ledger import Ledger
from ravi.web import application


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    path = tmp_path_factory.mktemp("weight") / "ravi.db"
    with Ledger(path) as ledger:
        for record in records(1_000):
            ledger.add(record)
    return TestClient(application(path), base_url="http://127.0.0.1:8403")


def test_no_page_loads_more_script_than_it_may(client: TestClient) -> None:
    for page in ("/", "/search", "/who", "/corrections", "/timeline", "/network", "/api/docs"):
        assert weight(client.get(page).text) <= HEAVIEST, page
    reading = client.get("/report/1").text
    assert 1_000 < weight(reading) <= READING


def test_the_first_page_is_there_at_once(client: TestClient) -> None:
    seconds, _ = ask(client, "/")
    assert seconds <= FIRST


def test_what_is_sent_is_compressed(client: TestClient) -> None:
    for path in ("/static/js/reading.js", "/static/vendor/swagger-ui/swagger-ui.js", "/report/1"):
        assert client.get(path, headers={"accept-encoding": "gzip"}).headers["content-encoding"] == "gzip", path


def test_every_static_file_of_others_has_its_licence() -> None:
    for folder in (Path(web.__file__).parent / "static" / "vendor").iterdir():
        if folder.is_dir():
            assert any("LICENSE" in file.name for file in folder.iterdir()), folder.name
