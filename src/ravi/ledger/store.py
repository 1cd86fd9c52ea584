"""One ledger: opening it, adding to it, looking into it."""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import sqlalchemy as sa

import ravi
from ravi.ledger import (
    corrections,
    deriving,
    dossier,
    history,
    migrations,
    passages,
    rows,
    saved,
    schema,
    search,
    upkeep,
)
from ravi.ledger.backend import WAIT, backend
from ravi.ledger.errors import LedgerError
from ravi.ledger.facets import CalendarName, Unit
from ravi.ledger.facets import facets as count_facets
from ravi.ledger.facets import timeline as make_timeline
from ravi.ledger.history import Action, Entry
from ravi.ledger.listing import Listing
from ravi.ledger.made import next_ids
from ravi.ledger.relations import compare, positions, relate, wrong
from ravi.ledger.relations.types import Comparison, Happening, Kind, Position, Related, Relation
from ravi.ledger.types import Facets, Hit, Hits, Passage, Period
from ravi.ledger.views import Views
from ravi.record import Record, Report


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a report: its row, whether it was new, and the older version it stands beside."""

    report: int
    new: bool
    previous: int | None = None


class Ledger(Listing, Views):
    """Many records in one SQLite file or one PostgreSQL database, made where there is none.

    ``place`` is a path or a ``postgresql://`` address; ``create=False`` refuses a file that is not there;
    ``wait`` is for how many seconds another writer is waited for.  Raises LedgerError where the place cannot be
    opened, is no ledger, or comes from a newer Ravi.  Tables of an older Ravi are brought up to date.
    """

    def __init__(self, place: str | os.PathLike[str], *, create: bool = True, wait: float = WAIT) -> None:
        self._backend = backend(place, create=create, wait=wait)
        self.name = self._backend.name
        try:
            self._open()
        except BaseException:
            self._backend.close()
            raise

    def _open(self) -> None:
        with self._backend.read() as connection:
            version = migrations.version_of(connection)
        if version == schema.VERSION:
            return
        with self._backend.write() as connection:
            version = migrations.version_of(connection)  # another may have been faster
            if version is None:
                migrations.create(connection, self._backend)
            elif version == -1:
                raise LedgerError("a database, but no ledger of Ravi", where=self.name)
            elif version > schema.VERSION:
                raise LedgerError(
                    f"written by a newer Ravi (tables of version {version}, this one knows {schema.VERSION}); "
                    "nothing was changed",
                    where=self.name,
                )
            elif version < schema.VERSION:
                migrations.migrate(connection, self._backend, version)
                deriving.rebuild(connection, self._backend)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._backend.close()

    def known(self, report: Report, raw: bytes | None = None) -> Added | None:
        """Whether a report is kept already, by its bytes and what is known of it; no reading is needed for it."""
        with self._backend.read() as connection:
            return _known(connection, report, _digest(report, raw))

    def add(self, record: Record, *, raw: bytes | None = None, origin: str | None = None) -> Added:
        """Keep a record with the bytes it was read from, in one transaction.

        The same bytes from the same place are known by their content and are not added twice; other bytes at
        the same address become a new version beside the old.  When this returns, the report is on the disk.
        """
        report = record.report
        raw = report.text.encode("utf-8", "surrogatepass") if raw is None else raw
        digest = _digest(report, raw)
        # What takes long is done before the others have to wait.
        row = rows.report_row(record, digest, zlib.compress(raw, 6), origin, None)
        with self._backend.write() as connection:
            if (known := _known(connection, report, digest)) is not None:
                return known
            if report.url:
                row["previous"] = connection.execute(_SAME_URL, {"url": report.url}).scalar()
            key = row["id"] = next_ids(connection, schema.report)[schema.report]
            row["slot"] = schema.slot(report.published, key)
            row["added"] = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute(_INSERT, row)
            deriving.derive(connection, self._backend, key, record)
            return Added(key, new=True, previous=row["previous"])

    def record(self, report: int, *, amended: bool = False) -> Record:
        """The record of one report as it was read, or with its corrections made; raises LedgerError."""
        with self._backend.read() as connection:
            found = deriving.kept(connection, report)
            if not amended:
                return found
            made = corrections.amend(found, history.about(connection, found.report.id))
        told = tuple(a for a in made.record.attributions if a.id not in made.rejected)
        return replace(made.record, attributions=told)

    def raw(self, report: int) -> bytes:
        """The bytes that a report was read from, as they came; raises LedgerError."""
        with self._backend.read() as connection:
            found = connection.execute(sa.select(schema.report.c.raw).where(schema.report.c.id == report)).scalar()
        if found is None:
            raise LedgerError(f"no report {report}", where=self.name)
        return zlib.decompress(found)

    def records(self, query: str = "") -> Iterator[Record]:
        """The records of the reports that hold a statement a query finds, of all for an empty one; oldest first."""
        with self._backend.read() as connection:
            found = search.reports(connection, saved.meant(connection, query))
        for key in found:
            yield self.record(key)

    def records_of(self, entity: int) -> Iterator[Record]:
        """The records of the reports in which an entity (:attr:`Who.entity`) is named, oldest first."""
        wanted = (
            sa.select(schema.report.c.id)
            .join(schema.actor, schema.actor.c.report == schema.report.c.id)
            .join(schema.link, schema.link.c.actor == schema.actor.c.id)
            .where(schema.link.c.entity == entity)
            .distinct()
            .order_by(schema.report.c.published.nulls_first(), schema.report.c.id)
        )
        with self._backend.read() as connection:
            found = list(connection.execute(wanted).scalars())
        for key in found:
            yield self.record(key)

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        before: int | None = None,
        order: search.Order = "newest",
    ) -> Hits:
        """The statements that a query finds; see :mod:`ravi.ledger.query` for the language.

        ``order`` is newest or oldest first, or the best of the newest thousand; ``before`` is the ``next`` of a
        page.  ``@NAME`` stands for a saved search.  Raises QueryError, which tells the place in the query.
        """
        with self._backend.read() as connection:
            asked = saved.meant(connection, query)
            return search.find(connection, asked, limit=limit, offset=offset, before=before, order=order)

    def facets(self, query: str = "") -> Facets:
        """How the newest hits of a query spread over speakers, outlets, acts, statuses, countries and months."""
        with self._backend.read() as connection:
            return count_facets(connection, self._backend, saved.meant(connection, query))

    def timeline(
        self,
        query: str = "",
        *,
        by: Unit = "month",
        calendar: CalendarName = "solar",
        each: int = 3,
    ) -> list[Period]:
        """How much a query finds in each day, month or year of publication, oldest first, with its newest hits."""
        with self._backend.read() as connection:
            asked = saved.meant(connection, query)
            return make_timeline(connection, self._backend, asked, by=by, calendar=calendar, each=each)

    def statement(self, key: int) -> Hit:
        """One statement by its key; raises LedgerError where there is none."""
        with self._backend.read() as connection:
            return search.hit(connection, key)

    def passages(self, report: int, query: str, *, width: int = 80, most: int = 3) -> list[Passage]:
        """Where the words of a query stand in the text of a report, with ``width`` code points on both sides."""
        text = self.record(report).report.text
        with self._backend.read() as connection:
            return passages.passages(text, saved.meant(connection, query), width=width, most=most)

    def save_search(self, name: str, query: str) -> None:
        """Keep a query under a name, in the place of one that had it; raises QueryError where it is none."""
        with self._backend.write() as connection:
            saved.save(connection, name, query)

    def saved_searches(self) -> dict[str, str]:
        """The saved searches, query by name."""
        with self._backend.read() as connection:
            return saved.searches(connection)

    def forget_search(self, name: str) -> None:
        """Drop a saved search; raises LedgerError where there is none of that name."""
        with self._backend.write() as connection:
            saved.forget(connection, name)

    def who(self, name: str, *, limit: int = 20, at: str | None = None) -> list[dossier.Who]:
        """Whom a name may mean, the likeliest first: forms, offices with their days, the latest statements.

        ``name`` can be an office («سفیر ایران در مسکو») and ``at`` the day on which it was held (ISO 8601).
        """
        with self._backend.read() as connection:
            return dossier.who(connection, name, limit=limit, at=at)

    def relate(self, told: Callable[[int], object] | None = None) -> Related:
        """Look for what belongs together in the reports that nobody looked at yet.

        Every report is a transaction of its own: a run that was cut off goes on where it was, a second one finds
        nothing to do.  ``told`` is called with 1 after each report.
        """
        relater, found, reports = relate.Relater(), Counter[str](), 0
        while True:
            with self._backend.read() as connection:
                todo = relate.pending(connection, 200)
            if not todo:
                return Related(reports, dict(sorted(found.items())))
            for report in todo:
                with self._backend.write() as connection:
                    found += relater.relate(connection, report)
                reports += 1
                if told is not None:
                    told(1)

    def unrelated(self) -> int:
        """How many reports wait for :meth:`relate`."""
        with self._backend.read() as connection:
            return relate.waiting(connection)

    def relations(
        self,
        *kinds: Kind,
        report: int | None = None,
        statement: int | None = None,
        event: int | None = None,
        rejected: bool = False,
        limit: int = 100,
        offset: int = 0,
    ) -> list[Relation]:
        """Relations of these kinds (of all for none), that touch a report, a statement or an event."""
        of, item = ("statement", statement) if statement is not None else ("event", event)
        with self._backend.read() as connection:
            return compare.relations(
                connection,
                kinds=kinds,
                of=of if item is not None else None,
                items=None if item is None else [item],
                report=report,
                rejected=rejected,
                limit=limit,
                offset=offset,
            )

    def wrong_relations(self) -> list[tuple[Relation, Entry]]:
        """The relations that corrections mark wrong, in the order in which they were found, each with its entry."""
        with self._backend.read() as connection:
            marks = wrong.marks(connection)
            return [(relation, marks[relation.id]) for relation in compare.by_id(connection, marks)]

    def compare(self, what: str, *, limit: int = 200) -> Comparison:
        """A statement (``s12``), an event (``e7``) or what a query finds, with all that is told about it.

        Raises LedgerError where there is none of that number, QueryError.
        """
        with self._backend.read() as connection:
            return compare.compare(connection, what, limit=limit)

    def happenings(self, **asked: Any) -> tuple[int, tuple[Happening, ...]]:
        """Events, those of several reports as one: how many, and a page of them, the latest first.

        Takes ``type``, ``actor``, ``place``, ``begin``, ``end``, ``limit`` and ``offset``; see
        :func:`ravi.ledger.relations.compare.find_happenings`.
        """
        with self._backend.read() as connection:
            return compare.find_happenings(connection, **asked)

    def positions(self, speaker: str | int, topic: str, *, limit: int = 100) -> list[Position]:
        """What a speaker said on a topic (a query, or ``sID`` for its words), in order, and what changed."""
        with self._backend.read() as connection:
            return positions.positions(connection, speaker, topic, limit=limit)

    def correct(
        self, action: Action, target: dict[str, Any], *, value: str | None = None, who: str, why: str = ""
    ) -> Entry:
        """Write a correction and bring what is searched in line with it.

        ``target`` is one of those that :class:`ravi.ledger.Entry` names, or ``{"statement": key}``, ``{"entity":
        number}``, ``{"actor": number}``.  Raises LedgerError where nobody signs it, or where what it is about is
        not in the ledger; then nothing is written.
        """
        with self._backend.write() as connection:
            target, value = corrections.prepared(connection, action, target, value)
            if action == "relation":
                wrong.must_stand(connection, target)
            entry = history.append(connection, who, action, target, value, why)
            deriving.take_effect(connection, self._backend, entry)
            return entry

    def history(self, report: int | None = None) -> list[Entry]:
        """All corrections in their order, or those about the text of one report."""
        with self._backend.read() as connection:
            found = list(history.entries(connection))
            if report is None:
                return found
            text = deriving.kept(connection, report).report.id
        return [entry for entry in found if text in json.dumps([entry.target, entry.value])]

    def verify(self, against: Iterable[Entry] = ()) -> list[str]:
        """What does not hold of the history; an empty list proves it whole.

        ``against`` are entries that were exported before: they must still be there as they were.
        """
        with self._backend.read() as connection:
            return history.verify(connection, against)

    def rebuild(self) -> None:
        """Make all that is derived anew, from the records and the corrections that stand."""
        with self._backend.write() as connection:
            deriving.rebuild(connection, self._backend)

    @property
    def version(self) -> int:
        """The version of the tables, which is that of this Ravi once a ledger is open."""
        return schema.VERSION

    def target(self, text: str) -> dict[str, Any]:
        """What a word of the command means as a target: ``12:a3``, ``12:A2``, ``12:``, ``#5``, ``7``, or JSON."""
        with self._backend.read() as connection:
            return corrections.target_of(connection, text)

    def stale(self, *, everything: bool = False) -> list[int]:
        """The reports whose record another version of Ravi made (or all), oldest first."""
        r = schema.report.c
        with self._backend.read() as connection:
            asked = sa.select(r.id).order_by(r.id)
            asked = asked if everything else asked.where(r.reader != ravi.__version__)
            return list(connection.execute(asked).scalars())

    def reread(self, report: int, record: Record) -> None:
        """Put a newer reading of a report in the place of the older; corrections go on to hold.

        Raises LedgerError where the text of the record is not that of the report.
        """
        r = schema.report.c
        with self._backend.write() as connection:
            text = connection.execute(sa.select(r.text_sha256).where(r.id == report)).scalar()
            if text != record.report.id:
                raise LedgerError(f"report {report} has another text", where=self.name)
            relate.forget(connection, report)
            rows.clear(connection, self._backend, report)
            connection.execute(schema.report.update().where(r.id == report).values(**rows.reading(record)))
            deriving.derive(connection, self._backend, report, record)
            deriving.settle_people(connection, self._backend)

    def stats(self) -> dict[str, int]:
        """How many rows of each kind the ledger holds."""
        tables = (schema.report, schema.statement, schema.event, schema.actor)
        with self._backend.read() as connection:
            return {
                table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
                for table in tables
            }

    def has_url(self, url: str) -> bool:
        """Whether a report from that address is kept."""
        with self._backend.read() as connection:
            wanted = sa.select(schema.report.c.id).where(schema.report.c.url == url).limit(1)
            return connection.execute(wanted).first() is not None

    def feed_state(self, url: str) -> dict[str, Any]:
        """What is known of a feed that is watched: etag, modified, due, failures; empty for a new one."""
        with self._backend.read() as connection:
            f = schema.feed.c
            row = connection.execute(sa.select(f.etag, f.modified, f.due, f.failures).where(f.url == url)).first()
        return dict(row._mapping) if row else {}

    def keep_feed_state(self, url: str, state: Mapping[str, Any]) -> None:
        """Keep what is known of a feed."""
        with self._backend.write() as connection:
            connection.execute(schema.feed.delete().where(schema.feed.c.url == url))
            connection.execute(schema.feed.insert().values(url=url, **state))

    def check(self) -> list[str]:
        """What is wrong with the ledger, one line a fault; an empty list where every span and hash holds."""
        found: list[str] = []
        try:
            with self._backend.read() as connection:
                for fault in upkeep.faults(connection, self._backend):
                    found.append(fault)
        except LedgerError as error:  # pages that cannot even be read
            found.append(f"file: {error.message}")
        return found

    def backup(self, to: str | os.PathLike[str]) -> None:
        """A whole copy of the ledger as it stands, while others may be writing."""
        upkeep.backup(self._backend, to)

    @classmethod
    def restore(
        cls, backup: str | os.PathLike[str], place: str | os.PathLike[str], *, replace: bool = False
    ) -> Ledger:
        """Put a backup in a place and open it there.

        A file that is there is refused, or with ``replace`` kept beside it as ``….old-1``; a database must be
        empty.  Raises LedgerError where something in the backup does not hold; then nothing has changed.
        """
        with closing(backend(place)) as there:
            upkeep.restore(backup, there, replace=replace)
        return cls(place)

    def vacuum(self) -> None:
        """Give unused space back and bring the full text in order."""
        self._backend.vacuum()


def _digest(report: Report, raw: bytes | None) -> str:
    raw = report.text.encode("utf-8", "surrogatepass") if raw is None else raw
    return hashlib.sha256(raw).hexdigest()


def _same_as() -> sa.Select[Any]:
    r = schema.report.c
    asked = [
        getattr(r, name).is_not_distinct_from(sa.bindparam(name, type_=sa.Text))
        for name in ("url", "published", "outlet")
    ]
    return sa.select(r.id, r.previous).where(
        r.sha256 == sa.bindparam("sha256"), r.text_sha256 == sa.bindparam("text"), *asked
    )


_SAME = _same_as()
_SAME_URL = sa.select(sa.func.max(schema.report.c.id)).where(schema.report.c.url == sa.bindparam("url"))
_INSERT = schema.report.insert()


def _known(connection: sa.Connection, report: Report, digest: str) -> Added | None:
    asked = {name: getattr(report, name) for name in ("url", "published", "outlet")}
    found = connection.execute(_SAME, {"sha256": digest, "text": report.id, **asked}).first()
    return None if found is None else Added(found.id, new=False, previous=found.previous)
