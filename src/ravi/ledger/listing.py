"""What is in a ledger, page by page: its reports and its entities, without their records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ravi.ledger import dossier
from ravi.ledger import schema as s
from ravi.ledger.backend import Backend
from ravi.ledger.dossier import Who
from ravi.ledger.errors import LedgerError
from ravi.ledger.folding import joined

__all__ = ["Entities", "EntityRow", "Listing", "ReportRow", "Reports"]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report as the ledger keeps it; ``previous`` is the version before it at the same address."""

    report: int
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    added: str
    origin: str | None
    text: str
    statements: int
    events: int
    previous: int | None


@dataclass(frozen=True, slots=True)
class Reports:
    """A page of reports and how many there are in all."""

    total: int
    offset: int
    items: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class EntityRow:
    """Somebody or something that reports speak of; ``reports`` is in how many."""

    entity: int
    kind: str
    name: str
    latin: str | None
    country: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class Entities:
    """A page of entities and how many there are in all."""

    total: int
    offset: int
    items: tuple[EntityRow, ...]


class Listing:
    """The part of a ledger that lists what it holds."""

    _backend: Backend

    def reports(self, *, limit: int = 20, offset: int = 0, outlet: str | None = None) -> Reports:
        """A page of the reports, the last added first; of one outlet where it is named."""
        r = s.report.c
        where = sa.true() if outlet is None else r.outlet == outlet
        with self._backend.read() as connection:
            total = connection.execute(sa.select(sa.func.count()).select_from(s.report).where(where)).scalar_one()
            wanted = _rows().where(where).order_by(r.id.desc()).limit(limit).offset(offset)
            return Reports(total, offset, tuple(map(_row, connection.execute(wanted))))

    def report(self, report: int) -> ReportRow:
        """One report; raises LedgerError where there is none of that number."""
        with self._backend.read() as connection:
            found = connection.execute(_rows().where(s.report.c.id == report)).first()
        if found is None:
            raise LedgerError(f"no report {report}")
        return _row(found)

    def report_with(self, text: str) -> int | None:
        """The number of the newest report whose text has this SHA-256, None where none has."""
        r = s.report.c
        wanted = sa.select(sa.func.max(r.id)).where(r.text_sha256 == text)
        with self._backend.read() as connection:
            found: int | None = connection.execute(wanted).scalar()
        return found

    def entities(self, *, name: str = "", kind: str | None = None, limit: int = 20, offset: int = 0) -> Entities:
        """A page of the entities, those met in most reports first; ``name`` is a part of a name, Latin too."""
        e = s.entity.c
        where = [] if kind is None else [e.kind == kind]
        if name.strip():
            folded = joined(name)
            like = [sa.func.lower(e.latin).contains(name.strip().lower(), autoescape=True)]
            like += [e.folded.contains(folded, autoescape=True)] if folded else []
            where.append(sa.or_(*like))
        reports = sa.func.count(sa.distinct(s.actor.c.report))
        wanted = (
            sa.select(e.id, e.kind, e.name, e.latin, e.country, reports)
            .join(s.link, s.link.c.entity == e.id)
            .join(s.actor, s.actor.c.id == s.link.c.actor)
            .where(*where)
            .group_by(e.id, e.kind, e.name, e.latin, e.country)
        )
        with self._backend.read() as connection:
            total = connection.execute(sa.select(sa.func.count()).select_from(wanted.subquery())).scalar_one()
            page = connection.execute(wanted.order_by(reports.desc(), e.id).limit(limit).offset(offset))
            return Entities(total, offset, tuple(EntityRow(*row) for row in page))

    def entity(self, entity: int, *, limit: int = 20) -> Who:
        """One entity with its forms, offices and latest statements; raises LedgerError where it is not there."""
        with self._backend.read() as connection:
            known = connection.execute(sa.select(s.entity.c.id).where(s.entity.c.id == entity)).first()
            if known is None:
                raise LedgerError(f"no entity {entity}")
            return dossier.of_entity(connection, entity, limit)


def _rows() -> sa.Select[Any]:
    r = s.report.c
    statements = sa.select(sa.func.count()).where(s.statement.c.report == r.id).scalar_subquery()
    events = sa.select(sa.func.count()).where(s.event.c.report == r.id).scalar_subquery()
    return sa.select(
        r.id,
        r.title,
        r.outlet,
        r.url,
        r.published,
        r.added,
        r.origin,
        r.text_sha256,
        statements,
        events,
        r.previous,
    )


def _row(row: Any) -> ReportRow:
    return ReportRow(*row)
