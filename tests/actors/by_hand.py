"""Analyses made by hand, so that these tests do not hang on what the trained models say."""

from __future__ import annotations

import re

from ravi.language import Analysis, Entity, Sent, Word
from ravi.text import Repaired

_TOKEN = re.compile(r"[\w\u200c]+|[^\w\s]")
_LETTERS = str.maketrans("يك", "یک")
_VERBS = frozenset("گفت افزود کرد داد است بود شد نوشت دارد می‌گوید رسید رفت خواست کردند گفتند داده دانست شدند".split())
_FUNCTION = {
    "ADP": frozenset("در به از با بر برای را".split()),
    "CCONJ": frozenset("و یا".split()),
    "SCONJ": frozenset("که تا".split()),
    "PRON": frozenset("او وی آنها ایشان".split()),
    "ADV": frozenset("نیز هم امروز دیروز همچنین".split()),
    "DET": frozenset("این آن همین".split()),
}


def tag(text: str) -> str:
    """A coarse part of speech by word list."""
    if text in _VERBS:
        return "VERB"
    if not any(c.isalnum() for c in text):
        return "PUNCT"
    return next((upos for upos, words in _FUNCTION.items() if text in words), "NOUN")


def analysis(text: str, people: tuple[str, ...] = ()) -> Analysis:
    """Words, sentences at full stops and lines, and the given names of people as entities; no tree."""
    words: list[Word] = []
    sentences: list[Sent] = []
    position = paragraph = 0
    for line in text.split("\n"):
        first = len(words)
        for match in _TOKEN.finditer(line):
            start, end = position + match.start(), position + match.end()
            surface = match.group().translate(_LETTERS)
            i = len(words)
            words.append(Word(i, len(sentences), start, end, surface, tag(surface), "", surface, "", {}, i, "", "O"))
            if surface == ".":
                sentences.append(Sent(len(sentences), first, i + 1, words[first].start, end, paragraph))
                first = i + 1
        if first < len(words):
            sentences.append(
                Sent(len(sentences), first, len(words), words[first].start, words[-1].end, paragraph)
            )
        paragraph += bool(line.strip())
        position += len(line) + 1
    entities = []
    for name in people:
        size = len(name.split())
        for i in range(len(words) - size + 1):
            if [w.text for w in words[i : i + size]] == name.split():
                entities.append(Entity(i, i + size, "PER", words[i].start, words[i + size - 1].end, 0.9))
    entities.sort(key=lambda e: (e.first, -e.last))
    return Analysis(Repaired(text, text, (), tuple(range(len(text) + 1))), words, sentences, entities)
