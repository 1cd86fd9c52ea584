"""A person, an organisation or a state over all reports."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from ravi.ledger import LedgerError, QueryError
from ravi.ledger.ties import KINDS
from ravi.web.desk import desk
from ravi.web.shell import show

router = APIRouter(include_in_schema=False)
A_PAGE = 20
"""Statements or events of one page."""
_TIES = 40
"""Ties of the drawing on this page; the page of the network has room for more."""

Part = Literal["said", "about", "to", "events", "network", "positions"]
_SIDES: tuple[Part, ...] = ("said", "about", "to", "events")


@router.get("/actor/{entity}")
def actor(
    request: Request,
    entity: int,
    part: Part | None = None,
    page: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    topic: Annotated[str, Query(max_length=2000)] = "",
) -> Response:
    """Who somebody is, and one side of what is known: statements, events, ties, or how a position changed."""
    ledger = desk(request).ledger
    error: QueryError | None = None
    try:
        found = ledger.profile(entity)
    except LedgerError as missing:
        return show(request, "actor.html", status=404, found=None, error=missing)
    totals = {"said": found.said, "about": found.about, "to": found.to, "events": found.events}
    # Of somebody who says nothing the page opens where there is something.
    side: Part = next((one for one in _SIDES if totals[one]), _SIDES[0]) if part is None else part
    shown: dict[str, object] = {"told": None, "events": [], "ties": None, "topics": [], "positions": []}
    chains: dict[int, tuple[str, ...]] = {}
    match side:
        case "said" | "about" | "to":
            shown["told"], chains = ledger.statements_of(entity, side, limit=A_PAGE, offset=page * A_PAGE)
        case "events":
            shown["events"] = ledger.events_of(entity, limit=A_PAGE, offset=page * A_PAGE)
        case "network":
            shown["ties"] = ledger.ties(entity=entity, limit=_TIES)
        case "positions":
            shown["topics"] = ledger.topics_of(entity)
            try:
                shown["positions"] = ledger.positions(entity, topic, limit=100) if topic.strip() else []
            except QueryError as wrong:
                error = wrong
    more = (page + 1) * A_PAGE < totals.get(side, 0)
    return show(
        request, "actor.html", status=400 if error else 200, found=found, who=found.who, part=side, page=page,
        more=more, totals=totals, chains=chains, topic=topic, error=error, all_kinds=KINDS, **shown,
    )  # fmt: skip
