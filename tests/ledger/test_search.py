"""What a search finds, what lights up in it, and in which order it comes."""

from __future__ import annotations

import pytest

from ravi.ledger import Ledger, QueryError

from .by_hand import TEXT, record, telling


@pytest.mark.parametrize(
    "query",
    [
        "", "نمی‌کنیم", "نمیکنیم", "نمي‌كنيم", "کتابخانه", '"کتاب خانه"', "کتاب‌خانه", "ویر*", "آذرگون",
        'speaker:"ناهید آذرگون"', "speaker:آذرگون office:وزیر", "country:IRN", "outlet:نوروزنامه", "act:assert",
        "type:indirect", "event:attack", "status:denied", "place:کتابخانه", "about:کتابخانه", "said:1403-10-28",
        "published:2025-01", "said:1403-10..1403-12 پل", '"پل ویران"~6', "پل NOT تونل", "تونل OR پل",
        "text:سورنا", "exact:نمی‌کنیم", "-تونل (پل OR راه)",
    ],
)  # fmt: skip
def test_what_is_found(ledger: Ledger, query: str) -> None:
    ledger.add(record())
    found = ledger.search(query)
    assert found.total == 1, query
    hit = found.hits[0]
    assert (hit.speaker, hit.offices, hit.said) == (
        "ناهید آذرگون",
        ("وزیر راه سورنا",),
        ("2025-01-17", "2025-01-17"),
    )


@pytest.mark.parametrize(
    "query",
    ["تونل", "-پل", "speaker:جلالی", "said:1403-11", "published:2024", "status:happened", "exact:نمیکنیم",
     "act:deny",      "text:تونل", "to:آذرگون", '"ویران پل"'],
)  # fmt: skip
def test_what_is_not_found(ledger: Ledger, query: str) -> None:
    ledger.add(record())
    assert ledger.search(query).total == 0, query


def test_what_matched_is_marked_where_it_stands(ledger: Ledger) -> None:
    ledger.add(record())
    hit = ledger.search("نمیکنیم").hits[0]
    assert [hit.content[a:b] for a, b in hit.marks] == ["نمی‌کنیم"]
    assert TEXT[slice(*hit.span)] == hit.content


@pytest.mark.parametrize("written", ["نمی‌کنیم", "نمیکنیم", "نمي كنيم", "نَمی‌کنیم", "نمي‌كنيم"])
@pytest.mark.parametrize("asked", ["نمی‌کنیم", "نمیکنیم", "نمي كنيم", '"نمی کنیم"'])
def test_all_spellings_of_a_word_meet_and_light_up(ledger: Ledger, written: str, asked: str) -> None:
    ledger.add(telling(f"ما {written} این کار را"))
    (hit,) = ledger.search(asked).hits
    assert "".join(hit.content[a:b] for a, b in hit.marks).replace(" ", "") == written.replace(" ", "")
    text = ledger.record(hit.report).report.text
    assert [text[a:b] for a, b in hit.places] == [hit.content[a:b] for a, b in hit.marks]


@pytest.mark.parametrize(
    ("written", "asked"),
    [("خانه‌ی ما", "خانهٔ"), ("خانۀ ما", "خانه ی"), ("۱۲۳ نفر", "123"), ("كتاب‌ها", "کتاب ها"), ("کتاب ها", "کتاب‌ها"),
     ("مسؤول", "مسوول"), ("کتابخانه", '"کتاب خانه"'), ("کتابخانه", "کتاب خانه")],
)  # fmt: skip
def test_other_spellings_meet(ledger: Ledger, written: str, asked: str) -> None:
    ledger.add(telling(f"این {written} است"))
    assert ledger.search(asked).total == 1


def many(ledger: Ledger) -> None:
    for number, (words, day, outlet) in enumerate(
        [("پل تازه باز است", "2025-01-17", "نوروزنامه"), ("پل کهنه بسته است", "2025-02-01", "ساحل"),
         ("تونل تازه باز است", "2024-05-03", "نوروزنامه"), ("می‌شود پل را دید", None, None)]
    ):  # fmt: skip
        ledger.add(telling(words, day=day, outlet=outlet, before=f"گزارش {number} سیمان{number}. "))


@pytest.mark.parametrize(
    ("query", "reports"),
    [
        ("", [2, 1, 3, 4]),
        ("پل", [2, 1, 4]),
        ("پل OR تونل", [2, 1, 3, 4]),
        ("-پل", [3]),
        ("-(پل باز)", [2, 3, 4]),
        ("published:2025-01 OR تونل", [1, 3]),
        ("published:1403-10..1403-12", [2, 1]),
        ("published:..2024", [3]),
        ("published:2025.. -published:2025-02", [1]),
        ('exact:"می‌شود" OR تونل', [3, 4]),
        ("پل -exact:کهنه", [1, 4]),
        ('"است پل"~1 OR "باز تازه"~0', [1, 3]),
        ('("باز پل"~1 OR exact:بسته) -تونل', [2, 1]),
        ("text:سیمان1", [2]),
        ("text:سیما*", [2, 1, 3, 4]),
        ("text:سیمان2 پل", []),
        ("text:سیمان2 OR کهنه", [2, 3]),
        ("-text:سیمان2 تازه", [1]),
        ("باز*", [1, 3]),
        ("نورو*", []),
        ("outlet:نوروزنامه", [1, 3]),
        ("outlet:نورو*", [1, 3]),
        ("آذرگون", [2, 1, 3, 4]),
        ("speaker:#1 پل", [2, 1, 4]),
        ("type:direct status:happened", []),
    ],
)
def test_what_a_query_finds_newest_first(ledger: Ledger, query: str, reports: list[int]) -> None:
    many(ledger)
    assert [hit.report for hit in ledger.search(query).hits] == reports
    assert ledger.search(query, order="oldest").total == len(reports)


