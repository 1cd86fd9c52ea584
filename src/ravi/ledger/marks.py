"""What lights up in a text that was found: the words of the query, whatever their spelling."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from ravi.ledger.folding import Word, joined, words
from ravi.ledger.query import Words
from ravi.record import Span


def marks(text: str, lit: Sequence[Words]) -> tuple[Span, ...]:
    """The spans of ``text`` that the words of a query meet, in order, without overlap (code points)."""
    found: list[Span] = []
    have = words(text)
    ways = [have.whole] if have.whole == have.parts else [have.whole, have.parts]
    for wanted, prefix in _wanted(lit):
        for way in ways:
            found += _places(way, wanted, prefix)
    out: list[Span] = []
    for span in sorted(found, key=lambda s: (s[0], -s[1])):
        if not out or span[0] >= out[-1][1]:
            out.append(span)
    return tuple(out)


def _wanted(lit: Sequence[Words]) -> Iterator[tuple[tuple[str, ...], bool]]:
    for asked in lit:
        both = words(asked.text)
        for way in dict.fromkeys(tuple(word.text for word in way) for way in (both.whole, both.parts)):
            if asked.near is not None:
                yield from (((word,), False) for word in way)
            elif way:
                yield way, asked.prefix
                if len(way) == 2:
                    yield ("".join(way),), asked.prefix
    # Words that follow one another may be one word: نمي كنيم in the query is نمی‌کنیم in the text.
    for one, other in itertools.pairwise(lit):
        if not (one.prefix or other.prefix or one.near or other.near or " " in one.text + other.text):
            yield (joined(one.text + other.text),), False


def _places(have: Sequence[Word], wanted: tuple[str, ...], prefix: bool) -> Iterator[Span]:
    size, last = len(wanted), wanted[-1]
    for i, word in enumerate(have):
        if size == 1 and i + 1 < len(have) and not prefix and word.text + have[i + 1].text == last:
            yield word.span[0], have[i + 1].span[1]
        if i + size > len(have) or any(have[i + n].text != wanted[n] for n in range(size - 1)):
            continue
        end = have[i + size - 1]
        if end.text == last or (prefix and end.text.startswith(last)):
            yield word.span[0], end.span[1]


def in_report(spans: Sequence[Span], found: Sequence[Span]) -> tuple[Span, ...]:
    """Marks of a content, whose spans of the report are joined by one space, as spans of the report's text."""
    out: list[Span] = []
    at = 0
    for start, end in spans:
        size = end - start
        for first, last in found:
            low, high = max(first, at), min(last, at + size)
            if low < high:
                out.append((start + low - at, start + high - at))
        at += size + 1
    return tuple(sorted(out))
