"""Web archives: WARC records as pages (ISO 28500)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from ravi.errors import InputError
from ravi.intake.decode import decode_page
from ravi.intake.pages import read_page
from ravi.intake.types import Incoming

_CHARSET = re.compile(r"charset=[\"']?([A-Za-z0-9_\-]{2,20})", re.I)
MOST_RECORD = 20 * 2**20
"""Bytes of one page; a larger one is no report."""


def is_warc(head: bytes) -> bool:
    """Whether unpacked bytes begin a WARC file."""
    return head.startswith(b"WARC/")


def warc(data: bytes, origin: str) -> Iterator[Incoming]:
    """The reports among the pages of a WARC file, gzipped or not; pages without a report are passed over.

    ``published`` is what a page says of itself: the day of the crawl is no day of publication.  Raises
    InputError where the archive is damaged.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(io.BytesIO(data)):
            if record.rec_type != "response" or record.http_headers is None:
                continue
            kind = record.http_headers.get_header("Content-Type") or ""
            if record.http_headers.get_statuscode() != "200" or "html" not in kind.lower():
                continue
            body = record.content_stream().read(MOST_RECORD + 1)
            url = record.rec_headers.get_header("WARC-Target-URI")
            charset = _CHARSET.search(kind)
            if len(body) > MOST_RECORD:
                continue
            if (found := _report(body, url, origin, charset[1] if charset else None)) is not None:
                yield found
    except (ArchiveLoadFailed, OSError, EOFError) as error:
        raise InputError(f"a damaged WARC archive: {error}", where=origin) from None


def _report(body: bytes, url: str | None, origin: str, charset: str | None) -> Incoming | None:
    try:
        page = read_page(decode_page(body, charset), url=url)
    except InputError:
        return None
    if not page.text:
        return None
    return Incoming(
        page.text, f"{origin}!{url}", body, title=page.title, outlet=page.outlet, author=page.author,
        published=page.published, url=page.url,
    )  # fmt: skip
