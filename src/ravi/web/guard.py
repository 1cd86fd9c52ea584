"""What keeps a page elsewhere from reading or writing the ledger, and scripts out of ours.

A browser sends the name that a page believes it talks to (Host) and, with what it writes, the page it comes
from (Origin).  A name that is not ours means a rebound DNS entry, an origin that is not ours a page elsewhere.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
MOST_BODY = 10 * 2**20
"""Bytes of a request's body."""
_HOST = re.compile(r"(\[[0-9a-f:.]*\]|[^:@/\s]*)(?::\d{1,5})?", re.ASCII)
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Checks Host and Origin, bounds the body, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        taken, started, over = 0, False, False

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > MOST_BODY:
                raise TooLargeError
            return message

        async def headed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                answer = MutableHeaders(scope=message)
                answer.setdefault("content-security-policy", POLICY)
                answer.setdefault("x-content-type-options", "nosniff")
                # «no-referrer» would have a browser send «Origin: null» with our own forms.
                answer.setdefault("referrer-policy", "same-origin")
                answer.setdefault("cross-origin-opener-policy", "same-origin")
                answer.setdefault("cross-origin-resource-policy", "same-origin")
                answer.setdefault("cache-control", "no-store")
            await send(message)

        async def guarded(message: Message) -> None:
            nonlocal over
            if taken > MOST_BODY and not started:
                # Whoever reads a body may take its end for a fault of its own and answer 400.
                over = True
                await _refuse(headed, 413, f"more than {MOST_BODY // 2**20} MB")
            elif not over:
                await headed(message)

        refused = self._refused(scope, headers)
        if refused:
            await _refuse(headed, *refused)
            return
        try:
            # The server leaves out the body of an answer to HEAD.
            asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
            await self.app(asked, bounded, guarded)
        except TooLargeError:
            if not started:
                await _refuse(headed, 413, f"more than {MOST_BODY // 2**20} MB")

    def _refused(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        if _name(headers.get("host", "").lower()) not in self.hosts:
            return 421, "this server is reached by the name of this machine alone"
        origin = headers.get("origin")
        # A page elsewhere may link to us; it may not load us as a picture, a script, a frame or data.
        if headers.get("sec-fetch-site") in ("cross-site", "same-site") and (
            headers.get("sec-fetch-mode") != "navigate" or headers.get("sec-fetch-dest") not in ("document", None)
        ):
            return 403, "this request comes from another page"
        if scope["method"] not in _SAFE:
            if origin is None and headers.get("sec-fetch-site") not in (None, "same-origin", "none"):
                return 403, "this request comes from another page"
            if origin is not None and origin.partition("://")[2] != headers.get("host"):
                return 403, "this request comes from another page"
        if (length := headers.get("content-length", "0")).isdigit() and int(length) > MOST_BODY:
            return 413, f"more than {MOST_BODY // 2**20} MB"
        return None


class TooLargeError(Exception):
    """The body of a request is larger than any report."""


def _name(host: str) -> str:
    """The name in a Host header, without its port; empty where what follows the name is no port."""
    found = _HOST.fullmatch(host)
    return found[1] if found else ""


async def _refuse(send: Send, status: int, why: str) -> None:
    body = f'{{"error": {{"code": "refused", "message": "{why}", "where": null, "hint": null}}}}'.encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
