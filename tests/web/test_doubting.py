"""A relation that is marked wrong where it is shown, in the history, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ravi.ledger import Ledger
from ravi.ledger.relations.types import Relation
from ravi.web import application
from ravi.web.desk import User
from tests.web.stories import fill

HERE = "http://127.0.0.1:8403"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with Ledger(tmp_path / "ravi.db") as ledger:
        fill(ledger)
    return tmp_path / "ravi.db"


@pytest.fixture
def client(place: Path) -> Iterator[TestClient]:
    with TestClient(application(place), base_url=HERE) as opened:
        yield opened


@pytest.fixture
def conflict(place: Path) -> Relation:
    with Ledger(place) as ledger:
        return next(r for r in ledger.relations("conflicts") if r.of == "statement")


def test_a_relation_is_marked_wrong_on_the_page_and_taken_back(client: TestClient, conflict: Relation) -> None:
    page = f"/claim/{conflict.one}"
    before = client.get(f"{page}?lang=en").text
    assert before.count('action="/corrections/relation"') >= 1 and "Marked wrong" not in before
    form = {"relation": "conflicts", "one": conflict.one, "other": conflict.other, "why": "دو پل", "back": page}
    after = client.post("/corrections/relation", data=form)
    assert after.url.path == page and "نادرست دانسته شده" in after.text and "دو پل" in after.text
    with_mark = after.text.split('class="wrong"')[1]
    assert "بهرام مهرابی" in with_mark and "ناهید آذرگون" in with_mark
    assert "پیوند نادرست" in client.get("/corrections").text
    assert client.post("/corrections/relation", data=form).status_code == 400  # it is wrong already
    back = client.post("/corrections/undo", data={"number": 1, "back": page})
    assert back.url.path == page and "نادرست دانسته شده" not in back.text
    assert back.text.count('class="rel ') == before.count('class="rel ')
    assert client.post("/corrections/undo", data={"number": 2, "back": "//evil.example"}).url.path == "/corrections"
    assert "نادرست دانسته شده" in client.get(page).text


def test_the_same_over_rest(client: TestClient, conflict: Relation) -> None:
    asked = {"relation": "conflicts", "one": conflict.other, "other": conflict.one, "why": "دو پل"}
    made = client.post("/api/v1/corrections/relation", json=asked)
    assert made.status_code == 201 and made.json()["target"]["relation"] == "conflicts"
    compared = client.get(f"/api/v1/compare/s{conflict.one}").json()["relations"]
    assert conflict.id not in [relation["id"] for relation in compared]
    assert client.post("/api/v1/corrections/relation", json=asked).json()["error"]["where"] == "relation"
    assert client.post("/api/v1/corrections/1/undo").status_code == 201
    compared = client.get(f"/api/v1/compare/s{conflict.one}").json()["relations"]
    assert conflict.id in [relation["id"] for relation in compared]
    assert client.post("/api/v1/corrections/relation", json={**asked, "relation": "loves"}).status_code == 422


def test_a_reader_sees_it_and_changes_nothing(place: Path, conflict: Relation) -> None:
    app = application(place)
    app.state.desk.local = User("mina", "reader")
    with TestClient(app, base_url=HERE) as reader:
        page = reader.get(f"/claim/{conflict.one}").text
        assert 'class="rel ' in page and "/corrections/relation" not in page
        form = {"relation": "conflicts", "one": conflict.one, "other": conflict.other}
        assert reader.post("/corrections/relation", data=form).status_code == 403
        assert reader.post("/api/v1/corrections/relation", json=form).status_code == 403
        assert reader.get("/api/v1/corrections").json()["total"] == 0
