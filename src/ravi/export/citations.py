"""The reports as sources to cite: BibTeX and CSL-JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ravi.record import Record, Report

_ESCAPES = str.maketrans({c: f"\\{c}" for c in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}"})


def csl(records: Iterable[Record]) -> list[dict[str, Any]]:
    """One CSL-JSON item a report."""
    return [_item(record.report) for record in records]


def _item(report: Report) -> dict[str, Any]:
    item: dict[str, Any] = {"id": _key(report), "type": "article-newspaper", "language": report.language}
    if report.title:
        item["title"] = report.title
    if report.outlet:
        item["container-title"] = report.outlet
    if report.url:
        item["URL"] = report.url
    if report.published:
        item["issued"] = {"date-parts": [[int(part) for part in report.published.split("-")]]}
    return item


def bibtex(records: Iterable[Record]) -> str:
    """One ``@article`` a report."""
    return "".join(_entry(record.report) for record in records)


def _entry(report: Report) -> str:
    fields = {
        "title": report.title,
        "journal": report.outlet,
        "date": report.published,
        "year": report.published[:4] if report.published else None,
        "url": report.url,
        "language": report.language,
    }
    lines = [
        f"  {name} = {{{value if name == 'url' else value.translate(_ESCAPES)}}},\n"
        for name, value in fields.items()
        if value
    ]
    return f"@article{{{_key(report)},\n{''.join(lines)}}}\n\n"


def _key(report: Report) -> str:
    return f"ravi-{report.id[:12]}"
