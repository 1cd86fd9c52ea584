"""Fetching: what is refused, what is bounded, from a server on this machine that the test itself runs."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ravi.intake.fetch import Fetcher, FetchError, public


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        match self.path:
            case "/page":
                self.answer(b"hello", {})
            case "/zipped":
                self.answer(gzip.compress(b"a" * 5_000_000), {"Content-Encoding": "gzip"})
            case "/away":
                self.answer(b"", {"Location": "http://private.example/"}, 302)
            case "/loop":
                self.answer(b"", {"Location": "/loop"}, 302)
            case "/file":
                self.answer(b"", {"Location": "file:///etc/passwd"}, 302)
            case "/slow":
                self.send_response(200)
                self.end_headers()
                for _ in range(100):
                    try:
                        self.wfile.write(b".")
                        self.wfile.flush()
                    except OSError:
                        return
                    time.sleep(0.05)
            case _:
                self.answer(b"", {}, 404)

    def answer(self, body: bytes, headers: dict[str, str], status: int = 200) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://news.example:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def look_up(host: str, port: int) -> list[str]:
    return {"news.example": ["127.0.0.1"], "private.example": ["10.0.0.1"]}[host]


def fetcher(**limits: float) -> Fetcher:
    return Fetcher(allowed=lambda address: address == "127.0.0.1", look_up=look_up, **limits)  # type: ignore[arg-type]


def test_a_page_comes_with_its_status(site: str) -> None:
    assert fetcher().get(f"{site}/page").body == b"hello"
    assert fetcher().get(f"{site}/nowhere").status == 404
    assert len(fetcher().get(f"{site}/zipped").body) == 5_000_000


@pytest.mark.parametrize(
    ("path", "limits", "said"),
    [
        ("/away", {}, "private network"),
        ("/loop", {}, "redirects"),
        ("/file", {}, "only http"),
        ("/zipped", {"most_bytes": 1_000_000}, "more than"),
        ("/slow", {"longest": 0.4}, "longer than|no answer"),
    ],
)
def test_what_is_refused(site: str, path: str, limits: dict[str, float], said: str) -> None:
    with pytest.raises(FetchError, match=said):
        fetcher(**limits).get(site + path)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost:1/", "http://[::1]/", "http://10.1.2.3/", "http://192.168.0.1/",
        "http://169.254.169.254/latest", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://[fe80::1]/",
        "http://2130706433/", "file:///etc/passwd", "ftp://example.org/", "http://", "http://a:99999/",
    ],
)  # fmt: skip
def test_addresses_of_this_machine_and_its_network_are_refused(url: str) -> None:
    with pytest.raises(FetchError):
        Fetcher().get(url)


@pytest.mark.parametrize(
    ("address", "expected"),
    [("8.8.8.8", True), ("2001:4860:4860::8888", True), ("100.64.0.1", False), ("::ffff:10.0.0.1", False),
     ("2002:7f00:1::", False), ("224.0.0.1", False)],
)  # fmt: skip
def test_public_addresses(address: str, expected: bool) -> None:
    assert public(address) is expected
