"""How words are written in the index, so that every spelling of one word meets.

Letters (ي/ی, ك/ک, ة), digits, vowel marks and tatweel are folded; ``joined`` takes half-spaces out and
``split`` makes them spaces.  Offsets of the original are kept for snippets.
"""

from __future__ import annotations

import re
import unicodedata

from ravi.record import Span

HALF_SPACE = "\u200c"

_LETTERS = {
    "ي": "ی",
    "ى": "ی",
    "ئ": "ی",
    "ك": "ک",
    "ة": "ه",
    "ۀ": "ه",
    "أ": "ا",
    "إ": "ا",
    "ٱ": "ا",
    "ؤ": "و",
    "ۂ": "ه",
}
_DIGITS = {chr(base + i): str(i) for base in (0x660, 0x6F0) for i in range(10)}
_GONE = dict.fromkeys(
    [
        "ـ",
        "\u200d",
        "\u200e",
        "\u200f",
        *map(chr, range(0x202A, 0x202F)),
        *map(chr, range(0x2066, 0x206A)),
        "\ufeff",
        *map(chr, range(0x64B, 0x660)),
        "\u0670",
    ],
    "",
)
_FOLD = str.maketrans({**_LETTERS, **_DIGITS, **_GONE})
# ه‌ی and هٔ and ۀ are one ending: خانه‌ی, خانهٔ, خانۀ.
_EZAFE = re.compile(rf"ه(?:ٔ|{HALF_SPACE}ی\b)")
_WORD = re.compile(rf"[^\W_]+(?:[{HALF_SPACE}\u0640\u064b-\u065f\u0670\u200d]+[^\W_]+)*[\u064b-\u065f]*")


def fold_letters(word: str) -> str:
    """One spelling for all variants of the letters; half-spaces stay."""
    if not word.isascii():
        word = unicodedata.normalize("NFKC", _EZAFE.sub("ه", word)).translate(_FOLD)
    return word.casefold()


def joined(text: str) -> str:
    """The text as the index knows it, half-spaces taken out."""
    return fold_letters(text).replace(HALF_SPACE, "")


def split(text: str) -> str:
    """The text as the index knows it, half-spaces made spaces; empty where there is none."""
    return fold_letters(text).replace(HALF_SPACE, " ") if HALF_SPACE in text else ""


def words_of(text: str) -> list[tuple[str, Span]]:
    """The folded words of ``text`` (half-spaces taken out) with their spans, in order."""
    return [(joined(m.group()), m.span()) for m in _WORD.finditer(text)]
