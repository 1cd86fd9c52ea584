"""How many independent voices stand for one thing: a copy adds none, nor does a second report of one channel."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from ravi.ledger import schema as s
from ravi.ledger.folding import joined, words_of
from ravi.ledger.relations.types import Corroboration, Voice
from ravi.lexicon import table

_AGENCIES = ("outlet", "organization")
UNNAMED = "?"
"""The speaker of a statement that names none, as in a chain."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One telling: who speaks (None: the report itself), where it came from, in which report it stands.

    ``known`` is False for a voice that cannot be told from another of its channel: «مقام‌های محلی» of two outlets
    may be two, and is known by its channel alone.
    """

    key: int
    report: int
    speaker: str | None
    entity: int | None
    channel: str
    shown: str
    known: bool = True


def of_statements(connection: sa.Connection, statements: Sequence[int]) -> Corroboration:
    """The voices for what these statements say; they are taken to say one thing."""
    return _count(connection, _told(connection, statements))


def of_events(connection: sa.Connection, events: Sequence[int]) -> Corroboration:
    """The voices that tell of an event: those in whose statements it stands, or the reports themselves."""
    e, st = s.event.c, s.about.c
    kept = list(
        connection.execute(sa.select(e.id, e.report).where(e.id.in_(events), e.status != "denied").order_by(e.id))
    )
    by: dict[int, list[int]] = defaultdict(list)
    for event, statement in connection.execute(
        sa.select(st.event, st.statement).where(st.event.in_([row.id for row in kept])).order_by(st.statement)
    ):
        by[event].append(statement)
    told = {item.key: item for item in _told(connection, sorted({x for found in by.values() for x in found}))}
    items: list[_Item] = []
    bare = [row.report for row in kept if row.id not in by]
    channels = _origins(connection, bare)
    for row in kept:
        for statement in by.get(row.id, ()):
            if statement in told:
                items.append(replace(told[statement], key=row.id, report=row.report))
        if row.id not in by:
            items.append(_Item(row.id, row.report, None, None, *channels[row.report]))
    return _count(connection, items)


def _told(connection: sa.Connection, statements: Sequence[int]) -> list[_Item]:
    st, a = s.statement.c, s.actor.c
    rows = connection.execute(
        sa.select(st.id, st.report, st.aid, st.parent, st.channel, a.name, a.kind, st.entity)
        .select_from(s.statement.outerjoin(s.actor, a.id == st.speaker))
        .where(st.id.in_(statements), st.rejected.is_(False)).order_by(st.id)
    ).all()  # fmt: skip
    reports = sorted({row.report for row in rows})
    origins, credit = _origins(connection, reports), _chains(connection, reports)
    items = []
    for row in rows:
        channel = origins[row.report]
        above = row.parent
        while above is not None and (row.report, above) in credit:
            parent, name, kind = credit[row.report, above]
            if kind in _AGENCIES and name:
                channel = outlet_key(name), name
            above = parent
        if row.channel and (agency := _agency(row.channel)):
            channel = agency, row.channel
        known = row.entity is not None or row.kind == "person"
        speaker, entity = row.name or UNNAMED, row.entity
        if row.kind == "outlet" and row.name:
            channel, known, speaker, entity = (outlet_key(row.name), row.name), False, None, None
        items.append(_Item(row.id, row.report, speaker, entity, *channel, known))
    return items


def _origins(connection: sa.Connection, reports: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Where each report has its news from: the agency that its credit line names, else its outlet."""
    r, st, a = s.report.c, s.statement.c, s.actor.c
    found: dict[int, tuple[str, str]] = {}
    wanted = sorted(set(reports))
    for row in connection.execute(sa.select(r.id, r.outlet).where(r.id.in_(wanted))):
        found[row.id] = (outlet_key(row.outlet), row.outlet) if row.outlet else (f"report {row.id}", f"#{row.id}")
    credited = (
        sa.select(st.report, a.name).join(s.actor, a.id == st.speaker)
        .where(st.report.in_(wanted), st.dateline.is_(True), a.kind.in_(_AGENCIES)).order_by(st.id.desc())
    )  # fmt: skip
    for report, name in connection.execute(credited):
        found[report] = outlet_key(name), name
    return found


