"""Tokens and sentences from raw text, by the definitions of the official UD evaluator.

python -m bench.tokens [SHARED]          the figures, exit code 1 where a floor is missed

A token is right where its first and last character are those of a token of the gold, white space left out;
a multiword token counts by its surface form.  Sentences are those of the treebank, one a line, in the order
of the file.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ravi.text import repair, segment

FLOORS = {"fa_perdt-ud-test": 0.998}
PARTS = ("fa_perdt-ud-test", "fa_perdt-ud-dev", "fa_seraji-ud-dev")
Tokenise = Callable[[str], list[str]]


def ravi(text: str) -> list[str]:
    """The tokens of ``text`` as they stand in the raw text."""
    return [text[token.start : token.end] for sentence in segment(repair(text)) for token in sentence.tokens]


def gold(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Each sentence's text and surface tokens."""
    text, tokens, skip = "", list[str](), 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# text = "):
            text = line[9:]
        elif not line:
            if tokens:
                yield text, tokens
            tokens, skip = [], 0
        elif not line.startswith("#"):
            number, form = line.split("\t")[:2]
            if "-" in number:
                skip = int(number.split("-")[1])
                tokens.append(form)
            elif "." not in number and int(number) > skip:
                tokens.append(form)


def spans(tokens: list[str]) -> set[tuple[int, int]]:
    """The tokens as spans of characters, white space left out."""
    found, at = set(), 0
    for token in tokens:
        size = len("".join(token.split()))
        found.add((at, at + size))
        at += size
    return found


def measure(path: Path, tokenise: Tokenise = ravi) -> dict[str, Any]:
    """Precision, recall and F1 of the tokens of a treebank, cut from its raw text."""
    right = system = reference = 0
    wrong: list[str] = []
    texts = list(gold(path))
    for text, tokens in texts:
        want = [token for token in tokens if token.strip()]
        have = tokenise(text)
        a, b = spans(want), spans(have)
        right, system, reference = right + len(a & b), system + len(b), reference + len(a)
        if a != b:
            wrong.append(" ".join(sorted(set(want) ^ set(have))))
    precision, recall = right / max(1, system), right / max(1, reference)
    return {
        "tokens": reference, "precision": precision, "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall), "wrong": wrong,
    }  # fmt: skip


def whole_sentences(path: Path) -> float:
    """The share of sentences that come back as one sentence from their own line."""
    lines = [text for text, _ in gold(path)]
    cut = segment(repair("\n".join(lines)))
    per_line: dict[int, int] = {}
    for sentence in cut:
        per_line[sentence.paragraph] = per_line.get(sentence.paragraph, 0) + 1
    return sum(n == 1 for n in per_line.values()) / max(1, len(lines))


def all_figures(shared: Path) -> dict[str, Any]:
    """The figures of every part that is here."""
    figures: dict[str, Any] = {}
    for name in PARTS:
        path = shared / f"data/treebanks/{name}.conllu"
        if path.exists():
            figures[name] = measure(path) | {"whole_sentences": whole_sentences(path)}
    return figures


def main(arguments: list[str]) -> int:
    """Print the figures; 1 where a floor is missed, 0 also where the data is not here."""
    shared = Path(next((a for a in arguments if not a.startswith("-")), "../shared"))
    figures, failed = all_figures(shared), 0
    if "--json" in arguments:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
    for name, f in figures.items():
        missed = f["f1"] < FLOORS.get(name, 0.0)
        failed |= missed
        if "--json" not in arguments:
            print(f"{name:20} P {f['precision']:.4f} R {f['recall']:.4f} F {f['f1']:.4f} of {f['tokens']} tokens;"
                  f" whole sentences {f['whole_sentences']:.4f}{'  MISSED' if missed else ''}")  # fmt: skip
            if "--errors" in arguments:
                print("   ", " | ".join(f["wrong"][:60]))
    if not figures:
        print(f"no treebanks under {shared}: nothing measured")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
