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


def test_two_events_that_are_not_one_are_parted_and_put_together_again(client: TestClient, place: Path) -> None:
    with Ledger(place) as ledger:
        same = ledger.relations("same_event")[0]
    page = f"/event/{same.one}"
    before = client.get(f"{page}?lang=en").text
    assert before.count('class="telling"') == 2 and "Why these are one" in before and "Marked wrong" not in before
    form = {"relation": "same_event", "of": "event", "one": same.other, "other": same.one, "back": page}
    after = client.post("/corrections/relation", data={**form, "why": "دو دیدار"}).text
    assert after.count('class="telling"') == 1 and "دو دیدار" in after.split('class="wrong"')[1]
    assert "همان رویداد است" in client.get("/corrections").text
    back = client.post("/corrections/undo", data={"number": 1, "back": page}).text
    assert back.count('class="telling"') == 2 and 'class="wrong"' not in back
    asked = {"relation": "same_event", "of": "event", "one": same.one, "other": same.other}
    made = client.post("/api/v1/corrections/relation", json=asked)
    assert made.status_code == 201 and made.json()["target"]["of"] == "event"
    assert client.get(f"/api/v1/compare/e{same.one}").json()["relations"] == []
    assert client.post("/api/v1/corrections/relation", json={**asked, "of": "statement"}).status_code == 400


def test_a_copy_that_is_none(client: TestClient, place: Path) -> None:
    with Ledger(place) as ledger:
        copy = ledger.relations("derived_from")[0]
    asked = {"relation": "derived_from", "of": "report", "one": copy.one, "other": copy.other}
    assert client.post("/api/v1/corrections/relation", json=asked).status_code == 201
    with Ledger(place) as ledger:
        assert ledger.relations("derived_from") == []
        ledger.rebuild()
        ledger.relate()
        assert ledger.relations("derived_from") == [] != ledger.relations("derived_from", rejected=True)
        statement = ledger.search("", limit=50).hits[-1].statement
        voices = ledger.compare(f"s{statement}").corroboration.independent
    client.post("/api/v1/corrections/1/undo")
    with Ledger(place) as ledger:
        assert (
            ledger.relations("derived_from") and ledger.compare(f"s{statement}").corroboration.independent <= voices
        )


def test_every_kind_of_entry_is_listed(client: TestClient, place: Path) -> None:
    with Ledger(place) as ledger:
        one, other = (ledger.who(name)[0].entity for name in ("ناهید آذرگون", "بهرام مهرابی"))
        ledger.correct("merge", {"entity": one}, value=str(other), who="sara")
        ledger.correct("note", {"entity": one}, value="یادداشت", who="sara")
        ledger.correct("note", ledger.target("1:"), value="یادداشت", who="sara")
        ledger.correct("split", ledger.target("1:A1"), value="کسی دیگر", who="sara")
        ledger.correct("undo", {"entry": 1}, who="sara")
    assert client.get("/corrections").text.count("<li class=") == 5


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
