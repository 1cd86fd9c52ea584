"""What a search finds, what lights up in it, and in which order it comes."""

from __future__ import annotations

import pytest

from ravi.ledger import Ledger

from .by_hand import TEXT, record


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
