"""Reports over REST: read one, keep one, list them, and their records."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Query, Request, UploadFile
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from ravi.ledger.listing import ReportRow, Reports
from ravi.reader import report
from ravi.record import Record
from ravi.web import taking
from ravi.web.api.examples import RECORD, REPORT, TEXT, answers, page
from ravi.web.api.shapes import ERRORS, Key, Limit, Offset
from ravi.web.desk import User, desk, editor

router = APIRouter(responses=ERRORS)
_RECORD = {"$ref": "#/components/schemas/Record"}


class Given(BaseModel):
    """A report to read."""

    text: str = Field(max_length=taking.MOST_TEXT)
    published: str | None = Field(default=None, max_length=40, description="a day in either calendar")
    outlet: str | None = Field(default=None, max_length=200)
    url: str | None = Field(default=None, max_length=2000)
    title: str | None = Field(default=None, max_length=2000)
    keep: bool = Field(default=False, description="add it to the ledger; takes an editor")

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"text": TEXT, "published": "2025-01-17", "outlet": "نوروزنامه"}]}
    )


class Kept(BaseModel):
    """The numbers in the ledger of the reports that were kept."""

    reports: list[int]


@router.post(
    "/read", summary="The record of a report", tags=["reports"], responses=answers(RECORD, schema=_RECORD),
    response_class=Response,
)  # fmt: skip
async def read(request: Request, given: Given) -> Response:
    """Read a report; the answer is its record, ``X-Ravi-Report`` its number in the ledger where it was kept."""
    if given.keep:
        editor(request)
    at = desk(request)
    came = report(
        given.text,
        published=taking.day(given.published or ""),
        outlet=given.outlet,
        url=given.url,
        title=given.title,
    )
    record = await run_in_threadpool(at.reader.read, came)
    answer = _json(record)
    if given.keep:
        added = await run_in_threadpool(at.ledger.add, record, origin="api")
        answer.headers["x-ravi-report"] = str(added.report)
    return answer


@router.get("/reports", summary="The reports of the ledger", tags=["reports"], responses=answers(page(REPORT)))
def listed(
    request: Request,
    limit: Limit = 20,
    offset: Offset = 0,
    outlet: Annotated[
        str | None, Query(max_length=200, description="only of this outlet", examples=["نوروزنامه"])
    ] = None,
) -> Reports:
    """A page of the reports, the last added first."""
    return desk(request).ledger.reports(limit=limit, offset=offset, outlet=outlet)


@router.post(
    "/reports", summary="Keep what a file or an address holds", tags=["reports"], status_code=201,
    responses=answers({"reports": [1]}, status=201),
)  # fmt: skip
async def add(
    request: Request,
    _: Annotated[User, Depends(editor)],
    file: Annotated[UploadFile | None, File(description="text, HTML, DOCX, PDF, an archive …")] = None,
    address: Annotated[
        str, Form(max_length=2000, description="fetched now", examples=["https://nowruz.example/1"])
    ] = "",
    published: Annotated[str, Form(max_length=40, examples=["1403/10/28"])] = "",
    outlet: Annotated[str, Form(max_length=200, examples=["نوروزنامه"])] = "",
) -> Kept:
    """Read every report of a file or of an address and keep it; a file is parsed apart, within bounds."""
    data = await file.read() if file else b""
    name = (file.filename if file else None) or ""
    at = desk(request)

    def kept() -> list[int]:
        day = taking.day(published)
        found = taking.take(data=data, name=name, address=address, fetcher=at.fetcher)
        return taking.keep(at, found, published=day, outlet=outlet or None)

    return Kept(reports=await run_in_threadpool(kept))


@router.get("/reports/{key}", summary="What is known of a report", tags=["reports"], responses=answers(REPORT))
def one(request: Request, key: Key) -> ReportRow:
    """Title, outlet, day, address of a report, and how much its record holds."""
    return desk(request).ledger.report(key)


@router.get(
    "/records/{key}", summary="The record of a report in the ledger", tags=["reports"],
    responses=answers(RECORD, schema=_RECORD), response_class=Response,
)  # fmt: skip
def record(request: Request, key: Key) -> Response:
    """The record of one report, the same JSON as ``ravi read --json`` prints."""
    return _json(desk(request).ledger.record(key))


def _json(record: Record) -> Response:
    return Response(record.to_json().encode("utf-8", "backslashreplace"), media_type="application/json")
