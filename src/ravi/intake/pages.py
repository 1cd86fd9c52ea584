"""A web page's report: main text without menus and comments, title, author, outlet, day of publication.

trafilatura finds the main text; it drops every character that ``str.isprintable`` denies, the half-space among
them, so the half-spaces are shielded by a letter that no page uses and come back afterwards.
"""

from __future__ import annotations

import functools
import html as entities
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ravi import lexicon
from ravi.intake.page_dates import is_date_line, published
from ravi.intake.page_parts import PRUNED, lead
from ravi.text import fold

# It logs every page without a text as an error; what that means is told by our own errors.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

HALF_SPACE = "\u200c"
# Multiocular O stands in one manuscript of about 1429 and, as a shield, here.
_SHIELDS = ("ꙮ", "𓂀", "𐎀")
# lxml keeps these in a page but takes none of them from us.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ENTITY = re.compile(r"&(?:zwnj|#8204|#x0*200c);", re.I)
_LONGEST_ASIDE = 160
_BETWEEN = re.compile(r"\s[-–—|»›·:]\s|\s?\|\s?")
_LONGEST_NAME = 40
"""Code points of an outlet's name."""
_HEAD_LINES = 5
"""Lines of the text among which its headline is looked for."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says."""

    text: str
    title: str | None
    author: str | None
    outlet: str | None
    published: str | None
    url: str | None


def read_page(html: str, *, url: str | None = None) -> Page:
    """The report of a page; ``text`` is empty where no main text was found.  No script runs, nothing is fetched."""
    import trafilatura
    from lxml import html as lxml_html

    shield = next((letter for letter in _SHIELDS if letter not in html), None)
    shielded = _NOT_XML.sub("", _ENTITY.sub(HALF_SPACE, html))
    if shield:
        shielded = shielded.replace(HALF_SPACE, shield)

    def bare(text: str | None) -> str | None:
        if not text:
            return None
        text = text.replace(shield, HALF_SPACE) if shield else text
        return entities.unescape(" ".join(text.split(" "))).strip() or None

    try:
        found: Any = trafilatura.bare_extraction(
            shielded,
            url=url,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            prune_xpath=PRUNED,
        )
    except Exception:  # its parsers raise many kinds on broken pages; a page without a text is an honest answer
        found = None
    try:
        tree = lxml_html.fromstring(
            shielded.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
    except Exception:
        tree = None
    facts = _json_ld(tree) if tree is not None else {}
    title = bare(facts.get("headline")) or bare(getattr(found, "title", None))
    if tree is not None and (post := _telegram(tree)):
        text, channel = (bare(part) for part in post)
        return Page(text or "", None, None, channel, published(tree, facts, bare, None), url)
    text = _without_asides(_without_head(bare(getattr(found, "text", None)) or "", title))
    if text and tree is not None and (first := bare(lead(tree))) and fold(first) not in fold(text):
        text = f"{first}\n{text}"
    return Page(
        text=text,
        title=title,
        author=bare(facts.get("author")) or bare(getattr(found, "author", None)),
        outlet=bare(facts.get("publisher"))
        or bare(getattr(found, "sitename", None))
        or bare(_publisher(tree))
        or _named_beside(bare, tree, title),
        published=published(tree, facts, bare, title) if tree is not None else None,
        url=url or bare(getattr(found, "url", None)),
    )


def _telegram(tree: Any) -> tuple[str, str] | None:
    """The text and the channel of Telegram's preview of a post."""
    posts = tree.xpath("//*[contains(@class,'tgme_widget_message_text')]")
    if not posts:
        return None
    for br in posts[0].xpath(".//br"):
        br.tail = "\n" + (br.tail or "")
    lines = (line.strip() for line in posts[0].text_content().split("\n"))
    names = tree.xpath("//*[contains(@class,'tgme_widget_message_owner_name')]")
    return "\n".join(line for line in lines if line), names[0].text_content().strip() if names else ""


def _without_head(text: str, title: str | None) -> str:
    """The text without what stands above its first paragraph: the paper's name, the headline, the line of date."""
    lines = text.split("\n")
    head = next((i for i, line in enumerate(lines[:_HEAD_LINES]) if title and line.strip() == title), -1)
    lines = lines[head + 1 :]
    while lines and is_date_line(lines[0]):
        lines = lines[1:]
    return "\n".join(lines)


@functools.cache
def _asides() -> tuple[str, ...]:
    return tuple(sorted(map(fold, lexicon.words("intake_asides"))))


def _without_asides(text: str) -> str:
    """The text without the short lines that lead to other reports."""
    lines = text.split("\n")
    return "\n".join(
        x for x in lines if len(x) > _LONGEST_ASIDE or not fold(x.lstrip("-*• ")).startswith(_asides())
    )


def _publisher(tree: Any) -> str | None:
    """The outlet by microdata, where the page has it in no better place."""
    if tree is None:
        return None
    found = tree.xpath("//*[@itemprop='publisher']//*[@itemprop='name']")
    return (found[0].get("content") or found[0].text_content()) if found else None


def _named_beside(bare: Any, tree: Any, title: str | None) -> str | None:
    """The outlet where the window's title is the headline and one name: «پل باز شد - روزنامهٔ ساحل»."""
    window = bare(tree.findtext(".//title")) if tree is not None else None
    if not window or not title or title not in window:
        return None
    before, _, after = window.partition(title)
    parts = [part for part in _BETWEEN.split(f"{before} {after}") if part.strip()]
    return parts[0].strip() if len(parts) == 1 and len(parts[0]) <= _LONGEST_NAME else None


def _json_ld(tree: Any) -> dict[str, str]:
    """Headline, author, publisher and date of the first article that JSON-LD describes."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text_content())
        except (ValueError, RecursionError):
            continue
        objects = list(_objects(data))
        known = {item["@id"]: item for item in objects if isinstance(item.get("@id"), str)}
        for item in objects:
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(k, str) and (k.endswith("Article") or k == "Report") for k in kinds):
                keys = ("headline", "author", "publisher", "datePublished")
                named = {key: _name(_referred(item.get(key), known)) for key in keys}
                return {key: value for key, value in named.items() if value}
    return {}


def _objects(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, list):
        for item in data:
            yield from _objects(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"), depth + 1)


def _referred(value: Any, known: dict[str, dict[str, Any]]) -> Any:
    """What a ``{"@id": …}`` stands for, where the same script says it."""
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return known.get(value["@id"], value)
    return value


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return _name(value[0]) if value else None
    if isinstance(value, dict):
        return _name(value.get("name"))
    return value if isinstance(value, str) else None
