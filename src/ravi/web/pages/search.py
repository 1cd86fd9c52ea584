"""Searching the ledger."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ravi.ledger import QueryError
from ravi.web.desk import desk
from ravi.web.shell import show

router = APIRouter(include_in_schema=False)
A_PAGE = 20
"""Statements of one page."""


@router.get("/search")
def search(request: Request, q: str = "", offset: int = 0) -> Response:
    """The statements that a query finds."""
    try:
        found = desk(request).ledger.search(q, limit=A_PAGE, offset=max(0, offset))
    except QueryError as error:
        return show(request, "search.html", status=400, q=q, found=None, error=str(error), step=A_PAGE)
    return show(request, "search.html", q=q, found=found, step=A_PAGE)
