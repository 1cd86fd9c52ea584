"""Exports over REST: what a search finds, in every format that Ravi writes."""

from __future__ import annotations

import io
from itertools import islice
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from ravi.errors import InputError
from ravi.export.formats import FORMATS
from ravi.web.api.examples import answers, file_answer
from ravi.web.api.shapes import ERRORS
from ravi.web.desk import desk

router = APIRouter(prefix="/exports", tags=["exports"], responses=ERRORS)
MOST_REPORTS = 2_000
"""Reports of one export; more are for ``ravi export``, which writes them as it reads."""

Name = Literal[*FORMATS]  # type: ignore[valid-type]


class FormatRow(BaseModel):
    """One format: what it is, its media type, the ending of its files, who defines it."""

    name: str
    what: str
    media: str
    ending: str
    standard: str | None


_CSV = {
    "name": "csv", "what": "one row a statement", "media": "text/csv", "ending": "csv", "standard": None,
}  # fmt: skip


@router.get("", summary="The formats", responses=answers([_CSV]))
def formats() -> list[FormatRow]:
    """Every format that the ledger is exported in."""
    return [
        FormatRow(name=f.name, what=f.what, media=f.media, ending=f.ending, standard=f.standard)
        for f in FORMATS.values()
    ]


@router.get(
    "/{form}", summary="Export what a query finds", response_class=Response,
    responses=file_answer("A file of that format", {form.media: f"({form.what})" for form in FORMATS.values()}),
)  # fmt: skip
def export(
    request: Request,
    form: Annotated[Name, Path(description="one of the formats", examples=["csv"])],
    q: Annotated[
        str, Query(max_length=2000, description="a query; all for none", examples=["speaker:آذرگون"])
    ] = "",
    report: Annotated[int | None, Query(ge=1, le=2**53, description="one report alone", examples=[1])] = None,
) -> Response:
    """The reports that hold a statement which the query finds, as one file."""
    ledger, wanted = desk(request).ledger, FORMATS[form]
    found = iter([ledger.record(report)]) if report is not None else ledger.records(q)
    records = list(islice(found, MOST_REPORTS + 1))
    if len(records) > MOST_REPORTS:
        raise InputError(f"more than {MOST_REPORTS:,} reports", where="q", hint=f"ravi export {form}")
    # Written whole before anything is sent, so that a fault is told as one and no half file is taken for a whole.
    made = io.BytesIO()
    wanted.write(records, made)
    name = f"ravi{f'-{report}' if report is not None else ''}.{wanted.ending}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(made.getvalue(), media_type=wanted.media, headers=headers)
