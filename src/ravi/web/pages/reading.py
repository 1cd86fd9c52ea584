"""One report with its record."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from ravi.export.page import page, policy
from ravi.web.desk import desk, lang_of

router = APIRouter(include_in_schema=False)


@router.get("/report/{key}")
def one(request: Request, key: int) -> Response:
    """A report with its record beside it."""
    html = page(desk(request).ledger.record(key), lang_of(request))
    return HTMLResponse(html, headers={"content-security-policy": f"{policy()}; frame-ancestors 'none'"})
