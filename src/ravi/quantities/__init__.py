"""Floor 4: numbers with their unit and bound."""

from __future__ import annotations

import bisect

from ravi.language import Analysis
from ravi.numerals import Scan, scan
from ravi.quantities.grammar import Grammar
from ravi.record import Quantity, TimeExpression

__all__ = ["find"]


def find(analysis: Analysis, times: tuple[TimeExpression, ...]) -> tuple[Quantity, ...]:
    """All quantities in the order of the text, none inside an expression of time.  Ids are ``Q1``, ``Q2``, …"""
    found = scan(analysis.repaired)
    taken = _taken(analysis, found, times)
    tags = _tags(analysis)

    def tag(i: int) -> str | None:
        return tags.get(analysis.repaired.raw_span(found.tokens.start[i], found.tokens.end[i])[0])

    out: list[Quantity] = []
    start, end = found.tokens.start, found.tokens.end
    for x in Grammar(found, taken.__contains__, tag).find():
        unit = x.unit_text
        if unit is None and x.unit is not None:
            unit = " ".join(analysis.repaired.text[start[x.unit[0]] : end[x.unit[1] - 1]].split())
        out.append(
            Quantity(
                id=f"Q{len(out) + 1}",
                span=analysis.repaired.raw_span(start[x.first], end[x.last - 1]),
                value=x.value,
                value_to=x.value_to,
                modifier=x.modifier,
                unit=unit,
                why=tuple(x.why),
            )
        )
    return tuple(out)


def _taken(analysis: Analysis, found: Scan, times: tuple[TimeExpression, ...]) -> set[int]:
    """The tokens that stand in expressions of time."""
    out: set[int] = set()
    for time in times:
        a, b = analysis.repaired.view_span(*time.span)
        first = bisect.bisect_left(found.tokens.end, a + 1)
        last = bisect.bisect_left(found.tokens.start, b)
        out.update(range(first, last))
    return out


def _tags(analysis: Analysis) -> dict[int, str]:
    """The universal tag of the word that begins at a raw offset; LVC for the noun of a light verb (۵۰ اعلام شد)."""
    return {word.start: "LVC" if word.deprel == "compound:lvc" else word.upos for word in analysis.words}
