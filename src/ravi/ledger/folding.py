"""How words are written in the index, so that every spelling of one word meets.

Letters, digits and vowel marks are folded by :func:`ravi.text.fold`; what is left is where a word ends.  A text is
kept twice: in its *whole* words, half-spaces taken out and affixes that stand apart put to their word
(نمی‌کنیم, نمیکنیم and نمي كنيم are all نمیکنیم), and in its *parts* (نمی and کنیم), where they differ.  A query is
written in the same two ways, so that one of them meets whatever the writer of the text did.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from ravi.lexicon import table
from ravi.record import Span
from ravi.text import fold

HALF_SPACE = "\u200c"

# ه‌ی and هٔ and ۀ are one ending: خانه‌ی, خانهٔ, خانۀ; fold knows the latter two.
_EZAFE = re.compile(rf"ه{HALF_SPACE}[یيى](?![\w{HALF_SPACE}])")
_INSIDE = "\u200c\u200b\u200d\u0640\u00ad\u2060\ufeff\u064b-\u065f\u0670"
_WORD = re.compile(rf"[^\W_]+(?:[{_INSIDE}]+[^\W_]+)*[\u064b-\u065f\u0670]*(?:{HALF_SPACE}(?=\s|$))?")
# Prefixes of the verb; ب- and ن- are never written apart.
_PREFIXES = frozenset(("می", "نمی"))


@functools.cache
def _suffixes() -> frozenset[str]:
    """Endings that are often written apart; است is a word of its own far more often."""
    return frozenset(row["affix"] for row in table("text_affixes")) - {"است"}


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands in the text that it was taken from."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both ways; ``whole`` and ``parts`` are equal where there is nothing to take apart."""

    whole: tuple[Word, ...]
    parts: tuple[Word, ...]

    @property
    def streams(self) -> tuple[str, str]:
        """Both as the index keeps them; the second empty where it says nothing new."""
        whole, parts = line(self.whole), line(self.parts)
        return whole, "" if whole == parts else parts


def joined(text: str) -> str:
    """A name as it is compared: folded, half-spaces taken out, spaces as they are."""
    return fold(_EZAFE.sub("ه", text))


def line(words: tuple[Word, ...]) -> str:
    """Words parted by spaces."""
    return " ".join(word.text for word in words)


def words_of(text: str) -> list[tuple[str, Span]]:
    """The words of a text as they were written, folded, half-spaces taken out, with their spans."""
    return [(joined(word), span) for word, span in raw_words(text)]


def raw_words(text: str) -> list[tuple[str, Span]]:
    """The words of a text as they stand, half-spaces and vowel marks included."""
    return [(found.group(), found.span()) for found in _WORD.finditer(text)]


def words(text: str) -> Words:
    """A text in its whole words and in its parts."""
    whole: list[Word] = []
    parts: list[Word] = []
    waiting: Word | None = None  # a prefix that stood apart
    for raw, (start, end) in raw_words(text):
        folded = fold(raw if raw.isascii() else _EZAFE.sub("ه", raw))
        if not folded:
            continue
        parts += _parts(raw, start, end, folded)
        if waiting is not None and _beside(text, waiting.span[1], start):
            folded, start = waiting.text + folded, waiting.span[0]
        elif waiting is not None:
            whole.append(waiting)
        waiting = None
        if folded in _PREFIXES:
            waiting = Word(folded, (start, end))
        elif folded in _suffixes() and whole and _beside(text, whole[-1].span[1], start):
            last = whole.pop()
            # خانه ی is خانهٔ.
            kept = last.text if folded == "ی" and last.text.endswith("ه") else last.text + folded
            whole.append(Word(kept, (last.span[0], end)))
        else:
            whole.append(Word(folded, (start, end)))
    if waiting is not None:
        whole.append(waiting)
    return Words(tuple(whole), tuple(parts))


def _parts(raw: str, start: int, end: int, folded: str) -> list[Word]:
    if HALF_SPACE not in raw:
        return [Word(folded, (start, end))]
    found, at = [], start
    for piece in raw.split(HALF_SPACE):
        if part := fold(piece):
            found.append(Word(part, (at, at + len(piece))))
        at += len(piece) + 1
    return found


def _beside(text: str, end: int, start: int) -> bool:
    """Whether nothing but one space stands between two words."""
    return start - end == 1 and text[end] in " \u00a0"