def test_pages_go_on_from_a_key(ledger: Ledger) -> None:
    many(ledger)
    first = ledger.search("", limit=3)
    assert (first.total, first.more, len(first.hits)) == (4, False, 3)
    rest = ledger.search("", limit=3, before=first.next)
    assert [hit.report for hit in rest.hits] == [4] and rest.next is None
    assert [hit.report for hit in ledger.search("", limit=3, offset=3).hits] == [4]


def test_the_best_come_first_where_that_is_asked(ledger: Ledger) -> None:
    ledger.add(telling("پل و راه و تونل و بندر و خیابان و کوه و دشت"))
    ledger.add(telling("پل، پل، پل", day="2020-01-01"))
    assert [hit.report for hit in ledger.search("پل").hits] == [1, 2]
    best = ledger.search("پل", order="relevance").hits
    assert [hit.report for hit in best] == [2, 1] and (best[0].score or 0) > (best[1].score or 0)


@pytest.mark.parametrize(
    ("query", "found"),
    [("to:کوشان", True), ("to:بهرام", True), ("channel:ساحل", True), ("office:وزیر", True),
     ('office:"وزیر راه"', True), ('office:"راه وزیر"', False), ("said:2024-11", True), ("said:1403-08-20", True),
     ("said:1403-07", False), ("said:2024-12", False), ("said:..2023", False), ("said:2024..", True),
     ("said:2024-11-12", True),
     ("act:assert type:direct", True), ("country:ایران", False), ("country:IRN", False)],
)  # fmt: skip
def test_fields(ledger: Ledger, query: str, found: bool) -> None:
    ledger.add(telling("راه باز است", offices=("وزیر راه",), to="بهرام کوشان", channel="خبرگزاری ساحل",
                       said=("2024-11-08", "2024-11-12")))  # fmt: skip
    assert ledger.search(query).total == found, query


def test_a_long_interval_counts_for_its_months_and_a_very_long_one_for_its_years(ledger: Ledger) -> None:
    ledger.add(telling("راه", said=("2024-01-20", "2024-04-02")))
    ledger.add(telling("پل", said=("2000-01-01", "2020-12-31")))
    assert [ledger.search(f"said:{day} راه").total for day in ("2024-03-05", "1403-01", "2024-05")] == [1, 1, 0]
    assert [ledger.search(f"said:{day} پل").total for day in ("2010-03-05", "1390", "1390-05", "2021")] == [
        1,
        1,
        1,
        0,
    ]


@pytest.mark.parametrize(
    ("query", "at"),
    [("پل act:nosuch", 3), ("country:XYZ", 0), ("پل said:1403-13", 3), ("!!!", 0), ("و*  ا*", 0), ("@nosuch", 0),
     ("speaker:#x", 0), ('پل "راه', 3), ("پل nosuch:x", 3), ('speaker:""', 0), ("پل exact:!", 3)],
)  # fmt: skip
def test_what_cannot_be_understood_tells_where(ledger: Ledger, query: str, at: int) -> None:
    with pytest.raises(QueryError) as caught:
        ledger.search(query)
    assert caught.value.at == at


def test_values_are_known_by_their_persian_names(ledger: Ledger) -> None:
    ledger.add(record())
    assert ledger.search("country:ایران").total == ledger.search("country:iran").total == 1


def test_how_hits_spread(ledger: Ledger) -> None:
    many(ledger)
    found = ledger.facets("پل")
    assert (found.counted, found.more) == (3, False)
    assert found.speakers == ((1, "ناهید آذرگون", 3),)
    assert set(found.outlets) == {("ساحل", 1), ("نوروزنامه", 1)} and found.acts == (("assert", 3),)
    assert found.months == (("2025-01", 1), ("2025-02", 1))
    assert found.solar_months == (("1403-10", 1), ("1403-11", 1))


def test_what_was_said_when(ledger: Ledger) -> None:
    many(ledger)
    periods = ledger.timeline(by="year", calendar="gregorian", each=1)
    assert [(p.label, p.begin, p.end, p.statements) for p in periods] == [
        ("2024", "2024-01-01", "2024-12-31", 1),
        ("2025", "2025-01-01", "2025-12-31", 2),
        ("", None, None, 1),
    ]
    assert [hit.report for p in periods for hit in p.hits] == [3, 2, 4]
    assert [p.label for p in ledger.timeline("پل", by="day")] == ["1403-10-28", "1403-11-13", ""]


def test_passages_of_a_report(ledger: Ledger) -> None:
    many(ledger)
    text = ledger.record(2).report.text
    (found,) = ledger.passages(2, "text:سیمان1 پل", width=60)
    assert text[slice(*found.span)] == found.text
    assert [text[slice(*mark)] for mark in found.marks] == ["سیمان1", "پل"]


def test_saved_searches(ledger: Ledger) -> None:
    many(ledger)
    ledger.save_search("@bridges", "پل OR تونل")
    ledger.save_search("bridges", "پل")
    assert ledger.saved_searches() == {"bridges": "پل"}
    assert ledger.search("@bridges").total == 3
    with pytest.raises(QueryError):
        ledger.save_search("bad", "(پل")
    ledger.forget_search("bridges")
    assert ledger.saved_searches() == {}
