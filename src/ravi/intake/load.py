"""From the bytes of any file that Ravi reads to the reports in it."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from ravi import times
from ravi.errors import InputError
from ravi.intake import documents
from ravi.intake.archives import is_warc, warc
from ravi.intake.decode import decode, decode_page
from ravi.intake.kinds import Kind, kind_of
from ravi.intake.markdown import read_markdown
from ravi.intake.pages import read_page
from ravi.intake.pdf import pdf
from ravi.intake.tables import lines, parquet
from ravi.intake.telegram import chat
from ravi.intake.types import Incoming

MOST_BYTES = 500 * 10**6
"""Bytes of one file; a larger one is for ``ravi corpus`` to cut."""
MOST_TEXT = 20 * 10**6
"""Code points of one report: ten long novels."""
MOST_IN_ALL = 10**9
"""Bytes that one file may unpack to over all archives in it."""
MOST_FILES = 100_000
"""Files of one archive."""
DEEPEST = 3
"""Archives inside one another."""

Skipped = Callable[[InputError], None]


@dataclass(slots=True)
class _Job:
    """What is the same for all files of one call, and how many bytes may still be unpacked."""

    column: str | None
    encoding: str | None
    skipped: Skipped | None
    left: int = MOST_IN_ALL

    def unpacked(self, size: int, origin: str) -> None:
        self.left -= size
        if self.left < 0:
            raise InputError(
                f"unpacks to more than {MOST_IN_ALL / 10**6:.0f} MB over all its archives",
                where=origin,
                hint="unpack it yourself and give the files",
            )


def load(
    data: bytes,
    origin: str,
    *,
    url: str | None = None,
    column: str | None = None,
    encoding: str | None = None,
    skipped: Skipped | None = None,
) -> Iterator[Incoming]:
    """The reports in a file, told by its content; ``origin`` is its name, ``column`` that of the text in a table.

    Raises InputError where the file is damaged, holds no text, or is of a kind that is not read.  With
    ``skipped`` the error of one file in an archive is handed to it, and the others are read.
    """
    for found in _load(data, origin, url, _Job(column, encoding, skipped), 0):
        if len(found.text) > MOST_TEXT:
            raise InputError(
                f"{len(found.text)} characters, more than any report has",
                where=found.origin,
                hint="cut it into reports, or give a table of them",
            )
        yield found


def too_large(size: int, origin: str) -> InputError | None:
    """Why a file of ``size`` bytes is not even opened, None where it may be."""
    if size <= MOST_BYTES:
        return None
    return InputError(
        f"{size / 10**6:.0f} MB, more than the {MOST_BYTES / 10**6:.0f} MB of one file",
        where=origin,
        hint="cut it, or read it with ravi corpus",
    )


def _load(data: bytes, origin: str, url: str | None, job: _Job, depth: int) -> Iterator[Incoming]:
    if (error := too_large(len(data), origin)) is not None:
        raise error
    if depth > DEEPEST:
        raise InputError(f"archives nest deeper than {DEEPEST}", where=origin)
    kind: Kind = "text" if job.encoding else kind_of(data)
    match kind:
        case "zip":
            yield from _zip(data, origin, job, depth)
        case "gzip" if is_warc(_begins(data)):
            yield from warc(data, origin)
        case "gzip":
            unpacked = _gunzip(data, origin)
            job.unpacked(len(unpacked), origin)
            yield from _load(unpacked, origin.removesuffix(".gz"), url, job, depth + 1)
        case "html":
            yield _page(decode_page(data), data, origin, url)
        case "mhtml":
            html, saved_from = documents.mhtml(data, origin)
            yield _page(html, data, origin, url or saved_from)
        case "docx":
            text, facts = documents.docx(data, origin)
            yield Incoming(text, origin, data, title=facts.get("title"), author=facts.get("author"), url=url)
        case "pdf":
            yield Incoming(pdf(data, origin), origin, data, url=url)
        case "epub":
            yield _epub(data, origin, url)
        case "json":
            found = chat(data, origin)
            yield from found if found is not None else lines(decode(data), origin, job.column, job.skipped)
        case "csv":
            yield from lines(decode(data), origin, job.column, job.skipped)
        case "parquet":
            yield from parquet(data, origin, job.column, job.skipped)
        case "warc":
            yield from warc(data, origin)
        case "office":
            raise InputError(
                "a document of a kind that is not read", where=origin, hint="save it as DOCX, PDF or CSV"
            )
        case "markdown" if job.column is None:
            yield _markdown(data, origin, url)
        case "text" | "binary" | "markdown":  # decode refuses what is no text, and says what it is
            text = decode(data, job.encoding)
            if job.column is not None:
                yield from lines(text, origin, job.column, job.skipped)
            else:
                yield Incoming(text, origin, data, url=url)


def _page(html: str, data: bytes, origin: str, url: str | None) -> Incoming:
    page = read_page(html, url=url)
    if not page.text:
        raise InputError("no report was found in the page", where=origin, hint="give its text")
    return Incoming(
        page.text, origin, data, title=page.title, outlet=page.outlet, author=page.author,
        published=page.published, url=page.url,
    )  # fmt: skip


def _epub(data: bytes, origin: str, url: str | None) -> Incoming:
    documents_, facts = documents.epub(data, origin)
    pages = [read_page(html) for html in documents_]
    text = "\n".join(page.text for page in pages if page.text)
    if not text:
        raise InputError("no text was found in the book", where=origin)
    title = facts.get("title") or next((page.title for page in pages if page.title), None)
    day = times.parse_date(facts["date"][:10]) if "date" in facts else None
    return Incoming(
        text, origin, data, title=title, author=facts.get("creator"), outlet=facts.get("publisher"),
        published=day, url=url,
    )  # fmt: skip


def _markdown(data: bytes, origin: str, url: str | None) -> Incoming:
    found = read_markdown(decode(data))
    facts = found.facts
    day = facts.get("published") or facts.get("date") or facts.get("تاریخ")
    return Incoming(
        found.text, origin, data, title=found.title or facts.get("عنوان"),
        outlet=facts.get("outlet") or facts.get("source") or facts.get("رسانه"),
        author=facts.get("author") or facts.get("نویسنده"), url=url or facts.get("url"),
        published=times.parse_date(day[:10] if day[:2].isascii() else day) if day else None,
    )  # fmt: skip


def _begins(data: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            return stream.read(8)
    except (OSError, EOFError, zlib.error):
        return b""


def _gunzip(data: bytes, origin: str) -> bytes:
    most = min(documents.MOST_UNPACKED, documents.MOST_RATIO * max(len(data), 10_000))
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            found = stream.read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"a damaged gzip archive: {error}", where=origin) from None
    if len(found) > most:
        raise InputError("unpacks to more than an archive of its size may", where=origin)
    return found


def _zip(data: bytes, origin: str, job: _Job, depth: int) -> Iterator[Incoming]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            documents.check_archive(archive, len(data), origin)
            names = archive.namelist()
            if len(names) > MOST_FILES:
                raise InputError(f"{len(names)} files, more than {MOST_FILES}", where=origin)
            # A WACZ (a zipped web archive) has indexes and page lists beside its WARC files.
            wacz = "datapackage.json" in names and any(name.startswith("archive/") for name in names)
            for item in archive.infolist():
                name = PurePosixPath(item.filename)
                if wacz and not item.filename.startswith("archive/"):
                    continue
                # Folders and what Macs add beside every file.
                if item.is_dir() or name.name.startswith(".") or "__MACOSX" in name.parts:
                    continue
                yield from _member(archive, item, f"{origin}!{name}", job, depth)
    except InputError:
        raise
    except ValueError as error:  # a table of contents that points before the file's beginning
        raise InputError(f"a ZIP archive that cannot be unpacked: {error}", where=origin) from None
    except (
        zipfile.BadZipFile,
        RuntimeError,
        NotImplementedError,
        OSError,
        zlib.error,
        EOFError,
        struct.error,
    ) as error:
        raise InputError(f"a ZIP archive that cannot be unpacked: {error}", where=origin) from None


def _member(
    archive: zipfile.ZipFile, item: zipfile.ZipInfo, where: str, job: _Job, depth: int
) -> Iterator[Incoming]:
    try:
        job.unpacked(item.file_size, where)
        yield from _load(archive.read(item), where, None, job, depth + 1)
    except InputError as error:
        # A bomb or a nest without end is an attack on the whole, not one bad file of it.
        if job.skipped is None or job.left < 0:
            raise
        error.where = error.where or where
        job.skipped(error)
