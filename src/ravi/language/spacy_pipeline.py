"""The pipeline as a spaCy pipeline: ``ravi.language.load()``, ``spacy.load("fa_ravi_news")``.

The tokenizer makes a Doc whose text is the raw text exactly, so ``token.idx`` is a raw offset; ``norm_`` is the
repaired spelling.  White space that one space does not account for stands in tokens of its own, as in every
spaCy pipeline.  A joined clitic is a token of its own without a space before it.  The components
``ravi_tagger`` (pos, tag, morph, lemma), ``ravi_parser`` (heads, deps, sentences) and ``ravi_ner`` (entities)
write parts of one analysis, which is made once a text.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from spacy import util
from spacy.attrs import DEP, HEAD, NORM  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from ravi.errors import InputError
from ravi.language.analyse import analyse as _analyse
from ravi.language.types import Analysis, Word

__all__ = ["COMPONENTS", "load", "make_ner", "make_parser", "make_tagger", "make_tokenizer"]

COMPONENTS = ("ravi_tagger", "ravi_parser", "ravi_ner")
TOKENIZER = "ravi.Tokenizer.v1"

# One text at a time goes through tokenizer and components, so the last analysis is all that is kept.
analyse = functools.lru_cache(maxsize=1)(_analyse)


class ForeignDocError(InputError):
    """A Doc that this pipeline's tokenizer did not make: its tokens are not the analysis's words."""

    code = "doc"

    def __init__(self, component: str) -> None:
        super().__init__(
            "the tokens of this Doc are not those of the Ravi tokenizer",
            where=component,
            hint="make the Doc with nlp(text) or nlp.make_doc(text)",
        )


class Tokenizer:
    """Cuts a text into a Doc by Ravi's own sentence and token floor."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A Doc with ``doc.text == text``."""
        analysis = analyse(text)
        cut = pieces(text, analysis.words)
        doc = Doc(self.vocab, words=[form for form, _, _ in cut], spaces=[space for _, space, _ in cut])
        strings = self.vocab.strings
        norms = [strings.add(form if word is None else analysis.words[word].text) for form, _, word in cut]
        if norms:
            _set(doc, [NORM], np.array(norms, dtype="uint64").reshape(-1, 1))
        return doc

    # There is nothing to keep but the package itself; these let `nlp.to_disk` and pickling go through.
    def to_disk(self, path: str | Path, **_: object) -> None:
        """Writes nothing."""

    def from_disk(self, path: str | Path, **_: object) -> Tokenizer:
        """Reads nothing."""
        return self

    def to_bytes(self, **_: object) -> bytes:
        """No bytes."""
        return b""

    def from_bytes(self, data: bytes, **_: object) -> Tokenizer:
        """Reads nothing."""
        return self


def pieces(text: str, words: tuple[Word, ...]) -> list[tuple[str, bool, int | None]]:
    """The tokens of a Doc: surface, whether one space follows, and the index of the word, None for gaps.

    Surfaces and spaces together spell ``text`` exactly.
    """
    out: list[tuple[str, bool, int | None]] = []
    at = 0
    for word in words:
        _gap(out, text[at : word.start])
        if word.end > max(at, word.start):
            out.append((text[max(at, word.start) : word.end], False, word.i))
            at = word.end
    _gap(out, text[at:])
    return out


def _gap(out: list[tuple[str, bool, int | None]], gap: str) -> None:
    if gap.startswith(" ") and out:
        out[-1] = (out[-1][0], True, out[-1][2])
        gap = gap[1:]
    if gap:
        out.append((gap, False, None))


def _words(doc: Doc, component: str) -> tuple[Analysis, list[int | None]]:
    """The analysis of a Doc's text, and for each token the index of its word, None for gaps."""
    analysis = analyse(doc.text)
    cut = pieces(doc.text, analysis.words)
    if len(cut) != len(doc) or any(len(form) != len(token) for (form, _, _), token in zip(cut, doc, strict=True)):
        raise ForeignDocError(component)
    return analysis, [word for _, _, word in cut]


