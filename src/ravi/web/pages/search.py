"""Searching the ledger: statements, how they spread, saved searches, and what is shown as a file."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from ravi.errors import RaviError
from ravi.export.digest import closed
from ravi.export.formats import FORMATS
from ravi.export.wording import Wording
from ravi.ledger import Facets, LedgerError, QueryError
from ravi.web.desk import User, desk, editor, lang_of, user_of
from ravi.web.language import Lang, country
from ravi.web.narrow import narrowed, terms
from ravi.web.selection import WHOLE, selected
from ravi.web.shell import show

router = APIRouter(include_in_schema=False)
A_PAGE = 20
"""Statements of one page."""
_MONTHS = 18
"""Months that stand in a list one by one; of more, the years do."""
ORDERS = ("newest", "oldest", "relevance")


@dataclass(frozen=True, slots=True)
class Value:
    """One line of a facet: what it is called, how many have it, and the queries that keep it and leave it out."""

    label: str
    count: int
    share: int
    only: str
    without: str | None


@dataclass(frozen=True, slots=True)
class Facet:
    """How the hits spread over one field."""

    field: str
    values: tuple[Value, ...]


@router.get("/search")
def search(
    request: Request,
    q: Annotated[str, Query(max_length=4000)] = "",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    before: Annotated[int | None, Query(ge=0)] = None,
    order: Literal["newest", "oldest", "relevance"] = "newest",
) -> Response:
    """The statements that a query finds, and how they spread."""
    ledger, lang = desk(request).ledger, lang_of(request)
    shown: dict[str, Any] = {
        "orders": ORDERS,
        "order": order,
        "step": A_PAGE,
        "formats": FORMATS.values(),
        "whole": WHOLE,
    }
    q = " ".join(q.split())
    kept = ledger.saved_searches()
    try:
        found = ledger.search(q, limit=A_PAGE, offset=0 if before else offset, before=before, order=order)
        counted = ledger.facets(q)
    except QueryError as error:
        return show(request, "search.html", status=400, q=q, found=None, error=error, saved=kept, **shown)
    query = kept.get(q[1:].strip(), q) if q.startswith("@") else q
    return show(
        request, "search.html", q=q, query=query, found=found, offset=offset, counted=counted, saved=kept,
        facets=facets(counted, query, lang), chips=terms(query), chains=ledger.voices(found.hits),
        editor=user_of(request).role == "editor",
        names={e: closed(name) for e, name, _ in counted.speakers}, **shown,
    )  # fmt: skip


@router.get("/search/export/{form}")
async def export(request: Request, form: str, q: Annotated[str, Query(max_length=4000)] = "") -> Response:
    """What a search shows, as a file of one of the formats of :mod:`ravi.export`."""
    wanted = FORMATS.get(form)
    if wanted is None:
        raise LedgerError(f"no format {form!r}", hint=", ".join(FORMATS))
    made = io.BytesIO()
    # Written whole before anything is sent: a fault is told, and half a file is never taken for a whole.
    await run_in_threadpool(wanted.write, selected(desk(request).ledger, q, form), made)
    headers = {"content-disposition": f'attachment; filename="ravi.{wanted.ending}"'}
    return Response(made.getvalue(), media_type=wanted.media, headers=headers)


@router.post("/searches")
def save(
    request: Request, name: Annotated[str, Form(max_length=100)], q: Annotated[str, Form(max_length=2000)],
    user: Annotated[User, Depends(editor)],
) -> Response:  # fmt: skip
    """Keep a search under a name and show it."""
    try:
        desk(request).ledger.save_search(name, q)
    except RaviError as error:
        return show(request, "problem.html", status=400, problem=error.to_dict()["error"], code=400)
    return RedirectResponse(_address("@" + name.removeprefix("@").strip()), status_code=303)


@router.post("/searches/forget")
def forget(
    request: Request, name: Annotated[str, Form(max_length=100)], user: Annotated[User, Depends(editor)]
) -> Response:
    """Drop a saved search and go back to the ledger."""
    desk(request).ledger.forget_search(name)
    return RedirectResponse("/search", status_code=303)


def _address(q: str) -> str:
    return f"/search?{urlencode({'q': q})}"


def facets(counted: Facets, query: str, lang: Lang) -> list[Facet]:
    """The facets of a page, in the words and the digits of its language, those with nothing in them left out."""
    words = Wording(lang)

    def facet(field: str, rows: Iterable[tuple[str, str, int]]) -> Facet:
        lines = [row for row in rows if row[2]]
        most = max((n for _, _, n in lines), default=1)
        return Facet(field, tuple(
            Value(label, n, max(1, round(100 * n / most)), narrowed(query, field.partition(".")[0], value),
                  narrowed(query, field.partition(".")[0], value, without=True))
            for value, label, n in lines
        ))  # fmt: skip

    made = [
        facet("speaker", ((f"#{key}", closed(name), n) for key, name, n in counted.speakers)),
        facet("outlet", ((name, name, n) for name, n in counted.outlets)),
        facet("act", ((name, words(f"act.{name}"), n) for name, n in counted.acts)),
        facet("type", ((name, words(f"type.{name}"), n) for name, n in counted.types)),
        facet("status", ((name, words(f"status.{name}"), n) for name, n in counted.statuses)),
        facet("country", ((code, country(code, lang), n) for code, n in counted.countries)),
        facet("published.solar", _times(counted.solar_months, "solar", words)),
        facet("published.gregorian", _times(counted.months, "month", words)),
    ]
    return [one for one in made if one.values]


def _times(months: Iterable[tuple[str, int]], names: str, words: Wording) -> list[tuple[str, str, int]]:
    """Months, or years where there are many of them, the latest first."""
    rows = list(months)
    if len(rows) > _MONTHS:
        years: Counter[str] = Counter()
        for month, n in rows:
            years[month[:4]] += n
        return [(year, words.digits(int(year)), years[year]) for year in sorted(years, reverse=True)]
    return [
        (month, f"{words(f'{names}.{int(month[5:7])}')} {words.digits(int(month[:4]))}", n)
        for month, n in sorted(rows, reverse=True)
    ]
