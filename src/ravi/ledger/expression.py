"""What the full text is asked for, before a backend writes it down in its own way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand next to one another; ``prefix`` where the last of them may go on."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Words with no more than ``between`` others between the first and the last of them, in any order."""

    words: tuple[str, ...]
    between: int


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    nodes: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of them at least."""

    nodes: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What is not to be."""

    node: Expression


Expression = Term | Near | And | Or | Not


def every(nodes: Iterable[Expression]) -> Expression:
    """All of them, flat, none twice."""
    return _flat(And, nodes)


def some(nodes: Iterable[Expression]) -> Expression:
    """One of them at least, flat, none twice."""
    return _flat(Or, nodes)


def _flat(kind: type[And] | type[Or], nodes: Iterable[Expression]) -> Expression:
    flat: dict[Expression, None] = {}
    for node in nodes:
        flat.update(dict.fromkeys(node.nodes if isinstance(node, And | Or) and isinstance(node, kind) else (node,)))
    return next(iter(flat)) if len(flat) == 1 else kind(tuple(flat))
