"""Doubled, stray and missing spaces around words and punctuation."""

from __future__ import annotations

import functools
import re

from ravi.lexicon import words
from ravi.text.forms import forms
from ravi.text.glue import cut
from ravi.text.letters import Change

_LETTER = "\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06fa-\u06ff"
# Brackets are trusted only where they stand on the right side of their word: old archives mirror them.
_PLACES = re.compile(
    r"(?P<double>(?<=[^\s])[ \t]{2,}(?=\S))"
    r"|(?P<before>(?<=[^\s«(\[.،؛؟!:]) (?=[،؛؟!]|[»)\]](?![\w(«])|:(?![\w/)(])|\.(?![\w.])))"
    r"|(?P<after>(?:(?<=\s[«(\[])|(?<=^[«(\[])) (?=[\w\"'«(\[]))"
    rf"|(?P<stop>(?<=[{_LETTER}][{_LETTER}])(?:[»)\"]?)\.(?=[«(\"]?[{_LETTER}][{_LETTER}]|[0-9۰-۹]+(?!\.)\s))"
    rf"|(?P<digit>(?<=[0-9۰-۹])[.](?=[{_LETTER}][{_LETTER}]))"
    rf"|(?P<mark>[،؛؟!](?=[{_LETTER}«(])|:(?=[{_LETTER}«])|[،؛؟](?=[0-9۰-۹])(?<![0-9۰-۹].))"
    rf"|(?P<close>(?<=\S)[»)\]](?=[{_LETTER}0-9۰-۹«(\[]))"
    rf"|(?P<open>(?<=[{_LETTER}])(?=«\S))"
)
_WORD = re.compile("[\u0621-\u063a\u0641-\u065f\u067e-\u06d3\u200c\u0654]{3,}")
_NUMBER = re.compile(
    f"(?P<before>(?<![\\w\u200c])[{_LETTER}]+)(?=[0-9۰-۹])|(?<=[0-9۰-۹])(?P<after>[{_LETTER}]+)(?![\\w\u200c])"
)
_COMMON = 100
_KEEP = 1 << 17
_PIECE = re.compile(rf"[{_LETTER}\u200c]+")
_SUFFIX = re.compile(r"(?:ها|های|هایی|ی|ای|ان|ین|ات|ام|ات|اش|م|ت|ش|مان|تان|شان|ند|ست|اند|تر|ترین)(?!\w)")


def changes(text: str) -> list[Change]:
    """The changes of spaces in ``text``, in order."""
    found: list[Change] = []
    names = words("text_letter_names")
    for match in _PLACES.finditer(text):
        start, end, kind = match.start(), match.end(), match.lastgroup
        if kind == "double":
            found.append((start + 1, end, "", "space", "doubled space"))
        elif kind == "before":
            found.append((start, end, "", "punctuation", "space before a punctuation mark"))
        elif kind == "after":
            found.append((start, end, "", "punctuation", "space after an opening mark"))
        elif (kind == "close" and _SUFFIX.match(text, end)) or (
            kind == "stop" and _abbreviation(text, start, end, names)
        ):
            continue
        elif kind == "open":
            found.append((end, end, " ", "space", "missing space before a quotation"))
        else:
            found.append((end, end, " ", "space", "missing space after a punctuation mark"))
    glued = _glued(text)
    return sorted([*found, *glued], key=lambda change: change[:2]) if glued else found


def _glued(text: str) -> list[Change]:
    """Words that run into each other or into a number."""
    found: list[Change] = []
    cuts, known = _cuts(), forms()
    for match in _WORD.finditer(text):
        word = match.group()
        at = cuts.get(word)
        if at is None:
            if len(cuts) >= _KEEP:
                cuts.clear()
            at = cuts[word] = cut(word, known)
        if at:
            place = match.start() + at
            found.append((place, place, " ", "space", f"{word[:at]} and {word[at:]} are two words"))
    for match in _NUMBER.finditer(text):
        before, after = match.group("before"), match.group("after")
        if before and len(before) > 2 and known.count(before) >= _COMMON:
            found.append((match.end(), match.end(), " ", "space", "missing space before a number"))
        elif after and len(after) > 1 and known.count(after) >= _COMMON and after[-1] != "ه":
            place = match.start("after")
            found.append((place, place, " ", "space", "missing space after a number"))
    return found


@functools.cache
def _cuts() -> dict[str, int]:
    """Where words were found to be cut, kept from one text to the next."""
    return {}


def _abbreviation(text: str, start: int, end: int, names: frozenset[str]) -> bool:
    """Whether the stop stands in a name that is spelt in letters (بی.بی.سی)."""
    left = start
    while left and start - left < 5 and _PIECE.match(text[left - 1]):
        left -= 1
    right = _PIECE.match(text, end, end + 5)
    return text[left:start] in names and right is not None and right.group() in names
