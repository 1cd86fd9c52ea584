"""REST under ``/api/v1``: the same record JSON as everywhere, one shape of errors."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from ravi.reader import report
from ravi.web.desk import desk, editor
from ravi.web.taking import MOST_TEXT

router = APIRouter()

_EXAMPLE: dict[str, Any] = {
    "text": "ناهید آذرگون گفت که راه باز است.",
    "published": "2025-01-17",
    "outlet": "نوروزنامه",
}


class Given(BaseModel):
    """A report to read."""

    text: str = Field(max_length=MOST_TEXT)
    published: str | None = Field(default=None, description="ISO date, 2025-01-17")
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    keep: bool = Field(default=False, description="add it to the ledger")

    model_config = {"json_schema_extra": {"examples": [_EXAMPLE]}}


@router.post("/read", summary="The record of a report")
async def read(request: Request, given: Given) -> Response:
    """Read a report; the answer is the record, ``X-Ravi-Report`` its number in the ledger where it was kept."""
    came = report(
        given.text, published=given.published, outlet=given.outlet, url=given.url, title=given.title
    )  # fmt: skip
    record = await run_in_threadpool(desk(request).reader.read, came)
    headers = {}
    if given.keep:
        editor(request)
        added = await run_in_threadpool(desk(request).ledger.add, record, origin="api")
        headers["x-ravi-report"] = str(added.report)
    return Response(
        record.to_json().encode("utf-8", "backslashreplace"), headers=headers, media_type="application/json"
    )


@router.get("/reports/{key}", summary="The record of a report in the ledger")
def one(request: Request, key: int) -> Response:
    """The record of one report; 404 where there is none of that number."""
    record = desk(request).ledger.record(key)
    return Response(record.to_json().encode("utf-8", "backslashreplace"), media_type="application/json")


@router.get("/search", summary="Statements that a query finds")
def search(
    request: Request,
    q: Annotated[str, Query(max_length=2000, examples=["speaker:آذرگون said:1403-10"])] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> dict[str, Any]:
    """A page of statements: ``total``, ``offset`` and ``hits``."""
    return asdict(desk(request).ledger.search(q, limit=limit, offset=offset))


@router.get("/who", summary="Whom a name may mean")
def who(
    request: Request,
    name: Annotated[str, Query(min_length=1, max_length=200, examples=["آذرگون"])],
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
) -> list[dict[str, Any]]:
    """The entities of that name: forms, offices with their days, the latest statements."""
    return [asdict(found) for found in desk(request).ledger.who(name, limit=limit)]


@router.get("/stats", summary="How much the ledger holds")
def stats(request: Request) -> dict[str, int]:
    """Rows of each kind."""
    counts: dict[str, int] = desk(request).ledger.stats()
    return counts
