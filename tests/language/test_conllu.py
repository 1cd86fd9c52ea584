"""CoNLL-U from an analysis: what the format asks, and the raw offsets."""

from __future__ import annotations

from itertools import pairwise

from ravi.language import Analysis, Sent, Word, analyse
from ravi.language.conllu import to_conllu, token_ranges
from ravi.text import repair, segment

TEXT = "وزیر کشاورزی نوسا گفت: «دستش را می خوانم.»\nباران مي‌بارد"


def built(text: str) -> Analysis:
    """An analysis with one word a token, all hanging from the first of the sentence."""
    repaired = repair(text)
    words: list[Word] = []
    sents: list[Sent] = []
    for s, sentence in enumerate(segment(repaired)):
        first, space = len(words), True
        for t in sentence.tokens:
            i = len(words)
            words.append(
                Word(
                    i,
                    s,
                    t.start,
                    t.end,
                    t.text,
                    "NOUN",
                    "N_IANM",
                    t.text,
                    "",
                    {"Number": "Sing"},
                    first,
                    "root" if i == first else "dep",
                    "O",
                    space_before=space,
                )
            )
            space = t.space_after
        sents.append(Sent(s, first, len(words), sentence.start, sentence.end, sentence.paragraph))
    return Analysis(repaired, words, sents, [])


def test_the_lines() -> None:
    lines = to_conllu(built("باران مي بارد.")).split("\n")
    assert lines[:3] == ["# newpar", "# sent_id = 1", "# text = باران می‌بارد."]
    assert lines[3] == "1\tباران\tباران\tNOUN\tN_IANM\tNumber=Sing\t0\troot\t_\tstart_char=0|end_char=5"
    assert lines[4].endswith("\t1\tdep\t_\tSpaceAfter=No|Raw=مي\\sبارد|start_char=6|end_char=13")
    assert lines[-2:] == ["", ""]


def test_ten_columns_one_root_ids_in_order() -> None:
    analysis = analyse(TEXT)
    blocks = to_conllu(analysis).strip("\n").split("\n\n")
    assert len(blocks) == len(analysis.sentences)
    for block in blocks:
        rows = [line.split("\t") for line in block.split("\n") if not line.startswith("#")]
        assert all(len(row) == 10 and all(row) for row in rows)
        words = [row for row in rows if "-" not in row[0]]
        assert [row[0] for row in words] == [str(i + 1) for i in range(len(words))]
        assert sum(row[6] == "0" for row in words) == 1
        assert all((row[6] == "0") == (row[7] == "root") for row in words)


def test_offsets_are_those_of_the_raw_text() -> None:
    analysis = analyse(TEXT)
    rows = [line.split("\t") for line in to_conllu(analysis).split("\n") if line and line[0] != "#"]
    spans = []
    for row in rows:
        misc = dict(x.split("=", 1) for x in row[9].split("|"))
        if "-" not in row[0]:
            spans.append((int(misc["start_char"]), int(misc["end_char"])))
    assert spans == [w.span for w in analysis.words]


def test_a_joined_clitic_makes_a_multiword_token() -> None:
    groups = [g for g in token_ranges(analyse(TEXT)) if len(g) > 1]
    analysis = analyse(TEXT)
    assert [[analysis.words[i].text for i in g] for g in groups] == [["دست", "ش"]]
    assert "\n6-7\tدستش\t_\t" in to_conllu(analysis) or "\n7-8\tدستش\t_\t" in to_conllu(analysis)


def test_ranges_cover_all_words_in_order() -> None:
    analysis = analyse(TEXT * 3)
    ranges = token_ranges(analysis)
    assert ranges[0].start == 0
    assert ranges[-1].stop == len(analysis.words)
    assert all(a.stop == b.start for a, b in pairwise(ranges))


def test_no_words_no_lines() -> None:
    assert to_conllu(analyse(" \n")) == ""
