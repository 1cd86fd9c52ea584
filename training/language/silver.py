"""Labels from trained models: for raw text, and for what the conversion of the Dadegan trees left open."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from training.language.batches import SOFT, Inventory, Row, batches, encode
from training.language.dadegan import ALLOWED, ALLOWED_TAGS
from training.language.data import Sentence
from training.language.model import Net
from training.language.train import forward

__all__ = ["label", "shade"]

_TASKS = ("upos", "xpos", "feats", "lemma")


def _mask(inventory: Inventory, task: str, wanted: str, table: dict[str, tuple[str, ...]]) -> np.ndarray:
    """0 for the labels that an old label (``?MOZ``) may become, far below for the rest."""
    allowed = table.get(wanted[1:], ()) if wanted.startswith("?") else (wanted,)
    names = inventory.labels[task]
    found = np.array([0.0 if name in allowed else -1e4 for name in names], dtype=np.float32)
    return found if (found == 0).any() else np.zeros(len(names), dtype=np.float32)


@torch.no_grad()
def label(
    nets: Sequence[Net], inventory: Inventory, sentences: Sequence[Sentence], tokens: int = 3000
) -> list[Row]:
    """Rows with every label that is missing filled in by the mean of the models; given heads are kept.

    UPOS and XPOS are filled in by probabilities: where the models waver, their pupils are not told to be sure.
    """
    data = encode(sentences, inventory)
    for net in nets:
        net.eval()
    for group, batch in batches(data, inventory, None, tokens):
        states = [forward(net, batch) for net in nets]
        tags = [net.tags(h) for net, h in zip(nets, states, strict=True)]
        mean = {t: torch.stack([x[t].softmax(-1) for x in tags]).mean(0).clamp(1e-9).log().numpy() for t in _TASKS}
        arcs = [net.arcs(h) for net, h in zip(nets, states, strict=True)]
        inside = torch.arange(arcs[0][0].shape[2])[None] <= batch.lengths[:, None]
        arc = torch.stack([a.masked_fill(~inside[:, None], -1e4).softmax(-1) for a, _, _ in arcs]).mean(0)
        given = batch.heads >= 0
        heads = torch.where(given, batch.heads, arc.argmax(-1))
        rows = torch.arange(arc.shape[0])[:, None].expand(heads.shape)
        rel = torch.stack(
            [
                net.relations(dep, head[rows, heads]).log_softmax(-1)
                for net, (_, dep, head) in zip(nets, arcs, strict=True)
            ]
        ).mean(0)
        rels = rel.numpy()
        for b, i in enumerate(group):
            s, y = data[i]
            n = len(s.forms)
            for task in _TASKS:
                scores = mean[task][b, :n]
                old = {"upos": s.upos}.get(task)
                if old:
                    scores = scores + np.stack([_mask(inventory, task, x, ALLOWED_TAGS) for x in old])
                known = y.get(task, np.full(n, -100))
                if task in SOFT:
                    y[task] = known
                    y[f"soft.{task}"] = _odds(scores, known)
                else:
                    y[task] = np.where(known >= 0, known, scores.argmax(-1))
            scores = rels[b, :n]
            if s.rels:
                scores = scores + np.stack([_mask(inventory, "rel", x, ALLOWED) for x in s.rels])
            best = scores.argmax(-1)
            y["rel"] = np.where(y["rel"] >= 0, y["rel"], best) if "rel" in y else best
            y["head"] = heads[b, :n].numpy()
    return data


def _odds(scores: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Probabilities [T, L] of log-probabilities that may have been masked; zeros for words that are labelled."""
    odds = np.exp(scores - scores.max(-1, keepdims=True))
    odds /= odds.sum(-1, keepdims=True)
    odds[known >= 0] = 0
    return np.asarray(odds.astype(np.float16))


@torch.no_grad()
def shade(nets: Sequence[Net], inventory: Inventory, sentences: Sequence[Sentence]) -> list[Row]:
    """Rows with names as probabilities, the mean of the models."""
    data = encode(sentences, inventory)
    for net in nets:
        net.eval()
    for group, batch in batches(data, inventory, None, 3000):
        odds = torch.stack([net.tags(forward(net, batch))["ner"].softmax(-1) for net in nets]).mean(0).numpy()
        for b, i in enumerate(group):
            data[i][1]["soft.ner"] = odds[b, : len(data[i][0].forms)].astype(np.float16)
    return data
