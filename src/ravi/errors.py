"""What can go wrong, in one tree; every message says what was wrong, where, and what to do.

RaviError                       anything that Ravi refuses; ``code``, ``where`` and ``hint`` go into the JSON error
 ├─ InputError                  what was given cannot be read (also a ValueError)
 │   ├─ DateError               a date that is neither ISO 8601 nor solar Hijri
 │   ├─ DecodingError           bytes whose encoding is not certain, or that are no text
 │   └─ RecordError             JSON that is not a record (ravi.record)
 └─ LedgerError, QueryError     ravi.ledger

The one JSON shape of an error, printed by every command under ``--json``::

    {"error": {"code": "encoding", "message": "…", "where": "report.pdf", "hint": "…"}}
"""

from __future__ import annotations

__all__ = ["DateError", "DecodingError", "InputError", "RaviError"]


class RaviError(Exception):
    """Anything that Ravi refuses to do.

    ``code`` is a stable word for programs, ``where`` the file, field or offset, ``hint`` what to do.
    """

    code = "error"

    def __init__(self, message: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{advice}"

    def to_dict(self) -> dict[str, dict[str, str | None]]:
        """The error in the one JSON shape."""
        return {
            "error": {"code": self.code, "message": self.message, "where": self.where, "hint": self.hint},
        }


class InputError(RaviError, ValueError):
    """What was given cannot be read."""

    code = "input"


class DateError(InputError):
    """A date that is no day of a calendar that Ravi knows."""

    code = "date"


class DecodingError(InputError):
    """Bytes whose encoding is not certain, or that are no text at all."""

    code = "encoding"
