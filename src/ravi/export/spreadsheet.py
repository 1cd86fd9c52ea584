"""CSV and XLSX, one row a statement, that open right in Excel and LibreOffice.

CSV as in RFC 4180, UTF-8 with a byte order mark, without which Excel reads Persian as cp1252.  A cell that
would begin a formula (= + - @, a tab or a carriage return) gets an apostrophe before it, as OWASP's "CSV
injection" advises; XLSX cells are written as strings and need none.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import astuple
from typing import BinaryIO, TextIO

from ravi.export.statements import COLUMNS, Row, rows
from ravi.record import Record

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CELL_LIMIT = 32_767
"""Characters of a cell in XLSX (Excel specifications and limits); longer text is cut, with an ellipsis."""


def write_csv(records: Iterable[Record], out: TextIO) -> int:
    """Write the statements of ``records``; ``out`` is open with ``newline=""``.  Returns the number of rows."""
    out.write(BOM)
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    count = 0
    for row in rows(records):
        writer.writerow([safe(cell) for cell in astuple(row)])
        count += 1
    return count


def read_csv(source: TextIO) -> list[Row]:
    """The rows of a CSV file that :func:`write_csv` wrote; ``source`` is open as utf-8-sig, ``newline=""``."""
    found = []
    for cells in csv.DictReader(source):
        values = {name: _unsafe(cell) for name, cell in cells.items()}
        found.append(
            Row(
                **{name: value for name, value in values.items() if name not in ("start", "end", "confidence")},
                start=int(values["start"]),
                end=int(values["end"]),
                confidence=float(values["confidence"]),
            )
        )
    return found


def write_xlsx(records: Iterable[Record], out: BinaryIO) -> int:
    """Write one right-to-left sheet with the statements of ``records``.  Returns the number of rows."""
    import xlsxwriter

    book = xlsxwriter.Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    )
    sheet = book.add_worksheet("statements")
    sheet.right_to_left()
    head = book.add_format({"bold": True, "reading_order": 2})
    body = book.add_format({"text_wrap": True, "valign": "top", "reading_order": 2})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(COLUMNS) - 1, 16)
    sheet.set_column(COLUMNS.index("words"), COLUMNS.index("words"), 80)
    sheet.write_row(0, 0, COLUMNS, head)
    count = 0
    for count, row in enumerate(rows(records), 1):
        for column, cell in enumerate(astuple(row)):
            if isinstance(cell, str):
                sheet.write_string(count, column, _fit(cell), body)
            else:
                sheet.write_number(count, column, cell, body)
    sheet.autofilter(0, 0, max(count, 1), len(COLUMNS) - 1)
    book.close()
    return count


def safe(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _unsafe(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _fit(cell: str) -> str:
    return cell if len(cell) <= _CELL_LIMIT else cell[: _CELL_LIMIT - 1] + "…"
