"""One person under many forms, two people of one name, and offices with their days."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ravi.ledger import Ledger, posts
from ravi.ledger.identity import likeness, parse
from ravi.reader import read
from ravi.record import Actor, Office
from tests.ledger import by_hand


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("ناهید آذرگون", "ناهيد آذرگون", "same"),
        ("سید کاوه مهرابی", "کاوه مهرابی", "same"),
        ("سیدکاوه مهرابی", "دکتر کاوه مهرابی", "same"),
        ("بهرام نیک‌پی", "بهرام نیک پی", "same"),
        ("آرش عبدالعلی زاده", "آرش عبدالعلی‌زاده", "same"),
        ("توماس پمپرو", "توماس پومپرو", "spelling"),
        ("Thomas Pomperow", "توماس پومپرو", "spelling"),
        ("محمدجواد کوشان", "جواد کوشان", "part"),
        ("محمد جواد کوشان", "محمدجواد کوشان", "same"),
        ("م. ج. کوشان", "محمد جواد کوشان", "part"),
        ("کوشان", "بهرام کوشان", "family"),
        ("بهرام کوشان", "ناهید کوشان", ""),
        ("بهرام حسنی", "بهرام حسینی", ""),
        ("ناهید آذرگون", "ناهید مهرابی", ""),
    ],
)
def test_how_two_names_agree(one: str, other: str, how: str) -> None:
    assert likeness(parse(one), parse(other)) == likeness(parse(other), parse(one)) == how


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("سفیر ایران در مسکو", "سفیر جمهوری اسلامی ایران در روسیه"),
        ("وزیر خارجه روسیه", "وزیر امور خارجهٔ روسیه"),
        ("رئیس‌جمهور فرانسه", "رییس جمهوری سابق فرانسه"),
        ("رئیس‌جمهوری اسلامی ایران", "رئیس جمهور ایران"),
    ],
)
def test_two_phrases_for_one_post(one: str, other: str) -> None:
    assert posts.post_key(one) == posts.post_key(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("سفیر ایران در مسکو", "سفیر روسیه در تهران"),
        ("وزیر خارجه روسیه", "وزیر دفاع روسیه"),
        ("رئیس مجلس", "رئیس کمیسیون مجلس"),
    ],
)
def test_two_posts(one: str, other: str) -> None:
    assert posts.post_key(one) != posts.post_key(other)


def test_some_phrases_are_nobody_in_particular() -> None:
    assert not posts.alone(posts.post_key("نمایندهٔ مجلس") or "")
    assert posts.post_key("یک کارشناس") is None or not posts.alone(posts.post_key("یک کارشناس") or "")


def add(ledger: Ledger, text: str, day: str, outlet: str = "نوروزنامه") -> int:
    return ledger.add(read(text, outlet=outlet, published=day)).report


def test_an_office_alone_is_its_holder_on_that_day(ledger: Ledger) -> None:
    early = add(ledger, "سفیر ایران در مسکو گفت که راه تازه باز است.", "2020-03-05")
    add(ledger, "ناهید آذرگون، سفیر ایران در مسکو، گفت که پل ساخته شد.", "2020-03-01")
    add(ledger, "ناهید آذرگون، سفیر ایران در روسیه، گفت که پل باز شد.", "2021-02-01")
    add(ledger, "بهرام مهرابی، سفیر جمهوری اسلامی ایران در مسکو، گفت که پل بسته شد.", "2023-05-01")
    add(ledger, "بهرام مهرابی، سفیر ایران در مسکو، گفت که پل ویران شد.", "2024-05-01")
    late = add(ledger, "سفیر ایران در مسکو گفت که پل از نو ساخته می‌شود.", "2023-09-10")
    between = add(ledger, "سفیر ایران در مسکو گفت که پل رنگ می‌شود.", "2022-03-10")
    at = {day: [w.name for w in ledger.who("سفیر ایران در مسکو", at=day)] for day in ("2020-06-01", "2023-09-10")}
    assert at["2020-06-01"][0] == "ناهید آذرگون" and at["2023-09-10"][0] == "بهرام مهرابی"
    (one,) = ledger.who("ناهید آذرگون")
    assert [(o.first, o.last, o.reports) for o in one.offices] == [("2020-03-01", "2021-02-01", 2)]
    assert {h.report for h in one.statements} >= {early} and late not in {h.report for h in one.statements}
    (two,) = ledger.who("بهرام مهرابی")
    assert late in {h.report for h in two.statements}
    assert between not in {h.report for w in (one, two) for h in w.statements}


def test_an_office_alone_beside_its_holder(ledger: Ledger) -> None:
    for post in ("سفیر ایران در مسکو", "وزیر راه"):
        record = by_hand.person("ناهید آذرگون", office=post, country="IRN")
        alone = Actor("A2", "unnamed", post, country="IRN", offices=(Office((0, 0), post),))
        ledger.add(replace(record, actors=(*record.actors, alone)))
        ledger.add(replace(record, report=replace(record.report, url=post), actors=(alone, *record.actors)))
    (one,) = ledger.who("ناهید آذرگون")
    assert {form for form, _ in one.forms} == {"ناهید آذرگون", "سفیر ایران در مسکو", "وزیر راه"}
    assert one.reports == 4


def test_what_a_report_says_of_a_tenure(ledger: Ledger) -> None:
    add(ledger, "ناهید آذرگون، رئیس‌جمهور فرانسه از ۱۳۸۴ تا ۱۳۹۲، گفت که باران می‌آید.", "2025-03-01")
    add(ledger, "بهرام مهرابی، وزیر راه سابق، گفت که باران می‌آید.", "2025-03-02")
    (president,) = ledger.who("ناهید آذرگون")
    (office,) = president.offices
    assert (office.since, office.until) == ("2005-03-21", "2014-03-20")
    assert ledger.who("رئیس‌جمهور فرانسه", at="2010-01-01")[0].name == "ناهید آذرگون"
    (minister,) = ledger.who("بهرام مهرابی")
    assert [(o.first, o.over) for o in minister.offices] == [(None, "2025-03-02")]


def test_a_surname_waits_for_its_full_name(ledger: Ledger) -> None:
    add(ledger, "آذرگون، سفیر ایران در مسکو، گفت که پل ساخته شد.", "2025-02-01")
    add(ledger, "ناهید آذرگون، سفیر ایران در مسکو، گفت که پل باز شد.", "2025-02-03")
    add(ledger, "بهرام آذرگون، وزیر راه سورنا، گفت که پل بسته شد.", "2025-02-04")
    found = ledger.who("آذرگون")
    assert sorted((w.name, w.reports) for w in found) == [("بهرام آذرگون", 1), ("ناهید آذرگون", 2)]


def test_what_a_rule_made_one_a_person_can_take_apart(ledger: Ledger) -> None:
    add(ledger, "ناهید آذرگون گفت که باران می‌آید.", "2025-01-31")
    first = add(ledger, "آذرگون، سفیر ایران در مسکو، گفت که پل ساخته شد.", "2025-02-01")
    assert len(ledger.who("آذرگون")) == 2
    add(ledger, "ناهید آذرگون، سفیر ایران در مسکو، گفت که پل باز شد.", "2025-02-03")
    (one,) = ledger.who("آذرگون")
    assert ("آذرگون", "the same surname and office (سفیر IRN RUS), told in full later") in one.forms
    actor = ledger.record(first).attributions[0].source.actor
    entry = ledger.correct("split", ledger.target(f"{first}:{actor}"), value="بهرام آذرگون", who="sara")
    assert sorted((w.name, w.reports) for w in ledger.who("آذرگون")) == [("بهرام آذرگون", 1), ("ناهید آذرگون", 2)]
    ledger.correct("undo", {"entry": entry.number}, who="sara")
    assert [(w.name, w.reports) for w in ledger.who("آذرگون")] == [("ناهید آذرگون", 3)]
