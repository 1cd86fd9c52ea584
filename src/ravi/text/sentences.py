"""Lines to paragraphs, paragraphs to sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ravi.lexicon import words
from ravi.text import tokens
from ravi.text.lines import paragraphs
from ravi.text.types import Repaired, Sentence, Token

_ENDS = frozenset(".!؟?…۔")
_CLOSERS = frozenset("»”’)]}›")
_OPENERS = frozenset("«“‘([{‹")
_AFTER_STOP = frozenset("»”’)]}›\"'؟!?….([«“")
_JOINING = frozenset({"،", "؛", ":", ",", ";", "و", "که", "یا"})  # what no sentence begins with after a stop
_TURNING = frozenset({"اما", "ولی", "بلکه", "لیکن", "ولیکن", "چون", "زیرا"})  # go on after dots: «رفت... اما برگشت»
_ITEMS = 30  # «۱۴۰۲.» ends a sentence, «۳.» after «۲.» numbers an item
_AFTER_QUOTE = frozenset({"پرسید", "گفت", "گفتم", "گفتند", "را", "از", "به", "است", "بود", "می‌پرسد", "می‌گوید"})
_FINITE = (
    "است", "ست", "بود", "شد", "شود", "کرد", "کند", "کنند", "دارد", "دارند", "داد", "دهد", "گفت", "رفت", "اند",
    "ایم", "ام", "دند", "تند", "باشد", "نیست", "کنیم", "داریم", "رد", "وند",
)  # fmt: skip
_LONGEST = 300
"""Tokens of a sentence; of 14,000 of news the longest has 183."""
_PAUSES = frozenset("،؛,;:")

Match = re.Match[str]


def segment(repaired: Repaired) -> tuple[Sentence, ...]:
    """Cut the repaired view into sentences of tokens, in order, with raw offsets."""
    text, out = repaired.text, list[Sentence]()
    for paragraph, (start, end) in enumerate(paragraphs(text)):
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
        found.append(
            Token(*raw_span(start, end), text[start:end], text[end : end + 2].lstrip("\u200c")[:1].isspace())
        )
    return Sentence(found[0].start, found[-1].end, paragraph, tuple(found))


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
    ends: list[int] = []
    i, total = 0, len(cut)
    straight = spoken = False
    item = 0
    while i < total:
        token, kind = cut[i].group(), cut[i].lastgroup
        i += 1
        if token == "." and i < total and (number := _item(cut, i - 1, item)):
            item = number
            continue
        if token in _OPENERS or (token == '"' and not straight):
            spoken = i > 1 and cut[i - 2].group() in ":؛"
        if token == '"':
            straight = not straight
        if token[0] not in _ENDS or kind not in {"dots", "other"} or i < 2 or _inside(text, cut, i - 1):
            continue
        trailing = kind == "dots"
        while i < total and cut[i].group()[0] in _ENDS:
            i += 1
        closed = False
        while i < total and cut[i].start() == cut[i - 1].end():
            closer = cut[i].group()
            if closer not in _CLOSERS and not (closer == '"' and straight):
                break
            straight = straight and closer != '"'
            closed = True
            i += 1
        if i < total and _goes_on(cut, i, token, trailing=trailing, closed=closed, spoken=spoken):
            continue
        if i < total:
            ends.append(i)
    return [*ends, total] if total else []


def _goes_on(cut: list[Match], i: int, mark: str, *, trailing: bool, closed: bool, spoken: bool) -> bool:
    """Whether the sentence goes on with token ``i`` after a mark that could have ended it."""
    following = cut[i].group()
    if following in _JOINING:
        return True
    if trailing and not closed:
        before = next((m.group() for m in reversed(cut[max(0, i - 8) : i]) if m.group()[0] not in _ENDS), "")
        return following not in _OPENERS and (following in _TURNING or not before.endswith(_FINITE))
    # «…؟» پرسید: a question or an exclamation that is quoted inside a sentence does not end it.
    return closed and mark != "." and not (spoken and following not in _AFTER_QUOTE) and following not in _OPENERS


def _item(cut: list[Match], i: int, before: int) -> int:
    """The number of the item of a list whose stop is token ``i`` («دو شرط دارد: ۱. پول ۲. زمان»), 0 for none.

    ``before`` is the number of the item before; the first stands at the head of a paragraph or after a colon.
    """
    number = cut[i - 1] if i else None
    if number is None or number.lastgroup != "number" or number.end() != cut[i].start():
        return 0
    digits = number.group()
    if len(digits) > 2 or not digits.isdecimal() or int(digits) > _ITEMS or int(digits) != before + 1:
        return 0
    return before + 1 if before or i == 1 or cut[i - 2].group() == ":" else 0


def _inside(text: str, cut: list[Match], i: int) -> bool:
    """Whether the mark at token ``i`` is no end: in brackets by itself, after an initial, before a letter."""
    before, end = cut[i - 1], cut[i].end()
    word = before.group()
    if word in "([":
        return True
    if cut[i].group() != ".":
        return False
    if i + 1 < len(cut) and not text[end].isspace() and text[end] not in _AFTER_STOP:
        return True
    if i == 1 and before.lastgroup == "number":
        return True  # «۱. …» in a list
    # An initial (م. ح. کریمی) or an abbreviation (ص. ۱۲); «گروه ب.» ends a sentence all the same.
    return (
        len(word) == 1
        and word.isalpha()
        and before.end() == cut[i].start()
        and i + 1 < len(cut)
        and not (i > 1 and cut[i - 2].group() in words("text_before_letter"))
    )
