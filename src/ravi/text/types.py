"""What the text floor hands upwards: the repaired view with its way back, tokens and sentences."""

from __future__ import annotations

from dataclasses import dataclass, field

from ravi.record import Repair, Span
from ravi.text.offsets import OffsetMap


@dataclass(frozen=True, slots=True)
class Token:
    """A surface token: ``[start, end)`` in the raw text, ``text`` its repaired spelling.

    A raw token may hold a space (``می شود`` is repaired to ``می‌شود``), and two tokens may stand without a
    space between them (``دراین`` is ``در`` + ``این``); ``space_after`` is about the repaired view.
    """

    start: int
    end: int
    text: str
    space_after: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its raw span without outer white space, its tokens, and the line (paragraph) it lies in.

    ``paragraph`` counts the non-empty lines of the raw text from 0; a block of hard-wrapped lines counts as
    one line.
    """

    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text and what would be mended in it.

    ``raw`` is the text as it came, ``text`` the repaired view, ``repairs`` what lies between them, in order
    and without overlap; offsets are code points.
    """

    raw: str
    text: str
    repairs: tuple[Repair, ...]
    offsets: OffsetMap = field(repr=False, compare=False)

    def raw_span(self, start: int, end: int) -> Span:
        """The raw span of ``text[start:end]``: ``raw[a:b]`` is what a reader sees there."""
        return self.offsets.raw_span(start, end)

    def view_span(self, start: int, end: int) -> Span:
        """The span of the view that shows ``raw[start:end]``."""
        return self.offsets.view_span(start, end)
