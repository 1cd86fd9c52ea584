"""The first page: a report to be read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from ravi import intake
from ravi.errors import InputError
from ravi.reader import report
from ravi.times import parse_date
from ravi.web.desk import Desk, desk
from ravi.web.shell import show

router = APIRouter(include_in_schema=False)
_EMPTY = {"text": "", "published": "", "outlet": ""}


@router.get("/")
def home(request: Request) -> Response:
    """Where a report is pasted, dropped, or named by its address."""
    return show(request, "home.html", counts=desk(request).ledger.stats(), given=_EMPTY)


@router.post("/read")
async def read(
    request: Request,
    text: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    outlet: Annotated[str, Form()] = "",
    file: UploadFile | None = None,
) -> Response:
    """Read what was given, keep it and go to it; what cannot be read is told above the form, with the text kept."""
    data = await file.read() if file and file.filename else b""
    name = (file.filename if file else None) or "form"
    at = desk(request)
    try:
        key = await run_in_threadpool(_keep, at, text, data, name, published.strip(), outlet.strip())
    except InputError as error:
        given = {"text": text, "published": published, "outlet": outlet}
        counts = at.ledger.stats()
        return show(request, "home.html", status=400, counts=counts, error=str(error), given=given)
    return RedirectResponse(f"/report/{key}", status_code=303)


def _keep(at: Desk, text: str, data: bytes, name: str, published: str, outlet: str) -> int:
    """Read what was given and keep it; the row of its (last) report."""
    day = parse_date(published) if published else None
    if published and day is None:
        raise InputError(f"{published!r} is no day of a calendar", hint="1403/10/28 or 2025-01-17")
    if data:
        found = list(intake.load(data, name))
    elif text.strip():
        found = [intake.Incoming(text.replace("\r\n", "\n"), name, text.encode("utf-8", "surrogatepass"))]
    else:
        raise InputError("there is no text")
    key = 0
    for item in found:
        came = report(
            item.text, published=day or item.published, outlet=outlet or item.outlet, url=item.url, title=item.title
        )
        key = at.ledger.add(at.reader.read(came), raw=item.raw, origin=item.origin).report
    return key
