"""Cases of one event each, as data: its status, by whose word, who takes part, when.  See cases.tsv for why."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import ravi
from ravi.reader import Reader
from ravi.record import Event, Record

_FILE = Path(__file__).with_name("cases.tsv")
with _FILE.open(encoding="utf-8", newline="") as _lines:
    CASES = list(csv.DictReader(_lines, delimiter="\t"))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _found(record: Record, case: dict[str, str]) -> Event:
    """The event of the case: of its type, and of its status where it names one and several are told."""
    of_type = [e for e in record.events if e.type == case["type"]]
    assert of_type, [(e.type, record.report.text[slice(*e.trigger)]) for e in record.events]
    return next((e for e in of_type if e.status == case["status"]), of_type[0])


def _names(record: Record, event: Event, *, agents: bool) -> str:
    """What the agents, or the others who take part, are called: as told, and their actors' names."""
    names = {a.id: a.name for a in record.actors}
    roles = [r for r in event.roles if (r.role == "agent") is agents]
    return " | ".join(f"{record.report.text[slice(*r.span)]} = {names.get(r.actor or '', '')}" for r in roles)


@pytest.mark.parametrize("case", CASES, ids=[f"{c['why']} ({c['type']})" for c in CASES])
def test_case(reader: Reader, case: dict[str, str]) -> None:
    record = reader.read(ravi.report(case["text"], published="2024-05-10"))
    event = _found(record, case)
    if case["status"] != "-":
        assert event.status == case["status"], event.why
    if case["voucher"] != "-":
        names = {a.id: a.name for a in record.actors}
        voices = {a.id: names.get(a.source.actor or "", "") for a in record.attributions}
        by = [voices[v.attribution] if v.attribution else "AUTHOR" for v in event.vouched_by]
        assert any(case["voucher"] in name for name in by), by
    for column, agents in (("agent", True), ("other", False)):
        if case[column] != "-":
            assert case[column] in _names(record, event, agents=agents)
    if case["begin"] != "-":
        assert [t.begin for t in record.times if t.id == event.time] == [case["begin"]]


@pytest.mark.parametrize(
    "text",
    [
        "خرید و فروش خودرو گران شده است.",
        "شرکت‌ها در این شهر پارچه تولید می‌کنند.",
        "شهروندان برای پرسش با سازمان تماس بگیرند.",
        "آمریکا و چین سال‌ها درگیر جنگ تجاری بودند.",
        "شاعر بر اثر حمله قلبی در بیمارستان است.",
        "این شرکت در خدمات ارسال کالا فعال است.",
        "مشتریان خانه‌ای زیبا را انتخاب کردند.",
        "این کار زندگی را دشوار می‌سازد و امکان رشد را فراهم ساخت.",
        "بازیکنان فردا به میدان می‌روند.",
        "او وارد مرحله تازه‌ای شد.",
        "کتاب او در خارج از کشور منتشر شد.",
        "این منطقه حادثه خیز است.",
        "دو فیلم را با گوشی ضبط کردند.",
        "به بازار خسارت وارد شد.",
        "شهادت بهرام کاوه‌نیا در برابر کمیته مجلس شنیده شد.",
        "فرش به خارج از کشور می‌رسد.",
        "شهردار به تبیین جایگاه منابع طبیعی پرداخت.",
        "اتهام سرقت به او وارد شد.",
        "تجمع گاز در طبقه اول زیاد بود.",
        "خط لوله انتقال گاز دراز است.",
    ],
)
def test_customs_and_figures_of_speech_are_no_events(reader: Reader, text: str) -> None:
    record = reader.read(ravi.report(text, published="2024-05-10"))
    assert [(e.type, text[slice(*e.trigger)]) for e in record.events if e.type != "demand"] == []


def test_no_thing_gives_itself(reader: Reader) -> None:
    """A sum before the verb is no agent."""
    record = reader.read(ravi.report("مرد جوان باید ۲۵۰،۰۰۰ دلار پرداخت کند.", published="2024-05-10"))
    for event in record.events:
        assert "دلار" not in _names(record, event, agents=True)


@pytest.mark.parametrize(
    ("text", "not_agent"),
    [
        ("مذاکرات ژنو روز شنبه آغاز شد.", "ژنو"),
        ("ماموران از تیراندازی روز شنبه فیلمی منتشر کردند.", "ماموران"),
        ("وزیران ترکیه و عراق با لبخند دیدار کردند.", "لبخند"),
        ("تیراندازی مرگبار به کارگران سه روز پیش بود.", "مرگبار"),
    ],
)
def test_what_does_nothing_is_no_agent(reader: Reader, text: str, not_agent: str) -> None:
    record = reader.read(ravi.report(text, published="2024-05-10"))
    assert record.events
    for event in record.events:
        assert not_agent not in _names(record, event, agents=True)
