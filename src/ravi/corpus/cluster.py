"""The same work on many machines through datatrove (https://github.com/huggingface/datatrove), ``ravi[cluster]``.

A task takes every n-th file and writes its pieces as a worker of :mod:`ravi.corpus.run` does, with the same names
and marks: a run may be begun on one machine and finished on a hundred.  datatrove starts the tasks (here, by Slurm,
or by Ray) and keeps their logs in ``OUT/.datatrove``.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from ravi.corpus.shards import files, pieces
from ravi.corpus.work import Form, is_done, read_piece
from ravi.errors import InputError

__all__ = ["CLUSTERS", "Cluster", "Task", "run_cluster"]

Cluster = Literal["local", "slurm", "ray"]
CLUSTERS: tuple[Cluster, ...] = get_args(Cluster)
_PLACES = {
    "local": ("datatrove.executor.local", "LocalPipelineExecutor"),
    "slurm": ("datatrove.executor.slurm", "SlurmPipelineExecutor"),
    "ray": ("datatrove.executor.ray", "RayPipelineExecutor"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """One step of a datatrove pipeline, itself without datatrove; picklable, so that it reaches other machines."""

    inputs: str
    out: str
    size: int
    column: str
    form: Form

    def __call__(self, data: Iterable[Any] | None, rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """Read every ``world_size``-th file from the ``rank``-th on; yields nothing, as a last step does."""
        inputs, out = Path(self.inputs), Path(self.out)
        for path in files(inputs)[rank::world_size]:
            for piece in pieces(path, inputs, self.size):
                if not is_done(out, piece.name):
                    read_piece(piece, self.out, self.column, self.form)
        yield from ()


def run_cluster(
    cluster: Cluster,
    inputs: Path,
    out: Path,
    *,
    tasks: int | None = None,
    workers: int = -1,
    size: int = 200,
    column: str = "text",
    form: Form = "jsonl",
    options: dict[str, Any] | None = None,
) -> None:
    """Read all reports in ``inputs`` with ``tasks`` tasks (one a file), ``workers`` of them at a time (-1: all).

    ``options`` go to datatrove's executor as they are: ``partition`` and ``time`` for Slurm, ``cpus_per_task``.
    Under Slurm this returns when the job is handed in.  Raises InputError where datatrove is not installed.
    """
    out.mkdir(parents=True, exist_ok=True)
    module, name = _PLACES[cluster]
    try:
        executor = getattr(importlib.import_module(module), name)
    except ImportError as error:
        raise InputError(
            f"--executor {cluster} needs {error.name or 'datatrove'}", hint="pip install 'ravi[cluster]'"
        ) from None
    given: dict[str, Any] = {"logging_dir": str(out / ".datatrove"), **(options or {})}
    # What is done is known by the marks of the pieces; a task that was finished looks through them in a moment.
    given["skip_completed"] = False
    task = Task(str(inputs.resolve()), str(out.resolve()), size, column, form)
    executor(pipeline=[task], tasks=tasks or len(files(inputs)), workers=workers, **given).run()
