"""docs/exports.md is true: every format is told with its standard, and its Python runs on a ledger."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ravi
from ravi.export import FORMATS, write_parquet
from ravi.ledger import Ledger

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")


def test_every_format_is_told() -> None:
    table = re.findall(r"^\| (`[^|]+) \|", PAGE, re.MULTILINE)
    assert {name for cell in table for name in re.findall(r"`([^`]+)`", cell)} == set(FORMATS)


@pytest.mark.parametrize("number", range(PAGE.count("```python")))
def test_its_python_runs(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("duckdb", "polars", "pandas", "pyarrow", "spacy"):
        pytest.importorskip(name)
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "examples" / "agency.txt").read_text(encoding="utf-8")
    with Ledger("ravi.db") as ledger:
        ledger.add(ravi.read(text, published="2025-03-14"))
        for rows in ("attributions", "events"):
            with Path(f"{rows}.parquet").open("wb") as file:
                write_parquet(ledger.records(), file, rows)
    exec(compile(re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[number], "docs/exports.md", "exec"), {})
