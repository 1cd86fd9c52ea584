"""Who said what in single sentences: cases as data, with invented people."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import ravi
from ravi.record import Attribution, Record

LINES = (Path(__file__).parent / "cases.tsv").read_text(encoding="utf-8").splitlines()
CASES = list(csv.DictReader(LINES, delimiter="\t"))
SILENT = {
    "talk without content": "رئیس جمهوری با همتای خود گفت‌وگو کرد.",
    "an adjective": "آمار اعلام شده با سال پیش فرق دارد.",
    "not realised": "وزیر باید درباره این موضوع توضیح بدهد.",
    "a purpose": "او به شهر آمد تا نتیجه را اعلام کند.",
    "a view of quality": "این شهر از نظر اقتصادی رشد کرده است.",
    "therefore": "بنابراین قیمت‌ها بالا رفت.",
}


def read(text: str) -> Record:
    return ravi.read(text)


def shown(text: str, span: tuple[int, int] | None) -> str:
    return text[slice(*span)] if span else ""


def by_cue(record: Record, cue: str) -> Attribution:
    text = record.report.text
    found = [a for a in record.attributions if a.cue and shown(text, a.cue.span) == cue]
    assert found, [shown(text, a.cue.span) for a in record.attributions if a.cue]
    return found[0]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(case: dict[str, str]) -> None:
    record = read(case["text"])
    told = by_cue(record, case["cue"])
    text = case["text"]
    assert shown(text, told.source.span) == case["source"], case["why"]
    assert " … ".join(shown(text, span) for span in told.content.spans) == case["content"], case["why"]
    assert told.type == case["kind"], case["why"]
    assert 0.0 < told.confidence < 1.0
    assert told.why


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_silent(text: str) -> None:
    assert not read(text).attributions
