"""What the modules below say in English (errors, hints, rules, formats), in the language of the page.

They speak English, as programs and the command read it.  The Persian stands in the lexicon, ``messages.tsv``, with
``{}`` for what is filled in; a message that is not there comes back as it is.
"""

from __future__ import annotations

import functools
import re

from ravi import lexicon
from ravi.errors import RaviError
from ravi.export.wording import Wording
from ravi.web.language import Lang

__all__ = ["fault", "said"]

_NUMBER = re.compile(r"\d[\d,]*", re.ASCII)
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")


def fault(error: RaviError, lang: Lang) -> str:
    """An error in one line: where, what, and what to do."""
    if lang == "en":
        return str(error)
    advice = f" ({said(error.hint, lang)})" if error.hint else ""
    # A file or an address tells where; the name of a field of the form is a word for programs.
    place = f"\u2068{error.where}\u2069: " if error.where and set("./:") & set(error.where) else ""
    return f"{place}{said(error.message, lang)}{advice}"


def said(message: str, lang: Lang) -> str:
    """A message in the language of the page."""
    if lang == "en" or not message:
        return message
    for pattern, persian in _messages():
        if found := pattern.fullmatch(message):
            return persian.format("", *(_filled(part) for part in found.groups()))
    return message


def _filled(part: str) -> str:
    """What is filled in: a message of its own, a number in Persian digits, or words that keep their direction."""
    inner = said(part, "fa")
    if inner != part:
        return inner
    if _NUMBER.fullmatch(part):
        # 99,999 is how many, 99999 is which.
        return Wording("fa").number(int(part.replace(",", ""))) if "," in part else Wording("fa").digits(int(part))
    return "\u2068" + _QUOTED.sub(lambda found: f"«{found[1] or found[2] or ''}»", part) + "\u2069"


@functools.cache
def _messages() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each message as a pattern, those with the most words of their own first, and its Persian with {1}, {2} …"""
    rows = sorted(lexicon.table("messages"), key=lambda row: -len(row["en"].replace("{}", "")))
    made = []
    for row in rows:
        parts = (re.escape(part) for part in row["en"].split("{}"))
        persian = row["fa"]
        for number in range(1, persian.count("{}") + 1):
            persian = persian.replace("{}", f"{{{number}}}", 1)
        made.append((re.compile("(.+?)".join(parts), re.DOTALL), persian))
    return tuple(made)
