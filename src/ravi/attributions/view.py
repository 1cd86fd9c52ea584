"""The words of one report as this floor looks at them: folded spellings, marks, quotations, paragraphs."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

from ravi.attributions.forms import fold
from ravi.language import Analysis, Sent, Word
from ravi.record import Span, TimeExpression

OPENERS = {"«": "»", "“": "”", "‘": "’", "《": "》", "„": "”"}
CLOSERS = frozenset("»”’》")
STRAIGHT = frozenset('"')
COMMAS = frozenset("،,؛;")
SEMICOLONS = frozenset("؛;")
ENDING_QUOTES = frozenset('»”"')
STOPS = frozenset(".!؟?…۔")
COLONS = frozenset(":")
BRACKETS = {"(": ")", "[": "]", "{": "}"}
DASHES = frozenset("-–—ـ")
REACH = 400
"""Words that a telling may reach over inside one sentence; keeps endless sentences linear."""
THAT = frozenset({"که"})
THIS_THAT = frozenset({"اینکه", "آنکه"})


def is_mark(text: str) -> bool:
    """Whether a word is made of punctuation only."""
    return not any(c.isalnum() for c in text)


PADDING = 12


def _nothing(i: int) -> Word:
    return Word(i, -1, 0, 0, "", "PUNCT", "", "", "", {}, i, "", "O")


class View:
    """One analysed report: ``key[i]`` is the folded spelling of word ``i``, and the rest is by word as well.

    ``closes`` maps an opening quotation mark to its closing one (both word indices), ``opens`` the other way;
    ``inside`` gives the opening mark of the innermost quotation a word stands in, or -1.  A quotation ends
    with its paragraph at the latest: ``unclosed`` are the openers that found no closing mark.
    """

    def __init__(self, analysis: Analysis, times: Sequence[TimeExpression]) -> None:
        self.analysis = analysis
        self.n = len(analysis.words)
        # A few empty words at the end, so that looking one ahead (or one back from the first) finds nothing.
        self.words: tuple[Word, ...] = (*analysis.words, *(_nothing(self.n + k) for k in range(PADDING)))
        self.key = [fold(w.text) for w in self.words]
        self._talks()
        self.mark = [is_mark(w.text) for w in self.words]
        self.sign = [
            w.text.strip("\u200c\u200d\u200e\u200f") if m else ""
            for w, m in zip(self.words, self.mark, strict=True)
        ]
        self.sentence = [w.sentence for w in self.words]
        self.sentences: tuple[Sent, ...] = analysis.sentences
        self.paragraph = [0] * self.n + [-1] * PADDING
        self.paragraphs: list[tuple[int, int]] = []
        self._lay_out()
        self.closes: dict[int, int] = {}
        self.opens: dict[int, int] = {}
        self.inside = [-1] * (self.n + PADDING)
        self.unclosed: set[int] = set()
        self._pair()
        self.time = [-1] * (self.n + PADDING)
        for number, time in enumerate(times):
            for i in analysis.words_in(*time.span):
                if i and self.key[i] == "جمعه" and self.key[i - 1] in ("امام", "ایمه", "امامان", "نماز"):
                    continue
                if self.time[i] < 0:
                    self.time[i] = number
        self.times = tuple(times)

    def _talks(self) -> None:
        """«گفت و گو» written in three words is a noun, whatever its first word looks like."""
        found = [
            i
            for i in range(self.n - 2)
            if self.key[i] == "گفت" and self.key[i + 1] == "و" and self.key[i + 2].startswith("گو")
        ]
        if not found:
            return
        words = list(self.words)
        for i in found:
            words[i] = replace(words[i], upos="NOUN", ezafe=False, entity="O")
            words[i + 2] = replace(words[i + 2], upos="NOUN", entity="O", deprel="conj", head=i)
        self.words = tuple(words)

    def _lay_out(self) -> None:
        last = -1
        for sent in self.sentences:
            if not self.paragraphs or sent.paragraph != last:
                self.paragraphs.append((sent.first, sent.last))
                last = sent.paragraph
            else:
                self.paragraphs[-1] = (self.paragraphs[-1][0], sent.last)
            for i in range(sent.first, sent.last):
                self.paragraph[i] = len(self.paragraphs) - 1

    def _pair(self) -> None:
        for first, last in self.paragraphs:
            stack: list[int] = []
            for i in range(first, last):
                text = self.sign[i]
                if text in STRAIGHT:
                    if stack and self.words[stack[-1]].text in STRAIGHT:
                        self._close(stack.pop(), i)
                    else:
                        stack.append(i)
                elif text in OPENERS:
                    stack.append(i)
                elif text in CLOSERS and stack:
                    # A closing mark ends the last quotation that may end with it; «… "…» leaves the inner one open.
                    wanted = [k for k in stack[-4:] if OPENERS.get(self.words[k].text, "") == text]
                    if wanted or self.words[stack[-1]].text in STRAIGHT:
                        opener = wanted[-1] if wanted else stack[-1]
                        while stack and stack[-1] != opener:
                            self.unclosed.add(stack.pop())
                        if stack:
                            self._close(stack.pop(), i)
            self.unclosed.update(stack)
        stack = []
        for i in range(self.n):
            while stack and (self.closes.get(stack[-1], -1) == i):
                stack.pop()
            self.inside[i] = stack[-1] if stack else -1
            if i in self.closes:
                stack.append(i)

    def _close(self, opener: int, closer: int) -> None:
        self.closes[opener] = closer
        self.opens[closer] = opener

    def opener(self, i: int) -> bool:
        """Whether word ``i`` opens a quotation (closed or not)."""
        return 0 <= i < self.n and (i in self.closes or i in self.unclosed)

    def first_of(self, i: int) -> int:
        """The first word of the sentence of word ``i``, not more than ``REACH`` words before it."""
        return max(self.sentences[self.sentence[i]].first, i - REACH) if i < self.n else self.n

    def last_of(self, i: int) -> int:
        """One past the last word of the sentence of word ``i``, not more than ``REACH`` words after it."""
        return min(self.sentences[self.sentence[i]].last, i + REACH) if i < self.n else self.n

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """The range without punctuation at its ends; brackets that belong to it stay."""
        words = self.words
        while first < last and self.mark[first] and words[first].text not in BRACKETS:
            first += 1
        while first < last and self.mark[last - 1] and words[last - 1].text not in BRACKETS.values():
            last -= 1
        if last - first == 1 and self.mark[first]:
            return last, last
        return first, last

    def span(self, first: int, last: int) -> Span | None:
        """The raw span of the range without punctuation at its ends, or None where nothing is left."""
        first, last = self.trim(first, last)
        if first >= last:
            return None
        start, end = self.analysis.span(first, last)
        raw = self.analysis.raw
        while end > start and raw[end - 1] in " \t\u200c\u200f\u200e\u00a0":
            end -= 1
        return start, end

    @functools.cached_property
    def headlines(self) -> frozenset[int]:
        """The paragraphs that are headlines: short lines without a stop before the report itself begins."""
        found = []
        for number, (first, last) in enumerate(self.paragraphs):
            ends = self.words[last - 1].text
            stopped = ends[0] in STOPS or (
                ends in CLOSERS | STRAIGHT and last - first > 1 and self.words[last - 2].text[0] in STOPS
            )
            if last - first > 34 or stopped or number > 3 or number == len(self.paragraphs) - 1:
                break
            found.append(number)
        # All of a short text without any stop would be headline: then only its first line can be one.
        if len(found) >= len(self.paragraphs) - 1:
            found = found[:1] if len(self.paragraphs) > 1 and self._stopped_later() else []
        return frozenset(found)

    def _stopped_later(self) -> bool:
        return any(self.words[last - 1].text[0] in STOPS for _, last in self.paragraphs[1:])
