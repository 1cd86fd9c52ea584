"""Corrections through the door of the workbench: from an item to the history and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ravi.web import application

TEXT = "ناهید آذرگون، وزیر راه سورنا، گفت: «این پل را با کمک مردم ساخته‌ایم.» فرهاد سپهری گفت که راه باز است."


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(application(tmp_path / "ravi.db"), base_url="http://127.0.0.1:8403") as opened:
        opened.post("/read", data={"text": TEXT})
        yield opened


def ask(client: TestClient, status: int = 201, **asked: object) -> dict[str, object]:
    answer = client.post("/api/v1/corrections", json={"report": 1, **asked})
    assert answer.status_code == status, answer.text
    found: dict[str, object] = answer.json()
    return found


def found(client: TestClient, query: str) -> int:
    total: int = client.get("/api/v1/search", params={"q": query}).json()["total"]
    return total


def test_a_wrong_statement_is_rejected_and_taken_back(client: TestClient) -> None:
    assert ask(client, item="a1", action="wrong")["action"] == "reject"
    assert found(client, "speaker:آذرگون") == 0
    assert 'data-verdict="wrong"' in client.get("/report/1").text
    ask(client, item="a1", action="right")
    assert found(client, "speaker:آذرگون") == 1
    page = client.get("/report/1").text
    assert 'data-verdict="right"' in page and 'data-verdict="wrong"' not in page


def test_a_source_is_mended_in_the_search_and_shown_at_the_item(client: TestClient) -> None:
    ask(client, item="a2", action="source", value="ناهید آذرگون", why="جملهٔ پیش")
    assert found(client, "speaker:آذرگون") == 2
    page = client.get("/report/1").text
    assert "جملهٔ پیش" in page.split('id="a2"')[1].split("</li>")[0]
    listed = client.get("/api/v1/corrections", params={"report": 1}).json()
    assert listed["total"] == 1 and listed["items"][0]["standing"] is True


def test_actors_are_merged_and_split(client: TestClient) -> None:
    record = client.get("/api/v1/records/1").json()
    ids = {actor["name"]: actor["id"] for actor in record["actors"]}
    ask(client, item=ids["فرهاد سپهری"], action="merge", value="ناهید آذرگون")
    assert len(client.get("/api/v1/who", params={"name": "سپهری"}).json()) <= 1
    client.post("/corrections/undo", data={"number": 1})
    ask(client, item=ids["فرهاد سپهری"], action="split", value="فرهاد سپهری (شاعر)")
    assert client.get("/api/v1/who", params={"name": "شاعر"}).json()[0]["name"] == "فرهاد سپهری (شاعر)"


def test_the_history_is_shown_and_undone(client: TestClient) -> None:
    ask(client, item="a1", action="note", value="<b>یادداشت</b>")
    page = client.get("/corrections").text
    assert "&lt;b&gt;یادداشت" in page
    assert client.post("/corrections/undo", data={"number": 1}).url.path == "/corrections"
    assert client.get("/api/v1/corrections").json()["items"][0]["standing"] is False
    assert client.post("/corrections/undo", data={"number": 1}).status_code == 400
    assert client.post("/api/v1/corrections/2/undo").status_code == 201  # the undoing is undone
    assert client.get("/api/v1/corrections").json()["items"][0]["standing"] is True


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"item": "a99", "action": "wrong"}, 400),
        ({"item": "a1", "action": "source", "value": " "}, 400),
        ({"item": "a1", "action": "merge", "value": "کسی"}, 400),
        ({"item": "e1", "action": "source", "value": "کسی"}, 400),
        ({"item": "a1", "action": "shout"}, 422),
        ({"item": "a1", "action": "wrong", "report": 7}, 404),
    ],
)
def test_what_cannot_be_corrected_is_refused(client: TestClient, asked: dict[str, object], status: int) -> None:
    assert ask(client, status, **asked)["error"]
    assert client.get("/api/v1/corrections").json()["total"] == 0


def test_the_history_leads_to_what_was_corrected(client: TestClient) -> None:
    ask(client, item="a2", action="source", value="ناهید آذرگون")
    record = client.get("/api/v1/records/1").json()
    actor = next(actor["id"] for actor in record["actors"] if actor["name"] == "فرهاد سپهری")
    ask(client, item=actor, action="split", value="فرهاد سپهری (شاعر)")
    ask(client, item="a1", action="wrong")
    page = client.get("/corrections").text
    for item, words in (("a2", "راه باز است"), (actor, "فرهاد سپهری"), ("a1", "این پل را")):
        told = page.split(f'href="/report/1#{item}"')[1].split("</p>")[0]
        assert words in told
