"""The words of a content as they are compared: folded, brought to a stem, weighed by how rare they are.

Records carry no lemmas, and reading every old report again to compare it with a new one would cost too much;
so endings are taken off by rule.  A wrong stem is the same wrong stem on both sides.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

from ravi.ledger.folding import joined, words_of
from ravi.lexicon import toml
from ravi.record import Span
from ravi.text.forms import forms

_ENDINGS = (
    "هایشان", "هایمان", "هایش", "هایی", "های", "ها", "شان", "مان", "ترین", "تر", "یی", "ای", "ی", "ات", "ان", "ش",
)  # fmt: skip
"""Endings of nouns and adjectives with half-spaces taken out, the longer first."""
_STATES = ("بود", "داشت")
"""Light verbs of being and having; the others are the active, the passive or the bookish form of one another."""
_PERSON = ("م", "ی", "یم", "ید", "ند")
_SHORTEST = 3
"""Letters that must be left of a stem."""
_TOTAL = 3_000_000
"""Words of the counted texts, rounded: what the weights are taken against."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a content: its stem, its place in the report, its weight (0 for one that says nothing)."""

    stem: str
    span: Span
    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """What is said to be or not to be so: the stem that carries it, whether it is negated, where it stands.

    ``verb`` is the kind of the light verb («تأیید شد» and «تأیید کرد» have one), empty for a full verb.
    """

    stem: str
    negated: bool
    span: Span
    verb: str = ""


@functools.cache
def listed(name: str) -> frozenset[str]:
    """The words of a list of ``relations_words.toml``, folded."""
    return frozenset(joined(word) for word in toml("relations_words")[name])


@functools.cache
def _verbs() -> dict[str, tuple[str, bool, bool]]:
    """Every form of the listed verbs: its past stem, whether it is negated, whether the verb is light."""
    found: dict[str, tuple[str, bool, bool]] = {}
    for name in ("full", "light"):
        for row in toml("relations_words")[name]:
            past, present = (joined(stem) for stem in row.split("|"))
            finite = [past + e for e in ("", *_PERSON)] + [
                past + e for e in ("هاست", "هاند", "هایم", "هام", "هاید")
            ]
            finite += [past + "ه"]
            now = [present + e for e in ("د", *_PERSON)] + (
                [present + "ید", present + "یند"] if present[-1] in "او" else []
            )
            for form in finite:
                for prefix, negated in (("", False), ("می", False), ("ن", True), ("نمی", True)):
                    found.setdefault(prefix + form, (past, negated, name == "light"))
            for form in now:
                for prefix, negated in (("می", False), ("نمی", True), ("ن", True), ("ب", False)):
                    found.setdefault(prefix + form, (past, negated, name == "light"))
            if name == "light" and past in ("کرد", "شد", "بود", "داد"):
                for form in now:
                    found.setdefault(form, (past, False, True))
    for form in ("خواهد", "خواهند", "خواهیم", "خواهم"):
        found[form], found["ن" + form] = ("خواست", False, True), ("خواست", True, True)
    for form in ("است", "هست", "هستند", "هستیم", "اند"):
        found[form] = ("بود", False, True)
    for form in listed("negative"):
        found.setdefault(form, ("بود", True, True))
    return found


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a folded word: the past stem of a listed verb, a noun without its endings."""
    verb = _verbs().get(word)
    if verb is not None:
        return verb[0]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            rest = word[: -len(ending)]
            if ending in ("ش", "ان", "ات", "ی", "ای") and not _counts().get(rest):
                continue  # ورزش, ایران, تهران: part of the word
            return rest
    return word


@functools.cache
def _counts() -> dict[str, int]:
    """How often words are written, by their folded spelling."""
    found: dict[str, int] = {}
    for form, count in forms().counts.items():
        if " " not in form:
            key = joined(form)
            found[key] = found.get(key, 0) + count
    return found


@functools.lru_cache(maxsize=65536)
def weight(word: str) -> float:
    """How much a folded word tells: 0 for one that is in every report, up to 1 for one never counted."""
    if word in listed("empty") or len(word) < 2:
        return 0.0
    verb = _verbs().get(word)
    if verb is not None:
        return 0.0 if verb[2] else 0.4
    count = _counts().get(word, 0) + _counts().get(stem(word), 0)
    return round(min(1.0, math.log(_TOTAL / (count + 20)) / math.log(_TOTAL / 20)), 3)


def words(text: str, spans: tuple[Span, ...]) -> tuple[Word, ...]:
    """The words of the spans of a text, in order."""
    found: list[Word] = []
    for start, end in spans:
        for word, (a, b) in words_of(text[start:end]):
            value = 0.0 if word.isdigit() else weight(word)
            found.append(Word(stem(word), (start + a, start + b), value, word))
    return tuple(found)


def predicates(content: tuple[Word, ...]) -> tuple[Predicate, ...]:
    """What is affirmed and what is negated in a content.

    Verbs in a row are one («ساخته نشده است»), and one negation among them negates it.  Light verbs alone say
    their predicate by the last word before them that tells something («تأیید نشد»).
    """
    found: list[Predicate] = []
    verbs, i = _verbs(), 0
    while i < len(content):
        first = i
        while i < len(content) and content[i].text in verbs:
            i += 1
        if i == first:
            i += 1
            continue
        row = [verbs[word.text] for word in content[first:i]]
        negated = any(verb[1] for verb in row)
        full = [verb[0] for verb in row if not verb[2]]
        start, end = content[first].span[0], content[i - 1].span[1]
        if full and full[0] != "خواست":
            found.append(Predicate(full[0], negated, (start, end)))
            continue
        for before in reversed(content[max(0, first - 3) : first]):
            if before.weight:
                light = next((verb[0] for verb in row if verb[0] != "خواست"), "")
                verb = light if light in _STATES else "کرد"
                found.append(Predicate(before.stem, negated, (before.span[0], end), verb))
                break
    return tuple(found)


def _stems() -> list[tuple[str, str]]:
    return [
        (past, now)
        for name in ("light", "full") for past, now in (verb.split("|") for verb in toml("relations_words")[name])
    ]  # fmt: skip


@functools.cache
def pasts() -> frozenset[str]:
    """Forms of the listed verbs that say what was or has been: کرد, نشدند, کرده."""
    endings = ("", "ه", *_PERSON)
    return frozenset(joined(f"{no}{past}{end}") for past, _ in _stems() for no in ("", "ن") for end in endings)


@functools.cache
def subjunctives() -> frozenset[str]:
    """Forms of the listed verbs that say what is to be and are no past («کنند», «بشود»; not «خورد»); «دارد» is."""
    found = (
        joined(f"{mark}{now}{end}")
        for _, now in _stems() if now != "دار" for mark in ("", "ب", "ن") for end in ("د", *_PERSON)
    )  # fmt: skip
    return frozenset(found) - pasts()


@functools.cache
def opposites() -> frozenset[tuple[str, str]]:
    """Pairs of stems of which one says no to the other, both ways round."""
    found: set[tuple[str, str]] = set()
    for row in toml("relations_words")["opposites"]:
        one, other = (stem(joined(word)) for word in row.split("|"))
        found |= {(one, other), (other, one)}
    return frozenset(found)
