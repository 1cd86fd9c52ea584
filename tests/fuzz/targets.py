"""Each parser of untrusted input as a function of bytes: it answers, or raises one of Ravi's own errors.

What a target raises besides is a crash.  What was found stands in ``cases``, and the tests run it for ever.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from itertools import islice

import ravi
from ravi.errors import RaviError
from ravi.export.brat import read_brat
from ravi.intake import load
from ravi.intake.archives import pages
from ravi.intake.decode import decode
from ravi.intake.feeds import entries, feeds
from ravi.intake.markdown import is_markdown, read_markdown
from ravi.intake.pages import read_page
from ravi.intake.telegram import chat
from ravi.ledger.query import parse
from ravi.record import Record
from ravi.times import parse_date

__all__ = ["TARGETS", "Target"]

Target = Callable[[bytes], None]


def text(data: bytes) -> None:
    """Bytes to text to record to JSON and back."""
    record = ravi.read(decode(data)[:2000], published="2025-01-17")
    assert Record.from_json(record.to_json()) == record


def html(data: bytes) -> None:
    """A page."""
    page = read_page(data.decode("utf-8", "replace"))
    assert isinstance(page.text, str)


def any_file(data: bytes) -> None:
    """A file of any kind, told by its content."""
    for found in islice(load(data, "f", skipped=lambda error: None), 20):
        assert isinstance(found.text, str) and isinstance(found.raw, bytes)


def feed(data: bytes) -> None:
    """A feed, and the list of feeds."""
    with contextlib.suppress(RaviError):
        for entry in entries(data, "f"):
            assert entry.url and (entry.published is None or len(entry.published) == 10)
    assert all(one.url for one in feeds(data, "f"))


def warc(data: bytes) -> None:
    """A web archive."""
    for sent in islice(pages(io.BytesIO(data), "f"), 50):
        assert isinstance(sent.body, bytes)


def telegram(data: bytes) -> None:
    """A chat export; what is none is None."""
    for post in chat(data, "f") or ():
        assert post.text.strip()


def query(data: bytes) -> None:
    """The query language."""
    parse(data.decode("utf-8", "replace"))


def record(data: bytes) -> None:
    """A record in JSON."""
    assert Record.from_json(data).to_json()


def markdown(data: bytes) -> None:
    """Markdown."""
    source = data.decode("utf-8", "replace")
    is_markdown(source)
    assert "\x00" not in read_markdown(source).text


def day(data: bytes) -> None:
    """A day in any calendar."""
    found = parse_date(data.decode("utf-8", "replace"))
    assert found is None or len(found) == 10


def brat(data: bytes) -> None:
    """brat stand-off."""
    read_brat(data.decode("utf-8", "replace"))


def table(data: bytes) -> None:
    """CSV and JSON lines."""
    for found in islice(load(data, "f", column="text", skipped=lambda error: None), 50):
        json.loads(found.raw)


TARGETS: dict[str, Target] = {
    one.__name__: one
    for one in (any_file, brat, day, feed, html, markdown, query, record, table, telegram, text, warc)
}
"""The targets by name."""


def quietly(target: Target, data: bytes) -> None:
    """Run a target; Ravi's own errors are answers."""
    with contextlib.suppress(RaviError):
        target(data)
