"""Where in the report a mention stands: what lies in quotation marks, what fronts a sentence."""

from __future__ import annotations

from ravi.actors.phrases import Phrases
from ravi.language import Analysis

_SHORT = 4  # words up to which something in quotation marks is a name or a term rather than speech


class Scene:
    """Positions of words with respect to speech and sentence structure."""

    def __init__(self, analysis: Analysis, phrases: Phrases) -> None:
        self.words = analysis.words
        self.sentences = analysis.sentences
        self.phrases = phrases
        self.quoted = [False] * len(self.words)
        self._mark_quotes()
        self._first_verb = [sentence.last for sentence in self.sentences]
        for sentence in self.sentences:
            for i in range(sentence.first, sentence.last):
                if self.words[i].upos in ("VERB", "AUX"):
                    self._first_verb[sentence.i] = i
                    break

    def _mark_quotes(self) -> None:
        """Mark the words of speech in quotation marks; an unclosed mark reaches to the end of its paragraph."""
        opened: int | None = None
        paragraph = -1
        for sentence in self.sentences:
            if opened is not None and sentence.paragraph != paragraph:
                opened = None
            paragraph = sentence.paragraph
            for i in range(sentence.first, sentence.last):
                text = self.words[i].text
                if text in "«“‹《" or (text == '"' and opened is None):
                    opened = i if opened is None else opened
                elif text in '»”›》"' and opened is not None:
                    if i - opened - 1 > _SHORT:
                        self.quoted[opened : i + 1] = [True] * (i + 1 - opened)
                    opened = None
            if opened is not None and sentence.last - opened > 12:
                self.quoted[opened : sentence.last] = [True] * (sentence.last - opened)

    def fronts(self, first: int, head: int) -> bool:
        """Does a mention stand where the subject of the sentence stands, outside of quoted speech?"""
        word = self.words[head]
        if self.quoted[head] or first == 0:
            return not self.quoted[head]
        before = self.words[first - 1]
        if before.sentence != word.sentence:
            return True
        if before.upos == "ADP" or self.phrases.keys[first - 1] in ("به", "از", "با", "بر", "در", "برای", "و"):
            return False
        if word.deprel.startswith("nsubj") and self.words[word.head].deprel in (
            "root",
            "conj",
            "ccomp",
            "parataxis",
        ):
            return True
        return first < self._first_verb[word.sentence] and (not before.ezafe or not self.phrases.wordy[first - 1])

    def paragraph(self, i: int) -> int:
        """The paragraph of word ``i``."""
        return self.sentences[self.words[i].sentence].paragraph
