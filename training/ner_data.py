"""Names for training and for measuring: NSURL-2019 (with PEYMA inside it), cleaned, typed and split.

The 300K part of NSURL holds nearly every sentence of PEYMA (9,525 of 9,979 with the same tags), so NSURL alone is
used, as whole news items, and of PEYMA only what is not in it.  Items that share sentences are kept on one
side of a split.  Tokens with a space inside (``می شود``) are written with a half-space, Arabic ي/ك in Persian
letters; tags with slips (``OB-ORG``, ``I-PERO``) are read as what they plainly mean.

``load()`` gives all documents; ``split()`` the parts: ``test`` by document, ``outlet`` of outlets that stand
nowhere else, ``dev``, ``train``.  The parts ``test`` and ``outlet`` are never trained on.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

HALF_SPACE = "\u200c"
LABELS = ("PER", "ORG", "LOC", "DAT", "TIM", "MON", "PCT")
# Two outlets of either part of the data, chosen for their size (about 2 % of the items each).
LEFT_OUT = ("تسنیم", "انتخاب")

_TAG = re.compile(r"([BI])-(" + "|".join(LABELS) + ")")
_LETTERS = str.maketrans({"ي": "ی", "ك": "ک", "ى": "ی", "\xa0": " ", "\u200f": None, "\u200e": None})
_CLOSING = frozenset("،.:؛؟!)»]…٪%,;?")
_OPENING = frozenset("(«[")
# Words that stay words of their own where a token holds a space: «از جمله», «پیش از», «به دنبال».
_LOOSE = re.compile("از|به|در|با|بر|پیش|پس|چرا|بعد|قبل|غیر|هر|چه|این|آن|همین|همان|هیچ|علاوه|بنا|سر|تا")
_GENERIC = re.compile("خبرگزاری|سایت|وب|پایگاه|خبری|تحلیلی|روزنامه|شبکه|خبرنگار|گروه|خبرنگاران|اطلاع|رسانی|سرویس")


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity: ``[start, end)`` in code points of the sentence's text, and its label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in its repaired spelling: spans of its tokens, their BIO tags, and its names."""

    text: str
    tokens: tuple[tuple[int, int], ...]
    tags: tuple[str, ...]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A news item: where it is from, its outlet where the text tells one, its sentences, a line each."""

    id: str
    corpus: str
    outlet: str | None
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The sentences, a line each."""
        return "\n".join(s.text for s in self.sentences)

    def names(self) -> Iterator[Name]:
        """The names with their offsets in ``text``."""
        at = 0
        for sentence in self.sentences:
            for name in sentence.names:
                yield Name(at + name.start, at + name.end, name.label)
            at += len(sentence.text) + 1


@dataclass(frozen=True, slots=True)
class Split:
    """The parts; no document of one shares a sentence of 25 letters or more with one of another."""

    train: tuple[Document, ...]
    dev: tuple[Document, ...]
    test: tuple[Document, ...]
    outlet: tuple[Document, ...]


def load(folder: Path) -> list[Document]:
    """All news items of NSURL in the order of the files, then the sentences of PEYMA that are in none of them."""
    documents: list[Document] = []
    for corpus in ("nsurl-train-300K", "nsurl-train-600K"):
        for item in _lines(folder / f"{corpus}.jsonl.gz"):
            documents.append(_document(item["id"], corpus, _sentences(item["tokens"], item["tags"])))
    seen = {fingerprint(s.text) for d in documents for s in d.sentences}
    rest: list[Sentence] = []
    for part in ("train", "dev", "test"):
        for item in _lines(folder / f"peyma-{part}.jsonl.gz"):
            for sentence in _sentences(item["tokens"], item["tags"]):
                key = fingerprint(sentence.text)
                if key not in seen:
                    seen.add(key)
                    rest.append(sentence)
    documents.append(Document("peyma-rest", "peyma", None, tuple(rest)))
    return documents


def split(
    documents: Sequence[Document],
    *,
    seed: int = 0,
    dev: float = 0.05,
    test: float = 0.1,
    left_out: Iterable[str] = LEFT_OUT,
) -> Split:
    """Cut by document: whole outlets first, then ``test`` and ``dev`` (shares of what is left), by ``seed``."""
    outlets = frozenset(left_out)
    parts: dict[str, list[Document]] = {"train": [], "dev": [], "test": [], "outlet": []}
    for cluster in clusters(documents):
        digest = hashlib.sha256(f"{seed}:{cluster[0].id}".encode()).digest()
        draw = int.from_bytes(digest[:4], "big") / 2**32
        if any(d.corpus == "peyma" for d in cluster):
            part = "train"
        elif any(d.outlet in outlets for d in cluster):
            part = "outlet"
        else:
            part = "test" if draw < test else "dev" if draw < test + dev else "train"
        # A neighbour of a left-out outlet's item that is no item of it is neither trained on nor measured.
        parts[part] += [d for d in cluster if part != "outlet" or d.outlet in outlets]
    return Split(*(tuple(parts[p]) for p in ("train", "dev", "test", "outlet")))


