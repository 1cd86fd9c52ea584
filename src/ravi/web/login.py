"""Where a workbench has accounts, nothing of it is seen or done without a session; readers change nothing."""

from __future__ import annotations

from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ravi.web.accounts import Accounts
from ravi.web.sessions import Sessions
from ravi.web.users import User

__all__ = ["COOKIE", "Login"]

COOKIE = "ravi_session"
_OPEN = ("/static/", "/login", "/language")
"""What is there without a session: the page on which one logs in, and what it needs."""
_READERS = ("/login", "/logout", "/language", "/api/v1/read")
"""What a reader may send; ``/api/v1/read`` answers without keeping, and refuses a reader who asks it to keep."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Login:
    """Puts the user of a request into its state, or refuses it."""

    def __init__(self, app: ASGIApp, *, accounts: Accounts, sessions: Sessions) -> None:
        self.app = app
        self.accounts = accounts
        self.sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its user, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        user = self.user(HTTPConnection(scope))
        path = scope["path"]
        if user is not None:
            scope.setdefault("state", {})["user"] = user
        answer: Response | None = None
        if user is None and not path.startswith(_OPEN):
            answer = _nobody(path, Headers(scope=scope), scope["method"])
        elif user is not None and user.role == "reader" and scope["method"] not in _SAFE and path not in _READERS:
            answer = _told(403, "refused", "this takes an editor")
        await (answer or self.app)(scope, receive, send)

    def user(self, connection: HTTPConnection) -> User | None:
        """Who has the session of a request; the role is that of the account as it is now."""
        name = self.sessions.name(connection.cookies.get(COOKIE, ""))
        role = self.accounts.role(name) if name else None
        return User(name, role) if name and role else None


def _nobody(path: str, headers: Headers, method: str) -> Response:
    if path.startswith("/api/") or method not in _SAFE or headers.get("sec-fetch-dest", "document") != "document":
        return _told(401, "login", "nobody is logged in")
    return RedirectResponse(f"/login?back={quote(path)}", status_code=303)


def _told(status: int, code: str, message: str) -> Response:
    error = {"code": code, "message": message, "where": None, "hint": None}
    return JSONResponse({"error": error}, status_code=status)
