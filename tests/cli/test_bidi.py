"""Persian lines for terminals that reorder and for those that do not."""

from __future__ import annotations

import pytest

from ravi.cli.bidi import detect, display, isolate, shape


@pytest.mark.parametrize(
    ("text", "shaped"),
    [
        ("سلام", "\ufeb3\ufefc\ufee1"),  # lam and alef are one sign, joined to the letter before
        ("لا", "\ufefb"),
        ("می‌شود", "\ufee3\ufbfd\u200c\ufeb7\ufeee\ufea9"),  # a half-space ends the joining
        ("پگچژ", "\ufb58\ufb95\ufb7d\ufb8b"),
        ("ا", "\ufe8d"),
        ("abc ۱۲", "abc ۱۲"),
        ("", ""),
    ],
)
def test_letters_take_the_form_that_their_neighbours_give(text: str, shaped: str) -> None:
    assert shape(text) == shaped


def test_a_mark_does_not_part_letters() -> None:
    assert shape("بَد") == "\ufe91\u064e\ufeaa"


@pytest.mark.parametrize(
    ("logical", "visual"),
    [
        ("دو", "ﻭﺩ"),
        ("«دو»", "«ﻭﺩ»"),  # mirrored: outside stays outside
        ("دو ۱۲", "۱۲ ﻭﺩ"),  # numbers keep their order
        ("دو.", ".ﻭﺩ"),
    ],
)
def test_visual_order(logical: str, visual: str) -> None:
    assert display(logical, rtl=True) == visual


def test_a_mark_follows_its_letter_in_visual_order() -> None:
    assert display("دً", rtl=True) == "\ufea9\u064b"


def test_an_isolate_holds_a_line() -> None:
    assert isolate("دو") == "\u2067دو\u2069"


@pytest.mark.parametrize(
    ("environment", "tty", "mode"),
    [
        ({"VTE_VERSION": "6003"}, True, "terminal"),
        ({"VTE_VERSION": "5202"}, True, "visual"),
        ({"KONSOLE_VERSION": "230800"}, True, "terminal"),
        ({"TERM": "xterm-256color"}, True, "visual"),
        ({"VTE_VERSION": "6003"}, False, "none"),
    ],
)
def test_the_terminal_is_asked(environment: dict[str, str], tty: bool, mode: str) -> None:
    assert detect(environment, tty=tty) == mode
