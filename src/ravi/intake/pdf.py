"""The text layer of a PDF in reading order: from where its glyphs stand, not from the order they were written in.

A PDF holds glyphs and places.  Printers write Persian as it looks, word by word backwards, or in logical order, and
leave out spaces; only where a glyph stands is the same for all of them.  So each line is read off the page: its
glyphs from right to left, numbers and Latin words turned back, a space wherever there is room for one, and lines
that were broken for want of room joined again.  Half-spaces have no glyph; what is lost is left to the repairs.
"""

from __future__ import annotations

import bisect
import ctypes
import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from ravi.errors import InputError

__all__ = ["MOST_PAGES", "pdf"]

MOST_PAGES = 5_000
MOST_GLYPHS = 20_000_000
"""Glyphs of one document: some ten thousand full pages."""

_ROOM = 0.12
"""Of the font's size: a gap wider than this is a space.  Word spaces are 0.25 to 0.35, kerning below 0.1."""
_APART = 3.0
"""Of the font's size: a gap wider than this parts two columns."""
_SAME_LINE = 0.35
"""Of the font's size: how far two glyphs of a line may stand from one base line (marks, raised dots)."""
_LEADING = 2.2
"""Of the font's size: lines further apart are two paragraphs."""
_AROUND = 60
"""Lines on either side that tell how wide a column is."""
_FULL = 0.12
"""Of the block's width: a line that ends nearer to its edge was broken for want of room."""

_ARABIC = re.compile("[\u0600-\u065f\u066e-\u06ef\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
# A number with its inner separators, and Latin words with what stands between them, run from left to right.
_LEFT_TO_RIGHT = re.compile(
    r"[0-9\u06f0-\u06f9\u0660-\u0669]+(?:[.,/:\u066b\u066c][0-9\u06f0-\u06f9\u0660-\u0669]+)*"
    r"|[^\W\d_\u0600-\u06ff](?:[^\u0600-\u06ff()\[\]«»\n]*[^\W_\u0600-\u06ff])?"
)
# The commonest words of two to four letters; written backwards they are no words.
_COMMON = frozenset(("از", "به", "در", "که", "را", "این", "است", "برای", "شد", "کرد", "گفت", "آن", "می", "تا"))
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_OPEN, _CLOSE = "([{«", ")]}»"


@dataclass(slots=True)
class Glyph:
    """A character with its left edge, its right edge, its base line and the size of its font, in points."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class Line:
    """A line in reading order with the box it fills; ``seen`` is it as it looks from left to right."""

    text: str
    seen: str
    left: float
    right: float
    base: float
    size: float
    rtl: bool


def pdf(data: bytes, where: str) -> str:
    """The text of a PDF file, a line a paragraph; raises InputError where it is damaged or has none (a scan)."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise InputError(f"a PDF file that cannot be opened: {error}", where=where) from None
    try:
        if len(document) > MOST_PAGES:
            raise InputError(f"{len(document)} pages, more than {MOST_PAGES}", where=where)
        pages, glyphs = [], 0
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            glyphs += text.count_chars()
            if glyphs > MOST_GLYPHS:
                raise InputError(f"more than {MOST_GLYPHS} characters", where=where, hint="give a part of it")
            pages.append(_lines(list(_glyphs(text))))
            text.close()
            page.close()
    except pypdfium2.PdfiumError as error:
        raise InputError(f"a damaged PDF file: {error}", where=where) from None
    finally:
        document.close()
    # Some programs write Persian in logical order with no thought of its direction: the page looks backwards.
    if is_backwards("\n".join(line.text for lines in pages for line in lines)):
        for line in (line for lines in pages for line in lines if line.rtl):
            line.text = line.seen
    whole = "\n".join(filter(None, map(_joined, pages))).strip()
    if not whole:
        raise InputError(
            "the PDF has no text layer: it is a scan, or pictures of text",
            where=where,
            hint="run a text recognition over it first (ocrmypdf -l fas)",
        )
    return _brackets(whole)


def is_backwards(text: str) -> bool:
    """Whether more of the commonest words stand in a text backwards than forwards."""
    words = text.split()
    forward = sum(word in _COMMON for word in words)
    backward = sum(word[::-1] in _COMMON and word not in _COMMON for word in words)
    return backward > max(2, 2 * forward)


def _glyphs(page: Any) -> Iterator[Glyph]:
    """The glyphs of a page as they were written; what pdfium puts in of its own is left out."""
    import pypdfium2.raw as raw

    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    for i in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, i)
        if raw.FPDFText_IsGenerated(page, i) == 1 or code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
            continue
        text = chr(code)
        if _ARABIC.match(text):
            # A presentation form is how a letter looked on the page, not another letter.
            text = unicodedata.normalize("NFKC", text)
        # From the origin on: the ink of an alef fills a third of its place.
        if not (raw.FPDFText_GetCharOrigin(page, i, x, y) and raw.FPDFText_GetLooseCharBox(page, i, box)):
            continue
        if text.isspace() and box.right - box.left < 0.1:
            continue  # put in by pdfium where it takes a gap for a space, often within a word
        size = max(box.top - box.bottom, raw.FPDFText_GetFontSize(page, i), 1.0)
        left, right = (x.value, x.value) if text.isspace() else (min(x.value, box.left), box.right)
        if text.isprintable() or text.isspace():
            yield Glyph(text, left, right, y.value, size)


