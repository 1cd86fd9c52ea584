"""Finding in the ledger over REST: statements, entities, events, what belongs together."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel

from ravi.ledger import Hit, Hits, Who
from ravi.ledger.facets import CalendarName, Unit
from ravi.ledger.listing import Entities
from ravi.ledger.relations.types import Comparison, Happening
from ravi.ledger.types import Period
from ravi.record import ActorKind
from ravi.web.api.examples import (
    COMPARISON,
    ENTITY,
    FACETS,
    HAPPENING,
    HIT,
    PERIOD,
    WHO,
    answers,
    page,
)
from ravi.web.api.shapes import ERRORS, Key, Limit, Offset, Spread
from ravi.web.desk import desk

router = APIRouter(responses=ERRORS)
Day = Annotated[str | None, Query(pattern=r"^\d{4}-\d{2}-\d{2}$", description="ISO date", examples=["2025-01-17"])]


Asked = Annotated[
    str, Query(max_length=2000, description="the query language", examples=["speaker:آذرگون said:1403-10"])
]


class Happenings(BaseModel):
    """A page of events, those of several reports as one."""

    total: int
    offset: int
    items: list[Happening]


class Periods(BaseModel):
    """A page of stretches of time, the oldest first; what has no day stands at the end."""

    total: int
    offset: int
    items: list[Period]


class Stats(BaseModel):
    """How many rows of each kind the ledger holds."""

    report: int
    statement: int
    event: int
    actor: int


@router.get(
    "/search", summary="Statements that a query finds", tags=["search"],
    responses=answers({"total": 1, "offset": 0, "hits": [HIT]}),
)  # fmt: skip
def search(
    request: Request,
    q: Asked = "",
    limit: Limit = 20,
    offset: Offset = 0,
) -> Hits:
    """A page of statements, the latest first; every statement for an empty query."""
    return desk(request).ledger.search(q, limit=limit, offset=offset)


@router.get("/statements/{statement}", summary="One statement", tags=["search"], responses=answers(HIT))
def statement(
    request: Request,
    statement: Annotated[int, Path(ge=1, le=2**53, description="its number in the ledger", examples=[1])],
) -> Hit:
    """A statement by the number that a search gives it, as the search shows it."""
    return desk(request).ledger.statement(statement)


@router.get("/facets", summary="How a search spreads", tags=["search"], responses=answers(FACETS))
def facets(request: Request, q: Asked = "") -> Spread:
    """What a query finds by speaker, outlet, act, manner, status, country and month, over its newest statements."""
    return Spread.of(desk(request).ledger.facets(q))


@router.get("/timeline", summary="A search over time", tags=["search"], responses=answers(page(PERIOD)))
def timeline(
    request: Request,
    q: Asked = "",
    by: Annotated[Unit, Query(description="how long a stretch is", examples=["month"])] = "month",
    calendar: Annotated[CalendarName, Query(description="whose days, months, years", examples=["solar"])] = "solar",
    each: Annotated[int, Query(ge=0, le=20, description="newest statements of each", examples=[1])] = 0,
    limit: Limit = 200,
    offset: Offset = 0,
) -> Periods:
    """How many statements a query finds in each day, month or year of publication, and the newest of them."""
    found = desk(request).ledger.timeline(q, by=by, calendar=calendar, each=each)
    return Periods(total=len(found), offset=offset, items=found[offset : offset + limit])


@router.get("/who", summary="Whom a name may mean", tags=["entities"], responses=answers([WHO]))
def who(
    request: Request,
    name: Annotated[str, Query(min_length=1, max_length=200, examples=["آذرگون"])],
    limit: Limit = 20,
) -> list[Who]:
    """The entities of that name, the likeliest first: forms, offices with their days, the latest statements."""
    return desk(request).ledger.who(name, limit=limit)


@router.get("/entities", summary="The entities of the ledger", tags=["entities"], responses=answers(page(ENTITY)))
def entities(
    request: Request,
    name: Annotated[str, Query(max_length=200, description="a part of a name", examples=["آذرگون"])] = "",
    kind: Annotated[ActorKind | None, Query(description="only of this kind", examples=["person"])] = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> Entities:
    """A page of people, organisations, states and outlets, those met in most reports first."""
    return desk(request).ledger.entities(name=name, kind=kind, limit=limit, offset=offset)


@router.get("/entities/{key}", summary="One entity", tags=["entities"], responses=answers(WHO))
def entity(request: Request, key: Key, limit: Limit = 20) -> Who:
    """Its names, its offices with their days, its latest statements."""
    return desk(request).ledger.entity(key, limit=limit)


@router.get("/stats", summary="How much the ledger holds", tags=["search"],
            responses=answers({"report": 1, "statement": 1, "event": 1, "actor": 1}))  # fmt: skip
def stats(request: Request) -> Stats:
    """Rows of each kind."""
    return Stats(**desk(request).ledger.stats())


@router.get("/events", summary="The events of the ledger", tags=["events"], responses=answers(page(HAPPENING)))
def events(
    request: Request,
    type: Annotated[str | None, Query(max_length=40, description="one of Ravi's types", examples=["open"])] = None,
    actor: Annotated[str | None, Query(max_length=200, description="who takes part", examples=["آذرگون"])] = None,
    place: Annotated[str | None, Query(max_length=200, examples=["سورنا"])] = None,
    begin: Day = None,
    end: Day = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> Happenings:
    """A page of events, those of several reports as one, the latest first."""
    total, found = desk(request).ledger.happenings(
        type=type, actor=actor, place=place, begin=begin, end=end, limit=limit, offset=offset
    )
    return Happenings(total=total, offset=offset, items=list(found))


@router.get("/compare/{what}", summary="What belongs together", tags=["events"], responses=answers(COMPARISON))
def compare(
    request: Request,
    what: Annotated[
        str, Path(pattern=r"^[se][1-9]\d{0,15}$", description="a statement (s1) or an event (e1)", examples=["s1"])
    ],
) -> Comparison:
    """All that is told about one claim or event, side by side, with independent voices counted."""
    return desk(request).ledger.compare(what)
