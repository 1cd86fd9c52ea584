"""The inverted indexes through which candidates are met, so that nothing is compared with everything.

A key is the checksum of a word, of a speaker with a word, or of an event's type with one who takes part; the
words are the rarest of each stretch of a content by counts that ship with Ravi, so that the keys of a statement
do not depend on what else is in the ledger.
"""

from __future__ import annotations

import zlib

from ravi.ledger.relations.traits import Happened, Trait

_STRETCH = 14
"""Words of a stretch."""
_RAREST = 4
"""Words of each stretch that become keys."""
_MOST = 24
"""Keys of one statement."""
_TELLING = 0.55
"""Weight from which a word is worth a key."""


def _code(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def of_statement(trait: Trait) -> list[int]:
    """The keys of a statement: rare words, and the speaker with the rarest of them."""
    chosen: dict[str, float] = {}
    telling = [w for w in trait.words if w.weight >= _TELLING]
    for i in range(0, len(telling), _STRETCH):
        stretch = {w.stem: w.weight for w in telling[i : i + _STRETCH]}
        for stem in sorted(stretch, key=lambda s: (-stretch[s], s))[:_RAREST]:
            chosen[stem] = stretch[stem]
    stems = sorted(chosen, key=lambda s: (-chosen[s], s))[:_MOST]
    found = [_code(stem) for stem in stems]
    if name := trait.speaker.rpartition(" ")[2]:
        # By the family name and not by the entity, so that the keys stand when actors are merged or split.
        found += [_code(f"{name}:{stem}") for stem in stems[:8]]
    return sorted(set(found))


def of_event(event: Happened) -> list[int]:
    """The keys of an event: its type with each who takes part and each place."""
    keys = {key for _, parts, _, _ in event.parts for key in parts}
    return sorted({_code(f"{event.type}:{key}") for key in sorted(keys)[:12]})
