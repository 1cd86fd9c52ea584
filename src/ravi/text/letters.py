"""Letters, digits, spaces and control characters that are written otherwise in Persian."""

from __future__ import annotations

import functools
import re
import unicodedata

from ravi.lexicon import table
from ravi.record import RepairKind

HALF_SPACE = "\u200c"
Change = tuple[int, int, str, RepairKind, str]
"""``(start, end, text, kind, why)``: what stands there and what would stand in its place."""

_BETWEEN = "\u200b-\u200f\u00ad\u00ac\u2060\ufeff"
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06fc]")

_BESIDE = frozenset('.،؛:؟!»«()[]"…')
_MARKS = re.escape("".join(sorted(_BESIDE)))
_INVISIBLE = re.compile(f"[{_BETWEEN}]")


@functools.cache
def _plain() -> dict[str, tuple[str, RepairKind, str]]:
    """Characters that are always written otherwise."""
    kinds: dict[str, RepairKind] = {"letter": "letter", "digit": "digit", "control": "control", "space": "space"}
    plain = {
        chr(int(row["from"], 16)): (
            "".join(chr(int(code, 16)) for code in row["to"].split("+") if code),
            kinds[row["kind"]],
            row["why"],
        )
        for row in table("text_letters")
    }
    # Presentation forms are whole glyphs that old encoders wrote for letters and ligatures (ﷲ, ﻻ).
    for code in (*range(0xFB50, 0xFDFE), *range(0xFE70, 0xFEFD)):
        character = chr(code)
        if character in plain or unicodedata.category(character) not in {"Lo", "Sc"}:
            continue
        folded = unicodedata.normalize("NFKC", character)
        # Isolated vowel marks decompose to a space and the mark: the mark alone is meant.
        folded = folded.strip() if len(folded) == 2 else folded
        folded = "".join(plain[c][0] if c in plain and c != "\u00a0" else c for c in folded)
        plain[character] = (folded, "letter", "presentation form")
    for code in (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)):
        plain[chr(code)] = ("", "control", "control character")
    return plain


@functools.cache
def _odd() -> re.Pattern[str]:
    """Everything that may have to change; a half-space only where it cannot stand."""
    letters = "\u0620-\u065f\u066e-\u06d3\u06fa-\u06fc\u0670"
    odd = "".join(map(re.escape, sorted(set(_plain()) - {"\u0640"})))
    return re.compile(
        f"(?<=[{letters}])[{_BETWEEN}]+(?=[{letters}])"
        f"|(?<=[{letters}])\u0640+|\u0640+(?=[{letters}])"
        f"|[{odd}]|\u200b"
        f"|(?<=[{_MARKS}])\u200c+|\u200c+(?=[{_MARKS}])"
        f"|\u200c{{2,}}|(?<![^\\W])ن?می\u200c+(?= )|\u200c+(?= (?:ها|های|تر|ترین)(?!\\w))"
        f"|(?<= )\u200c+"
    )


def changes(raw: str) -> list[Change]:
    """The changes of single characters in ``raw``, in order."""
    plain, found = _plain(), list[Change]()
    for match in _odd().finditer(raw):
        start, end, was = match.start(), match.end(), match.group()
        known = plain.get(was)
        if _INVISIBLE.match(was) and start and _ARABIC.match(raw, start - 1) and _ARABIC.match(raw, end):
            if was != HALF_SPACE:
                found.append((start, end, *_between(was)))
        elif known is not None:
            found.append((start, end, *known))
        elif was[0] == "\u0640":
            found.append((start, end, "", "letter", "tatweel"))
        elif was == "\u200b":
            found.append((start, end, "", "control", "zero-width space"))
        elif was[-1] == HALF_SPACE and raw.startswith(" ", end):
            # می‌ شود: the half-space and the space are one slip.
            found.append((start + len(was.rstrip(HALF_SPACE)), end, "", "half-space", "half-space before a space"))
        elif raw[start - 1 : start] in _BESIDE or raw[end : end + 1] in _BESIDE:
            found.append((start, end, "", "half-space", "half-space beside a mark"))
        elif raw[start - 1 : start] == " ":
            found.append((start, end, "", "half-space", "half-space after a space"))
        else:
            found.append((start + 1, end, "", "half-space", "doubled half-space"))
    return found


def _between(was: str) -> tuple[str, RepairKind, str]:
    """What invisible characters between two letters stand for.

    Word processors that knew no half-space wrote a soft hyphen, an optional hyphen (می¬شود) or a directional
    mark for it; a joiner and a byte order mark mean nothing there.
    """
    if not was.strip("\u200d\u2060\ufeff"):
        return "", "control", "control character between letters"
    if HALF_SPACE in was:
        return HALF_SPACE, "half-space", "doubled half-space"
    return HALF_SPACE, "half-space", "stands for a half-space"
