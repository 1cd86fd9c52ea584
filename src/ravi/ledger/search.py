"""Finding statements: the condition of a query, the page that was asked for, and what lights up in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from ravi.ledger import schema as s
from ravi.ledger.compile import Condition, condition, words_in
from ravi.ledger.folding import words_of
from ravi.ledger.query import Words, parse
from ravi.ledger.types import Hit, Hits
from ravi.record import Span

_SPEAKER, _ADDRESSEE = s.actor.alias("speaker"), s.actor.alias("addressee")


def find(connection: sa.Connection, query: str, *, limit: int, offset: int) -> Hits:
    """A page of the statements that a query finds, the latest report first, in the order of its text."""
    tree = parse(query)
    return page(connection, condition(tree), words_in(tree), limit=limit, offset=offset)


def reports(connection: sa.Connection, query: str) -> list[int]:
    """The reports that hold a statement a query finds, oldest first; all of them for an empty query."""
    tree = parse(query)
    r = s.report.c
    wanted = sa.select(r.id).order_by(r.published.nulls_first(), r.id)
    if tree is not None:
        base = sa.join(s.statement, s.report, s.statement.c.report == r.id)
        where = sa.and_(condition(tree), s.statement.c.rejected.is_(False))
        wanted = wanted.where(r.id.in_(sa.select(s.statement.c.report).select_from(base).where(where)))
    return list(connection.execute(wanted).scalars())


def page(connection: sa.Connection, where: Condition, lit: Sequence[Words], *, limit: int, offset: int) -> Hits:
    """A page of the statements for which a condition holds; ``lit`` are the words to mark in them."""
    base = sa.join(s.statement, s.report, s.statement.c.report == s.report.c.id)
    where = sa.and_(where, s.statement.c.rejected.is_(False))
    total = connection.execute(sa.select(sa.func.count()).select_from(base).where(where)).scalar_one()
    wanted = (
        sa.select(
            s.statement,
            s.report.c.published,
            s.report.c.url,
            s.report.c.title,
            _SPEAKER.c.name.label("speaker_name"),
            _SPEAKER.c.country.label("speaker_country"),
            _ADDRESSEE.c.name.label("addressee_name"),
        )
        .select_from(
            base.outerjoin(_SPEAKER, _SPEAKER.c.id == s.statement.c.speaker).outerjoin(
                _ADDRESSEE, _ADDRESSEE.c.id == s.statement.c.addressee
            )
        )
        .where(where)
        .order_by(s.statement.c.id.desc())
        .limit(limit)
        .offset(offset)
    )
    found = connection.execute(wanted).all()
    offices = _offices(connection, [row.speaker for row in found if row.speaker is not None])
    return Hits(total, offset, tuple(_hit(row, offices, lit) for row in found))


def _offices(connection: sa.Connection, actors: Sequence[int]) -> dict[int, list[str]]:
    held: dict[int, list[str]] = defaultdict(list)
    if actors:
        wanted = sa.select(s.office.c.actor, s.office.c.title).where(s.office.c.actor.in_(sorted(set(actors))))
        for actor, title in connection.execute(wanted.order_by(s.office.c.id)):
            held[actor].append(title)
    return held


def _hit(row: Any, offices: dict[int, list[str]], lit: Sequence[Words]) -> Hit:
    return Hit(
        statement=row.id,
        report=row.report,
        attribution=row.aid,
        speaker=row.speaker_name,
        offices=tuple(offices.get(row.speaker, ())),
        country=row.speaker_country,
        cue=row.cue,
        act=row.act,
        type=row.type,
        content=row.content,
        marks=marks(row.content, lit),
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
    )


def marks(content: str, lit: Sequence[Words]) -> tuple[Span, ...]:
    """The spans of ``content`` that the words of a query match, in order, without overlap."""
    wanted = [([word for word, _ in words_of(w.text)], w) for w in lit]
    single = {word for words, w in wanted for word in words if not w.prefix and (len(words) == 1 or w.near)}
    starts = tuple(words[0] for words, w in wanted if w.prefix and words)
    phrases = [words for words, w in wanted if len(words) > 1 and not w.near]
    have = words_of(content)
    found: list[Span] = []
    for i, (word, span) in enumerate(have):
        if word in single or (starts and word.startswith(starts)):
            found.append(span)
        for phrase in phrases:
            if [w for w, _ in have[i : i + len(phrase)]] == phrase:
                found.append((span[0], have[i + len(phrase) - 1][1][1]))
    out: list[Span] = []
    for span in sorted(found):
        if not out or span[0] >= out[-1][1]:
            out.append(span)
    return tuple(out)
