"""What one speaker said on one topic, in order, and what changed from one time to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sqlalchemy as sa

from ravi.ledger import entities, search
from ravi.ledger import schema as s
from ravi.ledger.query import parse
from ravi.ledger.relations import rows
from ravi.ledger.relations.measure import differences, measure
from ravi.ledger.relations.relate import read_source
from ravi.ledger.relations.traits import Source, Trait
from ravi.ledger.relations.types import Difference, Position
from ravi.ledger.types import Hit

_ON_TOPIC = 0.3
"""Share of the lighter content from which two statements are on one topic."""
_LEAST_WORDS = 2
_STATEMENT = re.compile(r"s(\d+)")
_MOST = 500
"""Statements of a speaker that are looked at for one topic."""


def positions(connection: sa.Connection, speaker: str | int, topic: str, *, limit: int = 100) -> list[Position]:
    """The statements of a speaker on a topic, the earliest first; tellings of one statement are one.

    ``speaker`` is a name or an entity's row, ``topic`` a query, or ``sID`` for what shares the words of a
    statement.  Raises QueryError.
    """
    found = [speaker] if isinstance(speaker, int) else entities.named(connection, speaker)[:1]
    if not found:
        return []
    like = _STATEMENT.fullmatch(topic.strip())
    st = s.statement.c
    where = st.entity == found[0]
    if like is None:
        where = sa.and_(where, search.condition(connection, parse(topic)))
    hits = search.page(connection, where, (), limit=_MOST, offset=0).hits
    sources: dict[int, Source] = {}
    traits: dict[int, Trait] = {}
    for hit in hits:
        if hit.report not in sources:
            sources[hit.report] = read_source(connection, hit.report)
        traits[hit.statement] = sources[hit.report].trait(hit.attribution)
    if like is not None and (wanted := _wanted(connection, int(like[1]), traits)) is not None:
        hits = tuple(hit for hit in hits if _on_topic(traits[hit.statement], wanted))
    return _in_order(connection, hits, traits)[:limit]


def _wanted(connection: sa.Connection, statement: int, traits: dict[int, Trait]) -> Trait | None:
    if statement in traits:
        return traits[statement]
    st = s.statement.c
    row = connection.execute(sa.select(st.report, st.aid).where(st.id == statement)).first()
    return read_source(connection, row.report).trait(row.aid) if row is not None else None


def _on_topic(a: Trait, b: Trait) -> bool:
    if a.statement == b.statement:
        return True
    shared = measure(a, b)
    return shared.words >= _LEAST_WORDS and shared.share >= _ON_TOPIC


def _in_order(connection: sa.Connection, hits: Sequence[Hit], traits: dict[int, Trait]) -> list[Position]:
    groups: dict[int, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(rows.head(connection, "statement", hit.statement), []).append(hit)
    firsts = [(min(group, key=_when), len({h.report for h in group})) for group in groups.values()]
    found: list[Position] = []
    for hit, tellings in sorted(firsts, key=lambda entry: _when(entry[0])):
        since, changed, why = _before(traits, found, hit)
        found.append(Position(hit, _day(hit), tellings, since, changed, why))
    return found


def _before(
    traits: dict[int, Trait], found: Sequence[Position], hit: Hit
) -> tuple[int | None, tuple[Difference, ...], str]:
    """The nearest earlier statement that is about the same, and what is otherwise now."""
    here = traits[hit.statement]
    for earlier in reversed(found):
        there = traits[earlier.hit.statement]
        shared = measure(there, here)
        if shared.words < _LEAST_WORDS or shared.share < _ON_TOPIC:
            continue
        changed = differences(there, here, shared)
        if there.act != here.act and not any(d.what in ("act", "polarity") for d in changed):
            changed = (*changed, Difference("act", there.act, here.act))
        words = ", ".join(e.text for e in shared.evidence if e.what == "word")
        return earlier.hit.statement, changed, f"shares {words}"
    return None, (), "the first on this"


def _day(hit: Hit) -> str | None:
    return hit.said[0] if hit.said else hit.published


def _when(hit: Hit) -> tuple[str, int]:
    return _day(hit) or "9999", hit.report
