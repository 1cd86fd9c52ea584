"""Forty pages in the markup habits of Persian news sites: the text, its half-spaces, title, outlet and day.

Thirty in ``pages`` are of six kinds of site; ten in ``habits`` each have a habit of their own: divs without an
article, tables, advertisements between paragraphs, ``<br>`` for paragraphs, Persian digits in the meta data.
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
