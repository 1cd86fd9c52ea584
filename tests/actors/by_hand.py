"""Analyses made by hand, so that these tests do not hang on what the trained models say."""

from __future__ import annotations

import re

from ravi.language import Analysis, Entity, Sent, Word
from ravi.text import repair

_TOKEN = re.compile(r"[\w\u200c]+|[^\w\s]")
_LETTERS = str.maketrans("يك", "یک")
_TAGS = {
    "VERB": "گفت افزود کرد داد است بود شد نوشت دارد می‌گوید رسید رفت خواست کردند گفتند داده دانست شدند",
    "ADP": "در به از با بر برای را",
    "CCONJ": "و یا",
    "SCONJ": "که تا",
    "PRON": "او وی آنها ایشان",
    "ADV": "نیز هم امروز دیروز همچنین",
    "DET": "این آن همین",
}
_UPOS = {word: upos for upos, words in _TAGS.items() for word in words.split()}


def tag(text: str) -> str:
    """A coarse part of speech by word list."""
    if not any(c.isalnum() for c in text):
        return "PUNCT"
    return _UPOS.get(text, "NOUN")


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
            upos = tag(surface)
            words.append(Word(i, len(sentences), start, end, surface, upos, "", surface, "", {}, i, "", "O"))
            if surface == ".":
                sentences.append(Sent(len(sentences), first, i + 1, words[first].start, end, paragraph))
                first = i + 1
        if first < len(words):
            start, end = words[first].start, words[-1].end
            sentences.append(Sent(len(sentences), first, len(words), start, end, paragraph))
        paragraph += bool(line.strip())
        position += len(line) + 1
    entities = []
    for name in people:
        size = len(name.split())
        for i in range(len(words) - size + 1):
            if [w.text for w in words[i : i + size]] == name.split():
                entities.append(Entity(i, i + size, "PER", words[i].start, words[i + size - 1].end, 0.9))
    entities.sort(key=lambda e: (e.first, -e.last))
    return Analysis(repair(""), words, sentences, entities)
