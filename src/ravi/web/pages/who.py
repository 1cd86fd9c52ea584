"""People, organisations and states by their names."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ravi.web.desk import desk
from ravi.web.shell import show

router = APIRouter(include_in_schema=False)


@router.get("/who")
def who(request: Request, name: str = "") -> Response:
    """Whom a name may mean."""
    ledger = desk(request).ledger
    found = ledger.who(name, limit=100) if name.strip() else []
    most = () if name.strip() else ledger.facets("").speakers
    return show(request, "who.html", name=name, found=found, most=most)
