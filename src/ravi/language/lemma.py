"""Lemmas as edits of a spelling: how much to cut on either side and what to put there.

Cuts are counted without half-spaces, so that ``می‌شود`` and ``میشود`` share an edit; the half-spaces inside
the part that stays are kept.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from ravi.lexicon import table

__all__ = ["apply", "closed", "derive", "nominal"]

_AFTER_PLURAL = ("", "ی", "یی", "\u200cها", "\u200cهای", "\u200cای")
"""What may stand behind a broken plural."""
_ENDINGS = (
    ("\u200cهای", ""),
    ("\u200cهایی", ""),
    ("\u200cها", ""),
    ("\u200cای", ""),
    ("های", ""),
    ("ها", ""),
    ("گان", "ه"),
    ("گانی", "ه"),
    ("ان", ""),
    ("انی", ""),
    ("ات", ""),
    ("ات", "ه"),
    ("ی", ""),
    ("", ""),
)
"""Endings of nouns, the longer before those they end in, and what the lemma has in their place."""

_ZWNJ = "‌"


def derive(form: str, lemma: str) -> str:
    """The edit ``cut|prefix|cut|suffix`` that makes ``lemma`` of ``form``; ``=lemma`` where they share nothing."""
    bare, goal = form.replace(_ZWNJ, ""), lemma.replace(_ZWNJ, "")
    best, at, to = 0, 0, 0
    for i in range(len(bare)):
        for j in range(len(goal)):
            k = 0
            while i + k < len(bare) and j + k < len(goal) and bare[i + k] == goal[j + k]:
                k += 1
            if k > best:
                best, at, to = k, i, j
    if not best:
        return f"={lemma}"
    return f"{at}|{goal[:to]}|{len(bare) - at - best}|{goal[to + best :]}"


def apply(edit: str, form: str) -> str:
    """Carry out an edit; a form too short for it comes back as it is."""
    if edit.startswith("="):
        return edit[1:]
    left, prefix, right, suffix = edit.split("|")
    places = [i for i, c in enumerate(form) if c != _ZWNJ]
    first, last = int(left), len(places) - int(right)
    if first >= last:
        return form
    return prefix + form[places[first] : places[last - 1] + 1] + suffix


@functools.cache
def _plurals() -> dict[str, str]:
    return {row["plural"]: row["singular"] for row in table("language_plurals")}


@functools.cache
def _closed() -> dict[tuple[str, str], str]:
    return {(row["form"], row["upos"]): row["lemma"] for row in table("language_lemmas")}


def closed(form: str, upos: str) -> str:
    """The lemma of a form of a closed class, an empty string for all others."""
    return _closed().get((form, upos), "")


def nominal(form: str, guess: str, known: Callable[[str], bool]) -> str:
    """The lemma of a noun or an adjective.

    ``guess`` is the network's; it stands where it is a word or nothing better is.  Broken plurals are looked up,
    and of a form whose guess nobody knows the endings are taken off until what is left is a word.
    """
    bare = form.removesuffix("ٔ").replace("ۀ", "ه")
    for ending in _AFTER_PLURAL:
        if bare.endswith(ending) and (found := _plurals().get(bare[: len(bare) - len(ending)])):
            return found
    guess = _plurals().get(guess, guess.removesuffix("ٔ").replace("ۀ", "ه"))
    if known(guess):
        return guess
    for ending, instead in _ENDINGS:
        if bare.endswith(ending) and len(bare) > len(ending) + 1:
            stem = bare[: len(bare) - len(ending)] + instead
            if known(stem):
                return stem
    return guess
