"""What all pages share, in the browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.driving import NARROW, WIDE

PAGES = ("/", "/search", "/who", "/corrections", "/api/docs")


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_wide_and_narrow(
    open_page: Callable[..., Any], picture: Callable[..., None], path: str, lang: str
) -> None:
    for name, size in (("wide", WIDE), ("narrow", NARROW)):
        page = open_page(path, lang=lang, size=size)
        assert page.evaluate("document.documentElement.dir") == ("rtl" if lang == "fa" else "ltr")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{path} is {over} pixels wider than the {name} screen"
        assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px Vazirmatn', 'سلام'))")
        picture(page, f"{path.strip('/') or 'home'}-{lang}-{name}")


def test_the_language_is_a_click_away(open_page: Callable[..., Any]) -> None:
    page = open_page("/search?q=پل")
    page.get_by_role("button", name="English").click()
    assert page.evaluate("document.documentElement.lang") == "en" and "/search?q=" in page.url


def test_the_calls_are_described_from_local_files(
    open_page: Callable[..., Any], picture: Callable[..., None]
) -> None:
    page = open_page("/api/docs", lang="en")
    page.wait_for_selector(".opblock")
    assert page.locator(".opblock").count() >= 14
    page.locator(".opblock").first.locator("button").first.click()
    page.wait_for_selector(".opblock.is-open .try-out__btn")
    page.click(".opblock.is-open .try-out__btn")
    page.click(".opblock.is-open .execute")
    page.wait_for_selector(".opblock.is-open .live-responses-table")
    assert "200" in page.locator(".live-responses-table tbody .response-col_status").first.inner_text()
    picture(page, "docs", whole=False)
