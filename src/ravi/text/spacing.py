"""Doubled, stray and missing spaces around words and punctuation."""

from __future__ import annotations

import re

from ravi.lexicon import words
from ravi.text.letters import Change

_LETTER = "\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06fa-\u06ff"
_PLACES = re.compile(
    r"(?P<double>(?<=[^\s])[ \t]{2,}(?=\S))"
    r"|(?P<before>(?<=[^\s«(\[.،؛؟!:]) (?=[،؛؟!»)\]](?!\()|:(?![\w/)(])|\.(?![\w.])))"
    rf"|(?P<after>(?<=[«(\[]) (?=[\w\"'«(\[]))"
    rf"|(?P<stop>(?<=[{_LETTER}][{_LETTER}])(?:[»)\"]?)\.(?=[«(\"]?[{_LETTER}][{_LETTER}]))"
    rf"|(?P<digit>(?<=[0-9۰-۹])[.](?=[{_LETTER}][{_LETTER}]))"
    rf"|(?P<mark>[،؛؟!](?=[{_LETTER}«(])|:(?=[{_LETTER}«])|[،؛؟](?=[0-9۰-۹])(?<![0-9۰-۹].))"
    rf"|(?P<close>[»)\]](?=[{_LETTER}0-9۰-۹«(\[]))"
    rf"|(?P<open>(?<=[{_LETTER}])(?=[«]))"
)
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
        else:
            found.append((end, end, " ", "space", "missing space after a punctuation mark" if kind != "open"
                          else "missing space before a quotation"))  # fmt: skip
    return found


def _abbreviation(text: str, start: int, end: int, names: frozenset[str]) -> bool:
    """Whether the stop stands in a name that is spelt in letters (بی.بی.سی)."""
    left = start
    while left and start - left < 5 and _PIECE.match(text[left - 1]):
        left -= 1
    right = _PIECE.match(text, end, end + 5)
    return text[left:start] in names and right is not None and right.group() in names
