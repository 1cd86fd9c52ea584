"""From PyTorch networks to what the package carries: one ONNX graph in eight bits, and tables of word vectors.

Several networks become one graph whose scores are the sums of theirs; names are mostly those
of networks of their own.  Weights are kept in seven bits of eight for each row, with which the products of all
processors agree (those without VNNI saturate at 16 bits).
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from training.language.batches import BANKS, TASKS, Inventory
from training.language.model import Net

__all__ = ["export", "graph"]

_OWN = 0.7
"""The share of the networks of names in the scores of names; on the dev part anything above 0.6 is as good."""

_GATES = (0, 3, 1, 2)  # PyTorch keeps i f g o, ONNX i o f c


class _Graph:
    """Collects nodes and weights."""

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(value.astype(np.float32), f"{self.prefix}{name}"))
        return f"{self.prefix}{name}"

    def whole(self, name: str, value: list[int]) -> str:
        self.weights.append(numpy_helper.from_array(np.array(value, dtype=np.int64), f"{self.prefix}{name}"))
        return f"{self.prefix}{name}"

    def node(self, kind: str, inputs: list[str], output: str, **options: Any) -> str:
        output = f"{self.prefix}{output}"
        self.nodes.append(helper.make_node(kind, inputs, [output], **options))
        return output

    def linear(self, x: str, layer: Any, name: str, output: str | None = None) -> str:
        w = self.weight(f"{name}.w", layer.weight.detach().numpy().T)
        b = self.weight(f"{name}.b", layer.bias.detach().numpy())
        return self.node("Add", [self.node("MatMul", [x, w], f"{name}.x"), b], output or f"{name}.y")

    def lstm(self, x: str, layer: Any, name: str, hidden: int) -> str:
        def gates(kind: str) -> np.ndarray:
            sides = []
            for side in ("", "_reverse"):
                value = getattr(layer, f"{kind}_l0{side}").detach().numpy()
                parts = value.reshape(4, hidden, *value.shape[1:])
                sides.append(parts[list(_GATES)].reshape(value.shape))
            return np.stack(sides)

        w = self.weight(f"{name}.w", gates("weight_ih"))
        r = self.weight(f"{name}.r", gates("weight_hh"))
        b = self.weight(f"{name}.b", np.concatenate([gates("bias_ih"), gates("bias_hh")], 1))
        y = self.node("LSTM", [x, w, r, b, "lengths"], f"{name}.y", hidden_size=hidden, direction="bidirectional")
        t = self.node("Transpose", [y], f"{name}.t", perm=[0, 2, 1, 3])
        return self.node("Reshape", [t, self.whole(f"{name}.s", [0, 0, 2 * hidden])], f"{name}.o")


def _layers(g: _Graph, net: Net, x: str, bank: int) -> tuple[str, str]:
    """The context vectors of a network and what the heads of names and tags share."""
    x = g.node("Add", [x, g.weight("bank", net.bank.weight[bank].detach().numpy())], "banked")
    h = g.lstm(g.lstm(x, net.lstm1, "lstm1", net.size.hidden), net.lstm2, "lstm2", net.size.hidden)
    return h, g.node("Relu", [g.linear(h, net.ner_hidden, "ner.h")], "ner.r")


def _scores(g: _Graph, net: Net, x: str, bank: int) -> dict[str, str]:
    """The scores of one network by name."""
    size = net.size
    h, n = _layers(g, net, x, bank)
    t = g.node("Concat", [g.node("Relu", [g.linear(h, net.tag, "tag")], "tag.r"), n], "tag.n", axis=2)
    found = {task: g.linear(t, net.out[task], f"out.{task}") for task in TASKS if task != "ner"}
    found["ner"] = g.linear(n, net.ner_out, "ner.out")
    b = g.node("Transpose", [h], "batched", perm=[1, 0, 2])
    root = g.weight("root", net.root.detach().numpy().reshape(1, 1, -1))
    count = g.node("Shape", [b], "count", start=0, end=1)
    shape = g.node("Concat", [count, g.whole("one", [1]), g.whole("wide", [2 * size.hidden])], "rootshape", axis=0)
    rooted = g.node("Concat", [g.node("Expand", [root, shape], "roots"), b], "rooted", axis=1)
    dep = g.node("Relu", [g.linear(b, net.dep, "dep")], "dep.r")
    head = g.node("Relu", [g.linear(rooted, net.head, "head")], "head.r")
    u = g.node("MatMul", [dep, g.weight("bilinear", net.bilinear.detach().numpy())], "dep.u")
    s = g.node("MatMul", [u, g.node("Transpose", [head], "head.t", perm=[0, 2, 1])], "arc.s")
    bias = g.node("Transpose", [g.linear(head, net.head_bias, "head.bias")], "bias.t", perm=[0, 2, 1])
    found["arc"] = g.node("Add", [s, bias], "arc")
    found["rel_dep"] = g.linear(b, net.rel_dep, "rel.dep")
    found["rel_head"] = g.linear(rooted, net.rel_head, "rel.head")
    return found


def graph(nets: Sequence[Net], namers: Sequence[Net], bank: int) -> onnx.ModelProto:
    """One graph of several networks in 32 bits; ``bank`` is the treebank whose conventions it follows."""
    top, size, count = _Graph(), nets[0].size, len(nets) + len(namers)
    widths = [size.word, *([size.gram] * count), *([size.shape] * count), *([size.lists] * count)]
    columns = [f"x.{i}" for i in range(len(widths))]
    top.nodes.append(helper.make_node("Split", ["x", top.whole("widths", widths)], columns, axis=2))
    scores: dict[str, list[str]] = defaultdict(list)
    for k, net in enumerate([*nets, *namers]):
        own = [columns[0], *(columns[1 + part * count + k] for part in range(3))]
        g = _Graph(f"{k}.")
        x = g.node("Concat", own, "x", axis=2)
        if k < len(nets):
            found = _scores(g, net, x, bank)
        else:
            found = {"ner": g.linear(_layers(g, net, x, bank)[1], net.ner_out, "ner.out")}
        for name, values in found.items():
            scores[name].append(values)
        top.nodes += g.nodes
        top.weights += g.weights
    outputs = []
    for name, each in scores.items():
        if name.startswith("rel_"):
            # The relation's last layer is reckoned outside, over the halves of all members side by side.
            outputs.append(top.node("Concat", each, name, axis=2))
        elif name == "ner":
            parts = []
            for kind, group, share in (("own", each[len(nets) :], _OWN), ("all", each[: len(nets)], 1 - _OWN)):
                mean = top.node("Mean", group, f"ner.{kind}")
                parts.append(top.node("Mul", [mean, top.weight(f"share.{kind}", np.array(share))], f"ner.{kind}.y"))
            outputs.append(top.node("Sum", parts, name))
        elif name == "arc":
            outputs.append(top.node("Sum", each, name))
        else:
            outputs.append(top.node("ArgMax", [top.node("Sum", each, f"{name}.sum")], name, axis=2, keepdims=0))
    kinds = {task: (TensorProto.INT64, ["T", "B"]) for task in TASKS if task != "ner"}
    kinds |= {"ner": (TensorProto.FLOAT, ["T", "B", "L"]), "arc": (TensorProto.FLOAT, ["B", "T", "H"])}
    kinds |= {name: (TensorProto.FLOAT, ["B", f"{name}.n", "R"]) for name in ("rel_dep", "rel_head")}
    graph = helper.make_graph(
        top.nodes,
        "ravi",
        [
            helper.make_tensor_value_info("x", TensorProto.FLOAT, ["T", "B", sum(widths)]),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["B"]),
        ],
        [helper.make_tensor_value_info(o, *kinds[o]) for o in outputs],
        top.weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model


def _quantized(model: onnx.ModelProto) -> bytes:
    """The graph with its layers in integers."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]

    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder, "whole.onnx"), Path(folder, "small.onnx")
        onnx.save(model, whole)
        quantize_dynamic(
            whole, small, op_types_to_quantize=["LSTM", "MatMul"], weight_type=QuantType.QInt8, per_channel=True,
            reduce_range=True,
        )  # fmt: skip
        return small.read_bytes()


