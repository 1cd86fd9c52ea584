"""From the files on the command line to reports; what cannot be read is an error, never a crash."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ravi.errors import DateError, InputError, RaviError
from ravi.record import Record, Report

if TYPE_CHECKING:
    from ravi.reader import Reader

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
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A report, or why there is none, under the name of its file.

    ``raw`` are the bytes that it was read from, ``origin`` the file and the place in it, ``forwarded`` whose post
    it is where it was taken over.
    """

    name: str
    report: Report | RaviError
    raw: bytes = b""
    origin: str = ""
    forwarded: str | None = None

    def read(self, reader: Reader) -> Record:
        """The record of the report; of a forwarded post with its origin as a link of every chain."""
        from ravi.intake import forward

        assert not isinstance(self.report, RaviError)
        record = reader.read(self.report)
        return forward(record, self.forwarded) if self.forwarded else record


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
    """The bytes of a file or of stdin; raises InputError where there are none to read, or too many."""
    from ravi.intake.load import MOST_BYTES, too_large

    if file == STDIN:
        data = sys.stdin.buffer.read(MOST_BYTES + 1)  # an endless stream ends here
    else:
        try:
            if (error := too_large(Path(file).stat().st_size, file)) is not None:
                raise error
            with Path(file).open("rb") as stream:
                data = stream.read(MOST_BYTES + 1)  # a device or a pipe has no size
        except OSError as failed:
            raise InputError(failed.strerror or str(failed), where=file) from None
    if (error := too_large(len(data), _shown(file))) is not None:
        raise error
    return data


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
    """The reports of all files in order; an archive, an export or a folder may hold several."""
    for file in files:
        try:
            if file != STDIN and Path(file).is_dir():
                from ravi.intake.folder import files_in

                yield from reports([str(path) for path in files_in(Path(file))], facts)
                continue
            yield from _reports(file, facts)
        except RaviError as error:
            error.where = error.where or _shown(file)
            yield Named(_stem(file), error)


def _reports(file: str, facts: Facts) -> Iterator[Named]:
    from ravi import intake
    from ravi.reader import report

    skipped: list[InputError] = []
    incoming = intake.load(
        read_bytes(file), _shown(file), url=facts.url, encoding=facts.encoding, column=facts.column,
        skipped=skipped.append,
    )  # fmt: skip
    for found in incoming:
        yield from (Named(_stem(error.where or file), error) for error in skipped)
        skipped.clear()
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
            forwarded=found.forwarded,
        )
    yield from (Named(_stem(error.where or file), error) for error in skipped)


def _shown(file: str) -> str:
    return "stdin" if file == STDIN else file


def _stem(origin: str) -> str:
    """The name under which a report's files are written: that of its file without the ending."""
    return Path(origin.rpartition("!")[2]).stem or "report"
