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
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    kinds: Counter[tuple[str, str]] = Counter()
    seen: set[tuple[str, str]] = set()
    for text in texts(data):
        if not text.good:
            continue
        weight = weight_of(text)
        for match in re.finditer(rf"([\u0621-\u06d3]+)(?=([{HALF_SPACE} ])([\u0621-\u06d3]+))", text.text):
            first, gap, last = match.groups()
            new = gap == HALF_SPACE and (first, last) not in seen
            if new:
                seen.add((first, last))
            if last in suffixes:
                for end in (first[-1], "*"):
                    counts.setdefault((last, "suffix", end), Counter())[gap] += weight
                continue
            if first.endswith("می"):
                continue
            counts.setdefault((first, "first", ""), Counter())[gap] += weight
            counts.setdefault((last, "last", ""), Counter())[gap] += weight
            if new:
                kinds[first, "first"] += 1
                kinds[last, "last"] += 1
    rows = []
    for (element, place, after), n in sorted(counts.items()):
        share = n[HALF_SPACE] / (n[HALF_SPACE] + n[" "] + 1)
        total = n[HALF_SPACE] + n[" "]
        if (place == "suffix" and total >= 5) or (kinds[element, place] >= 3 and share >= 0.3):
            rows.append(f"{element}\t{place}\t{after}\t{share:.4f}")
    OUT.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    print(len(rows), "rows")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
