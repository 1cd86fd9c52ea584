"""A web page's report: main text without menus and comments, title, author, outlet, day of publication.

trafilatura finds the main text; it drops every character that ``str.isprintable`` denies, the half-space among
them, so the half-spaces are shielded by a letter that no page uses and come back afterwards.
"""

from __future__ import annotations

import functools
import html as entities
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from ravi import lexicon, times
from ravi.text import fold

# It logs every page without a text as an error; what that means is told by our own errors.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

HALF_SPACE = "\u200c"
# Multiocular O stands in one manuscript of about 1429 and, as a shield, here.
_SHIELDS = ("ꙮ", "𓂀", "𐎀")
# lxml keeps these in a page but takes none of them from us.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ENTITY = re.compile(r"&(?:zwnj|#8204|#x0*200c);", re.I)
_TEHRAN = timezone(timedelta(hours=3, minutes=30))

# Where pages say their day of publication, the surest first.
_DATE_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.issued",
    "dc.date.issued", "dcterms.issued", "dc.date", "pubdate", "publishdate", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "citation_publication_date", "date",
)  # fmt: skip
_DATE_PLACES = (
    "//time[@itemprop='datePublished'] | //*[@itemprop='datePublished']",
    "//article//time | //main//time | //header//time",
    "//time",
    "//*[contains(@class,'publish') or contains(@class,'pubdate') or contains(@class,'news-date')"
    " or contains(@class,'date') or contains(@class,'time') or contains(@class,'tarikh')]",
)
_LONGEST_DATE = 80
"""Code points: what is longer than a weekday, a day and a clock time is no line of date."""
_MOST_DATE_WORDS = 9
"""«تاریخ انتشار: دوشنبه ۱۵ مرداد ۱۴۰۳ ساعت ۰۹:۳۰» has eight."""
_UNDER_TITLE = 6
"""Pieces of text under the headline among which a line of date is looked for."""
_LONGEST_ASIDE = 160
_YEAR = re.compile(r"(?<!\d)(?:1[34]|20)\d\d(?!\d)|(?<!\d)۱[۳۴][۰-۹]{2}(?!\d)")
# «ساعت ۰۹:۳۰» behind a day tells nothing of the day.
_HOUR = re.compile(r"\s{0,3}(?:در\s)?ساعت\s{0,3}[\d:]{1,8}\s{0,3}$")
_HEAD_LINES = 5
"""Lines of the text among which its headline is looked for."""
_DATE_LINE = re.compile(r"(?:تاریخ|انتشار|منتشر|زمان|(?:یک|دو|سه|چهار|پنج)?[\s\u200c]?شنبه|جمعه|[\d/\-:])")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says."""

    text: str
    title: str | None
    author: str | None
    outlet: str | None
    published: str | None
    url: str | None


def read_page(html: str, *, url: str | None = None) -> Page:
    """The report of a page; ``text`` is empty where no main text was found.  No script runs, nothing is fetched."""
    import trafilatura
    from lxml import html as lxml_html

    shield = next((letter for letter in _SHIELDS if letter not in html), None)
    shielded = _NOT_XML.sub("", _ENTITY.sub(HALF_SPACE, html))
    if shield:
        shielded = shielded.replace(HALF_SPACE, shield)

    def bare(text: str | None) -> str | None:
        if not text:
            return None
        text = text.replace(shield, HALF_SPACE) if shield else text
        return entities.unescape(" ".join(text.split(" "))).strip() or None

    try:
        found: Any = trafilatura.bare_extraction(
            shielded, url=url, include_comments=False, include_tables=False, with_metadata=True
        )
    except Exception:  # its parsers raise many kinds on broken pages; a page without a text is an honest answer
        found = None
    try:
        tree = lxml_html.fromstring(
            shielded.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
    except Exception:
        tree = None
    facts = _json_ld(tree) if tree is not None else {}
    title = bare(facts.get("headline")) or bare(getattr(found, "title", None))
    if tree is not None and (post := _telegram(tree)):
        text, channel = (bare(part) for part in post)
        return Page(text or "", None, None, channel, _published(tree, facts, bare, None), url)
    return Page(
        text=_without_asides(_without_head(bare(getattr(found, "text", None)) or "", title)),
        title=title,
        author=bare(facts.get("author")) or bare(getattr(found, "author", None)),
        outlet=bare(facts.get("publisher")) or bare(getattr(found, "sitename", None)) or bare(_publisher(tree)),
        published=_published(tree, facts, bare, title) if tree is not None else None,
        url=url or bare(getattr(found, "url", None)),
    )


def _telegram(tree: Any) -> tuple[str, str] | None:
    """The text and the channel of Telegram's preview of a post."""
    posts = tree.xpath("//*[contains(@class,'tgme_widget_message_text')]")
    if not posts:
        return None
    for br in posts[0].xpath(".//br"):
        br.tail = "\n" + (br.tail or "")
    lines = (line.strip() for line in posts[0].text_content().split("\n"))
    names = tree.xpath("//*[contains(@class,'tgme_widget_message_owner_name')]")
    return "\n".join(line for line in lines if line), names[0].text_content().strip() if names else ""


