"""Ravi (راوی): reads Persian news reports and keeps what they say as a record that can be checked."""

from ravi.reader import Reader, read, report
from ravi.record import Record, Report
from ravi.text import Repaired, repair

__all__ = ["Reader", "Record", "Repaired", "Report", "read", "repair", "report"]
__version__ = "0.1.0"
