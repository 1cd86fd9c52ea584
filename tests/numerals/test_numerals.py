"""Numbers: generated ones written out and read back, and junk."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ravi.numerals.scan import scan_text

_UNITS = ["", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده", "سیزده",
          "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده"]  # fmt: skip
_TENS = ["", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"]
_HUNDREDS = ["", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد"]


def words(n: int) -> str:
    """A number below 10¹² in Persian words."""
    parts = []
    for size, name in ((10**9, "میلیارد"), (10**6, "میلیون"), (1000, "هزار")):
        if n >= size:
            parts.append(f"{words(n // size)} {name}")
            n %= size
    if n >= 100:
        parts.append(_HUNDREDS[n // 100])
        n %= 100
    if n >= 20:
        parts.append(_TENS[n // 10])
        n %= 10
    if n:
        parts.append(_UNITS[n])
    return " و ".join(parts)


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_words_are_read_back(n: int) -> None:
    text = words(n)
    numbers = scan_text(f"مبلغ {text} تومان").numbers
    assert [x.value for x in numbers] == [n]


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from(["0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"]))
def test_digits_of_three_families(n: int, family: str) -> None:
    text = str(n).translate(str.maketrans("0123456789", family))
    numbers = scan_text(f"عدد {text} است").numbers
    assert [x.value for x in numbers] == [n]
    grouped = f"{n:,}".translate(str.maketrans("0123456789,", family + "٬"))
    assert [x.value for x in scan_text(f"عدد {grouped} است").numbers] == [n]


@given(st.integers(min_value=1, max_value=99))
def test_mixed_thousands(n: int) -> None:
    assert [x.value for x in scan_text(f"{n} هزار و {n} نفر").numbers] == [n * 1000 + n]
    assert [x.value for x in scan_text(f"{words(n)} هزار و {n} نفر").numbers] == [n * 1000 + n]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("پنجم", 5), ("بیست و یکم", 21), ("بیست‌ویکم", 21), ("۲۱ام", 21), ("۲۱‌ام", 21), ("سی ام", 30),
        ("سی‌ویکم", 31), ("یازدهمین", 11), ("صدم", 100), ("نخستین", 1), ("پنجاه و چهارمین", 54),
    ],
)  # fmt: skip
def test_ordinals(text: str, value: int) -> None:
    (number,) = scan_text(text).numbers
    assert number.ordinal and number.value == value


@pytest.mark.parametrize("text", ["سیاه", "نهاد", "سیده زهرا", "صدا", "دهان", "یکتا", "A320", "1.1.12.4"])
def test_no_numbers(text: str) -> None:
    assert [x for x in scan_text(text).numbers if not x.ordinal] == []


@settings(max_examples=200)
@given(st.text(alphabet="یکدوسه۱۲3٤ و/.,٬،-\u200c\u200eمهزار\n٪ـً", max_size=60))
def test_junk_is_read_without_overlap(text: str) -> None:
    scan = scan_text(text)
    last = 0
    for number in scan.numbers:
        assert last <= number.first < number.last <= len(scan.tokens)
        last = number.last
    for start, end in zip(scan.tokens.start, scan.tokens.end, strict=True):
        assert 0 <= start < end <= len(text)
