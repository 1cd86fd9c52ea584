"""The learning curve: a small model of a share of the PerDT trees, beside all others; gold words of the test part.

python -m training.language.curve --data ../shared/data [--work scratch/language]

Each model has the pre-trained encoder and ten epochs of trees, no silver and no names: what more trees would
give, not what the shipped model reaches.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import torch

from training.language.batches import encode
from training.language.data import Sentence, conllu
from training.language.stages import Stages
from training.language.train import evaluate, fit, together

SHARES = (0.25, 0.5, 0.75, 1.0)


def main(argv: Sequence[str] | None = None) -> int:
    """Train what is missing, two at a time, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m training.language.curve", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("scratch/language"))
    args = parser.parse_args(argv)
    torch.set_num_threads(1)
    stages = Stages(args.data, args.work)
    inventory = stages.inventory()
    test = conllu(args.data / "treebanks" / "fa_perdt-ud-test.conllu", "perdt")

    def run(rank: int, world: int) -> None:
        for share in SHARES[rank::world]:
            path = args.work / f"curve-{share:.2f}.json"
            if path.exists():
                continue
            trees = stages.trees()
            trees["perdt"] = trees["perdt"][:: round(1 / share)] if share <= 0.5 else _most(trees["perdt"], share)
            data = [row for rows in trees.values() for row in encode(rows, inventory)]
            net = stages.net(inventory, stages.seed)
            fit(net, inventory, data, epochs=10, rate=1.5e-3)
            path.write_text(json.dumps(evaluate(net, inventory, test)))

    together(run, 2, args.work / "meet")
    print("| share | UPOS | UAS | LAS |\n|---|---|---|---|")
    for share in SHARES:
        figures = json.loads((args.work / f"curve-{share:.2f}.json").read_text())
        print(f"| {100 * share:.0f} % | {figures['upos']} | {figures['uas']} | {figures['las']} |")
    return 0


def _most(trees: list[Sentence], share: float) -> list[Sentence]:
    """All but every n-th tree."""
    n = round(1 / (1 - share)) if share < 1 else 0
    return [tree for i, tree in enumerate(trees) if not n or i % n]


if __name__ == "__main__":
    raise SystemExit(main())
