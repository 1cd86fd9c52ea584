"""Finding statements: carrying a plan out, the page that was asked for, and what lights up in it.

Keys are in order of publication, and the full text gives them from the newest on: a page costs its own length
and no more than ``MOST_COUNTED`` further steps for the count, however many statements there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Literal

import sqlalchemy as sa

from ravi.ledger import schema as s
from ravi.ledger.backend import Backend, of, text_key, text_table
from ravi.ledger.compile import EVERYTHING, Condition, Plan, plan, words_in
from ravi.ledger.errors import LedgerError
from ravi.ledger.expression import Expression, every
from ravi.ledger.marks import in_report, marks
from ravi.ledger.query import Node, Words, parse
from ravi.ledger.types import Hit, Hits
from ravi.record import Span

Order = Literal["newest", "oldest", "relevance"]
MOST_COUNTED = 10_000
"""Hits are counted up to here."""
MOST_CHECKED = 500
"""The same where each hit must be looked at beside the full text."""
MOST_RANKED = 1_000
"""The newest hits, among which the best are sought."""
FEW_REPORTS = 1_000
"""Reports whose statements are gathered; where more reports have a word, statements are walked instead."""
FEW_STATEMENTS = 300
"""Statements that are looked up one by one in the full text; more are met on its way."""

_SPEAKER, _ADDRESSEE = s.actor.alias("speaker"), s.actor.alias("addressee")


def find(
    connection: sa.Connection,
    query: str,
    *,
    limit: int,
    offset: int = 0,
    before: int | None = None,
    order: Order = "newest",
) -> Hits:
    """A page of the statements that a query finds; raises QueryError."""
    tree, backend = parse(query), of(connection)
    wanted = plan(connection, backend, tree)
    counted = MOST_CHECKED if wanted.checks or wanted.reports else MOST_COUNTED
    most = MOST_RANKED if order == "relevance" else max(counted, offset + limit)
    found = keys(connection, backend, wanted, most + 1, before=before, oldest=order == "oldest")
    total, more, found = min(len(found), most), len(found) > most, found[:most]
    scores: dict[int, float] = {}
    if order == "relevance" and found:
        scores = backend.scores(connection, wanted.text, found)
        found.sort(key=lambda key: -scores.get(key, 0.0))  # stable: the newer first among equals
    page = found[offset : offset + limit]
    left = offset + limit < len(found) or more
    return Hits(
        total, offset, hits(connection, page, words_in(tree), scores), more,
        page[-1] if page and left and order == "newest" else None,
    )  # fmt: skip


def keys(
    connection: sa.Connection,
    backend: Backend,
    wanted: Plan,
    limit: int | None,
    *,
    before: int | None = None,
    oldest: bool = False,
) -> list[int]:
    """The keys that a plan finds, from the newest on; ``before`` goes on from a key."""
    asked = selected(connection, backend, wanted, before)
    if asked is None:
        return []
    key = text_key("statement_text")
    return list(connection.execute(asked.order_by(key if oldest else key.desc()).limit(limit)).scalars())


def selected(
    connection: sa.Connection, backend: Backend, wanted: Plan, before: int | None = None
) -> sa.Select[Any] | None:
    """The keys that a plan finds, for SQL; None where it is plain that there are none."""
    table = text_table("statement_text")
    key = text_key("statement_text")
    bounds = [key >= wanted.low] if wanted.low is not None else []
    bounds += [key <= wanted.high] if wanted.high is not None else []
    bounds += [key < before] if before is not None else []
    asked = sa.select(key).select_from(table).where(backend.meets("statement_text", wanted.text), *bounds)
    # A plus keeps SQLite from looking keys up in the full text one by one, where its lists are to be walked.
    plus: sa.ColumnElement[int] = sa.literal_column("+statement_text.rowid", sa.BigInteger)
    checks = list(wanted.checks)
    if wanted.reports:
        text = every(wanted.reports)
        few = _few_reports(connection, backend, text)
        if few is not None:
            if not few:
                return None
            st = s.statement.c
            told = sa.select(st.id).where(st.report.in_(few))
            some = connection.execute(told.limit(FEW_STATEMENTS + 1)).scalars().all()
            asked = asked.where(key.in_(some) if len(some) <= FEW_STATEMENTS else plus.in_(told))
        else:
            checks.append(_in_many(backend, text))
    if checks:
        joined = sa.join(table, s.statement, s.statement.c.id == plus)
        asked = asked.with_only_columns(key).select_from(joined).where(*checks)
    return asked


def _few_reports(connection: sa.Connection, backend: Backend, text: Expression) -> list[int] | None:
    """The reports whose text meets an expression; None where there are many."""
    slots = backend.matching("report_text", text).limit(FEW_REPORTS + 1)
    found = [slot & ((1 << s.DAY_BITS) - 1) for slot in connection.execute(slots).scalars()]
    return found if len(found) <= FEW_REPORTS else None


def _in_many(backend: Backend, text: Expression) -> sa.ColumnElement[bool]:
    number = text_key("report_text").op("&")(sa.literal((1 << s.DAY_BITS) - 1, sa.BigInteger))
    rows = sa.select(number).select_from(text_table("report_text")).where(backend.meets("report_text", text))
    return sa.literal_column("+statement.report", sa.Integer).in_(rows)


def reports(connection: sa.Connection, query: str) -> list[int]:
    """The reports that hold a statement a query finds, oldest first; all of them for an empty query."""
    tree, r = parse(query), s.report.c
    if tree is None:
        return list(connection.execute(sa.select(r.id).order_by(r.published.nulls_first(), r.id)).scalars())
    backend = of(connection)
    asked = selected(connection, backend, plan(connection, backend, tree))
    if asked is None:
        return []
    held = sa.select(s.statement.c.report).where(s.statement.c.id.in_(asked))
    wanted = sa.select(r.id).where(r.id.in_(held)).order_by(r.published.nulls_first(), r.id)
    return list(connection.execute(wanted).scalars())


def condition(connection: sa.Connection, tree: Node | None) -> Condition:
    """A query as a condition on ``statement``, to be joined with others; slower than :func:`find`."""
    if tree is None:
        return sa.true()
    backend = of(connection)
    asked = selected(connection, backend, plan(connection, backend, tree))
    return sa.false() if asked is None else s.statement.c.id.in_(asked)


def page(connection: sa.Connection, where: Condition, lit: Sequence[Words], *, limit: int, offset: int) -> Hits:
    """A page of the statements for which a condition holds, the newest first; ``lit`` are the words to mark."""
    st = s.statement.c
    asked = sa.select(st.id).where(where, st.rejected.is_(False)).order_by(st.id.desc())
    found = list(connection.execute(asked.limit(max(MOST_COUNTED, offset + limit) + 1)).scalars())
    total, more = min(len(found), MOST_COUNTED), len(found) > MOST_COUNTED
    return Hits(total, offset, hits(connection, found[offset : offset + limit], lit, {}), more)


def of_entity(connection: sa.Connection, entity: int, *, limit: int) -> Hits:
    """The latest statements of one entity."""
    st = s.statement.c
    told = sa.select(st.id).where(st.entity == entity, st.rejected.is_(False)).order_by(st.id.desc())
    found = connection.execute(told.limit(max(limit, MOST_COUNTED) + 1)).scalars().all()
    total = min(len(found), MOST_COUNTED)
    return Hits(total, 0, hits(connection, found[:limit], (), {}), len(found) > MOST_COUNTED)


def hits(
    connection: sa.Connection, page: Sequence[int], lit: Sequence[Words], scores: dict[int, float]
) -> tuple[Hit, ...]:
    """The statements with these keys, in their order; ``lit`` are the words to mark in them."""
    if not page:
        return ()
    wanted = (
        sa.select(
            s.statement,
            s.report.c.published,
            s.report.c.url,
            s.report.c.title,
            _SPEAKER.c.name.label("speaker_name"),
            _ADDRESSEE.c.name.label("addressee_name"),
        )
        .select_from(
            sa.join(s.statement, s.report, s.statement.c.report == s.report.c.id)
            .outerjoin(_SPEAKER, _SPEAKER.c.id == s.statement.c.speaker)
            .outerjoin(_ADDRESSEE, _ADDRESSEE.c.id == s.statement.c.addressee)
        )
        .where(s.statement.c.id.in_(page))
    )
    found = {row.id: row for row in connection.execute(wanted)}
    offices = _offices(connection, [row.speaker for row in found.values() if row.speaker is not None])
    return tuple(_hit(found[key], offices, lit, scores.get(key)) for key in page if key in found)


def _offices(connection: sa.Connection, actors: Sequence[int]) -> dict[int, list[str]]:
    held: dict[int, list[str]] = defaultdict(list)
    if actors:
        wanted = sa.select(s.office.c.actor, s.office.c.title).where(s.office.c.actor.in_(sorted(set(actors))))
        for actor, title in connection.execute(wanted.order_by(s.office.c.id)):
            held[actor].append(title)
    return held


def _hit(row: Any, offices: dict[int, list[str]], lit: Sequence[Words], score: float | None) -> Hit:
    found, spans = marks(row.content, lit), spans_of(row.spans)
    return Hit(
        statement=row.id,
        report=row.report,
        attribution=row.aid,
        speaker=row.speaker_name,
        offices=tuple(offices.get(row.speaker, ())),
        country=row.country,
        cue=row.cue,
        act=row.act,
        type=row.type,
        content=row.content,
        marks=found,
        span=(row.start, row.end),
        addressee=row.addressee_name,
        channel=row.channel,
        said=(row.said_begin, row.said_end or row.said_begin) if row.said_begin else None,
        outlet=row.outlet,
        published=row.published,
        url=row.url,
        title=row.title,
        negated=row.negated,
        confidence=row.confidence,
        spans=spans,
        places=in_report(spans, found),
        entity=row.entity,
        statuses=tuple(row.statuses.split()),
        score=score,
    )


def spans_of(kept: str) -> tuple[Span, ...]:
    """Spans as a row keeps them, ``10-20,25-40``."""
    pairs = (part.partition("-") for part in kept.split(",") if part)
    return tuple((int(start), int(end)) for start, _, end in pairs)


def hit(connection: sa.Connection, statement: int) -> Hit:
    """One statement; raises LedgerError where there is none of that key."""
    found = hits(connection, [statement], (), {})
    if not found:
        raise LedgerError(f"no statement {statement}")
    return found[0]


__all__ = ["EVERYTHING", "Order", "find", "hit", "hits", "keys", "of_entity", "reports", "selected", "spans_of"]
