"""Train the splitter of joined clitics on the multiword tokens of treebanks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from ravi.language.clitics import BUCKETS, candidates, features
from ravi.language.features import fold

__all__ = ["examples", "train_clitics"]

Token = tuple[str, str]
"""A surface token and the letters of its clitic, or an empty string."""


_BOLDER = 0.5
"""Added to the bias: the treebanks at hand show few of the clitics of a language; as many wrong as missed."""


def tokens(path: Path) -> Iterator[list[Token]]:
    """The surface tokens of each sentence; punctuation inside a multiword token stands on its own."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        words = {row[0]: row for row in rows}
        found: list[Token] = []
        inside = 0
        for row in rows:
            if "-" in row[0]:
                first, last = map(int, row[0].split("-"))
                inside = last
                parts = [words[str(i)] for i in range(first, last + 1)]
                while parts[-1][3] == "PUNCT":
                    parts.pop()
                text = row[1].rstrip(".،؟!»؛:)")
                found.append((text, parts[-1][1] if len(parts) == 2 else ""))
                found += [(words[str(i)][1], "") for i in range(first + len(parts), last + 1)]
            elif row[0].isdigit() and int(row[0]) > inside:
                found.append((row[1], ""))
        if found:
            yield found


def examples(sentences: Sequence[Sequence[Token]], rank: Callable[[str], int]) -> tuple[list[list[int]], list[int]]:
    """Buckets and truth of every ending that may be a clitic."""
    rows, truth = [], []
    for sentence in sentences:
        keys = ["", *(fold(text) for text, _ in sentence), ""]
        for k, (text, clitic) in enumerate(sentence, 1):
            for ending, gap in candidates(text, keys[k]):
                rows.append(features(keys[k], gap, ending, keys[k - 1], keys[k + 1], rank))
                truth.append(int(ending == clitic))
    return rows, truth


def _matrix(rows: Sequence[Sequence[int]]) -> csr_matrix:
    bounds = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.concatenate([np.array(row) for row in rows])
    return csr_matrix((np.ones(len(columns)), columns, bounds), shape=(len(rows), BUCKETS))


def train_clitics(paths: Sequence[Path], rank: Callable[[str], int], out: Path) -> None:
    """Write ``language.clitics.npz``."""
    rows, truth = examples([s for path in paths for s in tokens(path)], rank)
    model = LogisticRegression(C=2.0, max_iter=400)
    model.fit(_matrix(rows), truth)
    np.savez_compressed(
        out / "language.clitics.npz",
        weights=model.coef_[0].astype(np.float16),
        bias=np.float32(model.intercept_[0] + _BOLDER),
    )
