"""The trained network: from folded spellings to scores, through onnxruntime on one thread."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from ravi.language.features import grams, shape
from ravi.language.wordlist import wordlist

__all__ = ["Floats", "Ints", "Network", "Scores", "network"]

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_KEPT = 100_000
"""Word vectors kept before the store starts anew (1 KB each)."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one batch, B sentences of at most T words.

    ``tags`` holds label numbers [T, B] by task, ``ner`` scores [T, B, L], ``arc`` [B, T, T+1] (0 is the
    root), ``rel_dep`` [B, T, R] and ``rel_head`` [B, T+1, R] the halves of the relation scores.
    """

    tags: dict[str, Ints]
    ner: Floats
    arc: Floats
    rel_dep: Floats
    rel_head: Floats


class Network:
    """The weights, loaded; word vectors are made once a spelling and kept."""

    def __init__(self) -> None:
        import onnxruntime  # type: ignore[import-untyped]  # late: it takes a fifth of a second

        where = resources.files("ravi.models")
        with resources.as_file(where.joinpath("language.npz")) as path, np.load(path) as store:
            arrays = {name: store[name] for name in store.files}
        self._word, self._word_scale = arrays["word"], arrays["word_scale"].astype(np.float32)
        self._gram, self._gram_scale = arrays["gram"], arrays["gram_scale"].astype(np.float32)
        self._shape = arrays["shape"].astype(np.float32)
        self._lists: Floats = arrays["lists"]
        self._bits = 1 << np.arange(len(self._lists))
        self.rel_w: Floats = arrays["rel_w"]
        self.rel_b: Floats = arrays["rel_b"]
        self.width = self._word.shape[1] + self._gram.shape[1] + self._shape.shape[1]
        self.width += self._lists.shape[1]
        listed = where.joinpath("language.words.txt").read_text(encoding="utf-8").split("\n")
        self.words = {word: i for i, word in enumerate(listed, 1)}
        self.labels: dict[str, Any] = json.loads(where.joinpath("language.json").read_text(encoding="utf-8"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            where.joinpath("language.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._rows: dict[str, int] = {}
        self._vectors: Floats = np.zeros((1024, self.width), dtype=np.float32)

    def rank(self, key: str) -> int:
        """A spelling's place in the list of words by frequency, 0 where it is unknown."""
        return self.words.get(key, 0)

    def _row(self, key: str) -> int:
        """The row of a spelling's vector, made if need be; row 0 is padding."""
        row = len(self._rows) + 1
        if row == len(self._vectors):
            self._vectors = np.concatenate([self._vectors, np.zeros_like(self._vectors)])
        word = self.words.get(key, 0)
        pieces = grams(key)
        vector = self._vectors[row]
        wide, grown = self._word.shape[1], self._gram.shape[1]
        vector[:wide] = self._word[word] * self._word_scale[word]
        vector[wide : wide + grown] = self._gram_scale[pieces] @ self._gram[pieces] / len(pieces)
        shaped = wide + grown + self._shape.shape[1]
        vector[wide + grown : shaped] = self._shape[shape(key)]
        vector[shaped:] = ((self._bits & wordlist().mask(key)) > 0) @ self._lists
        self._rows[key] = row
        return row

    def run(self, sentences: Sequence[Sequence[str]]) -> Scores:
        """The scores of a batch of sentences of folded spellings."""
        if len(self._rows) > _KEPT:
            self._rows.clear()
        lengths = np.array([len(s) for s in sentences], dtype=np.int32)
        places = np.zeros((int(lengths.max()), len(sentences)), dtype=np.int64)
        rows = self._rows
        for b, sentence in enumerate(sentences):
            places[: len(sentence), b] = [rows.get(key) or self._row(key) for key in sentence]
        values = self._session.run(self._outputs, {"x": self._vectors[places], "lengths": lengths})
        found = dict(zip(self._outputs, values, strict=True))
        floats = [found.pop(name) for name in ("ner", "arc", "rel_dep", "rel_head")]
        return Scores(found, *floats)


@functools.cache
def network() -> Network:
    """The network of this process, loaded at the first call."""
    return Network()