def _without_head(text: str, title: str | None) -> str:
    """The text without what stands above its first paragraph: the paper's name, the headline, the line of date."""
    lines = text.split("\n")
    head = next((i for i, line in enumerate(lines[:_HEAD_LINES]) if title and line.strip() == title), -1)
    lines = lines[head + 1 :]
    while lines and len(lines[0]) <= _LONGEST_DATE and _DATE_LINE.match(lines[0]) and times.parse_date(lines[0]):
        lines = lines[1:]
    return "\n".join(lines)


@functools.cache
def _asides() -> tuple[str, ...]:
    return tuple(sorted(map(fold, lexicon.words("intake_asides"))))


def _without_asides(text: str) -> str:
    """The text without the short lines that lead to other reports."""
    lines = text.split("\n")
    return "\n".join(
        x for x in lines if len(x) > _LONGEST_ASIDE or not fold(x.lstrip("-*• ")).startswith(_asides())
    )


def _publisher(tree: Any) -> str | None:
    """The outlet by microdata, where the page has it in no better place."""
    if tree is None:
        return None
    found = tree.xpath("//*[@itemprop='publisher']//*[@itemprop='name']")
    return (found[0].get("content") or found[0].text_content()) if found else None


def _day_under(tree: Any, title: str, bare: Any) -> str | None:
    """The day of a line of nothing but a date that stands among the first lines under the headline."""
    below = 0
    for text in tree.itertext():
        line = bare(text) or ""
        if not line:
            continue
        if line == title:
            below = 1  # the last of its places: the window's title comes before the headline
        elif below:
            below += 1
            short = len(line) <= _LONGEST_DATE and len(line.split()) <= _MOST_DATE_WORDS
            if short and _YEAR.search(line) and (day := _day(line)) is not None:
                return day
            if below > _UNDER_TITLE:
                below = 0
    return None


def _json_ld(tree: Any) -> dict[str, str]:
    """Headline, author, publisher and date of the first article that JSON-LD describes."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text_content())
        except (ValueError, RecursionError):
            continue
        objects = list(_objects(data))
        known = {item["@id"]: item for item in objects if isinstance(item.get("@id"), str)}
        for item in objects:
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(k, str) and (k.endswith("Article") or k == "Report") for k in kinds):
                keys = ("headline", "author", "publisher", "datePublished")
                named = {key: _name(_referred(item.get(key), known)) for key in keys}
                return {key: value for key, value in named.items() if value}
    return {}


def _objects(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, list):
        for item in data:
            yield from _objects(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"), depth + 1)


def _referred(value: Any, known: dict[str, dict[str, Any]]) -> Any:
    """What a ``{"@id": …}`` stands for, where the same script says it."""
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return known.get(value["@id"], value)
    return value


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return _name(value[0]) if value else None
    if isinstance(value, dict):
        return _name(value.get("name"))
    return value if isinstance(value, str) else None


def _published(tree: Any, facts: dict[str, str], bare: Any, title: str | None) -> str | None:
    meta: dict[str, str] = {}
    for tag in tree.xpath("//meta[@content]"):
        key = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        meta.setdefault(key, tag.get("content"))
    stated = [meta.get(key) for key in _DATE_META]
    for value in [stated[0], facts.get("datePublished"), *stated[1:]]:
        if value and (day := _day(value)):
            return day
    for place in _DATE_PLACES:
        for tag in tree.xpath(place):
            shown = bare(tag.text_content()) or ""
            for value in (tag.get("datetime"), tag.get("content"), shown if len(shown) <= _LONGEST_DATE else None):
                if value and (day := _day(value)):
                    return day
    return _day_under(tree, title, bare) if title else None


def _day(value: str) -> str | None:
    """The day of an ISO time (of UTC times the day in Tehran) or of a Persian line of date."""
    value = value.strip()
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return (times.parse_date(value) or times.parse_date(_HOUR.sub("", value))) if value else None
    if moment.year < 1900:  # a solar Hijri date in an ISO dress
        return times.parse_date(value[:10])
    if moment.tzinfo is not None and moment.utcoffset() == timedelta(0):
        moment = moment.astimezone(_TEHRAN)
    return moment.date().isoformat()
