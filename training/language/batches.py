"""From sentences to tensors: inventories of labels, word numbers, batches of like length."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch

from ravi.language import lemma as lemmas
from ravi.language.features import fold, grams, shape
from ravi.language.wordlist import BITS, wordlist
from training.language.data import Sentence

__all__ = ["BANKS", "SOFT", "TASKS", "Batch", "Inventory", "Row", "batches", "encode", "groups", "share"]

Row = tuple[Sentence, dict[str, np.ndarray]]
"""A sentence and its labels by number, an array a task; ``soft.TASK`` holds probabilities [T, L]."""

BANKS = ("perdt", "seraji", "iperudt")
TASKS = ("upos", "xpos", "feats", "lemma", "ner")
SOFT = ("upos", "xpos", "ner")
"""Tasks that may be taught by the probabilities of other models."""

_RELS = {
    "nmod:poss": "nmod", "flat": "flat:name", "flat:foreign": "flat:name", "acl:relcl": "acl", "aux:pass": "aux",
    "compound": "nmod", "compound:prt": "compound:lvc", "det:predet": "det", "cc:preconj": "cc",
    "discourse:top/foc": "dep", "discourse": "dep", "dislocated": "dep", "goeswith": "dep", "orphan": "dep",
    "compound:redup": "dep", "compound:svc": "dep",
}  # fmt: skip


@dataclass(slots=True)
class Inventory:
    """Words and labels by number; ``words`` holds folded spellings, 0 is the unknown one."""

    words: dict[str, int]
    labels: dict[str, list[str]] = field(default_factory=dict)
    _features: dict[str, tuple[int, list[int], int, list[float]]] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Sequence[str], trees: Sequence[Sentence], minimum: int = 2) -> Inventory:
        """Count the labels of the PerDT trees."""
        count: dict[str, Counter[str]] = {name: Counter() for name in (*TASKS, "rel")}
        for tree in trees:
            if tree.bank == "perdt":
                count["upos"].update(tree.upos)
                count["xpos"].update(tree.xpos)
                count["feats"].update(tree.feats)
                count["rel"].update(tree.rels)
                if tree.lemmas:
                    count["lemma"].update(lemmas.derive(f, g) for f, g in zip(tree.forms, tree.lemmas, strict=True))
            count["ner"].update(tree.ner)
        labels = {
            name: [
                x
                for x, n in sorted(c.items(), key=lambda p: (-p[1], p[0]))
                if n >= (minimum if name == "lemma" else 1) and not x.startswith("?")
            ]
            for name, c in count.items()
        }
        return cls({"": 0, **{w: i + 1 for i, w in enumerate(words)}}, labels)

    def features(self, key: str) -> tuple[int, list[int], int, list[float]]:
        """Word number, hashed pieces, shape and list bits of a folded spelling."""
        found = self._features.get(key)
        if found is None:
            mask = wordlist().mask(key)
            bits = [float(mask >> k & 1) for k in range(len(BITS))]
            found = self._features[key] = (self.words.get(key, 0), grams(key), shape(key), bits)
        return found


@dataclass(slots=True)
class Batch:
    """Tensors of a batch; ``places`` numbers the spelling at [B, T], -100 marks what is not taught.

    ``soft`` holds probabilities [B, T, L] by task, zeros where none are taught.
    """

    places: torch.Tensor
    words: torch.Tensor
    grams: torch.Tensor
    offsets: torch.Tensor
    shapes: torch.Tensor
    bits: torch.Tensor
    lengths: torch.Tensor
    bank: torch.Tensor
    targets: dict[str, torch.Tensor]
    soft: dict[str, torch.Tensor]
    heads: torch.Tensor
    rels: torch.Tensor
    weight: torch.Tensor


def _numbers(inventory: Inventory, task: str) -> dict[str, int]:
    return {x: i for i, x in enumerate(inventory.labels[task])}


def encode(sentences: Sequence[Sentence], inventory: Inventory) -> list[Row]:
    """Number the labels of sentences once."""
    numbers = {task: _numbers(inventory, task) for task in (*TASKS, "rel")}
    found = []
    for s in sentences:
        y: dict[str, np.ndarray] = {}
        columns = {"upos": s.upos, "xpos": s.xpos, "feats": s.feats, "ner": s.ner}
        if s.lemmas:
            columns["lemma"] = [lemmas.derive(f, g) for f, g in zip(s.forms, s.lemmas, strict=True)]
        for task, column in columns.items():
            if column:
                y[task] = np.array([numbers[task].get(x, -100) for x in column])
        if s.heads:
            y["head"] = np.array(s.heads)
            rels = s.rels if s.bank == "perdt" else [_RELS.get(r, r) for r in s.rels]
            y["rel"] = np.array([numbers["rel"].get(r, -100) for r in rels])
        found.append((s, y))
    return found


def groups(data: Sequence[Row], rng: random.Random | None, tokens: int) -> list[list[int]]:
    """Numbers of sentences, at most ``tokens`` words with padding; ``rng`` shuffles.

    A group has one length, unless it would be less than half full.
    """
    order = sorted(range(len(data)), key=lambda i: (len(data[i][0].forms), rng.random() if rng else 0.0, i))
    found: list[list[int]] = [[]]
    for i in order:
        long, size = len(data[i][0].forms), len(found[-1])
        before = len(data[found[-1][-1]][0].forms) if size else long
        if size and ((size + 1) * long > tokens or (before != long and size * before * 2 > tokens)):
            found.append([])
        found[-1].append(i)
    if rng:
        rng.shuffle(found)
    return found


def batches(
    data: Sequence[Row],
    inventory: Inventory,
    rng: random.Random | None,
    tokens: int = 1200,
    unknown: float = 0.0,
) -> Iterator[tuple[list[int], Batch]]:
    """Batches of sentences of like length, longest first within."""
    for group in groups(data, rng, tokens):
        group = sorted(group, key=lambda i: (-len(data[i][0].forms), i))
        yield group, _batch([data[i] for i in group], inventory, rng, unknown)


def share(
    data: Sequence[Row],
    inventory: Inventory,
    rng: random.Random,
    tokens: int,
    rank: int,
    world: int,
    unknown: float = 0.1,
) -> Iterator[Batch]:
    """The batches of an epoch that fall to one of ``world`` processes, as many to each."""
    every = groups(data, rng, tokens)
    seed = rng.random()
    own = random.Random(seed + rank)
    for group in every[rank : len(every) // world * world : world]:
        order = sorted(group, key=lambda i: (-len(data[i][0].forms), i))
        yield _batch([data[i] for i in order], inventory, own, unknown)


def _batch(rows: Sequence[Row], inventory: Inventory, rng: random.Random | None, unknown: float) -> Batch:
    long = len(rows[0][0].forms)
    places = np.zeros((len(rows), long), dtype=np.int64)
    seen: dict[tuple[str, bool], int] = {}
    words: list[int] = []
    pieces: list[int] = []
    offsets: list[int] = []
    shapes: list[int] = []
    bits: list[list[float]] = []
    for b, (s, _) in enumerate(rows):
        for t, form in enumerate(s.forms):
            hide = rng is not None and rng.random() < unknown
            at = seen.get((form, hide))
            if at is None:
                at = seen[form, hide] = len(words)
                w, g, sh, bit = inventory.features(fold(form))
                words.append(0 if hide else w)
                offsets.append(len(pieces))
                pieces.extend(g)
                shapes.append(sh)
                bits.append(bit)
            places[b, t] = at
    targets = {task: np.full((len(rows), long), -100) for task in (*TASKS, "head", "rel")}
    for b, (_, y) in enumerate(rows):
        for task, column in y.items():
            if task in targets:
                targets[task][b, : len(column)] = column
    soft: dict[str, np.ndarray] = {}
    for b, (_, y) in enumerate(rows):
        for task in SOFT:
            odds = y.get(f"soft.{task}")
            if odds is not None:
                if task not in soft:
                    soft[task] = np.zeros((len(rows), long, odds.shape[1]), dtype=np.float32)
                soft[task][b, : len(odds)] = odds
    tensor = torch.from_numpy
    return Batch(
        tensor(places),
        torch.tensor(words),
        torch.tensor(pieces),
        torch.tensor(offsets),
        torch.tensor(shapes),
        torch.tensor(bits),
        torch.tensor([len(s.forms) for s, _ in rows]),
        torch.tensor([BANKS.index(s.bank) for s, _ in rows]),
        {task: tensor(targets[task]) for task in TASKS},
        {task: tensor(odds) for task, odds in soft.items()},
        tensor(targets["head"]),
        tensor(targets["rel"]),
        torch.tensor([s.weight for s, _ in rows], dtype=torch.float32),
    )
