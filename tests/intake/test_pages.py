"""Thirty pages in the markup habits of Persian news sites: the text, its half-spaces, title, outlet and day."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ravi.intake.pages import read_page

HERE = Path(__file__).parent / "pages"
EXPECTED: dict[str, dict[str, Any]] = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
LEAST_F1 = 0.97


def f1(found: str, expected: str) -> float:
    have, want = (Counter(re.findall(r"[\w\u200c]+", text)) for text in (found, expected))
    both = sum((have & want).values())
    return 2 * both / (sum(have.values()) + sum(want.values()))


def read(name: str) -> Any:
    return read_page((HERE / f"{name}.html").read_text(encoding="utf-8"))


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