class Tagger:
    """Sets ``pos``, ``tag``, ``morph`` and ``lemma``."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a Doc."""
        analysis, indices = _words(doc, "ravi_tagger")
        token: Any
        for token, i in zip(doc, indices, strict=True):
            if i is None:
                token.pos_, token.tag_, token.lemma_ = "SPACE", "_SP", token.text
                continue
            word = analysis.words[i]
            token.pos_, token.tag_, token.lemma_ = word.upos, word.xpos, word.lemma
            token.set_morph(word.feats or None)
        return doc


class Parser:
    """Sets ``head`` and ``dep``; a sentence is a tree, so ``doc.sents`` follow."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a Doc."""
        analysis, indices = _words(doc, "ravi_parser")
        if not indices:
            return doc
        place = {word: t for t, word in enumerate(indices) if word is not None}
        strings = doc.vocab.strings
        rows = np.zeros((len(indices), 2), dtype="int64")
        space = strings.add("dep")
        for t, i in enumerate(indices):
            if i is None:
                # A gap hangs from what stands before it, at the beginning from what follows.
                rows[t] = (0 if len(indices) == 1 else -1 if t else 1), _signed(space)
            else:
                word = analysis.words[i]
                relation = "ROOT" if word.head == i else word.deprel
                rows[t] = place.get(word.head, t) - t, _signed(strings.add(relation))
        _set(doc, [HEAD, DEP], rows.astype("uint64"))
        return doc


def _set(doc: Any, attributes: list[int], rows: Any) -> None:
    doc.from_array(attributes, rows)


def _signed(key: int) -> int:
    """A hash of 64 bits as a signed integer, as numpy holds heads."""
    return key - (1 << 64) if key >= 1 << 63 else key


class Names:
    """Sets ``doc.ents``."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a Doc."""
        analysis, indices = _words(doc, "ravi_ner")
        place = {word: t for t, word in enumerate(indices) if word is not None}
        ents = [
            Span(doc, place[e.first], place[e.last - 1] + 1, label=e.label)
            for e in analysis.entities
            if e.first in place and e.last - 1 in place
        ]
        doc.set_ents(ents)
        return doc


@util.registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """The tokenizer as ``[nlp.tokenizer]`` of a config names it."""

    def create(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab)

    return create


@Language.factory("ravi_tagger", assigns=["token.pos", "token.tag", "token.morph", "token.lemma"])
def make_tagger(nlp: Language, name: str) -> Tagger:
    """The component ``ravi_tagger``."""
    return Tagger()


@Language.factory("ravi_parser", assigns=["token.head", "token.dep", "doc.sents"])
def make_parser(nlp: Language, name: str) -> Parser:
    """The component ``ravi_parser``."""
    return Parser()


@Language.factory("ravi_ner", assigns=["doc.ents", "token.ent_type", "token.ent_iob"])
def make_ner(nlp: Language, name: str) -> Names:
    """The component ``ravi_ner``."""
    return Names()


def load(**options: Any) -> Language:
    """The pipeline; ``disable``, ``enable``, ``exclude``, ``vocab`` and ``config`` as for ``spacy.load``."""
    config = {
        "nlp": {"lang": "fa", "pipeline": list(COMPONENTS), "tokenizer": {"@tokenizers": TOKENIZER}},
        "components": {name: {"factory": name} for name in COMPONENTS},
    }
    overrides = options.pop("config", None) or {}
    for key, value in util.dict_to_dot(overrides).items():
        node: Any = config
        *path, last = key.split(".")
        for part in path:
            node = node.setdefault(part, {})
        node[last] = value
    nlp = util.load_model_from_config(config, auto_fill=True, **options)
    nlp.meta["name"] = "ravi_news"
    return nlp
