"""The day on which a page was published: from its meta data, its elements of time, or its lines of date."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any

from ravi import times
from ravi.intake.page_parts import beside
from ravi.text import fold

__all__ = ["day_of", "is_date_line", "published"]

_TEHRAN = timezone(timedelta(hours=3, minutes=30))

# Where pages say their day of publication, the surest first.
_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.issued",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "pubdate", "publishdate", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "citation_publication_date", "date",
)  # fmt: skip
_STATED = "//*[@itemprop='datePublished'] | //*[contains(@class,'tgme_widget_message_date')]//time"
_SURE = (
    _STATED,
    "//article//time | //main//time | //header//time",
)
_LIKELY = (
    "//time",
    "//*[contains(@class,'publish') or contains(@class,'pubdate') or contains(@class,'news-date')"
    " or contains(@class,'date') or contains(@class,'time') or contains(@class,'tarikh')"
    " or contains(@class,'postinfo') or contains(@class,'post-info') or contains(@class,'post-meta')]",
)
_LONGEST = 80
"""Code points: what is longer than a weekday, a day and a clock time is no line of date."""
_MOST_WORDS, _MOST_SURE_WORDS = 9, 14
"""«تاریخ انتشار: دوشنبه ۱۵ مرداد ۱۴۰۳ ساعت ۰۹:۳۰» has eight words; one that begins as a date may tell the day in
three calendars."""
_UNDER_TITLE = 6
"""Pieces of text under the headline among which a line of date is looked for."""
_YEAR = re.compile(r"(?<!\d)(?:1[34]|20)\d\d(?!\d)", re.ASCII)
# A clock tells nothing of the day, and «۱۵:۰۱ - ۲۸ دی» is no range.
_CLOCK = re.compile(
    r"(?:\bدر\s{0,3})?(?:\bساعت\s{0,3})?(?<![\d:])\d{1,2}:\d{1,2}(?::\d{2})?(?![\d:])\s{0,3}[-–—|،,]?"
)
_WRITTEN = re.compile(r"^نوشته شده (?:در|توسط)\s")
_BY = re.compile(r"\s(?:توسط|به وقت)\s.*$")
# «به‌روزرسانی: ۱۲ بهمن» is another day than that of publication.
_UPDATED = re.compile(r"^(?:آخرین\s)?(?:به\s?روز|بروز|ویرایش|اصلاح|بازنشر|updated|last\s|modified)")
_LINE = re.compile(
    r"(?:تاریخ|انتشار|منتشر|زمان|(?:یک|دو|سه|چهار|پنج)?\s?شنبه|جمعه|[\d/\-:]|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = re.compile(
    r"\b(?:(?P<day>\d{1,2})\s+(?P<month>[a-z]{3,9})\.?,?|(?P<month2>[a-z]{3,9})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?)"
    r"\s+(?P<year>20\d\d|19\d\d)\b",
    re.ASCII,
)

Bare = Callable[[str | None], str | None]


def is_date_line(line: str) -> bool:
    """Whether a line is nothing but a day («تاریخ انتشار: جمعه ۲۸ دی ۱۴۰۳ ساعت ۱۵:۰۱»)."""
    return len(line) <= _LONGEST and bool(_LINE.match(fold(line))) and day_of(line) is not None


def published(tree: Any, facts: dict[str, str], bare: Bare, title: str | None) -> str | None:
    """The day as an ISO date, None where the page does not tell it; ``facts`` are those of its JSON-LD."""
    meta: dict[str, str] = {}
    for tag in tree.xpath("//meta[@content]"):
        key = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        meta.setdefault(key, tag.get("content"))
    stated = [meta.get(key) for key in _META]
    for value in [stated[0], facts.get("datePublished"), *stated[1:]]:
        if value and (day := day_of(value)):
            return day
    return (
        _in(tree, _SURE, bare)
        or (_under(tree, title, bare) if title else None)
        or _in(tree, _LIKELY, bare)
    )  # fmt: skip


def _in(tree: Any, places: tuple[str, ...], bare: Bare) -> str | None:
    """The first day that one of some places tells, those in comments, menus and lists of other reports left out."""
    for place in places:
        for tag in tree.xpath(place):
            if place is not _STATED and beside(tag):
                continue
            shown = bare(tag.text_content()) or ""
            for value in (tag.get("datetime"), tag.get("content"), shown if len(shown) <= _LONGEST else None):
                if value and (day := day_of(value)):
                    return day
    return None


def _under(tree: Any, title: str, bare: Bare) -> str | None:
    """The day of a line of nothing but a date that stands among the first lines under the headline."""
    below = 0
    body = tree.find("body")  # the window's title is no headline
    for text in (tree if body is None else body).itertext():
        line = bare(text) or ""
        if not line:
            continue
        if line == title:
            below = 1  # the last of its places: a path to the page may name it before the headline does
        elif below:
            below += 1
            plain = fold(line)
            most = _MOST_SURE_WORDS if _LINE.match(plain) else _MOST_WORDS
            short = len(line) <= _LONGEST and len(line.split()) <= most
            if short and _YEAR.search(plain) and (day := day_of(line)) is not None:
                return day
            if below > _UNDER_TITLE:
                below = 0
    return None


def day_of(value: str) -> str | None:
    """The day of an ISO time (of UTC times the day in Tehran) or of a line of date in Persian or English."""
    value = value.strip()
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return _written(fold(value)) if value else None
    if moment.year < 1900:  # a solar Hijri date in an ISO dress
        return times.parse_date(value[:10])
    if moment.tzinfo is not None and moment.utcoffset() == timedelta(0):
        moment = moment.astimezone(_TEHRAN)
    return moment.date().isoformat()


def _written(line: str) -> str | None:
    if _UPDATED.match(line):
        return None
    plain = _BY.sub("", _CLOCK.sub(" ", _WRITTEN.sub("", line)))
    return times.parse_date(plain.strip(" -–—|،,")) or _english(line)


def _english(line: str) -> str | None:
    """«January 17, 2025», «17 Jan 2025»."""
    for found in _ENGLISH.finditer(line):
        month = (found["month"] or found["month2"])[:3]
        if month in _MONTHS:
            try:
                return date(
                    int(found["year"]), _MONTHS.index(month) + 1, int(found["day"] or found["day2"])
                ).isoformat()
            except ValueError:
                continue
    return None
