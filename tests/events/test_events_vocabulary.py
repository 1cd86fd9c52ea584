"""The event vocabulary holds together: every name in it is known, every form is recognised."""

from __future__ import annotations

import pytest

from ravi import events
from ravi.events.forms import forms
from ravi.events.triggers import guard_words
from ravi.events.vocabulary import FRAMES, PLOVER, TYPES, nouns, verbs
from ravi.lexicon import table
from ravi.text import fold

_ROLES = {"agent", "recipient", "object", "place", "instrument", "origin", "destination", ""}
_ARGUMENT_GUARDS = {"", "needs_actor", "needs_object", "destination", "recipient", "person"}
_EVENTS = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "DEMAND", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "",
}  # fmt: skip


def test_types_are_public_and_coded() -> None:
    assert events.TYPES == TYPES
    assert len(set(TYPES)) == len(TYPES) == 36
    assert {event for event, _, _ in PLOVER.values()} <= _EVENTS


def test_every_entry_names_what_exists() -> None:
    for name in ("events_triggers", "events_verbs"):
        for row in table(name):
            assert row["type"] in TYPES, row
            assert row["frame"] in FRAMES or not row["frame"], row
            if row["guard"] not in _ARGUMENT_GUARDS:
                assert guard_words(row["guard"]), row


def test_frames_name_roles() -> None:
    for frame in FRAMES.values():
        assert set(frame.slots.values()) <= _ROLES, frame.name


@pytest.mark.parametrize(
    ("letters", "stem", "negated", "subjunctive"),
    [
        ("می‌شود", "شد", False, False),
        ("میشود", "شد", False, False),
        ("نمی‌کنند", "کرد", True, False),
        ("بیاید", "آمد", False, True),
        ("نیفتاد", "افتاد", True, False),
        ("کرده‌اند", "کرد", False, False),
        ("نکشتند", "کشت", True, False),
        ("دهد", "داد", False, True),
    ],
)
def test_verb_forms(letters: str, stem: str, negated: bool, subjunctive: bool) -> None:
    form = next(f for f in forms()[fold(letters)] if f.stem == stem)
    assert (form.negated, form.subjunctive) == (negated, subjunctive)


def test_inflected_nouns_and_phrases_are_found() -> None:
    assert any(entry.type == "attack" for _, entry in nouns()[fold("حمله‌های")])
    assert any(entry.type == "sign" for _, entry in nouns()[fold("امضای")])
    assert any(words == ("به", "قتل") for words, _ in nouns()["به قتل"])
    assert verbs()["کشت"].type == "kill"
