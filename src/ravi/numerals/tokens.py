"""Fine tokens of the repaired view: runs of digits, runs of letters (cut at half-spaces) and single marks.

Times and numbers are written with every mixture of spaces, half-spaces and none (پنج‌شنبه، پنج شنبه،
پنجشنبه؛ ۲۱ام؛ ۳۰خرداد), so the grammars work on pieces smaller than a word and look at the gaps themselves.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

from ravi import lexicon

# One code point for one, so that offsets stay: letter variants and three families of digits.
_SAME_LENGTH = str.maketrans(
    "يىئكأإٱؤةۀۂ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹\u00a0",
    "یییکاااوههه01234567890123456789 ",
)
# Marks that carry no letter: vowel signs, the small alef, the hamza above, tatweel.
_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")
# Half-spaces, bidi marks, soft hyphens: they part tokens without a gap that a reader sees as white space.
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff_"
_TOKEN = re.compile(f"[0-9]+|(?:[^\\W\\d_]|[\u064b-\u065f\u0670])+|[^\\s\\w{_INVISIBLE}]")
_HALF = re.compile(f"[{_INVISIBLE}]+")

ADJACENT, HALF, SPACE, LINE = 0, 1, 2, 3


def fold(text: str) -> str:
    """The text with letter variants, digits and marks folded; half-spaces are kept."""
    return _MARKS.sub("", text.translate(_SAME_LENGTH))


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists, one entry a token, and a sentinel ``""`` at the end of ``text``.

    ``text`` is folded, ``start`` and ``end`` are offsets of the view, ``gap`` says what stands before the
    token: 0 nothing, 1 a half-space or another invisible mark, 2 white space, 3 a line break.
    """

    text: list[str]
    start: list[int]
    end: list[int]
    gap: list[int]

    def __len__(self) -> int:
        return len(self.start)


def tokenise(view: str) -> Tokens:
    """The fine tokens of a repaired view."""
    folded = view.translate(_SAME_LENGTH)
    text: list[str] = []
    start: list[int] = []
    end: list[int] = []
    gap: list[int] = []
    last = 0
    for match in _TOKEN.finditer(folded):
        a, b = match.span()
        word = match.group()
        if not (word.isascii() or word.isalpha()) or "\u0640" in word:
            word = _MARKS.sub("", word) or word
        if a == last:
            gap.append(ADJACENT)
        else:
            between = folded[last:a]
            gap.append(_gap(between))
        text.append(word)
        start.append(a)
        end.append(b)
        last = b
    if gap:
        gap[0] = LINE
    _part(text, start, end, gap)
    text.append("")
    return Tokens(text, start, end, [*gap, LINE])


def _gap(between: str) -> int:
    if between == " ":
        return SPACE
    if "\n" in between:
        return LINE
    return HALF if _HALF.fullmatch(between) else SPACE


@functools.cache
def _together() -> tuple[tuple[str, ...], frozenset[str], frozenset[str]]:
    words: dict[str, Any] = lexicon.toml("numerals_glue")["together"]
    return tuple(words["heads"]), frozenset(words["tails"]), frozenset(words["numbers"])


@functools.lru_cache(maxsize=20_000)
def cut(word: str) -> int:
    """Where a word is a number and its unit written together, how many letters the number has; else 0.

    Only a closed list of units counts, and «تا» before a small number: نهاد and سیاه stay whole.
    """
    heads, tails, numbers = _together()
    for head in heads:
        if word.startswith(head):
            tail = word[len(head) :]
            number = tail in numbers
            if tail in tails and (number if head == "تا" else not number):
                return len(head)
    return 0


def _part(text: list[str], start: list[int], end: list[int], gap: list[int]) -> None:
    """Cut the words that hold a number and its unit, in place."""
    for i in range(len(start) - 1, -1, -1):
        word = text[i]
        if len(word) >= 4 and word[0] in "یدسچپشهبصمت" and end[i] - start[i] == len(word):
            k = cut(word)
            if k:
                text[i : i + 1] = [word[:k], word[k:]]
                end[i : i + 1] = [start[i] + k, end[i]]
                start[i + 1 : i + 1] = [start[i] + k]
                gap[i + 1 : i + 1] = [ADJACENT]
