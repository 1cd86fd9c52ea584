"""From one report to its record: the steps in order, one line a step.  Read this page first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from ravi import actors, attributions, events, language, quantities, times
from ravi.record import Record, Report


def read(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
) -> Record:
    """Read one report; see :class:`Reader` for many."""
    return Reader().read(report(text, published=published, outlet=outlet, url=url, title=title))


def report(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
) -> Report:
    """A report with its id, the SHA-256 of its text; ``published`` is an ISO date."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Report(id=digest, text=text, outlet=outlet, url=url, title=title, published=published)


class Reader:
    """Reads reports; loads its models once."""

    def read(self, report: Report) -> Record:
        """The record of one report; the same report gives the same record."""
        analysis = language.analyse(report.text)
        dates = times.find(analysis, published=report.published)
        numbers = quantities.find(analysis, dates)
        cast = actors.find(analysis, outlet=report.outlet)
        told = attributions.find(analysis, cast, dates)
        dates = times.anchor(dates, told, published=report.published)
        happenings = events.find(analysis, cast, dates, numbers, told)
        return Record(
            report=report,
            repairs=analysis.repaired.repairs,
            sentences=tuple((s.start, s.end) for s in analysis.sentences),
            actors=cast.actors(),
            times=dates,
            quantities=numbers,
            attributions=attributions.link(told, happenings),
            events=happenings,
        )

    def read_many(self, reports: Iterable[Report]) -> Iterator[Record]:
        """The records of many reports, one at a time, in order."""
        for report in reports:
            yield self.read(report)
