"""``ravi repair``: a text with its letters, digits, spaces and half-spaces mended."""

from __future__ import annotations

import json
import sys
from difflib import SequenceMatcher
from typing import Annotated

import typer

from ravi.cli.console import screen
from ravi.cli.inputs import read_text
from ravi.cli.options import BidiOption, EncodingOption, JsonOption
from ravi.cli.terminal import Screen
from ravi.record import Repair

__all__ = ["repair"]

_CONTEXT = 30
"""Code points shown on either side of a repair."""

_CHANGES = 6
"""Code points, and changes, that are spelled out."""

_VISIBLE = str.maketrans({"\u200c": "|", "\n": "⏎", "\t": "⇥", "\r": "␍", "\u00a0": "⍽", " ": "␣"})


def repair(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text; **-** is standard input.")],
    diff: Annotated[
        bool, typer.Option("--diff", help="Show each repair with its place, kind, context and reason instead.")
    ] = False,
    encoding: EncodingOption = None,
    as_json: JsonOption = False,
    bidi: BidiOption = "auto",
) -> None:
    """Print the repaired text; right text comes back unchanged."""
    from ravi.text import repair as propose

    raw = read_text(file, encoding)
    repaired = propose(raw)
    if as_json:
        shown = {"text": repaired.text, "repairs": [_plain(raw, item) for item in repaired.repairs]}
        sys.stdout.write(json.dumps(shown, ensure_ascii=False) + "\n")
    elif diff:
        target = screen(bidi)
        for item in repaired.repairs:
            _show(raw, item, target)
        target.write(f"{len(repaired.repairs)} repairs; | is a half-space, ␣ a space", "dim")
    else:
        sys.stdout.write(repaired.text)


def _plain(raw: str, item: Repair) -> dict[str, object]:
    start, end = item.span
    return {"span": [start, end], "kind": item.kind, "from": raw[start:end], "to": item.text, "why": list(item.why)}


def _show(raw: str, item: Repair, target: Screen) -> None:
    """One repair: where and what on one line, why on the next, then the words around it before and after."""
    start, end = item.span
    target.write(f"[{start}, {end})  {item.kind}  {_changes(raw[start:end], item.text)}", "bold")
    for reason in item.why:
        target.write(f"    {reason}", "dim")
    before, after = raw[max(0, start - _CONTEXT) : start], raw[end : end + _CONTEXT]
    # Cut at words: half a word would be a riddle.
    before = before.partition(" ")[2] if start > _CONTEXT and " " in before else before
    after = after.rpartition(" ")[0] if end + _CONTEXT < len(raw) and " " in after else after
    for mark, text in (("-", raw[start:end]), ("+", item.text)):
        line = f"{before}[{text.translate(_VISIBLE)}]{after}"
        target.put(" ".join(line.split()), rtl=True, style="red" if mark == "-" else "green")


def _changes(before: str, after: str) -> str:
    """What differs, by code points, since it may be invisible: ``U+064A → U+06CC``, ``+ U+200C``."""
    shown = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = _codes(before[a:b]), _codes(after[c:d])
        if what == "insert":
            shown.append(f"+ {new}")
        elif what == "delete":
            shown.append(f"- {old}")
        elif what == "replace":
            shown.append(f"{old} → {new}")
    return ", ".join(shown[:_CHANGES]) + (", …" if len(shown) > _CHANGES else "")


def _codes(text: str) -> str:
    return " ".join(f"U+{ord(char):04X}" for char in text[:_CHANGES])
