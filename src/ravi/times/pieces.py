"""What all matchers of the time grammar share: the tokens, the tables and how near two tokens stand."""

from __future__ import annotations

from collections.abc import Container

from ravi.numerals import Num, Scan
from ravi.numerals.tokens import HALF, LINE
from ravi.times.words import TimeWords, load


class Pieces:
    """The tokens of one text with their numbers, and the tables."""

    def __init__(self, scan: Scan) -> None:
        self.t = scan.tokens.text
        self.gap = scan.tokens.gap
        self.n = len(scan.tokens)
        self.at = scan.at
        self.w: TimeWords = load()

    def near(self, i: int) -> bool:
        """True where token ``i`` exists and stands in the same line as the one before it."""
        return i < self.n and self.gap[i] < LINE

    def phrase(self, i: int, table: Container[str]) -> int:
        """The token after the longest phrase of up to three tokens at ``i`` that is in ``table``, or 0."""
        if i >= self.n:
            return 0
        joined = self.t[i]
        ends = [i + 1] if joined in table else []
        for j in (i + 1, i + 2):
            if not self.near(j) or not self.t[j][0].isalpha():
                break
            joined += self.t[j]
            if joined in table:
                ends.append(j + 1)
        return ends[-1] if ends else 0

    def joined(self, i: int, j: int) -> str:
        """The tokens ``[i, j)`` without gaps."""
        return "".join(self.t[i:j])

    def tied(self, i: int) -> bool:
        """True where token ``i`` is tied to the one before by a half-space or nothing and is letters."""
        return i < self.n and self.gap[i] <= HALF and self.t[i][0].isalpha()

    def num(self, i: int) -> Num | None:
        """The number that begins at token ``i``."""
        return self.at.get(i)

    def follows_of(self, i: int) -> bool:
        """True for «پیش از», «قبل از», «بعد از»: a preposition, not «ago»."""
        return self.t[i] in {"پیش", "قبل", "بعد"} and i + 1 < self.n and self.t[i + 1] == "از"

    def _short(self, number: Num) -> bool:
        return number.value < 100

    def plausible(self, value: int) -> bool:
        """A year that a report may name: solar, lunar or Gregorian."""
        return 1200 <= value <= 1499 or 1500 <= value <= 2150
