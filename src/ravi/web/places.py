"""Where the items of a record stand in the two texts that the reading page shows: as it came, and repaired.

A record counts code points of the text as it came; a browser counts UTF-16 units of the text that it shows.  A
character beyond the first plane (an emoji, 𐎠) is one of the former and two of the latter.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from ravi.record import Record, Repair, Span
from ravi.text.offsets import Edit, OffsetMap

__all__ = ["Line", "Places", "Units"]

_BREAK = re.compile("\r\n|\n|\r")
_UNSHOWN = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
"""A page cannot hold NUL or half a character; a sign of the same length stands for each."""


class Units:
    """From code points of a text to UTF-16 units and back."""

    __slots__ = ("_wide",)

    def __init__(self, text: str) -> None:
        self._wide = array("q", (i for i, char in enumerate(text) if char > "\uffff"))

    def unit(self, point: int) -> int:
        """The UTF-16 offset of a code point."""
        return point + bisect_left(self._wide, point)

    def point(self, unit: int) -> int:
        """The code point at a UTF-16 offset; one inside a character is that character's."""
        low, high = unit - len(self._wide), unit
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.unit(middle) <= unit else (low, middle - 1)
        return max(0, low)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text as it is shown; ``at`` is the UTF-16 offset of its beginning."""

    at: int
    text: str


class Places:
    """Both texts of a record in lines, and the way from its spans to UTF-16 units of either."""

    def __init__(self, record: Record) -> None:
        raw = record.report.text
        self._offsets = OffsetMap(edit for repair in record.repairs for edit in _edits(raw, repair))
        self.raw = raw
        self.repaired = _applied(raw, record.repairs)
        self._units = {"raw": Units(raw), "repaired": Units(self.repaired)}

    def lines(self, which: str) -> Iterator[Line]:
        """The lines of the ``raw`` or the ``repaired`` text that are not empty."""
        text = self.raw if which == "raw" else self.repaired
        at = 0
        for end, after in [*(m.span() for m in _BREAK.finditer(text)), (len(text), len(text))]:
            if text[at:end].strip():
                yield Line(self._units[which].unit(at), text[at:end].translate(_UNSHOWN))
            at = after

    def span(self, which: str, span: Span) -> Span:
        """Where a span of the record stands in one of the texts, in UTF-16 units."""
        start, end = span if which == "raw" else self._offsets.view_span(*span)
        units = self._units[which]
        return units.unit(start), units.unit(end)

    def back(self, which: str, start: int, end: int) -> Span:
        """The span of the record that a reader chose in one of the texts, its ends in UTF-16 units."""
        units = self._units[which]
        points = units.point(start), units.point(end)
        return points if which == "raw" else self._offsets.raw_span(*points)


def _applied(raw: str, repairs: tuple[Repair, ...]) -> str:
    parts: list[str] = []
    at = 0
    for repair in repairs:
        parts += (raw[at : repair.span[0]], repair.text)
        at = repair.span[1]
    return "".join([*parts, raw[at:]])


def _edits(raw: str, repair: Repair) -> Iterator[Edit]:
    """A repair as the smallest changes that make it, so that a span that ends inside the word stays where it is."""
    start, end = repair.span
    before = raw[start:end]
    if len(before) > 200:  # white space of a page that was never cleaned; nothing ends inside it
        yield start, end, repair.text
        return
    for kind, a, b, c, d in SequenceMatcher(None, before, repair.text, autojunk=False).get_opcodes():
        if kind != "equal":
            yield start + a, start + b, repair.text[c:d]
