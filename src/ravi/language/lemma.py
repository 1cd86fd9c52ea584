"""Lemmas as edits of a spelling: how much to cut on either side and what to put there.

Cuts are counted without half-spaces, so that ``می‌شود`` and ``میشود`` share an edit; the half-spaces inside
the part that stays are kept.
"""

from __future__ import annotations

import functools

from ravi.lexicon import table

__all__ = ["apply", "derive", "singular"]

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


def singular(stem: str) -> str:
    """The singular of an Arabic broken plural that news Persian uses, anything else as it is."""
    return _plurals().get(stem, stem)
