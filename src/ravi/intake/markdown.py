"""Markdown as text: CommonMark by markdown-it, its marks taken away, title and facts from its head."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Document", "is_markdown", "read_markdown"]

# Each is a habit of Markdown that plain reports do not have; a hashtag has no space after its #.
_SIGNS = (
    re.compile(r"^#{1,6} +\S", re.M),
    re.compile(r"\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)"),
    re.compile(r"(?<![*\w])\*\*[^*\s][^*\n]{0,300}\*\*(?!\w)|(?<![_\w])__[^_\s][^_\n]{0,300}__(?!\w)"),
    re.compile(r"^(?:```|~~~)", re.M),
    re.compile(r"^> +\S", re.M),
    re.compile(r"^(?:={3,}|-{3,}|\*{3,}) *$", re.M),
)
_FRONT = re.compile(r"\A---[ \t]*\r?\n((?:[^\n]{0,2000}\n){1,60}?)---[ \t]*(?:\r?\n|\Z)")
_FACT = re.compile(r"^([A-Za-z_]{2,30}|[\u0600-\u06ff]{2,30}):[ \t]*(.*?)[ \t]*$")
_HEADING = re.compile(r"\A\s{0,200}#{1,2} +\S")


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a Markdown file, its first heading of the first degree, and the facts of its front matter."""

    text: str
    title: str | None
    facts: dict[str, str] = field(default_factory=dict)


def is_markdown(head: str) -> bool:
    """Whether the beginning of a text has front matter, begins with a heading, or two habits of Markdown."""
    if (front := _FRONT.match(head)) and _facts(front[1]):
        return True
    return bool(_HEADING.match(head)) or sum(bool(sign.search(head)) for sign in _SIGNS) > 1


def read_markdown(source: str) -> Document:
    """The paragraphs, one a line, without their marks; code and raw HTML are left out."""
    from markdown_it import MarkdownIt

    facts: dict[str, str] = {}
    if (front := _FRONT.match(source)) and (facts := _facts(front[1])):
        source = source[front.end() :]
    title, lines = None, []
    tokens: list[Any] = MarkdownIt("commonmark").enable("table").parse(source)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type != "inline":
            continue
        words = " ".join(_words(token.children or []).split(" ")).strip()
        if title is None and before is not None and before.tag == "h1":
            title = words
        elif words:
            lines.append(words)
    return Document("\n".join(lines), facts.get("title") or title, facts)


def _words(children: list[Any]) -> str:
    out = ""
    for child in children:
        if child.type in ("text", "code_inline"):
            out += child.content
        elif child.type in ("softbreak", "hardbreak"):
            out += " " if child.type == "softbreak" else "\n"
    return out


def _facts(front: str) -> dict[str, str]:
    """The plain facts of a front matter; anything but ``key: value`` is passed over."""
    found = (_FACT.match(line) for line in front.splitlines())
    return {m[1].lower(): m[2].strip("\"'") for m in found if m and m[2].strip("\"'")}
