"""The way back: spans of the view and of the raw text, over generated text and its repairs."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ravi.record import Repair
from ravi.text import Repaired, repair, segment
from ravi.text.offsets import OffsetMap

PIECES = (
    "می شود", "میشود", "خانه ها", "خانههای", "كتاب", "هستهای", "٢٨", "دراین", "گفت :", "داریم.به", "ـ", "\u200f",
    "\u200c", "\u200b", "\u00a0", "  ", "\n", ".", "،", "«", "»", "ﷲ", "ﻻ", "م. ح.", "۳.۵", "\x00", "َ",
    "abc", "\ud800", "رفت و آمد", "وی،هزار", "هزارو 500", "¬", "(", ")", "\u200d", "ه‍.ش.", '"', "…", "\r\n",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30).map("".join)


def applied(raw: str, repairs: tuple[Repair, ...]) -> str:
    out, at = [], 0
    for item in repairs:
        assert item.span[0] >= at
        out += [raw[at : item.span[0]], item.text]
        at = item.span[1]
    return "".join([*out, raw[at:]])


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_repairs_applied_give_the_view(raw: str) -> None:
    repaired = repair(raw)
    assert repaired.raw == raw
    assert applied(raw, repaired.repairs) == repaired.text
    assert repair(raw) == repaired


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.data())
def test_spans_go_there_and_back(raw: str, data: st.DataObject) -> None:
    repaired = repair(raw)
    a, b = sorted(data.draw(st.tuples(*[st.integers(0, len(repaired.text))] * 2)))
    start, end = repaired.raw_span(a, b)
    assert 0 <= start <= end <= len(raw)
    back = repaired.view_span(start, end)
    again = repaired.raw_span(*back)
    # What is deleted at an edge shows nowhere, so it may fall out on the way.
    if back[0] < back[1]:
        assert start <= again[0] <= again[1] <= end
        assert repaired.view_span(*again) == back
    untouched = not any(item.span[0] <= end and start <= item.span[1] for item in repaired.repairs)
    if untouched:
        assert raw[start:end] == repaired.text[a:b]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_pieces_of_the_view_cover_the_raw_text_in_order(raw: str) -> None:
    repaired = repair(raw)
    spans = [repaired.raw_span(i, i + 1) for i in range(len(repaired.text))]
    for (a, b), (c, d) in pairwise(spans):
        assert a <= c and b <= d
        assert b <= c or (a, b) == (c, d)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_tokens_and_sentences_stand_in_order_in_the_raw_text(raw: str) -> None:
    repaired = repair(raw)
    at, covered = 0, list[tuple[int, int]]()
    for sentence in segment(repaired):
        assert sentence.tokens
        assert (sentence.start, sentence.end) == (sentence.tokens[0].start, sentence.tokens[-1].end)
        for token in sentence.tokens:
            assert at <= token.start <= token.end <= len(raw)
            assert token.text == repaired.text[slice(*repaired.view_span(token.start, token.end))] or not token.text
            at = token.end
            covered.append((token.start, token.end))
    seen = [False] * len(raw)
    for a, b in covered:
        seen[a:b] = [True] * (b - a)
    left = "".join(c for c, s in zip(raw, seen, strict=True) if not s)
    assert all(c == "ـ" or unicodedata.category(c)[0] == "C" for c in left if not c.isspace())


def test_offsets_by_hand() -> None:
    # "aXc" -> "abbc", then one deletion and one insertion
    offsets = OffsetMap([(1, 2, "bb"), (3, 4, ""), (5, 5, "+")])
    assert offsets.raw_span(1, 2) == (1, 2)
    assert offsets.raw_span(2, 3) == (1, 2)
    assert offsets.raw_span(3, 5) == (2, 5)
    assert offsets.raw_span(5, 6) == (5, 5)
    assert offsets.view_span(1, 2) == (1, 3)
    assert offsets.view_span(3, 4) == (4, 4)
    assert offsets.view_span(4, 6) == (4, 7)


def test_repaired_compares_by_what_it_shows() -> None:
    assert repair("سلام") == Repaired("سلام", "سلام", (), OffsetMap())
