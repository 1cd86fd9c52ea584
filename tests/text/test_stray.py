"""A half-space beside a mark or a space joins nothing: it is taken out, and what it hid is seen."""

from __future__ import annotations

import pytest

from ravi.text import repair, segment


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("آیین برگزار می‌شود.\u200cکاوه‌نیا آمد.", "آیین برگزار می‌شود. کاوه‌نیا آمد."),
        ("علی\u200c، حسن و رضا", "علی، حسن و رضا"),
        ("سهراب \u200cاسعدی", "سهراب اسعدی"),
        ("می\u200c شود و می \u200cرود", "می‌شود و می‌رود"),
        ("او «خوب\u200c» بود", "او «خوب» بود"),
    ],
)
def test_stray(raw: str, mended: str) -> None:
    found = repair(raw)
    assert found.text == mended
    assert all(raw[slice(*r.span)] != r.text for r in found.repairs)


def test_a_stop_before_it_ends_the_sentence() -> None:
    raw = "آیین برگزار می‌شود.\u200cکاوه‌نیا آمد."
    assert [raw[s.start : s.end] for s in segment(repair(raw))] == ["آیین برگزار می‌شود.", "کاوه‌نیا آمد."]


def test_a_word_with_a_half_space_behind_it_is_parted_from_the_next() -> None:
    tokens = segment(repair("سهراب اسعدی\u200c سامانی آمد"))[0].tokens
    assert [token.space_after for token in tokens] == [True, True, True, False]
