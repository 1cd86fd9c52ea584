"""The words of the quantity grammar, read from the lexicon once."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any, cast

from ravi import lexicon
from ravi.numerals import fold
from ravi.record import Modifier


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """Units by their spelling without gaps (class), bounds by their tokens, and the words that are no units."""

    units: dict[str, str]
    before: dict[tuple[str, ...], Modifier]
    after: dict[tuple[str, ...], Modifier]
    with_from: dict[tuple[str, ...], Modifier]
    labels: frozenset[str]
    stops: frozenset[str]
    smaller: dict[str, dict[str, int]]
    vague: frozenset[str]
    scores: frozenset[str]
    before_digits: frozenset[str]


@functools.cache
def load() -> QuantityWords:
    """The tables of ``quantities_units``, ``quantities_bounds`` and ``quantities_words``."""
    units: dict[str, str] = {}
    for row in lexicon.table("quantities_units"):
        for name in [row["unit"], *row["also"].split("|")]:
            if name:
                units.setdefault(fold(name).replace("\u200c", ""), row["class"])
    places: dict[str, dict[tuple[str, ...], Modifier]] = {"before": {}, "after": {}, "from": {}}
    for row in lexicon.table("quantities_bounds"):
        places[row["place"]][tuple(fold(row["phrase"]).split())] = cast(Modifier, row["modifier"])
    words: dict[str, Any] = lexicon.toml("quantities_words")
    return QuantityWords(
        units=units,
        before=places["before"],
        after=places["after"],
        with_from=places["from"],
        labels=frozenset(words["labels"]["words"]),
        stops=frozenset(words["stops"]["words"]),
        smaller=words["smaller"],
        vague=frozenset(words["vague"]["words"]),
        scores=frozenset(words["scores"]["words"]),
        before_digits=frozenset(words["before_digits"]["words"]),
    )
