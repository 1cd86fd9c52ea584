"""Which parts of a page stand beside its report: comments, menus, what leads to other reports; and its lead.

trafilatura finds the main text; what it takes for a part of it and is none, and the lead that Persian sites keep
outside of the text, are told by the names that their classes have.
"""

from __future__ import annotations

import re
from typing import Any

__all__ = ["PRUNED", "beside", "lead"]

# A list of nothing but links is a menu or leads elsewhere.
_LINKS = "//*[self::ul or self::ol][count(li) > 1][not(li[normalize-space(.) != normalize-space((.//a)[1])])]"
_BYLINE = "//*[contains(@aria-labelledby, 'byline')]"
PRUNED = [_LINKS, _BYLINE]
"""What is cut out of a page before its text is looked for."""

_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|nazar(?:at)?|related|sidebar|footer|header|masthead|menu|top(?:bar|menu)|"
    r"popular|latest|newest|most|today)"
    r"(?:$|[\s_-])",
    re.I,
)
_BESIDE_TAGS = frozenset({"aside", "footer", "nav", "header"})
_LEAD = re.compile(r"(?:^|[\s_-])(?:lead|lid|lide|introtext|intro|summary|subtitle|standfirst)(?:$|[\s_-])", re.I)
_LEAD_LENGTHS = range(40, 1500)
"""Code points: what is shorter is a line over the headline, what is longer no lead."""


def beside(tag: Any) -> bool:
    """Whether an element stands in comments, a menu, a list of other reports, the head or the foot of the page."""
    return any(
        (one.tag in _BESIDE_TAGS or _BESIDE.search(f"{one.get('class') or ''} {one.get('id') or ''}"))
        and not one.xpath(".//h1")
        for one in (tag, *tag.iterancestors())
        if one.tag not in ("html", "body", "main", "article")
    )


def lead(tree: Any) -> str | None:
    """The first paragraph where a page keeps it apart from the text, below the headline; None where it does not."""
    headlines = tree.xpath("//h1")
    if not headlines:
        return None
    for tag in headlines[0].xpath("./following::*[@class or @itemprop]"):
        if tag.get("itemprop") == "description" or _LEAD.search(tag.get("class") or ""):
            text = " ".join(tag.text_content().split())
            if len(text) in _LEAD_LENGTHS and not beside(tag) and not tag.xpath("ancestor-or-self::a|ancestor::li"):
                return text
    return None
