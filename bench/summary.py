"""README's table beside the peers: the few figures of docs/figures.md that a newcomer looks for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bench import figures, halfspace
from bench.data import SHARED

if TYPE_CHECKING:
    from bench.peers import Result

__all__ = ["put", "table"]

BEGIN = "<!-- written by python -m bench peers -->"
END = "<!-- to here -->"
_COLUMNS = (
    "",
    "half-spaces P",
    "R",
    "F",
    "changed in 10,000 right words",
    "token F1",
    "lemma",
    "start-up s",
    "memory MB",
)


def table(results: Sequence[Result]) -> str:
    """One row a tool: half-spaces deleted and restored, damage, tokens and lemmas of UD PerDT test, cost."""
    trees = figures.treebanks()["PerDT"]
    rows = figures.head(*_COLUMNS)
    for result in results:
        if not result.done:
            continue
        cells = ["", "", "", "", "", ""]
        if mended := result.done.get("mended"):
            got = halfspace.measure(SHARED, "deleted", figures.in_order(mended["deleted"]), by_sentence=True)
            hurt = halfspace.damage(SHARED, figures.in_order(mended["clean"]), by_sentence=True)
            cells[:3] = [f"{100 * got[k]:.1f}" for k in ("precision", "recall", "f1")]
            cells[3] = f"{hurt['per_10000']:.1f}"
        if words := result.done.get("words"):
            cells[4] = f"{figures.token_f1(trees, words):.2f}"
        if lemmas := result.done.get("lemmas"):
            cells[5] = f"{figures.lemma_accuracy(trees, lemmas[: len(trees)]):.1f}"
        cost = (f"{result.startup or 0:.2f}", f"{result.memory or 0:.0f}")
        rows.append(figures.row(figures.name(result), *cells, *cost))
    return "\n".join(rows)


def put(page: Path, text: str) -> None:
    """Put ``text`` between the marks of a Markdown page; ValueError where the page has no marks."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page.name} has no place for the table: put «{BEGIN}» and «{END}» into it")
    page.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")
