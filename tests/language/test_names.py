"""Names of a whole text: what a word is elsewhere in it, and legal tags."""

import numpy as np

from ravi.language import names
from ravi.language.network import Floats

LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


def scores(*rows: dict[str, float]) -> Floats:
    return np.array([[row.get(label, 0.0) for label in LABELS] for row in rows], dtype=np.float32)


def test_a_bare_surname_is_leant_towards_what_its_full_name_was() -> None:
    keys = ["آرش", "دلگشا", "گفت", "دلگشا", "رفت"]
    table = scores({"B-PER": 6}, {"I-PER": 6}, {"O": 6}, {"O": 1.0, "B-PER": 0.6}, {"O": 6})
    alone = names.tags(names.lean(keys[3:], table[3:], LABELS), [2], LABELS)
    assert alone == [["O", "O"]]
    whole = names.tags(names.lean(keys, table, LABELS), [3, 2], LABELS)
    assert whole == [["B-PER", "I-PER", "O"], ["B-PER", "O"]]


def test_what_is_sure_stays_and_particles_are_not_compared() -> None:
    keys = ["باران", "آمد", "باران", "از", "از"]
    table = scores({"B-LOC": 8}, {"O": 8}, {"O": 8}, {"O": 0.2}, {"B-LOC": 9})
    leant = names.lean(keys, table, LABELS)
    assert [LABELS[i] for i in leant.argmax(1)] == ["B-LOC", "O", "O", "O", "B-LOC"]


def test_the_order_of_stretches_is_kept_and_none_is_no_error() -> None:
    table = scores({"I-PER": 3, "O": 1}, {"B-PER": 3}, {"I-PER": 3}, {"O": 3})
    assert names.tags(table, [1, 3], LABELS) == [["O"], ["B-PER", "I-PER", "O"]]
    assert names.tags(table[:0], [], LABELS) == []
    assert names.lean([], table[:0], LABELS).shape == (0, len(LABELS))


def test_a_name_does_not_reach_into_a_quotation_that_goes_on() -> None:
    forms = ["کوچه", "«", "تا", "بهار", "»", "بسته", "است"]
    tags = ["B-LOC", "I-LOC", "I-LOC", "I-LOC", "O", "O", "O"]
    assert names.sound(forms, tags) == ["B-LOC", *["O"] * 6]
    whole = ["B-LOC", "I-LOC", "I-LOC", "I-LOC", "I-LOC", "O", "O"]
    assert names.sound(forms, whole) == whole


def test_one_of_a_kind_is_no_person() -> None:
    assert names.sound(["یک", "ساحلی", "آمد"], ["O", "B-PER", "O"]) == ["O", "O", "O"]
    whole = ["O", "B-PER", "I-PER"]
    assert names.sound(["یک", "آرش", "ساحلی"], whole) == whole


def test_a_name_does_not_end_in_a_conjunction() -> None:
    forms = ["بنیاد", "گندم", "و", "،", "باران", "و", "آرش", "رفتند"]
    tags = ["B-ORG", "I-ORG", "I-ORG", "I-ORG", "B-LOC", "I-LOC", "I-LOC", "O"]
    assert names.sound(forms, tags) == ["B-ORG", "I-ORG", "O", "O", "B-LOC", "I-LOC", "I-LOC", "O"]
