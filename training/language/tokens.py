"""Sentences of words as the reader will meet them: through the text floor and the clitic splitter."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterator, Sequence

from ravi.language.clitics import cut, splitter
from ravi.language.features import fold
from ravi.text import repair, segment
from training.language.data import Sentence

__all__ = ["named", "pieces"]

Span = tuple[int, int, str]
"""``[start, end)`` in code points of the text, and a label."""

_LONGEST = 90


def pieces(text: str, rank: Callable[[str], int]) -> Iterator[list[tuple[str, int, int]]]:
    """The words of each sentence: repaired spelling and raw span."""
    split = splitter(rank)
    for sentence in segment(repair(text)):
        keys = ["", *(fold(token.text) for token in sentence.tokens), ""]
        found: list[tuple[str, int, int]] = []
        for k, token in enumerate(sentence.tokens, 1):
            letters = split.split(token.text, keys[k - 1], keys[k + 1])
            if letters:
                at = cut(text, token.start, token.end, letters)
                found.append((token.text[:-letters], token.start, at))
                found.append((token.text[-letters:], at, token.end))
            else:
                found.append((token.text, token.start, token.end))
        for first in range(0, len(found), _LONGEST):
            yield found[first : first + _LONGEST]


def named(text: str, names: Sequence[Span], rank: Callable[[str], int]) -> Iterator[Sentence]:
    """The sentences of a text with BIO tags for spans that are in order and apart."""
    ends = [end for _, end, _ in names]
    for row in pieces(text, rank):
        tags: list[str] = []
        last = -1
        for _, start, end in row:
            k = bisect.bisect_right(ends, start)
            if k < len(names) and names[k][0] < end:
                tags.append(f"{'I' if k == last else 'B'}-{names[k][2]}")
                last = k
            else:
                tags.append("O")
                last = -1
        yield Sentence("perdt", [form for form, _, _ in row], ner=tags)
