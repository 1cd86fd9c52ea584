"""What a batch teaches: labels, and probabilities in their place."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: pip install '.[train]'")


def test_probabilities_that_are_sure_teach_what_labels_do() -> None:
    from training.language.batches import TASKS, Inventory, batches
    from training.language.data import Sentence
    from training.language.model import Net, Size
    from training.language.train import loss_of

    labels = {task: ["a", "b", "c"] for task in TASKS}
    inventory = Inventory({"": 0, "باران": 1, "گل": 2}, {**labels, "rel": ["case", "root"]})
    torch.manual_seed(1)
    net = Net(Size(words=3, tasks=dict.fromkeys(TASKS, 3), rels=2, hidden=16)).eval()
    sentence = Sentence("perdt", ["باران", "گل", "باران"])
    told = {"upos": np.array([2, 0, 1]), "ner": np.array([0, 0, 1])}
    sure = {f"soft.{task}": np.eye(3, dtype=np.float16)[y] for task, y in told.items()}
    losses = []
    for taught in (
        told,
        sure,
        {"upos": np.array([2, -100, 1]), "soft.upos": np.eye(3)[[0, 0, 0]] * [[0], [1], [0]]},
    ):
        ((_, batch),) = batches([(sentence, taught)], inventory, None)
        losses.append(loss_of(net, batch).item())
    assert losses[0] == pytest.approx(losses[1], rel=1e-3)
    ((_, batch),) = batches([(sentence, {"upos": told["upos"]})], inventory, None)
    assert losses[2] == pytest.approx(loss_of(net, batch).item(), rel=1e-3)
