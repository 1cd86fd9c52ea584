"""Searches that are kept under a name, over REST."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, ConfigDict, Field

from ravi.web.api.examples import answers
from ravi.web.api.shapes import ERRORS
from ravi.web.desk import User, desk, editor

router = APIRouter(prefix="/searches", tags=["search"], responses=ERRORS)
_SAVED = {"name": "آذرگون", "query": "speaker:آذرگون"}
Name = Annotated[str, Path(min_length=1, max_length=100, pattern=r"^[^/@\\s]+$", examples=["آذرگون"])]


class Query(BaseModel):
    """A query to keep."""

    query: str = Field(max_length=2000)

    model_config = ConfigDict(json_schema_extra={"examples": [{"query": "speaker:آذرگون"}]})


class Saved(BaseModel):
    """A search that is kept; ``@name`` asks it again wherever a query is asked."""

    name: str
    query: str


@router.get("", summary="The saved searches", responses=answers([_SAVED]))
def listed(request: Request) -> list[Saved]:
    """All of them, by name."""
    return [Saved(name=name, query=query) for name, query in desk(request).ledger.saved_searches().items()]


@router.put("/{name}", summary="Keep a search under a name", responses=answers(_SAVED))
def keep(request: Request, name: Name, asked: Query, _: Annotated[User, Depends(editor)]) -> Saved:
    """Keep a query; one that had the name goes."""
    desk(request).ledger.save_search(name, asked.query)
    return Saved(name=name, query=asked.query)


@router.delete("/{name}", summary="Forget a saved search", responses=answers(_SAVED))
def forget(request: Request, name: Name, _: Annotated[User, Depends(editor)]) -> Saved:
    """Forget a search; the answer is what it was."""
    ledger = desk(request).ledger
    query = ledger.saved_searches().get(name, "")
    ledger.forget_search(name)
    return Saved(name=name, query=query)
