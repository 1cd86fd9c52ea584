"""Floor 9: many records in one file, found again by what they say.

A :class:`Ledger` is one SQLite file, or a PostgreSQL database for a team.  ``add`` keeps a report with its raw
bytes, its origin and its record in one transaction; ``search`` finds statements by words, by who said them, to
whom, where and when; ``relate`` looks for what belongs together, and ``compare`` and ``positions`` show it;
``correct`` mends what Ravi misread and keeps a history of it that proves itself.
"""

from __future__ import annotations

from ravi.ledger.dossier import OfficeHeld, Who
from ravi.ledger.errors import LedgerError, QueryError
from ravi.ledger.history import Entry
from ravi.ledger.relations import (
    Claim,
    Comparison,
    Corroboration,
    Difference,
    Evidence,
    Happening,
    Position,
    Related,
    Relation,
    Voice,
)
from ravi.ledger.store import Added, Ledger
from ravi.ledger.types import Facets, Hit, Hits, Passage, Period

__all__ = [
    "Added",
    "Claim",
    "Comparison",
    "Corroboration",
    "Difference",
    "Entry",
    "Evidence",
    "Facets",
    "Happening",
    "Hit",
    "Hits",
    "Ledger",
    "LedgerError",
    "OfficeHeld",
    "Passage",
    "Period",
    "Position",
    "QueryError",
    "Related",
    "Relation",
    "Voice",
    "Who",
]
