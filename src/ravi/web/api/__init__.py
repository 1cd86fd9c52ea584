"""REST under ``/api/v1``: the same record JSON as everywhere, one shape of errors."""

from __future__ import annotations

from ravi.web.api import routes

ROUTERS = (routes.router,)
"""The routers of all calls, in the order of the documentation."""
