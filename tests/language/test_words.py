"""Spellings, edits, verb stems and clitics."""

import pytest

from ravi.language import lemma
from ravi.language.clitics import cut
from ravi.language.features import BUCKETS, SHAPES, fold, grams, shape
from ravi.language.verbs import stems_of, verb_lemma
from ravi.language.wordlist import BITS, wordlist


@pytest.mark.parametrize(
    ("one", "other"),
    [("می‌شود", "میشود"), ("كتاب", "کتاب"), ("علي", "علی"), ("۱۴۰۲", "1399"), ("خانۀ", "خانه")],
)
def test_fold_makes_spellings_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_fold_never_gives_nothing() -> None:
    assert fold("‌") == "‌"


def test_pieces_and_shapes_have_rows() -> None:
    for word in ("کتاب", "و", "BBC", "۱۲", "«", "☂", "ی" * 500):
        assert all(0 <= k < BUCKETS for k in grams(fold(word)))
        assert 0 <= shape(fold(word)) < SHAPES
    assert len(grams("ی" * 100_000)) < 100


@pytest.mark.parametrize(
    ("form", "goal"),
    [("می‌شود", "شد"), ("کتاب‌ها", "کتاب"), ("نوشته‌اند", "نوشت"), ("گربه", "گربه"), ("مباحث", "مبحث")],
)
def test_an_edit_makes_its_lemma(form: str, goal: str) -> None:
    edit = lemma.derive(form, goal)
    assert lemma.apply(edit, form) == goal
    assert lemma.apply(edit, form.replace("‌", "")) == goal


def test_an_edit_too_long_changes_nothing() -> None:
    assert lemma.apply("3||4|", "از") == "از"


@pytest.mark.parametrize(
    ("form", "pair"),
    [
        ("می‌دوزد", ("دوخت", "دوز")),
        ("نمی‌گوید", ("گفت", "گو")),
        ("بیایند", ("آمد", "آ")),
        ("نیامدند", ("آمد", "")),
        ("برمی‌گردد", ("گشت", "گرد")),
        ("شنیده‌اند", ("شنید", "")),
    ],
)
def test_stems_of_verb_forms(form: str, pair: tuple[str, str]) -> None:
    found = stems_of(fold(form))
    assert any(past == pair[0] and (not pair[1] or present.startswith(pair[1])) for past, present in found)


def test_a_wrong_guess_gives_way_to_the_table() -> None:
    assert verb_lemma("می‌دوزد", "دوزد", lambda _: 0)[0] == "دوخت"
    assert verb_lemma("می‌شود", "شد", lambda _: 0)[0] == "شد"


def test_cut_counts_letters_of_the_raw_text() -> None:
    raw = "نامه‌ام رسید"
    assert raw[cut(raw, 0, 7, 2) : 7] == "ام"
    assert cut("كتابش", 0, 5, 1) == 4


def test_lists_know_common_words() -> None:
    assert wordlist().mask(fold("تهران")) >> BITS.index("place") & 1
    assert wordlist().mask("ژژژقفغ") == 0
