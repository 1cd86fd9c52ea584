"""From the bytes of any file that Ravi reads to the reports in it."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from ravi.errors import InputError
from ravi.intake import documents
from ravi.intake.archives import is_warc, warc
from ravi.intake.decode import decode
from ravi.intake.kinds import Kind, kind_of
from ravi.intake.pages import read_page
from ravi.intake.tables import chat, lines
from ravi.intake.types import Incoming

MOST_BYTES = 2**30
"""Bytes of one file; a larger one is for ``ravi corpus`` to cut."""
DEEPEST = 3
"""Archives inside one another."""


def load(
    data: bytes, origin: str, *, url: str | None = None, column: str | None = None, encoding: str | None = None
) -> Iterator[Incoming]:
    """The reports in a file, told by its content; ``origin`` is its name, ``column`` that of the text in a table.

    Raises InputError where the file is damaged, holds no text, or is of a kind that is not read.
    """
    yield from _load(data, origin, url, column, encoding, 0)


def _load(
    data: bytes, origin: str, url: str | None, column: str | None, encoding: str | None, depth: int
) -> Iterator[Incoming]:
    if len(data) > MOST_BYTES:
        raise InputError(f"{len(data) / 2**20:.0f} MB, more than {MOST_BYTES / 2**20:.0f}", where=origin)
    if depth > DEEPEST:
        raise InputError(f"archives nest deeper than {DEEPEST}", where=origin)
    kind: Kind = "text" if encoding else kind_of(data)
    match kind:
        case "zip":
            yield from _zip(data, origin, column, depth)
        case "gzip" if is_warc(_begins(data)):
            yield from warc(data, origin)
        case "gzip":
            inner = origin.removesuffix(".gz")
            yield from _load(_gunzip(data, origin), inner, url, column, None, depth + 1)
        case "html":
            yield _page(decode(data), data, origin, url)
        case "mhtml":
            html, saved_from = documents.mhtml(data, origin)
            yield _page(html, data, origin, url or saved_from)
        case "docx":
            text, facts = documents.docx(data, origin)
            yield Incoming(text, origin, data, title=facts.get("title"), author=facts.get("author"), url=url)
        case "pdf":
            yield Incoming(documents.pdf(data, origin), origin, data, url=url)
        case "epub":
            pages = [read_page(html) for html in documents.epub(data, origin)]
            text = "\n".join(page.text for page in pages if page.text)
            yield Incoming(text, origin, data, title=next((p.title for p in pages if p.title), None), url=url)
        case "json":
            found = chat(data, origin)
            yield from found if found is not None else lines(decode(data), origin, column)
        case "warc":
            yield from warc(data, origin)
        case "text" | "binary":  # decode refuses what is no text, and says what it is
            text = decode(data, encoding)
            if column is not None:
                yield from lines(text, origin, column)
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


def _begins(data: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            return stream.read(8)
    except (OSError, EOFError, zlib.error):
        return b""


def _gunzip(data: bytes, origin: str) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            found = stream.read(documents.MOST_UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"a damaged gzip archive: {error}", where=origin) from None
    if len(found) > min(documents.MOST_UNPACKED, documents.MOST_RATIO * max(len(data), 10_000)):
        raise InputError("unpacks to more than an archive of its size may", where=origin)
    return found


def _zip(data: bytes, origin: str, column: str | None, depth: int) -> Iterator[Incoming]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            documents.check_archive(archive, len(data), origin)
            names = archive.namelist()
            # A WACZ (a zipped web archive) has indexes and page lists beside its WARC files.
            wacz = "datapackage.json" in names and any(name.startswith("archive/") for name in names)
            for item in archive.infolist():
                name = PurePosixPath(item.filename)
                if wacz and not item.filename.startswith("archive/"):
                    continue
                # Folders and what Macs add beside every file.
                if item.is_dir() or name.name.startswith(".") or "__MACOSX" in name.parts:
                    continue
                yield from _load(archive.read(item), f"{origin}!{name}", None, column, None, depth + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, zlib.error) as error:
        raise InputError(f"a ZIP archive that cannot be unpacked: {error}", where=origin) from None
