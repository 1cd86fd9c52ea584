"""Every export by its name: what the command and the workbench offer, and how each is written.

A format is written to a binary stream, record by record where the format allows it.  Where a format is of one
report alone (TIMEX3, brat), several reports make a ZIP archive with a file a report.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO

from ravi.record import Record

__all__ = ["FORMATS", "Format"]

Write = Callable[[Iterable[Record], BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One export: ``what`` it is in a few words, its media type, the ending of its files, who defines it.

    ``write`` takes records and a binary stream; ``standard`` is an address or None.
    """

    name: str
    what: str
    media: str
    ending: str
    standard: str | None
    write: Write


def _bytes(text: str) -> bytes:
    """UTF-8; a lone surrogate, which it cannot carry, is shown by its escape."""
    return text.encode("utf-8", "backslashreplace")


def _dump(value: object) -> bytes:
    return _bytes(json.dumps(value, ensure_ascii=False)) + b"\n"


def _lines(one: Callable[[Record], object]) -> Write:
    """One JSON line a report."""

    def write(records: Iterable[Record], out: BinaryIO) -> None:
        for record in records:
            out.write(_dump(one(record)))

    return write


def _csv(records: Iterable[Record], out: BinaryIO) -> None:
    from ravi.export.spreadsheet import write_csv

    text = io.TextIOWrapper(out, encoding="utf-8", errors="backslashreplace", newline="")
    write_csv(records, text)
    text.flush()
    text.detach()


def _xlsx(records: Iterable[Record], out: BinaryIO) -> None:
    from ravi.export.spreadsheet import write_xlsx

    whole = io.BytesIO()  # a workbook is written with seeking, which a pipe cannot
    write_xlsx(records, whole)
    out.write(whole.getvalue())


def _jsonl(records: Iterable[Record], out: BinaryIO) -> None:
    for record in records:
        out.write(_bytes(record.to_json()) + b"\n")


def _parquet(rows: str) -> Write:
    def write(records: Iterable[Record], out: BinaryIO) -> None:
        from ravi.export.parquet import write_parquet
        from ravi.export.tables import TABLES

        write_parquet(records, out, next(name for name in TABLES if name == rows))

    return write


def _annotation(record: Record) -> object:
    from ravi.export.annotation import collection

    return collection(record)


def _schema_org(record: Record) -> object:
    from ravi.export.schema_org import graph

    return graph(record)


def _plover(records: Iterable[Record], out: BinaryIO) -> None:
    from ravi.export.events import plover

    for record in records:
        for line in plover(record):
            out.write(_dump(line))


def _ftm(records: Iterable[Record], out: BinaryIO) -> None:
    from ravi.export.followthemoney import entities

    for entity in entities(records):
        out.write(_dump(entity))


def _prov(records: Iterable[Record], out: BinaryIO) -> None:
    from ravi.export.prov import turtle

    for block in turtle(records):
        out.write(_bytes(block))


def _network(form: str) -> Write:
    def write(records: Iterable[Record], out: BinaryIO) -> None:
        from ravi.export.network import gexf, graphml, network

        found = network(records)
        shown = graphml(found) if form == "graphml" else gexf(found)
        out.write(shown.encode("utf-8", "xmlcharrefreplace"))

    return write


def _bibtex(records: Iterable[Record], out: BinaryIO) -> None:
    from ravi.export.citations import bibtex

    out.write(_bytes(bibtex(records)))


def _csl(records: Iterable[Record], out: BinaryIO) -> None:
    from ravi.export.citations import csl

    out.write(_bytes(json.dumps(csl(records), ensure_ascii=False, indent=1)) + b"\n")


def _conllu(records: Iterable[Record], out: BinaryIO) -> None:
    from ravi.export.conllu import conllu

    for record in records:
        out.write(_bytes(conllu(record)))


def _dossier(form: str) -> Write:
    def write(records: Iterable[Record], out: BinaryIO) -> None:
        from ravi.export.dossier import collect
        from ravi.export.folder import folder_html, folder_markdown

        found = collect(records)
        out.write(_bytes(folder_html(found) if form == "html" else folder_markdown(found)))

    return write


def _timex3(records: Iterable[Record], out: BinaryIO) -> None:
    from ravi.export.timex import timex3

    _one_or_zip(records, out, lambda record: {"tml": timex3(record)}, {})


