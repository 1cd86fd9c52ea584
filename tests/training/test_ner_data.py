"""The names data as it is prepared: spelling, tags, and splits that share nothing."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from training import ner_data


def write(path: Path, items: list[dict[str, object]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


def item(name: str, text: str, tags: str) -> dict[str, object]:
    """Tokens and tags from strings: ``_`` is a space inside a token, ``|`` an empty token."""
    tokens = ["" if t == "|" else t.replace("_", " ") for t in text.split()]
    return {"id": name, "tokens": tokens, "tags": ["" if t == "|" else t for t in tags.split()]}


LONG = "باران سنگین دیروز همه راههای روستای بالا را بست و کسی نتوانست به شهر برود"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    first = [
        item(
            "1",
            "وزير نوسا می_رود . | به گزارش خبرگزاري باران ، آرش دلگشا آمد .",
            "O B-LOC O O | O O B-ORG I-ORG O B-PER I-PERO O O",
        ),
        item("2", LONG + " . | گل .", "O " * 15 + "O | O O"),
        item("3", LONG + " !", "O " * 16),
    ]
    write(tmp_path / "nsurl-train-300K.jsonl.gz", first)
    second = [item(str(i), f"گل{i} شکفت", "OB-ORG O") for i in range(40)]
    write(tmp_path / "nsurl-train-600K.jsonl.gz", second)
    for part in ("train", "dev", "test"):
        write(tmp_path / f"peyma-{part}.jsonl.gz", [item("", LONG, "O " * 15), item("", "نو بود", "O O")])
    return tmp_path


def test_spelling_tags_and_names(folder: Path) -> None:
    document = ner_data.load(folder)[0]
    assert document.text == "وزیر نوسا می‌رود.\nبه گزارش خبرگزاری باران، آرش دلگشا آمد."
    assert [(document.text[n.start : n.end], n.label) for n in document.names()] == [
        ("نوسا", "LOC"),
        ("خبرگزاری باران", "ORG"),
        ("آرش دلگشا", "PER"),
    ]
    second = document.sentences[1]
    assert [second.text[a:b] for a, b in second.tokens[-4:]] == ["آرش", "دلگشا", "آمد", "."]
    assert second.tags[-4:] == ("B-PER", "I-PER", "O", "O")
    assert document.outlet == "باران"


def test_peyma_adds_only_what_is_new(folder: Path) -> None:
    rest = ner_data.load(folder)[-1]
    assert (rest.corpus, [s.text for s in rest.sentences]) == ("peyma", ["نو بود"])


def test_items_that_share_a_sentence_stay_together(folder: Path) -> None:
    documents = ner_data.load(folder)
    groups = [[d.id for d in group] for group in ner_data.clusters(documents)]
    assert ["2", "3"] in [g[:2] for g in groups]


def test_splits_are_whole_seeded_and_apart(folder: Path) -> None:
    documents = ner_data.load(folder)
    one = ner_data.split(documents, test=0.3, dev=0.2, left_out=["باران"])
    assert one == ner_data.split(documents, test=0.3, dev=0.2, left_out=["باران"])
    assert one != ner_data.split(documents, test=0.3, dev=0.2, left_out=["باران"], seed=1)
    assert [d.id for d in one.outlet] == ["1"]
    parts = (one.train, one.dev, one.test, one.outlet)
    assert sum(map(len, parts)) == len(documents)
    assert all(parts)


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (["«", "گل", "»", "گفت", ":"], "«گل» گفت:"),
        (["(", "باران", ")", "،", "آمد"], "(باران)، آمد"),
        (['"', "گل", '"', "بود"], '"گل" بود'),
        (["خانه", "\u200cاش", "بود"], "خانه\u200cاش بود"),
        (["به\u200c", "ویژه", "گل"], "به\u200cویژه گل"),
        (["از جمله", "گل ها"], "از جمله گل\u200cها"),
    ],
)
def test_tokens_become_text(tokens: list[str], text: str) -> None:
    sentence = ner_data._build([ner_data._form(t) for t in tokens], ["O"] * len(tokens))
    assert sentence.text == text
    plain = [ner_data._form(t).strip("\u200c") for t in tokens]
    assert [sentence.text[a:b] for a, b in sentence.tokens] == plain
