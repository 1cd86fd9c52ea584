"""From one report to its record: the steps in order, one line a step.  Read this page first."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date

from ravi import actors, attributions, events, language, quantities, times
from ravi.errors import DateError
from ravi.record import Record, Report
from ravi.text.tongue import language_of

__all__ = ["Reader", "read", "report"]

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def read(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
) -> Record:
    """Read one report; see :class:`Reader` for many.

    ``published`` is an ISO date (``2025-01-17``); raises :class:`ravi.errors.DateError` where it is not.
    """
    return Reader().read(report(text, published=published, outlet=outlet, url=url, title=title))


def report(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
) -> Report:
    """A report with its id, the SHA-256 of its text, and its language.

    ``published`` is an ISO date (``2025-01-17``); raises :class:`ravi.errors.DateError` where it is not.
    """
    return Report(
        id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        text=text,
        outlet=outlet,
        url=url,
        title=title,
        published=None if published is None else _iso(published),
        language=language_of(text),
    )


def _iso(day: str) -> str:
    """``day`` where it is a day of the Gregorian calendar in ISO 8601; raises DateError."""
    try:
        if not _ISO.fullmatch(day):
            raise ValueError(day)
        date.fromisoformat(day)
    except ValueError:
        raise DateError(
            f"{day!r} is no day of the calendar", where="published", hint="give it as YYYY-MM-DD, 2025-01-17"
        ) from None
    return day


_report = report


class Reader:
    """Reads reports; loads its models once."""

    def read(self, report: Report | str) -> Record:
        """The record of one report, or of a text of which nothing else is known; the same gives the same.

        A text that is not Persian gives a record with nothing but the report, which names its language.
        """
        if isinstance(report, str):
            report = _report(report)
        if report.language != "fa":
            return Record(report=report)
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

    def read_many(self, reports: Iterable[Report | str]) -> Iterator[Record]:
        """The records of many reports or texts, one at a time, in order; nothing is read ahead."""
        for report in reports:
            yield self.read(report)