def _chains(
    connection: sa.Connection, reports: Sequence[int]
) -> dict[tuple[int, str], tuple[str | None, str, str]]:
    """Every statement of some reports: its parent, its speaker's name and kind."""
    st, a = s.statement.c, s.actor.c
    rows = connection.execute(
        sa.select(st.report, st.aid, st.parent, a.name, a.kind)
        .select_from(s.statement.outerjoin(s.actor, a.id == st.speaker)).where(st.report.in_(reports))
    )  # fmt: skip
    return {(row.report, row.aid): (row.parent, row.name or "", row.kind or "") for row in rows}


@functools.cache
def _slugs() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table("cues_outlets"):
        first = joined(row["names"].split("|")[0])
        for name in (row["slug"], *row["names"].split("|")):
            found.setdefault(joined(name), first)
    return found


@functools.lru_cache(maxsize=4096)
def outlet_key(name: str) -> str:
    """One spelling for the ways to name an outlet: «خبرگزاری ایسنا», «ایسنا», isna."""
    words = [word for word, _ in words_of(name) if word not in ("خبرگزاری", "روزنامه", "سایت", "پایگاه", "شبکه")]
    folded = " ".join(words) or joined(name)
    return _slugs().get(folded, folded)


def _agency(channel: str) -> str | None:
    """The outlet that a channel names («در گفت‌وگو با ایسنا»), None where it names none."""
    words = [word for word, _ in words_of(channel)]
    for i in range(len(words)):
        for j in range(len(words), i, -1):
            if (slug := _slugs().get(" ".join(words[i:j]))) is not None:
                return slug
    return None


def _count(connection: sa.Connection, items: Sequence[_Item]) -> Corroboration:
    one = _copies(connection, items)
    speakers: dict[str, list[_Item]] = defaultdict(list)
    for item in items:
        channel = one[item.channel]
        name = f"entity {item.entity}" if item.entity is not None else f"name {joined(item.speaker or '')}"
        speakers[name if item.speaker and item.known else f"channel {channel}"].append(item)
    ways = {key: sorted({one[item.channel] for item in told}) for key, told in speakers.items()}
    chosen = _match(ways)
    voices = tuple(
        Voice(
            # Where an outlet says a thing itself and by «مقام‌های محلی», it is one voice, the outlet's.
            None if any(item.speaker is None for item in told) else told[0].speaker,
            told[0].entity,
            tuple(dict.fromkeys(item.shown for item in told)),
            tuple(sorted({item.report for item in told})),
            tuple(sorted({item.key for item in told})),
            key in chosen,
        )
        for key, told in sorted(speakers.items(), key=lambda entry: (entry[0] not in chosen, entry[1][0].key))
    )
    return Corroboration(len(chosen), len({item.report for item in items}), voices)


def _copies(connection: sa.Connection, items: Sequence[_Item]) -> Mapping[str, str]:
    """Each channel by the channel that stands for it: those of copies of one text are one."""
    root = {item.channel: item.channel for item in items}

    def find(key: str) -> str:
        while root[key] != key:
            key = root[key]
        return key

    n = s.relation.c
    reports = sorted({item.report for item in items})
    of = defaultdict(list)
    for item in items:
        of[item.report].append(item.channel)
    derived = sa.select(n.one, n.other).where(
        n.kind == "derived_from", n.of == "report", n.rejected.is_(False), n.one.in_(reports), n.other.in_(reports)
    )
    for one, other in connection.execute(derived.order_by(n.id)):
        for channel in (*of[one], *of[other]):
            root[find(channel)] = find(of[other][0])
    return {channel: find(channel) for channel in root}


def _match(ways: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The greatest number of speakers with a channel each of their own (bipartite matching, Kuhn 1955)."""
    taken: dict[str, str] = {}

    def settle(speaker: str, tried: set[str]) -> bool:
        for channel in ways[speaker]:
            if channel not in tried:
                tried.add(channel)
                if channel not in taken or settle(taken[channel], tried):
                    taken[channel] = speaker
                    return True
        return False

    for speaker in sorted(ways):
        settle(speaker, set())
    return {speaker: channel for channel, speaker in taken.items()}