def _bytes(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A table as signed bytes with a scale a row."""
    scale = np.maximum(np.abs(table).max(1), 1e-8) / 127
    return np.round(table / scale[:, None]).astype(np.int8), scale.astype(np.float16)


def _table(layers: Sequence[torch.nn.Embedding | torch.nn.EmbeddingBag]) -> np.ndarray:
    """The tables of all members side by side."""
    return np.concatenate([layer.weight.detach().numpy() for layer in layers], 1)


def export(
    nets: Sequence[Net],
    namers: Sequence[Net],
    inventory: Inventory,
    out: Path,
    extra: dict[str, Any] | None = None,
) -> None:
    """Write ``language.onnx``, ``language.npz``, ``language.json`` and the word list to ``out``.

    ``nets`` give all but the names, which ``namers`` mostly give.  All share their word vectors, which training
    after pre-training leaves as they are.
    """
    out.mkdir(parents=True, exist_ok=True)
    (out / "language.onnx").write_bytes(_quantized(graph(nets, namers, BANKS.index("perdt"))))
    team = [*nets, *namers]
    arrays: dict[str, np.ndarray] = {}
    for name, table in (("word", _table([nets[0].word])), ("gram", _table([net.gram for net in team]))):
        arrays[name], arrays[f"{name}_scale"] = _bytes(table)
    arrays["shape"] = _table([net.shape for net in team]).astype(np.float16)
    arrays["lists"] = np.concatenate([net.lists.weight.detach().numpy().T for net in team], 1).astype(np.float32)
    arrays["rel_w"] = np.concatenate([net.rel_out.weight.detach().numpy().T for net in nets]).astype(np.float32)
    arrays["rel_b"] = np.stack([net.rel_out.bias.detach().numpy() for net in nets]).sum(axis=0)
    np.savez(out / "language.npz", **arrays)  # type: ignore[arg-type]
    words = sorted(inventory.words.items(), key=lambda item: item[1])
    (out / "language.words.txt").write_text("\n".join(w for w, _ in words[1:]), encoding="utf-8")
    labels = {**inventory.labels, **(extra or {})}
    (out / "language.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
