"""The words of the pages in both languages."""

from __future__ import annotations

from typing import Literal

Lang = Literal["fa", "en"]

WORDS: dict[Lang, dict[str, str]] = {
    "fa": {
        "name": "راوی",
        "read": "بخوان",
        "text": "متن گزارش",
        "published": "روز انتشار",
        "outlet": "رسانه",
        "file": "یا پرونده‌ای برگزینید",
        "search": "جست‌وجو",
        "who": "چه کسی",
        "reports": "گزارش",
        "statements": "گفته",
        "told": "گفته‌ها",
        "events": "رویداد",
        "actors": "کنشگر",
        "nothing": "چیزی یافت نشد.",
        "of": "از",
        "before": "پیشین",
        "after": "پسین",
        "offices": "سمت‌ها",
        "forms": "نام‌ها",
        "other": "English",
        "otherlang": "en",
        "to": "به",
        "hint": "واژه، عبارت یا گوینده",
        "date": "۱۴۰۳/۱۰/۲۸ یا 2025-01-17",
        "text_hint": "متن گزارش را اینجا بگذارید",
    },
    "en": {
        "name": "Ravi",
        "read": "Read",
        "text": "Text of the report",
        "published": "Published",
        "outlet": "Outlet",
        "file": "or choose a file",
        "search": "Search",
        "who": "Who",
        "reports": "reports",
        "statements": "statements",
        "told": "Statements",
        "events": "events",
        "actors": "actors",
        "nothing": "Nothing was found.",
        "of": "of",
        "before": "Before",
        "after": "Next",
        "offices": "Offices",
        "forms": "Names",
        "other": "فارسی",
        "otherlang": "fa",
        "to": "to",
        "hint": 'words, "a phrase", speaker:NAME, said:1403-10',
        "date": "2025-01-17 or ۱۴۰۳/۱۰/۲۸",
        "text_hint": "Paste a Persian report here",
    },
}
"""Every key in every language; a test holds the two to each other."""
