"""Floor 9: from records to what others read."""

from __future__ import annotations

from ravi.export.annotation import collection
from ravi.export.citations import bibtex, csl
from ravi.export.events import plover
from ravi.export.network import gexf, graphml, network
from ravi.export.schema_org import graph
from ravi.export.spreadsheet import read_csv, write_csv, write_xlsx
from ravi.export.standoff import brat, timex3
from ravi.export.statements import Row, rows

__all__ = [
    "Row",
    "bibtex",
    "brat",
    "collection",
    "csl",
    "gexf",
    "graph",
    "graphml",
    "network",
    "plover",
    "read_csv",
    "rows",
    "timex3",
    "write_csv",
    "write_xlsx",
]
