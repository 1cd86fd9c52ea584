"""Two words that run into each other (دراین, وفرهنگی, هزارو): no space was typed where letters do not join.

After ا د ذ ر ز ژ و a missing space does not show, so it is where spaces get lost.  Only a word that good
texts never write is cut, and only off a function word.
"""

from __future__ import annotations

from ravi.text.forms import Forms
from ravi.text.letters import HALF_SPACE
from ravi.text.verbs import follows_mi

# Function words and how common the rest must be; را and تا also begin many names and rare words.
FIRSTS = {"و": 20, "در": 20, "از": 20, "با": 40, "بر": 40, "هر": 100, "را": 200, "تا": 400}
LASTS = {"و": 150, "را": 150, "از": 150, "در": 150, "با": 150}
_SHORT = frozenset({"این", "آن", "او", "وی", "ما", "هر", "چه", "دو", "سه", "من", "تو", "یک", "می", "نمی"})
_NOT_JOINING = frozenset("ادذرزژو")
_INFLECTIONS = (
    "ی", "ان", "ها", "های", "م", "ش", "ات", "ند", "د", "ت", "هایی", "ین", "شان", "مان", "ه", "یی", "ای", "تان",
)  # fmt: skip
_PLAIN = 500  # a rest as common as this outweighs that the whole could be an inflected word (درهمین)
_LONGEST = 24


def cut(word: str, forms: Forms) -> int:
    """Where ``word`` is to be cut in two, 0 where it is one."""
    word = word.rstrip("ٔ")
    size = len(word)
    if size < 3 or size > _LONGEST or word in forms.counts or word.replace(HALF_SPACE, "") in forms.split:
        return 0
    inflected = _inflected(word, forms)
    for first, least in FIRSTS.items():
        rest = word[len(first) :]
        if not word.startswith(first) or (len(rest) < 3 and rest not in _SHORT):
            continue
        if (first == "بر" and follows_mi(rest.removeprefix("ن"))) or (first in {"را", "تا"} and len(rest) < 4):
            continue
        if _known(rest, forms) >= (_PLAIN if inflected else least):
            return len(first)
    for last, least in LASTS.items():
        stem = word[: -len(last)]
        cuttable = word.endswith(last) and len(stem) > 2 and stem[-1] in _NOT_JOINING
        if cuttable and not inflected and _known(stem, forms) >= least:
            return len(stem)
    return 0


def _known(word: str, forms: Forms) -> int:
    count = forms.counts.get(word, 0)
    for form in forms.split.get(word, ()):
        count = max(count, forms.counts[form])
    return count


def _inflected(word: str, forms: Forms) -> bool:
    """Whether a known stem and an ending make up the whole word."""
    for ending in _INFLECTIONS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if len(stem) > 1 and _known(stem, forms) > 2 and stem not in FIRSTS:
                return True
    return False
