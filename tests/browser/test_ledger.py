"""The pages of the ledger in the browser: they fit, say what their tables say, move by keys, have no fault."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from ravi.ledger import Ledger
from ravi.web import application
from tests.browser.driving import NARROW, WIDE, serving
from tests.web.stories import fill

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
Opener = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Filled:
    """A workbench over the invented reports, and the pages that they have."""

    site: str
    pages: dict[str, str]


@pytest.fixture(scope="module")
def filled(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    place = tmp_path_factory.mktemp("ledger") / "ravi.db"
    with Ledger(place) as ledger:
        fill(ledger)
        actor = ledger.who("ناهید آذرگون")[0].entity
        event = ledger.relations("same_event")[0].one
        claim = ledger.relations("conflicts")[0].one
    pages = {
        "search": "/search?q=پل",
        "timeline": "/timeline",
        "network": "/network",
        "actor": f"/actor/{actor}",
        "actor-events": f"/actor/{actor}?part=events",
        "actor-network": f"/actor/{actor}?part=network",
        "actor-positions": f"/actor/{actor}?part=positions&topic=پل",
        "event": f"/event/{event}",
        "claim": f"/claim/{claim}",
    }
    with serving(application(place)) as site:
        yield Filled(site, pages)


NAMES = (
    "search",
    "timeline",
    "network",
    "actor",
    "actor-events",
    "actor-network",
    "actor-positions",
    "event",
    "claim",
)


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits_and_has_no_serious_fault(
    open_page: Opener, picture: Callable[..., None], filled: Filled, name: str, lang: str
) -> None:
    for width, size in (("wide", WIDE), ("narrow", NARROW)):
        page = open_page(filled.pages[name], lang=lang, size=size, at=filled.site)
        if "network" in name:
            page.wait_for_selector("#graph[data-ready]")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{name} is {over} pixels wider than the {width} screen"
        picture(page, f"{name}-{lang}-{width}")
        page.evaluate(AXE)
        found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
        serious = [
            (fault["id"], [node["html"][:160] for node in fault["nodes"]][:3])
            for fault in found
            if fault["impact"] in ("serious", "critical")
        ]
        assert not serious, f"{name}, {width}: {serious}"


def until(page: Any, asked: str, right: Callable[[Any], bool]) -> None:
    """Wait for a value of the page; its policy forbids the waiting that evaluates text in it."""
    for _ in range(80):
        if right(page.evaluate(asked)):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{asked} stays {page.evaluate(asked)!r}")


def test_the_timeline_moves_by_buttons_keys_and_pointer(open_page: Opener, filled: Filled) -> None:
    page = open_page("/timeline", lang="en", at=filled.site)
    shown = "document.querySelector('#view').dataset.begin + ' ' + document.querySelector('#view').dataset.end"
    whole = page.evaluate(shown)
    page.get_by_role("link", name="Closer").click()
    until(page, shown, lambda now: now != whole)
    closer = page.evaluate(shown)
    assert "from=" in page.url and closer > whole
    assert page.evaluate("document.activeElement.dataset.move") == "closer"
    page.focus(".drawing")
    page.keyboard.press("0")
    until(page, shown, lambda now: now == whole)
    box = page.locator(".drawing").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 60, steps=4)
    page.mouse.up()
    until(page, shown, lambda now: now != whole)
    begin, end = page.evaluate(shown).split()
    assert whole.split()[0] < begin <= end < whole.split()[1]
    page.go_back()
    until(page, shown, lambda now: now == whole)


def test_time_runs_with_the_reading(open_page: Opener, filled: Filled) -> None:
    places = "[...document.querySelectorAll('text.tick.solar')].map((t) => t.getBoundingClientRect().x)"
    left_to_right = open_page("/timeline", lang="en", at=filled.site).evaluate(places)
    right_to_left = open_page("/timeline", lang="fa", at=filled.site).evaluate(places)
    assert left_to_right == sorted(left_to_right) and right_to_left == sorted(right_to_left, reverse=True)


def test_arrows_walk_from_sign_to_sign(open_page: Opener, filled: Filled) -> None:
    page = open_page("/timeline", lang="en", at=filled.site)
    page.focus(".drawing")
    lane = "document.activeElement.dataset.lane"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(lane) == "said"
    page.keyboard.press("ArrowDown")
    assert page.evaluate(lane) == "happened"
    page.keyboard.press("Enter")
    until(page, "location.search", lambda now: "status=happened" in now)
    assert page.locator(".events tbody tr").count() == 2


def test_the_network_is_the_same_every_time_and_is_saved(open_page: Opener, filled: Filled) -> None:
    drawn = []
    for _ in range(2):
        page = open_page("/network", lang="fa", at=filled.site)
        page.wait_for_selector("#graph[data-ready]")
        drawn.append(page.evaluate("document.querySelector('#graph').dataset.ready"))
    assert drawn[0] == drawn[1] and len(json.loads(drawn[0])) == page.locator("[data-entity]").count()
    for kind in ("png", "svg"):
        with page.expect_download() as saved:
            page.click(f'[data-do="{kind}"]')
        data = Path(saved.value.path()).read_bytes()
        if kind == "png":
            assert data.startswith(b"\x89PNG")
        else:
            texts = ElementTree.fromstring(data).findall("{http://www.w3.org/2000/svg}text")
            assert {" ".join(t.itertext()) for t in texts} >= {"ناهید آذرگون"}


def test_without_scripts_the_pages_say_the_same(browser: Any, filled: Filled) -> None:
    context = browser.new_context(base_url=filled.site, java_script_enabled=False)
    context.add_cookies([{"name": "lang", "value": "en", "url": filled.site}])
    page = context.new_page()
    page.goto("/timeline")
    assert page.locator(".drawing a").count() > 2
    page.get_by_role("link", name="Closer").click()
    assert "from=" in page.url
    page.goto("/network")
    assert page.locator("[data-source]").count() > 0 and not page.locator("#graph").is_visible()
    context.close()


def test_scripts_weigh_no_more_than_they_may(open_page: Opener, filled: Filled) -> None:
    page = open_page("/network", at=filled.site)
    page.wait_for_selector("#graph[data-ready]")
    sizes = page.evaluate(
        "performance.getEntriesByType('resource').filter((e) => /\\.m?js$/.test(e.name))"
        ".map((e) => e.encodedBodySize)"
    )
    assert len(sizes) == 4 and 100_000 < sum(sizes) < 300_000


def test_names_of_lanes_stand_beside_the_axis(open_page: Opener, filled: Filled) -> None:
    for lang in ("fa", "en"):
        for size in (WIDE, NARROW):
            page = open_page("/timeline", lang=lang, size=size, at=filled.site)
            over = page.evaluate(
                """() => {
                  const box = (one) => one.getBoundingClientRect();
                  const axis = box(document.querySelector("line.lane"));
                  return [...document.querySelectorAll("text.name")].map(box)
                    .filter((b) => b.right > axis.left + 1 && b.left < axis.right - 1).length;
                }"""
            )
            assert over == 0, f"{over} names stand on the axis ({lang}, {size['width']})"


def test_a_table_is_cards_on_a_telephone(open_page: Opener, filled: Filled) -> None:
    page = open_page(filled.pages["event"], lang="fa", size=NARROW, at=filled.site)
    across = "[...document.querySelectorAll('.compare')].map((t) => t.scrollWidth - t.parentElement.clientWidth)"
    assert max(page.evaluate(across)) <= 0
    named = "getComputedStyle(document.querySelector('.compare td'), '::before').content"
    assert page.evaluate(named) == '"وضعیت"'
