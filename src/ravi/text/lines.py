"""Lines to paragraphs: each line is one, unless the text was hard-wrapped at a width.

Old archives (Hamshahri 2003-2007) break their lines in mid-sentence near column 85.  A text is taken for
hard-wrapped where no line is long and most of the lines that fill the width end without a stop.
"""

from __future__ import annotations

import re

_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_STOPS = tuple('.!؟?:؛…»”")]')
_WIDEST = 130  # code points; terminals, mail and old databases wrap at 60 to 120
_NARROWEST = 40
_FULL = 0.8  # a line this full of the widest one was broken for its width, if its next word had no room


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The spans of the paragraphs of ``text``: non-empty lines, or blocks of hard-wrapped lines."""
    lines: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        line = match.group()
        if not line.isspace():
            lines.append((match.start(), match.start() + len(line.rstrip())))
    width = _width(text, lines)
    if not width:
        return lines
    out: list[tuple[int, int]] = []
    last_start = 0
    for start, end in lines:
        if out and _runs_on(text, out[-1], last_start, start, end, width):
            out[-1] = out[-1][0], end
        else:
            out.append((start, end))
        last_start = start
    return out


def _width(text: str, lines: list[tuple[int, int]]) -> int:
    """The width that the text was wrapped at, 0 where it was not."""
    if len(lines) < 4:
        return 0
    widest = max(end - start for start, end in lines)
    if not _NARROWEST <= widest <= _WIDEST:
        return 0
    full = [end for start, end in lines[:-1] if end - start >= _FULL * widest]
    running = sum(not text.startswith(_STOPS, end - 1) for end in full)
    return widest if len(full) >= 3 and running >= 0.6 * len(full) else 0


def _runs_on(text: str, before: tuple[int, int], last_start: int, start: int, end: int, width: int) -> bool:
    """Whether the line ``[start, end)`` goes on with the sentence of the line that ends at ``before[1]``."""
    if text.count("\n", before[1], start) > 1:
        return False
    word = end - start
    for at in range(start, min(end, start + width)):
        if text[at].isspace():
            word = at - start
            break
    length = before[1] - last_start
    return length + 1 + word >= _FULL * width + 6
