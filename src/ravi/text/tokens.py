"""Surface tokens of the repaired view, cut as in the UD treebanks of Persian."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u06d6-\u06ed\ufe00-\ufe0f"
_JOINERS = "\u200c\u200d"
_DIGIT = "0-9۰-۹٠-٩"

# Every repetition that may fail after a long run is bounded, so that no input costs more than its length.
TOKEN = re.compile(
    rf"(?P<link>(?:https?://|www\.)[^\s«»()<>\"،؛]+"
    r"|[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
    r"|[A-Za-z0-9-]{1,63}(?:\.[A-Za-z][A-Za-z0-9-]{1,62}){1,8}(?![\w.]))"
    rf"|(?P<tag>[#@]\w[\w{_JOINERS}{_MARKS}]*)"
    rf"|(?P<number>[{_DIGIT}]+(?:[.,٫٬/:+–-][{_DIGIT}]+)*(?:[%٪]|(?![\w{_JOINERS}{_MARKS}])))"
    rf"|(?P<letters>(?<![\w{_JOINERS}{_MARKS}])[^\W\d_](?:\u200d?\.\u200c?[^\W\d_](?![\w{_JOINERS}{_MARKS}])\u200d?)+\.?)"
    rf"|(?P<word>\w[\w{_MARKS}]*(?:(?:[{_JOINERS}]+(?=[\w{_MARKS}])|(?<=[A-Za-z0-9])['’-](?=[A-Za-z0-9]))[\w{_MARKS}]+)*"
    rf"(?:(?<=ه)\u200d)?)"
    r"|(?P<dots>\.{2,}|…+)"
    rf"|(?P<other>[^\s\w{_JOINERS}][{_MARKS}]*)"
)


def cut(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The tokens of ``text[start:end]`` as matches of :data:`TOKEN`; ``lastgroup`` is the kind."""
    return TOKEN.finditer(text, start, end)
