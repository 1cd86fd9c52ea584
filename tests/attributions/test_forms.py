"""Verb forms and the cue lexicon."""

from __future__ import annotations

import pytest

from ravi.attributions import cues
from ravi.attributions.forms import conjugate, fold, light_forms


@pytest.mark.parametrize(
    ("word", "tense", "person", "negated"),
    [
        ("گفت", "past", 3, False),
        ("می‌گوید", "present", 3, False),
        ("مي گويد", "present", 3, False),
        ("نگفته‌اند", "perfect", 3, True),
        ("بگوید", "subjunctive", 3, False),
        ("گفتم", "past", 1, False),
    ],
)
def test_forms_of_one_verb(word: str, tense: str, person: int, negated: bool) -> None:
    form = conjugate("گفت", "گوی")[fold(word)]
    assert (form.tense, form.person, form.negated) == (tense, person, negated)


def test_glide_after_negation() -> None:
    assert conjugate("افزود", "افزای")[fold("نیفزود")].negated


def test_light_verbs_written_as_one_word() -> None:
    entry, form = cues.joined()[fold("اظهارداشت")]
    assert entry.lemma.startswith("اظهار")
    assert form.tense == "past"


def test_every_light_verb_is_known() -> None:
    stems = {form.stem for form in light_forms().values()} | {"قرار‌داد", "قرار‌گرفت", "به‌عمل‌آورد", "هست"}
    for entries in cues.lights().values():
        for entry in entries:
            assert entry.lights & stems, entry
