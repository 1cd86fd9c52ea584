"""How a word was meant: a distribution over its spellings, from counts first and evidence after."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Mapping
from importlib import resources

from ravi.lexicon import words
from ravi.text.forms import Forms, forms
from ravi.text.letters import HALF_SPACE
from ravi.text.morphology import candidates

_PRIOR = 2.0  # how many times a word must have been counted to outweigh what its parts say
_ENOUGH = 24  # counted so often, the parts are not asked
_SURE, _STYLE = 0.9999, 0.98  # no share is higher, where every writer separates and where some do not
_KEEP = 1 << 17  # spellings kept in memory

Spellings = list[tuple[str, float, str]]
"""Spellings with their probability and why, the likeliest first."""


@functools.cache
def _either() -> frozenset[str]:
    return words("text_joined_too")


Decision = tuple[str, float, bool, str]
"""``(spelling, share, must, why)``: ``must`` where every writer puts the half-space."""

_RIVALS = (f"{HALF_SPACE}های", f"ه{HALF_SPACE}ای")
_RIVAL = 0.01
_MUST = re.compile(f"می{HALF_SPACE}|ه{HALF_SPACE}(?:ها|ای|اند|ایم|اید|اش)")


def _places(spelling: str) -> frozenset[int]:
    """Where half-spaces stand, counted in letters."""
    places, letters = set(), 0
    for character in spelling:
        if character == HALF_SPACE:
            places.add(letters)
        else:
            letters += 1
    return frozenset(places)


class Speller:
    """Spellings of joined words by the counts of ``forms`` and the weights of the evidence."""

    __slots__ = ("_decided", "_kept", "_stems", "forms", "rivals", "weights")

    def __init__(self, forms: Forms, weights: Mapping[str, float]) -> None:
        self.forms = forms
        self.weights = weights
        self._kept: dict[str, Spellings] = {}
        self._stems: dict[str, str] = {}
        self._decided: dict[str, Decision] = {}
        self.rivals: dict[str, tuple[str, str, float]] = {}
        """Words that were decided and may be X‌های or Xه‌ای: both spellings and the odds of the first."""

    def decide(self, word: str) -> Decision:
        """The likeliest spelling of ``word`` with more half-spaces than it has, and its share."""
        decided = self._decided.get(word)
        if decided is None:
            if len(self._decided) >= _KEEP:
                self._decided.clear()
                self.rivals.clear()
            decided = self._decided[word] = self._decide(word)
        return decided

    def _decide(self, word: str) -> Decision:
        joined = word.replace(HALF_SPACE, "")
        if joined in _either():
            return word, 0.0, False, ""
        here = _places(word)
        share, best, why = 0.0, "", ""
        ways: dict[str, tuple[str, float]] = {}
        for spelling, p, reason in self.spellings(joined):
            if here < _places(spelling):
                share += p
                if not best:
                    best, why = spelling, reason
                for ending in _RIVALS:
                    if spelling.endswith(ending) and p >= _RIVAL:
                        ways.setdefault(ending, (spelling, p))
        if not best:
            return word, 0.0, False, ""
        if len(ways) == 2:
            (plural, p), (other, q) = (ways[ending] for ending in _RIVALS)
            self.rivals[word] = plural, other, p / q
        must = share > 0.97 and bool(_MUST.search(best))
        return best, min(share, _SURE if must else _STYLE), must, why

    def spellings(self, word: str) -> Spellings:
        """What ``word``, which has no half-space, may be; most words are one thing only."""
        kept = self._kept.get(word)
        if kept is None:
            if len(self._kept) >= _KEEP:
                self._kept.clear()
            kept = self._kept[word] = self._weigh(word)
        return kept

    def _weigh(self, word: str) -> Spellings:
        counts = self.forms.counts
        split = self.forms.split.get(word, ())
        total = joined = counts.get(word, 0)
        if not split and joined >= _ENOUGH:
            return [(word, 1.0, "counted")]
        seen = {word: joined} if joined else {}
        for form in split:
            seen[form] = counts[form]
            total += counts[form]
        shares: dict[str, float] = {}
        if total < _ENOUGH:
            shares = self.shares(word)
        weight = _PRIOR if shares else 0.0
        out = []
        for form in dict.fromkeys([*seen, *shares]):
            p = (seen.get(form, 0) + weight * shares.get(form, 0.0)) / (total + weight)
            if p > 0.001:
                why = f"written so {seen[form]} of {total} times" if form in seen else "by its parts"
                out.append((form, p, why))
        out.sort(key=lambda item: (-item[1], item[0]))
        return out

    def shares(self, word: str) -> dict[str, float]:
        """The probabilities of the candidates by their evidence alone."""
        found = candidates(word, self.forms, self._stem)
        if len(found) == 1:
            return {found[0][0]: 1.0}
        weights = self.weights
        scores = [sum([weights.get(name, 0.0) for name in evidence]) for _, evidence in found]
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        return {spelling: power / total for (spelling, _), power in zip(found, powers, strict=True)}

    def _stem(self, word: str) -> str:
        """The likeliest spelling of a stem that was never counted, without asking further."""
        kept = self._stems.get(word)
        if kept is None:
            found = candidates(word, self.forms)
            weights = self.weights
            scores = [sum([weights.get(name, 0.0) for name in evidence]) for _, evidence in found]
            if len(self._stems) >= _KEEP:
                self._stems.clear()
            kept = self._stems[word] = found[max(range(len(found)), key=scores.__getitem__)][0]
        return kept


@functools.cache
def speller() -> Speller:
    """The speller of the package."""
    weights: dict[str, float] = {}
    text = resources.files("ravi.lexicon").joinpath("text_spelling_weights.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        name, _, value = line.partition("\t")
        if value and value != "weight":
            weights[name] = float(value)
    return Speller(forms(), weights)
