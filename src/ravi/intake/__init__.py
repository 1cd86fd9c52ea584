"""Floor 9: from files, pages, exports and archives to reports.  Nothing is fetched, no script runs."""

from __future__ import annotations

from ravi.intake.decode import decode, encoding_of
from ravi.intake.forward import forward
from ravi.intake.kinds import kind_of
from ravi.intake.load import load
from ravi.intake.types import Incoming

__all__ = ["Incoming", "decode", "encoding_of", "forward", "kind_of", "load"]
