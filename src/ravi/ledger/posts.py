"""Offices across reports: which phrases name one post, when somebody held it, and who did on a day.

A post is the lemma of its head and what tells it apart, with states by their codes in the order of the phrase:
«سفیر جمهوری اسلامی ایران در مسکو» and «سفیر ایران در روسیه» are ``سفیر IRN RUS``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from ravi.actors.facts import Head, demonyms, heads, key, known
from ravi.ledger import schema as s
from ravi.lexicon import toml
from ravi.record import Actor, Office, Record

_LONGEST = 5
"""Words of the longest name of a state or a head."""
_AFTER = 30
"""Code points after an office in which «از … تا …» tells when it was held."""
_NEAR = timedelta(days=60)
"""Before the first and after the last report that gives somebody an office, when nobody else holds it."""
_FROM = re.compile(r"(?:^|\s)(?:از|بین|طی|در سال.?های)\s")
_TO = re.compile(r"^\s*(?:تا|و)\s")


@dataclass(frozen=True, slots=True)
class Post:
    """A post that a report gives to somebody: ``begin`` and ``end`` where it says since when and until when."""

    key: str
    title: str
    former: bool
    begin: str | None = None
    end: str | None = None


@functools.cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(key(word) for word in toml("ledger_offices")[name])


@functools.lru_cache(maxsize=16384)
def post_key(title: str, country: str | None = None) -> str | None:
    """The post that a phrase names, None where it names none; ``country`` where the phrase leaves it out."""
    words = [w for w in re.split(r"[\s،,]+", title) if key(w)]
    head, at = _head(words)
    if head is None or head.plural or head.indefinite or head.sort != "office":
        return None
    rest: list[str] = []
    while at < len(words):
        code, length = _state(words, at)
        if code:
            rest.append(code)
        elif (word := key(words[at])) not in _listed("empty") and word not in _listed("former"):
            rest.append(word)
        at += length
    rest = list(dict.fromkeys(rest))
    if country and not any(word.isascii() and word.isupper() for word in rest):
        rest.append(country)
    return " ".join((key(head.lemma), *rest))


def _head(words: Sequence[str]) -> tuple[Head | None, int]:
    for length in range(min(_LONGEST, len(words)), 0, -1):
        found = heads().get("".join(words[:length]))
        if found is not None:
            return found, length
    return None, 0


def _state(words: Sequence[str], at: int) -> tuple[str | None, int]:
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        text = "".join(words[at : at + length])
        entry = known().get(text)
        if entry is not None and entry.kind == "state" and entry.country:
            return entry.country, length
        if (code := demonyms().get(key(text))) is not None:
            return code, length
    return None, 1


def alone(post: str) -> bool:
    """Does one person hold this post at a time, so that the phrase alone can mean its holder?"""
    head, _, rest = post.partition(" ")
    return bool(rest) and head not in _listed("shared")


def posts_of(record: Record, actor: Actor) -> Iterator[Post]:
    """The posts that a report gives to an actor."""
    for office in actor.offices:
        post = post_key(office.title, actor.country)
        if post is not None:
            begin, end = _tenure(record, office)
            yield Post(post, office.title, _is_former(record, actor, office), begin, end)


def _is_former(record: Record, actor: Actor, office: Office) -> bool:
    words = {key(w) for w in office.title.split()}
    _, end = office.span
    after = record.report.text[end : end + 12].split()
    return bool(words & _listed("former")) or bool(after and key(after[0].strip("،,.:؛")) in _listed("former"))


def _tenure(record: Record, office: Office) -> tuple[str | None, str | None]:
    """«رئیس‌جمهور از ۱۳۸۴ تا ۱۳۹۲»: both ends where they stand right after the office."""
    text, at = record.report.text, office.span[1]
    times = sorted((t for t in record.times if t.begin and at < t.span[0] <= at + _AFTER), key=lambda t: t.span)
    if not times:
        return None, None
    first = times[0]
    between = text[at : first.span[0]]
    if any(mark in between for mark in ".؛\n!؟"):
        return None, None
    words = text[slice(*first.span)]
    if " تا " in words or "–" in words or "-" in words.strip("-"):
        return (first.begin, first.end) if _FROM.search(between) or "سال" in words else (None, None)
    if not _FROM.search(between):
        return None, None
    for second in times[1:]:
        if _TO.match(text[first.span[1] : second.span[0]]):
            return first.begin, second.end
    return first.begin, None


def insert(connection: sa.Connection, report: int, record: Record) -> None:
    """Keep the posts that a report gives to its actors."""
    a = s.actor.c
    rows = {row.aid: row.id for row in connection.execute(sa.select(a.aid, a.id).where(a.report == report))}
    p = s.post.c
    known_ = set(connection.execute(sa.select(p.actor).where(p.actor.in_(list(rows.values())))).scalars())
    found = []
    for actor in record.actors:
        if actor.id not in rows or rows[actor.id] in known_:
            continue
        kept = {post.key: post for post in posts_of(record, actor)}
        for post in kept.values():
            found.append({
                "actor": rows[actor.id], "key": post.key, "title": post.title, "former": post.former,
                "begin": post.begin, "end": post.end, "day": record.report.published,
            })  # fmt: skip
    if found:
        connection.execute(s.post.insert(), found)


def of_actors(connection: sa.Connection, actors: Iterable[int]) -> dict[int, list[Any]]:
    """The posts of some actors."""
    p = s.post.c
    found: dict[int, list[Any]] = {}
    for row in connection.execute(sa.select(s.post).where(p.actor.in_(list(actors))).order_by(p.actor, p.key)):
        found.setdefault(row.actor, []).append(row)
    return found


def count(connection: sa.Connection, entity: int, posts: Iterable[Any]) -> list[tuple[Any, str]]:
    """Note that an entity was given these posts: the first and last day, or that it is over.

    Those of which something new is known are given back, each with the day after which it is new: where only the
    last day moved, nothing before it is known any better (``""`` for any day).
    """
    t, told = s.tenure.c, list[tuple[Any, str]]()
    for post in posts:
        known_ = connection.execute(sa.select(s.tenure).where(t.key == post.key, t.entity == entity)).first()
        held = [post.day] if post.day and not post.former else []
        over = [post.day] if post.day and post.former else []
        values: dict[str, Any] = {"reports": 1}
        old = known_._mapping if known_ is not None else {}
        values["first"] = min([*held, *filter(None, [old.get("first")])], default=None)
        values["last"] = max([*held, *filter(None, [old.get("last")])], default=None)
        values["over"] = min([*over, *filter(None, [old.get("over")])], default=None)
        values["begin"] = min(filter(None, [post.begin, old.get("begin")]), default=None)
        values["end"] = max(filter(None, [post.end, old.get("end")]), default=None)
        news = {name for name, value in values.items() if value != old.get(name)} - {"reports"}
        if news:
            told.append((post, old["last"] or "" if news == {"last"} and old else ""))
        if known_ is None:
            connection.execute(s.tenure.insert().values(key=post.key, entity=entity, **values))
        else:
            values["reports"] = known_.reports + 1
            connection.execute(s.tenure.update().where(t.key == post.key, t.entity == entity).values(**values))
    return told


def recount(connection: sa.Connection, entities: Iterable[int]) -> None:
    """Count the tenures of entities anew from their links, after actors were merged or split."""
    t = s.tenure.c
    for entity in sorted(set(entities)):
        connection.execute(s.tenure.delete().where(t.entity == entity))
        linked = sa.select(s.link.c.actor).where(s.link.c.entity == entity)
        rows = connection.execute(
            sa.select(s.post).where(s.post.c.actor.in_(linked)).order_by(s.post.c.actor)
        ).all()
        count(connection, entity, rows)


def holder(connection: sa.Connection, post: str, day: str | None) -> int | None:
    """The one entity known to hold a post on a day (at any time, for None); None where it is not just one."""
    t = s.tenure.c
    rows = connection.execute(sa.select(s.tenure).where(t.key == post).order_by(t.entity)).all()
    if day is None:
        return rows[0].entity if len(rows) == 1 else None
    within = [row.entity for row in rows if _holds(row, day, timedelta(0))]
    if not within:
        within = [row.entity for row in rows if _holds(row, day, _NEAR)]
    return within[0] if len(within) == 1 else None


def _holds(row: Any, day: str, slack: timedelta) -> bool:
    begin = row.begin or row.first
    end = row.end or (row.over if row.over and row.last and row.over > row.last else None) or row.last
    if begin is None and end is None:
        return False
    here = date.fromisoformat(day)
    low = date.fromisoformat(begin or end) - (timedelta(0) if row.begin else slack)
    high = date.fromisoformat(end or begin) + (timedelta(0) if row.end else slack)
    return low <= here <= high
