"""Web archives: WARC records as pages (ISO 28500), single or as Common Crawl lays them out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from ravi.errors import InputError
from ravi.intake.decode import decode_page
from ravi.intake.pages import read_page
from ravi.intake.types import Incoming

_CHARSET = re.compile(r"charset=[\"']?([A-Za-z0-9_\-]{2,20})", re.I)
MOST_RECORD = 20 * 2**20
"""Bytes of one page; a larger one is no report."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A page as its server sent it: its address, the encoding that the server named, its bytes."""

    url: str | None
    charset: str | None
    body: bytes


def is_warc(head: bytes) -> bool:
    """Whether unpacked bytes begin a WARC file."""
    return head.startswith(b"WARC/")


def pages(stream: IO[bytes], origin: str) -> Iterator[Sent]:
    """The pages of a WARC file, gzipped or not, one at a time; raises InputError where it is damaged."""
    from warcio.archiveiterator import ArchiveIterator

    try:
        for record in ArchiveIterator(stream):
            if record.rec_type != "response" or record.http_headers is None:
                continue
            kind = record.http_headers.get_header("Content-Type") or ""
            if record.http_headers.get_statuscode() != "200" or "html" not in kind.lower():
                continue
            body = record.content_stream().read(MOST_RECORD + 1)
            charset = _CHARSET.search(kind)
            if len(body) <= MOST_RECORD:
                url = record.rec_headers.get_header("WARC-Target-URI")
                yield Sent(url, charset[1] if charset else None, body)
    except Exception as error:  # warcio and the codecs below it raise many kinds on damaged records
        raise InputError(f"a damaged WARC archive: {error}", where=origin) from None


def warc(data: bytes, origin: str) -> Iterator[Incoming]:
    """The reports among the pages of a WARC file; pages without a report are passed over.

    ``published`` is what a page says of itself: the day of the crawl is no day of publication.  Raises
    InputError where the archive is damaged.
    """
    for sent in pages(io.BytesIO(data), origin):
        try:
            page = read_page(decode_page(sent.body, sent.charset), url=sent.url)
        except InputError:
            continue
        if page.text:
            yield Incoming(
                page.text, f"{origin}!{sent.url}", sent.body, title=page.title, outlet=page.outlet,
                author=page.author, published=page.published, url=page.url,
            )  # fmt: skip
