"""Names are right where span and label are, on any variant of the text."""

from __future__ import annotations

import pytest

from bench import ner
from bench.raw import variant
from ravi.language import Analysis, Entity
from ravi.text import repair
from training.ner_data import Document, Name, Sentence

TEXT = "آرش دلگشا در می‌گون بود"
NAMES = (Name(0, 9, "PER"), Name(13, 19, "LOC"))
DOCUMENT = Document("d", "invented", None, (Sentence("سرخط", ((0, 4),), ("O",), ()), Sentence(TEXT, (), (), NAMES)))


def analysis(text: str, *found: tuple[str, str]) -> Analysis:
    ents = [Entity(0, 1, label, text.index(name), text.index(name) + len(name), 1.0) for name, label in found]
    return Analysis(repair(text), [], [], ents)


def test_gold_names_are_counted_by_letters() -> None:
    assert ner.gold_names(DOCUMENT) == {(4, 12, "PER"), (14, 19, "LOC")}


@pytest.mark.parametrize("kind", ["clean", "deleted", "spaced"])
def test_all_right(kind: str) -> None:
    place = variant("می‌گون", kind)
    tally = ner.evaluate([DOCUMENT], lambda t: analysis(t, ("آرش دلگشا", "PER"), (place, "LOC")), variant_of=kind)
    assert tally.prf(ner.MAIN) == (1.0, 1.0, 1.0)
    assert tally.figures() == {"names": 100.0, "PER": 100.0, "LOC": 100.0}


def test_half_a_name_and_a_wrong_label_are_wrong() -> None:
    tally = ner.evaluate([DOCUMENT], lambda t: analysis(t, ("آرش", "PER"), ("می‌گون", "ORG"), ("سرخط", "DAT")))
    assert tally.prf(ner.MAIN) == (0.0, 0.0, 0.0)
    assert tally.prf(("DAT",)) == (0.0, 0.0, 0.0)


def test_one_of_two() -> None:
    tally = ner.evaluate([DOCUMENT], lambda t: analysis(t, ("آرش دلگشا", "PER")))
    precision, recall, f1 = tally.prf(ner.MAIN)
    assert (precision, recall) == (1.0, 0.5)
    assert f1 == pytest.approx(2 / 3)
    assert "| tiny | 100.0 | 50.0 | 66.7 | 100.0 | 0.0 |" in ner.table({"tiny": tally})
