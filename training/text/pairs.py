"""How often good texts set an element off by a half-space: ``python -m training.text.pairs ../shared/data``.

Writes ``src/ravi/lexicon/text_pairs.tsv``: for suffixes by the last letter of the stem, for the first and
last elements of compounds over all their pairs.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from ravi.lexicon import table
from training.text.corpus import HALF_SPACE, texts
from training.text.lexicon import weight_of

OUT = Path("src/ravi/lexicon/text_pairs.tsv")
HEADER = """element\tplace\tafter\tshare
# How often an element is set off by a half-space where it could stand after a space, counted in good texts by
# training/text/pairs.py; "after" is the last letter of the stem, * any other.
"""


def main(data: Path) -> None:
    """Count and write the table."""
    suffixes = {row["affix"] for row in table("text_affixes")} - {"است"}
    ends: dict[tuple[str, str], Counter[str]] = {}
    pairs: dict[tuple[str, str], Counter[str]] = {}
    for text in texts(data):
        if not text.good:
            continue
        weight = weight_of(text)
        for match in re.finditer(rf"([\u0621-\u06d3]+)(?=([{HALF_SPACE} ])([\u0621-\u06d3]+))", text.text):
            first, gap, last = match.groups()
            if last in suffixes:
                for end in (first[-1], "*"):
                    ends.setdefault((last, end), Counter())[gap] += weight
            elif not first.endswith("می"):
                pairs.setdefault((first, last), Counter())[gap] += weight
    # Compounds by kinds of pairs: a new pair is a new kind.
    elements: dict[tuple[str, str], Counter[str]] = {}
    for (first, last), n in pairs.items():
        gap = HALF_SPACE if n[HALF_SPACE] >= n[" "] else " "
        elements.setdefault((first, "first"), Counter())[gap] += 1
        elements.setdefault((last, "last"), Counter())[gap] += 1
    rows = [
        f"{suffix}\tsuffix\t{end}\t{n[HALF_SPACE] / (n.total() + 1):.4f}"
        for (suffix, end), n in sorted(ends.items())
        if n.total() >= 5
    ]
    for (element, place), n in sorted(elements.items()):
        share = n[HALF_SPACE] / (n.total() + 1)
        if n[HALF_SPACE] >= 3 and share >= 0.3:
            rows.append(f"{element}\t{place}\t\t{share:.4f}")
    OUT.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    print(len(rows), "rows")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
