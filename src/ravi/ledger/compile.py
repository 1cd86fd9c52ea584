"""From the tree of a query to what the full text and the tables are asked for.

Nearly all of a query becomes one expression of the full text, fields and days included (see
:mod:`ravi.ledger.tokens`).  What it cannot answer becomes a condition on rows: spelling letter by letter, words
anywhere in the report, nearness where the backend has none.  Every value is bound or is a folded word in
quotation marks, so nothing that a user writes reaches SQL as code.
"""

from __future__ import annotations

import functools
import typing
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from ravi.ledger import schema as s
from ravi.ledger import tokens
from ravi.ledger.backend import Backend
from ravi.ledger.dates import interval
from ravi.ledger.errors import QueryError
from ravi.ledger.expression import Expression, Near, Not, Or, Term, every, some
from ravi.ledger.folding import joined, line, words
from ravi.ledger.query import All, AnyOf, Field, Node, Words
from ravi.ledger.query import Not as NotNode
from ravi.lexicon import table
from ravi.record.types import Act, AttributionType, Status

Condition = sa.ColumnElement[bool]
EVERYTHING = Term((tokens.ALL,))
MOST_PEOPLE = 30
"""Entities that one name stands for in ``speaker:``; beyond that the name alone decides."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A query as it is carried out.

    ``text`` is asked of the full text, ``low`` and ``high`` bound the keys (both included), ``checks`` must hold
    of the rows, ``reports`` are expressions of which the report's own text must meet every one.
    """

    text: Expression = EVERYTHING
    low: int | None = None
    high: int | None = None
    checks: tuple[Condition, ...] = ()
    reports: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class _Check:
    """A leaf that rows must be asked for: what the full text narrows it to, and the condition."""

    narrow: Expression
    condition: Condition


@dataclass(frozen=True, slots=True)
class _Report:
    text: Expression


@dataclass(frozen=True, slots=True)
class _Published:
    low: int
    high: int
    text: Expression


@dataclass(frozen=True, slots=True)
class _Both:
    nodes: tuple[_Logic, ...]


@dataclass(frozen=True, slots=True)
class _Either:
    nodes: tuple[_Logic, ...]


@dataclass(frozen=True, slots=True)
class _Never:
    node: _Logic


_Logic = Expression | _Check | _Report | _Published | _Both | _Either | _Never


def plan(connection: sa.Connection, backend: Backend, tree: Node | None) -> Plan:
    """How a query is carried out; raises QueryError where a value of a field is none."""
    if tree is None:
        return Plan()
    compiler = _Compiler(connection, backend)
    return _plan(backend, compiler.logic(tree))


def _plan(backend: Backend, logic: _Logic) -> Plan:
    found = Plan()
    wanted: list[Expression] = []
    for node in logic.nodes if isinstance(logic, _Both) else (logic,):
        match node:
            case _Published(low, high, _):
                found = replace(
                    found,
                    low=low if found.low is None else max(low, found.low),
                    high=high if found.high is None else min(high, found.high),
                )
            case _Check(narrow, condition):
                wanted.append(narrow)
                found = replace(found, checks=(*found.checks, condition))
            case _Report(text):
                found = replace(found, reports=(*found.reports, text))
            case _ if (pure := _pure(node)) is not None:
                wanted.append(pure)
            case _:
                wanted.append(_superset(node))
                found = replace(found, checks=(*found.checks, _condition(backend, node)))
    wanted = [text for text in wanted if text != EVERYTHING]
    return replace(found, text=every(wanted)) if wanted else found


def _pure(node: _Logic) -> Expression | None:
    """The expression that a node is, where the full text answers all of it."""
    match node:
        case _Check() | _Report():
            return None
        case _Published(_, _, text):
            return text
        case _Both(nodes) | _Either(nodes):
            inner = [_pure(each) for each in nodes]
            if any(each is None for each in inner):
                return None
            found = [each for each in inner if each is not None]
            return every(found) if isinstance(node, _Both) else some(found)
        case _Never(inner_node):
            negated = _pure(inner_node)
            return None if negated is None else Not(negated)
        case _:
            return node


def _superset(node: _Logic) -> Expression:
    """An expression that everything meets which a node finds: what its rows are taken from."""
    if (pure := _pure(node)) is not None:
        return pure
    match node:
        case _Check(narrow, _):
            return narrow
        case _Both(nodes):
            return every(_superset(each) for each in nodes)
        case _Either(nodes):
            return some(_superset(each) for each in nodes)
    return EVERYTHING


def _condition(backend: Backend, node: _Logic) -> Condition:
    """A node as a condition on ``statement``: for what is asked under OR and NOT and not of the full text alone."""
    if (pure := _pure(node)) is not None:
        return backend.is_met("statement_text", pure, s.statement.c.id)
    match node:
        case _Check(narrow, condition):
            # Nearly all that hold the letters hold the word, so the letters are looked at first.
            return sa.and_(condition, backend.is_met("statement_text", narrow, s.statement.c.id))
        case _Report(text):
            return in_reports(backend, text)
        case _Both(nodes):
            return sa.and_(*(_condition(backend, each) for each in nodes))
        case _Either(nodes):
            return sa.or_(*(_condition(backend, each) for each in nodes))
        case _Never(inner):
            return sa.not_(_condition(backend, inner))
    raise AssertionError(node)


