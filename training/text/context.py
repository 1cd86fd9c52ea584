"""Learn X‌های from Xه‌ای by the neighbours: ``python -m training.text.context ../shared/data``.

A logistic regression over all such words of the good texts, whatever their stem; the intercept is left out,
as the counts of each word give its own odds.  Writes ``src/ravi/lexicon/text_context_weights.tsv`` and prints
the accuracy on a fifth of the texts that was held out, for the stems that have both.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from ravi.text.context import Context, evidence
from training.text.corpus import HALF_SPACE, Text, texts

_TOKEN = re.compile(rf"[\u0621-\u06d3{HALF_SPACE}]+|\n|[^\s\u0621-\u06d3]")
_LEAST = 3  # neighbours seen less often are left out
OUT = Path("src/ravi/lexicon/text_context_weights.tsv")
HEADER = """evidence\tweight
# Log odds of X‌های against Xه‌ای by the words beside it, learned by training/text/context.py.
"""
Case = tuple[str, int, tuple[str, ...], tuple[str, str]]


def cases(kept: list[Text]) -> list[Case]:
    """``(joined word, 1 for the plural, evidence, neighbours)``."""
    out: list[Case] = []
    for text in kept:
        if not text.good:
            continue
        tokens = ["\n", *_TOKEN.findall(text.text), "\n"]
        for i in range(1, len(tokens) - 1):
            word = tokens[i]
            if word.endswith((HALF_SPACE + "های", "ه" + HALF_SPACE + "ای")):
                beside = tokens[i - 1].strip(), tokens[i + 1].strip()
                plural = int(word.endswith("های"))
                out.append((word.replace(HALF_SPACE, ""), plural, evidence(*beside), beside))
    return out


def learn(found: list[Case]) -> dict[str, float]:
    """The weights of the evidence."""
    seen = Counter(name for _, _, names, _ in found for name in names)
    index = {name: i for i, name in enumerate(sorted(name for name, n in seen.items() if n >= _LEAST))}
    rows = [(r, index[name]) for r, (_, _, names, _) in enumerate(found) for name in names if name in index]
    x = csr_matrix((np.ones(len(rows)), ([r for r, _ in rows], [c for _, c in rows])), (len(found), len(index)))
    y = np.array([plural for _, plural, _, _ in found])
    model = LogisticRegression(C=0.5, max_iter=300, class_weight="balanced").fit(x, y)
    weights = model.coef_[0]
    return {name: float(weights[i]) for name, i in index.items() if abs(weights[i]) >= 0.05}


def main(data: Path) -> None:
    """Measure on a held-out fifth, learn on all, write the table."""
    kept = list(texts(data))
    train = cases([text for i, text in enumerate(kept) if i % 5])
    test = cases([text for i, text in enumerate(kept) if not i % 5])
    odds: dict[str, Counter[int]] = {}
    for word, plural, _, _ in train:
        odds.setdefault(word, Counter())[plural] += 1
    model = Context(learn(train))
    right = base = total = 0
    for word, plural, _, beside in test:
        n = odds.get(word, Counter())
        if n[0] and n[1]:
            total += 1
            ratio = (n[1] + 0.5) / (n[0] + 0.5)
            base += (ratio >= 1) == plural
            right += (model.plural(*beside, ratio) >= 0.5) == plural
    print(f"{len(train) + len(test)} cases; of {total} that can be both, counts decide {base / total:.4f}, "
          f"with context {right / total:.4f}")  # fmt: skip
    weights = learn(train + test)
    lines = [f"{name}\t{value:.2f}" for name, value in sorted(weights.items())]
    OUT.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines), "weights,", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
