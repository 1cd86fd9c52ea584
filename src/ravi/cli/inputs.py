"""From the files on the command line to reports; what cannot be read is an error, never a crash."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ravi.errors import DateError, InputError, RaviError
from ravi.record import Report

__all__ = ["STDIN", "Facts", "Named", "day", "read_bytes", "read_text", "reports"]

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the user says about the reports; it goes before what a file says about itself."""

    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A report, or why there is none, under the name of its file.

    ``raw`` are the bytes that it was read from, ``origin`` the file and the place in it.
    """

    name: str
    report: Report | RaviError
    raw: bytes = b""
    origin: str = ""


def day(value: str | None) -> str | None:
    """An ISO date from ``2025-01-17`` or a solar Hijri ``۱۴۰۳/۱۰/۲۸``; raises DateError."""
    if value is None:
        return None
    from ravi.times import parse_date

    found = parse_date(value)
    if found is None:
        raise DateError(
            f"{value!r} is no day of a calendar", where="--published", hint="give 2025-01-17 or ۱۴۰۳/۱۰/۲۸"
        )
    return found


def read_bytes(file: str) -> bytes:
    """The bytes of a file or of stdin; raises InputError where there are none to read."""
    if file == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        hint = "give the files in it" if Path(file).is_dir() else None
        raise InputError(error.strerror or str(error), where=file, hint=hint) from None


def read_text(file: str, encoding: str | None = None) -> str:
    """The text of one plain text file; raises InputError, its ``where`` the file."""
    from ravi.intake.decode import decode

    data = read_bytes(file)
    try:
        return decode(data, encoding)
    except InputError as error:
        error.where = _shown(file)
        raise


def reports(files: list[str], facts: Facts) -> Iterator[Named]:
    """The reports of all files in order; an archive or an export may hold several."""
    for file in files:
        try:
            yield from _reports(file, facts)
        except RaviError as error:
            error.where = error.where or _shown(file)
            yield Named(_stem(file), error)


def _reports(file: str, facts: Facts) -> Iterator[Named]:
    from ravi import intake
    from ravi.reader import report

    for found in intake.load(read_bytes(file), _shown(file), url=facts.url, encoding=facts.encoding):
        yield Named(
            _stem(found.origin),
            report(
                found.text,
                published=facts.published or found.published,
                outlet=facts.outlet or found.outlet,
                url=facts.url or found.url,
                title=facts.title or found.title,
            ),
            raw=found.raw,
            origin=found.origin,
        )


def _shown(file: str) -> str:
    return "stdin" if file == STDIN else file


def _stem(origin: str) -> str:
    """The name under which a report's files are written: that of its file without the ending."""
    return Path(origin.rpartition("!")[2]).stem or "report"
