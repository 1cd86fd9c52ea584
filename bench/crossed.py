"""What is learned on the gold, learned anew without the outlet that is read (leave one outlet out)."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bench.scorer import Json

Predict = Callable[[Sequence[Json]], tuple[list[Json | None], int]]

# Modules with ``trained_without(outlet, gold) -> context manager``: inside it the floor uses weights that have
# not seen the outlet.  A floor that learns nothing on the gold has none.
LEARNERS = ("training.attributions", "training.events", "training.actors")


def learners() -> list[Any]:
    """The modules of ``LEARNERS`` that are there."""
    return [
        importlib.import_module(name)
        for name in LEARNERS
        if importlib.util.find_spec(name) and hasattr(importlib.import_module(name), "trained_without")
    ]


@contextlib.contextmanager
def without(outlet: str, gold: Sequence[Json]) -> Iterator[None]:
    """Inside it, nothing that was learned has seen a report of ``outlet``."""
    with contextlib.ExitStack() as stack:
        for module in learners():
            stack.enter_context(module.trained_without(outlet, [r for r in gold if r["outlet"] != outlet]))
        yield


def predict(gold: Sequence[Json], predict: Predict) -> tuple[list[Json | None], int]:
    """Records of all reports, each read by a Ravi that has not learned from its outlet."""
    records: dict[str, Json | None] = {}
    failed = 0
    for outlet in sorted({r["outlet"] for r in gold}):
        part = [r for r in gold if r["outlet"] == outlet]
        with without(outlet, gold):
            found, broken = predict(part)
        failed += broken
        records |= {r["id"]: record for r, record in zip(part, found, strict=True)}
    return [records[r["id"]] for r in gold], failed
