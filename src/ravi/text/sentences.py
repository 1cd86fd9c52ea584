"""Lines to paragraphs, paragraphs to sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ravi.lexicon import words
from ravi.text import tokens
from ravi.text.types import Repaired, Sentence, Token

_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_ENDS = frozenset(".!؟?…۔")
_CLOSERS = frozenset("»”’)]}›")
_OPENERS = frozenset("«“‘([{‹")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06fc]")
_LONGEST = 300
"""Tokens of a sentence; of 14,000 of news the longest has 183."""
_PAUSES = frozenset("،؛,;:")

Match = re.Match[str]


def segment(repaired: Repaired) -> tuple[Sentence, ...]:
    """Cut the repaired view into sentences of tokens, in order, with raw offsets."""
    text, out = repaired.text, list[Sentence]()
    for paragraph, (start, end) in enumerate(blocks(text)):
        cut = list(tokens.cut(text, start, end))
        first = 0
        for last in _bounded(cut, _ends(text, cut)):
            out.append(_sentence(repaired, cut[first:last], paragraph))
            first = last
    return tuple(out)


def _sentence(repaired: Repaired, cut: list[Match], paragraph: int) -> Sentence:
    text, raw_span = repaired.text, repaired.raw_span
    found = []
    for match in cut:
        start, end = match.span()
        found.append(Token(*raw_span(start, end), text[start:end], text[end : end + 1].isspace()))
    return Sentence(found[0].start, found[-1].end, paragraph, tuple(found))


def blocks(text: str) -> list[tuple[int, int]]:
    """The paragraphs of ``text``: its non-empty lines, hard-wrapped lines joined."""
    return [match.span() for match in _LINE.finditer(text) if not match.group().isspace()]


def _bounded(cut: list[Match], ends: list[int]) -> Iterator[int]:
    """The same ends, and more of them where a sentence has no end in sight: after a comma, or anywhere.

    Costs within a sentence grow faster than its length; with a bound to it the whole stays linear.
    """
    first = 0
    for last in ends:
        while last - first > _LONGEST:
            fitting = range(first + _LONGEST, first + _LONGEST // 2, -1)
            first = next((i for i in fitting if cut[i - 1].group() in _PAUSES), first + _LONGEST)
            yield first
        yield last
        first = last


def _ends(text: str, cut: list[Match]) -> list[int]:
    """Where the sentences of one paragraph end, as counts of tokens."""
    if not cut:
        return []
    ends: list[int] = []
    i, total, open_straight = 0, len(cut), False
    short = words("text_before_letter")
    while i < total:
        token = cut[i].group()
        i += 1
        if token == '"':
            open_straight = not open_straight
        if token[0] not in _ENDS or (cut[i - 1].lastgroup not in {"dots", "other"}):
            continue
        if i < 2 or _inside(text, cut, i - 1, short):
            continue
        dots = len(token) > 1 or token == "…"
        while i < total and cut[i].group()[0] in _ENDS:
            i += 1
        closed = False
        while i < total and cut[i].start() == cut[i - 1].end() and (
            cut[i].group() in _CLOSERS or (cut[i].group() == '"' and open_straight)
        ):  # fmt: skip
            if cut[i].group() == '"':
                open_straight = False
            closed = True
            i += 1
        if i == total:
            break
        following = cut[i].group()[0]
        if dots and not closed and following not in _OPENERS:
            continue
        if closed and token != "." and _ARABIC.match(following):
            continue
        if following in "،؛:,;":
            continue
        ends.append(i)
    ends.append(total)
    return ends


def _inside(text: str, cut: list[Match], i: int, short: frozenset[str]) -> bool:
    """Whether the mark at token ``i`` is no end: after an initial, in brackets by itself, before a letter."""
    before = cut[i - 1]
    end = cut[i].end()
    if before.group() in "([" or (i + 1 < len(cut) and cut[i + 1].group() in ")]" and before.group() in "(["):
        return True
    if cut[i].group() != ".":
        return False
    if end < len(text) and not text[end].isspace() and cut[i + 1 : i + 2] and text[end] not in "»”)\"'؟!]":
        return True
    # An initial (م. ح. کریمی) or an abbreviation (ع.); «گروه ب.» ends a sentence all the same.
    word = before.group()
    return (
        len(word) == 1
        and word.isalpha()
        and before.end() == cut[i].start()
        and i + 1 < len(cut)
        and not (i > 1 and cut[i - 2].group() in short)
    )
