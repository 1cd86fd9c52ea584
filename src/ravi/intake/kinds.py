"""What a file is, told by its content rather than by its name."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import Literal

from ravi.errors import DecodingError
from ravi.intake.decode import encoding_of
from ravi.intake.markdown import is_markdown
from ravi.intake.tables import TEXT_COLUMNS

Kind = Literal[
    "text", "markdown", "html", "mhtml", "docx", "epub", "pdf", "zip", "gzip", "warc", "json", "csv", "parquet",
    "office", "binary",
]  # fmt: skip

HEAD = 4096
"""Bytes that are looked at."""

_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|meta|title)\b", re.I)
# What begins with the tag of a block is a page as well, though it lacks a head.
_BLOCK = re.compile(
    r"\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--.{0,2000}?-->\s{0,100})?"
    r"<(?:div|p|span|section|main|table|h[1-6]|ul|ol|style|script|header|br|blockquote|center|font)\b[^<>]{0,2000}>",
    re.I | re.S,
)
_MHTML = re.compile(r"^content-type:\s*multipart/related", re.I | re.M)
_TEXT_CONTROLS = frozenset("\t\n\r\f\x1b")
_OFFICE = ("xl/workbook.xml", "ppt/presentation.xml", "content.xml")


def kind_of(data: bytes) -> Kind:
    """The kind of a file from its first bytes (``zip`` families from their table of contents)."""
    head = data[:HEAD]
    if head.startswith(b"%PDF-") or b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(data)
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PAR1"):
        return "parquet"
    plain = _plain(head)
    if _MHTML.search(plain):
        return "mhtml"
    if _HTML.search(plain) or _BLOCK.match(plain):
        return "html"
    if re.match(r'\s*[\[{]\s*["{\[]', plain):
        return "json"
    if "\x00" in plain or sum(c < " " and c not in _TEXT_CONTROLS for c in plain) > len(plain) // 50:
        return "binary"
    if _is_table(plain):
        return "csv"
    return "markdown" if is_markdown(plain) else "text"


def _plain(head: bytes) -> str:
    """The head as characters; in an encoding that is not known every byte is one."""
    try:
        wide = encoding_of(head[: len(head) & ~3])
    except DecodingError:
        wide = ""
    name = wide if wide.startswith(("utf-16", "utf-32")) else "utf-8"
    text = head.decode(name, "ignore")
    # Legacy bytes vanish from UTF-8; tags and braces do not.
    return text.removeprefix("\ufeff")


def _is_table(head: str) -> bool:
    """Whether the first line names columns, a text among them, and the second has as many cells."""
    lines = head.splitlines()
    if len(lines) < 2:
        return False
    for delimiter in ",;\t":
        try:
            names, row = list(csv.reader(io.StringIO(head), delimiter=delimiter))[:2]
        except (csv.Error, ValueError):
            continue
        names = [name.strip().lower() for name in names]
        if len(names) > 1 and len(row) in (len(names), 1) and any(name in TEXT_COLUMNS for name in names):
            return len(row) == len(names) or len(head) >= HEAD // 4
    return False


def _zip_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return "docx"
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                if archive.read("mimetype").startswith(b"application/epub+zip"):
                    return "epub"
                return "office" if "content.xml" in names else "zip"
            return "office" if any(name in names for name in _OFFICE[:2]) else "zip"
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError):
        return "binary"
