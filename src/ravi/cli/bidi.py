"""Persian on terminals that know bidirectional text and on those that do not.

A terminal that knows it gets the text in its logical order, each line inside an isolate (UAX #9), so that
full stops and digits stay on their side.  A terminal that does not know it shows code points from left to
right and joins no letters: for it the line is shaped into presentation forms and reordered here.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

from bidi.algorithm import get_display

__all__ = ["Bidi", "detect", "display", "isolate", "shape"]

Bidi = Literal["auto", "terminal", "visual", "none"]

_RIGHT_TO_LEFT_ISOLATE = "\u2067"
_POP_ISOLATE = "\u2069"
_JOINER = "\u200d"
_LAM = "\u0644"

_CONTROLS = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_MARKS = re.compile("([\u064b-\u065f\u0670]+)(.)")

EXPLICIT_MODE = "\x1b[8l"
"""ECMA-48 BDSM: a terminal that knows bidirectional text is told not to reorder; others ignore it."""
IMPLICIT_MODE = "\x1b[8h"
"""The way back."""


def detect(environment: Mapping[str, str], *, tty: bool) -> Bidi:
    """What the terminal wants: ``none`` for files and pipes, whose readers know their own ways.

    VTE (GNOME Terminal and its relatives), Konsole, mlterm, Apple's Terminal and iTerm reorder by
    themselves; xterm, kitty, alacritty, Windows Terminal, VS Code and the Linux console do not.
    """
    if not tty:
        return "none"
    vte = environment.get("VTE_VERSION", "0")
    if vte.isdigit() and int(vte) >= 5800:
        return "terminal"
    if environment.get("KONSOLE_VERSION") or environment.get("MLTERM"):
        return "terminal"
    if environment.get("TERM_PROGRAM") in ("Apple_Terminal", "iTerm.app", "mintty"):
        return "terminal"
    return "visual"


def isolate(line: str) -> str:
    """A line of Persian for a terminal that reorders."""
    return f"{_RIGHT_TO_LEFT_ISOLATE}{line}{_POP_ISOLATE}"


def display(line: str, *, rtl: bool) -> str:
    """A line as it must be written from left to right where nothing reorders and nothing joins."""
    text: str = get_display(shape(line), base_dir="R" if rtl else "L")
    text = _CONTROLS.sub("", text)
    # UAX #9, L3: after reordering a mark stands before its letter; a terminal wants it behind.
    return _MARKS.sub(lambda found: found[2] + found[1], text)


@functools.cache
def _forms() -> dict[str, dict[str, str]]:
    """For each letter its presentation forms: ``isolated``, ``final``, ``initial``, ``medial``."""
    forms: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)):
        form, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
        if form in ("<isolated>", "<final>", "<initial>", "<medial>") and letters:
            text = "".join(chr(int(letter, 16)) for letter in letters.split())
            forms.setdefault(text, {}).setdefault(form[1:-1], chr(code))
    return forms


def shape(text: str) -> str:
    """The text with each Arabic letter in the form that its neighbours give it; marks stay where they are."""
    forms = _forms()
    out: list[str] = []
    last = -1
    """Where in ``out`` the last letter that joins to the left stands; -1 where nothing joins."""
    for char in text:
        if unicodedata.category(char) == "Mn":
            out.append(char)
            continue
        if char == _JOINER or char not in forms:
            out.append(char)
            last = -1
            continue
        mine = forms[char]
        if last >= 0 and "final" in mine:
            lam = out[last]
            joined = _lam_alef(lam, char) if last == len(out) - 1 else None
            if joined:
                out[last] = joined
                last = -1
                continue
            out[last] = _join_left(lam)
            out.append(mine["final"])
        else:
            out.append(mine.get("isolated", char))
        last = len(out) - 1 if "initial" in mine else -1
    return "".join(out)


@functools.cache
def _origin(form: str) -> tuple[str, str]:
    """The letter behind a presentation form, and which of its forms it is."""
    kind, _, letters = unicodedata.decomposition(form).partition(" ")
    if not letters:
        return form, ""
    return "".join(chr(int(letter, 16)) for letter in letters.split()), kind[1:-1]


def _join_left(form: str) -> str:
    """The same letter, now joined to one on its left."""
    letter, kind = _origin(form)
    mine = _forms().get(letter, {})
    return mine.get("medial" if kind == "final" else "initial", form)


def _lam_alef(form: str, alef: str) -> str | None:
    """Lam and alef are written as one sign."""
    letter, kind = _origin(form)
    if letter != _LAM:
        return None
    return _forms().get(_LAM + alef, {}).get("final" if kind == "final" else "isolated")
