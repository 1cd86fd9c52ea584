"""The pipeline as spaCy's: the raw text exactly, raw offsets, and what spaCy users do with a pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

spacy = pytest.importorskip("spacy")

from spacy.tokens import DocBin  # noqa: E402

from ravi.language import analyse, load  # noqa: E402
from ravi.language.spacy_pipeline import COMPONENTS, ForeignDocError  # noqa: E402

TEXT = (
    "  وزير كشاورزي در شهر نوسا\n\n"
    "آرش  دلگشا، وزیر کشاورزی نوسا\u200c، گفت :\t«کتابهایم را می خوانم.»به گفته او مزرعه‌اش بزرگ می‌شود \u200f .  \n"
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    return load()


def test_the_text_is_the_raw_text(nlp: Any) -> None:
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert all(TEXT[t.idx : t.idx + len(t)] == t.text for t in doc)


@given(st.text(alphabet=[*"ابکيیپ؟.،«»:12۳ \n\t", "\u200c", "\u200f", "\xa0", "😀", "\u0640"], max_size=60))
@settings(deadline=None, max_examples=60)
def test_any_text_comes_back(text: str) -> None:
    doc = _cached()(text)
    assert doc.text == text
    assert "".join(s.text_with_ws for s in doc.sents) == text


_held: list[Any] = []


def _cached() -> Any:
    if not _held:
        _held.append(load())
    return _held[0]


def test_the_repaired_spelling_is_the_norm(nlp: Any) -> None:
    norms = {t.norm_ for t in nlp("مزرعه ها را می خوانم و مي‌بينم.")}
    assert "می‌خوانم" in norms
    assert "می‌بینم" in norms


def test_a_joined_clitic_is_a_token_of_its_own(nlp: Any) -> None:
    doc = nlp("وزیر به دستش آمد.")
    assert [t.text for t in doc][2:4] == ["دست", "ش"]
    assert doc[2].whitespace_ == ""


def test_it_is_the_analysis(nlp: Any) -> None:
    doc, analysis = nlp(TEXT), analyse(TEXT)
    words = [t for t in doc if t.pos_ != "SPACE"]
    assert [(t.idx, t.pos_, t.tag_, t.lemma_) for t in words] == [
        (w.start, w.upos, w.xpos, w.lemma) for w in analysis.words
    ]
    at = {w.start: w for w in analysis.words}
    for token in words:
        word = at[token.idx]
        assert token.head.idx == analysis.words[word.head].start
        assert token.dep_ == ("ROOT" if word.head == word.i else word.deprel)
        assert token.morph.to_dict() == word.feats
    assert [(e.start_char, e.end_char, e.label_) for e in doc.ents] == [
        (e.start, e.end, e.label) for e in analysis.entities
    ]
    assert len(list(doc.sents)) == len(analysis.sentences)


def test_it_loads_by_its_name(nlp: Any) -> None:
    named = spacy.load("fa_ravi_news")
    assert named.pipe_names == list(COMPONENTS)
    assert named("باران بارید.").to_json() == nlp("باران بارید.").to_json()


def test_components_can_be_left_out() -> None:
    nlp = spacy.load("fa_ravi_news", exclude=["ravi_ner"])
    assert nlp.pipe_names == ["ravi_tagger", "ravi_parser"]
    assert nlp("آرش دلگشا آمد.").ents == ()


def test_a_doc_is_serialised(nlp: Any) -> None:
    doc = nlp(TEXT)
    back = next(DocBin().from_bytes(DocBin(docs=[doc]).to_bytes()).get_docs(nlp.vocab))
    assert back.text == TEXT
    assert [(t.norm_, t.dep_, t.lemma_) for t in back] == [(t.norm_, t.dep_, t.lemma_) for t in doc]


def test_the_pipeline_is_kept_on_disk(nlp: Any, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "kept")
    assert spacy.load(tmp_path / "kept")(TEXT).to_json() == nlp(TEXT).to_json()


def test_many_texts(nlp: Any) -> None:
    texts = [TEXT, "", "باران بارید.", " "]
    assert [d.text for d in nlp.pipe(texts)] == texts


def test_a_foreign_doc_is_refused(nlp: Any) -> None:
    doc = spacy.blank("fa")("دستش را می گیرد.")
    with pytest.raises(ForeignDocError, match=r"nlp\.make_doc"):
        nlp.get_pipe("ravi_tagger")(doc)


def test_an_empty_text(nlp: Any) -> None:
    assert len(nlp("")) == 0
