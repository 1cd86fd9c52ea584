"""Feeds: RSS, Atom and JSON Feed as lists of entries; lists of feeds from TOML and OPML."""

from __future__ import annotations

import json
import re
import tomllib
from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

from ravi import times
from ravi.errors import InputError
from ravi.intake.page_dates import day_of

_PERSIAN = re.compile(r"[\u0600-\u06ff]|\b1[34]\d\d\b")
_YEAR = re.compile(r"\d{4}|[A-Za-z]{3}\s+\d\d\b")
_TEHRAN = timezone(timedelta(hours=3, minutes=30))


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to watch: its address and the outlet's name where the list gives it."""

    url: str
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed: the address of its report, its headline, its day (ISO) as far as it is told."""

    url: str
    title: str | None
    published: str | None


def feeds(data: bytes, where: str) -> list[Feed]:
    """The feeds of a list: TOML (``[[feed]]`` with ``url`` and ``outlet``), OPML, or one address a line."""
    text = data.decode("utf-8-sig", "replace")
    if text.lstrip().startswith("<"):
        return _opml(text, where)
    if "[[feed]]" in text:
        try:
            rows = tomllib.loads(text).get("feed", [])
        except tomllib.TOMLDecodeError as error:
            raise InputError(f"no TOML: {error}", where=where) from None
        found = [Feed(row["url"], row.get("outlet")) for row in rows if isinstance(row.get("url"), str)]
    else:
        found = [Feed(line.strip()) for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not found:
        raise InputError("no feeds in the list", where=where)
    return found


def _opml(text: str, where: str) -> list[Feed]:
    if "<!ENTITY" in text:
        raise InputError("entities are not read", where=where)
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise InputError(f"no OPML: {error}", where=where) from None
    found = [
        Feed(outline.attrib["xmlUrl"], outline.get("text") or outline.get("title"))
        for outline in root.iter("outline")
        if outline.get("xmlUrl")
    ]
    if not found:
        raise InputError("no feeds in the list", where=where)
    return found


def entries(data: bytes, where: str) -> list[Entry]:
    """The entries of a feed in its order; raises InputError where it is none."""
    if data.lstrip()[:1] == b"{":
        return _json_feed(data, where)
    import feedparser

    feedparser.registerDateHandler(_persian_date)
    parsed: Any = feedparser.parse(data)
    if parsed.bozo and not parsed.entries:
        raise InputError(f"no feed: {parsed.get('bozo_exception', 'unknown')}", where=where)
    return [
        Entry(link, entry.get("title") or None, _day(entry))
        for entry in parsed.entries
        if entry.get("link") and (link := urljoin(where, str(entry["link"]))).startswith(("http://", "https://"))
    ]


def _persian_date(text: str) -> Any:
    """A ``pubDate`` in Persian words or of a solar Hijri year; feedparser asks the last handler first."""
    day = day_of(text) if _PERSIAN.search(text) else None
    return datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC).utctimetuple() if day else None


def _day(entry: Any) -> str | None:
    written = str(dict.get(entry, "published") or dict.get(entry, "updated") or "")
    if _PERSIAN.search(written):
        return day_of(written)
    moment = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    if not moment or not _YEAR.search(written):  # of a clock alone feedparser makes today
        return None
    if moment.tm_year < 1900:  # a solar Hijri date in the dress of another
        return times.parse_date(f"{moment.tm_year}-{moment.tm_mon:02}-{moment.tm_mday:02}")
    return datetime.fromtimestamp(timegm(moment), _TEHRAN).date().isoformat()


def _json_feed(data: bytes, where: str) -> list[Entry]:
    try:
        items = json.loads(data)["items"]
        return [
            Entry(item["url"], item.get("title"), day_of(str(item.get("date_published") or "")))
            for item in items
            if isinstance(item.get("url"), str)
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"no JSON feed: {error}", where=where) from None
