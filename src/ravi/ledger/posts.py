"""Offices across reports: which phrases name one post, when somebody held it, and who did on a day.

A post is the lemma of its head and what tells it apart, with states by their codes in the order of the phrase:
«سفیر جمهوری اسلامی ایران در مسکو» and «سفیر ایران در روسیه» are ``سفیر IRN RUS``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from ravi.actors.facts import Head, demonyms, heads, key, known
from ravi.ledger import schema as s
from ravi.ledger.made import kept_row
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


@dataclass(frozen=True, slots=True)
class Given:
    """A post that a report of a day gave to somebody."""

    key: str
    title: str
    former: bool
    begin: str | None
    end: str | None
    day: str | None


_POST = s.post.insert()


def insert(connection: sa.Connection, record: Record, actors: Mapping[str, int]) -> dict[int, list[Given]]:
    """Keep the posts that a report gives to some of its actors (keys of rows by ids), and give them back."""
    found: dict[int, list[Given]] = {}
    for actor in record.actors:
        if actor.id in actors:
            kept = {post.key: post for post in posts_of(record, actor)}
            found[actors[actor.id]] = [
                Given(p.key, p.title, p.former, p.begin, p.end, record.report.published)
                for _, p in sorted(kept.items())
            ]
    unnamed = {actors[a.id] for a in record.actors if a.id in actors and a.kind == "unnamed"}
    rows = [
        kept_row({"actor": actor, "waiting": actor in unnamed and not p.former and alone(p.key), **asdict(p)})
        for actor, posts in found.items() for p in posts
    ]  # fmt: skip
    if rows:
        connection.execute(_POST, rows)
    return found


_KNOWN = sa.select(s.tenure).where(
    s.tenure.c.key.in_(sa.bindparam("keys", expanding=True)), s.tenure.c.entity == sa.bindparam("entity")
)
_TENURE = s.tenure.insert()
_VALUES = ("first", "last", "over", "begin", "end", "reports")
_AGAIN = (
    s.tenure.update()
    .where(s.tenure.c.key == sa.bindparam("key_"), s.tenure.c.entity == sa.bindparam("entity_"))
    .values({name: sa.bindparam(f"{name}_") for name in _VALUES})
)


def count(connection: sa.Connection, entity: int, posts: Sequence[Given]) -> list[tuple[Given, str]]:
    """Note that an entity was given these posts: the first and last day, or that it is over.

    Those of which something new is known are given back, each with the day after which it is new: where only the
    last day moved, nothing before it is known any better (``""`` for any day).
    """
    if not posts:
        return []
    asked = {"keys": sorted({post.key for post in posts}), "entity": entity}
    there: dict[str, Any] = {row.key: dict(row._mapping) for row in connection.execute(_KNOWN, asked)}
    before, told = set(there), list[tuple[Given, str]]()
    for post in posts:
        old = there.get(post.key, {})
        held = [post.day] if post.day and not post.former else []
        over = [post.day] if post.day and post.former else []
        values: dict[str, Any] = {"reports": old.get("reports", 0) + 1}
        values["first"] = min([*held, *filter(None, [old.get("first")])], default=None)
        values["last"] = max([*held, *filter(None, [old.get("last")])], default=None)
        values["over"] = min([*over, *filter(None, [old.get("over")])], default=None)
        values["begin"] = min(filter(None, [post.begin, old.get("begin")]), default=None)
        values["end"] = max(filter(None, [post.end, old.get("end")]), default=None)
        news = {name for name, value in values.items() if value != old.get(name)} - {"reports"}
        if news:
            told.append((post, old["last"] or "" if news == {"last"} and old else ""))
        there[post.key] = values
    new = [{"key": key, "entity": entity, **values} for key, values in there.items() if key not in before]
    again = [
        {"key_": key, "entity_": entity, **{f"{name}_": there[key][name] for name in _VALUES}}
        for key in sorted(before)
    ]  # fmt: skip
    if new:
        connection.execute(_TENURE, new)
    if again:
        connection.execute(_AGAIN, again)
    return told


def recount(connection: sa.Connection, entities: Iterable[int]) -> None:
    """Count the tenures of entities anew from their links, after actors were merged or split."""
    t = s.tenure.c
    for entity in sorted(set(entities)):
        connection.execute(s.tenure.delete().where(t.entity == entity))
        linked = sa.select(s.link.c.actor).where(s.link.c.entity == entity)
        p = s.post.c
        asked = sa.select(p.key, p.title, p.former, p.begin, p.end, p.day).where(p.actor.in_(linked))
        count(connection, entity, [Given(*row) for row in connection.execute(asked.order_by(p.actor, p.key))])


def _on(slack: bool) -> sa.Select[Any]:
    """Two of the holders of a post on a day, or near it."""
    t = s.tenure.c
    over = sa.case((t.over > t.last, t.over))
    begin, end = sa.func.coalesce(t.begin, t.first), sa.func.coalesce(t.end, over, t.last)
    day = sa.bindparam("day", type_=sa.String)
    after, before = (sa.bindparam(name, type_=sa.String) for name in ("after", "before"))
    low = sa.case((t.begin.is_(None), after), else_=day) if slack else day
    high = sa.case((t.end.is_(None), before), else_=day) if slack else day
    held = (sa.func.coalesce(begin, end) <= low, sa.func.coalesce(end, begin) >= high)
    return sa.select(t.entity).where(t.key == sa.bindparam("key"), *held).limit(2)


_THEN, _ABOUT_THEN = _on(slack=False), _on(slack=True)
_EVER = sa.select(s.tenure.c.entity).where(s.tenure.c.key == sa.bindparam("key")).limit(2)


def holder(connection: sa.Connection, post: str, day: str | None) -> int | None:
    """The one entity known to hold a post on a day (at any time, for None); None where it is not just one."""
    if day is None:
        found = list(connection.execute(_EVER, {"key": post}).scalars())
    else:
        here = date.fromisoformat(day)
        found = list(connection.execute(_THEN, {"key": post, "day": day}).scalars())
        if not found:
            near = {"after": _moved(here, _NEAR), "before": _moved(here, -_NEAR)}
            found = list(connection.execute(_ABOUT_THEN, {"key": post, "day": day, **near}).scalars())
    return found[0] if len(found) == 1 else None


def _moved(day: date, by: timedelta) -> str:
    try:
        return (day + by).isoformat()
    except OverflowError:
        return (date.max if by > timedelta(0) else date.min).isoformat()
