"""The pages, one module a group; each has a ``router``, a template of its name, and no state of its own."""

from __future__ import annotations

from ravi.web.pages import (
    account,
    actor,
    compare,
    corrections,
    docs,
    home,
    network,
    reading,
    search,
    settings,
    timeline,
    who,
)

ROUTERS = (
    home.router,
    reading.router,
    search.router,
    who.router,
    actor.router,
    compare.router,
    timeline.router,
    network.router,
    corrections.router,
    settings.router,
    account.router,
    docs.router,
)
"""The routers of all pages."""
