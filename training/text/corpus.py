"""The texts from which half-spaces are learned: only public data, and never the two parts that measure.

PerDT test and Seraji dev measure the restoration and are not read here.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HALF_SPACE = "\u200c"
LETTERS = str.maketrans({"ي": "ی", "ك": "ک", "ى": "ی", "ـ": None, "\u00a0": " ", "\u200d": None})
_GOOD = re.compile(rf"(?<!\w)ن?می{HALF_SPACE}\w")
_LOST = re.compile(
    rf"(?<![\w{HALF_SPACE}])ن?می ?(?:شود|شوند|کند|کنند|کرد|شد|تواند|توانند|گوید|دهد|دهند|باشد|خواهد|رود|رسد)(?!\w)"
)

_SPLIT = re.compile(r"(?<=^می) |(?<=^نمی) | (?=(?:ها|های|هایی|تر|ترین|ای|اند|ایم)$)")


@dataclass(frozen=True, slots=True)
class Text:
    """One document: where it is from, its text, and whether its author put every half-space."""

    source: str
    text: str
    good: bool


def _text(source: str, text: str) -> Text:
    text = text.translate(LETTERS)
    return Text(source, text, bool(_GOOD.search(text)) and not _LOST.search(text))


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from file


def texts(data: Path) -> Iterator[Text]:
    """All training texts under ``data``, in a fixed order."""
    for name in ("perdt-train-raw", "seraji-train-raw"):
        lines = (data / f"text/{name}.txt").read_text(encoding="utf-8").split("\n")
        for at in range(0, len(lines), 50):
            yield Text(name, "\n".join(lines[at : at + 50]).translate(LETTERS), True)
    for name in ("fa_perdt-ud-dev", "iPerUDT_train"):
        conllu = (data / f"treebanks/{name}.conllu").read_text(encoding="utf-8")
        sentences = [line[9:] for line in conllu.splitlines() if line.startswith("# text = ")]
        yield Text(name, "\n".join(sentences).translate(LETTERS), name.startswith("fa_"))
    for name in ("fars", "tasnim", "hamshahri_online", "radiofarda", "ntrex", "hamshahri-leads-2017-2021"):
        for line in _lines(data / f"news/{name}.jsonl.gz"):
            item = json.loads(line)
            yield _text(name, f"{item.get('title') or ''}\n{item['text']}")
    for name in ("300K", "600K"):
        for line in _lines(data / f"ner/nsurl-train-{name}.jsonl.gz"):
            # A space inside a token is a lost half-space where a suffix or می stands beside it; elsewhere the
            # annotators joined what is written as two words (سال گذشته).
            tokens = [_SPLIT.sub(HALF_SPACE, token.strip()) or "\n" for token in json.loads(line)["tokens"]]
            yield _text(f"nsurl-{name}", " ".join(tokens))
    for line in _lines(data / "text/varzesh3-and-namnak.txt.gz"):
        yield _text("varzesh3", line)
