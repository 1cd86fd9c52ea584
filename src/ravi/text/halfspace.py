"""Half-spaces that were lost or became spaces."""

from __future__ import annotations

import re

from ravi.text.letters import HALF_SPACE, Change

_SPACED = re.compile(
    r"(?P<verb>(?<![\w\u200c])ن?می (?=[\u0620-\u06cc]{2,}(?:م|ی|د|یم|ید|ند|[تد])(?![\w\u200c])))"
    r"|(?P<plural>(?<=[\u0620-\u06cc]) (?=های?(?![\w\u200c])|های(?:ی|م|ت|ش|مان|تان|شان)(?![\w\u200c])))"
    r"|(?P<degree>(?<=[\u0620-\u06cc]) (?=تر(?:ین)?(?![\w\u200c])))"
    r"|(?P<heh>(?<=[\u0620-\u06cc]ه) (?=(?:ای|ام|اند|ایم|اید)(?![\w\u200c])))"
)
_JOINED = re.compile(
    r"(?<![\w\u200c])ن?می(?=(?:شو|کن|خواه|توان|گو|ده|رو|گیر|دان|رس|باش|آی|شد|کرد|گفت|داد|رفت|گرفت)"
    r"(?:م|ی|د|یم|ید|ند)?(?![\w\u200c]))"
    r"|(?<=\wه)(?=های(?:ی|م|ت|ش|مان|تان|شان)?(?![\w\u200c]))"
)


def changes(text: str) -> list[Change]:
    """Where a half-space belongs in ``text``, in order."""
    found: list[Change] = []
    for match in _SPACED.finditer(text):
        found.append((match.end() - 1, match.end(), HALF_SPACE, "half-space", "space for a half-space"))
    for match in _JOINED.finditer(text):
        found.append((match.end(), match.end(), HALF_SPACE, "half-space", "lost half-space"))
    return sorted(found)
