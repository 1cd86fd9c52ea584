"""One tool at work, in its own environment: reads a task as JSON on standard input, writes what it did.

python peer_worker.py NAME           the task, see ``work``
python peer_worker.py NAME startup   load, mend or cut one sentence, print peak memory in MB, and end

Needs nothing but the standard library and the tool: it runs in environments that have no Ravi.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

Text = Callable[[str], str]
Pieces = Callable[[str], list[str]]
ONE = "او میگوید که کتابهای تازه رسیده است."


class Tool:
    """What a tool offers; None where it offers none."""

    normalise: Text | None = None
    words: Pieces | None = None
    sentences: Pieces | None = None
    lemma: Text | None = None


def ravi() -> Tool:
    """Ours; lemmas are looked at in their sentence, see ``lemmas``."""
    from ravi.text import repair, segment

    tool = Tool()
    tool.normalise = lambda text: repair(text).text
    tool.words = lambda text: [text[t.start : t.end] for s in segment(repair(text)) for t in s.tokens]
    tool.sentences = lambda text: [text[s.start : s.end] for s in segment(repair(text))]
    return tool


def ravi_analysis() -> Tool:
    """Ours, the whole pipeline: for its speed, start-up and memory."""
    from ravi.language import analyse

    tool = Tool()
    tool.normalise = lambda text: analyse(text).repaired.text
    return tool


def hazm() -> Tool:
    """The formal normaliser."""
    import hazm as lib  # type: ignore[import-not-found,unused-ignore]

    tool = Tool()
    tool.normalise = lib.Normalizer().normalize
    tool.words = lib.WordTokenizer(join_verb_parts=False).tokenize
    tool.sentences = lib.SentenceTokenizer().tokenize
    tool.lemma = lib.Lemmatizer().lemmatize
    return tool


def hazm_informal() -> Tool:
    """The informal normaliser, the first of the candidates that it gives a word."""
    import hazm as lib

    tool, informal = Tool(), lib.InformalNormalizer()

    def normalise(text: str) -> str:
        return " ".join(word[0].replace("_", " ") for s in informal.normalize(text) for word in s if word)

    tool.normalise = normalise
    return tool


def shekar() -> Tool:
    """Its default normaliser."""
    import shekar as lib  # type: ignore[import-not-found,unused-ignore]

    tool, words, sentences = Tool(), lib.WordTokenizer(), lib.SentenceTokenizer()
    tool.normalise = lib.Normalizer()
    tool.words = lambda text: list(words(text))
    tool.sentences = lambda text: list(sentences(text))
    tool.lemma = lib.Lemmatizer()
    return tool


def negar() -> Tool:
    """python-negar with all its rules."""
    from negar.virastar import PersianEditor  # type: ignore[import-not-found,unused-ignore]

    tool = Tool()
    tool.normalise = lambda text: str(PersianEditor(text))
    return tool


def simplemma() -> Tool:
    """Lemmas and a tokeniser."""
    import simplemma as lib  # type: ignore[import-not-found,unused-ignore]

    tool = Tool()
    tool.words = lambda text: list(lib.simple_tokenizer(text))
    tool.lemma = lambda word: lib.lemmatize(word, lang="fa")
    return tool


def parsivar() -> Tool:
    """Its default normaliser, which its tokeniser wants to go before."""
    import parsivar as lib  # type: ignore[import-not-found,unused-ignore]

    tool, cut, normalise = Tool(), lib.Tokenizer(), lib.Normalizer().normalize
    tool.normalise = normalise
    tool.words = lambda text: cut.tokenize_words(normalise(text))
    tool.sentences = lambda text: cut.tokenize_sentences(normalise(text))
    tool.lemma = lib.FindStems().convert_to_stem
    return tool


def spacy() -> Tool:
    """``spacy.blank("fa")`` with the rule-based sentence splitter."""
    import spacy as lib

    tool, nlp = Tool(), lib.blank("fa")
    nlp.max_length = 10**8
    nlp.add_pipe("sentencizer")
    tool.words = lambda text: [t.text for t in nlp.tokenizer(text) if not t.is_space]
    tool.sentences = lambda text: [s.text for s in nlp(text).sents]
    return tool


def icu() -> Tool:
    """The word and sentence boundaries of Unicode, as ICU has them for Persian."""
    import icu as lib  # type: ignore[import-not-found,unused-ignore]

    tool, locale = Tool(), lib.Locale("fa")

    def cut(kind: Any, text: str) -> list[str]:
        kind.setText(text)
        raw = text.encode("utf-16-le")
        parts = [raw[2 * a : 2 * b].decode("utf-16-le").strip() for a, b in pairwise([0, *kind])]
        return [p for p in parts if p]

    words = lib.BreakIterator.createWordInstance(locale)
    sentences = lib.BreakIterator.createSentenceInstance(locale)
    tool.words = lambda text: cut(words, text)
    tool.sentences = lambda text: cut(sentences, text)
    return tool


TOOLS: dict[str, Callable[[], Tool]] = {
    "ravi": ravi,
    "ravi analysis": ravi_analysis,
    "hazm": hazm,
    "hazm informal": hazm_informal,
    "shekar": shekar,
    "python-negar": negar,
    "simplemma": simplemma,
    "parsivar": parsivar,
    "spaCy blank": spacy,
    "ICU": icu,
}


def lemmas(name: str, tool: Tool, sentences: list[list[str]]) -> list[list[str]] | None:
    """The lemma of each word of sentences that are cut already."""
    if name == "ravi":
        return _ravi_lemmas(sentences)
    if tool.lemma is None:
        return None
    known: dict[str, str] = {}
    for sentence in sentences:
        for form in sentence:
            if form not in known:
                known[form] = tool.lemma(form)
    return [[known[form] for form in sentence] for sentence in sentences]


def _ravi_lemmas(sentences: list[list[str]]) -> list[list[str]]:
    from ravi.language.analyse import analyse_sentences
    from ravi.text import Sentence, Token, repair

    raw, cut, at = "", [], 0
    for i, forms in enumerate(sentences):
        tokens = []
        for form in forms:
            tokens.append(Token(at, at + len(form), form, True))
            at += len(form) + 1
        raw += " ".join(forms) + "\n"
        cut.append(Sentence(tokens[0].start, tokens[-1].end, i, tuple(tokens)))
    repaired = repair(raw)
    analysis = analyse_sentences(repaired, cut)
    first: dict[int, str] = {word.start: word.lemma for word in analysis.words}
    return [[first[t.start] for t in sentence.tokens] for sentence in cut]


def timed(run: Callable[[], object], *, rounds: int = 3, seconds: float = 60.0) -> float:
    """The least CPU seconds of up to ``rounds`` rounds, fewer where they take long."""
    least, begin = float("inf"), time.process_time()
    for _ in range(rounds):
        at = time.process_time()
        run()
        least = min(least, time.process_time() - at)
        if time.process_time() - begin > seconds:
            break
    return least


def work(name: str, task: dict[str, Any]) -> dict[str, Any]:
    """Do what of the task the tool can do."""
    tool = TOOLS[name]()
    out: dict[str, Any] = {}
    if tool.normalise:
        out["mended"] = {kind: [tool.normalise(t) for t in texts] for kind, texts in task["mend"].items()}
    if tool.words:
        out["words"] = [tool.words(text) for text in task["cut"]]
    if tool.sentences:
        out["sentences"] = [tool.sentences(text) for text in task["traps"]]
    out["lemmas"] = lemmas(name, tool, task["lemmas"])
    run = tool.normalise or tool.words
    if run and task["report"]:
        run(task["report"])
        out["report ms"] = 1000 * timed(lambda: run(task["report"]), rounds=5)
        out["KB/s"] = len(task["long"].encode()) / 1000 / timed(lambda: run(task["long"]))
    return out


def peak_memory() -> float:
    """The most memory that this process has held, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # Not getrusage: there a new process begins with what the process that started it held.
        return next(int(line.split()[1]) / 1024 for line in status.open() if line.startswith("VmHWM"))
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def main(name: str, *, startup: bool) -> None:
    """Run; everything that a tool prints itself goes to standard error."""
    answer, sys.stdout = sys.stdout, sys.stderr
    if startup:
        tool = TOOLS[name]()
        run: Callable[[str], object] | None = tool.normalise or tool.words
        if run:
            run(ONE)
        answer.write(json.dumps(peak_memory()))
    else:
        answer.write(json.dumps(work(name, json.load(sys.stdin)), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1], startup=sys.argv[2:] == ["startup"])
