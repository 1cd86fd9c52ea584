"""The query language, from text to a tree.

    words               both words, in any spelling            هسته‌ای ایران
    "a phrase"          the words in that order               "حمله موشکی"
    "a phrase"~5        the words, no more than five others between them
    word*               words that begin so, two letters or more   تحریم*
    exact:"کلمه"        letter by letter, nothing folded
    AND OR NOT - ( )    combined; AND is understood
    field:value         speaker office outlet to channel act type status event place about country text
    speaker:#12         the person (the entity) of that number
    said: published:    a day, month, year or a range, solar Hijri or Gregorian: 1403-10..1403-12, 2025-01

A value with spaces stands in quotation marks: speaker:"کاظم جلالی".  Depth and length are bounded, so that a
query costs what it is worth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ravi.ledger.errors import QueryError

FIELDS = frozenset(
    (
        "about",
        "act",
        "channel",
        "country",
        "event",
        "exact",
        "office",
        "outlet",
        "place",
        "published",
        "said",
        "speaker",
        "status",
        "text",
        "to",
        "type",
    )
)
MAX_LENGTH = 2_000
"""Code points of a query."""
MAX_DEPTH = 32
"""Brackets and NOTs inside one another."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a row; one word is a phrase of one.  ``near``: how many others may stand between them."""

    text: str
    prefix: bool = False
    near: int | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Field:
    """``name:value``."""

    name: str
    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Not:
    """What is not to be."""

    node: Node


@dataclass(frozen=True, slots=True)
class All:
    """Every one of them (AND)."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of them at least (OR)."""

    nodes: tuple[Node, ...]


Node = Words | Field | Not | All | AnyOf

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<open>\()|(?P<close>\))
    | (?P<minus>-(?=[^\s)]))
    | (?:(?P<field>[a-z]+):)?(?:"(?P<phrase>[^"]*)"(?:~(?P<near>\d{1,3}))?|(?P<word>[^\s()"]+))
    | (?P<bad>\S)
    )""",
    re.X,
)
_QUOTES = str.maketrans({"«": '"', "»": '"', "“": '"', "”": '"'})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    at: int
    node: Node | None = None


def parse(query: str) -> Node | None:
    """The tree of a query, None for an empty one; raises QueryError."""
    if len(query) > MAX_LENGTH:
        raise QueryError(f"the query is longer than {MAX_LENGTH} characters", MAX_LENGTH)
    tokens = _tokens(query.translate(_QUOTES))
    if not tokens:
        return None
    parser = _Parser(tokens, len(query))
    tree = parser.any_of(0)
    if (rest := parser.peek()) is not None:
        raise QueryError("a closing bracket without an opening one", rest.at)
    return tree


def _tokens(query: str) -> list[_Token]:
    found: list[_Token] = []
    position = 0
    while position < len(query.rstrip()):
        match = _TOKEN.match(query, position)
        assert match is not None
        at, position = match.end() if match.lastgroup is None else match.start(match.lastgroup), match.end()
        if match["bad"]:
            raise QueryError(f"cannot read {match['bad']!r}: a quotation mark is not closed, perhaps", at)
        found.append(_token(match))
    return found


def _token(match: re.Match[str]) -> _Token:
    at = match.start() + len(match.group()) - len(match.group().lstrip())
    for kind in ("open", "close", "minus"):
        if match[kind]:
            return _Token("not" if kind == "minus" else kind, at)
    name, phrase, word = match["field"], match["phrase"], match["word"]
    if name and name not in FIELDS:
        raise QueryError(f"no field {name!r}; there are {', '.join(sorted(FIELDS))}", at)
    if name:
        if match["near"]:
            raise QueryError("a distance is for words, not for a field", at)
        return _Token("leaf", at, Field(name, phrase if phrase is not None else word, at))
    if phrase is not None:
        return _Token("leaf", at, Words(phrase, near=int(match["near"]) if match["near"] else None, at=at))
    if word in ("AND", "OR", "NOT"):
        return _Token(word.lower(), at)
    return _Token("leaf", at, Words(word.rstrip("*"), prefix=word.endswith("*"), at=at))


class _Parser:
    def __init__(self, tokens: list[_Token], length: int) -> None:
        self._tokens, self._next, self._length = tokens, 0, length

    def peek(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _kind(self) -> str:
        token = self.peek()
        return token.kind if token else "end"

    def any_of(self, depth: int) -> Node:
        nodes = [self._all(depth)]
        while self._kind() == "or":
            self._next += 1
            nodes.append(self._all(depth))
        return nodes[0] if len(nodes) == 1 else AnyOf(tuple(nodes))

    def _all(self, depth: int) -> Node:
        nodes = [self._one(depth)]
        while self._kind() in ("and", "not", "leaf", "open"):
            if self._kind() == "and":
                self._next += 1
            nodes.append(self._one(depth))
        return nodes[0] if len(nodes) == 1 else All(tuple(nodes))

    def _one(self, depth: int) -> Node:
        token = self.peek()
        if token is None:
            raise QueryError("the query ends where a word was expected", self._length)
        if depth > MAX_DEPTH:
            raise QueryError(f"brackets nest deeper than {MAX_DEPTH}", token.at)
        self._next += 1
        if token.kind == "not":
            return Not(self._one(depth + 1))
        if token.kind == "open":
            inner = self.any_of(depth + 1)
            closing = self.peek()
            if closing is None or closing.kind != "close":
                raise QueryError("a bracket is not closed", token.at)
            self._next += 1
            return inner
        if token.node is None:
            raise QueryError("a word was expected here", token.at)
        return token.node
