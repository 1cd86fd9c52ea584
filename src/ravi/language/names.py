"""Names of a whole text: what the network says of each word, held against what it says of the same word elsewhere.

A surname that the first sentence introduces with its given name stands bare in the fifth; there the network,
which sees one sentence at a time, may miss it.  So each word's scores are leant towards the mean of what its
other occurrences in the text got, before the best legal sequence of tags is sought.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Sequence

import numpy as np

from ravi.language import decode
from ravi.language.network import Floats

__all__ = ["lean", "sound", "tags"]

_PAIRS = {"«": "»", "“": "”", "(": ")", "[": "]"}

_BINDING = frozenset({"و", "از", "به", "در", "که", "را", "،", "؛", ":", "-"})
"""What binds to the word behind it or stands between two: no name ends in it."""

_WEIGHT = 0.4
"""How much the other occurrences count; this and the next chosen on the dev part of the names data."""

_UNSURE = 0.2
"""Added to their probabilities: elsewhere a word may be no name (کیهان, انتخاب), so they are no veto."""

_COMPARED = frozenset({"", "PER", "ORG", "LOC"})
"""Kinds that are compared: the words of dates and amounts recur in everything."""

_SHORTEST = 3
"""Letters of a word that is compared: shorter ones are mostly particles."""


@functools.cache
def _legal(labels: tuple[str, ...]) -> tuple[Floats, Floats]:
    return decode.legal(labels)


@functools.cache
def _kinds(labels: tuple[str, ...]) -> Floats:
    """Which of the compared kinds (PER, …, or none) a tag is of, as a matrix of 0 and 1 [L, K]."""
    kinds = sorted(_COMPARED & {label[2:] for label in labels})
    found = np.zeros((len(labels), len(kinds)), dtype=np.float32)
    for i, label in enumerate(labels):
        if label[2:] in kinds:
            found[i, kinds.index(label[2:])] = 1
    return found


def lean(keys: Sequence[str], scores: Floats, labels: Sequence[str]) -> Floats:
    """Log-probabilities [N, L] of all words of a text, leant towards those of the same folded spelling."""
    top = scores - scores.max(1, keepdims=True)
    odds: Floats = top - np.log(np.exp(top).sum(1, keepdims=True))
    counts = Counter(key for key in keys if len(key) >= _SHORTEST and key[0].isalpha())
    numbers = {key: i for i, key in enumerate(key for key, n in counts.items() if n > 1)}
    where = np.array([k for k, key in enumerate(keys) if key in numbers], dtype=np.int64)
    if not len(where):
        return odds
    which = np.array([numbers[keys[k]] for k in where])
    kinds = _kinds(tuple(labels))
    each = np.exp(odds[where]) @ kinds
    total = np.zeros((len(numbers), kinds.shape[1]), dtype=np.float32)
    np.add.at(total, which, each)
    often = np.bincount(which)[which][:, None]
    others = (total[which] - each) / (often - 1)
    shift = _WEIGHT * np.log(np.maximum(others, 0) + _UNSURE)
    # The kinds that are not compared go with "no name", so that nothing moves them against it.
    odds[where] += shift @ kinds.T + shift[:, :1] * (1 - kinds.sum(1))
    return odds


def tags(odds: Floats, lengths: Sequence[int], labels: Sequence[str]) -> list[list[str]]:
    """The best legal BIO tags of stretches of the given lengths, whose scores [N, L] follow each other."""
    if not lengths:
        return []
    start, follow = _legal(tuple(labels))
    first = np.concatenate([[0], np.cumsum(lengths)])
    best = odds.argmax(1)
    # Where the likeliest tags are a legal sequence, there is no better one.
    broken = np.zeros(len(best) + 1, dtype=bool)
    broken[1:-1] = follow[best[:-1], best[1:]] < 0
    broken[first[:-1]] = start[best[first[:-1]]] < 0
    amiss = np.logical_or.reduceat(broken[:-1], first[:-1])
    tags = [labels[x] for x in best.tolist()]
    found = [tags[a:b] for a, b in itertools.pairwise(first.tolist())]
    order = sorted(np.flatnonzero(amiss).tolist(), key=lambda i: -lengths[i])
    for at in range(0, len(order), 64):
        group = order[at : at + 64]
        table = np.zeros((lengths[group[0]], len(group), len(labels)), dtype=np.float32)
        for b, i in enumerate(group):
            table[: lengths[i], b] = odds[first[i] : first[i] + lengths[i]]
        for i, path in zip(group, decode.viterbi(table, [lengths[i] for i in group], start, follow), strict=True):
            found[i] = [labels[x] for x in path]
    return found


def sound(forms: Sequence[str], tags: Sequence[str]) -> list[str]:
    """The tags without what no name can be.

    A name is cut before a bracket or quotation mark that opens in it and closes elsewhere, it does not end in a
    conjunction or preposition, and one word behind the indefinite یک is of a kind («یک روحانی»), not a person's
    name.
    """
    found = list(tags)
    for i, form in enumerate(forms):
        after = found[i + 1] if i + 1 < len(found) else "O"
        if found[i] == "B-PER" and after != "I-PER" and i and forms[i - 1] == "یک":
            found[i] = "O"
        if form in _PAIRS and found[i].startswith("I-"):
            end = i
            while end < len(found) and found[end].startswith("I-"):
                end += 1
            if _PAIRS[form] not in forms[i:end]:
                found[i:end] = ["O"] * (end - i)
    for i in range(len(forms) - 1, -1, -1):
        if forms[i] in _BINDING and found[i] != "O" and not (found[i + 1 : i + 2] or "O")[0].startswith("I-"):
            found[i] = "O"
    return found
