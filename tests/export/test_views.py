"""The page and the Markdown of a record: whole, closed to the network, and nothing of the report is markup."""

from __future__ import annotations

import dataclasses
import html
import re
from html.parser import HTMLParser

import pytest

import ravi
from ravi.export.digest import Digest
from ravi.export.markdown import markdown
from ravi.export.marks import pieces
from ravi.export.page import page
from ravi.export.wording import Lang, Wording
from ravi.record import Quantity, Record, Report, TimeExpression

EVIL = '<script>alert(1)</script> "onload=x" </span> & `*_[]()#'


class Text(HTMLParser):
    """The words inside the element with the id ``text``."""

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.words, self.tags = 0, "", list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if self.depth and tag != "br":
            self.depth += 1
        elif ("id", "text") in attrs:
            self.depth = 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= bool(self.depth)

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.words += data


def read(text: str) -> Text:
    parser = Text()
    parser.feed(text)
    return parser


def test_pieces_are_the_whole_text(record: Record) -> None:
    text = record.report.text
    found = list(pieces(record))
    assert "".join(text[piece.start : piece.end] for piece in found) == text
    at = {i: piece.ids for piece in found for i in range(piece.start, piece.end)}
    for told in record.attributions:
        for start, end in told.content.spans:
            assert all(told.id in at[i] for i in range(start, end))


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_a_page_holds_the_whole_text_and_every_item(record: Record, lang: Lang) -> None:
    shown = page(record, lang)
    assert "".join(read(shown).words.split()) == "".join(record.report.text.split())
    ids = [told.id for told in record.attributions] + [event.id for event in record.events]
    for name in ids + [time.id for time in record.times]:
        assert f'id="{name}"' in shown
    assert f'data-lang="{lang}"' in shown


def test_a_page_asks_no_network(record: Record) -> None:
    shown = page(dataclasses.replace(record, report=dataclasses.replace(record.report, url="https://example.org/")))
    assert "default-src 'none'" in html.unescape(shown)
    assert not re.search(r"(?:src|href|action)\s*=|@import|url\(", shown)


def test_nothing_of_the_report_is_markup(record: Record) -> None:
    report = Report(id="0" * 64, text=f"{EVIL}\n{EVIL}", title=EVIL, outlet=EVIL, url=f"javascript:{EVIL}")
    evil = dataclasses.replace(
        record,
        report=report,
        actors=tuple(dataclasses.replace(a, name=EVIL, latin=EVIL) for a in record.actors),
        sentences=((0, len(EVIL)),),
    )
    shown = page(evil)
    assert shown.count("<script") == 1
    assert "javascript:" not in "".join(re.findall(r"<[^>]*>", shown))
    assert read(shown).tags.count("script") == 1
    text = markdown(evil)
    assert "<script" not in re.sub(r"\\<", "", text)
    assert "\\`\\*\\_\\[\\]" in text


def test_marks_are_not_padded_in_any_sheet(record: Record) -> None:
    sheet = re.findall(r"<style>(.*?)</style>", page(record), re.DOTALL)[0]
    for rule in re.findall(r"#text \.\w+ \{([^}]*)\}", sheet):
        assert "padding" not in rule and "margin" not in rule


@pytest.mark.parametrize("text", ["", "The minister said so."])
def test_a_record_of_nothing_says_why(text: str) -> None:
    record = Record(report=Report(id="0" * 64, text=text, language="und"))
    languages: tuple[Lang, ...] = ("en", "fa")
    for lang in languages:
        words = Wording(lang)
        why = Digest(record, words).nothing()
        assert why
        assert html.escape(why) in page(record, lang)
        assert why in markdown(record, lang)


@pytest.mark.parametrize(
    ("begin", "end", "solar", "en", "fa"),
    [
        ("2025-01-17", "2025-01-17", None, "17 January 2025 (28 Dey 1403)", "۲۸ دی ۱۴۰۳ (۱۷ ژانویه ۲۰۲۵)"),
        ("2025-01-17", "2025-01-20", None, "17–20 January 2025 (28 Dey – 1 Bahman 1403)", None),
        ("2024-12-21", "2025-01-19", "1403-10", "21 December 2024 – 19 January 2025 (Dey 1403)", None),
        ("2022-09-23", "2022-12-21", None, "23 September – 21 December 2022 (Mehr – Azar 1401)", None),
        ("2024-03-20", "2025-03-20", "1403", "20 March 2024 – 20 March 2025 (1403)", None),
        ("2003-01-01", "2003-12-31", None, "2003 (11 Dey 1381 – 10 Dey 1382)", "۱۱ دی ۱۳۸۱ – ۱۰ دی ۱۳۸۲ (۲۰۰۳)"),
        ("2024-02-01", "2024-02-29", None, "February 2024 (12 Bahman – 10 Esfand 1402)", None),
        ("2024-02-01", "2024-02-28", None, "1–28 February 2024 (12 Bahman – 9 Esfand 1402)", None),
    ],
)  # fmt: skip
def test_days_in_two_calendars(begin: str, end: str, solar: str | None, en: str, fa: str | None) -> None:
    assert Wording("en").days(begin, end, solar) == en
    assert fa is None or Wording("fa").days(begin, end, solar) == fa


def test_lengths_sets_and_numbers() -> None:
    words = Wording("en")
    assert words.time(TimeExpression("T1", (0, 1), "duration", value="P20Y")) == "20 years"
    assert words.time(TimeExpression("T1", (0, 1), "duration", value="PT2H30M")) == "2 hours 30 minutes"
    assert words.time(TimeExpression("T1", (0, 1), "set")) == "repeated"
    assert words.time(TimeExpression("T1", (0, 1), "date")) == "not placed on the calendar"
    assert words.quantity(Quantity("Q1", (0, 1), 8000, None, "more", "پهپاد")) == "more than 8,000"
    assert words.quantity(Quantity("Q1", (0, 1), 8, 10)) == "8–10"
    assert Wording("fa").quantity(Quantity("Q1", (0, 1), 2500.5)) == "۲٬۵۰۰٫۵"


def test_an_event_names_each_role_once_with_its_day_in_the_head() -> None:
    text = "وزیر کشاورزی و بهرام کاوه‌نیا روز شنبه قرارداد گندم را امضا کردند."
    shown = markdown(ravi.read(text, published="2024-05-10"), "en")
    (head,) = [line for line in shown.splitlines() if "signing" in line]
    assert "4 May 2024 (15 Ordibehesht 1403)" in head and "happened" in head
    assert shown.count("who: ") == 1
