"""axe-core finds no serious fault on any page, in either language, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.reports import PLAIN

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
PAGES = ("/", "/search?q=پل", "/who?name=آذرگون", "/corrections", "/report/1#a1", "/report/999")


@pytest.fixture(scope="module")
def filled(browser: Any, site: str) -> str:
    page = browser.new_page(base_url=site)
    page.goto("/")
    page.fill("textarea", PLAIN)
    page.click("button.go")
    page.wait_for_url("**/report/*")
    page.close()
    return site


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_no_serious_fault(open_page: Callable[..., Any], filled: str, path: str, lang: str) -> None:
    for scheme in ("light", "dark"):
        page = open_page(path, lang=lang, scheme=scheme)
        page.evaluate(AXE)
        found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
        serious = [
            (fault["id"], fault["help"], [node["html"][:160] for node in fault["nodes"]][:3])
            for fault in found
            if fault["impact"] in ("serious", "critical")
        ]
        assert not serious, f"{path} in {scheme}: {serious}"
