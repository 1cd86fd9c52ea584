"""The way between the raw text and its repaired view, as a list of the places where they differ."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from ravi.record import Span

Edit = tuple[int, int, str]
"""``(start, end, text)``: ``raw[start:end]`` is shown as ``text``."""


class OffsetMap:
    """Offsets of the raw text from offsets of the view and back, in logarithmic time.

    Between two edits the texts run side by side.  Inside an edit of equal length they do too; otherwise each
    character of the view stands for the whole replaced stretch.  An inserted character has no width in the
    raw text, a deleted one none in the view.
    """

    __slots__ = ("_raw", "_raw_ends", "_view", "_view_ends")

    def __init__(self, edits: Iterable[Edit] = ()) -> None:
        """``edits`` in order, without overlap."""
        self._raw, self._raw_ends = array("q"), array("q")
        self._view, self._view_ends = array("q"), array("q")
        shift = 0
        for start, end, text in edits:
            self._raw.append(start)
            self._raw_ends.append(end)
            self._view.append(start + shift)
            shift += len(text) - (end - start)
            self._view_ends.append(end + shift)

    def raw_span(self, start: int, end: int) -> Span:
        """The raw span of ``view[start:end]``."""
        if start >= end:
            at = _start(self._view, self._view_ends, self._raw, self._raw_ends, start)
            return at, at
        first = _start(self._view, self._view_ends, self._raw, self._raw_ends, start)
        return first, max(first, _end(self._view, self._view_ends, self._raw, self._raw_ends, end))

    def view_span(self, start: int, end: int) -> Span:
        """The span of the view that shows ``raw[start:end]``."""
        if start >= end:
            at = _start(self._raw, self._raw_ends, self._view, self._view_ends, start)
            return at, at
        first = _start(self._raw, self._raw_ends, self._view, self._view_ends, start)
        return first, max(first, _end(self._raw, self._raw_ends, self._view, self._view_ends, end))


def _start(here: array[int], here_ends: array[int], there: array[int], there_ends: array[int], at: int) -> int:
    """Where the character at ``at`` begins on the other side."""
    k = bisect_right(here_ends, at) - 1
    # here_ends[k] <= at: all edits up to k lie before the character; k + 1 may hold it.
    if k + 1 < len(here) and here[k + 1] <= at:
        k += 1
        if here_ends[k] - here[k] == there_ends[k] - there[k]:
            return there[k] + at - here[k]
        return there[k]
    return at if k < 0 else there_ends[k] + at - here_ends[k]


def _end(here: array[int], here_ends: array[int], there: array[int], there_ends: array[int], at: int) -> int:
    """Where the character before ``at`` ends on the other side."""
    k = bisect_left(here, at) - 1
    # here[k] < at: edit k begins before the end and may hold the last character.
    if k < 0:
        return at
    if at <= here_ends[k]:
        if here_ends[k] - here[k] == there_ends[k] - there[k]:
            return there[k] + at - here[k]
        return there_ends[k]
    return there_ends[k] + at - here_ends[k]
