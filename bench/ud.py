"""Score an analysis of raw text against a UD treebank, by the definitions of the CoNLL 2018 evaluator.

python -m bench.ud [CONLLU …] [--text joined|lines] [--variant clean|deleted|spaced|arabic|crawled]
[--raise-floors | --lower-floors "reason"]

Both sides are compared by character offsets with white space left out, as the shared task does it
(Zeman et al. 2018, section 5).  Two additions, neither of which changes a figure on clean text:

* half-spaces are left out of the offsets too, so a gold tree can be compared with an analysis of text whose
  half-spaces are lost or have become spaces, and our repaired spelling never decides;
* words inside a multiword token are paired by their forms folded (ي = ی, half-spaces left out).

The raw text of a treebank is made in two ways.  ``joined``: all sentences in one paragraph with a space
between them, as in the treebank's own .txt (without its line wrapping); sentence boundaries must be found.
``lines``: a sentence a line, as in a list of headlines.  Published figures are for ``joined``.

Every figure is F1 of the words (or tokens, or sentences) that are right: UPOS, XPOS, UFeats and Lemmas over
paired words, UAS where the paired heads are paired too, LAS where also the relation without its subtype is.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import floors
from bench.raw import HALF_SPACE, VARIANTS, letter_offsets, letters, variant
from ravi.language import Analysis

# The PerDT test part is never trained on.
DEFAULT = ("fa_perdt-ud-test.conllu",)
METRICS = ("Tokens", "Sentences", "Words", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS")
_UNIVERSAL = re.compile(
    "(?:PronType|NumType|Poss|Reflex|Foreign|Abbr|Gender|Animacy|Number|Case|Definite|Degree|VerbForm|Mood|Tense|"
    "Aspect|Voice|Evident|Polarity|Person|Polite)="
)
_FOLD = str.maketrans({"ي": "ی", "ك": "ک", "ى": "ی", "ة": "ه", HALF_SPACE: None, "ـ": None})


@dataclass(frozen=True, slots=True)
class UdWord:
    """A syntactic word.  ``[start, end)`` counts letters from the beginning, no white space, no half-spaces.

    Inside a multiword token it is the span of that token.  ``head`` is the index in ``Parsed.words``, -1 for
    a root.
    """

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    multiword: bool


@dataclass(frozen=True, slots=True)
class Parsed:
    """A whole text, gold or analysed: spans of tokens and sentences, and its words."""

    tokens: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]
    words: tuple[UdWord, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One word line of CoNLL-U, as it stands."""

    id: int
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    misc: str


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence of CoNLL-U: its text, its rows, and its tokens as (first id, last id, form, space after)."""

    id: str
    text: str
    rows: tuple[Row, ...]
    tokens: tuple[tuple[int, int, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one figure."""

    gold: int
    system: int
    right: int

    @property
    def f1(self) -> float:
        """F1 in percent."""
        return 200.0 * self.right / (self.gold + self.system) if self.gold + self.system else 100.0


def read_conllu(path: Path) -> list[Tree]:
    """The trees of a CoNLL-U file; empty nodes are left out."""
    trees: list[Tree] = []
    for number, block in enumerate(path.read_text(encoding="utf-8").split("\n\n")):
        if block.strip():
            trees.append(_tree(block, f"{path.stem}-{number + 1}"))
    return trees


def _tree(block: str, default: str) -> Tree:
    name, rows, tokens, covered = default, [], [], 0
    text: str | None = None
    for line in block.split("\n"):
        if line.startswith("# sent_id ="):
            name = line.split("=", 1)[1].strip()
        elif line.startswith("# text ="):
            text = line.split("=", 1)[1].strip()
        elif line and line[0] != "#":
            cell = line.split("\t")
            space = "SpaceAfter=No" not in cell[9].split("|")
            if "-" in cell[0]:
                first, last = (int(x) for x in cell[0].split("-"))
                tokens.append((first, last, cell[1], space))
                covered = last
            elif "." not in cell[0]:
                i, head = int(cell[0]), int(cell[6]) if cell[6].isdigit() else 0
                rows.append(Row(i, cell[1], cell[2], cell[3], cell[4], cell[5], head, cell[7], cell[9]))
                if i > covered:
                    tokens.append((i, i, cell[1], space))
    spelled = "".join(form + " " * space for _, _, form, space in tokens).strip()
    if text is None or letters(text) != letters(spelled):
        text = spelled
    return Tree(name, text, tuple(rows), tuple(tokens))


