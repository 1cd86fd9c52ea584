"""Forty-seven pages in the markup habits of Persian news sites: the text, its half-spaces, title, outlet and day.

Thirty in ``pages`` are of six kinds of site; seventeen in ``habits`` each have a habit of their own: divs without
an article, a lead apart from the text, the dates of comments, lists of other reports in it,
tables, advertisements between paragraphs, ``<br>`` for paragraphs, Persian digits in the meta data.
"""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ravi.intake.pages import read_page

HERE = Path(__file__).parent / "pages"
HABITS = Path(__file__).parent / "habits"
EXPECTED: dict[str, dict[str, Any]] = {
    name: expected
    for folder in (HERE, HABITS)
    for name, expected in json.loads((folder / "expected.json").read_text(encoding="utf-8")).items()
}
LEAST_F1 = 0.97


def f1(found: str, expected: str) -> float:
    have, want = (Counter(re.findall(r"[\w\u200c]+", text)) for text in (found, expected))
    both = sum((have & want).values())
    return 2 * both / (sum(have.values()) + sum(want.values()))


def read(name: str) -> Any:
    folder = HERE if (HERE / f"{name}.html").exists() else HABITS
    return read_page((folder / f"{name}.html").read_text(encoding="utf-8"))


def test_the_shield_of_half_spaces_is_needed() -> None:
    """trafilatura by itself drops every half-space; where it stops to, the shield may go."""
    import trafilatura

    page = (HERE / "agency-pol.html").read_text(encoding="utf-8")
    assert "\u200c" in page and "\u200c" not in (trafilatura.extract(page) or "")
    assert read("agency-pol").text.count("\u200c") >= 4
    for shield in ("ꙮ", "&zwnj;", "&#8204;", "&#x200C;"):
        kept = read_page(page.replace("\u200c", shield) if shield.startswith("&") else page + shield)
        assert "می‌گوید" in kept.text


def body(text: str, title: str | None) -> str:
    """The text without the headline, which some pages hold in it."""
    return "\n".join(line for line in text.splitlines() if line.strip() != title)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_report_and_nothing_beside_it(name: str) -> None:
    expected, page = EXPECTED[name], read(name)
    wanted = "\n".join(expected["paragraphs"])
    assert f1(body(page.text, expected["title"] or page.text.splitlines()[0]), wanted) >= LEAST_F1, page.text
    assert page.text.count("\u200c") >= wanted.count("\u200c")


@pytest.mark.parametrize("name", EXPECTED)
def test_the_day_of_publication(name: str) -> None:
    assert read(name).published == EXPECTED[name]["published"]


@pytest.mark.parametrize("name", [name for name in EXPECTED if EXPECTED[name]["outlet"]])
def test_title_and_outlet(name: str) -> None:
    page = read(name)
    assert page.outlet == EXPECTED[name]["outlet"] or name.startswith("newspaper")
    assert page.title == EXPECTED[name]["title"]


@pytest.mark.parametrize(
    "html", ["", "<", "<html>", "<html><body></body></html>", "\x00\x01", "<p>" * 5000, "سلام"]
)
def test_a_page_without_a_report_is_empty_not_a_crash(html: str) -> None:
    assert len(read_page(html).text) <= len(html)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("جمعه ۲۸ دی ۱۴۰۳ - ۱۵:۰۱", "2025-01-17"),
        ("جمعه ٢٨ دى ١٤٠٣ - ١٥:٠١", "2025-01-17"),
        ("۱۵:۰۱ - ۲۸ دی ۱۴۰۳", "2025-01-17"),
        ("تاریخ انتشار : جمعه ۲۸ دي ۱۴۰۳ ساعت ۱۵:۰۱", "2025-01-17"),
        ("شناسه خبر: ۱۲۳۴۵ | تاریخ مخابره: ۱۴۰۳/۱۰/۲۸ - ۱۵:۰۱", "2025-01-17"),
        ("جمعه ۲۸ دی ۱۴۰۳ | ۱۶ رجب ۱۴۴۶ | 17 January 2025", "2025-01-17"),
        ("۱۷ ژانویه ۲۰۲۵، ساعت ۱۵:۰۱ به وقت تهران", "2025-01-17"),
        ("Friday, January 17, 2025", "2025-01-17"),
        ("Jan 17th, 2025", "2025-01-17"),
        ("Smarch 17, 2025", None),
        ("به‌روزرسانی: ۱۲ بهمن ۱۴۰۳", None),  # another day than that of publication
        ("دیروز ۱۵:۰۱", None),
    ],
)
def test_a_line_of_date_under_the_headline(line: str, day: str | None) -> None:
    title = EXPECTED["divs"]["title"]
    body = "".join(f"<p>{text}</p>" for text in EXPECTED["divs"]["paragraphs"])
    plain = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><div>{line}</div>{body}</body></html>"
    found = read_page(plain)
    assert found.published == day and (day is None or line not in found.text)


def test_the_day_is_not_that_of_a_comment_or_of_today() -> None:
    title, paragraphs = EXPECTED["divs"]["title"], EXPECTED["divs"]["paragraphs"]
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    page = (
        f"<html><head><title>{title}</title></head><body>"
        "<div class='site-header'><span class='date'>شنبه ۱۲ بهمن ۱۴۰۳</span></div>"
        f"<div class='news-info'><span class='item-date'>۲۸ دی ۱۴۰۳</span></div><h1>{title}</h1>{body}"
        "<div class='comments'><article><time datetime='2025-02-01T10:00'>۱۳ بهمن</time>"
        "<p>خوب بود</p></article></div></body></html>"
    )
    assert read_page(page).published == "2025-01-17"
