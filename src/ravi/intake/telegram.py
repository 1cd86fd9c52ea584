"""Telegram Desktop's ``result.json``: a chat, or the export of an account with all its chats.

A post is a report of the channel.  A forwarded post keeps whence it came in ``forwarded``, which becomes a link of
the chain (:mod:`ravi.intake.forward`).  Where the export tells the number of the channel the post has an address,
so that the same post in a later export, edited meanwhile, stands in the ledger as a newer version of itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from ravi import times
from ravi.intake.types import Incoming

__all__ = ["chat"]

_TEHRAN = timezone(timedelta(hours=3, minutes=30))
_DEEPEST = 200
"""Chats of one export that are read."""


def chat(data: bytes, origin: str) -> list[Incoming] | None:
    """The posts of an export in their order, None where the file is none."""
    if b'"messages"' not in data:
        return None
    try:
        export = json.loads(data)
    except (ValueError, RecursionError):
        return None
    chats = list(_chats(export))
    if not chats:
        return None
    return [post for one in chats for message in one["messages"] if (post := _post(one, message, origin))]


def _chats(export: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(export, dict):
        return
    if isinstance(export.get("messages"), list) and isinstance(export.get("type"), str):
        yield export
    for part in ("chats", "left_chats"):
        held = export.get(part)
        listed = held.get("list") if isinstance(held, dict) else None
        for one in listed[:_DEEPEST] if isinstance(listed, list) else ():
            if isinstance(one, dict) and isinstance(one.get("messages"), list):
                yield one


def _post(chat: dict[str, Any], post: Any, origin: str) -> Incoming | None:
    if not isinstance(post, dict) or post.get("type", "message") != "message":
        return None
    text = _runs(post.get("text"))
    if not text.strip():
        return None
    number, channel = post.get("id"), chat.get("id")
    forwarded = _string(post.get("forwarded_from"))
    edited = _day(post, "edited")
    notes = [f"edited {edited}" if edited else "", f"forwarded from {forwarded}" if forwarded else ""]
    said = ", ".join(filter(None, notes))
    known = isinstance(channel, int) and isinstance(number, int) and not isinstance(number, bool)
    return Incoming(
        text,
        f"{origin}#{number}" + (f" ({said})" if said else ""),
        json.dumps(post, ensure_ascii=False).encode("utf-8", "surrogatepass"),
        outlet=_string(chat.get("name")) or _string(post.get("from")),
        author=_string(post.get("author")),
        published=_day(post, "date"),
        url=f"https://t.me/c/{channel}/{number}" if known else None,
        forwarded=forwarded,
    )


def _string(value: Any) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip() else None


def _day(post: dict[str, Any], key: str) -> str | None:
    """The day in Tehran of a moment; the day as written, in the exporting computer's zone, where there is none."""
    moment = post.get(f"{key}_unixtime")
    if isinstance(moment, str | int) and str(moment).isdecimal():
        try:
            return datetime.fromtimestamp(int(moment), UTC).astimezone(_TEHRAN).date().isoformat()
        except (ValueError, OverflowError, OSError):
            pass
    written = post.get(key)
    return times.parse_date(written[:10]) if isinstance(written, str) else None


def _runs(text: Any) -> str:
    """The text of a post: a string, or a list of strings and of runs with a style."""
    if isinstance(text, list):
        runs = [run if isinstance(run, str) else run.get("text") if isinstance(run, dict) else "" for run in text]
        return "".join(run for run in runs if isinstance(run, str))
    return text if isinstance(text, str) else ""
