"""Letters that are joined stay joined where a mark begins or ends among them, proved by picture.

A word is drawn twice at the same place, once bare and once with a mark over its first letters, and the ink of both
is compared: the background of a mark is light, so that what is dark is ink.  A cut that tears letters apart changes
their shapes, and with them hundreds of pixels; the test sees that too, on a mark with padding.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

Image = pytest.importorskip("PIL.Image", reason="Pillow is not installed")

WORDS = ("می‌نویسند", "گفت‌وگوهایشان", "هستهٔ", "خبرگزاری", "لاله‌ها", "شکستیم")
BACKGROUND, PADDED = "speech-voice-1", "padded"
DARK = 110
"""A pixel of ink; paper and every background of a mark are lighter than 180."""


def ink(page: Any, box: dict[str, float]) -> NDArray[np.bool_]:
    picture = Image.open(io.BytesIO(page.screenshot(clip=box))).convert("L")
    return np.asarray(picture) < DARK


@pytest.fixture
def word_page(open_page: Callable[..., Any]) -> Any:
    """A page of the workbench whose text is one large word that the test replaces."""
    page = open_page("/search")
    page.evaluate(
        """async () => {
          for (const name of ["reading", "marks"]) {
            const link = document.createElement("link");
            link.rel = "stylesheet"; link.href = `/static/css/${name}.css`;
            await new Promise((done) => { link.onload = done; document.head.append(link); });
          }
          const main = document.getElementById("main");
          main.innerHTML = '<div class="text" lang="fa" dir="rtl"><p id="word"></p></div>';
          document.getElementById("word").style.fontSize = "64px";
          await document.fonts.load("64px Vazirmatn", "سلام");
        }"""
    )
    return page


HIGHLIGHT = """([word, k, name]) => {
  CSS.highlights.clear();
  const p = document.getElementById("word");
  p.textContent = word;
  if (!k) return;
  const range = document.createRange();
  range.setStart(p.firstChild, 0); range.setEnd(p.firstChild, k);
  CSS.highlights.set(name, new Highlight(range));
}"""
SPAN = """([word, k, name]) => {
  const p = document.getElementById("word");
  p.textContent = word;
  if (!k) return;
  const span = document.createElement("span");
  span.className = `hl-${name}`;
  if (name === "padded") span.style.padding = "0 3px";
  span.textContent = word.slice(0, k);
  p.replaceChildren(span, word.slice(k));
}"""


@pytest.mark.parametrize("draw", [HIGHLIGHT, SPAN], ids=["highlight", "span"])
@pytest.mark.parametrize("word", WORDS)
def test_a_mark_leaves_the_letters_joined(word_page: Any, draw: str, word: str) -> None:
    page = word_page
    page.evaluate(draw, [word, 0, BACKGROUND])
    box = page.locator("#word").bounding_box()
    bare = ink(page, box)
    assert bare.sum() > 500
    for k in range(1, len(word)):
        page.evaluate(draw, [word, k, BACKGROUND])
        marked = ink(page, box)
        # The grey rim of a letter may fall to the other side of the threshold over a coloured ground.
        changed = int((bare != marked).sum())
        assert changed <= 0.06 * bare.sum(), (
            f"{word}, {k} letters marked: {changed} of {bare.sum()} pixels of ink differ"
        )


def test_padding_would_tear_them_and_be_seen(word_page: Any) -> None:
    page = word_page
    word = "شکستیم"
    page.evaluate(SPAN, [word, 0, PADDED])
    box = page.locator("#word").bounding_box()
    bare = ink(page, box)
    page.evaluate(SPAN, [word, 3, PADDED])
    assert int((bare != ink(page, box)).sum()) > 0.2 * bare.sum()


def test_every_mark_of_the_style_sheet_takes_no_room(word_page: Any) -> None:
    names = word_page.evaluate(
        """() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
          .filter((rule) => rule.selectorText?.startsWith(".hl-"))
          .map((rule) => [rule.selectorText.slice(4), rule.style.cssText])"""
    )
    assert len(names) > 20
    for name, style in names:
        assert not any(
            word in style for word in ("padding", "margin", "border", "display", "font", "letter-spacing")
        ), name
    highlights = word_page.evaluate(
        """() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
          .filter((rule) => rule.selectorText?.startsWith("::highlight("))
          .map((rule) => [rule.selectorText.slice(12, -1), rule.style.cssText])"""
    )
    assert dict(map(tuple, names)) == dict(map(tuple, highlights)), "both forms of a mark look the same"
