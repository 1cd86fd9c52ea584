"""Latin forms of names: known spellings word by word, the rest transliterated by rule."""

from __future__ import annotations

import functools

from ravi.actors.facts import key
from ravi.lexicon import table

_LETTERS = {
    "ا": "a", "آ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "s", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d",
    "ذ": "z", "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "z", "ط": "t", "ظ": "z", "ع": "",
    "غ": "gh", "ف": "f", "ق": "gh", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "و": "v", "ه": "h", "ی": "y",
    "ئ": "'", "ء": "", "أ": "a", "ؤ": "o",
}  # fmt: skip
_VOWELS = frozenset("aeiou")
_ENDINGS = (
    ("زاده", "zadeh"), ("نژاد", "nejad"), ("پور", "pour"), ("الدین", "eddin"), ("الله", "ollah"), ("فر", "far"),
    ("پناه", "panah"), ("نیا", "nia"), ("وند", "vand"), ("یان", "ian"), ("خواه", "khah"), ("دوست", "doust"),
    ("منش", "manesh"),
    ("آبادی", "abadi"), ("اف", "ov"), ("وا", "va"), ("سون", "son"), ("من", "man"), ("ویچ", "vich"), ("سکی", "sky"),
)  # fmt: skip


@functools.cache
def _known() -> dict[str, str]:
    return {key(form): row["latin"] for row in table("actors_latin") for form in row["names"].split("|")}


def latin(words: list[str]) -> tuple[str, bool]:
    """The Latin form of a name, given word by word, and whether any part of it is transliterated by rule."""
    out: list[str] = []
    approximate = False
    i = 0
    while i < len(words):
        for n in (3, 2, 1):
            whole = _known().get(key("".join(words[i : i + n]))) if i + n <= len(words) else None
            if whole is not None:
                out.append(whole)
                i += n
                break
        else:
            word = words[i]
            if word.isascii():
                out.append(word)
            else:
                out.append(_by_parts(word))
                approximate = True
            i += 1
    return " ".join(part for part in out if part), approximate


def _by_parts(word: str) -> str:
    """A word by rule, with what is known of its beginning and its ending."""
    word = word.replace("\u200c", "")
    for ending, spelled in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            known = _known().get(key(stem))
            return (known if known is not None else transliterate(stem)) + spelled
    if word.endswith("ی") and key(word[:-1]) in _known():
        return _known()[key(word[:-1])] + "i"
    for cut in range(2, len(word) - 3):
        if key(word[cut:]) in _known():
            return transliterate(word[:cut]) + _known()[key(word[cut:])].lower()
    if word.startswith("سید") and key(word[3:]) in _known():
        return "Seyed " + _known()[key(word[3:])]
    return transliterate(word)


def transliterate(word: str) -> str:
    """A word letter by letter, with ``a`` or ``o`` where Persian writes no vowel; a guess, and marked as one."""
    out: list[str] = []
    letters = [c for c in word if c in _LETTERS]
    for i, letter in enumerate(letters):
        last = i == len(letters) - 1
        before = out[-1][-1:] if out and out[-1] else ""
        after = letters[i + 1] if not last else ""
        consonant_before = bool(before) and before not in _VOWELS
        if letter == "ع" and i == 0:
            sound = "" if after in ("ا", "آ") else "a"
        elif letter == "ی":
            sound = "i" if consonant_before and (last or after not in "اآو") else "y"
            sound = "ei" if sound == "y" and before == "a" and last else sound
        elif letter == "و":
            sound = "ou" if consonant_before and (last or after not in "اآیو") else "v"
        elif letter == "ه" and last and consonant_before:
            sound = "eh"
        else:
            sound = _LETTERS[letter]
            vowel = sound[:1] in _VOWELS
            if consonant_before and sound and not vowel and not _cluster(out, last):
                sound = "a" + sound
        out.append(sound)
    text = "".join(out)
    return text[:1].upper() + text[1:]


def _cluster(out: list[str], last: bool) -> bool:
    """May two consonants stand together here: at the end of a word after a vowel, or in its middle?"""
    joined = "".join(out)
    vowels = sum(c in _VOWELS for c in joined)
    return vowels > 0 and len(joined) > 1 and joined[-2:-1] in _VOWELS and (last or len(joined) > 2)
