"""Places in the two texts of the reading page, counted as a browser counts."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ravi.reader import Reader, report
from ravi.record import Record, Repair, Report
from ravi.web.places import Places, Units
from ravi.web.sheet import Sheet


def cut(text: str, start: int, end: int) -> str:
    """What JavaScript's ``text.slice(start, end)`` gives."""
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")


@given(st.text(alphabet="اب\u200c 😀𐎠a", max_size=30))
def test_units_and_points_are_each_others_inverse(text: str) -> None:
    units = Units(text)
    for point in range(len(text) + 1):
        assert units.unit(point) == len(text[:point].encode("utf-16-le")) // 2
        assert units.point(units.unit(point)) == point


def test_inside_a_wide_character_is_that_character() -> None:
    assert Units("a😀b").point(2) == 1


RAW = "😀 دراین جلسه 𐎠 آقاي آذرگون\r\nگفت که مي رود"


@pytest.fixture(scope="module")
def places() -> Places:
    at = RAW.index
    repairs = (
        Repair((at("دراین"), at("دراین") + 5), "space", "در این"),
        Repair((at("آقاي"), at("آقاي") + 4), "letter", "آقای"),
        Repair((at("مي رود"), at("مي رود") + 6), "half-space", "می‌رود"),
    )
    return Places(Record(Report("", RAW), repairs=repairs))


@pytest.mark.parametrize(
    ("raw", "repaired"),
    [("این", "این"), ("آقاي آذرگون", "آقای آذرگون"), ("رود", "رود"), ("مي رود", "می‌رود"), ("𐎠", "𐎠")],
)
def test_a_span_shows_the_same_words_in_both_texts(places: Places, raw: str, repaired: str) -> None:
    span = RAW.index(raw), RAW.index(raw) + len(raw)
    assert cut(places.raw, *places.span("raw", span)) == raw
    assert cut(places.repaired, *places.span("repaired", span)) == repaired
    for which in ("raw", "repaired"):
        assert places.back(which, *places.span(which, span)) == span


def test_lines_begin_where_they_say(places: Places) -> None:
    for which, text in (("raw", places.raw), ("repaired", places.repaired)):
        lines = list(places.lines(which))
        assert len(lines) == 2 and "\r" not in lines[0].text
        for line in lines:
            assert cut(text, line.at, line.at + len(line.text.encode("utf-16-le")) // 2) == line.text


def test_what_a_page_cannot_hold_is_shown_by_a_sign_of_the_same_length() -> None:
    text = "الف\x00ب\ud800"
    (line,) = Places(Record(Report("", text))).lines("raw")
    assert line.text == "الف\ufffdب\ufffd"


def test_every_mark_of_a_report_stands_on_its_words() -> None:
    text = "😀 ناهید آذرگون، وزیر راه سورنا، گفت: «این پل را ساخته ایم 🎉.»\nوي افزود که دراین کار ۵۰۰ نفر بودند."
    record = Reader().read(report(text, published="2025-01-17"))
    sheet = Sheet(record, "fa")
    spans = {("speech", a.id): a.content.spans for a in record.attributions}
    seen = 0
    for item, layer, kind, _, repaired, raw in json.loads(sheet.data()):
        if kind.startswith("voice"):
            assert [cut(text, *span) for span in raw] == [text[a:b] for a, b in spans[layer, item]]
            seen += 1
        assert len(repaired) == len(raw)
    assert seen == len(record.attributions) >= 2
    assert {line.text for line in sheet.lines("repaired")} != {line.text for line in sheet.lines("raw")}


def test_the_marks_cannot_end_their_block() -> None:
    record = Reader().read(report("ناهید آذرگون گفت که </script> راه باز است."))
    assert "<" not in Sheet(record, "fa").data()
