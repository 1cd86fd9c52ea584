"""From the raw text to the repaired view: characters first, then spaces, then half-spaces."""

from __future__ import annotations

import re

from ravi.record import Repair, RepairKind
from ravi.text import halfspace, letters, spacing
from ravi.text.letters import Change
from ravi.text.offsets import OffsetMap
from ravi.text.types import Repaired

_WORD = re.compile("[\\w\u064b-\u065f\u0670\u200c\u200d]+")
_RANK: dict[RepairKind, int] = {
    "half-space": 0, "letter": 1, "digit": 2, "control": 3, "space": 4, "punctuation": 5,
}  # fmt: skip


def repair(raw: str) -> Repaired:
    """Propose repairs for ``raw``; the same text gives the same repairs."""
    found = letters.changes(raw)
    for step in (spacing.changes, halfspace.changes):
        offsets = OffsetMap((start, end, text) for start, end, text, _, _ in found)
        found = _compose(found, offsets, step(apply(raw, found)))
    offsets = OffsetMap((start, end, text) for start, end, text, _, _ in found)
    view = apply(raw, found)
    return Repaired(raw, view, _repairs(view, found, offsets), offsets)


def apply(raw: str, found: list[Change]) -> str:
    """``raw`` with the changes made."""
    if not found:
        return raw
    parts, at = [], 0
    for start, end, text, _, _ in found:
        parts.append(raw[at:start])
        parts.append(text)
        at = end
    parts.append(raw[at:])
    return "".join(parts)


def _compose(first: list[Change], offsets: OffsetMap, second: list[Change]) -> list[Change]:
    """``second``, found on the view that ``first`` gives, and ``first``, as changes of the raw text."""
    if not second:
        return first
    if not first:
        return second
    out: list[Change] = []
    k = 0
    for start, end, text, kind, why in second:
        a, b = offsets.raw_span(start, end)
        while k < len(first) and first[k][1] <= a and first[k][:2] != (a, b):
            out.append(first[k])
            k += 1
        if a == b and k < len(first) and first[k][0] < a:
            continue  # inside one glyph (ﷲ) nothing can be put
        while k < len(first) and first[k][0] >= a and first[k][1] <= b and first[k][:2] != (b, b):
            k += 1  # the second change says what stands there
        out.append((a, b, text, kind, why))
    out.extend(first[k:])
    return out


def _repairs(view: str, found: list[Change], offsets: OffsetMap) -> tuple[Repair, ...]:
    """The changes as repairs: those of one word together, spanning the word."""
    out: list[Repair] = []
    group: list[Change] = []
    word_end = raw_end = shift = 0
    start = 0

    def close() -> None:
        if group:
            kind = min((change[3] for change in group), key=_RANK.__getitem__)
            why = tuple(dict.fromkeys(change[4] for change in group))
            out.append(Repair((start, raw_end), kind, view[view_start:word_end], why))
            group.clear()

    view_start = 0
    for change in found:
        a, b, text, kind, why = change
        at = a + shift
        shift += len(text) - (b - a)
        if group and at <= word_end and (at < word_end or not text) and b <= raw_end:
            group.append(change)
            continue
        close()
        inside = text and _WORD.fullmatch(text)
        left = at and _WORD.match(view, at - 1)
        right = _WORD.match(view, at + len(text))
        if inside or (not text and left and right):
            view_start = at
            while view_start and _WORD.match(view[view_start - 1]):
                view_start -= 1
            match = _WORD.match(view, view_start)
            word_end = match.end() if match else at + len(text)
            start, raw_end = offsets.raw_span(view_start, word_end)
            start, raw_end = min(start, a), max(raw_end, b)
            group.append(change)
        elif kind == "space" and out and out[-1].kind == "space" and a == out[-1].span[1]:
            last = out.pop()
            out.append(Repair((last.span[0], b), kind, last.text + text, tuple(dict.fromkeys([*last.why, why]))))
        else:
            out.append(Repair((a, b), kind, text, (why,)))
    close()
    return tuple(out)
