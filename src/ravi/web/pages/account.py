"""Logging in and out, where the workbench has accounts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from ravi.web.desk import Door, desk
from ravi.web.login import COOKIE
from ravi.web.pages.settings import own_path
from ravi.web.shell import show

router = APIRouter(include_in_schema=False)


@router.get("/login")
def login(request: Request, back: str = "/") -> Response:
    """Name and password."""
    _door(request)
    return show(request, "login.html", back=own_path(back), name="", told=None)


@router.post("/login")
async def enter(
    request: Request,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=2000)] = "",
    back: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Begin a session; who fails too often waits, by address and by name."""
    door = _door(request)
    callers = [f"from {request.client.host if request.client else ''}", f"as {name.strip()}"]
    wait = max(map(door.tries.wait, callers))
    if wait > 0:
        told = show(request, "login.html", status=429, back=own_path(back), name=name, told="wait")
        told.headers["retry-after"] = str(int(wait) + 1)
        return told
    user = await run_in_threadpool(door.accounts.check, name, password)
    if user is None:
        for caller in callers:
            door.tries.failed(caller)
        return show(request, "login.html", status=403, back=own_path(back), name=name, told="wrong")
    for caller in callers:
        door.tries.succeeded(caller)
    # A session from before is not taken over: whoever knew its token would be logged in with us.
    door.sessions.end(request.cookies.get(COOKIE, ""))
    answer = RedirectResponse(own_path(back), status_code=303)
    answer.set_cookie(
        COOKIE,
        door.sessions.begin(user.name),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


@router.post("/logout")
def leave(request: Request) -> Response:
    """End the session."""
    _door(request).sessions.end(request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/login", status_code=303)
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return answer


def _door(request: Request) -> Door:
    door = desk(request).door
    if door is None:
        raise HTTPException(404, "nobody logs in on this machine alone")
    return door
