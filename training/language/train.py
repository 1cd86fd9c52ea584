"""The training loop: several tasks at once, one network."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import distributed
from torch.nn import functional as F  # noqa: N812

from training.language.batches import Batch, Inventory, Row, batches, encode, groups, share
from training.language.data import Sentence
from training.language.model import Net

__all__ = ["evaluate", "fit", "forward", "half", "loss_of", "meet", "together"]


def half() -> torch.autocast:
    """Reckon the layers in bfloat16 where the processor can: twice as fast; the weights stay in 32 bits."""
    # Older releases of PyTorch cannot tell what the processor can.
    able = bool(getattr(torch.cpu, "get_capabilities", dict[str, bool])().get("avx512_bf16"))
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=able)


def forward(net: Net, batch: Batch) -> torch.Tensor:
    """Context vectors of a batch."""
    table = net.vectors(batch.words, batch.grams, batch.offsets, batch.shapes, batch.bits)
    x = table[batch.places] + net.bank(batch.bank)[:, None]
    with half():
        return net.encode(x, batch.lengths).float()


def _losses(scores: torch.Tensor, y: torch.Tensor, odds: torch.Tensor | None, weight: torch.Tensor) -> torch.Tensor:
    """The loss of each word that a task teaches, by its label or by the probabilities of all labels."""
    taught = y >= 0
    each = F.cross_entropy(scores[taught], y[taught], reduction="none") * weight[taught]
    if odds is None:
        return each
    shared = odds.sum(-1) > 0
    loose = F.cross_entropy(scores[shared], odds[shared], reduction="none") * weight[shared]
    return torch.cat([each, loose])


def loss_of(net: Net, batch: Batch) -> torch.Tensor:
    """The sum of the losses of whatever the batch teaches."""
    h = forward(net, batch)
    total = h.new_zeros(())
    weight = batch.weight[:, None].expand(batch.places.shape)
    scores = net.tags(h)
    for task, y in batch.targets.items():
        each = _losses(scores[task], y, batch.soft.get(task), weight)
        if len(each):
            total = total + each.mean()
    taught = batch.heads >= 0
    if taught.any():
        arc, dep, head = net.arcs(h)
        inside = torch.arange(arc.shape[2])[None] <= batch.lengths[:, None]
        arc = arc.masked_fill(~inside[:, None], -1e4)
        w = weight[taught]
        total = total + (F.cross_entropy(arc[taught], batch.heads[taught], reduction="none") * w).mean()
        rows = torch.arange(arc.shape[0])[:, None].expand(batch.heads.shape)
        known = taught & (batch.rels >= 0)
        rel = net.relations(dep[known], head[rows[known], batch.heads[known]])
        total = total + (F.cross_entropy(rel, batch.rels[known], reduction="none") * weight[known]).mean()
    return total


def fit(
    net: Net,
    inventory: Inventory,
    data: Sequence[Row],
    *,
    epochs: int,
    seed: int = 1,
    rate: float = 2e-3,
    tokens: int = 1200,
    rank: int = 0,
    world: int = 1,
    frozen: Sequence[str] = ("word",),
) -> None:
    """Train for ``epochs``, the rate falling linearly to a fiftieth.

    With ``world`` processes each takes its share of the batches, and every few steps they meet and average
    their weights (local SGD, Stich 2019): the result depends on the number of processes, not on their pace.
    """
    torch.manual_seed(seed + 100 * rank)
    rng = random.Random(seed)
    # Words that the labels show must not drift away from those that only the raw text has shown.
    for name in frozen:
        getattr(net, name).requires_grad_(False)
    learned = [p for p in net.parameters() if p.requires_grad]
    optim = torch.optim.Adam(learned, lr=rate, betas=(0.9, 0.95))
    begun = time.time()
    per = len(groups(data, random.Random(0), tokens)) // world
    step = 0
    for epoch in range(epochs):
        net.train()
        total = 0.0
        for batch in share(data, inventory, rng, tokens, rank, world):
            done = step / (per * epochs)
            for group in optim.param_groups:
                group["lr"] = rate * min(1.0, (step + 1) / 100) * max(0.02, 1 - done)
            optim.zero_grad()
            loss = loss_of(net, batch)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(learned, 5.0)
            optim.step()
            total += float(loss.detach())
            step += 1
            if step % 200 == 0:
                print(f"{rank}: step {step}/{per * epochs} {time.time() - begun:.0f}s", flush=True)
            if world > 1 and step % _MEET == 0:
                meet(learned, world)
        if world > 1:
            meet(learned, world)
        print(f"{rank}: epoch {epoch} {time.time() - begun:.0f}s loss {total / max(1, per):.3f}", flush=True)


_MEET = 40


@torch.no_grad()
def meet(parameters: Sequence[torch.nn.Parameter], world: int) -> None:
    """The mean of the weights of all processes."""
    for parameter in parameters:
        distributed.all_reduce(parameter)
        parameter.div_(world)


def _worker(rank: int, world: int, place: str, run: Callable[[int, int], None]) -> None:
    torch.set_num_threads(1)
    distributed.init_process_group("gloo", init_method=f"file://{place}", rank=rank, world_size=world)
    run(rank, world)
    distributed.destroy_process_group()


def together(run: Callable[[int, int], None], world: int, place: Path) -> None:
    """Call ``run(rank, world)`` in ``world`` processes of one thread each that can meet."""
    place.unlink(missing_ok=True)
    context = multiprocessing.get_context("fork")
    team = [context.Process(target=_worker, args=(rank, world, str(place.resolve()), run)) for rank in range(world)]
    for process in team:
        process.start()
    for process in team:
        process.join()
    if any(process.exitcode for process in team):
        raise RuntimeError("a training process failed; its message stands above")


@torch.no_grad()
def evaluate(net: Net, inventory: Inventory, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Accuracy by task on gold words (no tree constraint): for watching, not for reporting."""
    net.eval()
    data = encode(sentences, inventory)
    right: dict[str, list[int]] = {}
    for _, batch in batches(data, inventory, None, 4000):
        h = forward(net, batch)
        for task, score in net.tags(h).items():
            y = batch.targets[task]
            ok = (score.argmax(-1) == y)[y != -100]
            right.setdefault(task, []).extend(ok.int().tolist())
        if (batch.heads >= 0).any():
            arc, dep, head = net.arcs(h)
            inside = torch.arange(arc.shape[2])[None] <= batch.lengths[:, None]
            best = arc.masked_fill(~inside[:, None], -1e4).argmax(-1)
            rows = torch.arange(arc.shape[0])[:, None].expand(best.shape)
            rel = net.relations(dep, head[rows, best]).argmax(-1)
            m = batch.heads >= 0
            right.setdefault("uas", []).extend((best == batch.heads)[m].int().tolist())
            right.setdefault("las", []).extend(((best == batch.heads) & (rel == batch.rels))[m].int().tolist())
    return {k: round(100 * float(np.mean(v)), 2) for k, v in right.items() if v}
