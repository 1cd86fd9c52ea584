"""How a report comes to the workbench: pasted, as a file, or from an address that the user asks for."""

from __future__ import annotations

from ravi.errors import InputError
from ravi.intake import Incoming, forward
from ravi.intake.confined import load_confined
from ravi.intake.fetch import Fetcher, FetchError
from ravi.reader import report
from ravi.times import parse_date
from ravi.web.desk import Desk

__all__ = ["MOST_TEXT", "day", "keep", "take"]

MOST_TEXT = 500_000
"""Code points of a pasted text: a book; what is longer is for the command."""
MOST_PAGE = 5 * 2**20
"""Bytes of a page that is fetched."""
LONGEST = 20.0
"""Seconds for a page with its redirects."""


def take(
    *, text: str = "", data: bytes = b"", name: str = "", address: str = "", fetcher: Fetcher | None = None
) -> list[Incoming]:
    """The reports in what was given: the file where there is one, else the address, else the text.

    A file and a page are parsed in a process of their own; of a page the text alone is kept.  Raises InputError,
    or FetchError where an address cannot or may not be fetched.
    """
    if data:
        return load_confined(data, name or "file")
    if address.strip():
        return _fetched(address.strip(), fetcher or Fetcher(most_bytes=MOST_PAGE, longest=LONGEST))
    if not text.strip():
        raise InputError("there is no text", hint="paste a report, choose a file or give an address")
    if len(text) > MOST_TEXT:
        raise InputError(
            f"{len(text):,} characters, more than {MOST_TEXT:,}", hint="ravi add reads files of any size"
        )
    # Forms send every line with a carriage return, whatever was pasted.
    text = text.replace("\r\n", "\n")
    return [Incoming(text, "form", text.encode("utf-8", "surrogatepass"))]


def _fetched(address: str, fetcher: Fetcher) -> list[Incoming]:
    if "://" not in address:
        address = f"https://{address}"
    answer = fetcher.get(address)
    if answer.status != 200:
        raise FetchError(f"answered with status {answer.status}", where=address)
    return load_confined(answer.body, address, url=answer.url)


def day(said: str) -> str | None:
    """The ISO date of a day in either calendar, None for nothing; raises InputError."""
    if not said.strip():
        return None
    found = parse_date(said.strip())
    if found is None:
        raise InputError(f"{said!r} is no day of a calendar", where="published", hint="1403/10/28 or 2025-01-17")
    return found


def keep(
    desk: Desk, found: list[Incoming], *, published: str | None = None, outlet: str | None = None
) -> list[int]:
    """Read reports and keep them; their numbers in the ledger.  What the user says goes before what a page says."""
    keys = []
    for item in found:
        came = report(
            item.text,
            published=published or item.published,
            outlet=outlet or item.outlet,
            url=item.url,
            title=item.title,
        )
        record = desk.reader.read(came)
        record = forward(record, item.forwarded) if item.forwarded else record
        keys.append(desk.ledger.add(record, raw=item.raw, origin=item.origin).report)
    return keys
