"""Tokens that are two words: a joined pronoun or copula (``ماتمش``, ``فاطمه‌ام``) gets a word of its own."""

from __future__ import annotations

from collections.abc import Mapping

from ravi.language.features import fold

__all__ = ["split"]

_NOT_LETTERS = frozenset("‌‍ـ \xa0\t\n­‎‏")


def split(text: str, known: Mapping[str, int]) -> tuple[str, str] | None:
    """The host and the clitic of a token, or None; ``known`` maps folded tokens to the clitic's length."""
    length = known.get(fold(text), 0)
    if not length:
        return None
    return text[:-length], text[-length:]


def cut(raw: str, start: int, end: int, clitic: str) -> int:
    """The raw offset inside ``[start, end)`` at which the letters of ``clitic`` begin."""
    letters = sum(c not in _NOT_LETTERS for c in clitic)
    at = end
    while at > start + 1 and letters:
        at -= 1
        if raw[at] not in _NOT_LETTERS:
            letters -= 1
    return at
