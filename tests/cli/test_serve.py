"""``ravi serve`` stays on this machine, or asks for accounts; ``ravi users`` makes them."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from ravi.cli.app import app
from ravi.errors import InputError


def run(monkeypatch: pytest.MonkeyPatch, *words: str, stdin: str = "") -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
    app(list(words), standalone_mode=False)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    found: dict[str, Any] = {}
    monkeypatch.setattr(uvicorn, "run", lambda app, **options: found.update(app=app, **options))
    return found


def test_it_is_for_this_machine_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, served: dict[str, Any]
) -> None:
    run(monkeypatch, "serve", "--ledger", str(tmp_path / "r.db"))
    assert served["host"] == "127.0.0.1" and served["app"].state.desk.door is None


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "ravi.example"])
def test_another_address_takes_accounts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, served: dict[str, Any], host: str
) -> None:
    ledger = str(tmp_path / "r.db")
    with pytest.raises(InputError, match="nobody has an account"):
        run(monkeypatch, "serve", "--ledger", ledger, "--host", host)
    assert not served
    run(monkeypatch, "users", "add", "mina", "--role", "editor", "--ledger", ledger, stdin="a long password\n")
    run(monkeypatch, "serve", "--ledger", ledger, "--host", host, "--name", "Ravi.Example")
    assert served["host"] == host and served["app"].state.desk.door is not None


def test_accounts_are_listed_and_taken_away(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    users = ("--users", str(tmp_path / "u.json"))
    run(monkeypatch, "users", "add", "mina", *users, stdin="a long password\n")
    run(monkeypatch, "users", "list", *users)
    assert capsys.readouterr().out == "mina\treader\n"
    run(monkeypatch, "users", "remove", "mina", *users)
    with pytest.raises(InputError, match="there is no user"):
        run(monkeypatch, "users", "remove", "mina", *users)
    with pytest.raises(InputError, match="no role"):
        run(monkeypatch, "users", "add", "mina", "--role", "king", *users, stdin="a long password\n")
