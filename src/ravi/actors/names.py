"""What personal names look like, and when two of them can be the same person."""

from __future__ import annotations

import functools

from ravi.actors.facts import key, listed
from ravi.lexicon import table, words


@functools.cache
def _parts() -> tuple[dict[str, str], frozenset[str]]:
    given: dict[str, str] = {}
    family: set[str] = set()
    for row in table("actors_names"):
        folded = key(row["name"])
        if row["part"] != "family":
            given[folded] = row["gender"]
        if row["part"] != "given":
            family.add(folded)
    return given, frozenset(family)


def is_given(word: str) -> bool:
    """Is the key of a word a given name (``سیدحسن`` too)?"""
    given, _ = _parts()
    return word in given or (word.startswith("سید") and word[3:] in given)


def is_family(word: str) -> bool:
    """Does the key of a word look like a family name: listed, or with an ending of family names?"""
    _, family = _parts()
    if word in family:
        return True
    cut = _endings().get(word[-2:])
    return cut is not None and any(word.endswith(e) and len(word) > len(e) + 2 for e in cut)


@functools.cache
def _endings() -> dict[str, tuple[str, ...]]:
    """The endings of family names by their last two letters."""
    found: dict[str, tuple[str, ...]] = {}
    for ending in sorted(listed("surname_endings")):
        found[ending[-2:]] = (*found.get(ending[-2:], ()), ending)
    return found


@functools.cache
def _cities() -> frozenset[str]:
    _, family = _parts()
    return frozenset(key(city) for city in words("actors_cities")) - family


def is_city(word: str) -> bool:
    """Is the key of a word a city or province of Iran, and no listed family name?"""
    return word in _cities()


def is_prefix(word: str) -> bool:
    """Does a name go on after this word (سید، فون، بن)?"""
    return word in listed("name_prefixes")


def is_tail(word: str) -> bool:
    """Does this word close a family name that is written apart (عبدالعلی زاده)?"""
    return word in listed("surname_tails")


def gender_of(word: str) -> str:
    """``male``, ``female`` or an empty string, by the given name."""
    given, _ = _parts()
    code = given.get(word, "") or (given.get(word[3:], "") if word.startswith("سید") else "")
    return {"m": "male", "f": "female"}.get(code, "")


def compatible(a: list[str], b: list[str]) -> bool:
    """Can two names, as lists of word keys, be one person's?

    Equal letters; or one is the end of the other (the family name alone, whole words); or one is the given
    name of the other.  Spellings of one foreign name that differ in a long vowel are the same
    (پمپئو، پامپئو), and so is a slip of one letter where another part of the name agrees.
    """
    if not a or not b:
        return False
    short, long = (a, b) if len("".join(a)) <= len("".join(b)) else (b, a)
    joined, other = "".join(short), "".join(long)
    if joined == other:
        return True
    tails, n = set(), ""
    for word in reversed(long):
        n = word + n
        tails.add(n)
    if joined in tails:
        return len(joined) > 1
    if len(short) == 1 and len(long) > 1 and long[0] == joined and len(joined) > 2:
        return True
    if len(short) > 1 and len(long) > len(short) and short[0] == long[0] and short[-1] == long[-1]:
        return True
    if len(short) > 1 and set(short) <= set(long):
        return True
    return any(one_slip(joined, tail) and (len(short) > 1 or _vowel_slip(joined, tail)) for tail in tails)


def one_slip(a: str, b: str) -> bool:
    """Do two words of five letters or more differ in one letter, put in, left out or changed?"""
    if min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 1 or a == b:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    return a[i + 1 :] == b[i + 1 :] or a[i:] == b[i + 1 :] or a[i + 1 :] == b[i:]


def _vowel_slip(a: str, b: str) -> bool:
    """Is the one letter a long vowel inside the word?  Not in patronymics (حسنی is not حسینی)."""
    if len(a) == len(b) or a[0] != b[0] or a[-1] != b[-1] or a.endswith("ی"):
        return False
    return [c for c in a if c not in "اوی"] == [c for c in b if c not in "اوی"]