def clusters(documents: Sequence[Document]) -> list[list[Document]]:
    """Documents grouped so that sentences of 25 letters or more are in one group only.

    Sentences that stand in more than five documents are an outlet's boilerplate and tie nothing together.
    """
    where: dict[str, list[int]] = defaultdict(list)
    for i, document in enumerate(documents):
        for sentence in document.sentences:
            key = fingerprint(sentence.text)
            if len(key) >= 25 and (not where[key] or where[key][-1] != i):
                where[key].append(i)
    parent = list(range(len(documents)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = i = parent[parent[i]]
        return i

    for ids in where.values():
        if 1 < len(ids) <= 5:
            for other in ids[1:]:
                a, b = sorted((root(ids[0]), root(other)))
                parent[b] = a
    groups: dict[int, list[Document]] = defaultdict(list)
    for i, document in enumerate(documents):
        groups[root(i)].append(document)
    return list(groups.values())


def fingerprint(text: str) -> str:
    """The letters and digits of a sentence alone, so that spacing and punctuation do not tell copies apart."""
    return re.sub(r"[\W_]+", "", text.translate(_LETTERS))


def _lines(path: Path) -> Iterator[dict[str, list[str]]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def _document(name: object, corpus: str, sentences: list[Sentence]) -> Document:
    return Document(str(name), corpus, next(filter(None, map(_outlet, sentences)), None), tuple(sentences))


def _outlet(sentence: Sentence) -> str | None:
    """The organisation in «به گزارش X» or «به نقل از X» without words such as خبرگزاری: a guess."""
    opening = re.search(r"به (?:گزارش|نقل از)\b([^،:.]{0,60})", sentence.text)
    if not opening:
        return None
    for name in sentence.names:
        if name.label == "ORG" and opening.end() > name.start >= opening.start(1):
            words = sentence.text[name.start : name.end].replace(HALF_SPACE, " ").split()
            return " ".join(w for w in words if not _GENERIC.fullmatch(w)) or None
    return None


def _sentences(tokens: Sequence[str], tags: Sequence[str]) -> list[Sentence]:
    """Cut at empty tokens, and build each text."""
    out: list[Sentence] = []
    forms: list[str] = []
    kept: list[str] = []
    for token, tag in zip([*tokens, ""], [*tags, ""], strict=True):
        form = _form(token)
        if form.strip(HALF_SPACE):
            forms.append(form)
            found = _TAG.search(tag)
            kept.append(found[0] if found else "O")
        elif not token.strip() and forms:
            out.append(_build(forms, kept))
            forms, kept = [], []
    return out


def _form(token: str) -> str:
    """A token's spelling: Persian letters, a half-space for a space inside a word."""
    parts = token.translate(_LETTERS).split()
    if not parts:
        return ""
    form = parts[0]
    for before, part in pairwise(parts):
        tight = not _LOOSE.fullmatch(before) and before[-1].isalpha() and part[0].isalpha()
        form += (HALF_SPACE if tight else " ") + part
    return form


def _build(forms: Sequence[str], tags: Sequence[str]) -> Sentence:
    text = ""
    spans: list[tuple[int, int]] = []
    quoted = False
    for form in forms:
        plain = form.strip(HALF_SPACE)
        space = bool(text)
        if form[0] == HALF_SPACE or text.endswith(HALF_SPACE):
            # A half-space at the edge of a token binds it to its neighbour.
            space = False
            text = text.rstrip(HALF_SPACE) + HALF_SPACE if text else ""
        elif form[0] in _CLOSING or text[-1:] in _OPENING:
            space = False
        elif form == '"':
            space, quoted = space and not quoted, not quoted
        elif quoted and text.endswith('"'):
            space = False
        text += " " * space
        spans.append((len(text), len(text) + len(plain)))
        text += plain + (HALF_SPACE if form[-1] == HALF_SPACE else "")
    return Sentence(text.rstrip(HALF_SPACE), tuple(spans), *_names(spans, tags))


def _names(spans: Sequence[tuple[int, int]], tags: Sequence[str]) -> tuple[tuple[str, ...], tuple[Name, ...]]:
    """BIO tags made consistent, and the names they spell."""
    names: list[Name] = []
    clean: list[str] = []
    for (start, end), tag in zip(spans, tags, strict=True):
        label = tag[2:]
        if tag[0] == "I" and clean and clean[-1][2:] == label:
            names[-1] = Name(names[-1].start, end, label)
            clean.append(tag)
        elif label:
            names.append(Name(start, end, label))
            clean.append("B-" + label)
        else:
            clean.append("O")
    return tuple(clean), tuple(names)
