"""From the tree of a query to a condition on statements.

Words become one full-text match, fields become conditions on the rows beside them; every value is bound, so
nothing that a user writes reaches SQL as code.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, bindparam, func, literal, not_, or_, select, text, true
from sqlalchemy.sql import Select

from ravi.ledger import schema as s
from ravi.ledger.dates import interval
from ravi.ledger.errors import QueryError
from ravi.ledger.folding import joined, words_of
from ravi.ledger.query import All, AnyOf, Field, Node, Not, Words

Condition = ColumnElement[bool]


def condition(node: Node | None) -> Condition:
    """The condition on ``statement`` (joined with ``report``) that a tree stands for; raises QueryError."""
    match node:
        case None:
            return true()
        case All(nodes):
            return and_(*map(condition, nodes))
        case AnyOf(nodes):
            return or_(*map(condition, nodes))
        case Not(inner):
            return not_(condition(inner))
        case Words():
            return _match("statement_text", s.statement.c.id, node)
        case Field():
            return _field(node)


def match_text(node: Words) -> str | None:
    """The words of a leaf as FTS5 asks for them; None where nothing is left of them."""
    words = [word for word, _ in words_of(node.text)]
    if not words:
        return None
    quoted = [f'"{word}"' for word in words]
    if node.near is not None:
        return f"NEAR({' '.join(quoted)}, {node.near})"
    star = "*" if node.prefix else ""
    phrase = f'"{" ".join(words)}"{star}'
    parts = [word for word, _ in words_of(node.text.replace("\u200c", " "))]
    # A word with a half-space is met as one word and as its parts in a row.
    return phrase if parts == words else f'({phrase} OR "{" ".join(parts)}"{star})'


def words_in(node: Node | None) -> list[Words]:
    """The words that a match should light up: those not under a NOT."""
    match node:
        case All(nodes) | AnyOf(nodes):
            return [words for inner in nodes for words in words_in(inner)]
        case Words():
            return [node]
        case Field("exact", value, _):
            return [Words(value)]
        case _:
            return []


def _match(table: str, key: ColumnElement[int], node: Words) -> Condition:
    wanted = match_text(node)
    if wanted is None:
        return true()
    rows = text(f"SELECT rowid FROM {table} WHERE {table} MATCH :words").bindparams(
        bindparam("words", wanted, unique=True)
    )
    return key.in_(rows.columns(s.statement.c.id).scalar_subquery())


def _like(column: ColumnElement[str], value: str) -> Condition:
    return column.contains(joined(value), autoescape=True)


def _actors(value: str) -> Select[tuple[int]]:
    return select(s.actor.c.id).where(_like(s.actor.c.folded, value))


def _events(where: Condition) -> Condition:
    rows = select(s.about.c.statement).join(s.event, s.event.c.id == s.about.c.event).where(where)
    return s.statement.c.id.in_(rows)


def _field(field: Field) -> Condition:
    name, value, st = field.name, field.value, s.statement.c
    match name:
        case "speaker":
            return st.speaker.in_(_actors(value))
        case "to":
            return st.addressee.in_(_actors(value))
        case "office":
            return st.speaker.in_(select(s.office.c.actor).where(_like(s.office.c.folded, value)))
        case "country":
            return st.speaker.in_(select(s.actor.c.id).where(s.actor.c.country == value.upper()))
        case "outlet":
            return func.lower(s.report.c.outlet) == value.lower()
        case "channel":
            return st.channel.contains(value, autoescape=True)
        case "act":
            return st.act == value
        case "type":
            return st.type == value
        case "status":
            return _events(s.event.c.status == value)
        case "event":
            return _events(s.event.c.type == value)
        case "place" | "about":
            rows = select(s.participant.c.event).where(_like(s.participant.c.folded, value))
            rows = rows.where(s.participant.c.role == "place") if name == "place" else rows
            return _events(s.event.c.id.in_(rows))
        case "text":
            return _match("report_text", s.report.c.slot, Words(value))
        case "exact":
            return and_(condition(Words(value)), func.instr(st.content, literal(value)) > 0)
        case "said":
            return _between(st.said_begin, st.said_end, *interval(value, field.at))
        case "published":
            day = s.report.c.published
            return _between(day, day, *interval(value, field.at))
        case _:
            raise QueryError(f"no field {name!r}", field.at)


def _between(low: ColumnElement[str], high: ColumnElement[str], begin: str | None, end: str | None) -> Condition:
    parts: list[Condition] = [low.is_not(None)]
    if begin:
        parts.append(high >= begin)
    if end:
        parts.append(low <= end)
    return and_(*parts)
