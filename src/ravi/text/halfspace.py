"""Half-spaces that were lost or became spaces.

Each word and each pair of neighbours has a share: how often good texts write it with a half-space.  Whether
this text lost it depends on the text as well.  Where writers agree (می‌شود, خانه‌ها, رفته‌اند) the text shows
how many of its half-spaces are gone; a form that good writers also write joined (گروهها, مهمترین) is
restored only in a text that lost the others.  So a text that has its half-spaces comes back unchanged.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from ravi.text.context import context
from ravi.text.letters import HALF_SPACE, Change
from ravi.text.pairs import Pairs, pairs
from ravi.text.spelling import Speller, speller

_LETTERS = "\u0621-\u063a\u0641-\u065f\u0670\u067e-\u06d3"
_WORD = re.compile(f"[{_LETTERS}{HALF_SPACE}]+")
_BESIDE = re.compile(f" ?([{_LETTERS}{HALF_SPACE}]+|[^\\s{_LETTERS}])")

# Shares from which a change is made: the first where bench.halfspace finds most right in all, which it measures on
# texts that the shares were not counted on, but these were looked at for it.
_JOINED_AT = 0.4
_SPACED_AT = 0.5
# Kinds of texts: how common each is thought to be, and how its half-spaces come: kept, lost, made spaces.
# A right text has slips, a text that lost its half-spaces in a crawler has hardly one left.
_KINDS = (
    (0.4, (0.998, 0.001, 0.001)),
    (0.1, (0.8, 0.1, 0.1)),
    (0.3, (0.01, 0.98, 0.01)),
    (0.05, (0.01, 0.01, 0.98)),
    (0.05, (0.34, 0.33, 0.33)),
    (0.1, (0.5, 0.01, 0.49)),
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place where a half-space may belong: what stands there, what would, and the share of good texts."""

    start: int
    end: int
    spelling: str
    share: float
    must: bool
    why: str


@dataclass(frozen=True, slots=True)
class Loss:
    """How many of the half-spaces that every writer puts are there, gone, or spaces in a text."""

    kept: int
    joined: int
    spaced: int

    def shares(self) -> tuple[float, float]:
        """The expected shares of half-spaces that were lost without a trace, and that became spaces."""
        seen = (self.kept, self.joined, self.spaced)
        logs = [math.log(p) + sum(n * math.log(q) for n, q in zip(seen, ways, strict=True)) for p, ways in _KINDS]
        top = max(logs)
        odds = [math.exp(value - top) for value in logs]
        total = sum(odds)
        joined = sum(p * ways[1] for p, (_, ways) in zip(odds, _KINDS, strict=True))
        spaced = sum(p * ways[2] for p, (_, ways) in zip(odds, _KINDS, strict=True))
        return joined / total, spaced / total


def changes(text: str) -> list[Change]:
    """Where a half-space belongs in ``text``, in order."""
    joined, spaced = doubts(text, speller(), pairs())
    kept = text.count(HALF_SPACE)
    loss = Loss(kept, sum(d.must for d in joined), sum(d.must for d in spaced))
    found: list[Change] = []
    joined_share, spaced_share = loss.shares()
    for doubt in joined:
        if _posterior(joined_share, doubt.share) >= _JOINED_AT:
            found.extend(_insertions(text, doubt))
    for doubt in spaced:
        if _posterior(spaced_share, doubt.share) >= _SPACED_AT:
            found.append((doubt.start, doubt.end, HALF_SPACE, "half-space", f"space for a half-space; {doubt.why}"))
    found.sort(key=lambda change: change[:2])
    return found


def _posterior(lost: float, share: float) -> float:
    """The probability that a half-space was lost where none is written."""
    gone = lost * share
    return gone / (gone + 1.0 - share) if gone else 0.0


def _insertions(text: str, doubt: Doubt) -> list[Change]:
    """The half-spaces that ``doubt.spelling`` has and the word in the text has not."""
    out: list[Change] = []
    at = doubt.start
    for character in doubt.spelling:
        if at < doubt.end and text[at] == character:
            at += 1
        elif character == HALF_SPACE:
            out.append((at, at, HALF_SPACE, "half-space", f"lost half-space; {doubt.why}"))
    return out


def doubts(text: str, words: Speller, neighbours: Pairs) -> tuple[list[Doubt], list[Doubt]]:
    """Where half-spaces may have been lost without a trace, and where they may have become spaces."""
    joined: list[Doubt] = []
    spaced: dict[int, Doubt] = {}
    before, end_before = "", -2
    decide, share_of = words.decide, neighbours.share
    for match in _WORD.finditer(text):
        word = match.group()
        start, end = match.span()
        spelling, share, must, why = decide(word)
        if share:
            if word in words.rivals:
                beside = before if end_before == start - 1 else ""
                spelling, why = _by_context(text, words.rivals[word], beside, end)
            joined.append(Doubt(start, end, spelling, share, must, why))
        if start == end_before + 1 and text[end_before] == " ":
            found = share_of(before, word)
            if found is not None and found[0]:
                known = spaced.get(end_before)
                if known is None or known.share < found[0]:
                    spaced[end_before] = Doubt(end_before, start, HALF_SPACE, *found)
            thirds = neighbours.triples.get((before, word))
            if thirds is not None:
                _third(text, thirds, before, word, end_before, end, spaced)
        before, end_before = word, end
    return joined, list(spaced.values())


def _by_context(text: str, rivals: tuple[str, str, float], before: str, end: int) -> tuple[str, str]:
    """X‌های or Xه‌ای, by the words beside it."""
    plural, other, odds = rivals
    after = _BESIDE.match(text, end)
    p = context().plural(before, after.group(1) if after else "", odds)
    return (plural, f"by its neighbours {p:.2f}") if p >= 0.5 else (other, f"by its neighbours {1 - p:.2f}")


def _third(
    text: str, thirds: dict[str, float], before: str, word: str, gap: int, end: int, spaced: dict[int, Doubt]
) -> None:
    """A word of three parts (گفت و گو) that begins with ``before`` and ``word``."""
    match = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    share = thirds.get(match.group(), 0.0) if match else 0.0
    if match and share:
        why = f"{before}{HALF_SPACE}{word}{HALF_SPACE}{match.group()} is one word"
        for at in (gap, end):
            spaced[at] = Doubt(at, at + 1, HALF_SPACE, share, False, why)
