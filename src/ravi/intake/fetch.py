"""One page or feed from the network, when the user asked for just that.

An address is looked up once and the connection goes to what was looked up, so that a name cannot point elsewhere
a moment later (DNS rebinding).  Private, loopback and link-local addresses are refused, also behind a redirect.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from ravi.errors import RaviError

MOST_BYTES = 50 * 2**20
"""Bytes of one answer."""
LONGEST = 60.0
"""Seconds for one answer with its redirects."""
MOST_REDIRECTS = 5
_A_CHUNK = 65_536
_PORTS = {"http": 80, "https": 443}
AGENT = "Ravi (reads Persian news)"


class FetchError(RaviError):
    """An address that may not or cannot be fetched."""

    code = "fetch"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: where it led to, the status, the headers (names in lower case), the body."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


def public(address: str) -> bool:
    """Whether an IP address is one of the public internet."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        # Addresses that carry an IPv4 address inside them are as private as that is.
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return inner.is_global
    return ip.is_global and not ip.is_multicast


def _look_up(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:  # a name with a label too long, or with signs that no name has
        raise FetchError(f"no such host: {error}", where=host) from None
    return list(dict.fromkeys(str(item[4][0]) for item in found))


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches addresses; ``allowed`` and ``look_up`` are replaced in tests that serve from this machine."""

    allowed: Callable[[str], bool] = public
    look_up: Callable[[str, int], list[str]] = _look_up
    most_bytes: int = MOST_BYTES
    longest: float = LONGEST
    headers: Mapping[str, str] = field(default_factory=lambda: {"user-agent": AGENT, "accept-encoding": "gzip"})

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """The answer of an address after its redirects; raises FetchError."""
        end = time.monotonic() + self.longest
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._one(url, {**self.headers, **(headers or {})}, end)
            target = answer.headers.get("location")
            if answer.status not in (301, 302, 303, 307, 308) or not target:
                return answer
            url = urljoin(url, target)
        raise FetchError(f"more than {MOST_REDIRECTS} redirects", where=url)

    def _one(self, url: str, headers: Mapping[str, str], end: float) -> Fetched:
        import urllib3

        try:
            parts = urlsplit(url)
            host = parts.hostname
        except ValueError as error:
            raise FetchError(f"no address: {error}", where=url) from None
        if parts.scheme not in _PORTS or not host:
            raise FetchError("only http and https addresses are fetched", where=url)
        try:
            port = parts.port or _PORTS[parts.scheme]
        except ValueError:
            raise FetchError("no such port", where=url) from None
        addresses = self.look_up(host, port)
        if not addresses or not all(map(self.allowed, addresses)):
            raise FetchError("an address of this machine or of a private network", where=url)
        left = end - time.monotonic()
        timeout = urllib3.Timeout(connect=max(0.1, min(10.0, left)), read=max(0.1, min(20.0, left)))
        pool: urllib3.HTTPConnectionPool
        if parts.scheme == "https":
            pool = urllib3.HTTPSConnectionPool(
                addresses[0], port, timeout=timeout, retries=False, server_hostname=host, assert_hostname=host
            )
        else:
            pool = urllib3.HTTPConnectionPool(addresses[0], port, timeout=timeout, retries=False)
        name = f"[{host}]" if ":" in host else host
        sent = {**headers, "host": name if port == _PORTS[parts.scheme] else f"{name}:{port}"}
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            answer = pool.request("GET", path, headers=sent, preload_content=False, redirect=False)
            try:
                body = self._body(answer, url, end)
            finally:
                answer.close()
        except urllib3.exceptions.HTTPError as error:
            raise FetchError(f"no answer: {error}", where=url) from None
        finally:
            pool.close()
        return Fetched(url, answer.status, {k.lower(): v for k, v in answer.headers.items()}, body)

    def _body(self, answer: object, url: str, end: float) -> bytes:
        found = bytearray()
        for chunk in answer.stream(_A_CHUNK, decode_content=True):  # type: ignore[attr-defined]
            found += chunk
            if len(found) > self.most_bytes:
                raise FetchError(f"more than {self.most_bytes / 2**20:.0f} MB", where=url)
            if time.monotonic() > end:
                raise FetchError(f"took longer than {self.longest:.0f} seconds", where=url)
        return bytes(found)