def raw_text(trees: Sequence[Tree], *, layout: str = "joined") -> str:
    """The text of a treebank, ``joined`` into one paragraph or in ``lines``."""
    return ("\n" if layout == "lines" else " ").join(tree.text for tree in trees)


def gold(trees: Iterable[Tree]) -> Parsed:
    """A treebank as one parsed text."""
    tokens: list[tuple[int, int]] = []
    sentences: list[tuple[int, int]] = []
    words: list[UdWord] = []
    at = 0
    for tree in trees:
        begin, offset = at, len(words)
        spans: dict[int, tuple[int, int, bool]] = {}
        for first, last, form, _ in tree.tokens:
            end = at + len(letters(form))
            tokens.append((at, end))
            for i in range(first, last + 1):
                spans[i] = (at, end, last > first)
            at = end
        for row in tree.rows:
            start, end, multi = spans[row.id]
            head = offset + row.head - 1 if row.head else -1
            words.append(
                UdWord(start, end, row.form, row.lemma, row.upos, row.xpos, row.feats, head, row.deprel, multi)
            )
        sentences.append((begin, at))
    return Parsed(tuple(tokens), tuple(sentences), tuple(words))


def produced(analysis: Analysis) -> Parsed:
    """An analysis as a parsed text."""
    from ravi.language.conllu import token_ranges

    before = letter_offsets(analysis.raw)
    tokens: list[tuple[int, int]] = []
    words: list[UdWord] = []
    for group in token_ranges(analysis):
        parts = [analysis.words[i] for i in group]
        start, end = before[parts[0].start], before[parts[-1].end]
        tokens.append((start, end))
        for w in parts:
            feats = "|".join(f"{k}={v}" for k, v in sorted(w.feats.items())) or "_"
            head = -1 if w.head == w.i else w.head
            words.append(UdWord(start, end, w.text, w.lemma, w.upos, w.xpos, feats, head, w.deprel, len(parts) > 1))
    sentences = tuple((before[s.start], before[s.end]) for s in analysis.sentences)
    return Parsed(tuple(tokens), sentences, tuple(words))


def score(gold: Parsed, system: Parsed) -> dict[str, Score]:
    """All figures, by name in the order of ``METRICS``."""
    pairs = align(gold.words, system.words)
    to_gold = {s: g for g, s in pairs}
    n, m = len(gold.words), len(system.words)

    def of_pairs(same: Callable[[UdWord, UdWord], bool]) -> Score:
        return Score(n, m, sum(same(gold.words[g], system.words[s]) for g, s in pairs))

    def heads(g: UdWord, s: UdWord) -> bool:
        # A head that is not paired is another head than any of the gold's.
        return g.head == (to_gold.get(s.head, -2) if s.head >= 0 else -1)

    return {
        "Tokens": _spans(gold.tokens, system.tokens),
        "Sentences": _spans(gold.sentences, system.sentences),
        "Words": Score(n, m, len(pairs)),
        "UPOS": of_pairs(lambda g, s: g.upos == s.upos),
        "XPOS": of_pairs(lambda g, s: g.xpos == s.xpos),
        "UFeats": of_pairs(lambda g, s: universal(g.feats) == universal(s.feats)),
        "Lemmas": of_pairs(lambda g, s: g.lemma in ("_", s.lemma)),
        "UAS": of_pairs(heads),
        "LAS": of_pairs(lambda g, s: heads(g, s) and g.deprel.split(":")[0] == s.deprel.split(":")[0]),
    }


def universal(feats: str) -> tuple[str, ...]:
    """The universal features of a FEATS cell, sorted."""
    return tuple(sorted(f for f in feats.split("|") if _UNIVERSAL.match(f)))


def _spans(gold: Sequence[tuple[int, int]], system: Sequence[tuple[int, int]]) -> Score:
    return Score(len(gold), len(system), len(set(gold) & set(system)))


def align(gold: Sequence[UdWord], system: Sequence[UdWord]) -> list[tuple[int, int]]:
    """Pairs of indices (gold, system) of the same word, in order.

    Outside multiword tokens words are paired by equal spans; where either side has a multiword token, the
    smallest stretch that holds whole tokens of both is paired by the longest common subsequence of forms.
    """
    pairs: list[tuple[int, int]] = []
    g = s = 0
    while g < len(gold) and s < len(system):
        a, b = gold[g], system[s]
        if a.multiword or b.multiword:
            # The stretch begins with the multiword token; a plain word that begins before it is unpaired.
            if a.multiword and not b.multiword and b.start < a.start:
                s += 1
            elif b.multiword and not a.multiword and a.start < b.start:
                g += 1
            else:
                g, s = _stretch(gold, system, g, s, pairs)
        elif (a.start, a.end) == (b.start, b.end):
            pairs.append((g, s))
            g, s = g + 1, s + 1
        elif a.start <= b.start:
            g += 1
        else:
            s += 1
    return pairs


