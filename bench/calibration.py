"""Whether ``confidence`` means something: of the attributions given 0.8, eight in ten should be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of like confidence: their number, mean confidence and the share that is right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def bins(pairs: Sequence[tuple[float, bool]], *, count: int = 10) -> list[Bin]:
    """Bins of equal width over [0, 1]; empty ones are left out."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(count)]
    for confidence, right in pairs:
        held[min(count - 1, max(0, int(confidence * count)))].append((confidence, right))
    return [
        Bin(i / count, (i + 1) / count, len(b), sum(c for c, _ in b) / len(b), sum(r for _, r in b) / len(b))
        for i, b in enumerate(held)
        if b
    ]


def expected_error(pairs: Sequence[tuple[float, bool]], *, count: int = 10) -> float:
    """The expected calibration error (Naeini et al. 2015): mean |right − confidence|, weighted by bin."""
    if not pairs:
        return 0.0
    return sum(b.count * abs(b.right - b.confidence) for b in bins(pairs, count=count)) / len(pairs)


def table(pairs: Sequence[tuple[float, bool]], title: str) -> str:
    """The bins as a table in Markdown, the expected calibration error above it."""
    out = [
        f"{title}: expected calibration error {expected_error(pairs):.3f} over {len(pairs)}",
        "",
        "| confidence | n | mean | right |",
        "|---|---|---|---|",
    ]
    out += [f"| {b.low:.1f}–{b.high:.1f} | {b.count} | {b.confidence:.3f} | {b.right:.3f} |" for b in bins(pairs)]
    return "\n".join(out)