def _brat(records: Iterable[Record], out: BinaryIO) -> None:
    from ravi.export.brat import brat, configuration

    # brat counts code points of the text beside it, whose line ends must stay as they are.
    files = {"annotation.conf": configuration()}
    _one_or_zip(records, out, lambda record: {"ann": brat(record), "txt": record.report.text}, files)


def _one_or_zip(
    records: Iterable[Record], out: BinaryIO, make: Callable[[Record], dict[str, str]], beside: dict[str, str]
) -> None:
    """One report: its first file alone.  Several: a ZIP of all files, in the order of the reports."""
    rest: Iterator[Record] = iter(records)
    first = list(islice(rest, 2))
    if len(first) < 2:
        for record in first:
            out.write(_bytes(next(iter(make(record).values()))))
        return
    whole = io.BytesIO()  # the table of contents is written with seeking
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for record in chain(first, rest):
            for ending, text in make(record).items():
                _add(archive, f"{record.report.id[:16]}.{ending}", text)
        for name, text in beside.items():
            _add(archive, name, text)
    out.write(whole.getvalue())


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    # The day is that of the format, not of today: the same records give the same bytes.
    if name not in archive.NameToInfo:
        item = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        item.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(item, _bytes(text))


_JSONL, _ZIP = "application/x-ndjson", "application/zip"

FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        Format("annotation", "W3C Web Annotation, a line a report", _JSONL, "jsonl",
               "https://www.w3.org/TR/annotation-model/", _lines(_annotation)),
        Format("bibtex", "the reports cited, BibTeX", "application/x-bibtex", "bib",
               "https://www.ctan.org/pkg/biblatex", _bibtex),
        Format("brat", "brat stand-off", "text/plain", "ann", "https://brat.nlplab.org/standoff.html", _brat),
        Format("conllu", "CoNLL-U with Ravi's layers in MISC", "text/plain", "conllu",
               "https://universaldependencies.org/format.html", _conllu),
        Format("csl", "the reports cited, CSL-JSON", "application/vnd.citationstyles.csl+json", "json",
               "https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html", _csl),
        Format("csv", "a row a statement", "text/csv", "csv", "https://www.rfc-editor.org/rfc/rfc4180", _csv),
        Format("dossier", "a dossier to print or send, HTML", "text/html", "html", None, _dossier("html")),
        Format("dossier-md", "the same in Markdown", "text/markdown", "md", "https://spec.commonmark.org/",
               _dossier("md")),
        Format("ftm", "FollowTheMoney entities", _JSONL, "ftm.json", "https://followthemoney.tech/", _ftm),
        Format("gexf", "the network of actors, GEXF 1.3", "application/gexf+xml", "gexf", "https://gexf.net/",
               _network("gexf")),
        Format("graphml", "the network of actors, GraphML", "application/graphml+xml", "graphml",
               "http://graphml.graphdrawing.org/", _network("graphml")),
        Format("jsonl", "the records themselves, a line a report", _JSONL, "jsonl", "https://jsonlines.org/",
               _jsonl),
        Format("parquet", "a typed row an attribution", "application/vnd.apache.parquet", "parquet",
               "https://parquet.apache.org/docs/", _parquet("attributions")),
        Format("parquet-actors", "a typed row an actor", "application/vnd.apache.parquet", "parquet",
               "https://parquet.apache.org/docs/", _parquet("actors")),
        Format("parquet-events", "a typed row an event", "application/vnd.apache.parquet", "parquet",
               "https://parquet.apache.org/docs/", _parquet("events")),
        Format("plover", "PLOVER events, a line an event", _JSONL, "jsonl",
               "https://github.com/openeventdata/PLOVER", _plover),
        Format("prov", "PROV-O in Turtle", "text/turtle", "ttl", "https://www.w3.org/TR/prov-o/", _prov),
        Format("schema.org", "Quotation and Claim in JSON-LD, a line a report", _JSONL, "jsonl",
               "https://schema.org/Quotation", _lines(_schema_org)),
        Format("timex3", "the text with TIMEX3 tags", "application/xml", "tml",
               "https://timeml.github.io/site/publications/timeMLdocs/timeml_1.2.1.html", _timex3),
        Format("xlsx", "a row a statement, from right to left",
               "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
               "https://www.ecma-international.org/publications-and-standards/standards/ecma-376/", _xlsx),
    )
}  # fmt: skip
"""The exports by name; a list of them is part of the public interface: add, don't rename."""
