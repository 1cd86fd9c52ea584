"""Names, scored whole: a name is right where its span and its label are, as CoNLL-2003 and NSURL-2019 score.

python -m bench.ner [--part test|outlet|dev] [--variant clean|deleted|spaced|arabic|crawled]

Documents are analysed one by one as raw text.  Spans are compared by letters (see ``bench.raw``), so that the
variants are measured on the very same names.  ``test`` is a cut by document, ``outlet`` holds outlets of which
nothing was trained on; see ``training.ner_data``.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from bench import floors
from bench.raw import VARIANTS, letter_offsets, variant
from ravi.language import Analysis
from training.ner_data import LABELS, Document

MAIN = ("PER", "ORG", "LOC")
Span = tuple[int, int, str]


class Tally:
    """Counts a label: gold names, predicted names, names that are both."""

    def __init__(self) -> None:
        self.gold: Counter[str] = Counter()
        self.system: Counter[str] = Counter()
        self.right: Counter[str] = Counter()

    def add(self, gold: Iterable[Span], system: Iterable[Span]) -> None:
        """Count one document."""
        mine, theirs = set(gold), set(system)
        self.gold.update(label for _, _, label in mine)
        self.system.update(label for _, _, label in theirs)
        self.right.update(label for _, _, label in mine & theirs)

    def prf(self, labels: Sequence[str]) -> tuple[float, float, float]:
        """Precision, recall and F1 over ``labels`` together, between 0 and 1."""
        right = sum(self.right[label] for label in labels)
        gold, system = sum(self.gold[label] for label in labels), sum(self.system[label] for label in labels)
        p, r = right / system if system else 0.0, right / gold if gold else 0.0
        return p, r, 2 * right / (gold + system) if gold + system else 0.0

    def figures(self) -> dict[str, float]:
        """F1 in percent: ``names`` (PER, ORG and LOC together), then each label that is there."""
        rows = {"names": 100 * self.prf(MAIN)[2]}
        rows |= {label: 100 * self.prf((label,))[2] for label in LABELS if self.gold[label]}
        return rows


def gold_names(document: Document) -> set[Span]:
    """The names of a document by letters."""
    at = letter_offsets(document.text)
    return {(at[n.start], at[n.end], n.label) for n in document.names()}


def predicted_names(analysis: Analysis) -> set[Span]:
    """The names of an analysis by letters."""
    at = letter_offsets(analysis.raw)
    return {(at[e.start], at[e.end], e.label) for e in analysis.entities}


def evaluate(
    documents: Iterable[Document], analyse: Callable[[str], Analysis], *, variant_of: str = "clean"
) -> Tally:
    """Analyse each document's raw text and count its names."""
    tally = Tally()
    for document in documents:
        tally.add(gold_names(document), predicted_names(analyse(variant(document.text, variant_of))))
    return tally


def table(rows: dict[str, Tally]) -> str:
    """A table in Markdown, a line a row of figures."""
    labels = [label for label in LABELS if any(t.gold[label] for t in rows.values())]
    out = ["| text | P | R | F1 | " + " | ".join(labels) + " |", "|---" * (len(labels) + 4) + "|"]
    for name, tally in rows.items():
        figures = tally.figures()
        cells = [f"{100 * x:.1f}" for x in tally.prf(MAIN)]
        cells += [f"{figures[label]:.1f}" if label in figures else "" for label in labels]
        out.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(out)


def pinned(rows: dict[str, Tally]) -> dict[str, floors.Figure]:
    """F1 of PER, ORG and LOC together and of each label, with half a point to spare."""
    return {
        f"{row} {name}": floors.Figure(value, slack=0.005)
        for row, tally in rows.items()
        for name, value in tally.figures().items()
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Score the trained pipeline on the parts that it was not trained on; prints a table."""
    from bench.data import NER, here
    from ravi.language import analyse
    from training import ner_data

    parser = argparse.ArgumentParser(prog="python -m bench ner", description="Names.")
    parser.add_argument("--part", choices=("test", "outlet", "dev"), action="append")
    parser.add_argument("--variant", choices=VARIANTS, action="append")
    floors.add_arguments(parser)
    args = parser.parse_args(argv)
    if not here(NER):
        return 0
    parts = ner_data.split(ner_data.load(NER))
    rows = {
        f"{part}, {kind}": evaluate(getattr(parts, part), analyse, variant_of=kind)
        for part in args.part or ("test", "outlet")
        for kind in args.variant or VARIANTS
    }
    print(table(rows) + "\n")
    return floors.settle("ner", pinned(rows), args)


if __name__ == "__main__":
    raise SystemExit(main())
