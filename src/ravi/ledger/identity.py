"""How names are compared across reports: without titles and «سید», by sound where spellings differ.

A name is its given names and its family name, as keys of words (:func:`ravi.actors.facts.key`).  ``keys`` are
what the index of entities is asked by: they are equal for every spelling of one name, and so many that a family
name, initials, or a name in Latin letters leads to the full name.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from ravi.actors import latin, names
from ravi.actors.facts import key, titles

_SOUNDS = str.maketrans("ثصطذضظقحغآ", "سستزززغهغا")
_LATIN = (
    ("kh", "x"), ("sh", "5"), ("ch", "6"), ("zh", "j"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("ck", "k"),
    ("ow", "o"), ("q", "g"), ("c", "k"), ("w", "v"), ("eh", "e"), ("ou", "u"), ("ee", "i"), ("oo", "u"),
)  # fmt: skip
_SILENT = re.compile("[aeiouy'’` .\\-]+")
_TWICE = re.compile(r"(.)\1+")
_NOBLE = ("سید", "سیده")


@dataclass(frozen=True, slots=True)
class Name:
    """A personal name in parts; ``given`` is empty for a family name alone, ``roman`` its consonants in Latin."""

    given: tuple[str, ...]
    family: str
    roman: str

    @property
    def full(self) -> bool:
        """Does it have a given name that is more than an initial?"""
        return any(len(word) > 1 for word in self.given)


@functools.lru_cache(maxsize=65536)
def parse(name: str, roman: str | None = None) -> Name:
    """The parts of a personal name; ``roman`` is its Latin form where one is known."""
    words = [key(part) for part in name.replace(".", " ").split()]
    words = [word for word in words if word]
    while len(words) > 1 and (titles().get(words[0]) is not None or words[0] in _NOBLE):
        words = words[1:]
    while len(words) > 2 and names.is_tail(words[-1]):
        words = [*words[:-2], words[-2] + words[-1]]
    words = [word[3:] if word.startswith("سید") and names.is_given(word[3:]) else word for word in words]
    if not words:
        words = [key(name)]
    spelled = name if name.isascii() else (roman or latin.latin(name.split())[0])
    return Name(tuple(words[:-1]), words[-1], consonants(spelled.split()[-1]) if spelled.split() else "")


def consonants(word: str) -> str:
    """A Latin word by its consonants, so that Jalali meets Jalāli and Putin meets Poutine."""
    folded = word.casefold()
    for letters, sound in _LATIN:
        folded = folded.replace(letters, sound)
    return _TWICE.sub(r"\1", folded[:1] + _SILENT.sub("", folded[1:]))


@functools.lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A Persian word without the long vowels inside it, and one letter for those that sound alike."""
    plain = word.translate(_SOUNDS)
    return plain[:1] + "".join(c for c in plain[1:-1] if c not in "اوی") + plain[1:][-1:]


def keys(name: Name) -> tuple[str, ...]:
    """What the index is asked by: the whole name, initial and family, family, and consonants in Latin letters."""
    found = [f"s:{sound(name.family)}"]
    if name.given:
        first = name.given[0]
        found.append(f"w:{''.join(name.given)}{name.family}")
        found += [f"n:{sound(''.join(name.given))} {sound(name.family)}", f"i:{first[:1]} {sound(name.family)}"]
    if len(name.roman) > 2:
        found.append(f"l:{name.roman}")
    return tuple(found)


def same_family(a: Name, b: Name) -> bool:
    """One family name, in one spelling or in two that sound alike (پمپئو، پامپئو; Jalali, جلالی)."""
    if a.family == b.family:
        return True
    if a.family.isascii() != b.family.isascii():
        return len(a.roman) > 2 and a.roman == b.roman
    if a.family.endswith("ی") and b.family.endswith("ی"):
        return False  # patronymics: حسنی is not حسینی
    return sound(a.family) == sound(b.family) and len(sound(a.family)) > 2


@functools.lru_cache(maxsize=16384)
def likeness(a: Name, b: Name) -> str:
    """How two names agree: ``same``, ``spelling``, ``part`` (one leaves something out), ``family`` or nothing."""
    if a.given and b.given and "".join((*a.given, a.family)) == "".join((*b.given, b.family)):
        return "same"  # نیک‌پی, نیک پی
    if not same_family(a, b):
        return ""
    if not a.given or not b.given:
        return "family"
    one, other = "".join(a.given), "".join(b.given)
    if one == other:
        return "same" if a.family == b.family else "spelling"
    if a.family.isascii() != b.family.isascii():
        return "spelling"
    if sound(one) == sound(other) and len(one) > 2 and names.gender_of(a.given[0]) == names.gender_of(b.given[0]):
        return "spelling"
    short, long = sorted((a.given, b.given), key=lambda given: len("".join(given)))
    joined = "".join(long)
    initials = all(len(word) == 1 for word in short)
    if initials and len(short) <= len(long) and all(x == y[:1] for x, y in zip(short, long, strict=False)):
        return "part"
    if len(short[0]) > 2 and (set(short) < set(long) or joined.startswith(short[0]) or joined.endswith(short[-1])):
        return "part"
    return ""
