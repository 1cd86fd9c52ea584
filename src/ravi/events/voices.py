"""Who vouches: the innermost telling around each word, and what it makes of an event told in it."""

from __future__ import annotations

from dataclasses import dataclass

from ravi.events.modality import Mood
from ravi.language import Analysis
from ravi.record import Attribution, Factuality, Status
from ravi.text import fold

__all__ = ["Verdict", "Voices"]

# Acts whose noun complement is taken for granted: انتقاد از حمله، قدردانی از کمک
_PRESUPPOSING = frozenset({"criticize", "thank"})
# Words that a name in quotation marks has at most
_NAME = 7
_WEAKENING = frozenset({"demand", "wish", "ask"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status of one mention of an event, with who vouches for it; ``attribution`` None is the report."""

    status: Status
    attribution: str | None
    factuality: Factuality
    named: bool
    why: str


def _words(text: str) -> list[str]:
    """The folded words of a cue's lemma."""
    return [fold(w) for w in text.split()]


def _condoles(voice: Attribution) -> bool:
    """درگذشت او را تسلیت گفت: what is grieved or cheered took place."""
    return voice.cue is not None and any(w in ("تسلیت", "تبریک") for w in _words(voice.cue.lemma))


class Voices:
    """The tellings of one report by the words of their content."""

    def __init__(self, analysis: Analysis, attributions: tuple[Attribution, ...]) -> None:
        self.by_id = {a.id: a for a in attributions}
        self._innermost: list[Attribution | None] = [None] * len(analysis.words)
        spans = [
            (start, -end, k) for k, a in enumerate(attributions) if not a.dateline for start, end in a.content.spans
        ]
        spans.sort()
        stack: list[tuple[int, int]] = []
        at = 0
        for word in analysis.words:
            while at < len(spans) and spans[at][0] <= word.start:
                stack.append((-spans[at][1], spans[at][2]))
                at += 1
            while stack and stack[-1][0] <= word.start:
                stack.pop()
            if stack:
                self._innermost[word.i] = attributions[stack[-1][1]]
        # words that are the telling itself: cue, channel and addressee name no event of their own
        self._telling: list[str] = [""] * len(analysis.words)
        for a in attributions:
            for name, span in (
                ("cue", a.cue.span if a.cue else None),
                ("channel", a.channel.span if a.channel else None),
                ("addressee", a.addressee.span if a.addressee else None),
            ):
                if span is not None:
                    for i in analysis.words_in(*span):
                        self._telling[i] = name
        self.quoted = _quoted(analysis)

    def innermost(self, word: int) -> Attribution | None:
        """The innermost telling whose content holds word ``word``."""
        return self._innermost[word]

    def telling(self, word: int) -> str:
        """``cue``, ``channel`` or ``addressee`` where word ``word`` is part of one, else empty."""
        return self._telling[word]

    def judge(self, word: int, mood: Mood, *, nominal: bool, first_person: bool) -> Verdict:
        """What becomes of an event told at ``word`` in ``mood``, by whose word it is told."""
        voice = self._innermost[word]
        value = mood.value
        why = [mood.why]
        while (
            voice is not None
            and voice.type == "nominal"
            and nominal
            and (voice.act in _PRESUPPOSING or _condoles(voice))
            and (value == "happened")
        ):
            why.append(f"taken for granted by {voice.act}")
            voice = self.by_id.get(voice.parent) if voice.parent else None
        if voice is None:
            if value == "happened" and (first_person or self.quoted[word]):
                # words in quotation marks or in the first person are somebody's, though nobody is found
                return Verdict("alleged", None, "CT+", False, "; ".join([*why, "quoted, the voice is not known"]))
            if value == "alleged":
                return Verdict("alleged", None, "PS+", False, "; ".join(why))
            return Verdict(value, None, _factuality(value, mood), True, "; ".join(why))
        why.append(f"told in {voice.id} ({voice.type}, {voice.act})")
        if voice.negated and value == "happened":
            return Verdict("possible", voice.id, "Uu", True, "; ".join([*why, "the telling is denied"]))
        own = voice.type in ("indirect", "nominal", "mixed")
        if voice.act == "deny" and own and voice.type != "mixed" and value in ("happened", "planned", "alleged"):
            return Verdict("denied", voice.id, "CT-", True, "; ".join(why))
        if (voice.act in _WEAKENING and own and mood.weak and value in ("happened", "planned")) or (
            voice.act == "ask" and value == "happened"
        ):
            value = "possible"
        elif voice.act == "promise" and own and mood.weak and value in ("happened", "possible"):
            value = "planned"
        elif voice.act == "warn" and voice.type == "nominal" and value == "happened" and mood.weak:
            value = "possible"
        status: Status = "alleged" if value == "happened" else value
        return Verdict(status, voice.id, _factuality(value, mood), True, "; ".join(why))


def _factuality(value: str, mood: Mood) -> Factuality:
    if value == "denied":
        return "PR-" if mood.tense == "future" else "CT-"
    if value == "possible":
        return "PS-" if mood.negated else "PS+"
    if value == "planned":
        return "PR+"
    return "CT+" if value == "happened" else "PS+"


def _quoted(analysis: Analysis) -> list[bool]:
    """Which words stand in a quotation of a clause's length (a shorter one is a name).

    A quotation that opens after a colon and is never closed runs to the end of its paragraph.
    """
    inside = [False] * len(analysis.words)
    start, speech, paragraph = -1, False, -1

    def mark(end: int) -> None:
        if end - start > _NAME and any(analysis.words[i].upos == "VERB" for i in range(start, end)):
            for i in range(start, end):
                inside[i] = True

    for sentence in analysis.sentences:
        if sentence.paragraph != paragraph:
            if start >= 0 and speech:
                mark(sentence.first)
            start, paragraph = -1, sentence.paragraph
        for word in analysis.sentence_words(sentence):
            if word.text in ("«", "“"):
                start, speech = word.i, word.i > 0 and analysis.words[word.i - 1].text == ":"
            elif word.text in ("»", "”") and start >= 0:
                mark(word.i)
                start = -1
    if start >= 0 and speech:
        mark(len(analysis.words))
    return inside
