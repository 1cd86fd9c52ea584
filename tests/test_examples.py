"""The example reports end to end: who said what, when, how many, and by whose word.

Each line is something that a careful reader takes from the report; all of it was checked by hand.
"""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

import ravi
from ravi.record import Attribution, Record, Span

EXAMPLES = Path(__file__).parents[1] / "examples"
PUBLISHED = {
    "agency": "2025-02-02",
    "newspaper": "2025-02-26",
    "exile": "2025-03-14",
    "world": "2025-03-13",
    "archive": "2006-07-20",
    "crawled": "2025-05-05",
}

# report, speaker, cue, act, the content's first and last words (as the text has them)
TOLD = [
    ("agency", "بهروز کیانی‌فر", "گفت", "assert", "ساخت این پل", "نخواهد بود"),
    ("agency", "بهروز کیانی‌فر", "با بیان", "assert", "مرحله دوم", "آغاز می‌شود"),
    ("agency", "بهروز کیانی‌فر", "افزود", "assert", "دولت برای", "امضا کرده است"),
    ("agency", "بهروز کیانی‌فر", "انتقاد کرد", "criticize", "تأخیر", "پیمانکاران"),
    ("agency", "بهروز کیانی‌فر", "خواست", "demand", "هر ماه", "منتشر کنند"),
    ("agency", "پریسا نیک‌اندیش", "گفت", "assert", "این پل", "ساخته شده است"),
    ("agency", "پریسا نیک‌اندیش", "به گفته", "assert", "دست‌کم ۲۱۰", "نگرفته‌اند"),
    ("newspaper", "سهراب ملک‌پور", "گفت", "assert", "ما دشمن", "کشته شدند"),
    ("newspaper", "سهراب ملک‌پور", "وعده داد", "promise", "شهرداری", "راه‌اندازی کند"),
    ("newspaper", "ماه‌منیر دریابیگی", "معتقد است", "assert", "این تصمیم", "می‌کند"),
    ("newspaper", "ماه‌منیر دریابیگی", "می‌گوید", "assert", "هیچ‌کس", "سرپرست خانوار بودند"),
    ("newspaper", "ماه‌منیر دریابیگی", "به گفته", "assert", "بیشتر دستفروشان", "ندارند"),
    ("newspaper", "یکی از دستفروشان", "گفت", "assert", "مأموران شهرداری", "پس نداده‌اند"),
    ("newspaper", "سخنگوی شهرداری", "گفته است", "assert", "هیچ بساطی", "ضبط نشده است"),
    ("exile", "ندا شیردل", "نوشت", "assert", "سه روز", "صبر کنید"),
    ("exile", "فرید کاوه‌نژاد", "گفته بود", "assert", "دادستانی", "متهم کرده است"),
    ("world", "الیزابت مارک", "گفت", "assert", "ما به توافق", "امضا نشده است"),
    ("world", "الیزابت مارک", "افزود", "assert", "دو کشور", "امضا کنند"),
    ("world", "وزارت دفاع لورنیا", "اعلام کرده بود", "assert", "ارتش کوراند", "کشته شده‌اند"),
    ("world", "روزنامه مورگن‌بلات", "به نوشته", "assert", "سازمان ملل", "داشت"),
    ("archive", "وزارت کشاورزی", "وعده داده بود", "promise", "بيمه", "اجباري كند"),
    ("crawled", "منصور گرجی‌پور", "گفت", "assert", "شرکت او", "ساخته است"),
    ("crawled", "ماهیگیران محلی", "میگویند", "assert", "از ابتدای", "رسیده است"),
    ("crawled", "کارشناسان دانشگاه آبکنار", "اعلام کرده بودند", "assert", "میزان کروم", "حد مجاز است"),
]

# report, words, first and last day
DAYS = [
    ("agency", "روز یکشنبه ۱۴ بهمن ۱۴۰۳", "2025-02-02", "2025-02-02"),
    ("agency", "فروردین سال آینده", "2025-03-21", "2025-04-20"),
    ("agency", "۲۰ دی", "2025-01-09", "2025-01-09"),
    ("agency", "هفته آینده", "2025-02-08", "2025-02-14"),
    ("newspaper", "عصر سه‌شنبه ۷ اسفند", "2025-02-25", "2025-02-25"),
    ("newspaper", "دی‌ماه", "2024-12-21", "2025-01-19"),
    ("exile", "روز چهارشنبه ۲۲ اسفند", "2025-03-12", "2025-03-12"),
    ("exile", "آبان ۱۳۹۸", "2019-10-23", "2019-11-21"),
    ("world", "روز پنج‌شنبه ۱۳ مارس ۲۰۲۵", "2025-03-13", "2025-03-13"),
    ("world", "۲ فوریه", "2025-02-02", "2025-02-02"),
    ("world", "روز سه‌شنبه", "2025-03-11", "2025-03-11"),
    ("archive", "پايان مرداد ماه", "2006-07-23", "2006-08-22"),
    ("crawled", "روز دوشنبه ۱۵ اردیبهشت", "2025-05-05", "2025-05-05"),
    ("crawled", "ماه گذشته", "2025-03-21", "2025-04-20"),
]

