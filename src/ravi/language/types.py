"""What the language floor hands upwards: one analysed text, as flat arrays of words."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ravi.record import Span
from ravi.text import Repaired


@dataclass(slots=True)
class Word:
    """A syntactic word (Universal Dependencies).

    ``i`` counts the words of the whole text, ``sentence`` the sentences; ``[start, end)`` is its raw span (a
    joined clitic has its own part of the token's span).  ``text`` is the repaired spelling, ``upos`` the
    universal tag, ``xpos`` the PerDT tag, ``lemma`` the lemma (verbs: past stem, گفت), ``present`` the
    present stem of a verb (گو) or ``""``, ``feats`` the UD features (``{"Number": "Sing"}``), ``head`` the
    index ``i`` of the head (its own for a root), ``deprel`` the UD relation, ``entity`` a BIO tag over
    PER, ORG, LOC, DAT, TIM, MON, PCT (``"B-PER"``, ``"O"``).  ``ezafe`` is True where the word carries an
    ezafe to the next, as far as the analysis tells.  ``space_before`` is about the repaired view.
    """

    i: int
    sentence: int
    start: int
    end: int
    text: str
    upos: str
    xpos: str
    lemma: str
    present: str
    feats: dict[str, str]
    head: int
    deprel: str
    entity: str
    ezafe: bool = False
    space_before: bool = True

    @property
    def span(self) -> Span:
        """The raw span."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Sent:
    """A sentence: words ``[first, last)`` of the text, its raw span, and the line it lies in."""

    i: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity: words ``[first, last)``, label PER ORG LOC DAT TIM MON PCT, raw span, probability."""

    first: int
    last: int
    label: str
    start: int
    end: int
    score: float


class Analysis:
    """One analysed text: its repaired view, words, sentences and names.

    Words are a flat list over the whole text; ``words[i].i == i``.
    """

    __slots__ = ("_children", "entities", "repaired", "sentences", "words")

    def __init__(
        self,
        repaired: Repaired,
        words: Sequence[Word],
        sentences: Sequence[Sent],
        entities: Sequence[Entity],
    ) -> None:
        self.repaired = repaired
        self.words = tuple(words)
        self.sentences = tuple(sentences)
        self.entities = tuple(entities)
        children: list[list[int]] = [[] for _ in self.words]
        for word in self.words:
            if word.head != word.i:
                children[word.head].append(word.i)
        self._children = children

    @property
    def raw(self) -> str:
        """The text as it came."""
        return self.repaired.raw

    def sentence_words(self, sentence: Sent) -> tuple[Word, ...]:
        """The words of one sentence."""
        return self.words[sentence.first : sentence.last]

    def children(self, i: int) -> list[int]:
        """The indices of the direct dependents of word ``i``, in order."""
        return self._children[i]

    def subtree(self, i: int) -> list[int]:
        """The indices of word ``i`` and all below it, sorted."""
        found, stack = [], [i]
        while stack:
            j = stack.pop()
            found.append(j)
            stack.extend(self._children[j])
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads of word ``i`` upwards, the root last."""
        seen = {i}
        while (head := self.words[i].head) not in seen:
            yield head
            seen.add(head)
            i = head

    def span(self, first: int, last: int) -> Span:
        """The raw span of the words ``[first, last)``."""
        return self.words[first].start, self.words[last - 1].end

    def text(self, first: int, last: int) -> str:
        """The repaired text of the words ``[first, last)``."""
        out: list[str] = []
        for word in self.words[first:last]:
            if out and word.space_before:
                out.append(" ")
            out.append(word.text)
        return "".join(out)

    def words_in(self, start: int, end: int) -> range:
        """The indices of the words that lie in the raw span ``[start, end)``, wholly or in part."""
        first = bisect.bisect_right(self.words, start, key=lambda w: w.end)
        last = bisect.bisect_left(self.words, end, key=lambda w: w.start)
        return range(first, max(first, last))
