"""The text of documents: DOCX, EPUB, MHTML.

Limits stand against files that are small and unpack to much (zip bombs, page trees without end).
"""

from __future__ import annotations

import email
import email.policy
import io
import posixpath
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

from ravi.errors import InputError
from ravi.intake.decode import decode_page

MOST_UNPACKED = 200 * 2**20
"""Bytes that one archive may unpack to."""
MOST_RATIO = 200
"""An archive that unpacks to more than this times its size is refused: text shrinks to a fifth, not to this."""


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


def epub(data: bytes, where: str) -> tuple[list[str], dict[str, str]]:
    """The XHTML documents of an EPUB file in reading order (its spine), and its Dublin Core; raises InputError."""
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
            places = [_inside(root.parent, href) for href in spine]
            facts = {
                name: found.text.strip()
                for name in ("title", "creator", "date", "publisher")
                if (found := opf.find(f".//{{*}}{name}")) is not None and found.text
            }
            return [archive.read(place).decode("utf-8", "replace") for place in places], facts
    except InputError:
        raise
    # ParseError is a SyntaxError, an encrypted member a RuntimeError.
    except (zipfile.BadZipFile, SyntaxError, KeyError, OSError, RuntimeError, zlib.error, ValueError) as error:
        raise InputError(f"a damaged EPUB file: {error}", where=where) from None


def _inside(folder: PurePosixPath, href: str) -> str:
    """The name in the archive that an address in its package stands for."""
    return posixpath.normpath(str(folder / unquote(href.partition("#")[0])))


def _xml(data: bytes) -> ElementTree.Element:
    if b"<!ENTITY" in data:  # entities that expand without end have no place in a table of contents
        raise ElementTree.ParseError("entities are not read")
    return ElementTree.fromstring(data)


def mhtml(data: bytes, where: str) -> tuple[str, str | None]:
    """The page that an MHTML file holds and the address it was saved from; raises InputError."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            # Browsers name no charset beside the part; the page itself does.
            charset = part.get_content_charset()
            body = decode_page(bytes(part.get_payload(decode=True) or b""), charset)
            url = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
            return body, url if url.startswith(("http://", "https://")) else None
    raise InputError("an MHTML file without a page", where=where)
