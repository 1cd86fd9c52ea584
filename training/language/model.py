"""The network in PyTorch: word vectors, two bidirectional LSTM layers, heads for tags, arcs and names."""

from __future__ import annotations

from dataclasses import dataclass, field

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from ravi.language.features import BUCKETS, SHAPES
from ravi.language.wordlist import BITS

__all__ = ["Net", "Size", "layer"]


@dataclass(slots=True)
class Size:
    """Widths of the network."""

    words: int
    word: int = 128
    gram: int = 96
    shape: int = 32
    lists: int = 32
    hidden: int = 192
    tag: int = 192
    name: int = 160
    arc: int = 128
    rel: int = 96
    banks: int = 3
    tasks: dict[str, int] = field(default_factory=dict)
    rels: int = 40

    @property
    def input(self) -> int:
        """The width of a word's vector."""
        return self.word + self.gram + self.shape + self.lists


def layer(lstm: nn.LSTM, x: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
    """One layer over [B, T, D], lengths descending; packed only where they differ, which is the slower way."""
    if int(lengths[-1]) == x.shape[1]:
        found: torch.Tensor = lstm(x)[0]
        return found
    packed, _ = lstm(pack_padded_sequence(x, lengths, batch_first=True))
    padded: torch.Tensor = pad_packed_sequence(packed, batch_first=True)[0]
    return padded


class Net(nn.Module):
    """Tags, arcs and relations for a batch of sentences."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.word = nn.Embedding(size.words, size.word)
        self.gram = nn.EmbeddingBag(BUCKETS, size.gram, mode="mean")
        self.shape = nn.Embedding(SHAPES, size.shape)
        self.lists = nn.Linear(len(BITS), size.lists, bias=False)
        self.bank = nn.Embedding(size.banks, size.input)
        nn.init.normal_(self.word.weight, std=0.1)
        nn.init.normal_(self.gram.weight, std=0.2)
        nn.init.normal_(self.shape.weight, std=0.2)
        nn.init.normal_(self.bank.weight, std=0.02)
        self.lstm1 = nn.LSTM(size.input, size.hidden, batch_first=True, bidirectional=True)
        self.lstm2 = nn.LSTM(2 * size.hidden, size.hidden, batch_first=True, bidirectional=True)
        wide = 2 * size.hidden
        self.tag = nn.Linear(wide, size.tag)
        self.ner_hidden = nn.Linear(wide, size.name)
        self.ner_out = nn.Linear(size.name, size.tasks.get("ner", 1))
        # PerDT's proper nouns are the words of names: the tags see what the names are read from.
        self.out = nn.ModuleDict(
            {name: nn.Linear(size.tag + size.name, n) for name, n in size.tasks.items() if name != "ner"}
        )
        self.dep = nn.Linear(wide, size.arc)
        self.head = nn.Linear(wide, size.arc)
        self.bilinear = nn.Parameter(torch.eye(size.arc) * 0.1)
        self.head_bias = nn.Linear(size.arc, 1)
        self.rel_dep = nn.Linear(wide, size.rel)
        self.rel_head = nn.Linear(wide, size.rel)
        self.rel_out = nn.Linear(size.rel, size.rels)
        self.root = nn.Parameter(torch.randn(wide) * 0.1)
        self.drop = nn.Dropout(0.33)

    def vectors(
        self,
        words: torch.Tensor,
        grams: torch.Tensor,
        offsets: torch.Tensor,
        shapes: torch.Tensor,
        bits: torch.Tensor,
    ) -> torch.Tensor:
        """The vectors of a list of spellings, one a row."""
        parts = [self.word(words), self.gram(grams, offsets), self.shape(shapes), self.lists(bits)]
        return torch.cat(parts, -1)

    def encode(self, x: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """Context vectors [B, T, 2H] of word vectors [B, T, D]; lengths descending."""
        inner = layer(self.lstm1, self.drop(x), lengths)
        found: torch.Tensor = self.drop(layer(self.lstm2, self.drop(inner), lengths))
        return found

    def tags(self, h: torch.Tensor) -> dict[str, torch.Tensor]:
        """Scores of every tagging task at [N, 2H]."""
        n = self.drop(torch.relu(self.ner_hidden(h)))
        t = torch.cat([self.drop(torch.relu(self.tag(h))), n], -1)
        found = {name: out(t) for name, out in self.out.items()}
        found["ner"] = self.ner_out(n)
        return found

    def arcs(self, h: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Arc scores [B, T, T+1] (0 is the root) and the two halves of the relation scores."""
        rooted = torch.cat([self.root.expand(h.shape[0], 1, -1), h], 1)
        dep = self.drop(torch.relu(self.dep(h)))
        head = self.drop(torch.relu(self.head(rooted)))
        scores = dep @ self.bilinear @ head.transpose(1, 2) + self.head_bias(head).transpose(1, 2)
        return scores, self.rel_dep(h), self.rel_head(rooted)

    def relations(self, dep: torch.Tensor, head: torch.Tensor) -> torch.Tensor:
        """Relation scores of pairs of halves."""
        found: torch.Tensor = self.rel_out(self.drop(torch.relu(dep + head)))
        return found
