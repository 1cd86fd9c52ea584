"""Calendars: round trips over fifty years, dates of pages, the telling's day as an anchor."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ravi import times
from ravi.language import Analysis
from ravi.record import Attribution, Content, Cue, Said, Source
from ravi.text import repair
from ravi.times import calendars

_CALENDARS: tuple[calendars.Name, ...] = ("gregorian", "solar_hijri", "lunar_hijri")
_DAYS = [date(1985, 1, 1) + timedelta(days=i) for i in range(365 * 50)]
_SOLAR = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]


def test_every_day_of_fifty_years_and_back() -> None:
    for when in _DAYS:
        for calendar in _CALENDARS:
            found = calendars.of(calendar, when)
            assert found is not None
            assert calendars.day(calendar, *found) == when


def test_every_week_of_fifty_years_is_read_back_from_words() -> None:
    for when in _DAYS[::7]:
        found = calendars.of("solar_hijri", when)
        assert found is not None
        year, month, day = found
        assert times.parse_date(f"{day} {_SOLAR[month - 1]} {year}") == when.isoformat()
        assert times.parse_date(f"{year}/{month:02}/{day:02}") == when.isoformat()
        assert times.parse_date(when.isoformat()) == when.isoformat()
        assert times.parse_date(times.solar(when.isoformat())) == when.isoformat()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("۱۴۰۳/۱۰/۲۸", "2025-01-17"),
        ("1403-10-28", "2025-01-17"),
        ("٢٨ دی ١٤٠٣", "2025-01-17"),
        ("پنجشنبه ۳۰ مرداد ۱۴۰۴ - ۱۵:۰۱", "2025-08-21"),
        ("۱۴ شهریور ۱۴۰۴ - ۱۲:۵۶", "2025-09-05"),
        ("سه شنبه 5 ارديبهشت 1385", "2006-04-25"),
        ("2025-01-17T10:00:00Z", "2025-01-17"),
        ("۲۷ ژانویه ۲۰۲۰", "2020-01-27"),
        ("84/5/3", "2005-07-25"),
        ("دیروز", None),
        ("۱۳۸۶/۱۳/۴۰", None),
        ("", None),
        ("متن", None),
    ],
)
def test_parse_date(text: str, expected: str | None) -> None:
    assert times.parse_date(text) == expected


def test_solar_form() -> None:
    assert times.solar("2025-01-17") == "1403-10-28"
    with pytest.raises(ValueError):
        times.solar("1403-13-28")


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2070, 1, 1)))
def test_weeks_and_weekdays(when: date) -> None:
    begin, end = calendars.week(when)
    assert begin <= when <= end
    assert (calendars.weekday(begin), calendars.weekday(end)) == (0, 6)


def _telling(text: str, said: Said, content: str) -> Attribution:
    start = text.index(content)
    return Attribution(
        id="a1",
        type="direct",
        source=Source((0, 4), None, "named"),
        cue=Cue((5, 8), "گفتن", "assert"),
        act="assert",
        content=Content(((start, start + len(content)),)),
        said=said,
    )


def test_words_are_anchored_to_the_day_they_were_said() -> None:
    text = "سارا روز ۲۴ دی گفت: «دیروز باران آمد و هفته گذشته برف، سال ۱۴۰۱ نه.»"
    found = times.find(Analysis(repair(text), (), (), ()), published="2025-01-17")
    said = Said(time="T1", begin="2025-01-13", end="2025-01-13", relation="at")
    anchored = times.anchor(found, (_telling(text, said, text[21:-1]),), published="2025-01-17")
    by = {text[slice(*t.span)]: t for t in anchored}
    assert by["دیروز"].begin == "2025-01-12" and by["دیروز"].anchor == "a1.said"
    assert (by["هفته گذشته"].begin, by["هفته گذشته"].end) == ("2025-01-04", "2025-01-10")
    assert by["سال ۱۴۰۱"].begin == "2022-03-21" and by["سال ۱۴۰۱"].anchor is None
    assert anchored[0] == found[0]


def test_said_before_on_an_unknown_day_stays_open() -> None:
    text = "سارا گفته بود: «دیروز باران آمد.»"
    found = times.find(Analysis(repair(text), (), (), ()), published="2025-01-17")
    assert found[0].begin == "2025-01-16"
    (anchored,) = times.anchor(
        found, (_telling(text, Said(relation="before"), text[16:-1]),), published="2025-01-17"
    )
    assert anchored.begin is anchored.end is anchored.solar is None
