"""A query taken apart and put together again, as far as a click needs it: one more term, or one less.

The query stays the whole truth: what is narrowed can be read, changed by hand, saved and shared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Term", "narrowed", "quoted", "terms"]

_TERM = re.compile(r'(?P<not>-|NOT\s+)?(?:(?P<field>[a-z]+):)?(?P<value>"[^"]*"(?:~\d+)?|[^\s()"]+)')
_QUOTES = str.maketrans({"«": '"', "»": '"', "“": '"', "”": '"'})
_PLAIN = re.compile(r"[^\s()\"'«»“”]+")


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a query that all hits must have: ``rest`` is the query without it."""

    text: str
    negated: bool
    field: str | None
    value: str
    rest: str


def terms(query: str) -> list[Term]:
    """The fields of a query that can be taken out alone; none where alternatives or brackets bind them."""
    # Quotation marks are each one character, so that places stay the same.
    text = query.translate(_QUOTES)
    outside = re.sub(r'"[^"]*"', lambda m: "x" * len(m.group()), text)
    if text.count('"') % 2 or "(" in outside or ")" in outside or re.search(r"(?:^|\s)OR(?:\s|$)", outside):
        return []
    found = []
    for match in _TERM.finditer(text):
        if match["field"]:
            value = match["value"].strip('"')
            rest = " ".join(f"{query[: match.start()]} {query[match.end() :]}".split())
            rest = re.sub(r"^(?:AND\s+)+|(?:\s+AND)+$", "", re.sub(r"AND(?:\s+AND)+", "AND", rest))
            found.append(Term(match.group(), bool(match["not"]), match["field"], value, rest))
    return found


def quoted(value: str) -> str:
    """A value as a query writes it: in quotation marks where it has spaces or brackets."""
    return value if _PLAIN.fullmatch(value) else '"' + value.translate(_QUOTES).replace('"', " ") + '"'


def narrowed(query: str, field: str, value: str, *, without: bool = False) -> str:
    """The query with one more condition, which holds for the whole of it."""
    term = f"{'-' if without else ''}{field}:{quoted(value)}"
    query = query.strip()
    outside = re.sub(r'"[^"]*"', "", query.translate(_QUOTES))
    if re.search(r"(?:^|\s)OR(?:\s|$)", outside):
        query = f"({query})"
    return f"{query} {term}" if query else term
