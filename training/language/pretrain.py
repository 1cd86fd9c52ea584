"""Pre-training on raw text: the words before, after and behind a mask, without any label."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812

from training.language.batches import Batch, Inventory, Row, share
from training.language.data import Sentence
from training.language.model import Net, layer
from training.language.train import half, meet

__all__ = ["pretrain"]

_MEET = 40
_NEGATIVES = 1200


class _Guess(nn.Module):
    """Guess a word among those of the batch and some drawn by frequency (sampled softmax)."""

    def __init__(self, net: Net, counts: np.ndarray) -> None:
        super().__init__()
        hidden, width = net.size.hidden, net.size.word
        self.after = nn.Linear(hidden, width)
        self.before = nn.Linear(hidden, width)
        self.behind = nn.Linear(2 * hidden, width)
        self.out = nn.Embedding(net.size.words, width)
        with torch.no_grad():
            self.out.weight.copy_(net.word.weight * 0.5)
        odds = counts.astype(np.float64) ** 0.75
        odds[0] = 0
        self.odds = torch.tensor(odds / odds.sum(), dtype=torch.float32)

    def loss(self, pairs: Sequence[tuple[torch.Tensor, torch.Tensor]], draw: torch.Generator) -> torch.Tensor:
        """The mean loss of (vector, word) pairs over one shared set of candidates."""
        wanted = torch.cat([y for _, y in pairs])
        drawn = torch.multinomial(self.odds, _NEGATIVES, replacement=True, generator=draw)
        candidates = torch.unique(torch.cat([wanted, drawn]))
        table = self.out(candidates)
        # A word that is a candidate seldom must be guessed as boldly as one that always is.
        shift = torch.log(self.odds[candidates] * (_NEGATIVES + len(wanted)) + 1e-9).clamp(max=0)
        total: torch.Tensor = table.new_zeros(())
        for vectors, y in pairs:
            with half():
                scores = vectors @ table.T
            total = total + F.cross_entropy(scores.float() - shift, torch.searchsorted(candidates, y))
        return total


def _states(net: Net, x: torch.Tensor, lengths: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    inner = layer(net.lstm1, x, lengths)
    return inner, layer(net.lstm2, net.drop(inner), lengths)


def _epoch(
    sentences: Sequence[Sentence], inventory: Inventory, rng: random.Random, tokens: int, rank: int, world: int
) -> Iterator[Batch]:
    data: list[Row] = [(s, {}) for s in sentences]
    yield from share(data, inventory, rng, tokens, rank, world, unknown=0.0)


def _encoder(net: Net) -> list[nn.Parameter]:
    """The part that raw text can teach."""
    parts = (net.word, net.gram, net.shape, net.lists, net.bank, net.lstm1, net.lstm2)
    return [parameter for part in parts for parameter in part.parameters()]


def pretrain(
    net: Net, inventory: Inventory, sentences: Sequence[Sentence], counts: np.ndarray, *, words: int, seed: int = 1,
    rate: float = 2e-3, tokens: int = 2000, rank: int = 0, world: int = 1,
) -> None:  # fmt: skip
    """Train the word vectors and both layers on ``words`` words; ``counts`` is by word number.

    With ``world`` processes each reads its share, and they average their weights now and then, as in ``fit``.
    """
    torch.manual_seed(seed)
    guess = _Guess(net, counts)
    torch.manual_seed(seed + rank)
    rng, draw = random.Random(seed), torch.Generator().manual_seed(seed + rank)
    learned = [*_encoder(net), *guess.parameters()]
    optim = torch.optim.Adam(learned, lr=rate, betas=(0.9, 0.98))
    hidden = net.size.hidden
    begun, step, seen, mean = time.time(), 0, 0, 0.0
    net.train()
    while True:
        for batch in _epoch(sentences, inventory, rng, tokens, rank, world):
            done = step * tokens * world / words
            if done >= 1:
                return
            for group in optim.param_groups:
                group["lr"] = rate * min(1.0, (step + 1) / 200) * max(0.05, 1 - done)
            ids = batch.words[batch.places]
            real = torch.arange(ids.shape[1])[None] < batch.lengths[:, None]
            hidden_words = (torch.rand(ids.shape, generator=draw) < 0.13) & real
            table = net.vectors(batch.words, batch.grams, batch.offsets, batch.shapes, batch.bits)
            x = table[batch.places] + net.bank.weight[0]
            x = torch.where(hidden_words[..., None], net.bank.weight[0].expand_as(x), x)
            with half():
                inner, outer = _states(net, x, batch.lengths)
            inner, outer = inner.float(), outer.float()
            known = (ids > 0) & real
            after, before, behind = known[:, 1:], known[:, :-1], known & hidden_words
            pairs = [
                (guess.after(inner[:, :-1, :hidden][after]), ids[:, 1:][after]),
                (guess.before(inner[:, 1:, hidden:][before]), ids[:, :-1][before]),
                (guess.behind(outer[behind]), ids[behind]),
            ]
            loss = guess.loss(pairs, draw)
            optim.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(learned, 5.0)
            optim.step()
            step += 1
            seen += int(real.sum())
            mean += float(loss.detach())
            if world > 1 and step % _MEET == 0:
                meet(learned, world)
            if step % 100 == 0:
                print(
                    f"{rank}: step {step} {seen} words {time.time() - begun:.0f}s loss {mean / 100:.3f}", flush=True
                )
                mean = 0.0
