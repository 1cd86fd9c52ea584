"""The workbench through its own door: pages, REST, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ravi.web import application

TEXT = "ناهید آذرگون، وزیر راه سورنا، گفت: «این پل را با کمک مردم ساخته‌ایم.»\n<script>alert(1)</script>"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    app = application(tmp_path / "ravi.db")
    with TestClient(app, base_url="http://127.0.0.1:8403") as opened:
        yield opened


def test_a_pasted_report_is_read_kept_and_found(client: TestClient) -> None:
    answer = client.post("/read", data={"text": TEXT, "published": "۱۴۰۳/۱۰/۲۸", "outlet": "نوروزنامه"})
    assert answer.status_code == 200 and answer.url.path == "/report/1"
    assert "ساخته‌ایم" in answer.text and "<script>alert" not in answer.text
    kept = client.get("/report/1/page")
    assert "script-src 'sha256-" in kept.headers["content-security-policy"]
    found = client.get("/search", params={"q": "ساختهایم"})
    assert "<mark>ساخته‌ایم</mark>" in found.text and "۱–۱ از ۱" in found.text and "۲۸ دی ۱۴۰۳" in found.text
    assert "وزیر راه سورنا" in client.get("/who", params={"name": "آذرگون"}).text


def test_a_file_is_told_by_its_content(client: TestClient) -> None:
    files = {"file": ("report.bin", TEXT.encode("utf-16"))}
    assert client.post("/read", files=files).url.path == "/report/1"
    answer = client.post("/read", files={"file": ("x.txt", b"\x00\x01" * 999)})
    assert answer.status_code == 400 and 'role="alert"' in answer.text


def test_what_cannot_be_read_keeps_the_text_and_says_why(client: TestClient) -> None:
    answer = client.post("/read", data={"text": TEXT, "published": "دیروز شاید"})
    assert 'role="alert"' in answer.text and "این پل را" in answer.text and "<script>alert" not in answer.text
    assert 'role="alert"' in client.get("/search", params={"q": '"open'}).text


def test_both_languages(client: TestClient) -> None:
    assert 'lang="fa" dir="rtl"' in client.get("/").text
    assert 'lang="en" dir="ltr"' in client.get("/?lang=en").text
    assert 'lang="fa" dir="rtl"' in client.get("/search").text  # looking changes nothing
    assert client.post("/language", data={"lang": "en", "back": "/search?q=a"}).url.path == "/search"
    assert 'lang="en" dir="ltr"' in client.get("/search").text
    for back in ("//evil.example/", "https://evil.example/", "/\\evil.example"):
        answer = client.post("/language", data={"lang": "fa", "back": back}, follow_redirects=False)
        assert answer.headers["location"] == "/"


def test_rest_gives_the_record_and_the_statements(client: TestClient) -> None:
    answer = client.post("/api/v1/read", json={"text": TEXT, "keep": True})
    assert answer.json()["schema"] == "ravi/1" and answer.headers["x-ravi-report"] == "1"
    assert client.get("/api/v1/records/1").json() == answer.json()
    assert client.get("/api/v1/search", params={"q": "speaker:آذرگون"}).json()["total"] >= 1
    assert client.get("/api/v1/who", params={"name": "آذرگون"}).json()[0]["name"] == "ناهید آذرگون"
    assert client.get("/api/v1/stats").json()["report"] == 1
    assert client.get("/api/v1/openapi.json").json()["paths"].keys() >= {"/api/v1/read", "/api/v1/search"}


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [("/api/v1/reports/99", 404, "ledger"), ("/api/v1/search?q=nosuch:a", 400, "query")],
)
def test_errors_have_one_shape(client: TestClient, path: str, status: int, code: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status and answer.json()["error"]["code"] == code


def test_another_name_for_this_machine_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"host": "127.0.0.1.evil.example:8403"}).status_code == 421
    assert client.get("/", headers={"host": "localhost:8403"}).status_code == 200
    for odd in ("127.0.0.1:8403@evil.example", "127.0.0.1:evil", "[::1]evil.example", "localhost.", ""):
        answer = client.get("/", headers={"host": odd})
        assert answer.status_code == 421 and "default-src 'none'" in answer.headers["content-security-policy"]


def test_what_a_page_would_say_can_be_asked_without_it(client: TestClient) -> None:
    answer = client.head("/search")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/html")


def test_a_page_elsewhere_cannot_write(client: TestClient) -> None:
    for headers in ({"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
        assert client.post("/read", data={"text": TEXT}, headers=headers).status_code == 403
    assert client.get("/api/v1/stats").json()["report"] == 0
    own = client.post("/read", data={"text": TEXT}, headers={"origin": "http://127.0.0.1:8403"})
    assert own.status_code == 200


def test_a_page_elsewhere_cannot_read(client: TestClient) -> None:
    for dest, mode in (("image", "no-cors"), ("script", "no-cors"), ("empty", "cors"), ("iframe", "navigate")):
        headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode, "sec-fetch-dest": dest}
        assert client.get("/api/v1/stats", headers=headers).status_code == 403
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    answer = client.get("/", headers={**link, "origin": "http://evil.example"})
    assert answer.status_code == 200 and "access-control-allow-origin" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_looking_changes_nothing(client: TestClient) -> None:
    """No GET has an effect: what is written takes another method."""
    client.post("/read", data={"text": TEXT})
    client.post("/api/v1/corrections", json={"report": 1, "item": "a1", "action": "right"})
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    before = client.get("/api/v1/stats").json(), client.get("/api/v1/corrections").json()
    for path, methods in paths.items():
        if "get" not in methods:
            assert client.get(path.replace("{number}", "1")).status_code in (404, 405), path
    for path in ("/read", "/language", "/corrections/undo", "/logout"):
        assert client.get(path).status_code in (404, 405)
    assert (client.get("/api/v1/stats").json(), client.get("/api/v1/corrections").json()) == before


def test_too_large_a_body_is_refused(client: TestClient) -> None:
    assert client.post("/api/v1/read", content=b"x" * (11 * 2**20)).status_code == 413
    # Without a length, in pieces: the form that is read ends in the middle.
    pieces = (b"text=" if not n else b"x" * 2**16 for n in range(200))
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = client.post("/read", content=pieces, headers=form)
    assert answer.status_code == 413 and "default-src" in answer.headers["content-security-policy"]


def test_no_page_loads_anything_from_elsewhere(client: TestClient) -> None:
    for path in ("/", "/search?q=پل", "/who", "/static/css/base.css"):
        answer = client.get(path)
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "http://" not in answer.text and "https://" not in answer.text
