"""Pieces of a report's text in which the words of a query stand."""

from __future__ import annotations

from ravi.ledger.compile import report_words, words_in
from ravi.ledger.marks import marks
from ravi.ledger.query import parse
from ravi.ledger.types import Passage
from ravi.record import Span


def passages(text: str, query: str, *, width: int, most: int) -> list[Passage]:
    """The first ``most`` pieces, about ``width`` code points on both sides of a mark, no word cut in two."""
    tree = parse(query)
    out: list[tuple[Span, list[Span]]] = []
    for mark in marks(text, [*words_in(tree), *report_words(tree)]):
        if out and mark[1] <= out[-1][0][1]:
            out[-1][1].append(mark)
            continue
        if len(out) == most:
            break
        start = _space(text, mark[0] - width, mark[0], 0, last=False)
        end = _space(text, mark[1], mark[1] + width, len(text), last=True)
        out.append(((max(start, out[-1][0][1] if out else 0), end), [mark]))
    return [Passage(span, text[slice(*span)], tuple(found)) for span, found in out]


def _space(text: str, low: int, high: int, edge: int, *, last: bool) -> int:
    """Where a piece begins or ends: at a space between two places, or at the edge of the text behind them."""
    if low <= 0 and not last:
        return edge
    if high >= len(text) and last:
        return edge
    at = text.rfind(" ", low, high) if last else text.find(" ", low, high)
    if at < 0:
        return high if last else low
    return at if last else at + 1
