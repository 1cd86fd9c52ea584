"""Several networks in one graph: the sums of what each says alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: pip install '.[train]'")
pytest.importorskip("onnx", reason="onnx is not installed: pip install '.[train]'")


def test_a_graph_says_the_sum_of_what_its_networks_say(tmp_path: Path) -> None:
    import onnxruntime  # type: ignore[import-untyped]

    from training.language.batches import TASKS, Inventory
    from training.language.export import export, graph
    from training.language.model import Net, Size

    labels = {task: [str(i) for i in range(n)] for task, n in zip(TASKS, (5, 6, 4, 7, 3), strict=True)}
    inventory = Inventory({"": 0, "باران": 1, "گل": 2}, {**labels, "rel": ["case", "root"]})
    size = Size(words=3, tasks={task: len(names) for task, names in labels.items()}, rels=2, hidden=16)
    nets = []
    for seed in (1, 2, 3, 4):
        torch.manual_seed(seed)
        nets.append(Net(size).eval())
    words, rng = size.word, np.random.default_rng(0)
    own = [rng.normal(size=(4, 2, size.input - words)).astype(np.float32) for _ in nets]
    shared = rng.normal(size=(4, 2, words)).astype(np.float32)
    cut = np.cumsum([size.gram, size.shape])
    parts = zip(*(np.split(x, cut, axis=2) for x in own), strict=True)
    x = np.concatenate([shared, *(column for pair in parts for column in pair)], 2)
    session = onnxruntime.InferenceSession(
        graph(nets[:2], nets[2:], 0).SerializeToString(), providers=["CPUExecutionProvider"]
    )
    outputs = [output.name for output in session.get_outputs()]
    given = {"x": x, "lengths": np.array([4, 4], dtype=np.int32)}
    found = dict(zip(outputs, session.run(outputs, given), strict=True))
    tags: dict[str, float | np.ndarray] = dict.fromkeys(TASKS, 0.0)
    arcs: float | np.ndarray = 0.0
    with torch.no_grad():
        for k, (net, rest) in enumerate(zip(nets, own, strict=True)):
            mine = torch.from_numpy(np.concatenate([shared, rest], 2)).transpose(0, 1) + net.bank.weight[0]
            h = net.encode(mine, torch.tensor([4, 4]))
            for task, scores in net.tags(h).items():
                # The first two say everything, but most of the names comes from the others.
                if task == "ner":
                    tags[task] = tags[task] + scores.numpy() * (0.15 if k < 2 else 0.35)
                elif k < 2:
                    tags[task] = tags[task] + scores.numpy()
            if k < 2:
                arcs = arcs + net.arcs(h)[0].numpy()
    for task in TASKS:
        total = np.asarray(tags[task])
        if task == "ner":
            assert np.abs(found[task].transpose(1, 0, 2) - total).max() < 1e-4
        else:
            assert (total.argmax(-1) == found[task].T).all()
    assert np.abs(found["arc"] - arcs).max() < 1e-4
    export(nets[:2], nets[2:], inventory, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        "language.json",
        "language.npz",
        "language.onnx",
        "language.words.txt",
    }
