"""The pages of the workbench; the REST calls stand in :mod:`ravi.web.api`."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Annotated, Any

from fastapi import FastAPI, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates
from starlette.concurrency import run_in_threadpool

from ravi import intake
from ravi.errors import InputError, RaviError
from ravi.export.page import page, policy
from ravi.export.wording import Wording
from ravi.ledger import Ledger
from ravi.reader import Reader, report
from ravi.times import parse_date
from ravi.web.api import router
from ravi.web.guard import Guard
from ravi.web.words import WORDS, Lang

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
A_PAGE = 20
"""Statements of one page of a search."""

_HERE = Path(str(resources.files("ravi.web")))


def application(ledger: Path, *, hosts: frozenset[str] = LOOPBACK) -> FastAPI:
    """The workbench over one ledger, made where it is not there yet; answers only to the names in ``hosts``."""
    app = FastAPI(title="Ravi", version="1", docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json")
    app.state.ledger, app.state.reader = Ledger(ledger), Reader()
    app.mount("/static", StaticFiles(directory=_HERE / "static"), name="static")
    app.include_router(router)
    app.add_exception_handler(RaviError, _error)
    app.add_middleware(Guard, hosts=hosts)
    templates = Jinja2Templates(directory=_HERE / "templates")

    def show(request: Request, template: str, **values: Any) -> Response:
        lang = _lang(request)
        context = {
            "lang": lang,
            "dir": "ltr" if lang == "en" else "rtl",
            "words": WORDS[lang],
            "shown": Wording(lang),
            **values,
        }
        answer: Response = templates.TemplateResponse(request, template, context)
        if "lang" in request.query_params:
            answer.set_cookie("lang", lang, samesite="strict", httponly=True)
        return answer

    @app.get("/", response_class=HTMLResponse, include_in_schema=False)
    def home(request: Request) -> Response:
        return show(request, "home.html", counts=app.state.ledger.stats(), error=None, text="")

    @app.post("/read", response_class=HTMLResponse, include_in_schema=False)
    async def read(
        request: Request,
        text: Annotated[str, Form()] = "",
        published: Annotated[str, Form()] = "",
        outlet: Annotated[str, Form()] = "",
        file: UploadFile | None = None,
    ) -> Response:
        data = await file.read() if file and file.filename else b""
        name = (file.filename if file else None) or "form"
        try:
            key = await run_in_threadpool(_keep, app, text, data, name, published.strip(), outlet.strip())
        except InputError as error:
            return show(request, "home.html", counts=app.state.ledger.stats(), error=str(error), text=text)
        return RedirectResponse(f"/report/{key}", status_code=303)

    @app.get("/report/{key}", response_class=HTMLResponse, include_in_schema=False)
    def one(request: Request, key: int) -> Response:
        html = page(app.state.ledger.record(key), _lang(request))
        return HTMLResponse(html, headers={"content-security-policy": f"{policy()}; frame-ancestors 'none'"})

    @app.get("/search", response_class=HTMLResponse, include_in_schema=False)
    def search(request: Request, q: str = "", offset: int = 0) -> Response:
        try:
            found = app.state.ledger.search(q, limit=A_PAGE, offset=max(0, offset))
        except RaviError as error:
            return show(request, "search.html", q=q, found=None, error=str(error), step=A_PAGE)
        return show(request, "search.html", q=q, found=found, error=None, step=A_PAGE, pieces=_pieces)

    @app.get("/who", response_class=HTMLResponse, include_in_schema=False)
    def who(request: Request, name: str = "") -> Response:
        found = app.state.ledger.who(name, limit=100) if name.strip() else []
        return show(request, "who.html", name=name, found=found, pieces=_pieces)

    return app


def _lang(request: Request) -> Lang:
    """The language of the pages: what was asked for now, or before, or Persian."""
    return "en" if request.query_params.get("lang", request.cookies.get("lang")) == "en" else "fa"


def _keep(app: FastAPI, text: str, data: bytes, name: str, published: str, outlet: str) -> int:
    """Read what was given and keep it; the row of its (last) report."""
    day = parse_date(published) if published else None
    if published and day is None:
        raise InputError(f"{published!r} is no day of a calendar", hint="1403/10/28 or 2025-01-17")
    if data:
        found = list(intake.load(data, name))
    elif text.strip():
        found = [intake.Incoming(text.replace("\r\n", "\n"), name, text.encode("utf-8", "surrogatepass"))]
    else:
        raise InputError("there is no text")
    key = 0
    for item in found:
        came = report(
            item.text, published=day or item.published, outlet=outlet or item.outlet, url=item.url, title=item.title
        )
        key = app.state.ledger.add(app.state.reader.read(came), raw=item.raw, origin=item.origin).report
    return key


def _pieces(content: str, marks: tuple[tuple[int, int], ...]) -> list[tuple[str, bool]]:
    """The content cut where what matched begins and ends."""
    cut, at = [], 0
    for start, end in marks:
        cut += [(content[at:start], False), (content[start:end], True)]
        at = end
    return [*cut, (content[at:], False)]


def _error(_: Request, error: Exception) -> Response:
    assert isinstance(error, RaviError)
    status = (
        400 if isinstance(error, InputError) or error.code == "query" else 500 if error.code == "error" else 404
    )
    return JSONResponse(error.to_dict(), status_code=status)