def in_reports(backend: Backend, text: Expression) -> Condition:
    """That a statement stands in a report whose own text meets an expression."""
    slots = backend.matching("report_text", text)
    return s.statement.c.report.in_(sa.select(s.report.c.id).where(s.report.c.slot.in_(slots)))


class _Compiler:
    def __init__(self, connection: sa.Connection, backend: Backend) -> None:
        self._connection, self._backend = connection, backend

    def logic(self, node: Node) -> _Logic:
        match node:
            case All(nodes):
                return _Both(tuple(self._all(nodes)))
            case AnyOf(nodes):
                return _Either(tuple(map(self.logic, nodes)))
            case NotNode(inner):
                return _Never(self.logic(inner))
            case Words():
                return self._words(node)
            case Field():
                return self._field(node)

    def _all(self, nodes: Sequence[Node]) -> Iterator[_Logic]:
        """Words that follow one another may be one word that was written apart: نمي كنيم is نمی‌کنیم."""
        plain = [node.text if _is_plain(node) and isinstance(node, Words) else None for node in nodes]
        for i, node in enumerate(nodes):
            found = self.logic(node)
            if plain[i] is not None and isinstance(found, Term | Or):
                before, after = plain[i - 1] if i else None, plain[i + 1] if i + 1 < len(plain) else None
                pairs = [(before, plain[i]), (plain[i], after)]
                glued = [_one_word(a, b) for a, b in pairs if a is not None and b is not None]
                found = some([found, *(Term((word,)) for both in glued for word in sorted(both))])
            yield found

    def _words(self, node: Words) -> _Logic:
        found = phrase(node.text, node.at, prefix=node.prefix)
        if node.near is None:
            return found
        both = words(node.text)
        tried = dict.fromkeys(tuple(word.text for word in way) for way in (both.whole, both.parts))
        nodes = [Near(way, node.near) if len(way) > 1 else Term(way) for way in tried]
        return self._near(nodes)

    def _near(self, nodes: Sequence[Near | Term]) -> _Logic:
        if self._backend.knows_near:
            return some(nodes)
        return _Either(tuple(
            _Check(every(Term((word,)) for word in node.words), self._backend.near(node))
            if isinstance(node, Near) else node
            for node in nodes
        ))  # fmt: skip

    def _field(self, field: Field) -> _Logic:
        name, value = field.name, field.value
        match name:
            case "speaker":
                return self._speaker(field)
            case "to":
                return named("addressee", field)
            case "office" | "channel" | "outlet" | "place" | "about":
                return named(name, field)
            case "country":
                return Term((tokens.value("country", _country(field)),))
            case "act" | "type" | "status" | "event":
                return Term((tokens.value(name, _choice(name, field)),))
            case "text":
                return _Report(phrase(value.rstrip("*"), field.at, prefix=value.endswith("*"), kept=False))
            case "exact":
                return self._exact(field)
            case "said":
                return some(Term((word,)) for word in self._days("said", field)) if value else EVERYTHING
            case "published":
                return self._published(field)
        raise QueryError(f"no field {name!r}", field.at)

    def _speaker(self, field: Field) -> _Logic:
        if field.value.startswith("#"):
            if not field.value[1:].isdecimal():
                raise QueryError("a number follows #", field.at)
            return Term((tokens.value("entity", field.value[1:]),))
        e, name = s.entity.c, joined(field.value.rstrip("*"))
        same = sa.select(e.id).where(sa.or_(e.folded == name, e.surname == name)).order_by(e.id)
        people = self._connection.execute(same.limit(MOST_PEOPLE + 1)).scalars().all()
        known = people if len(people) <= MOST_PEOPLE else ()
        return some([named("speaker", field), *(Term((tokens.value("entity", str(key)),)) for key in known)])

    def _exact(self, field: Field) -> _Logic:
        found = words(field.value)
        if not found.whole:
            raise QueryError("no word to look for", field.at)
        letters = [Term((word,)) for word in tokens.exact(field.value)]
        # What is written as it is folded may stand in the index put to its neighbour: its parts do not.
        plain = [] if letters else [Term((word.text,)) for word in found.parts]
        return _Check(every([*letters, *plain]), self._backend.holds(s.statement.c.content, field.value))

    def _days(self, kind: str, field: Field) -> list[str]:
        begin, end = interval(field.value, field.at)
        first, last = self._bounds(kind)
        low = max(date.fromisoformat(begin), first) if begin else first
        high = min(date.fromisoformat(end), last) if end else last
        return (tokens.between(kind, low, high) if low <= high else []) or [tokens.KIND[kind] + "never"]

    def _bounds(self, kind: str) -> tuple[date, date]:
        """The first and the last day that the ledger knows, so that an open range ends somewhere."""
        if kind == "published":
            lowest, highest = s.report.c.published, s.report.c.published
        else:
            lowest, highest = s.statement.c.said_begin, s.statement.c.said_end
        one = self._connection.execute(sa.select(sa.func.min(lowest))).scalar()
        other = self._connection.execute(sa.select(sa.func.max(highest))).scalar()
        try:
            return date.fromisoformat(one or ""), date.fromisoformat(other or "")
        except ValueError:
            return date.max, date.min

    def _published(self, field: Field) -> _Logic:
        begin, end = interval(field.value, field.at)
        low = s.slot(begin, 0) if begin else s.slot(date.min.isoformat(), 0)
        high = s.slot(end or date.max.isoformat(), 2**s.DAY_BITS - 1)
        return _Published(low, high, some(Term((word,)) for word in self._days("published", field)))


