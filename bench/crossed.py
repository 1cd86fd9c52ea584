"""What is learned on the gold, learned anew without the outlet that is read (leave one outlet out).

Each learner is a context manager over the reports that may be learned from: inside it, its floor uses weights
that have seen these reports alone.  Rules and word lists are not learned, but they were written with the gold
in view; what they are worth elsewhere only other reports tell.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager

from bench.scorer import Json

Predict = Callable[[Sequence[Json]], tuple[list[Json | None], int]]
Learner = Callable[[Sequence[Json]], AbstractContextManager[None]]


@contextlib.contextmanager
def antecedents(reports: Sequence[Json]) -> Iterator[None]:
    """Whom a pronoun or a dropped subject means: ``lexicon/actors_antecedent.toml``."""
    from ravi.actors.antecedent import weights
    from training import actors_antecedent

    held = weights()
    kept = dict(held)
    learned = actors_antecedent.train([case for report in reports for case in actors_antecedent.cases(report)])
    held.clear()
    held.update(learned)
    try:
        yield
    finally:
        held.clear()
        held.update(kept)


@contextlib.contextmanager
def sureness(reports: Sequence[Json]) -> Iterator[None]:
    """How sure an attribution is: ``lexicon/cues_confidence.toml``."""
    from bench.data import GOLD
    from bench.scorer import Scorer
    from ravi.attributions.confidence import weights
    from training import attributions

    held = weights()
    kept = dict(held)
    scorer = Scorer(GOLD / "score.py")
    learned = attributions.train([case for report in reports for case in attributions.cases(report, scorer)])
    held.clear()
    held.update(learned)
    try:
        yield
    finally:
        held.clear()
        held.update(kept)


LEARNERS: tuple[Learner, ...] = (antecedents, sureness)


@contextlib.contextmanager
def without(outlet: str, gold: Sequence[Json]) -> Iterator[None]:
    """Inside it, nothing that was learned has seen a report of ``outlet``."""
    rest = [report for report in gold if report["outlet"] != outlet]
    with contextlib.ExitStack() as stack:
        for learner in LEARNERS:
            stack.enter_context(learner(rest))
        yield


def predict(gold: Sequence[Json], predict: Predict) -> tuple[list[Json | None], int]:
    """Records of all reports, each read by a Ravi that has not learned from its outlet."""
    records: dict[str, Json | None] = {}
    failed = 0
    for outlet in sorted({report["outlet"] for report in gold}):
        part = [report for report in gold if report["outlet"] == outlet]
        with without(outlet, gold):
            found, broken = predict(part)
        failed += broken
        records |= {report["id"]: record for report, record in zip(part, found, strict=True)}
    return [records[report["id"]] for report in gold], failed
