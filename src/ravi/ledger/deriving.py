"""All that is made from a record, in order: what is added to a ledger is added here.

Everything is made inside the transaction of the report, and can be made again from the records and the history.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from ravi.ledger import corrections, entities, history, migrations, people, posts, rows
from ravi.ledger import schema as s
from ravi.ledger.backend import Backend
from ravi.ledger.errors import LedgerError
from ravi.ledger.history import Entry
from ravi.ledger.made import Row
from ravi.ledger.persons import Named
from ravi.ledger.relations import relate, wrong
from ravi.record import Record


def derive(connection: sa.Connection, backend: Backend, report: int, record: Record) -> None:
    """Make all rows of a report that has none."""
    amended = corrections.amend(record, history.about(connection, record.report.id))
    moved: set[int] = set()

    def linked(actors: Sequence[Row]) -> dict[int, int]:
        named = [Named(**{name: row[name] for name in Named.__slots__}) for row in actors]
        moved.update(entities.link(connection, amended.record, named))
        return people.follow(connection, report)

    rows.insert(connection, backend, report, amended.record, amended.rejected, linked)
    if moved:
        rows.name_speakers(connection, backend, s.statement.c.speaker.in_(sorted(moved)))
        relate.wait(connection, _reports(connection, moved))


def refresh(connection: sa.Connection, backend: Backend, report: int) -> None:
    """Bring the rows of a report in line with the corrections that stand; statements keep their keys."""
    record = kept(connection, report)
    amended = corrections.amend(record, history.about(connection, record.report.id))
    rows.amend(connection, backend, report, amended.record, amended.rejected)
    moved = entities.link(connection, amended.record, entities.unlinked(connection, report))
    people.follow(connection, report)
    st = s.statement.c
    rows.name_speakers(connection, backend, sa.or_(st.report == report, st.speaker.in_(sorted(moved))))
    relate.again(connection, {report, *_reports(connection, moved)})


def _reports(connection: sa.Connection, actors: Iterable[int]) -> set[int]:
    a = s.actor.c
    return set(connection.execute(sa.select(a.report).where(a.id.in_(sorted(actors)))).scalars())


def rebuild(connection: sa.Connection, backend: Backend) -> None:
    """Make all derived rows again from the records and the corrections that stand."""
    migrations.renew(connection, backend)
    for key in connection.execute(sa.select(s.report.c.id).order_by(s.report.c.id)).scalars().all():
        derive(connection, backend, key, kept(connection, key))
    settle_people(connection, backend)


def settle_people(connection: sa.Connection, backend: Backend) -> None:
    """Make merges and splits anew, and name the speakers whom that changed."""
    touched, changed = people.settle(connection)
    if touched:
        posts.recount(connection, touched)
        st = s.statement.c
        linked = sa.select(s.link.c.actor).where(s.link.c.entity.in_(sorted(touched)))
        rows.name_speakers(connection, backend, sa.or_(st.entity.in_(sorted(touched)), st.speaker.in_(linked)))
        relate.again(connection, _reports(connection, changed))


def take_effect(connection: sa.Connection, backend: Backend, entry: Entry) -> None:
    """Bring rows in line with an entry that was just written."""
    about = corrections.root(connection, entry)
    match about.action:
        case "reject" | "source":
            r = s.report.c
            for report in connection.execute(
                sa.select(r.id).where(r.text_sha256 == about.target["text"])
            ).scalars():
                refresh(connection, backend, report)
        case "merge" | "split":
            settle_people(connection, backend)
        case "relation":
            wrong.settle(connection, about)


def kept(connection: sa.Connection, report: int) -> Record:
    """The record of one report as it was read; raises LedgerError where there is none of that number."""
    found = connection.execute(sa.select(s.report.c.record).where(s.report.c.id == report)).scalar()
    if found is None:
        raise LedgerError(f"no report {report}")
    return Record.from_json(zlib.decompress(found))
