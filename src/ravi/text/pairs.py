"""Two words with a space between them that good texts write as one with a half-space."""

from __future__ import annotations

import functools

from ravi.lexicon import table
from ravi.text.forms import Forms, forms
from ravi.text.letters import HALF_SPACE
from ravi.text.verbs import follows_mi

_PRIOR = 1.0
_FUNCTION = 6000  # words as common as this (از, خود, سال) make no new compounds
_MI = frozenset({"می", "نمی"})

Found = tuple[float, bool, str]
"""``(share, must, why)``: how often good texts put a half-space there, and whether all of them do."""


class Pairs:
    """Shares of half-spaces among the ways to write a pair of words."""

    __slots__ = ("_firsts", "_kept", "_lasts", "_suffixes", "forms", "triples")

    def __init__(self, forms: Forms, rules: tuple[dict[str, str], ...]) -> None:
        """``rules`` are the rows of ``text_pairs.tsv``."""
        self.forms = forms
        self._suffixes: dict[str, dict[str, float]] = {}
        self._firsts: dict[str, float] = {}
        self._lasts: dict[str, float] = {}
        self._kept: dict[tuple[str, str], Found | None] = {}
        for row in rules:
            share = float(row["share"])
            if row["place"] == "suffix":
                self._suffixes.setdefault(row["element"], {})[row["after"]] = share
            elif row["place"] == "first":
                self._firsts[row["element"]] = share
            else:
                self._lasts[row["element"]] = share
        self.triples: dict[tuple[str, str], dict[str, float]] = {}
        for form, n in forms.counts.items():
            if form.count(HALF_SPACE) == 2:
                first, second, third = form.split(HALF_SPACE)
                share = 0.98 * n / (n + forms.counts.get(f"{first} {second} {third}", 0))
                if second not in self._suffixes and third not in self._suffixes and first not in _MI:
                    self.triples.setdefault((first, second), {})[third] = share

    def share(self, first: str, last: str) -> Found | None:
        """How often good texts write ``first`` and ``last`` as one word; None where they never do."""
        if last in self._suffixes:
            return self._after(first, last)
        if first in _MI:
            return (0.999, True, f"{first} before a verb") if follows_mi(last.partition(HALF_SPACE)[0]) else None
        counts = self.forms.counts
        one = counts.get(first + HALF_SPACE + last, 0)
        base = self._base(first, last)
        if not one and not base:
            return None
        two = counts.get(f"{first} {last}", 0)
        share = (one + _PRIOR * base) / (one + two + _PRIOR)
        return min(share, 0.98), False, f"one word {one} times, two {two} times"

    def _base(self, first: str, last: str) -> float:
        """The share of an element over all its pairs, for pairs that were never counted."""
        counts = self.forms.counts
        if counts.get(first, 0) > _FUNCTION or counts.get(last, 0) > _FUNCTION:
            return 0.0
        return max(self._firsts.get(first, 0.0), self._lasts.get(last.partition(HALF_SPACE)[0], 0.0))

    def _after(self, stem: str, suffix: str) -> Found | None:
        by_end = self._suffixes[suffix]
        end = stem[-1]
        base = by_end.get(end, by_end.get("*", 0.0))
        counts = self.forms.counts
        one, two = counts.get(stem + HALF_SPACE + suffix, 0), counts.get(f"{stem} {suffix}", 0)
        share = (one + 4 * base) / (one + two + 4)
        must = end == "ه" and suffix not in {"ام", "ی", "است"} and share > 0.97
        return (share, must, f"{suffix} after {end}") if share else None


@functools.cache
def pairs() -> Pairs:
    """The pairs that the package knows."""
    return Pairs(forms(), table("text_pairs"))
