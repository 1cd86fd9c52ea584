"""Expressions of time, case by case (cases.tsv)."""

from __future__ import annotations

from pathlib import Path

import pytest

from ravi import read, times
from ravi.language import Analysis
from ravi.text import repair

_ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases.tsv").read_text(encoding="utf-8").splitlines()[1:]
    if line and not line.startswith("#")
]


def found(text: str, published: str | None) -> str:
    analysis = Analysis(repair(text), (), (), ())
    out = []
    for t in times.find(analysis, published=published):
        if t.kind in ("date", "time"):
            value = t.begin if t.begin == t.end else f"{t.begin}..{t.end}"
        else:
            value = t.value
        out.append(f"{text[slice(*t.span)]} = {t.kind} {value}")
    return " ; ".join(out)


@pytest.mark.parametrize(("text", "published", "expected"), [r[1:4] for r in _ROWS], ids=[r[0] for r in _ROWS])
def test_case(text: str, published: str, expected: str) -> None:
    assert found(text, published or None) == expected


@pytest.mark.parametrize("text", [r[1] for r in _ROWS], ids=[r[0] for r in _ROWS])
def test_without_publication_nothing_is_counted_from_it(text: str) -> None:
    for t in times.find(Analysis(repair(text), (), (), ()), published=None):
        assert t.anchor != "published"
        assert (t.begin is None) == (t.end is None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ساعت ۵ عصر", "2024-05-10T17:00"),
        ("ساعت ۲ بعد از ظهر", "2024-05-10T14:00"),
        ("ساعت ۲ بامداد", "2024-05-10T02:00"),
        ("ساعت ۱۱ شب", "2024-05-10T23:00"),
    ],
)
def test_an_hour_of_the_afternoon_is_one_of_twenty_four(text: str, value: str) -> None:
    told = times.find(Analysis(repair(text), (), (), ()), published="2024-05-10")
    assert [t.value for t in told] == [value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("او روز ۵ مهر وارد شهر شد و سه روز پس از آن درگذشت.", ["2024-09-26", "2024-09-29"]),
        ("او روز ۵ مهر وارد شهر شد و یک روز پیش از آن استعفا کرده بود.", ["2024-09-26", "2024-09-25"]),
        ("او روز ۵ مهر وارد شهر شد و دو روز پس از آن سیل بزرگ درگذشت.", ["2024-09-26", None]),
    ],
)
def test_days_are_counted_from_the_last_one_named(text: str, expected: list[str | None]) -> None:
    record = read(text, published="2025-01-17")
    assert [t.begin for t in record.times] == expected


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("این شهر در ماه ژانویه به دو بخش تقسیم شد.", "2018-01-01"),
        ("این جشنواره در ماه ژانویه برگزار خواهد شد.", "2019-01-01"),
    ],
)
def test_a_month_of_what_is_over_lies_behind(text: str, begin: str) -> None:
    assert [t.begin for t in read(text, published="2018-10-01").times] == [begin]
