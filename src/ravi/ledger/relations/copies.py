"""Wire copies, rewrites and excerpts: reports that share runs of words (w-shingling, Broder 1997).

A shingle is five folded words in a row.  Every report keeps those whose checksum falls into one of four classes,
a short one all of them, in an inverted index; two reports that meet there often enough are compared whole.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ravi.ledger.folding import words_of
from ravi.ledger.relations.types import Evidence
from ravi.record import Span

WIDTH = 5
"""Words of a shingle: runs of five are rarely met by chance."""
_SAMPLE = 4
"""One shingle of so many is indexed; containment is estimated without bias on those."""
_SHORT = 120
"""Up to so many shingles, all are indexed."""
LEAST = 8
"""Shingles that must be shared: a set phrase or a title of an office has fewer."""
_COPY = 0.8
"""Share of both texts from which they are one text."""
_EXCERPT = 0.6
"""Share of the shorter from which it is taken out of the longer."""
_REWRITE = ((0.2, 16), (0.12, 40))
"""Share of the shorter, and shingles, from which one is made from the other."""
_NEWS, _OLD_NEWS = 14, 40
"""Days within which news is copied, and the shingles that are asked for after that: yearly rites are told in set
phrases."""
_IN_A_ROW = 12
"""Shingles in a row, so sixteen words: a form that is filled in each time has shorter pieces."""
RUNS = 3
"""Runs of words that are shown as evidence, the longest first."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in shingles: the words with their spans, and where each shingle first begins."""

    words: Sequence[tuple[str, Span]]
    at: Mapping[int, int]

    @classmethod
    def of(cls, text: str) -> Text:
        """Cut a text into shingles."""
        found = words_of(text)
        at: dict[int, int] = {}
        for i in range(len(found) - WIDTH + 1):
            code = zlib.crc32(" ".join(word for word, _ in found[i : i + WIDTH]).encode("utf-8", "surrogatepass"))
            at.setdefault(code, i)
        return cls(found, at)

    def sample(self) -> list[int]:
        """The shingles to index."""
        if len(self.at) <= _SHORT:
            return sorted(self.at)
        return sorted(code for code in self.at if code % _SAMPLE == 0)


@dataclass(frozen=True, slots=True)
class Shared:
    """What two texts share: how much of each stands in the other, and in what form."""

    form: str
    shingles: int
    of_one: float
    of_other: float
    runs: tuple[Evidence, ...]


def compare(one: Text, other: Text, text: str, days: int | None) -> Shared | None:
    """How one text is made of the other, None where they share too little.

    ``text`` is that of ``one``, ``days`` how many lie between the two, None where that is not known.
    """
    both = one.at.keys() & other.at.keys()
    if len(both) < (LEAST if days is None or days <= _NEWS else _OLD_NEWS):
        return None
    of_one, of_other = len(both) / len(one.at), len(both) / len(other.at)
    if min(of_one, of_other) >= _COPY:
        form = "copy"
    elif max(of_one, of_other) >= _EXCERPT:
        form = "excerpt"
    elif any(max(of_one, of_other) >= share and len(both) >= least for share, least in _REWRITE):
        form = "rewrite"
    else:
        return None
    runs = _runs(one, other, both)
    if runs[0][2] < _IN_A_ROW:
        return None
    return Shared(form, len(both), round(of_one, 3), round(of_other, 3), _shown(one, other, runs[:RUNS], text))


def _runs(one: Text, other: Text, both: set[int]) -> list[list[int]]:
    """Where shingles follow one another on both sides, and how many, the longest first."""
    places = sorted((one.at[code], other.at[code]) for code in both)
    runs: list[list[int]] = []
    for a, b in places:
        if runs and runs[-1][0] + runs[-1][2] == a and runs[-1][1] + runs[-1][2] == b:
            runs[-1][2] += 1
        else:
            runs.append([a, b, 1])
    return sorted(runs, key=lambda run: (-run[2], run[0]))


def _shown(one: Text, other: Text, runs: list[list[int]], text: str) -> tuple[Evidence, ...]:
    found = []
    for a, b, length in runs:
        last = length + WIDTH - 2
        here = (one.words[a][1][0], one.words[a + last][1][1])
        there = (other.words[b][1][0], other.words[b + last][1][1])
        found.append(Evidence("words", text[slice(*here)], (here, there)))
    return tuple(found)
