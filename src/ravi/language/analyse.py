"""One text from repair to tree: the steps of the floor in order."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ravi.language import clitics, decode, lemma, names
from ravi.language.features import fold
from ravi.language.network import Floats, Network, Scores, network
from ravi.language.types import Analysis, Entity, Sent, Word
from ravi.language.verbs import verb_lemma
from ravi.text import Repaired, Sentence, repair, segment

__all__ = ["analyse", "analyse_sentences"]

WINDOW = 160
"""Words that are parsed together at most: arcs cost the square of it."""

_BATCH = 600
"""Words in a batch at most; larger ones leave the processor's cache."""

_ROWS = 64
"""Windows in a batch at most."""

_CALL, _STEP = 8, 0.4
"""What a batch, and a step of it, cost besides their words, in words (measured)."""

_EZAFE = frozenset({"nmod", "amod"})
_CARRIERS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PRON", "ADP", "ADV"})


@dataclass(slots=True)
class _Piece:
    """A word before it is tagged: its text, raw span, and whether a space stands before it."""

    text: str
    start: int
    end: int
    space: bool


def analyse(text: str) -> Analysis:
    """Repair, segment, tag, parse and name one text."""
    repaired = repair(text)
    return analyse_sentences(repaired, segment(repaired))


def analyse_sentences(repaired: Repaired, sentences: Sequence[Sentence]) -> Analysis:
    """Tag, parse and name sentences that are cut already."""
    net = network()
    pieces = [_pieces(net, repaired.raw, sentence) for sentence in sentences]
    windows = [(s, first, last) for s, row in enumerate(pieces) for first, last in _windows(row)]
    order = sorted(range(len(windows)), key=lambda w: (windows[w][1] - windows[w][2], w))
    parts: list[list[Word]] = [[] for _ in windows]
    named: list[Floats] = [np.zeros((0, 0), dtype=np.float32) for _ in windows]
    for places in _groups([windows[w][2] - windows[w][1] for w in order]):
        group = [order[place] for place in places]
        rows = [pieces[s][first:last] for s, first, last in (windows[w] for w in group)]
        found = net.run([[fold(piece.text) for piece in row] for row in rows])
        heads, rels = _arcs(net, found, [len(row) for row in rows])
        for b, w in enumerate(group):
            parts[w] = _words(net, rows[b], found, b, heads[b], rels[b])
            named[w] = found.ner[: len(rows[b]), b]
    return _assemble(repaired, sentences, windows, parts, _names(net, parts, named))


def _pieces(net: Network, raw: str, sentence: Sentence) -> list[_Piece]:
    """The words of a sentence: tokens, with joined clitics on their own."""
    found: list[_Piece] = []
    space = True
    splitter = clitics.splitter(net.rank)
    keys = ["", *(fold(token.text) for token in sentence.tokens), ""]
    for k, token in enumerate(sentence.tokens, 1):
        text = token.text
        letters = splitter.split(text, keys[k - 1], keys[k + 1]) if len(text) > 2 else 0
        if letters:
            at = clitics.cut(raw, token.start, token.end, letters)
            found.append(_Piece(text[:-letters], token.start, at, space))
            found.append(_Piece(text[-letters:], at, token.end, False))
        else:
            found.append(_Piece(text, token.start, token.end, space))
        space = token.space_after
    return found


