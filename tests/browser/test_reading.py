"""The reading page in the browser: marks on their words, both ways of light, keys, corrections."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.driving import NARROW, WIDE
from tests.browser.reports import CRAWLED, PLAIN

Opener = Callable[..., Any]

MARKED = """() => {
  const found = {};
  for (const [name, highlight] of CSS.highlights) found[name] = [...highlight].map(String);
  return found;
}"""
NO_HIGHLIGHTS = "delete CSS.__proto__.highlights; delete CSS.highlights; delete window.Highlight;"


def post(site: str, path: str, body: dict[str, object]) -> Any:
    request = urllib.request.Request(
        f"{site}{path}", json.dumps(body).encode(), {"content-type": "application/json"}, method="POST"
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer), answer.headers


@pytest.fixture(scope="module")
def keep(site: str) -> Callable[[str], tuple[int, Any]]:
    def kept(text: str) -> tuple[int, Any]:
        body = {"text": text, "published": "2025-01-17", "outlet": "نوروزنامه", "keep": True}
        record, headers = post(site, "/api/v1/read", body)
        return int(headers["x-ravi-report"]), record

    return kept


@pytest.fixture(scope="module")
def plain(browser: Any, keep: Callable[[str], tuple[int, Any]]) -> tuple[int, Any]:
    return keep(PLAIN)


def slices(record: Any, spans: list[list[int]]) -> str:
    return "".join(record["report"]["text"][a:b] for a, b in spans)


def test_a_pasted_report_stands_there_with_its_record(open_page: Opener, picture: Callable[..., None]) -> None:
    page = open_page("/")
    page.fill("textarea", PLAIN + "این گزارش پایان یافت.")
    page.click("button.go")
    page.wait_for_selector("html[data-ready]", timeout=2000)  # two seconds
    assert page.locator("aside .told").count() >= 3
    picture(page, "read")


@pytest.mark.parametrize("which", ["repaired", "raw"])
def test_every_mark_stands_on_its_words(
    open_page: Opener, keep: Callable[[str], tuple[int, Any]], which: str
) -> None:
    key, record = keep(CRAWLED)
    page = open_page(f"/report/{key}")
    for layer in ("actors", "times", "quantities", "repairs"):
        page.click(f"[data-layer={layer}]")
    if which == "raw":
        page.keyboard.press("o")
    assert page.locator(f"#{which}").is_visible()
    marked = page.evaluate(MARKED)
    if which == "raw":
        text = record["report"]["text"]
        told = ["".join(words) for name, words in marked.items() if name.startswith("speech-voice")]
        assert sorted("".join(told)) == sorted(
            "".join(slices(record, a["content"]["spans"]) for a in record["attributions"])
        )
        mentions = [
            text[a:b]
            for x in record["actors"]
            for m in x["mentions"]
            if m["form"] != "dropped"
            for a, b in [m["span"]]
        ]
        assert sorted(marked["actors"]) == sorted(mentions)
        assert sorted(marked["repairs"]) == sorted(
            text[a:b] for r in record["repairs"] for a, b in [r["span"]] if a < b
        )
    else:
        assert "ساخته‌ایم" in "".join(w for name, words in marked.items() if "voice" in name for w in words)
        assert {"ساخته‌ایم", "نمی‌توانیم"} <= set(marked["repairs"])
    assert any(words == ["۵۰۰ نفر"] for words in [marked["quantities"]])


def test_light_goes_both_ways(open_page: Opener, plain: tuple[int, Any]) -> None:
    key, record = plain
    page = open_page(f"/report/{key}")
    page.hover("#a1 blockquote")
    told = next(a for a in record["attributions"] if a["id"] == "a1")
    lit = "".join(page.evaluate(MARKED)["lit"])
    assert slices(record, told["content"]["spans"]) in lit
    box = page.evaluate(
        "() => { const r = [...CSS.highlights.get('speech-voice-1') ?? []][0].getClientRects()[0];"
        " return [r.x + r.width / 2, r.y + r.height / 2]; }"
    )
    page.mouse.move(*box)
    page.wait_for_selector(".item.lit")
    page.mouse.click(*box)
    chosen = page.locator(".item.chosen")
    assert chosen.count() == 1 and page.url.endswith("#" + chosen.get_attribute("id"))
    assert page.evaluate(MARKED)["chosen"]


def test_a_permalink_and_the_keys(open_page: Opener, plain: tuple[int, Any], picture: Callable[..., None]) -> None:
    page = open_page(f"/report/{plain[0]}#a2")
    assert page.locator("#a2.chosen").count() == 1
    first = page.locator("aside .item").first.get_attribute("id")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.evaluate("location.hash") == f"#{first}"
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("location.hash") == f"#{first}"
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    picture(page, "keys", whole=False)
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("o")
    assert page.locator("#raw").is_visible() and not page.locator("#repaired").is_visible()
    page.keyboard.press("1")
    assert not any(name.startswith("speech") for name in page.evaluate(MARKED))


def test_without_custom_highlights_spans_do_the_same(open_page: Opener, plain: tuple[int, Any]) -> None:
    key, record = plain
    page = open_page(f"/report/{key}", script=NO_HIGHLIGHTS)
    assert page.evaluate("!('highlights' in CSS)")
    told = next(a for a in record["attributions"] if a["id"] == "a1")
    words = page.evaluate(
        '[...document.querySelectorAll(\'#repaired [class*="hl-speech-voice"][data-ids~="a1"]\')]'
        ".map((span) => span.textContent).join('')"
    )
    assert words == slices(record, told["content"]["spans"])
    assert page.evaluate(
        "[...document.querySelectorAll('#repaired span')].map((span) => getComputedStyle(span)).every("
        "(c) => c.padding === '0px' && c.margin === '0px' && c.border.startsWith('0px') && c.display === 'inline')"
    )
    page.hover("#a1 blockquote")
    assert page.locator("#repaired .hl-lit").count()


def test_a_mistake_is_corrected_where_it_is_seen(open_page: Opener, keep: Callable[[str], tuple[int, Any]]) -> None:
    key, _ = keep("فرهاد سپهری گفت که راه باز است. ناهید آذرگون افزود که پل بسته است.")
    page = open_page(f"/report/{key}#a1")
    page.keyboard.press("n")
    page.wait_for_selector("#a1[data-verdict=wrong]")
    page.keyboard.press("u")
    page.wait_for_selector("#a1[data-verdict=unsure]")
    page.keyboard.press("c")
    page.select_option("#mend select", "source")
    page.fill("#mend [name=source]", "ناهید آذرگون")
    page.click("#mend .go")
    page.wait_for_selector("#a1 .mended")
    page.wait_for_selector("html[data-ready]")
    assert "ناهید آذرگون" in page.locator("#a1 .mended").inner_text()
    page.keyboard.press("z")
    page.wait_for_selector("#a1 .mended", state="detached")
    page.wait_for_selector("html[data-ready]")
    page.goto("/corrections")
    assert page.locator(".history li").count() >= 4


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_it_fits(
    open_page: Opener, plain: tuple[int, Any], picture: Callable[..., None], lang: str, size: dict[str, int]
) -> None:
    page = open_page(f"/report/{plain[0]}#a1", lang=lang, size=size)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    picture(page, f"report-{lang}-{size['width']}")
