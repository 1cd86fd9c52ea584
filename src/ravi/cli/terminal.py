"""The outline of a record on a terminal: English lines from the left, Persian lines from the right.

Nothing here wraps or aligns by bytes or code points: a column is a terminal cell, and half-spaces and marks
take none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from ravi.cli.bidi import EXPLICIT_MODE, IMPLICIT_MODE, Bidi, display, isolate
from ravi.export.digest import Digest
from ravi.export.outline import Line, Section, outline, summary

__all__ = ["Screen", "show", "wrap"]

_WIDEST = 92
"""Cells: longer lines are hard to read."""
_NARROWEST = 24
_INDENT = 5
_NESTED = 3

_STYLES = {"name": "bold", "source": "cyan", "words": "", "note": "dim"}
_STATUS = {
    "happened": "bold green",
    "planned": "bold blue",
    "denied": "bold red",
    "alleged": "bold yellow",
    "possible": "bold magenta",
    "disputed": "bold red",
}


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a record is shown and what that place can do."""

    console: Console
    bidi: Bidi

    @property
    def width(self) -> int:
        """Cells of a line."""
        return max(_NARROWEST, min(self.console.width, _WIDEST))

    def write(self, line: str = "", style: str = "") -> None:
        """One line as it stands."""
        self.console.print(Text(line, style=style), soft_wrap=True)

    def put(self, text: str, *, rtl: bool, style: str = "", indent: int = 0) -> None:
        """A paragraph of one direction, wrapped and aligned; ``indent`` cells stay free where it begins."""
        room = max(_NARROWEST // 2, self.width - indent)
        for line in wrap(text, room):
            shown = self._shown(line, rtl)
            if rtl:
                shown = " " * max(0, room - cell_len(line)) + shown
            else:
                shown = " " * indent + shown
            self.write(shown, style)

    def _shown(self, line: str, rtl: bool) -> str:
        if self.bidi == "visual":
            return display(line, rtl=rtl)
        return isolate(line) if rtl and self.bidi == "terminal" else line


def show(digest: Digest, screen: Screen) -> None:
    """Print the whole record."""
    guarded = screen.bidi == "visual" and screen.console.is_terminal
    if guarded:
        screen.console.file.write(EXPLICIT_MODE)
    try:
        _show(digest, screen)
    finally:
        if guarded:
            screen.console.file.write(IMPLICIT_MODE)


def _show(digest: Digest, screen: Screen) -> None:
    rtl = digest.words.lang == "fa"
    screen.put(digest.headline(), rtl=True, style="bold")
    screen.put(" · ".join(summary(digest)), rtl=rtl, style="dim")
    nothing = digest.nothing()
    if nothing:
        screen.write()
        screen.put(nothing, rtl=rtl)
        return
    for section in outline(digest):
        _section(section, screen, rtl)


def _section(section: Section, screen: Screen, rtl: bool) -> None:
    screen.write()
    screen.put(section.title if rtl else section.title.upper(), rtl=rtl, style="bold underline")
    if not section.items:
        screen.put(section.empty, rtl=rtl, style="dim", indent=_INDENT)
    apart = any(len(item.lines) > 2 for item in section.items)
    for item in section.items:
        if apart:
            screen.write()
        indent = _INDENT + _NESTED * item.depth
        for number, line in enumerate(item.lines):
            _line(line, screen, indent, item.id if number == 0 else "", rtl)


def _line(line: Line, screen: Screen, indent: int, label: str, rtl: bool) -> None:
    style = _STATUS[line.status] if line.status else _STYLES[line.style]
    if label and line.rtl and not rtl:
        # A Persian line with a label: the label at its edge, the words at theirs.
        first, *rest = wrap(line.text, max(_NARROWEST // 2, screen.width - indent)) or [""]
        gap = " " * max(1, screen.width - indent - cell_len(first))
        screen.write(f"{' ' * (indent - _INDENT)}{label:<{_INDENT}}{gap}{screen._shown(first, True)}", style)
        for more in rest:
            screen.put(more, rtl=True, style=style, indent=_INDENT)
    elif not label or line.rtl != rtl:
        # A line against the direction of the view begins at the other edge and needs no indent.
        screen.put(line.text, rtl=line.rtl, style=style, indent=indent if line.rtl == rtl else _INDENT)
    elif rtl:
        # The label fills the indent of the lines below it.
        screen.put(f"{label:\u00a0<{_INDENT - 1}} {line.text}", rtl=True, style=style, indent=indent - _INDENT)
    else:
        first, *rest = wrap(line.text, max(_NARROWEST // 2, screen.width - indent)) or [""]
        shown = screen._shown(first, False)
        screen.write(f"{' ' * (indent - _INDENT)}{label:<{_INDENT}}{shown}", style)
        for more in rest:
            screen.put(more, rtl=False, style=style, indent=indent)


def wrap(text: str, width: int) -> list[str]:
    """The lines of a paragraph, none wider than ``width`` cells; a longer word is cut."""
    return list(_wrap(text, width))


def _wrap(text: str, width: int) -> Iterator[str]:
    line: list[str] = []
    used = 0
    for word in text.split(" "):
        for piece in _pieces(word, width):
            size = cell_len(piece)
            if line and used + 1 + size > width:
                yield " ".join(line)
                line, used = [], 0
            used += size + bool(line)
            line.append(piece)
    if line:
        yield " ".join(line)


def _pieces(word: str, width: int) -> Iterator[str]:
    if cell_len(word) <= width:
        yield word
        return
    piece, used = "", 0
    for char in word:
        size = cell_len(char)
        if used + size > width:
            yield piece
            piece, used = "", 0
        piece += char
        used += size
    yield piece
