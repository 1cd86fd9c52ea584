"""From the PyTorch network to what the package carries: an ONNX graph and the tables of word vectors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.language.batches import BANKS, TASKS, Inventory
from training.language.model import Net

__all__ = ["export"]

_GATES = (0, 3, 1, 2)  # PyTorch keeps i f g o, ONNX i o f c


class _Graph:
    """Collects nodes and half-precision weights."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(value.astype(np.float16), f"{name}.half"))
        self.nodes.append(helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))
        return name

    def whole(self, name: str, value: list[int]) -> str:
        self.weights.append(numpy_helper.from_array(np.array(value, dtype=np.int64), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, **options: Any) -> str:
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


def _graph(net: Net, bank: int) -> onnx.ModelProto:
    g, size = _Graph(), net.size
    x = g.node("Add", ["x", g.weight("bank", net.bank.weight[bank].detach().numpy())], "banked")
    h = g.lstm(g.lstm(x, net.lstm1, "lstm1", size.hidden), net.lstm2, "lstm2", size.hidden)
    outputs = []
    t = g.node("Relu", [g.linear(h, net.tag, "tag")], "tag.r")
    for task in TASKS:
        if task != "ner":
            y = g.linear(t, net.out[task], f"out.{task}")
            outputs.append(g.node("ArgMax", [y], task, axis=2, keepdims=0))
    n = g.node("Relu", [g.linear(h, net.ner_hidden, "ner.h")], "ner.r")
    outputs.append(g.linear(n, net.ner_out, "ner.out", "ner"))
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
    outputs.append(g.node("Add", [s, bias], "arc"))
    outputs.append(g.linear(b, net.rel_dep, "rel.dep", "rel_dep"))
    outputs.append(g.linear(rooted, net.rel_head, "rel.head", "rel_head"))
    kinds = {task: (TensorProto.INT64, ["T", "B"]) for task in TASKS if task != "ner"}
    kinds |= {"ner": (TensorProto.FLOAT, ["T", "B", "L"]), "arc": (TensorProto.FLOAT, ["B", "T", "H"])}
    kinds |= {name: (TensorProto.FLOAT, ["B", f"{name}.n", "R"]) for name in ("rel_dep", "rel_head")}
    graph = helper.make_graph(
        g.nodes,
        "ravi",
        [
            helper.make_tensor_value_info("x", TensorProto.FLOAT, ["T", "B", size.input]),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["B"]),
        ],
        [helper.make_tensor_value_info(o, *kinds[o]) for o in outputs],
        g.weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model


def _bytes(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A table as signed bytes with a scale a row."""
    scale = np.maximum(np.abs(table).max(1), 1e-8) / 127
    return np.round(table / scale[:, None]).astype(np.int8), scale.astype(np.float16)


def export(net: Net, inventory: Inventory, out: Path, extra: dict[str, Any] | None = None) -> None:
    """Write ``language.onnx``, ``language.npz``, ``language.json`` and the word list to ``out``."""
    net.eval()
    out.mkdir(parents=True, exist_ok=True)
    (out / "language.onnx").write_bytes(_graph(net, BANKS.index("perdt")).SerializeToString())
    tables = {
        "word": net.word.weight.detach().numpy(),
        "gram": net.gram.weight.detach().numpy(),
    }
    arrays: dict[str, np.ndarray] = {}
    for name, table in tables.items():
        arrays[name], arrays[f"{name}_scale"] = _bytes(table)
    arrays["shape"] = net.shape.weight.detach().numpy().astype(np.float16)
    arrays["lists"] = net.lists.weight.detach().numpy().T.astype(np.float32)
    arrays["rel_w"] = net.rel_out.weight.detach().numpy().T.astype(np.float32)
    arrays["rel_b"] = net.rel_out.bias.detach().numpy().astype(np.float32)
    np.savez(out / "language.npz", **arrays)  # type: ignore[arg-type]
    words = sorted(inventory.words.items(), key=lambda item: item[1])
    (out / "language.words.txt").write_text("\n".join(w for w, _ in words[1:]), encoding="utf-8")
    labels = {**inventory.labels, **(extra or {})}
    (out / "language.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
