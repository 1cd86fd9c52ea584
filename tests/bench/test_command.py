"""``python -m bench``: every benchmark has a name, is in the docs, and skips what is not here."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench import __main__ as command
from bench.crossed import antecedents, without
from bench.data import GOLD
from ravi.actors.antecedent import weights as antecedents_held
from ravi.attributions.confidence import weights as sureness_held

ROOT = Path(__file__).resolve().parents[2]


def test_every_name_is_a_module_and_is_documented() -> None:
    page = (ROOT / "docs" / "bench.md").read_text(encoding="utf-8")
    for name in (*command.NAMES, "all"):
        assert f"python -m bench {name} " in page
        if name != "all":
            assert callable(importlib.import_module(f"bench.{name}").main)


def test_help_and_a_wrong_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--help"]) == 0
    assert "speed" in capsys.readouterr().out
    assert command.main(["odd"]) == 2
    assert "no benchmark 'odd'" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["gold", "ud", "ner", "peers"])
def test_absent_data_is_named_and_skipped(name: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", name],
        env=os.environ | {"RAVI_SHARED": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert f"skipped: {tmp_path}" in done.stderr


REPORT = {
    "id": "a",
    "outlet": "a",
    "published": "2025-02-02",
    "text": "آرش دلگشا، وزیر کشاورزی، گفت: «باران بارید.»",
    "attributions": [],
    "actors": [],
}


def test_the_antecedents_are_given_back() -> None:
    before = dict(antecedents_held())
    with antecedents([REPORT]):
        assert antecedents_held() != before
    assert antecedents_held() == before


def test_cross_validation_gives_all_weights_back() -> None:
    if not (GOLD / "score.py").exists():
        pytest.skip("the gold's scorer is not here")
    before = dict(antecedents_held()), dict(sureness_held())
    with without("b", [REPORT]):
        assert (antecedents_held(), sureness_held()) != before
    assert (antecedents_held(), sureness_held()) == before
