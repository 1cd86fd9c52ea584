"""The first page: a report to be read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from ravi.errors import InputError
from ravi.intake.fetch import FetchError
from ravi.web import taking
from ravi.web.desk import User, desk, editor
from ravi.web.shell import show

router = APIRouter(include_in_schema=False)
_EMPTY = {"text": "", "published": "", "outlet": "", "address": ""}


@router.get("/")
def home(request: Request) -> Response:
    """Where a report is pasted, dropped, or named by its address."""
    return show(request, "home.html", counts=desk(request).ledger.stats(), given=_EMPTY)


@router.post("/read")
async def read(
    request: Request,
    _: Annotated[User, Depends(editor)],
    text: Annotated[str, Form()] = "",
    address: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    outlet: Annotated[str, Form()] = "",
    file: UploadFile | None = None,
) -> Response:
    """Read what was given, keep it and go to it; what cannot be read is told above the form, with the text kept."""
    data = await file.read() if file and file.filename else b""
    name = (file.filename if file else None) or ""
    at = desk(request)

    def kept() -> list[int]:
        day = taking.day(published)
        found = taking.take(text=text, data=data, name=name, address=address, fetcher=at.fetcher)
        return taking.keep(at, found, published=day, outlet=outlet.strip() or None)

    try:
        keys = await run_in_threadpool(kept)
    except (InputError, FetchError) as error:
        given = {"text": text, "published": published, "outlet": outlet, "address": address}
        counts = at.ledger.stats()
        return show(request, "home.html", status=400, counts=counts, error=error, given=given)
    if len(keys) > 1:
        return show(request, "kept.html", keys=keys)
    return RedirectResponse(f"/report/{keys[0]}", status_code=303)
