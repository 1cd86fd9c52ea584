"""How words are written in good texts: counts of forms with half-spaces, joined, and with spaces."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from importlib import resources

from ravi.text.letters import HALF_SPACE


class Forms:
    """Counts of written forms, and the forms by what is left of them when their half-spaces go.

    ``counts`` has one entry a form, ``split`` the forms with half-spaces by their joined letters, ``spaced``
    the forms with half-spaces by their spelling with spaces; ``firsts`` and ``lasts`` count the kinds of
    words that begin or end with an element set off by a half-space.
    """

    __slots__ = ("counts", "firsts", "lasts", "spaced", "split")

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = counts
        self.split: dict[str, list[str]] = {}
        self.spaced: dict[str, str] = {}
        self.firsts: dict[str, int] = {}
        self.lasts: dict[str, int] = {}
        firsts, lasts = self.firsts, self.lasts
        for form in counts:
            if HALF_SPACE in form:
                self.split.setdefault(form.replace(HALF_SPACE, ""), []).append(form)
                self.spaced[form.replace(HALF_SPACE, " ")] = form
                first, _, rest = form.partition(HALF_SPACE)
                firsts[first] = firsts.get(first, 0) + 1
                last = rest.rpartition(HALF_SPACE)[2]
                lasts[last] = lasts.get(last, 0) + 1

    def count(self, word: str) -> int:
        """How often ``word`` is written as it stands."""
        return self.counts.get(word, 0)


@functools.cache
def forms() -> Forms:
    """The forms that the package knows."""
    text = resources.files("ravi.lexicon").joinpath("text_forms.tsv").read_text(encoding="utf-8")
    return Forms(read(text.splitlines()))


def read(lines: Iterable[str]) -> dict[str, int]:
    """Forms and counts from the lines of ``text_forms.tsv``."""
    counts: dict[str, int] = {}
    for line in lines:
        form, _, count = line.partition("\t")
        if count.isdigit():
            counts[form] = int(count)
    return counts
