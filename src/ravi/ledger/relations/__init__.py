"""What belongs together in a ledger, and where voices agree, repeat one another or contradict.

``relate`` looks for relations report by report, ``compare`` and ``positions`` show them.  Nothing is overwritten:
a relation is a row beside what it relates, tells its rule and its evidence, and can be rejected.
"""

from __future__ import annotations

from ravi.ledger.relations.types import (
    Claim,
    Comparison,
    Corroboration,
    Difference,
    EventTold,
    Evidence,
    Happening,
    Kind,
    Position,
    Related,
    Relation,
    Telling,
    Voice,
)

__all__ = [
    "Claim",
    "Comparison",
    "Corroboration",
    "Difference",
    "EventTold",
    "Evidence",
    "Happening",
    "Kind",
    "Position",
    "Related",
    "Relation",
    "Telling",
    "Voice",
]
