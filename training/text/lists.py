"""Spellings that openly licensed word lists vouch for.

hazm (MIT, with counts), shekar (MIT), lilak (Apache-2.0), farsbase (Apache-2.0) and persian-names (MIT).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from training.text.corpus import HALF_SPACE, LETTERS

_WORD = re.compile(f"[\u0621-\u063a\u0641-\u064a\u067e-\u06d3{HALF_SPACE}]+")
_IBN = re.compile(rf"(?<=[ادذرزژو]){HALF_SPACE}بن(?={HALF_SPACE})")  # سعیدبن‌عاص


def listed(data: Path) -> dict[str, int]:
    """Words of the lists and how much they count: 3 where the list says that they are common, else 2 or 1."""
    words: dict[str, int] = {}
    for word, n in _all(data):
        words[word] = max(n, words.get(word, 0))
    return words


def _all(data: Path) -> Iterator[tuple[str, int]]:
    folder = data / "lexicons"
    for line in (folder / "hazm-words.tsv").read_text(encoding="utf-8").splitlines():
        word, count, _ = line.split("\t")
        yield from _one(word, 3 if int(count) >= 1000 else 2 if int(count) else 1)
    for line in (folder / "shekar-compound-words.csv").read_text(encoding="utf-8").splitlines():
        yield from _one(line.strip(), 3)
    for line in (folder / "lilak-lexicon.txt").read_text(encoding="utf-8").splitlines():
        word, _, tag = line.partition(",")
        if not line.startswith("#") and not tag.startswith("verb"):
            yield from _one(word, 2)
    for name in json.loads((folder / "given-names.json").read_text(encoding="utf-8")):
        yield from _one(name, 2)
    for line in (folder / "person-names.txt").read_text(encoding="utf-8").splitlines():
        for word in _WORD.findall(line.translate(LETTERS)):
            yield from _one(word, 2)


def _one(word: str, count: int) -> Iterator[tuple[str, int]]:
    word = _IBN.sub("بن", word.translate(LETTERS).strip(HALF_SPACE))
    if len(word) > 2 and _WORD.fullmatch(word) and HALF_SPACE * 2 not in word:
        yield word, count
