"""The tables: tokens, lemmas and traps are counted as the page says, and failures are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import figures, peer_worker, ud
from bench.peers import PEERS, Peer, Result

CONLLU = """\
# text = گل‌ها را می‌دید
1	گل‌ها	گل	NOUN	N	_	3	obj	_	_
2	را	را	ADP	P	_	1	case	_	_
3	می‌دید	دید	VERB	V	_	0	root	_	_

"""


@pytest.fixture
def trees(tmp_path: Path) -> list[ud.Tree]:
    path = tmp_path / "tiny.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return ud.read_conllu(path)


@pytest.mark.parametrize(
    ("tokens", "f1"),
    [
        (["گل‌ها", "را", "می‌دید"], 100.0),
        (["گل", "ها", "را", "می‌دید"], 200 * 2 / 7),
        (["گل ها", "را می‌دید"], 200 * 1 / 5),
        (["كل‌ها", "را", "می‌دید"], 100.0 * 2 / 3),
    ],
)
def test_tokens(trees: list[ud.Tree], tokens: list[str], f1: float) -> None:
    assert figures.token_f1(trees, [tokens]) == pytest.approx(f1)


def test_lemmas_count_by_their_past_stem(trees: list[ud.Tree]) -> None:
    assert figures.lemma_accuracy(trees, [["گل", "را", "دید#بین"]]) == 100.0
    assert figures.lemma_accuracy(trees, [["گل", "را", "دید/بین"]]) == 100.0
    assert figures.lemma_accuracy(trees, [["گل‌ها", "را", "دید&بین"]]) == pytest.approx(200 / 3)


def test_the_traps_begin_their_sentences() -> None:
    for trap in figures.traps():
        for cut in (trap["sentences"], trap.get("also", trap["sentences"])):
            at = 0
            for begin in cut:
                at = trap["text"].index(begin, at) + 1


def test_a_right_cut_is_no_trap() -> None:
    cut = []
    for trap in figures.traps():
        text: str = trap["text"]
        starts: list[int] = []
        for begin in trap["sentences"]:
            starts.append(text.index(begin, starts[-1] + 1 if starts else 0))
        cut.append([text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)])
    assert figures.trapped(cut) == []
    assert len(figures.trapped([[trap["text"]] for trap in figures.traps()])) > 10


def test_a_tool_that_fails_is_named() -> None:
    failed = Result(Peer("odd", "odd"), failure="does not install here: no such package")
    done = Result(Peer("ravi", None), "1.0", startup=0.5, memory=80.0)
    shown = figures.costs([failed, done])
    assert "- odd: does not install here: no such package" in shown
    assert "| **ravi** 1.0 | 0.50 |  |  | 80 |" in shown


def test_every_peer_has_a_worker() -> None:
    assert {peer.name for peer in PEERS} == set(peer_worker.TOOLS)


def test_ours_at_work() -> None:
    task = {
        "mend": {"deleted": ["میشود گفت"]},
        "cut": ["باران بارید."],
        "traps": ["باران بارید. گل شکفت."],
        "lemmas": [["باران", "بارید", "."], ["گل"]],
        "report": "باران بارید.",
        "long": "باران بارید. " * 5,
    }
    out = peer_worker.work("ravi", task)
    assert out["mended"] == {"deleted": ["می‌شود گفت"]}
    assert out["words"] == [["باران", "بارید", "."]]
    assert len(out["sentences"][0]) == 2
    assert [len(lemmas) for lemmas in out["lemmas"]] == [3, 1]
    assert out["KB/s"] > 0


def test_every_table_has_its_preface() -> None:
    assert set(figures.prefaces()) == {
        "page",
        "half-spaces",
        "damage",
        "cuts",
        "costs",
        "trees",
        "names",
        "gold",
        "record",
    }
