"""What the intake hands to the reader."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Incoming:
    """One report as it was found: its text and what is known about it.

    ``published`` is an ISO date, ``origin`` the file (and the place inside it) or the address it came from,
    ``raw`` the bytes it was read from, ``forwarded`` whose post a forwarded one is.
    """

    text: str
    origin: str
    raw: bytes
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    forwarded: str | None = None
