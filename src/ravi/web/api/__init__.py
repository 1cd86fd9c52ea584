"""REST under ``/api/v1``: the same record JSON as everywhere, one shape of errors."""

from __future__ import annotations

from fastapi import APIRouter

from ravi.web.api import corrections, routes

V1 = APIRouter(prefix="/api/v1")
"""All calls, in the order of the documentation."""
for _module in (routes, corrections):
    V1.include_router(_module.router)