def _windows(row: Sequence[_Piece]) -> Iterator[tuple[int, int]]:
    """Cut a row into windows of at most ``WINDOW`` words, after a mark where one is near."""
    first = 0
    while len(row) - first > WINDOW:
        last = first + WINDOW
        for at in range(last, first + WINDOW // 2, -1):
            if not row[at - 1].text[:1].isalnum():
                last = at
                break
        yield first, last
        first = last
    if first < len(row):
        yield first, len(row)


def _groups(lengths: Sequence[int]) -> Iterator[range]:
    """Cut windows of falling lengths into batches so that the whole costs least; at most ``_BATCH`` words each.

    A batch costs its longest window times their number, for the network reckons what is padded as well, besides
    something for each step and each call.
    """
    costs, begins = [0.0], [0]
    for end in range(1, len(lengths) + 1):
        best, begin = math.inf, end - 1
        for first in range(end - 1, max(-1, end - 1 - _ROWS), -1):
            if first < end - 1 and lengths[first] * (end - first) > _BATCH:
                break
            cost = costs[first] + _CALL + lengths[first] * (_STEP + end - first)
            if cost < best:
                best, begin = cost, first
        costs.append(best)
        begins.append(begin)
    groups = []
    end = len(lengths)
    while end:
        groups.append(range(begins[end], end))
        end = begins[end]
    yield from reversed(groups)


def _arcs(net: Network, found: Scores, lengths: Sequence[int]) -> tuple[list[list[int]], list[list[str]]]:
    """Heads (counted from 1, 0 the root) and relations of each sentence of a batch."""
    heads, rels = [], []
    names = net.labels["rel"]
    root = names.index("root")
    for b, n in enumerate(lengths):
        best = decode.tree(found.arc[b, :n, : n + 1])
        score = np.maximum(found.rel_dep[b, :n] + found.rel_head[b, best], 0) @ net.rel_w + net.rel_b
        score[:, root] = -1e9
        labels = score.argmax(1).tolist()
        heads.append(best.tolist())
        rels.append([names[root] if head == 0 else names[x] for head, x in zip(heads[-1], labels, strict=True)])
    return heads, rels


def _names(net: Network, parts: Sequence[list[Word]], scores: Sequence[Floats]) -> list[float]:
    """Mark the names in the words of all windows; the probability of each word's tag."""
    words = [word for part in parts for word in part]
    if not words:
        return []
    labels = net.labels["ner"]
    odds = names.lean([fold(word.text) for word in words], np.concatenate(scores), labels)
    tags = [tag for row in names.tags(odds, [len(part) for part in parts], labels) for tag in row]
    for word, tag in zip(words, names.sound([word.text for word in words], tags), strict=True):
        word.entity = tag
    numbers = {label: i for i, label in enumerate(labels)}
    share = np.exp(odds - odds.max(1, keepdims=True))
    share /= share.sum(1, keepdims=True)
    sure: list[float] = share[np.arange(len(words)), [numbers[tag] for tag in tags]].tolist()
    return sure


@functools.lru_cache(maxsize=4096)
def _features(joined: str) -> tuple[tuple[str, str], ...]:
    if joined == "_":
        return ()
    return tuple((name, value) for name, _, value in (part.partition("=") for part in joined.split("|")))


@functools.lru_cache(maxsize=50_000)
def _lemma(net: Network, form: str, upos: str, edit: str) -> tuple[str, str]:
    """The lemma of a word and the present stem of a verb, from the edit that the network proposes."""
    stem, present = lemma.apply(edit, form), ""
    if upos in {"VERB", "AUX"}:
        stem, present = verb_lemma(form, stem, net.rank)
        present = present or net.labels["present"].get(stem, "")
    elif upos in {"NOUN", "ADJ", "PROPN"}:
        stem = lemma.nominal(form, stem, lambda word: bool(net.rank(fold(word))))
    return lemma.closed(form, upos) or stem, present


def _words(
    net: Network,
    row: Sequence[_Piece],
    found: Scores,
    b: int,
    heads: Sequence[int],
    rels: Sequence[str],
) -> list[Word]:
    """The words of one window, names not yet marked; ``i`` and ``head`` count within it, a root heads itself."""
    labels = net.labels
    n = len(row)
    tags = {task: values[:n, b].tolist() for task, values in found.tags.items()}
    words = []
    for k, piece in enumerate(row):
        upos = labels["upos"][tags["upos"][k]]
        stem, present = _lemma(net, piece.text, upos, labels["lemma"][tags["lemma"][k]])
        words.append(
            Word(
                k,
                0,
                piece.start,
                piece.end,
                piece.text,
                upos,
                labels["xpos"][tags["xpos"][k]],
                stem,
                present,
                dict(_features(labels["feats"][tags["feats"][k]])),
                heads[k] - 1 if heads[k] else k,
                rels[k],
                "O",
                space_before=piece.space,
            )
        )
    _objects(words)
    _mark_ezafe(words)
    return words


def _objects(words: Sequence[Word]) -> None:
    """Hang what stands before را from the verb of its clause: it is an object, never part of a noun phrase.

    «سخنگوی شهر این خبر را رد کرد»: without a comma, the parser may take «این خبر» for a dependent of «شهر».
    """
    for mark in words:
        word = words[mark.head]
        if mark.text != "را" or mark.deprel != "case":
            continue
        if word.deprel == "nsubj" and word.i < mark.i:
            # A subject has no را: the object is the part that begins anew with a demonstrative.
            shown = {w.head for w in words[word.i + 1 : mark.i] if w.deprel == "det"}
            inner = next((w for w in words[word.i + 1 : mark.i] if w.i in shown and w.deprel == "nmod"), None)
            if inner is None:
                continue
            word, mark.head = inner, inner.i
        if word.deprel == "nmod":
            up = words[word.head]
            for _ in range(4):
                if up.upos == "VERB":
                    word.head, word.deprel = up.i, "obj"
                    break
                up = words[up.head]


def _mark_ezafe(words: Sequence[Word]) -> None:
    """A word carries an ezafe where what begins right after it is a bare dependent of it or of its phrase."""
    cased = {word.head for word in words if word.deprel == "case" and word.head > word.i}
    first = list(range(len(words)))
    for word in words:
        # The leftmost word of each dependent, so far as it lies before its head without a gap.
        if word.head > word.i and word.deprel in {"det", "nummod", "amod"}:
            first[word.head] = min(first[word.head], word.i)
    for word in words:
        if word.text.endswith("ٔ"):
            word.ezafe = True
        before = first[word.i] - 1
        if word.deprel in _EZAFE and word.i not in cased and word.head <= before and before >= 0:
            carrier = words[before]
            if carrier.upos in _CARRIERS and (carrier.i == word.head or _under(words, carrier.i, word.head)):
                carrier.ezafe = True


def _under(words: Sequence[Word], i: int, top: int) -> bool:
    """Does ``i`` hang below ``top`` through ezafe relations alone?"""
    for _ in range(8):
        if i == top:
            return True
        if words[i].deprel not in _EZAFE:
            return False
        i = words[i].head
    return False


def _assemble(
    repaired: Repaired,
    sentences: Sequence[Sentence],
    windows: Sequence[tuple[int, int, int]],
    parts: Sequence[list[Word]],
    sure: Sequence[float],
) -> Analysis:
    """Number the words through the text; later windows of a sentence hang from its first root."""
    words: list[Word] = []
    counts = [0] * len(sentences)
    roots: dict[int, int] = {}
    for (s, _, _), part in zip(windows, parts, strict=True):
        base = len(words)
        counts[s] += len(part)
        for word in part:
            root = word.head == word.i
            word.i += base
            word.head += base
            word.sentence = s
            if root and roots.setdefault(s, word.i) != word.i:
                word.head, word.deprel = roots[s], "parataxis"
        words.extend(part)
    sents = []
    first = 0
    for s, sentence in enumerate(sentences):
        sents.append(Sent(s, first, first + counts[s], sentence.start, sentence.end, sentence.paragraph))
        first += counts[s]
    return Analysis(repaired, words, sents, list(_entities(words, sure)))


def _entities(words: Sequence[Word], sure: Sequence[float]) -> Iterator[Entity]:
    """The names that the BIO tags mark; the score is that of the least sure word."""
    first = 0
    while first < len(words):
        if words[first].entity == "O":
            first += 1
            continue
        label = words[first].entity[2:]
        last = first + 1
        while (
            last < len(words)
            and words[last].entity == f"I-{label}"
            and words[last].sentence == words[first].sentence
        ):
            last += 1
        span = words[first].start, words[last - 1].end
        yield Entity(first, last, label, *span, round(min(sure[first:last]), 4))
        first = last
