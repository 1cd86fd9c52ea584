"""A file that runs away is stopped at its bounds, and the program that asked goes on."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from ravi.errors import InputError
from ravi.intake.confined import Bounds, load_confined

TEXT = "ناهید آذرگون گفت که راه می‌رود و باز است."


def test_it_reads_what_load_reads() -> None:
    (one,) = load_confined(TEXT.encode("utf-16"), "report.txt", url="https://nowruz.example/1")
    assert (one.text, one.origin, one.url, one.raw) == (
        TEXT,
        "report.txt",
        "https://nowruz.example/1",
        TEXT.encode("utf-16"),
    )


def test_what_load_refuses_is_refused_in_its_words() -> None:
    with pytest.raises(InputError, match="no text"):
        load_confined(b"\x00\x01" * 999, "x.bin")


def test_a_bomb_is_stopped() -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", b"0" * (40 * 2**20))
    with pytest.raises(InputError):
        load_confined(inner.getvalue(), "bomb.zip")
    with pytest.raises(InputError):
        load_confined(gzip.compress(gzip.compress(b"a" * (40 * 2**20))), "bomb.gz")
    assert load_confined(TEXT.encode(), "after.txt")[0].text == TEXT


def test_memory_and_time_have_bounds() -> None:
    deep = b"<html><body>" + b"<div>" * 400_000 + TEXT.encode()
    with pytest.raises(InputError, match=r"memory|longer|time|no report"):
        load_confined(deep, "deep.html", bounds=Bounds(memory=150 * 2**20))
    with pytest.raises(InputError, match="longer"):
        load_confined(TEXT.encode(), "slow.txt", bounds=Bounds(seconds=0.01))


def test_too_many_reports_are_for_the_command() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(4):
            archive.writestr(f"{number}.txt", f"{TEXT} {number}")
    assert len(load_confined(packed.getvalue(), "four.zip")) == 4
    with pytest.raises(InputError, match="more than 3 reports") as caught:
        load_confined(packed.getvalue(), "four.zip", bounds=Bounds(reports=3))
    assert caught.value.hint
