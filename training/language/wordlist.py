"""Compile openly licensed word lists to checksums and bits: hazm, Lilak, FarsBase, names, places."""

from __future__ import annotations

import json
import zlib
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from ravi.language.features import fold
from ravi.language.wordlist import BITS

__all__ = ["compile_lists"]

_HAZM = {
    "N": "noun", "PL": "plural", "AJ": "adjective", "AJC": "adjective", "ADV": "adverb", "V": "verb",
    "NUM": "number",
}  # fmt: skip
_LILAK = {
    "noun_singular": "noun", "noun_plural": "plural", "adjective": "adjective", "adverb": "adverb",
    "verb": "verb",
}  # fmt: skip


def _collect(lists: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in (lists / "hazm-words.tsv").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == 3:
            found[fold(cells[0])] |= {"listed"} | {_HAZM[t] for t in cells[2].split(",") if t in _HAZM}
    for line in (lists / "lilak-lexicon.txt").read_text(encoding="utf-8").splitlines():
        cells = line.split(",")
        if not line.startswith("#") and len(cells) > 1:
            found[fold(cells[0])] |= {"listed"} | ({_LILAK[cells[1]]} if cells[1] in _LILAK else set())
    for name in json.loads((lists / "given-names.json").read_text(encoding="utf-8")):
        if " " not in name:
            found[fold(name)].add("given")
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for line in (lists / "person-names.txt").read_text(encoding="utf-8").splitlines():
        parts = line.strip("\ufeff ").split()
        if len(parts) in {2, 3}:
            first[fold(parts[0])] += 1
            last[fold(parts[-1])] += 1
    for counts, bit in ((first, "given"), (last, "surname")):
        for key, n in counts.items():
            if n >= (3 if bit == "given" else 2):
                found[key].add(bit)
    places = [row["fa"] for row in json.loads((lists / "countries.json").read_text(encoding="utf-8"))]
    for province in json.loads((lists / "iran-provinces-cities.json").read_text(encoding="utf-8")):
        places.append(province["province-fa"])
        places += [city["city-fa"] for city in province["cities"]]
    for place in places:
        found[fold(place)].add("place")
        for part in place.split():
            if len(part) > 3:
                found[fold(part)].add("place")
    return found


def compile_lists(lists: Path, out: Path) -> int:
    """Write ``language.lexicon.npz``; returns the number of spellings."""
    masks: dict[int, int] = defaultdict(int)
    for key, kinds in _collect(lists).items():
        if key:
            masks[zlib.crc32(key.encode())] |= sum(1 << BITS.index(kind) for kind in kinds)
    rows = sorted(masks.items())
    np.savez_compressed(
        out / "language.lexicon.npz",
        sums=np.array([code for code, _ in rows], dtype=np.uint32),
        masks=np.array([mask for _, mask in rows], dtype=np.uint16),
    )
    return len(rows)
