"""PDFs as they really come: from a browser, in visual order with presentation forms, backwards, word by word.

The files hold one invented text.  ``browser.pdf`` was printed by Chromium, the others drawn with ReportLab: visual
order with joined forms; logical order with no thought of direction; each word a run of its own, no space written.
"""
# ruff: noqa: E501

from pathlib import Path

import pytest

from ravi.errors import InputError
from ravi.intake import load
from ravi.intake.pdf import is_backwards, pdf

HERE = Path(__file__).parent / "pdf"
TEXT = (
    "وزیر راه سورنا در گفت‌وگو با خبرنگاران اعلام کرد که این پل از ۲۸ دی ۱۴۰۳ برای مردم باز است. او گفت این کار را از "
    "سال پیش آغاز کرده‌اند و هزینه آن (۳/۵ میلیارد) تومان است؛ شرکت ABC آن را ساخت و کسی نگفت که خانه‌ها کی ساخته می‌شود."
)


@pytest.mark.parametrize("name", ["browser", "visual", "backwards", "words"])
def test_the_words_come_in_order_with_their_spaces(name: str) -> None:
    # A half-space has no glyph: that is lost in print, and left to the repairs.
    assert pdf((HERE / f"{name}.pdf").read_bytes(), name).split() == TEXT.replace("\u200c", "").split()


def test_lines_that_were_broken_for_want_of_room_are_one_paragraph() -> None:
    assert "\n" not in pdf((HERE / "browser.pdf").read_bytes(), "browser")


def test_what_stands_backwards_is_told_by_the_commonest_words() -> None:
    assert is_backwards("\n".join(word[::-1] for word in TEXT.split()))
    assert not is_backwards(TEXT) and not is_backwards("in the end, an era")


@pytest.mark.parametrize("cut", [0, 10, 100, 1000, 5000, 10_000])
def test_a_damaged_pdf_is_an_error(cut: int) -> None:
    data = (HERE / "browser.pdf").read_bytes()
    with pytest.raises(InputError):
        list(load(b"%PDF-1.7\n" + data[cut + 9 : cut + 3000], "x.pdf"))
