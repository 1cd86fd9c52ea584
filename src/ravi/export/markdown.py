"""A record as Markdown, for notes and mails; Persian lines stand alone so that every reader can turn them."""

from __future__ import annotations

import re

from ravi.export.digest import Digest
from ravi.export.outline import Item, outline, summary
from ravi.export.wording import Lang, Wording
from ravi.record import Record

__all__ = ["escaped", "markdown"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")
# What would begin a list or a rule at the head of a line.
_OPENING = re.compile(r"^(\d+)([.)])|^([-+=])")


def markdown(record: Record, lang: Lang = "en") -> str:
    """The whole view as CommonMark with a line for each fact; nothing of the report is taken for markup."""
    digest = Digest(record, Wording(lang))
    parts = [f"# {escaped(digest.headline())}", "", escaped(" · ".join(summary(digest))), ""]
    if record.report.url:
        parts += [f"<{record.report.url}>" if _is_plain(record.report.url) else escaped(record.report.url), ""]
    nothing = digest.nothing()
    if nothing:
        return "\n".join([*parts, nothing, ""])
    for section in outline(digest):
        parts += [f"## {escaped(section.title)}", ""]
        parts += [line for item in section.items for line in _item(item)] or [escaped(section.empty)]
        parts.append("")
    return "\n".join(parts)


def _item(item: Item) -> list[str]:
    indent = "  " * item.depth
    head, *rest = item.lines
    shown = f"**{escaped(head.text)}**" if head.style == "name" else escaped(head.text)
    lines = [f"{indent}- {item.id} · {shown}"]
    for line in rest:
        text = escaped(line.text)
        # Two spaces end a line without ending the item.
        lines[-1] += "  "
        lines.append(f"{indent}  {f'*{text}*' if line.style == 'note' else text}")
    return lines


def escaped(text: str) -> str:
    """Text in which nothing means markup."""
    return _OPENING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", _SPECIAL.sub(r"\\\1", text))


def _is_plain(url: str) -> bool:
    return re.fullmatch(r"https?://[^\s<>]+", url) is not None
