"""Raw text as crawled pages have it, and offsets that count letters only.

A text whose half-spaces are lost has other offsets than the clean one, but the same letters.  So everything
measured on such variants is compared by letters: code points that are neither white space nor half-spaces.
"""

from __future__ import annotations

import random

HALF_SPACE = "\u200c"
VARIANTS = ("clean", "deleted", "spaced", "arabic", "crawled")
_ARABIC = str.maketrans({"ی": "ي", "ک": "ك"})


def letters(text: str) -> str:
    """The text without white space and half-spaces."""
    return "".join(c for c in text if not c.isspace() and c != HALF_SPACE)


def letter_offsets(text: str) -> list[int]:
    """For each offset of ``text``, both ends included, how many letters stand before it."""
    count, before = 0, [0]
    for c in text:
        count += not c.isspace() and c != HALF_SPACE
        before.append(count)
    return before


def variant(text: str, kind: str, *, seed: int = 0) -> str:
    """The text in one of ``VARIANTS``; its letters stay the same in number and order.

    ``deleted``: every half-space gone; ``spaced``: every half-space a space; ``arabic``: ي and ك;
    ``crawled``: Arabic letters, and each half-space kept, deleted or spaced by the draw of ``seed``.
    """
    match kind:
        case "clean":
            return text
        case "deleted":
            return text.replace(HALF_SPACE, "")
        case "spaced":
            return text.replace(HALF_SPACE, " ")
        case "arabic":
            return text.translate(_ARABIC)
        case "crawled":
            draw = random.Random(seed)
            return "".join(draw.choice(("", " ", c)) if c == HALF_SPACE else c for c in text.translate(_ARABIC))
    raise ValueError(f"no variant {kind!r}: one of {', '.join(VARIANTS)}")
