"""What a file is, told by its content rather than by its name."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

Kind = Literal["text", "html", "mhtml", "docx", "epub", "pdf", "zip", "gzip", "warc", "json", "binary"]

HEAD = 4096
"""Bytes that are looked at."""

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta|title)\b", re.I)
_MHTML = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1b")


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
    plain = head.decode("utf-16", "ignore").encode() if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    if _MHTML.search(plain):
        return "mhtml"
    if _HTML.search(plain):
        return "html"
    if plain.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and re.match(
        rb'\s*[\[{]\s*["{\[]', plain.lstrip(b"\xef\xbb\xbf")
    ):
        return "json"
    if b"\x00" in plain or sum(c < 32 and c not in _TEXT_CONTROLS for c in plain) > len(plain) // 50:
        return "binary"
    return "text"


def _zip_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return "docx"
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                return "epub" if archive.read("mimetype").startswith(b"application/epub+zip") else "zip"
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return "binary"
    return "zip"
