"""Which language a text is written in: Persian, which Ravi reads, or another, of which it says so.

Letters decide the script, function words and telling letters the language (lexicon ``tongues.toml``).  A short
Persian headline may hold none of them: Arabic script is taken for Persian unless something speaks against it.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass

from ravi import lexicon

__all__ = ["language_of"]

# Enough to tell; the time that it takes does not grow with the text.
_SAMPLE = 20_000

_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")

# A report that quotes a foreign sentence or a list of links stays a Persian report.
_PERSIAN_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class _Tongue:
    code: str
    letters: frozenset[str]
    words: frozenset[str]


@functools.cache
def _tongues() -> tuple[_Tongue, ...]:
    return tuple(
        _Tongue(code, frozenset(facts.get("letters", "")), frozenset(facts["words"]))
        for code, facts in lexicon.toml("tongues").items()
    )


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language of ``text``, ``"und"`` where it cannot be told or has no such code.

    Looks at three samples (begin, middle, end), so that the cost is bounded.
    """
    words = Counter(word.lower() for word in _WORD.findall(_sample(text)))
    arabic, latin = Counter[str](), Counter[str]()
    for word, count in words.items():
        (arabic if _ARABIC.search(word) else latin)[word] += count
    of_arabic = sum(len(word) * count for word, count in arabic.items())
    of_all = of_arabic + sum(len(word) * count for word, count in latin.items())
    if not of_all:
        return "und"
    if of_arabic >= _PERSIAN_SHARE * of_all:
        return _best(arabic, ("fa", "ar", "ur", "ckb", "ps"), default="fa")
    return _best(latin, ("en", "fr", "de", "tr", "ru"), default="und")


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return " ".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


def _best(words: Counter[str], codes: tuple[str, ...], default: str) -> str:
    """The language with most evidence; ``default`` where there is none or it holds its own."""
    evidence: dict[str, int] = {}
    for tongue in _tongues():
        if tongue.code in codes:
            evidence[tongue.code] = sum(
                count
                for word, count in words.items()
                if word in tongue.words or not tongue.letters.isdisjoint(word)
            )
    best = max(codes, key=lambda code: (evidence[code], code == default))
    if not evidence[best]:
        return default
    return best if len(best) == 2 else "und"
