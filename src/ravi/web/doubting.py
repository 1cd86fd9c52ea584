"""Relations that somebody marks wrong, where they are shown, and the marks that stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ravi.errors import InputError
from ravi.ledger import Entry, Ledger
from ravi.ledger.history import not_undone
from ravi.ledger.relations.types import Kind, Relation

__all__ = ["Doubted", "doubted", "wrong"]
_SAME = 0.5
"""The share of the shorter of two places that both cover, for them to be one: a statement read anew may begin or
end elsewhere."""


@dataclass(frozen=True, slots=True)
class Doubted:
    """A relation that is marked wrong, and the entry of the history by which it is; undoing that brings it back."""

    relation: Relation
    entry: Entry


def wrong(ledger: Ledger, kind: Kind, one: int, other: int, *, who: str, why: str = "") -> Entry:
    """Mark the relation of a kind between two statements wrong, whichever way round they are named.

    Raises InputError where no such relation stands, so that the history holds nothing that means nothing.
    """
    found = ledger.relations(kind, statement=one, limit=_ALL)
    meant = next((r for r in found if r.of == "statement" and {r.one, r.other} == {one, other}), None)
    if meant is None:
        hint = "statements have their numbers in a search, relations in a comparison"
        message = f"no relation {kind!r} stands between statements {one} and {other}"
        raise InputError(message, where="relation", hint=hint)
    ends = {"one": {"statement": meant.one}, "other": {"statement": meant.other}}
    return ledger.correct("relation", {"relation": kind, **ends}, who=who, why=why)


_ALL = 1000
"""Relations of one statement that are looked at."""


def doubted(ledger: Ledger, statements: Iterable[int]) -> list[Doubted]:
    """The relations of these statements that are marked wrong, in the order in which they were found."""
    entries = [e for e in not_undone(ledger.history()) if e.action == "relation"]
    if not entries:
        return []
    marked = {
        relation.id: relation
        for statement in statements
        for relation in ledger.relations(statement=statement, rejected=True, limit=_ALL)
        if relation.rejected and relation.of == "statement"
    }
    found = []
    for key in sorted(marked):
        relation = marked[key]
        sides = [_place(ledger, relation.one), _place(ledger, relation.other)]
        for entry in reversed(entries):
            ends = [entry.target["one"], entry.target["other"]]
            if entry.target["relation"] == relation.kind and (_meets(ends, sides) or _meets(ends, sides[::-1])):
                found.append(Doubted(relation, entry))
                break
    return found


def _place(ledger: Ledger, statement: int) -> dict[str, Any]:
    hit = ledger.statement(statement)
    return {"text": ledger.record(hit.report).report.id, "span": list(hit.span)}


def _meets(ends: list[dict[str, Any]], sides: list[dict[str, Any]]) -> bool:
    return all(a["text"] == b["text"] and _common(a["span"], b["span"]) for a, b in zip(ends, sides, strict=True))


def _common(one: list[int], other: list[int]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and shared >= _SAME * min(one[1] - one[0], other[1] - other[0])
