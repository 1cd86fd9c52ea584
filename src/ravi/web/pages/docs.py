"""The calls of REST, described by Swagger UI from files of the package."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ravi.web.guard import POLICY
from ravi.web.shell import show

router = APIRouter(include_in_schema=False)


@router.get("/api/docs")
def docs(request: Request) -> Response:
    """Every call with its example, and a form to try it."""
    answer = show(request, "docs.html")
    # Swagger's style sheet has its icons in itself.
    answer.headers["content-security-policy"] = POLICY.replace("img-src 'self'", "img-src 'self' data:")
    return answer
