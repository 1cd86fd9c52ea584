"""The whole floor on invented sentences: shapes, raw spans, determinism, windows, clitics, spellings."""

import time

import pytest

from ravi.language import Analysis, analyse
from ravi.language.analyse import WINDOW

TEXT = (
    "به گزارش خبرنگار ما، سپهر نیک‌اندیش، وزیر آب شهر آفتاب، روز سه‌شنبه گفت که سد تازه ساخته می‌شود.\n"
    "او افزود: «کارشناسان ما ماه‌ها کار کرده‌اند.» همکارش نیز این خبر را تأیید کرد."
)


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse(TEXT)


def test_nothing_gives_nothing() -> None:
    for text in ("", " \n\t ", "‌"):
        found = analyse(text)
        assert found.raw == text
        assert all(word.text.strip() for word in found.words)


def test_words_are_numbered_and_lie_in_order(analysis: Analysis) -> None:
    end = 0
    for i, word in enumerate(analysis.words):
        assert word.i == i
        assert end <= word.start < word.end <= len(TEXT)
        assert TEXT[word.start : word.end].strip() == TEXT[word.start : word.end]
        end = word.end


def test_sentences_cover_the_words(analysis: Analysis) -> None:
    at = 0
    for k, sentence in enumerate(analysis.sentences):
        assert sentence.i == k and sentence.first == at
        at = sentence.last
        words = analysis.sentence_words(sentence)
        assert {word.sentence for word in words} == {k}
        assert all(sentence.start <= word.start and word.end <= sentence.end for word in words)
    assert at == len(analysis.words)


def test_every_sentence_is_one_tree(analysis: Analysis) -> None:
    for sentence in analysis.sentences:
        words = analysis.sentence_words(sentence)
        assert sum(word.head == word.i for word in words) == 1
        for word in words:
            assert sentence.first <= word.head < sentence.last
            assert (word.deprel == "root") == (word.head == word.i)
            above = [word.i, *analysis.ancestors(word.i)]
            assert analysis.words[above[-1]].deprel == "root"


def test_entities_are_the_words_they_name(analysis: Analysis) -> None:
    for entity in analysis.entities:
        words = analysis.words[entity.first : entity.last]
        assert (entity.start, entity.end) == (words[0].start, words[-1].end)
        assert [word.entity for word in words] == [f"B-{entity.label}"] + [f"I-{entity.label}"] * (len(words) - 1)
        assert 0 <= entity.score <= 1
    assert any(entity.label == "PER" for entity in analysis.entities)


def test_verbs_have_both_stems(analysis: Analysis) -> None:
    said = next(word for word in analysis.words if word.text == "گفت")
    assert (said.upos, said.lemma, said.present) == ("VERB", "گفت", "گو")


def test_the_same_text_gives_the_same_analysis() -> None:
    assert analyse(TEXT).words == analyse(TEXT).words


def _plain(found: Analysis, shift: int = 0, first: int = 0) -> list[tuple[object, ...]]:
    return [
        (w.start - shift, w.text, w.upos, w.lemma, w.head - first, w.deprel, w.entity) for w in found.words[first:]
    ]


def test_what_stands_before_changes_nothing() -> None:
    before = "باران بارید.\nبرف هم آمد و راه‌ها بسته شد.\n"
    alone, both = analyse(TEXT), analyse(before + TEXT)
    assert _plain(both, len(before), len(both.words) - len(alone.words)) == _plain(alone)


def test_lost_half_spaces_cost_no_tag() -> None:
    kept = analyse(TEXT)
    lost = analyse(TEXT.replace("‌", ""))
    assert [(w.upos, w.deprel, w.head, w.entity) for w in kept.words] == [
        (w.upos, w.deprel, w.head, w.entity) for w in lost.words
    ]


def test_arabic_letters_cost_no_tag() -> None:
    arabic = analyse(TEXT.replace("ی", "ي").replace("ک", "ك"))
    persian = analyse(TEXT)
    assert [(w.upos, w.lemma, w.head) for w in arabic.words] == [(w.upos, w.lemma, w.head) for w in persian.words]


def test_a_joined_pronoun_is_a_word_with_its_own_span() -> None:
    text = "همکارش به خانه‌ام آمد."
    words = analyse(text).words
    assert [text[w.start : w.end].strip("‌") for w in words][:5] == ["همکار", "ش", "به", "خانه", "ام"]
    assert words[1].upos == "PRON" and not words[1].space_before


def test_a_row_of_words_without_end_is_cut_into_windows() -> None:
    text = "کتاب سبز " * 2000
    found = analyse(text)
    assert len(found.words) == 4000
    for sentence in found.sentences:
        assert sum(word.head == word.i for word in found.sentence_words(sentence)) == 1
    assert max(abs(word.head - word.i) for word in found.words if word.deprel != "parataxis") <= WINDOW


_JUNK = ["\x00\x01�" * 3000, "«" * 5000, "ا" * 50_000, "۱۲۳،" * 5000, "(" * 3000 + ")" * 3000]


@pytest.mark.parametrize("junk", _JUNK)
def test_junk_neither_fails_nor_hangs(junk: str) -> None:
    begun = time.monotonic()
    found = analyse(junk)
    assert time.monotonic() - begun < 60
    assert all(0 <= word.start < word.end <= len(junk) for word in found.words)
