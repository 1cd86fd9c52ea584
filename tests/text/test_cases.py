"""Cases as data: what is repaired, what stays, where sentences end."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ravi.text import repair, segment
from ravi.text.halfspace import Loss
from ravi.text.lines import paragraphs


def rows(name: str) -> list[list[str]]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.split("\n")[1:] if line]


@pytest.mark.parametrize(("label", "raw", "view", "why"), rows("cases.tsv"))
def test_repair(label: str, raw: str, view: str, why: str) -> None:
    repaired = repair(raw)
    assert repaired.text == view
    assert all(item.why for item in repaired.repairs)
    assert bool(repaired.repairs) == (raw != view)


@pytest.mark.parametrize(("label", "text", "sentences", "why"), rows("sentences.tsv"))
def test_sentences(label: str, text: str, sentences: str, why: str) -> None:
    assert [text[s.start : s.end] for s in segment(repair(text))] == sentences.split("|")


def test_lines_are_paragraphs_and_a_headline_ends() -> None:
    text = "تیتر یک خبر\nمتن خبر آمد. پایان یافت.\n\nبند دوم"
    assert [s.paragraph for s in segment(repair(text))] == [0, 1, 1, 2]


def test_hard_wrapped_lines_are_joined() -> None:
    line = "این یک سطر بلند از یک بایگانی کهنه است که در میانه جمله شکسته شده و دنباله آن"
    text = "تیتر کوتاه\n" + "\n".join([line] * 5) + "\nاست."
    assert len(paragraphs(text)) == 2
    plain = "تیتر کوتاه\n" + "\n".join([line + "."] * 5)
    assert len(paragraphs(plain)) == 6


def test_the_text_decides_what_was_lost() -> None:
    right, lost = Loss(kept=40, joined=0, spaced=0), Loss(kept=0, joined=6, spaced=0)
    assert right.shares()[0] < 0.01 < 0.9 < lost.shares()[0]
    assert Loss(kept=0, joined=0, spaced=9).shares()[1] > 0.5


def test_good_text_comes_back_unchanged() -> None:
    text = "می‌گویند رسانه‌های بزرگ‌ترین شهرها گزارش داده‌اند که خانه‌ای نو ساخته می‌شود؛ «همه آمده‌اند»."
    assert repair(text).repairs == ()


@pytest.mark.parametrize(
    "piece", ["«", "می ", "ه‌ ", "م. ", ".", '"', "ی", "َ", "\ud800", "\x00", "a.b.", "۱۲.", "و"]
)  # fmt: skip
def test_cost_grows_linearly(piece: str) -> None:
    def cost(times: int) -> float:
        start = time.process_time()
        segment(repair(piece * times))
        return time.process_time() - start

    cost(1000)
    # Four times the text: linear cost is 4, quadratic 16; a busy machine lies between and only ever adds.
    small = min(cost(10_000) for _ in range(3))
    assert min(cost(40_000) for _ in range(4)) < 11 * small + 0.3
