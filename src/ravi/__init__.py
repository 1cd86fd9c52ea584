"""Ravi (راوی): reads Persian news reports and keeps what they say as a record that can be checked.

``ravi.read(text)`` reads one report, :class:`ravi.Reader` many, ``ravi.repair(text)`` mends a text,
:class:`ravi.Ledger` keeps many records and finds what is in them.  Names are
loaded when they are first asked for, so that ``import ravi`` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ravi.errors import RaviError
    from ravi.ledger import Ledger
    from ravi.reader import Reader, read, report
    from ravi.record import Record, Report
    from ravi.text import Repaired, repair

__all__ = ["Ledger", "RaviError", "Reader", "Record", "Repaired", "Report", "read", "repair", "report"]
__version__ = "0.1.0"

_HOME = {
    "Ledger": "ravi.ledger",
    "RaviError": "ravi.errors",
    "Reader": "ravi.reader",
    "Record": "ravi.record",
    "Repaired": "ravi.text",
    "Report": "ravi.record",
    "read": "ravi.reader",
    "repair": "ravi.text",
    "report": "ravi.reader",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'ravi' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
