"""Bytes become text with certainty, or a refusal that says what to do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ravi.errors import DecodingError
from ravi.intake.decode import decode, encoding_of

PERSIAN = "وزیر راه سورنا در گفت‌وگو با خبرنگاران اعلام کرد که این پل از فردا برای مردم باز است."
OLD = "وزير راه سورنا در جمع خبرنگاران اعلام كرد كه اين پل از فردا براي مردم شهر باز است."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_the_encodings_of_unicode_are_known(encoding: str) -> None:
    assert decode(PERSIAN.encode(encoding)) == PERSIAN


def test_old_windows_text_is_known_by_reading_as_persian() -> None:
    assert encoding_of(OLD.encode("cp1256")) == "cp1256"
    assert decode(OLD.encode("cp1256")) == OLD


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7\n\x00", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (bytes(range(256)) * 8, "not certain"),
        (b"\x00" * 512, "no text"),
        ("Le général a été arrêté à Orléans, où il était né.".encode("latin-1"), "not certain"),
        ("Привет, мир: это новости.".encode("cp1251"), "not certain"),
        (PERSIAN.encode()[:-2] + b"\xd9", "not certain"),
    ],
)
def test_what_is_not_certain_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(DecodingError, match=says) as caught:
        decode(data)
    assert caught.value.hint


def test_line_ends_and_emptiness_stay_as_they_are() -> None:
    assert decode(b"") == ""
    assert decode("یک\r\nدو\r".encode()) == "یک\r\nدو\r"


def test_a_named_encoding_is_taken_at_its_word() -> None:
    assert decode(OLD.encode("cp1256"), "cp1256") == OLD
    with pytest.raises(DecodingError, match="byte 0"):
        decode(b"\xff\x00", "utf-8")
    with pytest.raises(DecodingError, match="no encoding"):
        decode(b"", "persian-1")


@given(st.binary(max_size=400))
def test_no_bytes_crash_it(data: bytes) -> None:
    try:
        text = decode(data)
    except DecodingError:
        return
    assert isinstance(text, str)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_comes_back(text: str) -> None:
    try:
        assert decode(text.encode()) == text.removeprefix("\ufeff")
    except DecodingError:
        assert text.encode()[:2] in (b"\x1f\x8b", b"PK")
