"""No text crashes or hangs the reader, spans lie inside the text, and the same text gives the same record."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import ravi
from ravi.record import Record, Span, schema
from ravi.record.json import to_dict

VALIDATOR = Draft202012Validator(schema())

LONG = 100_000
"""Code points of the long inputs here; the bench reads 10 MB."""
SLOWEST = 60.0
"""Seconds for one long input: far above what it takes, far below a hang."""

PROSE = (
    "سهراب ملک‌پور، شهردار ساحل‌آباد، روز سه‌شنبه به خبرگزاری کرانه گفت: «پل تازه را تا پایان خرداد می‌سازیم.» "
    "به گفته او، بیش از ۳۰ کارگر زخمی شده‌اند. وزارت راه این خبر را تکذیب کرد.\n"
)

PIECES = st.sampled_from(
    [
        *(
            "گفت",
            "می گوید",
            "اعلام كرد",
            "که",
            "به گفته",
            "او",
            "وی",
            "سهراب ملک‌پور",
            "وزیر راه",
            "خانه‌ها",
            "نمیشود",
        ),
        *("۱۴ بهمن ۱۴۰۳", "دیروز", "بیش از ۳۰ نفر", "۳/۵", "12", "م. ح.", "abc", "🙂", "ﻻ", "ـ", "\u064e"),
        *("،", ".", ":", "«", "»", "...", "(", ")", "-", "!", "؟"),
        *("\u200c", "\u200f", "\u2067", "\x07", "\n", "\r\n", "\t", "\u00a0", " ", "  "),
    ]
)

quickly = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def spans(record: Record) -> list[Span]:
    """Every span of a record."""
    found = [repair.span for repair in record.repairs]
    found += record.sentences
    for actor in record.actors:
        found += [mention.span for mention in actor.mentions]
        found += [office.span for office in actor.offices]
    found += [item.span for item in record.times]
    found += [item.span for item in record.quantities]
    for told in record.attributions:
        found += told.content.spans
        found += [part.span for part in (told.source, told.cue, told.addressee, told.channel) if part and part.span]
    for event in record.events:
        found += [event.trigger, *event.mentions, *(role.span for role in event.roles)]
    return found


def check(text: str) -> Record:
    """What must hold of every record."""
    record = ravi.read(text, published="2025-02-02")
    assert record.report.text == text
    for start, end in spans(record):
        assert 0 <= start <= end <= len(text)
    for start, end in (span for told in record.attributions for span in told.content.spans):
        assert text[start:end].strip(), "a content of nothing"
    VALIDATOR.validate(to_dict(record))
    references(record)
    return record


def references(record: Record) -> None:
    """Every id that is named is there."""
    actors = {actor.id for actor in record.actors}
    times = {item.id for item in record.times}
    quantities = {item.id for item in record.quantities}
    told = {item.id for item in record.attributions}
    events = {item.id for item in record.events}
    for item in record.attributions:
        assert item.source.actor is None or item.source.actor in actors
        assert item.parent is None or item.parent in told
        assert item.said is None or item.said.time is None or item.said.time in times
        assert item.chain[0] == "AUTHOR"
        assert set(item.chain) <= actors | {"AUTHOR", "?"}
        assert set(item.about) <= events
        for party in (item.addressee, item.channel):
            assert party is None or party.actor is None or party.actor in actors
    for event in record.events:
        assert event.time is None or event.time in times
        assert event.quantity is None or event.quantity in quantities
        assert {role.actor for role in event.roles} <= actors | {None}
        assert {voucher.attribution for voucher in event.vouched_by} <= told | {None}
    for actor in record.actors:
        assert {office.of for office in actor.offices} <= actors | {None}


@quickly
@given(st.text(max_size=300))
@example("")
@example("\ud800\udfff")
@example("«" * 50 + "گفت" + "»" * 50)
@example("گفت گفت گفت: :")
def test_any_text(text: str) -> None:
    check(text)


@quickly
@given(st.lists(PIECES, max_size=60).map(" ".join) | st.lists(PIECES, max_size=60).map("".join))
def test_pieces_of_reports_in_any_order(text: str) -> None:
    record = check(text)
    assert ravi.read(text, published="2025-02-02") == record


@quickly
@given(st.data())
def test_a_report_with_something_lost_or_put_in(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(PROSE)))
    lost = data.draw(st.integers(0, 5))
    put = data.draw(PIECES)
    check(PROSE[:at] + put + PROSE[at + lost :])


PATHOLOGICAL = {
    "empty": "",
    "blank": " \n\t\r\n" * 1000,
    "only marks": "\u064e\u0651" * 2000,
    "only half-spaces": "\u200c" * 5000,
    "only tatweel": "ـ" * 5000,
    "emoji": "🙂👨‍👩‍👧 " * 2000,
    "bidi controls": "\u202e\u2067گفت\u2069\u202c " * 1000,
    "control characters": "".join(map(chr, range(32))) * 100,
    "lone surrogates": "\ud800 گفت \udfff " * 500,
    "private use": "\ue000\U000f0000" * 1000,
    "english": "The minister said on Friday that the bridge was open. " * 500,
    "one word": "گفت" * 5000,
    "one letter": "ا" * 20_000,
    "digits": "۱" * 20_000,
    "a number of commas": "1,234," * 3000,
    "opening quotes": "«" * 5000,
    "nested quotes": "«گفت " * 2000 + "» " * 2000,
    "quotes open and never close": "او گفت: «" * 2000,
    "cues": "گفت که " * 4000,
    "according to": "به گفته " * 4000,
    "names": "سهراب ملک‌پور و " * 3000,
    "dates": "۱۴ بهمن ۱۴۰۳ تا " * 3000,
    "stops": "." * 10_000,
    "no stop": "او به شهر رفت و " * 3000,
    "brackets": "(" * 5000 + ")" * 5000,
    "half-words": "می " * 10_000,
}


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_strange_texts(name: str) -> None:
    started = time.monotonic()
    record = check(PATHOLOGICAL[name])
    assert time.monotonic() - started < SLOWEST
    if name in ("empty", "blank", "emoji", "english"):
        assert record == Record(report=record.report)


@pytest.mark.parametrize("shape", ["lines", "one line", "no stops"])
def test_long_texts(shape: str) -> None:
    text = PROSE * (LONG // len(PROSE))
    if shape != "lines":
        text = text.replace("\n", " ")
    if shape == "no stops":
        text = text.replace(".", "").replace("»", "")
    started = time.monotonic()
    check(text)
    assert time.monotonic() - started < SLOWEST


def test_a_record_grows_with_its_text_and_not_with_its_nesting() -> None:
    once, twice = (len(ravi.read("او گفت: «" * n + "رفتیم" + "»" * n).to_json()) for n in (200, 400))
    assert twice < 2.3 * once


def test_the_same_text_gives_the_same_record() -> None:
    first = ravi.read(PROSE * 3, published="2025-02-02").to_json()
    assert all(ravi.read(PROSE * 3, published="2025-02-02").to_json() == first for _ in range(3))


def test_dates_are_checked() -> None:
    for wrong in ("2025-1-7", "17 January 2025", "2025-02-30", "", "۲۰۲۵-۰۱-۰۱"):
        with pytest.raises(ravi.RaviError, match="published"):
            ravi.read(PROSE, published=wrong)


def test_a_text_is_a_report_of_which_nothing_else_is_known() -> None:
    reader = ravi.Reader()
    assert reader.read(PROSE) == ravi.read(PROSE)
    assert list(reader.read_many([PROSE, ravi.report(PROSE)])) == [ravi.read(PROSE)] * 2


def test_many_reports_stream() -> None:
    taken = []

    def source() -> Iterator[ravi.Report]:
        for n in range(3):
            taken.append(n)
            yield ravi.report(f"{PROSE}{n}")

    records = ravi.Reader().read_many(source())
    assert next(records).report.text.endswith("0")
    assert taken == [0]
    assert [record.report.text[-1] for record in records] == ["1", "2"]
