"""Learn how sure an attribution is: the weights of ``ravi.attributions.confidence``.

    python -m training.attributions ../shared/gold/reports src/ravi/lexicon/cues_confidence.toml

A logistic regression with a quadratic penalty, fitted by Newton's method from zero, so that the same reports
give the same weights.  An attribution counts as right where who, cue and content (0.8 of the tokens) are those
of the annotation, by the gold's own scorer.  Prints the log loss and the calibration error with each outlet
left out in turn (these figures count), then trains on all.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ravi import actors, times
from ravi.attributions import confidence, naming, tellings
from ravi.language import analyse
from ravi.record import Record, Report

PENALTY = 1.0
ROUNDS = 25


@dataclass
class Case:
    """One predicted attribution: its features, and whether all of it is right."""

    outlet: str
    features: tuple[str, ...]
    right: bool


def cases(report: dict[str, Any], scorer: Any) -> list[Case]:
    """The attributions found in one annotated report, judged by ``scorer`` (``bench.scorer.Scorer``)."""
    analysis = analyse(report["text"])
    dates = times.find(analysis, published=report["published"])
    cast = actors.find(analysis, outlet=report["outlet"])
    view, drafts = tellings(analysis, cast, dates)
    told = naming.attributions(view, cast, drafts)
    record = Record(report=Report(id=report["id"], text=report["text"]), actors=cast.actors(), attributions=told)
    judged = scorer.judged(report, json.loads(record.to_json()))
    return [
        Case(report["outlet"], confidence.features(view, draft), whole)
        for draft, (_, _, whole) in zip(drafts, judged, strict=True)
    ]


def train(learned_from: Sequence[Case]) -> dict[str, float]:
    """Weights by feature."""
    names = sorted({name for case in learned_from for name in case.features})
    column = {name: i for i, name in enumerate(names)}
    rows = np.zeros((len(learned_from), len(names)))
    for i, case in enumerate(learned_from):
        rows[i, [column[name] for name in case.features]] = 1.0
    right = np.array([case.right for case in learned_from], dtype=float)
    found = np.zeros(len(names))
    for _ in range(ROUNDS):
        chance = 1.0 / (1.0 + np.exp(-rows @ found))
        slope = rows.T @ (right - chance) - PENALTY * found
        bend = (rows.T * (chance * (1.0 - chance))) @ rows + PENALTY * np.eye(len(names))
        found = found + np.linalg.solve(bend, slope)
    return {name: round(float(value), 3) for name, value in zip(names, found, strict=True)}


def chance(learnt: dict[str, float], case: Case) -> float:
    """The probability that the case is right, by these weights."""
    return 1.0 / (1.0 + math.exp(-sum(learnt.get(name, 0.0) for name in case.features)))


def crossed(found: Sequence[Case]) -> tuple[float, float]:
    """Log loss and expected calibration error (ten bins), each outlet judged by weights that never saw it."""
    pairs: list[tuple[float, bool]] = []
    for outlet in sorted({case.outlet for case in found}):
        learnt = train([case for case in found if case.outlet != outlet])
        pairs += [(chance(learnt, case), case.right) for case in found if case.outlet == outlet]
    loss = -sum(math.log(p if right else 1.0 - p) for p, right in pairs) / len(pairs)
    bins: dict[int, list[tuple[float, bool]]] = {}
    for p, right in pairs:
        bins.setdefault(min(9, int(p * 10)), []).append((p, right))
    error = sum(abs(sum(r for _, r in b) - sum(p for p, _ in b)) for b in bins.values()) / len(pairs)
    return loss, error


def main() -> None:
    """Cross-validate, train on all, write."""
    from bench.scorer import Scorer

    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    scorer = Scorer(folder.parent / "score.py")
    reports = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    found = [case for report in reports for case in cases(report, scorer)]
    loss, error = crossed(found)
    share = sum(case.right for case in found) / len(found)
    plain = -(share * math.log(share) + (1 - share) * math.log(1 - share))
    told = f"log loss {loss:.3f} (a constant: {plain:.3f}), calibration error {error:.3f} over {len(found)}"
    print("each outlet left out in turn:", told)
    lines = [
        "# Weights of the features of ravi.attributions.confidence; made by training/attributions.py from",
        f"# annotated reports. Each outlet left out in turn: {told}.",
        "[weights]",
        *(f'"{name}" = {value}' for name, value in train(found).items()),
    ]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
