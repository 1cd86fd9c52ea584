"""The pages, one module a group; each has a ``router``, a template of its name, and no state of its own."""

from __future__ import annotations

from ravi.web.pages import account, corrections, home, reading, search, settings, who

ROUTERS = (
    home.router,
    reading.router,
    search.router,
    who.router,
    corrections.router,
    settings.router,
    account.router,
)
"""The routers of all pages."""
