"""Looking for what belongs together, report by report: each is met with what is already there through indexes.

A report is one transaction with its mark in ``related``, so that a run that was cut off goes on where it was;
a second run finds nothing to do.  The work for one report is bounded whatever the ledger holds: every index gives
a bounded number of candidates.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa

from ravi.ledger import corrections, history
from ravi.ledger import schema as s
from ravi.ledger.relations import keys, origin, rows, wrong
from ravi.ledger.relations.copies import LEAST, Text, compare
from ravi.ledger.relations.judge import Verdict, judge
from ravi.ledger.relations.rows import Found
from ravi.ledger.relations.same_event import judge_events
from ravi.ledger.relations.traits import Happened, Source, Trait
from ravi.record.json import from_dict, to_dict

RULES = 3
"""Version of the rules; reports that older rules looked at are looked at again."""
_POSTINGS = 30
"""Reports that are kept for one shingle; what stands in more is a set phrase."""
_COPIES = 20
"""Reports that are compared whole with one."""
_A_KEY = 60
"""Statements or events that one key gives at the most, those nearest in time."""
_CANDIDATES = 40
"""Statements or events that one is compared with at the most, those that share most keys."""
_EVENT_DAYS = 6
_AT_ONCE = 20
"""Reports that are looked at again while somebody waits."""
_KEPT_SOURCES = 400
"""Reports that are kept in memory; news of one week meet one another."""


def pending(connection: sa.Connection, limit: int) -> list[int]:
    """The next reports that these rules have not looked at, in the order in which they were added."""
    r, d = s.report.c, s.related.c
    done = sa.select(d.report).where(d.rules >= RULES)
    return list(connection.execute(sa.select(r.id).where(r.id.not_in(done)).order_by(r.id).limit(limit)).scalars())


def waiting(connection: sa.Connection) -> int:
    """How many reports these rules have not looked at."""
    d = s.related.c
    done = sa.select(d.report).where(d.rules >= RULES)
    wanted = sa.select(sa.func.count()).select_from(s.report).where(s.report.c.id.not_in(done))
    return int(connection.execute(wanted).scalar_one())


def wait(connection: sa.Connection, reports: Iterable[int]) -> list[int]:
    """Let reports that were looked at wait to be looked at again; those of them that were."""
    d = s.related.c
    asked = sa.select(d.report).where(d.report.in_(sorted(reports))).order_by(d.report)
    found = list(connection.execute(asked).scalars())
    connection.execute(s.related.delete().where(d.report.in_(found)))
    return found


def again(connection: sa.Connection, reports: Iterable[int]) -> None:
    """Look again at reports whose speakers a correction changed: at once where they are few, else they wait."""
    found = wait(connection, reports)
    if len(found) <= _AT_ONCE:
        relater = Relater()
        for report in found:
            relater.relate(connection, report)


class Relater:
    """Meets one report after the other with those before it; keeps what it read of the last few hundred."""

    def __init__(self) -> None:
        self._sources: OrderedDict[int, Source] = OrderedDict()
        self._texts: OrderedDict[int, Text] = OrderedDict()

    def relate(self, connection: sa.Connection, report: int) -> Counter[str]:
        """Find and keep every relation between a report and those looked at before; count them by kind."""
        forget(connection, report)
        source = self._source(connection, report)
        found = [*self._copies(connection, source)]
        found += self._statements(connection, source)
        found += self._events(connection, source)
        kept = rows.insert(connection, found)
        wrong.mark(connection, corrections.wrong_relations(connection), source.data["report"]["id"])
        connection.execute(s.related.insert().values(report=report, rules=RULES))
        return kept

    def _source(self, connection: sa.Connection, report: int) -> Source:
        if report in self._sources:
            self._sources.move_to_end(report)
            return self._sources[report]
        source = read_source(connection, report)
        self._sources[report] = source
        if len(self._sources) > _KEPT_SOURCES:
            self._sources.popitem(last=False)
        return source

    def _text(self, connection: sa.Connection, report: int) -> Text:
        if report not in self._texts:
            self._texts[report] = Text.of(self._source(connection, report).text)
            if len(self._texts) > _KEPT_SOURCES:
                self._texts.popitem(last=False)
        self._texts.move_to_end(report)
        return self._texts[report]

    # -- reports

    def _copies(self, connection: sa.Connection, source: Source) -> Iterable[Found]:
        text = self._text(connection, source.report)
        sample = text.sample()
        c = s.shingle.c
        met: Counter[int] = Counter()
        full: Counter[int] = Counter()
        for part in _parts(sample, 500):
            for code, report in connection.execute(sa.select(c.code, c.report).where(c.code.in_(part))):
                met[report] += 1
                full[code] += 1
        new = [{"code": code, "report": source.report} for code in sample if full[code] < _POSTINGS]
        if new:
            connection.execute(s.shingle.insert(), new)
        least = LEAST if len(sample) == len(text.at) else 2
        for report, count in sorted(met.items(), key=lambda m: (-m[1], m[0]))[:_COPIES]:
            if count < min(least, 3):
                continue
            other = self._source(connection, report)
            one, two, rule = origin.direction(source, other)
            days = abs(one.published - two.published) if one.published and two.published else None
            shared = compare(self._text(connection, one.report), self._text(connection, two.report), one.text, days)
            if shared is not None:
                yield Found(
                    "derived_from", "report", one.report, two.report, (one.report, two.report), rule,
                    shared.runs, (), shared.of_one, shared.form,
                )  # fmt: skip

    # -- statements

    def _statements(self, connection: sa.Connection, source: Source) -> Iterable[Found]:
        carriers = {a["parent"] for a in source.data["attributions"] if a["parent"]}
        own: dict[int, tuple[Trait, list[int]]] = {}
        for aid, row in source.statements.items():
            if aid not in carriers and not source.told[aid]["dateline"] and aid in source.told:
                trait = source.trait(aid)
                own[row] = trait, keys.of_statement(trait)
        _post(connection, "s", source, {row: codes for row, (_, codes) in own.items()})
        where: dict[int, tuple[int, str]] = {row: (source.report, t.aid) for row, (t, _) in own.items()}
        for row, (trait, codes) in own.items():
            near = _meet(connection, "s", codes, source.published)
            near.pop(row, None)
            chosen = [item for item, count in near.most_common() if count > 1][:_CANDIDATES]
            chosen += [n for n in own if n != row and own[n][0].pointing and n not in chosen]
            where |= _places(connection, [item for item in chosen if item not in where])
            for item in chosen:
                report, aid = where[item]
                if report == source.report and item > row:
                    continue  # each pair of one report once
                other = source if report == source.report else self._source(connection, report)
                if aid in other.told:
                    yield from (_stated(v, trait, other.trait(aid)) for v in judge(trait, other.trait(aid)))

    # -- events

    def _events(self, connection: sa.Connection, source: Source) -> Iterable[Found]:
        own = {event.event: event for event in source.happened.values()}
        codes = {row: keys.of_event(event) for row, event in own.items()}
        _post(connection, "e", source, codes, {row: e.days[0] if e.days else None for row, e in own.items()})
        for row, event in own.items():
            day = event.days[0] if event.days else source.published
            near = _meet(connection, "e", codes[row], day, _EVENT_DAYS)
            chosen = [item for item, _ in near.most_common(_CANDIDATES) if item not in own]
            for item, (report, eid) in _events_at(connection, chosen).items():
                other = self._source(connection, report).happened.get(eid)
                if other is not None and other.event == item:
                    yield from (_happened(v, event, other) for v in judge_events(event, other))


def read_source(connection: sa.Connection, report: int) -> Source:
    """The record of one report as corrections have it, to be compared, with the rows that its parts have."""
    st, e, a, r = s.statement.c, s.event.c, s.actor.c, s.report.c
    data = json.loads(zlib.decompress(connection.execute(sa.select(r.record).where(r.id == report)).scalar_one()))
    if entries := history.about(connection, data["report"]["id"]):
        data = to_dict(corrections.amend(from_dict(data), entries).record)
    linked = sa.select(a.aid, s.link.c.entity).join(s.link, s.link.c.actor == a.id).where(a.report == report)
    return Source(
        report,
        data,
        {x.aid: x.id for x in connection.execute(
            sa.select(st.aid, st.id).where(st.report == report, st.rejected.is_(False)).order_by(st.id))},
        {x.eid: x.id for x in connection.execute(sa.select(e.eid, e.id).where(e.report == report).order_by(e.id))},
        {x.aid: x.entity for x in connection.execute(linked)},
    )  # fmt: skip


def forget(connection: sa.Connection, report: int) -> None:
    """Take out what was found of a report, so that it is looked at anew."""
    n = s.relation.c
    rows.scatter(connection, report)
    connection.execute(s.relation.delete().where(sa.or_(n.report_one == report, n.report_other == report)))
    for table in (s.shingle, s.topic, s.related):
        connection.execute(table.delete().where(table.c.report == report))


def _parts(values: Sequence[int], size: int) -> Iterable[Sequence[int]]:
    return (values[i : i + size] for i in range(0, len(values), size))


def _post(
    connection: sa.Connection,
    of: str,
    source: Source,
    codes: Mapping[int, Sequence[int]],
    days: Mapping[int, int | None] | None = None,
) -> None:
    new = [
        {"code": code, "day": (days or {}).get(row) or source.published or 0, "of": of, "item": row,
         "report": source.report}
        for row, found in codes.items() for code in found
    ]  # fmt: skip
    if new:
        connection.execute(s.topic.insert(), new)


def _meet(
    connection: sa.Connection, of: str, codes: Sequence[int], day: int | None, reach: int | None = None
) -> Counter[int]:
    """What shares keys, and how many: for each key those nearest in time on either side."""
    t = s.topic.c
    met: Counter[int] = Counter()
    base = sa.select(t.item).where(t.code == sa.bindparam("code"), t.of == of)
    if day is None:
        asked = [base.order_by(t.day.desc(), t.item).limit(_A_KEY)]
    else:
        before, after = base.where(t.day <= day), base.where(t.day > day)
        if reach is not None:
            before, after = before.where(t.day >= day - reach), after.where(t.day <= day + reach)
        asked = [
            before.order_by(t.day.desc(), t.item).limit(_A_KEY),
            after.order_by(t.day, t.item).limit(_A_KEY // 2),
        ]
        if reach is None:
            asked.append(base.where(t.day == 0).order_by(t.item).limit(_A_KEY // 2))
    for code in codes:
        seen = {item for query in asked for item in connection.execute(query, {"code": code}).scalars()}
        met.update(sorted(seen))
    return met


def _places(connection: sa.Connection, items: Sequence[int]) -> dict[int, tuple[int, str]]:
    st = s.statement.c
    found = connection.execute(sa.select(st.id, st.report, st.aid).where(st.id.in_(items))) if items else ()
    return {row.id: (row.report, row.aid) for row in found}


def _events_at(connection: sa.Connection, items: Sequence[int]) -> dict[int, tuple[int, str]]:
    e = s.event.c
    found = (
        connection.execute(sa.select(e.id, e.report, e.eid).where(e.id.in_(items)).order_by(e.id)) if items else ()
    )
    return {row.id: (row.report, row.eid) for row in found}


def _stated(verdict: Verdict, a: Trait, b: Trait) -> Found:
    found = Found(
        verdict.kind, "statement", a.statement, b.statement, (a.report, b.report), verdict.rule, verdict.evidence,
        verdict.differs, verdict.share,
    )  # fmt: skip
    return found.turn() if verdict.turned else found


def _happened(verdict: Verdict, a: Happened, b: Happened) -> Found:
    return Found(
        verdict.kind, "event", a.event, b.event, (a.report, b.report), verdict.rule, verdict.evidence,
        verdict.differs, verdict.share,
    )  # fmt: skip
