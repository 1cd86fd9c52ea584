"""The query language: trees, errors, dates."""

import pytest

from ravi.ledger.dates import interval
from ravi.ledger.errors import QueryError
from ravi.ledger.query import All, AnyOf, Field, Not, Words, parse


def test_words_are_joined_by_and() -> None:
    assert parse("هسته‌ای ایران") == All((Words("هسته‌ای"), Words("ایران")))


def test_or_binds_weaker_than_and() -> None:
    assert parse("a b OR c") == AnyOf((All((Words("a"), Words("b"))), Words("c")))


def test_minus_and_not_are_one() -> None:
    assert parse("-a") == parse("NOT a") == Not(Words("a"))


def test_phrases_near_and_prefixes() -> None:
    assert parse('«حمله موشکی» "الف ب"~5 تحریم*') == All(
        (Words("حمله موشکی"), Words("الف ب", near=5), Words("تحریم", prefix=True))
    )


def test_fields_take_a_word_or_a_phrase() -> None:
    assert parse('speaker:"ناهید آذرگون" act:deny') == All(
        (Field("speaker", "ناهید آذرگون", 0), Field("act", "deny", 23))
    )


@pytest.mark.parametrize(
    "query", ["(a", "a)", '"a', "nosuch:a", "a OR", "NOT", "(" * 40 + "a" + ")" * 40, "x" * 3000]
)
def test_what_cannot_be_read_says_where(query: str) -> None:
    with pytest.raises(QueryError, match="character"):
        parse(query)


def test_nothing_asked_is_no_tree() -> None:
    assert parse("  ") is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1403-10-28", ("2025-01-17", "2025-01-17")),
        ("۱۴۰۳-۱۰", ("2024-12-21", "2025-01-19")),
        ("1399", ("2020-03-20", "2021-03-20")),
        ("2025-01", ("2025-01-01", "2025-01-31")),
        ("1403-10..1403-12", ("2024-12-21", "2025-03-20")),
        ("..2024", (None, "2024-12-31")),
        ("2024..", ("2024-01-01", None)),
    ],
)
def test_dates_in_either_calendar(value: str, expected: tuple[str | None, str | None]) -> None:
    assert interval(value, 0) == expected


@pytest.mark.parametrize("value", ["1403-13", "1402-12-30", "yesterday", "0900", "2025..2024", "2025-02-30"])
def test_no_such_day(value: str) -> None:
    with pytest.raises(QueryError):
        interval(value, 0)
