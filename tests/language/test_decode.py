"""Trees and names from scores."""

import numpy as np

from ravi.language import decode
from ravi.language.network import Ints


def _sound(heads: Ints) -> bool:
    if (heads == 0).sum() != 1:
        return False
    for i in range(1, len(heads) + 1):
        at, steps = i, 0
        while at and steps <= len(heads):
            at, steps = int(heads[at - 1]), steps + 1
        if at:
            return False
    return True


def test_tree_of_three_words_is_a_tree() -> None:
    rng = np.random.default_rng(3)
    for _ in range(200):
        scores = rng.normal(size=(3, 4)).astype(np.float32)
        heads = decode.tree(scores)
        assert _sound(heads)


def test_tree_breaks_a_cycle_and_keeps_one_root() -> None:
    rng = np.random.default_rng(5)
    for n in (1, 2, 5, 17, 60):
        for _ in range(20):
            scores = rng.normal(size=(n, n + 1)).astype(np.float32) * 5
            assert _sound(decode.tree(scores))


def test_tree_takes_the_greedy_tree_where_it_is_one() -> None:
    scores = np.full((3, 4), -5, dtype=np.float32)
    scores[0, 2] = scores[1, 0] = scores[2, 2] = 5
    assert decode.tree(scores).tolist() == [2, 0, 2]


def test_viterbi_never_begins_inside_a_name() -> None:
    labels = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
    start, follow = decode.legal(labels)
    scores = np.zeros((3, 1, 5), dtype=np.float32)
    scores[:, 0, 2] = 3
    path = decode.viterbi(scores, [3], start, follow)[0]
    assert [labels[x] for x in path] == ["B-PER", "I-PER", "I-PER"]


def test_viterbi_stops_at_each_sentence() -> None:
    labels = ["O", "B-PER", "I-PER"]
    start, follow = decode.legal(labels)
    rng = np.random.default_rng(1)
    scores = rng.normal(size=(6, 2, 3)).astype(np.float32)
    both = decode.viterbi(scores, [6, 4], start, follow)
    alone = decode.viterbi(scores[:4, 1:], [4], start, follow)
    assert both[1] == alone[0] and len(both[0]) == 6
