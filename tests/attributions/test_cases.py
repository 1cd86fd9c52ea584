"""Who said what in single sentences: cases as data, with invented people."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import ravi
from ravi.record import Attribution, Record

LINES = (Path(__file__).parent / "cases.tsv").read_text(encoding="utf-8").splitlines()
CASES = list(csv.DictReader(LINES, delimiter="\t"))
SILENT = {
    "talk without content": "رئیس جمهوری با همتای خود گفت‌وگو کرد.",
    "an adjective": "آمار اعلام شده با سال پیش فرق دارد.",
    "not realised": "وزیر باید درباره این موضوع توضیح بدهد.",
    "a purpose": "او به شهر آمد تا نتیجه را اعلام کند.",
    "a view of quality": "این شهر از نظر اقتصادی رشد کرده است.",
    "therefore": "بنابراین قیمت‌ها بالا رفت.",
    "with a noun that takes «با»": "نامه در ارتباط با افشای این خبر نوشته شده است.",
    "no words": "او در این سرما دوام نیاورد.",
    "in respect of": "این شهر از نظر میزان بارندگی در رده سوم است.",
    "a foreseeing": "او به پیش‌بینی رویدادهای آینده پرداخته بود.",
    "what is reprehended": "نهی از منکر وظیفه‌ای همگانی است.",
    "shown by people": "واکنشی که مخالفان این سخنان نشان دادند، بسیار تند بود.",
    "customary praise": "آیین تجلیل از قهرمانان در تالار شهر برگزار شد.",
}


def read(text: str) -> Record:
    return ravi.read(text)


def shown(text: str, span: tuple[int, int] | None) -> str:
    return text[slice(*span)] if span else ""


def by_cue(record: Record, cue: str) -> Attribution:
    text = record.report.text
    found = [a for a in record.attributions if a.cue and shown(text, a.cue.span) == cue]
    assert found, [shown(text, a.cue.span) for a in record.attributions if a.cue]
    return found[0]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(case: dict[str, str]) -> None:
    record = read(case["text"])
    told = by_cue(record, case["cue"])
    text = case["text"]
    assert shown(text, told.source.span) == case["source"], case["why"]
    assert " … ".join(shown(text, span) for span in told.content.spans) == case["content"], case["why"]
    assert told.type == case["kind"], case["why"]
    assert 0.0 < told.confidence < 1.0
    assert told.why


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_silent(text: str) -> None:
    assert not read(text).attributions


PARTIES = {
    # label: text, cue, addressee, channel
    "talk in three words": (
        "پرویز رستگار در گفت و گو با خبرنگار ما در شیراز گفت: کار تمام شد.",
        "گفت",
        "",
        "گفت و گو",
    ),
    "in a relative clause": (
        "پرویز رستگار که با خبرگزاری ایرنا گفت‌وگو کرده، گفته است کار تمام شد.",
        "گفته است",
        "",
        "خبرگزاری ایرنا",
    ),
    "called upon": ("وزیر کشور مردم را به آرامش فراخواند.", "فراخواند", "مردم", ""),
    "explained to": ("پزشک برای هیئت منصفه توضیح داد که زخم کهنه است.", "توضیح داد", "هیئت منصفه", ""),
    "charge": ("دو نفر از کارگران به خرابکاری متهم شدند.", "متهم شدند", "", ""),
    "address": ("نماینده شهر خطاب به وزیر اقتصاد گفت: چرا پاسخ نمی‌دهید؟", "گفت", "وزیر اقتصاد", ""),
    "belongs to": ("باشگاه خبری آوند، وابسته به سازمان گندم، خبر داد که باران بارید.", "خبر داد", "", ""),
    "where they go": ("وی در مراسم اعزام کاروان این شهر به مرقد امام گفت: خوب است.", "گفت", "", ""),
    "after going there": ("وی پس از سفر به شیراز به خبرنگاران گفت: خوب است.", "گفت", "خبرنگاران", ""),
    "document goes on": ("در ادامه این بیانیه آمده است: راه بسته است.", "آمده است", "", ""),
    "document is the source": ("در اطلاعیه این ستاد آمده است: صعود به کوه ممنوع است.", "آمده است", "", ""),
}


@pytest.mark.parametrize("case", PARTIES.values(), ids=PARTIES.keys())
def test_parties(case: tuple[str, str, str, str]) -> None:
    text, cue, addressee, channel = case
    told = by_cue(read(text), cue)
    assert shown(text, told.addressee.span if told.addressee else None) == addressee
    found = shown(text, told.channel.span if told.channel else None)
    assert found.startswith(channel) if channel else not found


def test_asked_answers() -> None:
    text = "از سهراب نیکنام سؤال شد: چرا دیر آمدید؟\nوی گفت: راه بسته بود."
    record = read(text)
    names = {actor.id: actor.name for actor in record.actors}
    assert names[by_cue(record, "گفت").source.actor or ""] == "سهراب نیکنام"


def test_plural_of_respect() -> None:
    text = "رهبر فرقه در این آیین سخنرانی کردند. رهبر فرقه فرمودند که باید صبر کرد و افزودند: راه روشن است."
    record = read(text)
    assert by_cue(record, "افزودند").source.actor == by_cue(record, "فرمودند").source.actor


def test_quotation_taken_up_again() -> None:
    text = "مریم کاویانی گفت: «این کار دشوار است.»\n«ما ماه‌ها برای آن زحمت کشیده‌ایم.»\nپایان."
    told = read(text).attributions
    assert [a.type for a in told] == ["direct", "continued"]
    assert told[0].source.actor == told[1].source.actor
