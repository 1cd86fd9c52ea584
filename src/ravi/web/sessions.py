"""Who is logged in, and how often one may try: sessions and failures in memory, bounded in number and age."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

__all__ = ["Sessions", "Tries"]

LONGEST = 12 * 3600.0
"""Seconds after which one logs in again."""
IDLE = 2 * 3600.0
"""Seconds without a request after which a session ends."""
MOST = 10_000
"""Sessions and failing callers that are remembered; the oldest are forgotten first."""

Clock = Callable[[], float]


@dataclass(slots=True)
class _Session:
    name: str
    began: float
    seen: float


@dataclass(slots=True)
class Sessions:
    """Sessions by the hash of their token, so that what is in memory opens nothing."""

    clock: Clock = time.monotonic
    _open: OrderedDict[str, _Session] = field(default_factory=OrderedDict)

    def begin(self, name: str) -> str:
        """A new session; the token goes into the cookie and nowhere else."""
        token = secrets.token_urlsafe(32)
        now = self.clock()
        self._open[_key(token)] = _Session(name, now, now)
        while len(self._open) > MOST:
            self._open.popitem(last=False)
        return token

    def name(self, token: str) -> str | None:
        """Whose session that is, None where it ended or never was."""
        session, now = self._open.get(_key(token)), self.clock()
        if session is None:
            return None
        if now - session.began > LONGEST or now - session.seen > IDLE:
            self.end(token)
            return None
        session.seen = now
        return session.name

    def end(self, token: str) -> None:
        """Log out."""
        self._open.pop(_key(token), None)


def _key(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


@dataclass(slots=True)
class Tries:
    """Failures by caller: after ``most`` of them within ``window`` seconds one waits until the first has passed."""

    most: int = 5
    window: float = 300.0
    clock: Clock = time.monotonic
    _failed: OrderedDict[str, list[float]] = field(default_factory=OrderedDict)

    def wait(self, caller: str) -> float:
        """Seconds until this caller may try again, 0 where it may now."""
        now = self.clock()
        recent = [at for at in self._failed.get(caller, ()) if now - at < self.window]
        return 0.0 if len(recent) < self.most else self.window - (now - recent[-self.most])

    def failed(self, caller: str) -> None:
        """Count a failure."""
        now = self.clock()
        kept = [at for at in self._failed.pop(caller, ()) if now - at < self.window]
        self._failed[caller] = [*kept, now][-self.most :]
        while len(self._failed) > MOST:
            self._failed.popitem(last=False)

    def succeeded(self, caller: str) -> None:
        """Forget the failures of a caller."""
        self._failed.pop(caller, None)
