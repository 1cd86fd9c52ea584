"""Closed sets of words, office heads and outlets' names that the floor looks at, in folded spelling."""

from __future__ import annotations

import functools

from ravi.attributions.forms import fold
from ravi.lexicon import table, toml


def _set(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in toml("cues_words")[name])


PRONOUNS = _set("pronouns")
PLURAL_PRONOUNS = _set("plural_pronouns")
FIRST_PERSON = _set("first_person")
DEMONSTRATIVES = _set("demonstratives")
ORDINALS = _set("ordinals")
PARTITIVES = _set("partitives")
SEATED = _set("seated")
SKIPPED = _set("skipped")
MANNER = _set("manner")
PREPOSITIONS = _set("prepositions")
COMMON_OUTLET_NAMES = _set("common_outlet_names")
OUTLET_HEADS = _set("outlet_heads")
NO_SOURCE = _set("no_source")
NOT_BEFORE = _set("not_before")
NO_AZ = _set("no_az")
WITH_TAKERS = _set("with_takers")
PASSED = _set("passed")
SAYINGS = _set("sayings")
HEARERS = _set("hearers")
ASPECTS = _set("aspects")
DOERS = tuple(sorted(_set("doers")))
GOINGS = _set("goings")
GUARDED = _set("guarded")
HALLOWED = _set("hallowed")
DESKS = _set("desks")
ATTACHED = frozenset(" ".join(fold(part) for part in pair.split()) for pair in toml("cues_words")["attached"])


@functools.cache
def office_heads() -> frozenset[str]:
    """Folded heads of offices."""
    return frozenset(fold(row["head"]) for row in table("actors_offices"))


@functools.cache
def channel_heads() -> frozenset[str]:
    """Folded heads of what carries a telling on the net (کانال، صفحه، حساب)."""
    return frozenset(fold(row["head"]) for row in table("cues_channels") if row["kind"] == "net")


@functools.cache
def outlets() -> frozenset[str]:
    """Folded names of outlets and agencies that are widely known."""
    names = {fold(name) for row in table("cues_outlets") for name in row["names"].split("|")}
    names |= {fold(n) for row in table("actors_known") if row["kind"] == "outlet" for n in row["names"].split("|")}
    return frozenset(names)
