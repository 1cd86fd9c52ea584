"""What goes wrong, told in one shape: JSON under ``/api``, a page of the workbench elsewhere."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import Request

from ravi.errors import InputError, RaviError
from ravi.web.shell import show

__all__ = ["install", "status_of"]

_CODES = {401: "login", 403: "refused", 404: "not_found", 405: "method", 413: "too_large", 429: "too_many"}


def install(app: FastAPI) -> None:
    """Have every error of ``app`` answered in the one shape."""
    app.add_exception_handler(RaviError, _ravi)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)


def status_of(error: RaviError) -> int:
    """The HTTP status of an error: what was asked wrongly, what is not there, what could not be done."""
    if isinstance(error, InputError) or error.code in ("query", "fetch"):
        return 400
    return 500 if error.code == "error" else 404


def _ravi(request: Request, error: Exception) -> Response:
    assert isinstance(error, RaviError)
    return _answer(request, status_of(error), error.to_dict()["error"])


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = _CODES.get(error.status_code, "error")
    answer = _answer(request, error.status_code, _fields(code, str(error.detail)))
    answer.headers.update(error.headers or {})
    return answer


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return _answer(request, 422, _fields("invalid", first["msg"], where))


def _fields(code: str, message: str, where: str | None = None) -> dict[str, Any]:
    return {"code": code, "message": message, "where": where, "hint": None}


def _answer(request: Request, status: int, fields: dict[str, Any]) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": fields}, status_code=status)
    return show(request, "problem.html", status=status, problem=fields, code=status)
