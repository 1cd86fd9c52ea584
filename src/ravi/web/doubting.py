"""Relations that somebody marks wrong, where they are shown, and the marks that stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ravi.errors import InputError
from ravi.ledger import Entry, Ledger
from ravi.ledger.relations.types import Kind, Of, Relation

__all__ = ["Doubted", "doubted", "wrong"]


@dataclass(frozen=True, slots=True)
class Doubted:
    """A relation that is marked wrong, and the entry of the history by which it is; undoing that brings it back."""

    relation: Relation
    entry: Entry


def wrong(
    ledger: Ledger, kind: Kind, one: int, other: int, *, of: Of = "statement", who: str, why: str = ""
) -> Entry:
    """Mark the relation of a kind between two statements, events or reports wrong, whichever is named first.

    Raises InputError where no such relation stands, so that the history holds nothing that means nothing.
    """
    touching: dict[str, Any] = {of: one}
    found = ledger.relations(kind, **touching, limit=_ALL)
    meant = next((r for r in found if r.of == of and {r.one, r.other} == {one, other}), None)
    if meant is None:
        hint = "numbers stand in a search and in a comparison, relations in a comparison"
        message = f"no relation {kind!r} stands between {of}s {one} and {other}"
        raise InputError(message, where="relation", hint=hint)
    ends = {"one": _named(ledger, of, meant.one), "other": _named(ledger, of, meant.other)}
    return ledger.correct("relation", {"relation": kind, **ends}, who=who, why=why)


_ALL = 1000
"""Relations of one statement, event or report that are looked at."""


def _named(ledger: Ledger, of: Of, row: int) -> dict[str, Any]:
    return {"text": ledger.report(row).text} if of == "report" else {of: row}


def doubted(ledger: Ledger, of: Of, rows: Iterable[int]) -> list[Doubted]:
    """The relations of these statements, events or reports that are marked wrong, in the order they were found."""
    wanted = set(rows)
    return [
        Doubted(relation, entry)
        for relation, entry in ledger.wrong_relations()
        if relation.of == of and wanted & {relation.one, relation.other}
    ]