def _stretch(
    gold: Sequence[UdWord], system: Sequence[UdWord], g: int, s: int, pairs: list[tuple[int, int]]
) -> tuple[int, int]:
    """Pair the words of the stretch of multiword tokens at ``g`` and ``s``; returns where it ends."""
    limit = gold[g].end if gold[g].multiword else system[s].end
    first_g, first_s = g, s

    def inside(words: Sequence[UdWord], i: int) -> bool:
        if i >= len(words):
            return False
        return words[i].start < limit if words[i].multiword else words[i].end <= limit

    while inside(gold, g) or inside(system, s):
        take_gold = g < len(gold) and (s >= len(system) or gold[g].start <= system[s].start)
        word = gold[g] if take_gold else system[s]
        if word.multiword:
            limit = max(limit, word.end)
        g, s = g + take_gold, s + (not take_gold)
    pairs.extend(
        (first_g + i, first_s + j)
        for i, j in _common([_key(w) for w in gold[first_g:g]], [_key(w) for w in system[first_s:s]])
    )
    return g, s


def _key(word: UdWord) -> str:
    return word.form.translate(_FOLD).lower()


def _common(left: list[str], right: list[str]) -> list[tuple[int, int]]:
    """The index pairs of a longest common subsequence."""
    n, m = len(left), len(right)
    table = [[0] * (m + 1) for _ in range(n + 1)]
    for i in reversed(range(n)):
        for j in reversed(range(m)):
            same = 1 + table[i + 1][j + 1] if left[i] == right[j] else 0
            table[i][j] = max(same, table[i + 1][j], table[i][j + 1])
    out, i, j = [], 0, 0
    while i < n and j < m:
        if left[i] == right[j]:
            out.append((i, j))
            i, j = i + 1, j + 1
        elif table[i][j] == table[i + 1][j]:
            i += 1
        else:
            j += 1
    return out


def evaluate(
    trees: Sequence[Tree],
    analyse: Callable[[str], Analysis],
    *,
    layout: str = "joined",
    variant_of: str = "clean",
) -> dict[str, Score]:
    """Analyse the raw text of a treebank and score it; ``variant_of`` is one of ``VARIANTS``."""
    text = variant(raw_text(trees, layout=layout), variant_of)
    return score(gold(trees), produced(analyse(text)))


def table(rows: dict[str, dict[str, Score]]) -> str:
    """A table in Markdown, a line a row of figures."""
    out = ["| text | " + " | ".join(METRICS) + " |", "|---" * (len(METRICS) + 1) + "|"]
    out += [f"| {name} | " + " | ".join(f"{got[m].f1:.2f}" for m in METRICS) + " |" for name, got in rows.items()]
    return "\n".join(out)


def pinned(rows: dict[str, dict[str, Score]]) -> dict[str, floors.Figure]:
    """Every figure, with a tenth of a point to spare."""
    return {
        f"{name} {metric}": floors.Figure(got[metric].f1, slack=0.001)
        for name, got in rows.items()
        for metric in METRICS
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Score the trained pipeline on the treebanks; prints a table."""
    from bench.data import TREEBANKS, here
    from ravi.language import analyse

    parser = argparse.ArgumentParser(prog="python -m bench ud", description="Tags, lemmas and trees.")
    parser.add_argument("conllu", nargs="*", type=Path, default=None)
    parser.add_argument("--text", choices=("joined", "lines"), action="append")
    parser.add_argument("--variant", choices=VARIANTS, action="append")
    floors.add_arguments(parser)
    args = parser.parse_args(argv)
    paths = args.conllu or [TREEBANKS / name for name in DEFAULT]
    rows: dict[str, dict[str, Score]] = {}
    for path in paths:
        if not here(path):
            continue
        trees = read_conllu(path)
        for layout in args.text or ("joined", "lines"):
            for kind in args.variant or VARIANTS:
                rows[f"{path.stem}, {layout}, {kind}"] = evaluate(trees, analyse, layout=layout, variant_of=kind)
    print(table(rows) + "\n")
    return floors.settle("ud", pinned(rows), args)


if __name__ == "__main__":
    raise SystemExit(main())
