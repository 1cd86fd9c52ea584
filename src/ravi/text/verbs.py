"""Whether a word can follow می‌: finite forms of the present and the imperfect."""

from __future__ import annotations

import functools
import re

from ravi.lexicon import table

_PREFIX = re.compile("^(?:بر|در|باز|فرو|فرا|وا|ور)?ن?می")
_MODAL = frozenset({"توان", "باید", "بایست", "بایستی", "بایستند"})
_PAST_ENDINGS = ("", "م", "ی", "یم", "ید", "ند", "ه", "ن")
_PRESENT_ENDINGS = ("م", "ی", "د", "یم", "ید", "ند", "ه", "ن", "ین")


@functools.cache
def _stems() -> tuple[frozenset[str], frozenset[str]]:
    rows = table("text_verb_stems")
    present = set()
    for row in rows:
        stem = row["present"]
        if stem:
            present.add(stem)
        # A final ی of the stem is heard only before some endings: گوی, گوید, but also می‌گه, می‌آم.
        if stem.endswith(("ای", "وی")):
            present.add(stem[:-1])
        elif stem.endswith(("ا", "و")):
            present.add(stem + "ی")
    return frozenset(row["past"] for row in rows if row["past"]), frozenset(present)


@functools.lru_cache(maxsize=16384)
def follows_mi(word: str) -> bool:
    """Whether ``word`` is a finite form that takes می‌ (شود, گفتند, خواهم)."""
    if word in _MODAL:
        return True
    past, present = _stems()
    for ending in _PRESENT_ENDINGS:
        if word.endswith(ending) and word[: -len(ending)] in present:
            return True
    return any((word.endswith(ending) and word[: len(word) - len(ending)] in past) for ending in _PAST_ENDINGS)


def cut_mi(word: str) -> int:
    """The length of the part of ``word`` up to and with می, where a verb follows; 0 where none does."""
    match = _PREFIX.match(word)
    return match.end() if match and follows_mi(word[match.end() :]) else 0
