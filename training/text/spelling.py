"""Learn what the evidence for a half-space is worth: ``python -m training.text.spelling ../shared/data``.

A conditional logit over the candidate spellings of words that are new to the lexicon: five folds, each
counted on the other four, so that the words to learn from are as new as those met in use.  Writes
``src/ravi/lexicon/text_spelling_weights.tsv``.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from ravi.text.forms import Forms
from ravi.text.letters import HALF_SPACE
from ravi.text.morphology import candidates
from ravi.text.spelling import Speller
from training.text.corpus import Text, texts
from training.text.lexicon import add_lists, count_texts, words_of
from training.text.lists import listed

FOLDS = 5
RIDGE = 0.3
OUT = Path("src/ravi/lexicon/text_spelling_weights.tsv")
HEADER = """evidence\tweight
# Weights of the evidence for spellings with half-spaces, learned by training/text/spelling.py.
"""
Example = tuple[list[tuple[str, ...]], int, float]


def examples(kept: list[Text], words: dict[str, int], weights: dict[str, float]) -> list[Example]:
    """New words of each fold with their candidates, the right one, and how often the word stands there."""
    out: list[Example] = []
    missed: Counter[str] = Counter()
    for fold in range(FOLDS):
        held = [text for i, text in enumerate(kept) if i % FOLDS == fold]
        counts = count_texts([text for i, text in enumerate(kept) if i % FOLDS != fold], words)
        add_lists(counts, words)
        known = Forms(counts)
        speller = Speller(known, weights)
        seen: Counter[tuple[str, str]] = Counter()
        for text in held:
            if "raw" not in text.source and not text.source.startswith("fa_"):
                continue
            for form in words_of(text.text):
                word = form.replace(HALF_SPACE, "")
                if len(word) > 2 and word not in known.counts and word not in known.split:
                    seen[word, form] += 1
        for (word, form), n in sorted(seen.items()):
            found = candidates(word, known, speller._stem)
            names = [spelling for spelling, _ in found]
            if form in names and len(names) > 1:
                out.append(([evidence for _, evidence in found], names.index(form), 1.0 + np.log(n)))
            elif form not in names:
                missed[form] += n
    print(len(out), "examples; the right spelling was no candidate for", len(missed), missed.most_common(30))
    return out


def learn(found: list[Example]) -> dict[str, float]:
    """Weights of the evidence by maximum likelihood with a ridge."""
    names: dict[str, int] = {}
    rows, columns, owner, right, weight = [], [], [], [], []
    row = 0
    for number, (choices, answer, n) in enumerate(found):
        for k, evidence in enumerate(choices):
            for name in evidence:
                rows.append(row)
                columns.append(names.setdefault(name, len(names)))
            owner.append(number)
            right.append(k == answer)
            row += 1
        weight.append(n)
    x = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(row, len(names)))
    own, hit, heavy = np.array(owner), np.array(right, dtype=float), np.array(weight)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        score = x @ w
        top = np.full(len(found), -np.inf)
        np.maximum.at(top, own, score)
        power = np.exp(score - top[own])
        total = np.bincount(own, power)
        p = power / total[own]
        value = -(heavy[own] * hit * np.log(np.maximum(p, 1e-12))).sum() + RIDGE * (w @ w) / 2
        return value, x.T @ (heavy[own] * (p - hit)) + RIDGE * w

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {name: float(best.x[i]) for name, i in sorted(names.items())}


def main(data: Path) -> None:
    """Learn twice, the second time with the stems spelt by the first weights, and write the table."""
    kept = list(texts(data))
    words = listed(data)
    weights: dict[str, float] = {"as": 1.0}
    for _ in range(2):
        weights = learn(examples(kept, words, weights))
    lines = [f"{name}\t{value:.3f}" for name, value in weights.items() if abs(value) >= 0.0005]
    OUT.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines), "weights")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
