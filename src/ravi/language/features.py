"""What the network sees of a word: its folded spelling, hashed pieces of it, and its shape.

Everything here depends on the word alone, so the vector of a spelling is computed once and kept.
"""

from __future__ import annotations

import functools
import zlib

__all__ = ["BUCKETS", "SHAPES", "fold", "grams", "shape"]

BUCKETS = 1 << 15
"""Rows of the table of hashed pieces."""

SHAPES = 24
"""Rows of the table of shapes."""

_LETTERS = {
    "ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ۀ": "ه", "ة": "ه", "أ": "ا", "إ": "ا", "ٱ": "ا", "ؤ": "و", "ﷲ": "الله",
    "‌": "", "‍": "", "ـ": "", "­": "", "‎": "", "‏": "", " ": "", "\xa0": "", "ٔ": "", "٬": ",",
}  # fmt: skip
_FOLD = {ord(a): b for a, b in _LETTERS.items()}
_FOLD |= dict.fromkeys(range(1611, 1619), "")
_FOLD |= {base + digit: "0" for base in (0x30, 0x660, 0x6F0) for digit in range(10)}

_PUNCTUATION = {
    ".": 8, "…": 8, "!": 9, "؟": 9, "?": 9, ":": 10, "؛": 11, ";": 11, "،": 12, ",": 12, "«": 13, "»": 14, '"': 15,
    "“": 13, "”": 14, "(": 16, ")": 17, "[": 16, "]": 17, "-": 18, "–": 18, "—": 18, "/": 19, "%": 20, "٪": 20,
}  # fmt: skip


@functools.lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """The spelling by which words are looked up: no half-spaces, one ی and ک, digits as 0."""
    return word.translate(_FOLD).lower() or word


def grams(key: str) -> list[int]:
    """The buckets of the beginnings, endings and inner pieces of a folded spelling."""
    marked = f"<{key[:24]}>"
    n = len(marked)
    pieces = [f"^{marked[1:k]}" for k in range(2, min(n, 6))]
    pieces += [f"{marked[-k:-1]}$" for k in range(2, min(n, 7))]
    pieces += [marked[i : i + 3] for i in range(n - 2)]
    pieces += [marked[i : i + 4] for i in range(n - 3)]
    return [zlib.crc32(piece.encode("utf-8", "surrogatepass")) % BUCKETS for piece in pieces]


def shape(key: str) -> int:
    """A small number for what kind of string this is: letters, digits, Latin, which punctuation."""
    if key in _PUNCTUATION:
        return _PUNCTUATION[key]
    if not any(c.isalnum() for c in key):
        return 7
    if "0" in key:
        if key.strip("0") == "":
            return 1 if len(key) <= 2 else 2 if len(key) == 4 else 3
        return 4
    if key.isascii():
        return 5
    return 6 if len(key) == 1 else 21 if len(key) <= 3 else 22 if len(key) <= 6 else 23
