"""What can go wrong with a ledger.

LedgerError                 the file cannot be used; the message says why and what to do
 └─ QueryError              a search cannot be understood; ``at`` is the offset in the query
"""

from __future__ import annotations

from ravi.errors import RaviError


class LedgerError(RaviError):
    """The ledger cannot be opened, read or written; nothing that was reported as added is lost."""

    code = "ledger"


class QueryError(LedgerError):
    """A search cannot be understood.

    ``at`` is the offset, in code points of the query, where reading stopped.
    """

    code = "query"

    def __init__(self, message: str, at: int) -> None:
        super().__init__(f"{message} (at character {at + 1} of the query)")
        self.at = at