def _lines(glyphs: list[Glyph]) -> list[Line]:
    """Glyphs that were written one after another on one base line, cut where a column ends."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and abs(runs[-1][-1].base - glyph.base) <= _SAME_LINE * max(glyph.size, runs[-1][-1].size):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    found: list[Line] = []
    for run in runs:
        size = median(glyph.size for glyph in run)
        seen = [glyph for glyph in run if not glyph.text.isspace()]
        seen.sort(key=_middle)
        parts: list[list[Glyph]] = []
        for glyph in seen:
            if parts and glyph.left - max(g.right for g in parts[-1][-8:]) <= _APART * size:
                parts[-1].append(glyph)
            else:
                parts.append([glyph])
        lines = [_line(part, run, size) for part in parts]
        found += lines[::-1] if any(line.rtl for line in lines) else lines
    return found


def _line(part: list[Glyph], run: list[Glyph], size: float) -> Line:
    """One line, ``part`` in the order of the page from left to right; ``run`` tells the order of writing."""
    order = {id(glyph): number for number, glyph in enumerate(run)}
    spaces = sorted(glyph.left for glyph in run if glyph.text.isspace())
    letters = "".join(glyph.text for glyph in part)
    rtl = 3 * len(_ARABIC.findall(letters)) >= sum(c.isalpha() for c in letters) and bool(_ARABIC.search(letters))
    seen: list[str] = []
    last, at = None, 0
    for cluster in _clusters(part, order):
        if last is not None:
            left, right = min(g.left for g in cluster), last
            while at < len(spaces) and spaces[at] < right - _ROOM * size:
                at += 1
            written = at < len(spaces) and spaces[at] <= left + _ROOM * size
            if left - right > _ROOM * size or (written and left - right > 0):
                seen.append(" ")
        seen.append("".join(glyph.text for glyph in cluster))
        last = max(last if last is not None else -1e9, *(g.right for g in cluster))
    left_to_right = " ".join("".join(seen).split())
    text = " ".join(_turned("".join(reversed(seen))).split()) if rtl else left_to_right
    box = part[0].left, max(glyph.right for glyph in part)
    return Line(text, left_to_right, *box, part[0].base, size, rtl)


def _clusters(part: list[Glyph], order: dict[int, int]) -> list[list[Glyph]]:
    """Letters with their marks, and the letters of one ligature, in logical order."""
    found: list[list[Glyph]] = []
    marks = [glyph for glyph in part if unicodedata.combining(glyph.text[:1])]
    for glyph in part:
        if unicodedata.combining(glyph.text[:1]):
            continue
        if found and (abs(found[-1][0].left - glyph.left) < 0.01 and abs(found[-1][0].right - glyph.right) < 0.01):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    for cluster in found:
        cluster.sort(key=lambda glyph: order[id(glyph)])
        # pdfium turns what it holds to be a line from right to left, ligatures with it: لا would be ال.
        if len(cluster) == 2 and cluster[1].text == "ل" and cluster[0].text in "اآأإ":
            cluster.reverse()
    middles = [_middle(cluster[0]) for cluster in found]
    for mark in marks:
        at = bisect.bisect_left(middles, _middle(mark))
        near = range(max(0, at - 1), min(len(found), at + 1))
        if near:
            found[min(near, key=lambda i: abs(middles[i] - _middle(mark)))].append(mark)
    return found


def _middle(glyph: Glyph) -> float:
    return (glyph.left + glyph.right) / 2


def _turned(line: str) -> str:
    """A line that was read from right to left, with numbers and Latin words turned back, brackets as they look."""
    return _LEFT_TO_RIGHT.sub(lambda found: found[0][::-1].translate(_MIRRORED), line)


def _joined(lines: list[Line]) -> str:
    """The lines of a page, those that were broken for want of room joined by a space."""
    if not lines:
        return ""
    out = lines[0].text
    for number, (before, line) in enumerate(itertools.pairwise(lines)):
        around = lines[max(0, number - _AROUND) : number + _AROUND]
        block = [other for other in around if abs(other.size - before.size) < 0.5 and _beside(other, before)]
        left, right = min(b.left for b in block), max(b.right for b in block)
        room = (before.left - left) if before.rtl else (right - before.right)
        near = 0 < before.base - line.base <= _LEADING * before.size
        full = room <= _FULL * (right - left) and abs(line.size - before.size) < 0.5 and _beside(line, before)
        out += (" " if near and full else "\n") + line.text
    return out


def _beside(one: Line, other: Line) -> bool:
    """Whether two lines stand in one column."""
    return min(one.right, other.right) - max(one.left, other.left) > 0.5 * min(
        one.right - one.left, other.right - other.left
    )


def _brackets(text: str) -> str:
    """The text with its brackets the other way round where they then fit: in Persian ( is drawn as )."""
    persian = "\n".join(line for line in text.split("\n") if _ARABIC.search(line))
    if _fits(persian.translate(_MIRRORED)) <= _fits(persian):
        return text
    return "\n".join(_mirrored(line) if _ARABIC.search(line) else line for line in text.split("\n"))


def _mirrored(line: str) -> str:
    out, at = "", 0
    for found in _LEFT_TO_RIGHT.finditer(line):
        out += line[at : found.start()].translate(_MIRRORED) + found[0]
        at = found.end()
    return out + line[at:].translate(_MIRRORED)


def _fits(text: str) -> int:
    """How many brackets open before they close, less those that do not."""
    open_ones, fit = 0, 0
    for char in text:
        if char in _OPEN:
            open_ones += 1
        elif char in _CLOSE:
            fit += 1 if open_ones else -1
            open_ones = max(0, open_ones - 1)
    return fit