# report, words, value, bound, unit
AMOUNTS = [
    ("agency", "بیش از ۷۴۰ میلیارد تومان", 740e9, "more", "تومان"),
    ("agency", "دست‌کم ۲۱۰ کارگر", 210, "at_least", "کارگر"),
    ("newspaper", "حدود ۶۰ درصد", 60, "about", "درصد"),
    ("exile", "دست‌کم ۱۷ خبرنگار", 17, "at_least", "خبرنگار"),
    ("world", "بیش از ۳۰۰ راکت", 300, "more", "راکت"),
    ("archive", "۲ ميليون تن", 2e6, None, "تن"),
    ("archive", "۴۰ هزار هكتار", 40e3, None, "هکتار"),
    ("crawled", "۵ میلیارد تومان", 5e9, None, "تومان"),
]

# report, trigger, type, status
HAPPENED = [
    ("agency", "افتتاح کرد", "launch", "happened"),
    ("agency", "امضا کرده است", "sign", "alleged"),
    ("agency", "ساخته شده است", "build", "alleged"),
    ("agency", "تصمیم بگیرد", "legislate", "planned"),
    ("newspaper", "تصویب کرد", "legislate", "happened"),
    ("newspaper", "کشته شدند", "kill", "alleged"),
    ("newspaper", "راه‌اندازی کند", "launch", "planned"),
    ("exile", "منتقل شده است", "transfer", "possible"),
    ("world", "وارد", "travel", "happened"),
    ("world", "امضا نشده است", "sign", "denied"),
    ("world", "عقب‌نشینی خواهند کرد", "withdraw", "planned"),
    ("world", "کشته شده‌اند", "kill", "alleged"),
    ("archive", "خريداري شده است", "trade", "alleged"),
    ("crawled", "بازدید کردهاند", "travel", "alleged"),
]


@functools.cache
def record(name: str) -> Record:
    text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    return ravi.read(text, published=PUBLISHED[name])


def words(name: str, span: Span) -> str:
    return record(name).report.text[slice(*span)]


def speaker(name: str, told: Attribution) -> str | None:
    return next((actor.name for actor in record(name).actors if actor.id == told.source.actor), None)


@pytest.mark.parametrize(("name", "who", "cue", "act", "first", "last"), TOLD)
def test_who_said_what(name: str, who: str, cue: str, act: str, first: str, last: str) -> None:
    found = [
        (speaker(name, told), told.act)
        for told in record(name).attributions
        if told.cue
        and words(name, told.cue.span) == cue
        and words(name, told.content.spans[0]).startswith(first)
        and words(name, told.content.spans[-1]).endswith(last)
    ]
    assert (who, act) in found


@pytest.mark.parametrize(("name", "text", "begin", "end"), DAYS)
def test_when(name: str, text: str, begin: str, end: str) -> None:
    found = [(time.begin, time.end) for time in record(name).times if words(name, time.span) == text]
    assert (begin, end) in found


@pytest.mark.parametrize(("name", "text", "value", "bound", "unit"), AMOUNTS)
def test_how_many(name: str, text: str, value: float, bound: str | None, unit: str) -> None:
    found = [(q.value, q.modifier, q.unit) for q in record(name).quantities if words(name, q.span) == text]
    assert (value, bound, unit) in found


@pytest.mark.parametrize(("name", "trigger", "kind", "status"), HAPPENED)
def test_what_happened(name: str, trigger: str, kind: str, status: str) -> None:
    events = record(name).events
    found = [
        (e.type, e.status) for e in events for span in (e.trigger, *e.mentions) if words(name, span) == trigger
    ]
    assert (kind, status) in found


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_only_a_voice_claims_is_not_stated_as_fact(name: str) -> None:
    for event in record(name).events:
        if event.status == "happened":
            assert any(voucher.attribution is None for voucher in event.vouched_by)


def test_the_chain_of_voices() -> None:
    told = next(t for t in record("world").attributions if t.cue and words("world", t.cue.span) == "به نقل از")
    names = {actor.id: actor.name for actor in record("world").actors}
    assert told.chain[0] == "AUTHOR"
    assert names[told.chain[-1]] == "توماس ولدمن"
    assert told.parent is not None


def test_the_credit_line_is_the_outlets_own() -> None:
    first = record("agency").attributions[0]
    assert first.dateline
    assert speaker("agency", first) == "خبرگزاری آذرخش"


def test_right_text_is_left_alone_and_lost_half_spaces_are_found() -> None:
    for name in ("agency", "newspaper", "exile", "world"):
        assert record(name).repairs == ()
    mended = {repair.text for repair in record("crawled").repairs}
    assert {"محیط‌زیست", "می‌ریزند", "کارخانه‌ها", "کرده‌اند", "نمونه‌های", "نمی‌توانیم", "گفت‌وگو"} <= mended
