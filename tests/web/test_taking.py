"""How reports come in: pasted, as a file apart, from an address outside private places."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ravi.errors import InputError
from ravi.intake.fetch import Fetcher
from ravi.web import application, taking

BODY = "ناهید آذرگون، وزیر راه سورنا، گفت که این پل را با کمک مردم ساخته‌ایم و راه باز است. " * 4
PAGE = f"""<!doctype html><html lang="fa"><head><title>پل باز شد</title>
<link rel="canonical" href="javascript:alert(1)">
<script>alert("نه")</script></head><body><article><h1>پل باز شد</h1><p>{BODY}</p>
<p onclick="alert(2)">فرهاد سپهری افزود که <img src=x onerror=alert(3)> پل بسته نمی‌شود و کار ادامه دارد.</p>
</article></body></html>"""


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("location", "http://10.0.0.1/secret")
            self.end_headers()
            return
        self.send_response(404 if self.path == "/no" else 200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode() if self.path != "/large" else b"x" * (taking.MOST_PAGE + 1))

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://news.example:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    app = application(tmp_path / "ravi.db")
    with TestClient(app, base_url="http://127.0.0.1:8403") as opened:
        yield opened


def let_in(client: TestClient) -> None:
    """Let the fetcher reach the site of this test, and no other private place."""
    client.app.state.desk.fetcher = Fetcher(  # type: ignore[attr-defined]
        allowed=lambda ip: ip == "127.0.0.1", look_up=lambda host, _: ["127.0.0.1" if "news" in host else host],
        most_bytes=taking.MOST_PAGE, longest=5,
    )  # fmt: skip


def test_an_address_is_fetched_when_asked_and_nothing_of_its_page_runs(client: TestClient, site: str) -> None:
    let_in(client)
    answer = client.post("/read", data={"address": f"{site}/1", "published": "1403/10/28"})
    assert answer.url.path == "/report/1" and "ساخته‌ایم" in answer.text
    for trap in ("onclick", "onerror", "alert(", "javascript:", "<img"):
        assert trap not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8403/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest", "http://10.1.2.3/",
        "http://192.168.1.1/", "http://0/", "http://2130706433/", "http://[::ffff:127.0.0.1]/", "file:///etc/passwd",
        "ftp://news.example/", "http://",
    ],
)  # fmt: skip
def test_private_places_are_refused(client: TestClient, address: str) -> None:
    answer = client.post("/read", data={"address": address})
    assert answer.status_code == 400 and 'role="alert"' in answer.text
    assert client.get("/api/v1/stats").json()["report"] == 0


def test_a_redirect_to_a_private_place_is_refused(client: TestClient, site: str) -> None:
    let_in(client)
    answer = client.post("/read", data={"address": f"{site}/away"})
    assert answer.status_code == 400 and "شبکه‌ای خصوصی" in answer.text


@pytest.mark.parametrize(("path", "why"), [("/no", "۴۰۴"), ("/large", "بیش از ۵ مگابایت")])
def test_what_cannot_be_fetched_says_why(client: TestClient, site: str, path: str, why: str) -> None:
    let_in(client)
    answer = client.post("/read", data={"address": site + path})
    assert answer.status_code == 400 and why in answer.text


def test_looking_fetches_nothing(client: TestClient) -> None:
    def never(*_: object) -> list[str]:
        raise AssertionError("a page was fetched that nobody asked for")

    client.app.state.desk.fetcher = Fetcher(look_up=never)  # type: ignore[attr-defined]
    client.post("/read", data={"text": BODY})
    for path in ("/", "/report/1", "/search?q=پل", "/read?address=https://news.example"):
        client.get(path)


def test_too_long_a_text_is_for_the_command() -> None:
    with pytest.raises(InputError) as caught:
        taking.take(text="ا" * (taking.MOST_TEXT + 1))
    assert caught.value.hint
