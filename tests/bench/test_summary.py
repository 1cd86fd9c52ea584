"""The table of README stands between its marks and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import figures, summary, ud
from bench.peers import Peer, Result
from tests.bench.test_figures import CONLLU


def test_a_table_replaces_the_one_before(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{summary.BEGIN}\nold\n{summary.END}\nafter\n", encoding="utf-8")
    summary.put(page, "| new |")
    summary.put(page, "| newer |")
    text = page.read_text(encoding="utf-8")
    assert text == f"before\n{summary.BEGIN}\n\n| newer |\n\n{summary.END}\nafter\n"


def test_a_page_without_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing\n", encoding="utf-8")
    with pytest.raises(ValueError, match="has no place"):
        summary.put(page, "| new |")
    assert page.read_text(encoding="utf-8") == "nothing\n"


def test_what_a_tool_does_not_do_stays_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tiny.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    trees = ud.read_conllu(path)
    monkeypatch.setattr(figures, "treebanks", lambda: {"PerDT": trees})
    cutter = Result(Peer("cutter", "cutter"), "1.0", startup=0.5, memory=20.0)
    cutter.done = {"words": [["گل‌ها", "را", "می‌دید"]]}
    broken = Result(Peer("broken", "broken"), failure="does not install here")
    lines = summary.table([cutter, broken]).splitlines()
    assert lines[2:] == ["| cutter 1.0 |  |  |  |  | 100.00 |  | 0.50 | 20 |"]
