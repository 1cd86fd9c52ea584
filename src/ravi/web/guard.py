"""What keeps a page elsewhere from reading or writing the ledger, and scripts out of ours.

A browser sends the name that a page believes it talks to (Host) and, with what it writes, the page it comes
from (Origin).  A name that is not ours means a rebound DNS entry, an origin that is not ours a page elsewhere.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
MOST_BODY = 10 * 2**20
"""Bytes of a request's body."""
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
        refused = self._refused(scope, headers)
        if refused:
            await _refuse(send, *refused)
            return
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > MOST_BODY:
                raise TooLargeError
            return message

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer.setdefault("content-security-policy", POLICY)
                answer.setdefault("x-content-type-options", "nosniff")
                # «no-referrer» would have a browser send «Origin: null» with our own forms.
                answer.setdefault("referrer-policy", "same-origin")
                answer.setdefault("cross-origin-opener-policy", "same-origin")
                answer.setdefault("cross-origin-resource-policy", "same-origin")
                answer.setdefault("cache-control", "no-store")
            await send(message)

        try:
            await self.app(scope, bounded, guarded)
        except TooLargeError:
            await _refuse(send, 413, f"more than {MOST_BODY // 2**20} MB")

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
    """The name in a Host header, without its port."""
    return host.rpartition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]


async def _refuse(send: Send, status: int, why: str) -> None:
    body = f'{{"error": {{"code": "refused", "message": "{why}", "where": null, "hint": null}}}}'.encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
