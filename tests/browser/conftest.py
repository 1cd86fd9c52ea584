"""The workbench in a real browser: a server of its own on a free port, and the system's Chromium.

Where no Chromium is installed these tests are skipped and say so; ``RAVI_CHROMIUM`` names another one.
``RAVI_PICTURES=FOLDER`` keeps a picture of every page that a test looks at.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ravi.web import application
from tests.browser.driving import CHROMIUM, FLAGS, WIDE, serving


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's Chromium, driven by Playwright."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed (apt-get install chromium)")
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A workbench over an empty ledger that the tests of the session fill."""
    with serving(application(tmp_path_factory.mktemp("browser") / "ravi.db")) as address:
        yield address


Opener = Callable[..., Any]


@pytest.fixture
def open_page(browser: Any, site: str) -> Iterator[Opener]:
    """``open_page("/search", lang="en", size=NARROW)`` opens a page of ``site`` and fails on what goes wrong in it.

    A script error, a violation of the content security policy and a request to another host each fail the test.
    """
    contexts, faults = [], []

    def opened(
        path: str,
        *,
        lang: str = "fa",
        size: dict[str, int] = WIDE,
        at: str = site,
        scheme: str = "light",
        script: str = "",
    ) -> Any:
        context = browser.new_context(viewport=size, base_url=at, color_scheme=scheme)
        if script:
            context.add_init_script(script)
        context.add_cookies([{"name": "lang", "value": lang, "url": at}])
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("console", lambda m: faults.append(f"console: {m.text}") if "Security Policy" in m.text else None)
        page.on("request", lambda r: None if r.url.startswith((at, "blob:", "data:")) else faults.append(r.url))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults, faults


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[..., None]:
    """``picture(page, "name")`` keeps a picture of a page where ``RAVI_PICTURES`` names a folder for it."""

    def taken(page: Any, name: str, *, whole: bool = True) -> None:
        if folder := os.environ.get("RAVI_PICTURES"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=whole)

    return taken
