"""An analysis as CoNLL-U (universaldependencies.org/format.html), with the raw offsets in MISC.

MISC holds ``start_char`` and ``end_char`` (code points of the raw text, end excluded) on every word, and on
token lines ``NER`` (a BIO tag) and ``SpaceAfter=No``.  FORM is the repaired spelling; where the raw text
writes the token otherwise, MISC holds it as ``Raw``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ravi.language.types import Analysis, Sent, Word
from ravi.text import segment

_ESCAPES = str.maketrans({"\\": "\\\\", "|": "\\p", "\t": "\\t", "\n": "\\n", "\r": "\\r", " ": "\\s"})


def token_ranges(analysis: Analysis) -> list[range]:
    """The indices of the words of each surface token, in order; more than one is a multiword token."""
    starts = [t.start for s in segment(analysis.repaired) for t in s.tokens]
    groups: list[range] = []
    first, at = 0, 0
    words = analysis.words
    for i, word in enumerate(words):
        opens = False
        while at < len(starts) and starts[at] <= word.start:
            opens, at = True, at + 1
        if i and (opens or word.sentence != words[i - 1].sentence):
            groups.append(range(first, i))
            first = i
    if words:
        groups.append(range(first, len(words)))
    return groups


def to_conllu(analysis: Analysis) -> str:
    """The whole text as CoNLL-U; ends with an empty line, or is empty where the text has no words."""
    return "".join(block + "\n\n" for block in sentences(analysis))


def sentences(analysis: Analysis) -> Iterator[str]:
    """One block of lines a sentence, without the empty line after it."""
    groups = token_ranges(analysis)
    at, paragraph = 0, -1
    for sent in analysis.sentences:
        lines = ["# newpar"] if sent.paragraph != paragraph else []
        paragraph = sent.paragraph
        lines += [f"# sent_id = {sent.i + 1}", f"# text = {_spelling(analysis, sent)}"]
        while at < len(groups) and groups[at].start < sent.last:
            lines += _token(analysis, sent, groups[at], last=groups[at].stop >= sent.last)
            at += 1
        yield "\n".join(lines)


def _spelling(analysis: Analysis, sent: Sent) -> str:
    return " ".join(analysis.text(sent.first, sent.last).split())


def _token(analysis: Analysis, sent: Sent, group: range, *, last: bool) -> list[str]:
    words = analysis.words[group.start : group.stop]
    misc: list[str] = []
    if not last and not analysis.words[group.stop].space_before:
        misc.append("SpaceAfter=No")
    form = _form("".join(w.text for w in words))
    raw = analysis.raw[words[0].start : words[-1].end]
    if raw != form:
        misc.append("Raw=" + raw.translate(_ESCAPES))
    if len(words) == 1:
        return [_word(words[0], sent, misc)]
    misc += [f"start_char={words[0].start}", f"end_char={words[-1].end}"]
    ids = f"{group.start - sent.first + 1}-{group.stop - sent.first}"
    head = "\t".join((ids, form, *"_______", "|".join(misc)))
    return [head, *(_word(w, sent, []) for w in words)]


def _word(word: Word, sent: Sent, misc: list[str]) -> str:
    entity = [f"NER={word.entity}"] if word.entity != "O" else []
    present = [f"PresentStem={word.present}"] if word.present else []
    ezafe = ["Ezafe=Yes"] if word.ezafe else []
    offsets = [f"start_char={word.start}", f"end_char={word.end}"]
    return "\t".join(
        (
            str(word.i - sent.first + 1),
            _form(word.text),
            _form(word.lemma),
            word.upos or "_",
            word.xpos or "_",
            "|".join(f"{k}={v}" for k, v in sorted(word.feats.items(), key=lambda kv: kv[0].lower())) or "_",
            str(0 if word.head == word.i else word.head - sent.first + 1),
            word.deprel or "_",
            "_",
            "|".join(misc + present + ezafe + entity + offsets),
        )
    )


def _form(text: str) -> str:
    """A cell: no tabs or line breaks, never empty."""
    return " ".join(text.split()) or "_"
