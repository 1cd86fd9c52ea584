"""Tokens that are two words: a joined pronoun or copula (``ماتمش``, ``فاطمه‌ام``) gets a word of its own.

Every ending that may be a clitic is weighed by a linear model over the spelling, what word lists know of the
token and of what is left without the ending, and the neighbouring words.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Callable
from importlib import resources

import numpy as np
import numpy.typing as npt

from ravi.language.features import fold
from ravi.language.wordlist import wordlist

__all__ = ["BUCKETS", "ENDINGS", "Splitter", "cut", "features", "splitter"]

BUCKETS = 1 << 14

ENDINGS = (
    "یشان", "یمان", "یتان", "شان", "مان", "تان", "اند", "ایم", "یش", "یت", "یم", "اش", "ام", "ات", "ست", "ند",
    "ش", "م", "ت",
)  # fmt: skip
"""Joined pronouns and copulas, longer before shorter."""

_WHOLE = {"مرا": 2, "ترا": 2, "کنست": 0}
"""Two words by their spelling alone: the length of the second; 0 for a parliament's name that looks like two."""

_AFTER_HALF_SPACE = frozenset({"اش", "ام", "ات", "اند", "ایم", "شان", "مان", "تان"})
_NOT_LETTERS = frozenset("‌‍ـ \xa0\t\n­‎‏")


@functools.lru_cache(maxsize=50_000)
def _own(key: str, gap: bool, ending: str, rank: Callable[[str], int]) -> tuple[int, ...]:
    """The buckets of the features that depend on the token alone."""
    host = key[: -len(ending)]
    lists = wordlist()
    whole, left = lists.mask(key), lists.mask(host)
    mark = f"{ending}{'-' if gap else ''}"
    return _buckets(
        mark,
        f"k{key}{ending}",
        f"h{host}",
        f"w{whole}{mark}",
        f"l{left}{mark}",
        f"v{whole >> 4 & 1}{left >> 4 & 1}{min(len(host), 5)}{mark}",
        f"e{host[-1:]}{mark}",
        f"f{host[-2:]}{mark}",
        f"g{host[-3:]}{mark}",
        f"b{key[:2]}{mark}",
        f"r{rank(key).bit_length()}{mark}",
        f"q{rank(host).bit_length()}{mark}",
        f"d{rank(host).bit_length() - rank(key).bit_length()}{mark}",
        f"u{rank(host).bit_length()}.{rank(key).bit_length()}",
    )


def _buckets(*features: str) -> tuple[int, ...]:
    return tuple(zlib.crc32(feature.encode("utf-8", "surrogatepass")) % BUCKETS for feature in features)


def features(key: str, gap: bool, ending: str, before: str, after: str, rank: Callable[[str], int]) -> list[int]:
    """The buckets of a token (folded) that may end in a clitic; ``gap``: a half-space stands before it."""
    near = _buckets(f"<{before}{ending}", f">{after}{ending}", f"<{before[-2:]}{ending}", f">{after[-2:]}{ending}")
    return [*_own(key, gap, ending, rank), *near]


class Splitter:
    """The trained weights; ``rank`` gives a spelling's place in the list of words by frequency, 0 if unknown."""

    def __init__(self, weights: npt.NDArray[np.float32], bias: float, rank: Callable[[str], int]) -> None:
        self._weights: list[float] = weights.tolist()
        self._bias = bias
        self._rank = rank

    def split(self, text: str, before: str, after: str) -> int:
        """How many letters of the token are a clitic, 0 for none; neighbours are folded."""
        key = fold(text)
        if key in _WHOLE:
            return _WHOLE[key]
        best, length = 0.0, 0
        for ending, gap in candidates(text, key):
            buckets = features(key, gap, ending, before, after, self._rank)
            score = self._bias + sum(self._weights[k] for k in buckets)
            if score > best:
                best, length = score, len(ending)
        return length


def candidates(text: str, key: str) -> list[tuple[str, bool]]:
    """The endings that may be a clitic, and whether a half-space stands before each."""
    if len(key) < 3 or key[-1] not in "شمتند":
        return []
    found = []
    for ending in ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= 2:
            gap = len(text) > len(ending) and text[-len(ending) - 1] == "‌"
            if not gap or ending in _AFTER_HALF_SPACE:
                found.append((ending, gap))
    return found


def cut(raw: str, start: int, end: int, letters: int) -> int:
    """The raw offset inside ``[start, end)`` at which the last ``letters`` letters begin."""
    at = end
    while at > start + 1 and letters:
        at -= 1
        if raw[at] not in _NOT_LETTERS:
            letters -= 1
    return at


@functools.cache
def splitter(rank: Callable[[str], int]) -> Splitter:
    """The weights of the package."""
    where = resources.files("ravi.models").joinpath("language.clitics.npz")
    with resources.as_file(where) as path, np.load(path) as store:
        return Splitter(store["weights"].astype(np.float32), float(store["bias"]), rank)
