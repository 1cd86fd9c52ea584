"""Which of two words was meant, by its neighbours: نامهای is نام‌های before a noun, نامه‌ای before a verb."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from importlib import resources

from ravi.text.letters import HALF_SPACE


def evidence(before: str, after: str) -> tuple[str, ...]:
    """What the neighbours show, half-spaces left out; ``""`` is the edge of a line, marks are themselves."""
    before, after = before.replace(HALF_SPACE, ""), after.replace(HALF_SPACE, "")
    return (
        f"before:{before}",
        f"before:…{before[-2:]}",
        f"after:{after}",
        f"after:…{after[-2:]}",
        f"after:{after[:2]}…",
    )


class Context:
    """Log odds of a plural with ezafe (X‌های) against a word in ‌ه with ‌ای (Xه‌ای)."""

    __slots__ = ("weights",)

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights

    def plural(self, before: str, after: str, odds: float) -> float:
        """The probability of the plural, given its ``odds`` among the counts."""
        score = math.log(odds) + sum(self.weights.get(name, 0.0) for name in evidence(before, after))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


@functools.cache
def context() -> Context:
    """The context that the package knows."""
    weights: dict[str, float] = {}
    text = resources.files("ravi.lexicon").joinpath("text_context_weights.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        name, _, value = line.rpartition("\t")
        if name and name != "evidence" and not line.startswith("#"):
            weights[name] = float(value)
    return Context(weights)