def _one_word(one: str, other: str) -> set[str]:
    """What two words are where they are one: put together, or as an ending is put to its word (خانه ی is خانه)."""
    whole = words(f"{one} {other}").whole
    return {joined(f"{one}{other}"), *([whole[0].text] if len(whole) == 1 else [])}


def _is_plain(node: Node) -> bool:
    return isinstance(node, Words) and not node.prefix and node.near is None and " " not in node.text


def phrase(text: str, at: int, *, prefix: bool = False, kept: bool = True) -> Expression:
    """Words in a row, in whole words, in parts, and as one word; ``kept`` where short beginnings have lists."""
    found = words(text)
    if not found.whole:
        raise QueryError("no word to look for", at)
    if prefix:
        return _beginning(line(found.whole).replace(" ", ""), at, kept)
    ways = [tuple(word.text for word in way) for way in (found.whole, found.parts)]
    if len(found.whole) == 2:
        ways.append(("".join(word.text for word in found.whole),))
    return some(Term(way) for way in ways)


def _beginning(word: str, at: int, kept: bool) -> Expression:
    if len(word) < tokens.SHORTEST:
        raise QueryError(f"the beginning of a word needs {tokens.SHORTEST} letters", at)
    if kept and len(word) <= tokens.LONGEST:
        return Term((tokens.KIND["prefix"] + word,))
    return Term((word,), prefix=True)


def named(kind: str, field: Field) -> Expression:
    """A field that holds names: the words of the value in a row."""
    found = words(field.value.rstrip("*"))
    if not found.whole:
        raise QueryError(f"{field.name}: needs a value", field.at)
    mark, prefix = tokens.KIND[kind], field.value.endswith("*")
    ways = (tuple(mark + word.text for word in way) for way in (found.whole, found.parts))
    return some(Term(way, prefix) for way in ways)


def choices() -> dict[str, tuple[str, ...]]:
    """The values of the fields that have a fixed set of them."""
    return {
        "act": typing.get_args(Act),
        "event": tuple(row["type"] for row in table("events_types")),
        "status": typing.get_args(Status),
        "type": typing.get_args(AttributionType),
    }


def _choice(name: str, field: Field) -> str:
    wanted = field.value.lower()
    there = choices()[name]
    if wanted in there:
        return wanted
    label = _labels(name).get(joined(field.value))
    if label is None:
        raise QueryError(f"no {name} {field.value!r}; there are {', '.join(there)}", field.at)
    return label


@functools.cache
def _labels(name: str) -> dict[str, str]:
    """The Persian labels of a field's values, so that they can be asked for as they are shown."""
    rows = {row["key"]: row["fa"] for row in table("labels")}
    return {joined(rows[key]): value for value in choices()[name] if (key := f"{name}.{value}") in rows}


def _country(field: Field) -> str:
    code = field.value.upper()
    known = _countries()
    found = code if code in known.values() else known.get(joined(field.value).lower())
    if found is None:
        hint = "write its code of three letters (IRN) or its name"
        raise QueryError(f"no country {field.value!r}; {hint}", field.at)
    return found


@functools.cache
def _countries() -> dict[str, str]:
    """Codes of three letters by the names of the state, Persian and Latin."""
    found: dict[str, str] = {}
    for row in table("actors_states"):
        for name in (*row["names"].split("|"), row["latin"]):
            if name:
                found.setdefault(joined(name).lower(), row["iso3"])
    return found


def words_in(node: Node | None) -> list[Words]:
    """The words that a match should light up: those not under a NOT."""
    return list(_lit(node))


def _lit(node: Node | None) -> Iterable[Words]:
    match node:
        case All(nodes) | AnyOf(nodes):
            for inner in nodes:
                yield from _lit(inner)
        case Words():
            yield node
        case Field("exact", value, at):
            yield Words(value, at=at)
        case _:
            return


def report_words(node: Node | None) -> list[Words]:
    """The words that are looked for anywhere in the report: to be lit up in its text."""
    match node:
        case All(nodes) | AnyOf(nodes):
            return [found for inner in nodes for found in report_words(inner)]
        case Field("text", value, at):
            return [Words(value.rstrip("*"), prefix=value.endswith("*"), at=at)]
        case _:
            return []
