"""Pre-training on raw text: the words before, after and behind a mask, without any label."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from training.language.batches import Batch, Inventory, Row, batches
from training.language.data import Sentence
from training.language.model import Net

__all__ = ["pretrain"]

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
            scores = vectors @ table.T - shift
            total = total + F.cross_entropy(scores, torch.searchsorted(candidates, y))
        return total


def _states(net: Net, x: torch.Tensor, lengths: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    packed = pack_padded_sequence(x, lengths, batch_first=True)
    first, _ = net.lstm1(packed)
    inner, _ = pad_packed_sequence(first, batch_first=True)
    second, _ = net.lstm2(pack_padded_sequence(net.drop(inner), lengths, batch_first=True))
    outer, _ = pad_packed_sequence(second, batch_first=True)
    return inner, outer


def _epoch(sentences: Sequence[Sentence], inventory: Inventory, rng: random.Random, tokens: int) -> Iterator[Batch]:
    data: list[Row] = [(s, {}) for s in sentences]
    for _, batch in batches(data, inventory, rng, tokens):
        yield batch


def pretrain(
    net: Net, inventory: Inventory, sentences: Sequence[Sentence], counts: np.ndarray, *, words: int, seed: int = 1,
    rate: float = 2e-3, tokens: int = 2000,
) -> None:  # fmt: skip
    """Train the word vectors and both layers on ``words`` words; ``counts`` is by word number."""
    torch.manual_seed(seed)
    rng, draw = random.Random(seed), torch.Generator().manual_seed(seed)
    guess = _Guess(net, counts)
    optim = torch.optim.Adam([*net.parameters(), *guess.parameters()], lr=rate, betas=(0.9, 0.98))
    hidden = net.size.hidden
    begun, step, seen, mean = time.time(), 0, 0, 0.0
    net.train()
    while True:
        for batch in _epoch(sentences, inventory, rng, tokens):
            done = seen / words
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
            inner, outer = _states(net, x, batch.lengths)
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
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optim.step()
            step += 1
            seen += int(real.sum())
            mean += float(loss.detach())
            if step % 100 == 0:
                print(f"step {step} {seen} words {time.time() - begun:.0f}s loss {mean / 100:.3f}", flush=True)
                mean = 0.0
