"""Corrections over REST: made at an item of a report, listed, undone."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, Field

from ravi.ledger import Entry
from ravi.ledger.history import not_undone
from ravi.ledger.relations.types import Kind, Of
from ravi.web import doubting, mending
from ravi.web.api.examples import CORRECTION, DOUBT, answers, page
from ravi.web.api.shapes import ERRORS, Correction, Corrections, Limit, Offset
from ravi.web.desk import User, desk, editor

router = APIRouter(prefix="/corrections", tags=["corrections"], responses=ERRORS)


class Asked(BaseModel):
    """A correction of one item of a report in the ledger."""

    report: int = Field(ge=1, le=2**53, description="number of the report", examples=[1])
    item: str = Field(max_length=40, description="id of the item in its record", examples=["a3"])
    action: Literal["right", "wrong", "unsure", "reject", "source", "note", "merge", "split"] = Field(
        description="a verdict, or what is to be corrected", examples=["source"]
    )
    value: str = Field(
        "",
        max_length=4000,
        description="the new source, the name to merge with or to split off, or the note",
        examples=["ناهید آذرگون"],
    )
    why: str = Field("", max_length=4000, description="the reason", examples=["she speaks in the sentence before"])


class Wrong(BaseModel):
    """A relation that is wrong; which side of it is named first makes no difference."""

    relation: Kind = Field(description="what is said to stand between them", examples=["conflicts"])
    of: Of = Field("statement", description="what it stands between", examples=["statement"])
    one: int = Field(ge=1, le=2**53, description="number of a statement, event or report", examples=[1])
    other: int = Field(ge=1, le=2**53, description="number of the other", examples=[2])
    why: str = Field("", max_length=4000, description="the reason", examples=["they speak of two bridges"])


@router.get("", summary="The corrections in their order", responses=answers(page(CORRECTION)))
def listed(
    request: Request,
    report: Annotated[
        int | None, Query(ge=1, le=2**53, description="only those of one report", examples=[1])
    ] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Corrections:
    """A page of the history, the oldest first; ``standing`` tells whether an entry was undone."""
    ledger = desk(request).ledger
    entries = ledger.history()
    stands = {entry.number for entry in not_undone(entries)}
    if report is not None:
        found = mending.mended(ledger.record(report), entries)
        wanted = {item.entry.number for items in found.values() for item in items}
        entries = [entry for entry in entries if entry.number in wanted]
    items = [_shape(entry, entry.number in stands) for entry in entries[offset : offset + limit]]
    return Corrections(total=len(entries), offset=offset, items=items)


@router.post("", summary="Correct an item", status_code=201, responses=answers(CORRECTION, status=201))
def correct(request: Request, asked: Asked, user: Annotated[User, Depends(editor)]) -> Correction:
    """Write a correction, signed by who is logged in; the record itself stays as it is."""
    ledger = desk(request).ledger
    record = ledger.record(asked.report)
    match asked.action:
        case "right" | "wrong" | "unsure" as said:
            entry = mending.verdict(ledger, record, asked.item, said, user.name)
        case action:
            entry = mending.correct(ledger, record, asked.item, action, asked.value, user.name, asked.why)
    return _shape(entry, True)


@router.post("/relation", summary="Mark a relation wrong", status_code=201, responses=answers(DOUBT, status=201))
def wrong(request: Request, asked: Wrong, user: Annotated[User, Depends(editor)]) -> Correction:
    """Write that what ``/compare`` says of two statements, events or reports is wrong: it counts for nothing."""
    entry = doubting.wrong(
        desk(request).ledger, asked.relation, asked.one, asked.other, of=asked.of, who=user.name, why=asked.why
    )
    return _shape(entry, True)


@router.post(
    "/{number}/undo", summary="Undo a correction", status_code=201, responses=answers(CORRECTION, status=201)
)
def undo(
    request: Request,
    number: Annotated[int, Path(ge=1, le=2**53, examples=[1])],
    user: Annotated[User, Depends(editor)],
) -> Correction:
    """Undo an entry of the history; undoing is an entry of its own and can be undone."""
    return _shape(mending.undo(desk(request).ledger, number, user.name), True)


def _shape(entry: Entry, standing: bool) -> Correction:
    return Correction(**asdict(entry), standing=standing)
