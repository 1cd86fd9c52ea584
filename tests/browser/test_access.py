"""axe-core finds no serious fault on any page, in either language, light and dark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from ravi.web import application
from ravi.web.accounts import Accounts
from tests.browser.driving import serving
from tests.browser.reports import PLAIN

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
PAGES = (
    "/", "/search?q=پل", "/who?name=آذرگون", "/corrections", "/report/1#a1", "/report/999", "/timeline", "/network",
)  # fmt: skip
LED_TO = ("actor", "event", "claim")
"""Pages that a report leads to, by its first link of each kind."""


@pytest.fixture(scope="module")
def filled(browser: Any, site: str) -> dict[str, str]:
    page = browser.new_page(base_url=site)
    page.goto("/")
    page.fill("textarea", PLAIN)
    page.click("button.go")
    page.wait_for_url("**/report/*")
    html = page.content()
    page.close()
    found = {kind: re.search(rf'href="(/{kind}/\d+)"', html) for kind in LED_TO}
    return {kind: match[1] for kind, match in found.items() if match}


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A workbench where one has to log in."""
    folder = tmp_path_factory.mktemp("locked")
    accounts = Accounts(folder / "users.json", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    accounts.add("مینا", "یک گذرواژهٔ دراز", "editor")
    with serving(application(folder / "ravi.db", accounts=accounts)) as address:
        yield address


def faultless(page: Any, name: str) -> None:
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    serious = [
        (fault["id"], fault["help"], [node["html"][:160] for node in fault["nodes"]][:3])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
    assert not serious, f"{name}: {serious}"


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize("path", [*PAGES, *LED_TO])
def test_no_serious_fault(open_page: Callable[..., Any], filled: dict[str, str], path: str, lang: str) -> None:
    for scheme in ("light", "dark"):
        page = open_page(filled.get(path, path), lang=lang, scheme=scheme)
        faultless(page, f"{path} in {scheme}")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_login_has_no_serious_fault(open_page: Callable[..., Any], locked: str, lang: str) -> None:
    for scheme in ("light", "dark"):
        page = open_page("/login", lang=lang, scheme=scheme, at=locked)
        assert page.locator("input[type=password]").count() == 1
        faultless(page, f"login in {scheme}")
