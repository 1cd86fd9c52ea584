"""One report with its record: the reading page, and the same as one page to keep."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from ravi.export.outline import summary
from ravi.export.page import page, policy
from ravi.ledger.history import not_undone
from ravi.web import mending
from ravi.web.desk import desk, lang_of
from ravi.web.sheet import Sheet
from ravi.web.shell import show

router = APIRouter(include_in_schema=False)


@router.get("/report/{key}")
def one(request: Request, key: int) -> Response:
    """A report with its record beside it."""
    ledger = desk(request).ledger
    record = ledger.record(key)
    standing = mending.mended(record, not_undone(ledger.history()))
    sheet = Sheet(record, lang_of(request))
    return show(
        request, "reading.html", key=key, record=record, sheet=sheet, counts=sheet.counts(), voices=sheet.voices(),
        days=sheet.days(), facts=summary(sheet.digest), standing=standing, keys=ledger.keys(key),
    )  # fmt: skip


@router.get("/report/{key}/page")
def kept(request: Request, key: int) -> Response:
    """The report as one self-contained page, with a policy that names its own script and style."""
    html = page(desk(request).ledger.record(key), lang_of(request))
    return HTMLResponse(html, headers={"content-security-policy": f"{policy()}; frame-ancestors 'none'"})
