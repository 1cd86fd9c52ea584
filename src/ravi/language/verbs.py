"""Verb forms taken apart: prefixes, stem, endings, by the table of past and present stems.

The network proposes a lemma; the table holds it to what the form can be (``می‌دوزد`` is of دوخت, whatever
else its spelling resembles) and knows the present stem.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from ravi.language.features import fold
from ravi.lexicon import table

__all__ = ["stems_of", "verb_lemma"]

_PREFIXES = ("", "نمی", "می", "ن", "ب", "همی", "بر", "در", "باز", "فرو", "فرا", "وا")
_PREVERBS = frozenset({"بر", "در", "باز", "فرو", "فرا", "وا"})
_AFTER_PREVERB = ("", "نمی", "می", "ن")
_PERSONS = ("م", "ی", "یم", "ید", "ند")
_PAST = ("", *_PERSONS, "ه", "هام", "های", "هایم", "هاید", "هاند", "هاست", "هشده", "گان")
_PRESENT = ("", *_PERSONS, "د")


@functools.cache
def _stems() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[tuple[str, str], ...]]]:
    """Folded past stem → past stems; folded present stem → (past, present) pairs."""
    past: dict[str, list[str]] = {}
    present: dict[str, list[tuple[str, str]]] = {}
    for row in table("text_verb_stems"):
        if row["past"] and row["present"]:
            past.setdefault(fold(row["past"]), []).append(row["past"])
            present.setdefault(fold(row["present"]), []).append((row["past"], row["present"]))
    return (
        {key: tuple(dict.fromkeys(values)) for key, values in past.items()},
        {key: tuple(values) for key, values in present.items()},
    )


def _cores(key: str) -> list[str]:
    """What may be left of a form without its prefixes, the fullest first."""
    found = []
    for prefix in _PREFIXES:
        if not key.startswith(prefix) or len(key) <= len(prefix):
            continue
        rest = key[len(prefix) :]
        found.append(rest)
        if prefix in _PREVERBS:
            found += [rest[len(p) :] for p in _AFTER_PREVERB[1:] if rest.startswith(p) and len(rest) > len(p)]
    for core in list(found):
        # نیامد, بیاید: a glide stands before آ, which loses its hat.
        if core.startswith("یا"):
            found.append("آ" + core[2:])
        elif core.startswith("ی") and len(core) > 2:
            found.append("ا" + core[1:])
    return found


@functools.lru_cache(maxsize=20_000)
def stems_of(key: str) -> tuple[tuple[str, str], ...]:
    """The (past, present) stems a folded form may be of; the present is empty where the form is of the past."""
    past, present = _stems()
    found: dict[tuple[str, str], None] = {}
    for core in _cores(key):
        for ending in _PAST:
            if core.endswith(ending) and (stem := core[: len(core) - len(ending)]) in past:
                found |= dict.fromkeys((value, "") for value in past[stem])
        for ending in _PRESENT:
            if not core.endswith(ending):
                continue
            stem = core[: len(core) - len(ending)]
            for shape in (stem, stem[:-1] if stem.endswith("ی") else ""):
                if shape in present:
                    found |= dict.fromkeys(present[shape])
    return tuple(found)


def verb_lemma(form: str, guess: str, rank: Callable[[str], int]) -> tuple[str, str]:
    """The past stem of a verb form and its present stem where the form shows it.

    ``guess`` stands wherever the table allows it or knows no better; else the commonest verb is taken.
    """
    options = stems_of(fold(form))
    for past, present in options:
        if past == guess:
            return past, present
    if not options or fold(guess) in _stems()[0]:
        return guess, ""
    return min(options, key=lambda pair: (rank(fold(pair[0])) or 1 << 30, pair[0]))
