"""From scores to one tree a sentence and well-formed names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ravi.language.network import Floats, Ints

__all__ = ["tree", "viterbi"]

_FAR = np.float32(-1e9)


def tree(scores: Floats) -> Ints:
    """The best heads [T] under arc scores [T, T+1]: one root (head 0), no cycle, word ``t`` is number t+1."""
    n = scores.shape[0]
    scores = scores.copy()
    scores[np.arange(n), np.arange(1, n + 1)] = _FAR
    heads = scores.argmax(1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) == 1:
        if not _cycle(heads):
            return np.asarray(heads)
    elif len(roots) and (moved := _one_root(scores, heads, roots)) is not None:
        return moved
    full = np.full((n + 1, n + 1), _FAR, dtype=np.float64)
    full[1:] = scores
    found = np.asarray(_edmonds(full)[1:])
    if (found == 0).sum() > 1:
        # A root costs more than everything else together, so that the best tree has exactly one.
        full[1:, 0] -= np.abs(scores[scores > _FAR]).max() * 2 * (n + 1) + 1
        found = np.asarray(_edmonds(full)[1:])
    return found


def _one_root(scores: Floats, heads: Ints, roots: Ints) -> Ints | None:
    """The best of the would-be roots where the others then hang from words without a cycle, or None."""
    inner = scores[roots, 1:]
    best = inner.argmax(1)
    loss = scores[roots, 0] - inner[np.arange(len(roots)), best]
    for k in np.argsort(-loss, kind="stable"):
        trial = heads.copy()
        trial[roots] = best + 1
        trial[roots[k]] = 0
        if not _cycle(trial):
            return trial
    return None


def _cycle(heads: Ints) -> list[int]:
    """The words (numbered from 1) of one cycle, or none."""
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for begin in range(1, len(heads) + 1):
        path, at = [], begin
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at - 1])
        if state[at] == 1:
            return path[path.index(at) :]
        for word in path:
            state[word] = 2
    return []


def _edmonds(scores: npt.NDArray[np.float64]) -> Ints:
    """Chu-Liu and Edmonds: the best arborescence, ``scores[dependent, head]``, node 0 the root."""
    n = len(scores)
    heads = scores.argmax(1)
    heads[0] = 0
    ring = _cycle(heads[1:])
    if not ring:
        return np.asarray(heads)
    inside = np.zeros(n, dtype=bool)
    inside[ring] = True
    rest = np.flatnonzero(~inside)
    circle = np.array(ring)
    gain = scores[circle][:, rest] - scores[circle, heads[circle]][:, None]
    enter = gain.argmax(0)
    leave = scores[rest][:, circle].argmax(1)
    m = len(rest) + 1
    small = np.full((m, m), float(_FAR))
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    small[-1, :-1] = gain.max(0)
    small[:-1, -1] = scores[rest, circle[leave]]
    small[0] = float(_FAR)
    inner = _edmonds(small)
    for k in range(1, m - 1):
        heads[rest[k]] = circle[leave[k]] if inner[k] == m - 1 else rest[inner[k]]
    into = int(inner[-1])
    heads[circle[enter[into]]] = rest[into]
    heads[0] = 0
    return np.asarray(heads)


def legal(labels: Sequence[str]) -> tuple[Floats, Floats]:
    """What may begin a sentence [L], and what may follow what [L, L], as scores 0 or far below."""
    start = np.array([_FAR if x.startswith("I-") else 0 for x in labels], dtype=np.float32)
    follow = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for i, before in enumerate(labels):
        for j, after in enumerate(labels):
            if after.startswith("I-") and before[2:] != after[2:]:
                follow[i, j] = _FAR
    return start, follow


def viterbi(scores: Floats, lengths: Sequence[int], start: Floats, follow: Floats) -> list[list[int]]:
    """The best legal label sequences of a batch of scores [T, B, L]."""
    long, batch, _ = scores.shape
    best = scores[0] + start
    back = np.zeros(scores.shape, dtype=np.int64)
    history = [best]
    for t in range(1, long):
        paths = best[:, :, None] + follow
        back[t] = paths.argmax(1)
        best = np.take_along_axis(paths, back[t][:, None], 1)[:, 0] + scores[t]
        history.append(best)
    found = []
    for b in range(batch):
        at = int(history[lengths[b] - 1][b].argmax())
        path = [at]
        for t in range(lengths[b] - 1, 0, -1):
            at = int(back[t, b, at])
            path.append(at)
        found.append(path[::-1])
    return found
