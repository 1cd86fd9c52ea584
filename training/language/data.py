"""Readers of the training data: CoNLL-U treebanks, the names data, raw text."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Sentence", "conllu", "names", "raw_texts", "simple_tokens"]


@dataclass(slots=True)
class Sentence:
    """A training sentence: parallel lists, one entry a syntactic word; empty lists are not taught.

    ``heads`` count words from 1, 0 is the root; ``bank`` names the conventions it follows.
    """

    bank: str
    forms: list[str]
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    rels: list[str] = field(default_factory=list)
    ner: list[str] = field(default_factory=list)
    weight: float = 1.0


def conllu(path: Path, bank: str) -> list[Sentence]:
    """The sentences of a CoNLL-U file, as syntactic words."""
    found = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        rows = [row for row in rows if row[0].isdigit()]
        if rows:
            found.append(
                Sentence(
                    bank,
                    [r[1] for r in rows],
                    [r[3] for r in rows],
                    [r[4] for r in rows],
                    [r[5] for r in rows],
                    [r[2] for r in rows],
                    [int(r[6]) for r in rows],
                    [r[7] for r in rows],
                )
            )
    return found


_TOKEN = re.compile(r"[^\W\d_](?:[\w‌‍ـً-ْٰ]*\w)?|\d+(?:[.٫,٬/]\d+)*|\S")


def simple_tokens(text: str) -> list[str]:
    """Words and marks of a text, cut by spelling alone."""
    return _TOKEN.findall(text)


def names(path: Path, bank: str = "perdt") -> list[Sentence]:
    """The documents of a names file as sentences; tokens that hold spaces are cut further."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            forms: list[str] = []
            tags: list[str] = []
            for token, tag in zip(row["tokens"], row["tags"], strict=True):
                tag = tag.removesuffix("O") or "O"
                pieces = simple_tokens(token)
                for k, piece in enumerate(pieces):
                    forms.append(piece)
                    tags.append(f"I-{tag[2:]}" if k and tag[0] == "B" else tag)
                if forms and (not pieces or token in {".", "؟", "!"} or len(forms) >= 120):
                    found.append(Sentence(bank, forms, ner=tags))
                    forms, tags = [], []
            if forms:
                found.append(Sentence(bank, forms, ner=tags))
    return found


def raw_texts(data: Path) -> Iterator[str]:
    """All raw paragraphs at hand: news, treebank sources, names data."""
    for name in ("perdt-train-raw.txt", "seraji-train-raw.txt"):
        yield from (data / "text" / name).read_text(encoding="utf-8").splitlines()
    with gzip.open(data / "text" / "varzesh3-and-namnak.txt.gz", "rt", encoding="utf-8") as lines:
        yield from (line.rstrip("\n") for line in lines)
    for path in sorted((data / "news").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield from json.loads(line)["text"].split("\n")
    for path in sorted((data / "ner").glob("nsurl*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield " ".join(json.loads(line)["tokens"])
