"""The text of documents: DOCX, PDF with a text layer, EPUB, MHTML.

Limits stand against files that are small and unpack to much (zip bombs, page trees without end).
"""

from __future__ import annotations

import email
import email.policy
import io
import re
import zipfile
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree

from ravi.errors import InputError

MOST_UNPACKED = 200 * 2**20
"""Bytes that one archive may unpack to."""
MOST_PAGES = 5_000
MOST_RATIO = 200
"""An archive that unpacks to more than this times its size is refused: text shrinks to a fifth, not to this."""

_ARABIC_RUN = re.compile("[\u0600-\u06ff\u200c\ufb50-\ufdff\ufe70-\ufefc]+")
# The commonest words of two and three letters; written backwards they are no words.
_COMMON = ("از", "به", "در", "که", "را", "این", "است", "برای", "شد", "کرد")


def check_archive(archive: zipfile.ZipFile, size: int, where: str) -> None:
    """Refuse an archive that unpacks to too much; raises InputError."""
    unpacked = sum(item.file_size for item in archive.infolist())
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(size, 10_000):
        raise InputError(
            f"unpacks to {unpacked / 2**20:.0f} MB, which is more than an archive of its size may",
            where=where,
            hint="unpack it yourself and give the files",
        )


def docx(data: bytes, where: str) -> tuple[str, dict[str, str]]:
    """The paragraphs of a DOCX file, one a line, tables included, and its core properties."""
    import docx as python_docx

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_archive(archive, len(data), where)
        document: Any = python_docx.Document(io.BytesIO(data))
    except InputError:
        raise
    except Exception as error:  # python-docx and lxml raise many kinds on damaged files
        raise InputError(f"a damaged DOCX file: {error}", where=where) from None
    lines = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            lines += [" ".join(dict.fromkeys(c.text.strip() for c in row.cells)) for row in block.rows]
        else:
            lines.append(block.text)
    facts = {"title": document.core_properties.title, "author": document.core_properties.author}
    return "\n".join(lines).strip(), {key: value for key, value in facts.items() if value}


def pdf(data: bytes, where: str) -> str:
    """The text layer of a PDF file, page by page; raises InputError where there is none (a scan)."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise InputError(f"a PDF file that cannot be opened: {error}", where=where) from None
    try:
        if len(document) > MOST_PAGES:
            raise InputError(f"{len(document)} pages, more than {MOST_PAGES}", where=where)
        pages = []
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            pages.append(text.get_text_bounded().replace("\r\n", "\n"))
            text.close()
            page.close()
    finally:
        document.close()
    whole = "\n".join(pages).strip()
    if not whole:
        raise InputError(
            "the PDF has no text layer: it is a scan, or pictures of text",
            where=where,
            hint="run a text recognition over it first (ocrmypdf -l fas)",
        )
    return right_way_round(whole)


def right_way_round(text: str) -> str:
    """The text with its Persian words turned round where a PDF holds them backwards."""
    words = text.split()
    forward = sum(word in _COMMON for word in words)
    backward = sum(word[::-1] in _COMMON for word in words)
    if backward <= max(2, 2 * forward):
        return text
    return "\n".join(_turn(line) for line in text.split("\n"))


def _turn(line: str) -> str:
    """A line that was written as it looks: the whole reversed, Latin words and numbers turned back."""
    turned = line[::-1]
    return re.sub(r"[0-9A-Za-z\u06f0-\u06f9\u0660-\u0669.,/:]+", lambda m: m.group()[::-1], turned)


def epub(data: bytes, where: str) -> list[str]:
    """The XHTML documents of an EPUB file in reading order (its spine); raises InputError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_archive(archive, len(data), where)
            container = _xml(archive.read("META-INF/container.xml"))
            package = container.find(".//{*}rootfile")
            if package is None:
                raise KeyError("rootfile")
            root = PurePosixPath(package.attrib["full-path"])
            opf = _xml(archive.read(str(root)))
            items = {i.attrib["id"]: i.attrib["href"] for i in opf.iterfind(".//{*}manifest/{*}item")}
            spine = [items[i.attrib["idref"]] for i in opf.iterfind(".//{*}spine/{*}itemref")]
            return [archive.read(str(root.parent / href)).decode("utf-8", "replace") for href in spine]
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, OSError) as error:
        raise InputError(f"a damaged EPUB file: {error}", where=where) from None


def _xml(data: bytes) -> ElementTree.Element:
    if b"<!ENTITY" in data:  # entities that expand without end have no place in a table of contents
        raise ElementTree.ParseError("entities are not read")
    return ElementTree.fromstring(data)


def mhtml(data: bytes, where: str) -> tuple[str, str | None]:
    """The page that an MHTML file holds and the address it was saved from; raises InputError."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            body = part.get_content()
            url = part.get("Content-Location") or message.get("Snapshot-Content-Location")
            return body, str(url) if url else None
    raise InputError("an MHTML file without a page", where=where)
