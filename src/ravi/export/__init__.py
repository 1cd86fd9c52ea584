"""Floor 9: from records to what others read; :data:`FORMATS` names every export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ravi.errors import InputError
from ravi.export.annotation import collection
from ravi.export.brat import brat, read_brat
from ravi.export.citations import bibtex, csl
from ravi.export.conllu import conllu
from ravi.export.dossier import choose, collect
from ravi.export.events import plover
from ravi.export.folder import folder_html, folder_markdown
from ravi.export.followthemoney import entities
from ravi.export.formats import FORMATS, Format
from ravi.export.network import gexf, graphml, network
from ravi.export.parquet import frame, write_parquet
from ravi.export.prov import turtle
from ravi.export.schema_org import graph
from ravi.export.spreadsheet import read_csv, write_csv, write_xlsx
from ravi.export.statements import Row, rows
from ravi.export.tables import table_rows
from ravi.export.timex import timex3
from ravi.record import Record

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = [
    "FORMATS",
    "Format",
    "Row",
    "bibtex",
    "brat",
    "choose",
    "collect",
    "collection",
    "conllu",
    "csl",
    "entities",
    "folder_html",
    "folder_markdown",
    "frame",
    "gexf",
    "graph",
    "graphml",
    "network",
    "plover",
    "read_brat",
    "read_csv",
    "rows",
    "table_rows",
    "timex3",
    "to_doc",
    "turtle",
    "write_csv",
    "write_parquet",
    "write_xlsx",
]


def to_doc(record: Record, nlp: Language | None = None) -> Doc:
    """The report as a spaCy Doc with the record at ``doc._.ravi`` (:mod:`ravi.export.spacy_doc`).

    Raises InputError where spaCy is not installed.
    """
    try:
        from ravi.export.spacy_doc import to_doc as build
    except ModuleNotFoundError as error:
        if error.name != "spacy":
            raise
        raise InputError("spaCy is not installed", hint="pip install 'ravi[spacy]'") from None
    return build(record, nlp)
