"""Any text is read: spans lie inside it, the same comes out twice, the cost grows with the length."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ravi import quantities, times
from ravi.language import Analysis
from ravi.text import repair

_WORDS = """
روز سال ماه هفته ۲۸ دی مهر پنجم 1403 گذشته از تا و دو هزار نفر درصد ساعت ۱۵:۳۰ ۸۳/۵/۱۲ شنبه یک بیش اواخر همان هر
قبل - نیم دهه بین یا صبح ، ( ) هزاران بعد 2016 « » . ² ٪
"""


def read(text: str, published: str | None) -> tuple[object, object]:
    analysis = Analysis(repair(text), (), (), ())
    found = times.find(analysis, published=published)
    counted = quantities.find(analysis, found)
    for start, end in [x.span for x in found] + [x.span for x in counted]:
        assert 0 <= start < end <= len(text)
    for a, b in itertools.pairwise(found):
        assert a.span[1] <= b.span[0]
    return found, counted


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(_WORDS.split(" ")), max_size=25), st.sampled_from([None, "2025-01-17", "1999-12-31"])
)
def test_word_salad(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    assert read(text, published) == read(text, published)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    read(text, "2025-01-17")


@pytest.mark.parametrize(
    "piece", ["1", "1/", "دو ", "و ", "سال ", "1403/", "هزار ", "۱۲ دی ", "تا ", "روز شنبه و ", "،1"]
)
def test_long_monotony_is_linear(piece: str) -> None:
    def cost(n: int, salt: int) -> float:
        text = piece * n + f"- {salt}"  # the scan of one text is kept: another text each time
        analysis = Analysis(repair(text), (), (), ())
        start = time.process_time()
        quantities.find(analysis, times.find(analysis, published="2025-01-17"))
        return time.process_time() - start

    cost(100, 0)
    small, large = min(cost(1500, k) for k in (1, 2, 3)), min(cost(6000, k) for k in (4, 5))
    assert large < 0.05 or large < 12 * small
