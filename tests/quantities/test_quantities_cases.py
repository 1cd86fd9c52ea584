"""Quantities, case by case (cases.tsv)."""

from __future__ import annotations

from pathlib import Path

import pytest

from ravi import quantities, times
from ravi.language import Analysis
from ravi.text import repair

_ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases.tsv").read_text(encoding="utf-8").splitlines()[1:]
    if line and not line.startswith("#")
]


def found(text: str) -> str:
    analysis = Analysis(repair(text), (), (), ())
    out = []
    for q in quantities.find(analysis, times.find(analysis, published="2020-04-23")):
        value = "?" if q.value is None else f"{q.value:.15g}"
        if q.value_to is not None:
            value += f"–{q.value_to:.15g}"
        modifier = f" {q.modifier}" if q.modifier else ""
        out.append(f"{text[slice(*q.span)]} = {value}{modifier} [{q.unit or ''}]")
    return " ; ".join(out)


@pytest.mark.parametrize(("text", "expected"), [r[1:3] for r in _ROWS], ids=[r[0] for r in _ROWS])
def test_case(text: str, expected: str) -> None:
    assert found(text) == expected
