"""How far a relation can be trusted: the precision of its kind on the labelled pairs that nothing was tuned on."""

from __future__ import annotations

from ravi.lexicon import toml


def confidence(kind: str, of: str) -> float:
    """A probability between 0 and 1; see ``relations_confidence.toml``."""
    table = toml("relations_confidence")
    return float(table.get(f"{kind}_{of}", table[kind]))
