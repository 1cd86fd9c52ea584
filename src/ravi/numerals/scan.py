"""One pass over a repaired view: its fine tokens and its numbers, shared by times and quantities."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from ravi.numerals.numbers import Num, Reader
from ravi.numerals.tokens import ADJACENT, LINE, Tokens, tokenise
from ravi.text import Repaired


@dataclass(frozen=True, slots=True)
class Scan:
    """The tokens of a view and its numbers: ``at[i]`` is the number that begins at token ``i``, or None."""

    tokens: Tokens
    numbers: tuple[Num, ...]
    at: dict[int, Num]


def scan(repaired: Repaired) -> Scan:
    """The tokens and numbers of a repaired view, longest first, without overlap."""
    if "/" not in repaired.text:
        return _scan(repaired.text, False, ())
    old = _old_typing(repaired.raw)
    return _scan(repaired.text, old, _marked(repaired) if old else ())


def scan_text(text: str) -> Scan:
    """The same for a string of its own, such as a date on a page."""
    return _scan(text, False, ())


@functools.lru_cache(maxsize=2)
def _scan(view: str, old: bool, marked: tuple[int, ...]) -> Scan:
    tokens = tokenise(view)
    backwards = frozenset(
        i - 1
        for i, word in enumerate(tokens.text)
        if old and word == "/" and not any(tokens.start[i - 1] <= x <= tokens.end[i] for x in marked)
    )
    reader = Reader(tokens, backwards=backwards)
    numbers: list[Num] = []
    text = tokens.text
    i, n = 0, len(tokens)
    while i < n:
        word = text[i]
        found = reader.at(i) if word[0] in _FIRST or word[0].isdecimal() else None
        if found is None:
            i += 1
            continue
        found = _fraction(found, reader, i) or found
        numbers.append(found)
        i = found.last
    numbers = _pairs(numbers, tokens)
    return Scan(tokens, tuple(numbers), {x.first: x for x in numbers})


# The first letters of number words: a quick way past all others.
_FIRST = frozenset("صیدسچپشهنبمتراوک")


def _old_typing(raw: str) -> bool:
    """True for texts typed before Unicode settled: Arabic ي and European digits, decimals fraction first.

    In the archives of 2003 to 2010 «5/1 برابر» is one and a half times: the slash was typed so that it looked
    right from right to left.  Of 3,900 slashed decimals there, 1,552 have one digit before and two after it.
    """
    ascii_digits = any(d in raw for d in "0123456789")
    return ascii_digits and raw.count("ي") > raw.count("ی")


def _marked(repaired: Repaired) -> tuple[int, ...]:
    """The slashes of the view that a left-to-right mark stands beside in the raw text: they read as they stand."""
    return tuple(repaired.view_span(*match.span())[0] for match in _LEFT_TO_RIGHT.finditer(repaired.raw))


_LEFT_TO_RIGHT = re.compile("\u200e[ ]?/|/[ ]?\u200e")


def _fraction(num: Num, reader: Reader, i: int) -> Num | None:
    """«یک سوم», «سه چهارم»: a small cardinal before a larger ordinal."""
    if num.ordinal or num.scaled or not 1 <= num.value <= 20 or num.value != int(num.value):
        return None
    if num.last >= reader.n or reader.t.gap[num.last] >= LINE:
        return None
    below = reader.at(num.last)
    if below is None or not below.ordinal or below.last != num.last + 1 or not num.value < below.value <= 1000:
        return None
    if reader.t.text[num.last] in {"دوم", "اول", "نخست", "دومین"} or reader.t.text[num.last].endswith("ین"):
        return None
    return Num(num.first, below.last, round(num.value / below.value, 4), fraction=True, why="fraction")


def _pairs(numbers: list[Num], tokens: Tokens) -> list[Num]:
    """Two neighbours side by side are one rough number: «دو سه», «چهارصد، پانصد میلیون»."""
    out: list[Num] = []
    for x in numbers:
        if out and not x.ordinal and not out[-1].ordinal and not x.digits and not x.fraction:
            y = out[-1]
            comma = x.first == y.last + 1 and tokens.text[y.last] == "،" and tokens.gap[y.last] == ADJACENT
            close = x.first == y.last or comma
            if close and tokens.gap[x.first] < LINE and not y.digits and not y.fraction and y.value_to is None:
                bottom = x.value
                unit = 1.0
                while unit * 1000 <= bottom and not y.scaled:
                    unit *= 1000
                low, high = y.value * unit, x.value
                if low < high <= low * 2 + unit * (0 if comma else 1) and low > 0:
                    out[-1] = Num(y.first, x.last, low, value_to=high, scaled=x.scaled, why="two neighbours")
                    continue
        out.append(x)
    return out
