"""The evaluator on tiny invented trees: each kind of difference counts as the shared task counts it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bench import ud
from bench.raw import letter_offsets, letters, variant
from ravi.language import Analysis, Sent, Word
from ravi.text import repair, segment

CONLLU = """\
# sent_id = 1
# text = باغبانشان گل می‌کارد.
1-2	باغبانشان	_	_	_	_	_	_	_	_
1	باغبان	باغبان	NOUN	N_ANM	Number=Sing	4	nsubj	_	_
2	شان	آنها	PRON	PR_JOPER	Number=Plur|Person=3	1	nmod:poss	_	_
3	گل	گل	NOUN	N_IANM	Number=Sing	4	obj	_	_
4	می‌کارد	کاشت	VERB	V_ACT	Number=Sing|Foo=Bar	0	root	_	SpaceAfter=No
5	.	.	PUNCT	PUNC	_	4	punct	_	_

# sent_id = 2
# text = باران بارید
1	باران	باران	NOUN	N_IANM	Number=Sing	2	nsubj	_	_
2	بارید	بارید	VERB	V_ACT	Number=Sing	0	root	_	_

"""


@pytest.fixture
def trees(tmp_path: Path) -> list[ud.Tree]:
    path = tmp_path / "tiny.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return ud.read_conllu(path)


def figures(gold: ud.Parsed, system: ud.Parsed) -> dict[str, tuple[int, int, int]]:
    return {name: (s.gold, s.system, s.right) for name, s in ud.score(gold, system).items()}


def test_a_treebank_is_right_about_itself(trees: list[ud.Tree]) -> None:
    gold = ud.gold(trees)
    assert set(figures(gold, gold).values()) == {(6, 6, 6), (2, 2, 2), (7, 7, 7)}
    assert [w.head for w in gold.words] == [3, 0, 3, -1, 3, 6, -1]
    assert all(s.f1 == 100.0 for s in ud.score(gold, gold).values())


def test_offsets_leave_white_space_and_half_spaces_out(trees: list[ud.Tree]) -> None:
    gold = ud.gold(trees)
    assert gold.tokens == ((0, 9), (9, 11), (11, 17), (17, 18), (18, 23), (23, 28))
    assert gold.sentences == ((0, 18), (18, 28))
    assert [(w.start, w.end, w.multiword) for w in gold.words[:3]] == [(0, 9, True), (0, 9, True), (9, 11, False)]


def test_the_raw_text_is_made_in_two_ways(trees: list[ud.Tree]) -> None:
    assert ud.raw_text(trees) == "باغبانشان گل می‌کارد. باران بارید"
    assert ud.raw_text(trees, layout="lines") == "باغبانشان گل می‌کارد.\nباران بارید"


def changed(parsed: ud.Parsed, i: int, **values: object) -> ud.Parsed:
    words = list(parsed.words)
    words[i] = replace(words[i], **values)  # type: ignore[arg-type]
    return replace(parsed, words=tuple(words))


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"upos": "X"}, {"UPOS"}),
        ({"xpos": "X"}, {"XPOS"}),
        ({"lemma": "x"}, {"Lemmas"}),
        ({"feats": "Number=Plur"}, {"UFeats"}),
        ({"feats": "Number=Sing|Own=Feature"}, set()),
        ({"deprel": "obl"}, {"LAS"}),
        ({"deprel": "obj:lvc"}, set()),
        ({"head": 0}, {"UAS", "LAS"}),
        ({"head": -1}, {"UAS", "LAS"}),
    ],
)
def test_each_column_counts_alone(trees: list[ud.Tree], change: dict[str, object], wrong: set[str]) -> None:
    gold = ud.gold(trees)
    got = ud.score(gold, changed(gold, 2, **change))
    assert {name for name, s in got.items() if s.right != s.gold} == wrong


def test_an_unknown_lemma_in_the_gold_is_not_asked_for(trees: list[ud.Tree]) -> None:
    gold = ud.gold(trees)
    assert ud.score(changed(gold, 2, lemma="_"), gold)["Lemmas"].right == 7


def test_an_unsplit_multiword_token_pairs_nothing(trees: list[ud.Tree]) -> None:
    gold = ud.gold(trees)
    whole = replace(gold.words[0], form="باغبانشان", multiword=False, head=2)
    rest = [replace(w, head=w.head - 1 if w.head > 0 else w.head) for w in gold.words[2:]]
    system = replace(gold, words=(whole, *rest))
    got = figures(gold, system)
    assert got["Tokens"] == (6, 6, 6)
    assert got["Words"] == (7, 6, 5)
    assert got["UAS"] == (7, 6, 5)


def test_words_of_a_multiword_token_pair_by_their_forms(trees: list[ud.Tree]) -> None:
    gold = ud.gold(trees)
    first, second = gold.words[:2]
    system = replace(
        gold,
        words=(replace(first, form="باغ"), replace(second, form="بانشان"), *gold.words[2:]),
    )
    assert figures(gold, system)["Words"] == (7, 7, 5)
    folded = changed(gold, 0, form="باغ\u200cبان")
    assert figures(gold, folded)["Words"] == (7, 7, 7)


def test_a_head_that_is_not_paired_is_a_wrong_head(trees: list[ud.Tree]) -> None:
    gold = ud.gold(trees)
    # The verb is cut in two, so its dependents hang from a word that the gold has not.
    verb = gold.words[3]
    system = replace(
        gold,
        tokens=(*gold.tokens[:2], (11, 13), (13, 17), *gold.tokens[3:]),
        words=(
            *(replace(w, head=w.head) for w in gold.words[:3]),
            replace(verb, end=13),
            replace(verb, start=13, head=3, deprel="dep"),
            gold.words[4],
            replace(gold.words[5], head=7),
            gold.words[6],
        ),
    )
    got = figures(gold, system)
    assert got["Tokens"] == (6, 7, 5)
    assert got["Words"] == (7, 8, 6)
    assert got["UAS"] == (7, 8, 3)


def test_merged_sentences(trees: list[ud.Tree]) -> None:
    gold = ud.gold(trees)
    assert figures(gold, replace(gold, sentences=((0, 28),)))["Sentences"] == (2, 1, 0)


def analysed(text: str) -> Analysis:
    """Every token a noun that hangs from the first of its sentence."""
    repaired = repair(text)
    words: list[Word] = []
    sents: list[Sent] = []
    for s, sentence in enumerate(segment(repaired)):
        first = len(words)
        for t in sentence.tokens:
            i, rel = len(words), "dep" if len(words) > first else "root"
            words.append(Word(i, s, t.start, t.end, t.text, "NOUN", "N", t.text, "", {}, first, rel, "O"))
        sents.append(Sent(s, first, len(words), sentence.start, sentence.end, sentence.paragraph))
    return Analysis(repaired, words, sents, [])


@pytest.mark.parametrize("kind", ["clean", "deleted", "spaced", "arabic", "crawled"])
def test_variants_are_compared_with_the_same_gold(trees: list[ud.Tree], kind: str) -> None:
    got = ud.evaluate(trees[1:], analysed, variant_of=kind)
    assert (got["Tokens"].f1, got["Sentences"].f1, got["Words"].f1) == (100.0, 100.0, 100.0)
    assert got["UPOS"].right == 1


def test_a_variant_keeps_the_letters() -> None:
    text = "می‌کارد گل‌ها"
    assert variant(text, "deleted") == "میکارد گلها"
    assert variant(text, "spaced") == "می کارد گل ها"
    assert variant(text, "arabic") == "مي\u200cكارد گل\u200cها"
    assert variant(text, "crawled", seed=3) == variant(text, "crawled", seed=3)
    assert {len(letters(variant(text, kind))) for kind in ("deleted", "spaced", "crawled")} == {10}
    assert letter_offsets("م\u200c ن") == [0, 1, 1, 1, 2]
    with pytest.raises(ValueError, match="no variant"):
        variant(text, "odd")


def test_the_table_names_every_figure(trees: list[ud.Tree]) -> None:
    gold = ud.gold(trees)
    shown = ud.table({"tiny": ud.score(gold, gold)})
    assert shown.splitlines()[-1] == "| tiny | " + " | ".join(["100.00"] * len(ud.METRICS)) + " |"
