"""One spelling for all spellings of a word, to compare names and look up lexicon entries."""

from __future__ import annotations

import functools
import unicodedata

__all__ = ["fold"]

_LETTERS = {
    "ي": "ی",
    "ى": "ی",
    "ئ": "ی",
    "ك": "ک",
    "ڪ": "ک",
    "ة": "ه",
    "ۀ": "ه",
    "ۂ": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ە": "ه",
    "أ": "ا",
    "إ": "ا",
    "ٱ": "ا",
    "ؤ": "و",
    "ء": "",
}
_DIGITS = {chr(base + i): str(i) for base in (0x660, 0x6F0) for i in range(10)}
_GONE = dict.fromkeys(
    [
        *"ـ\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff",
        *map(chr, range(0x202A, 0x202F)),
        *map(chr, range(0x2066, 0x206A)),
        *map(chr, range(0x64B, 0x660)),
        "\u0670",
    ],
    "",
)
_FOLD = str.maketrans({**_LETTERS, **_DIGITS, **_GONE})


@functools.lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """``word`` with one letter for all its variants, ASCII digits, and no half-spaces, vowel marks or tatweel.

    ``خانه‌ای`` and ``خانه اي`` stay apart (a space is a space), ``خانه‌اي`` and ``خانهای`` become one; ``تأمین``
    and ``تامین`` are one, and so are ``خانۀ``, ``خانهٔ`` and ``خانة``.
    """
    if word.isascii():
        return word.casefold()
    return unicodedata.normalize("NFKC", word.translate(_FOLD)).translate(_FOLD).casefold()
