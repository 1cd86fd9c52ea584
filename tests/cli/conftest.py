"""The command in this process: what it prints, what it complains about, how it leaves."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from ravi.cli import main


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def ravi(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """``ravi("read", "-", stdin=b"…")`` runs the command and gives what came of it."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("RAVI_LANG", raising=False)

    def run(*arguments: object, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["ravi", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        caught = capsys.readouterr()
        code = left.value.code
        return Outcome(code if isinstance(code, int) else 0, caught.out, caught.err)

    return run
