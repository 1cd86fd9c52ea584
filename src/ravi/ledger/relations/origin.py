"""Which of two texts is made from the other: by its credit line, by the day, else by which is longer."""

from __future__ import annotations

import functools

from ravi.ledger.folding import joined
from ravi.ledger.relations.traits import Source
from ravi.lexicon import table

_HEAD = 300
"""Code points at the head of a report in which a credit line stands."""


def direction(a: Source, b: Source) -> tuple[Source, Source, str]:
    """The later made first, the one it is made from second, and by what that is known."""
    credited = (credits(a, b.outlet), credits(b, a.outlet))
    if credited[0] != credited[1]:
        made, source = (a, b) if credited[0] else (b, a)
        return made, source, f"credits {source.outlet}"
    if a.published is not None and b.published is not None and a.published != b.published:
        made, source = (a, b) if a.published > b.published else (b, a)
        return made, source, "published later"
    made, source = (a, b) if a.report > b.report else (b, a)
    return made, source, "added later; which came first is not known"


def credits(source: Source, outlet: str | None) -> bool:
    """Does a report name another outlet as where it has the news from?"""
    if not outlet or outlet == source.outlet:
        return False
    names = _names(outlet)
    for told in source.data["attributions"]:
        actor = source.actors.get(told["source"]["actor"] or "")
        if actor is not None and any(name in joined(actor["name"]).split() for name in names):
            return True
    head = joined(source.text[:_HEAD])
    return any(f"{cue} {name}" in head or f"{cue} خبرگزاری {name}" in head for name in names for cue in _CUES)


_CUES = ("به گزارش", "به نقل از")


@functools.cache
def _names(outlet: str) -> tuple[str, ...]:
    found = [joined(outlet)]
    for row in table("cues_outlets"):
        if row["slug"] == outlet.lower() or joined(outlet) in (joined(n) for n in row["names"].split("|")):
            found += [joined(name) for name in row["names"].split("|")]
    return tuple(dict.fromkeys(found))
