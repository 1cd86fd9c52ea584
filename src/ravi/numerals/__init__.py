"""Numbers in Persian text, in digits of three families and in words, as times and quantities read them.

It stands between the language floor and floor 4: it knows the lexicon and the repaired view, nothing else.
"""

from __future__ import annotations

from ravi.numerals.numbers import Num
from ravi.numerals.scan import Scan, scan
from ravi.numerals.tokens import fold

__all__ = ["Num", "Scan", "fold", "scan"]
