"""Where others reach the workbench: accounts, sessions, roles, and tries that have to wait."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from ravi.errors import InputError
from ravi.web import application
from ravi.web.accounts import Accounts
from ravi.web.login import COOKIE
from ravi.web.sessions import Sessions, Tries

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
WORD = "یک گذرواژهٔ دراز"
TEXT = "ناهید آذرگون گفت که راه باز است."


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    found = Accounts(tmp_path / "users.json", QUICK)
    found.add("مینا", WORD, "editor")
    found.add("omid", WORD, "reader")
    return found


@pytest.fixture
def client(tmp_path: Path, accounts: Accounts) -> Iterator[TestClient]:
    app = application(tmp_path / "ravi.db", hosts=frozenset({"ravi.example"}), accounts=accounts)
    with TestClient(app, base_url="https://ravi.example") as opened:
        yield opened


def enter(client: TestClient, name: str, password: str = WORD) -> int:
    return client.post("/login", data={"name": name, "password": password}, follow_redirects=False).status_code


def test_nothing_is_seen_without_a_session(client: TestClient) -> None:
    for path in ("/", "/report/1", "/search?q=a", "/who", "/corrections", "/nothing"):
        answer = client.get(path, follow_redirects=False)
        assert answer.status_code == 303 and answer.headers["location"].startswith("/login?back=")
    for path in ("/api/v1/stats", "/api/v1/openapi.json", "/api/v1/reports/1"):
        answer = client.get(path)
        assert answer.status_code == 401 and answer.json()["error"]["code"] == "login"
    assert client.post("/read", data={"text": TEXT}).status_code == 401
    assert client.get("/static/css/base.css").status_code == 200
    page = client.get("/login")
    assert page.status_code == 200 and 'type="password"' in page.text


def test_an_editor_adds_and_a_reader_only_looks(client: TestClient) -> None:
    assert enter(client, "مینا") == 303
    assert client.post("/read", data={"text": TEXT}).url.path == "/report/1"
    assert (
        client.post("/api/v1/corrections", json={"report": 1, "item": "a1", "action": "right"}).json()["who"]
        == "مینا"
    )
    client.post("/logout")
    assert client.get("/api/v1/stats").status_code == 401
    assert enter(client, "omid") == 303
    page = client.get("/report/1")
    assert page.status_code == 200 and 'id="mend"' not in page.text
    for path, body in (
        ("/read", {"data": {"text": TEXT}}),
        ("/corrections/undo", {"data": {"number": 1}}),
        ("/api/v1/corrections", {"json": {"report": 1, "item": "a1", "action": "wrong"}}),
        ("/api/v1/corrections/1/undo", {}),
        ("/api/v1/read", {"json": {"text": TEXT, "keep": True}}),
    ):
        assert client.post(path, **body).status_code == 403, path
    assert client.post("/api/v1/read", json={"text": TEXT}).status_code == 200
    assert client.get("/api/v1/corrections").json()["total"] == 1


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: TestClient) -> None:
    answer = client.post("/login", data={"name": "omid", "password": WORD}, follow_redirects=False)
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith(COOKIE) and all(word in cookie for word in ("httponly", "samesite=strict", "secure"))
    assert answer.headers["location"] == "/"
    evil = client.post(
        "/login", data={"name": "omid", "password": WORD, "back": "https://evil.example"}, follow_redirects=False
    )
    assert evil.headers["location"] == "/"


def test_logging_in_makes_a_new_session_and_out_ends_it(client: TestClient) -> None:
    enter(client, "omid")
    first = client.cookies[COOKIE]
    enter(client, "omid")
    second = client.cookies[COOKIE]
    assert first != second
    client.post("/logout")
    for token in (first, second):
        assert client.get("/api/v1/stats", headers={"cookie": f"{COOKIE}={token}"}).status_code == 401


def test_an_account_that_is_taken_away_ends_its_sessions(client: TestClient, accounts: Accounts) -> None:
    enter(client, "omid")
    assert client.get("/api/v1/stats").status_code == 200
    accounts.remove("omid")
    assert client.get("/api/v1/stats").status_code == 401


def test_who_fails_too_often_waits(client: TestClient) -> None:
    assert [enter(client, "omid", "nothing like it") for _ in range(5)] == [403] * 5
    answer = client.post("/login", data={"name": "omid", "password": WORD}, follow_redirects=False)
    assert answer.status_code == 429 and int(answer.headers["retry-after"]) > 0
    assert enter(client, "مینا") == 429  # the same caller under another name


def test_tries_and_sessions_have_an_age() -> None:
    now = 0.0
    tries, sessions = Tries(most=2, window=10, clock=lambda: now), Sessions(clock=lambda: now)
    tries.failed("a")
    tries.failed("a")
    assert tries.wait("a") == 10 and tries.wait("b") == 0
    token = sessions.begin("omid")
    now = 10.1
    assert tries.wait("a") == 0 and sessions.name(token) == "omid"
    now = 3 * 3600.0
    assert sessions.name(token) is None
    token = sessions.begin("omid")
    for hour in range(3, 15):
        now = hour * 3600.0
        assert sessions.name(token) == "omid"
    now = 15 * 3600.0 + 1
    assert sessions.name(token) is None and sessions.name("") is None


def test_the_file_keeps_hashes_for_its_owner_alone(accounts: Accounts) -> None:
    text = accounts.path.read_text(encoding="utf-8")
    assert "$argon2id$" in text and WORD not in text
    assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600
    assert (
        accounts.check("omid", WORD) and not accounts.check("omid", WORD + ".") and not accounts.check("no", WORD)
    )
    with pytest.raises(InputError, match="at least"):
        accounts.add("omid", "short", "reader")
    accounts.path.write_text('{"omid": {"role": "king", "hash": ""}}', encoding="utf-8")
    with pytest.raises(InputError, match="no file of accounts"):
        accounts.users()


def test_on_this_machine_alone_nobody_logs_in(tmp_path: Path) -> None:
    with TestClient(application(tmp_path / "r.db", signed="مینا"), base_url="http://127.0.0.1") as client:
        assert client.get("/login").status_code == 404
        client.post("/read", data={"text": TEXT})
        said = client.post("/api/v1/corrections", json={"report": 1, "item": "a1", "action": "right"})
        assert said.json()["who"] == "مینا"
