"""Count how words are written: ``python -m training.text.lexicon ../shared/data``.

Writes ``src/ravi/lexicon/text_forms.tsv``: each written form (with its half-spaces, or with spaces where a
half-space belongs) and how often good texts write it so.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from ravi.text.forms import Forms
from ravi.text.glue import FIRSTS, LASTS, cut
from ravi.text.morphology import candidates
from training.text.corpus import HALF_SPACE, Text, texts
from training.text.lists import listed

_WORD = re.compile(f"[\u0621-\u063a\u0641-\u065f\u0670\u067e-\u06d3{HALF_SPACE}]+")
_RUN = re.compile(f"[\u0621-\u063a\u0641-\u065f\u0670\u067e-\u06d3{HALF_SPACE} ]+")
_TREEBANK_WEIGHT = 4  # the treebanks are edited for their spelling, the other texts are not
_COMMON = 12  # what texts write so often as two words, a list cannot make one (یکی از)
_SLIP = 30  # so many times rarer than two words, one word is a slip
OUT = Path("src/ravi/lexicon/text_forms.tsv")
HEADER = """form\tcount
# How often good texts write a word so: with half-spaces, joined, or with spaces where others put half-spaces.
# Counted by training/text/lexicon.py over UD Persian PerDT (train, dev) and Seraji (train), CC BY-SA 4.0,
# iPerUDT (CC0), and reports of the sources named in the model card; treebanks count four times.
"""


def words_of(text: str) -> list[str]:
    """The written forms of ``text`` that count."""
    found = (word.strip(HALF_SPACE) for word in _WORD.findall(text))
    return [form for form in found if len(form) > 1 and HALF_SPACE * 2 not in form]


def weight_of(text: Text) -> int:
    """How often one occurrence counts."""
    return _TREEBANK_WEIGHT if "raw" in text.source or text.source.startswith("fa_") else 1


def _parts(form: str) -> set[tuple[str, ...]]:
    """The ways to write ``form`` with spaces: all its half-spaces made spaces, or one of them."""
    pieces = form.split(HALF_SPACE)
    if not 2 <= len(pieces) <= 4:
        return set()
    return {tuple(pieces)} | {
        (HALF_SPACE.join(pieces[:i]), HALF_SPACE.join(pieces[i:])) for i in range(1, len(pieces))
    }


def count_texts(kept: Sequence[Text], words: Mapping[str, int]) -> Counter[str]:
    """Counts of written forms, with half-spaces, joined, and (where half-spaces are known) with spaces.

    ``words`` are those of the lists: their spellings with spaces are counted too.
    """
    forms: Counter[str] = Counter()
    for text in kept:
        weight = weight_of(text)
        for form in words_of(text.text):
            if HALF_SPACE in form or text.good:
                forms[form] += weight
    parts = {part for form in (*forms, *words) for part in _parts(form)}
    firsts = {part[0] for part in parts}
    for text in kept:
        if not text.good:
            continue
        weight = weight_of(text)
        for run in _RUN.findall(text.text):
            here = run.split()
            for i, word in enumerate(here[:-1]):
                if word in firsts:
                    for n in (2, 3, 4):
                        if tuple(here[i : i + n]) in parts and len(here) >= i + n:
                            forms[" ".join(here[i : i + n])] += weight
    _drop_glued(forms, kept)
    # Joined words seen once outside the treebanks are mostly slips.
    return Counter({form: n for form, n in forms.items() if n > 1 or HALF_SPACE in form})


def _drop_glued(forms: Counter[str], kept: Sequence[Text]) -> None:
    """Forget words that are slips for two words: دراین beside thousands of در این."""
    pairs: Counter[str] = Counter()
    for text in kept:
        if text.good:
            weight = weight_of(text)
            for run in _RUN.findall(text.text):
                words = run.split()
                for first, last in pairwise(words):
                    if first in FIRSTS or last in LASTS:
                        pairs[first + last] += weight
    for word, n in pairs.items():
        if word in forms and n >= _SLIP * forms[word]:
            del forms[word]


def add_lists(forms: Counter[str], words: Mapping[str, int]) -> None:
    """Add what the word lists know and the texts did not show.

    Spellings with half-spaces all count; joined ones only where they could be taken for something else, so
    that the table stays small.
    """
    known = Forms(forms)
    for word, n in words.items():
        joined = word.replace(HALF_SPACE, "")
        # Where texts show a word, they decide.
        rare = joined not in known.split and forms[joined] < 3
        if HALF_SPACE in word and rare and forms[word.replace(HALF_SPACE, " ")] < _COMMON:
            forms[word] += n
    forms += Counter()
    known = Forms(forms)
    added = {}
    for word, n in words.items():
        if HALF_SPACE in word or word in known.counts or n < 2:
            continue
        if len(candidates(word, known)) > 1 or cut(word, known):
            added[word] = n
    forms.update(added)
    # Spellings with spaces count only beside one with half-spaces.
    for form in [form for form in forms if " " in form and form.replace(" ", HALF_SPACE) not in forms]:
        del forms[form]


def main(data: Path) -> None:
    """Count and write the table."""
    words = listed(data)
    forms = count_texts(list(texts(data)), words)
    add_lists(forms, words)
    lines = [f"{form}\t{n}" for form, n in sorted(forms.items())]
    OUT.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines), "forms,", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
