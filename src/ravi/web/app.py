"""The workbench put together: the pages of :mod:`ravi.web.pages`, the calls of :mod:`ravi.web.api`, the guard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware

from ravi.ledger import Ledger
from ravi.web import api, pages, problems
from ravi.web.accounts import Accounts
from ravi.web.api import description
from ravi.web.desk import Desk, Door, User
from ravi.web.guard import Guard
from ravi.web.login import Login

__all__ = ["LOOPBACK", "application"]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
_STATIC = Path(str(resources.files("ravi.web"))) / "static"


def application(
    ledger: str | Path,
    *,
    hosts: frozenset[str] = LOOPBACK,
    accounts: Accounts | None = None,
    signed: str | None = None,
) -> FastAPI:
    """The workbench over one ledger, made where it is not there yet; answers only to the names in ``hosts``.

    With ``accounts`` everybody has to log in.  Without, who works on this machine is an editor, and corrections are
    signed ``signed``, or with the name of the login where that is None.
    """
    desk = Desk(Ledger(ledger), door=Door(accounts) if accounts else None)
    if signed:
        desk.local = User(signed, "editor")

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.ledger.close()

    app = FastAPI(
        title="Ravi", version="1", docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json",
        lifespan=lifespan,
    )  # fmt: skip
    app.state.desk = desk
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    for router in (api.V1, *pages.ROUTERS):
        app.include_router(router)
    problems.install(app)
    description.install(app, api.V1.prefix, api.ROUTERS)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    if desk.door:
        app.add_middleware(Login, accounts=desk.door.accounts, sessions=desk.door.sessions)
    app.add_middleware(Guard, hosts=hosts)
    return app
