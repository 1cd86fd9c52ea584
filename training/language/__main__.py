"""Train the language floor: ``python -m training.language --data ../shared/data --out src/ravi/models``.

Stages and their checkpoints in ``--work`` (a stage whose checkpoint is there is skipped): ``words.npz``
(skip-gram), ``pretrain.pt``, ``named0.pt`` and ``named1.pt`` (names alone), ``teacher0.pt`` and ``teacher1.pt``,
``silver-*.pkl``, ``student0.pt`` and ``student1.pt``, ``finished0.pt`` and ``finished1.pt``, ``settled0.pt``; the
word lists, the clitic splitter and the networks are written to ``--out``.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch

from training.language.clitics import train_clitics
from training.language.export import export
from training.language.stages import Stages
from training.language.wordlist import compile_lists


def main(argv: Sequence[str] | None = None) -> int:
    """Run the stages that are not done yet."""
    parser = argparse.ArgumentParser(prog="python -m training.language", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("src/ravi/models"))
    parser.add_argument("--work", type=Path, default=Path("scratch/language"))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--scale", type=float, default=1.0, help="shorten every stage, for a trial")
    args = parser.parse_args(argv)
    torch.set_num_threads(args.threads)
    torch.use_deterministic_algorithms(True, warn_only=True)
    args.work.mkdir(parents=True, exist_ok=True)
    args.out.mkdir(parents=True, exist_ok=True)
    stages = Stages(args.data, args.work, args.scale)
    compile_lists(args.data / "lexicons", args.out)
    folder = args.data / "treebanks"
    names = ("fa_perdt-ud-dev", "perdt-train-704-dadegan", "fa_seraji-ud-dev", "iPerUDT_train")
    train_clitics([folder / f"{name}.conllu" for name in names], stages.rank(), args.out)
    inventory = stages.inventory()
    named = stages.named(inventory)
    silver = stages.silver(inventory, stages.teachers(inventory, named))
    # A second student adds a tenth of LAS, a second network of names two tenths of F1: each costs a third more.
    students = stages.finished(inventory, silver, stages.students(inventory, silver, named))
    export(stages.settled(inventory, students, named)[:1], named[:1], inventory, args.out, stages.extra())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
