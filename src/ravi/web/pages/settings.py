"""What a reader chooses for all pages: the language."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from ravi.web.language import Lang

router = APIRouter(include_in_schema=False)
_A_YEAR = 365 * 24 * 3600


@router.post("/language")
def language(lang: Annotated[Lang, Form()], back: Annotated[str, Form()] = "/") -> Response:
    """Remember the language and go back to the page."""
    answer = RedirectResponse(own_path(back), status_code=303)
    answer.set_cookie("lang", lang, max_age=_A_YEAR, samesite="strict", httponly=True)
    return answer


def own_path(back: str) -> str:
    """Where to go back to: a path of our own, or the first page; «//elsewhere» is another host."""
    return back if back.startswith("/") and back[1:2] not in ("/", "\\") and back.isprintable() else "/"
