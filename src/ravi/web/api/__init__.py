"""REST under ``/api/v1``: the same record JSON as everywhere, one shape of errors."""

from __future__ import annotations

from fastapi import APIRouter

from ravi.web.api import corrections, exports, finding, reports, searches

V1 = APIRouter(prefix="/api/v1")
"""All calls, in the order of the documentation."""
ROUTERS = (reports.router, finding.router, searches.router, corrections.router, exports.router)
for _router in ROUTERS:
    V1.include_router(_router)
