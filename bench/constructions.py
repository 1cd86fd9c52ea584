"""Two constructions that the floors above lean on: the ezafe, and light verbs with their noun.

python -m bench.constructions [CONLLU …]

PerDT writes the ezafe of a word in ه as a hamze (``خانهٔ``).  We take the hamze away, analyse, and see: on words
that end in ه the mark tells whether the ezafe that we derive from the tree is right; on
others it is silent.  Light verbs are the relation ``compound:lvc``: right where noun, verb and relation are.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bench.ud import Parsed, Tree, align, gold, produced, raw_text, read_conllu
from ravi.language import Analysis, analyse

_HAMZE = "ٔ"


def _f1(right: int, predicted: int, wanted: int) -> dict[str, float]:
    p, r = 100 * right / max(1, predicted), 100 * right / max(1, wanted)
    return {"P": p, "R": r, "F1": 2 * p * r / (p + r) if p + r else 0.0, "n": wanted}


def _plain(tree: Tree) -> Tree:
    """The tree with no hamze on ه in its text."""
    rows = tuple(replace(row, form=row.form.replace(_HAMZE, "")) for row in tree.rows)
    tokens = tuple((first, last, form.replace(_HAMZE, ""), space) for first, last, form, space in tree.tokens)
    return replace(tree, text=tree.text.replace(_HAMZE, ""), rows=rows, tokens=tokens)


def ezafe(trees: Sequence[Tree], analyse: Callable[[str], Analysis]) -> dict[str, float]:
    """Precision, recall and F1 of the derived ezafe on nouns and adjectives in ه, the hamze taken away."""
    marked: set[tuple[int, int]] = set()
    silent: set[tuple[int, int]] = set()
    plain = [_plain(tree) for tree in trees]
    # Where the ه is a consonant (راه) no hamze is ever written: only spellings seen with one can tell.
    vowels = {
        row.form.removesuffix(_HAMZE) for tree in trees for row in tree.rows if row.form.endswith("ه" + _HAMZE)
    }
    for word, bare in zip(gold(trees).words, gold(plain).words, strict=True):
        if word.multiword or word.upos not in {"NOUN", "PROPN", "ADJ"} or not bare.form.endswith("ه"):
            continue
        if word.form.endswith(_HAMZE):
            marked.add((bare.start, bare.end))
        elif bare.form in vowels:
            silent.add((bare.start, bare.end))
    found = analyse(raw_text(plain))
    parsed = produced(found)
    said = {(w.start, w.end) for w, word in zip(parsed.words, found.words, strict=True) if word.ezafe}
    return _f1(len(said & marked), len(said & (marked | silent)), len(marked))


def light_verbs(trees: Sequence[Tree], analyse: Callable[[str], Analysis]) -> dict[str, float]:
    """Precision, recall and F1 of ``compound:lvc``: the noun and its verb."""
    wanted, got = gold(trees), produced(analyse(raw_text(trees)))
    to_gold = {s: g for g, s in align(wanted.words, got.words)}

    def pairs(parsed: Parsed) -> set[tuple[int, int]]:
        return {(i, w.head) for i, w in enumerate(parsed.words) if w.deprel == "compound:lvc"}

    right = pairs(wanted)
    said = pairs(got)
    mapped = {(to_gold.get(i, -1), to_gold.get(head, -1)) for i, head in said}
    return _f1(len(mapped & right), len(said), len(right))


def main(argv: Sequence[str] | None = None) -> int:
    """Print both on the treebanks; the PerDT test part where none is named."""
    from bench.data import TREEBANKS, here

    parser = argparse.ArgumentParser(prog="python -m bench.constructions", description=__doc__)
    parser.add_argument("conllu", nargs="*", type=Path, default=[TREEBANKS / "fa_perdt-ud-test.conllu"])
    for path in parser.parse_args(argv).conllu:
        if here(path):
            trees = read_conllu(path)
            for name, measure in (("ezafe", ezafe), ("light verbs", light_verbs)):
                figures = measure(trees, analyse)
                print(path.stem, name, " ".join(f"{k} {v:.1f}" for k, v in figures.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
