"""The history of corrections, each of which can be undone."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from ravi.errors import RaviError
from ravi.ledger.history import not_undone
from ravi.ledger.relations.types import Kind, Of
from ravi.web import doubting, mending
from ravi.web.desk import User, desk, editor
from ravi.web.shell import show

router = APIRouter(include_in_schema=False)
A_PAGE = 50


@router.get("/corrections")
def corrections(request: Request, report: int | None = None, offset: int = 0) -> Response:
    """The history, the latest first; of one report where it is named."""
    ledger = desk(request).ledger
    entries = ledger.history()
    stands = {entry.number for entry in not_undone(entries)}
    stands |= {e.number for e in entries if e.action == "undo" and mending.open_undo(entries, e.number)}
    if report is not None:
        found = mending.mended(ledger.record(report), entries)
        wanted = {item.entry.number for items in found.values() for item in items}
        entries = [entry for entry in entries if entry.number in wanted]
    latest = entries[::-1]
    offset = max(0, offset)
    shown = latest[offset : offset + A_PAGE]
    return show(
        request, "corrections.html", entries=shown,
        places={e.number: mending.place(ledger, e) for e in shown}, stands=stands, total=len(latest),
        offset=offset, step=A_PAGE, report=report, faults=ledger.verify(), verdict_of=mending.verdict_of,
    )  # fmt: skip


def return_to(back: str, otherwise: str = "/") -> str:
    """The page of an event or a claim that a form came from; ``otherwise`` for any other address."""
    return back if back.startswith(("/event/", "/claim/")) and back.isprintable() else otherwise


@router.post("/corrections/relation")
def relation(
    request: Request,
    relation: Annotated[Kind, Form()],
    one: Annotated[int, Form(ge=1, le=2**53)],
    other: Annotated[int, Form(ge=1, le=2**53)],
    user: Annotated[User, Depends(editor)],
    of: Annotated[Of, Form()] = "statement",
    why: Annotated[str, Form(max_length=4000)] = "",
    back: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    """Mark a relation wrong and go back to where it was seen."""
    doubting.wrong(desk(request).ledger, relation, one, other, of=of, who=user.name, why=why)
    return RedirectResponse(return_to(back, "/corrections"), status_code=303)


@router.post("/corrections/undo")
def undo(
    request: Request,
    number: Annotated[int, Form()],
    user: Annotated[User, Depends(editor)],
    back: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    """Undo one entry and go back to where it was seen, or to the history."""
    try:
        mending.undo(desk(request).ledger, number, user.name)
    except RaviError as error:
        return show(request, "problem.html", status=400, problem=error.to_dict()["error"], code=400)
    return RedirectResponse(return_to(back, "/corrections"), status_code=303)
