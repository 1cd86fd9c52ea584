"""The network of actors in what a search finds: who speaks to, about, accuses, meets whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BeforeValidator

from ravi.export.network import Edge, Network, gexf, graphml
from ravi.ledger import QueryError
from ravi.ledger.ties import KINDS, Ties
from ravi.record import Actor, ActorKind
from ravi.web.desk import desk
from ravi.web.shell import show

router = APIRouter(include_in_schema=False)
LIMITS = (50, 100, 200, 400)
"""Ties that a drawing may have; more of them are a thicket."""
Form = Literal["graphml", "gexf"]
_FORMS: dict[Form, tuple[Callable[[Network], str], str]] = {
    "graphml": (graphml, "application/graphml+xml"),
    "gexf": (gexf, "application/gexf+xml"),
}
_KINDS: dict[str, ActorKind] = {"person": "person", "state": "state", "outlet": "outlet", "group": "group"}

Kinds = Annotated[list[str] | None, Query(alias="kind")]
# A number as the page itself shows it: «۲» as well as 2.
Least = Annotated[
    int, BeforeValidator(lambda said: int(said) if said.isdecimal() else said), Query(ge=1, le=1_000_000)
]
Entity = Annotated[int | None, Query(ge=1)]


@router.get("/network")
def network(
    request: Request, q: str = "", kind: Kinds = None, least: Least = 1, entity: Entity = None, limit: int = 50
) -> Response:
    """The heaviest ties between actors in the statements that a query finds, drawn and as tables."""
    kinds = _kinds(kind)
    limit = min((n for n in LIMITS if n >= limit), default=LIMITS[-1])
    found: Ties | None = None
    error: QueryError | None = None
    try:
        found = desk(request).ledger.ties(q, kinds=kinds, entity=entity, least=least, limit=limit)
    except QueryError as wrong:
        error = wrong
    asked = [("q", q), *(("kind", k) for k in kinds), ("least", str(least)), ("limit", str(limit))]
    asked += [("entity", str(entity))] if entity else []
    return show(
        request, "network.html", status=400 if error else 200, found=found, error=error, limits=LIMITS, q=q,
        kinds=kinds, all_kinds=KINDS, least=least, entity=entity, limit=limit, address=urlencode(asked),
        names={node.entity: node for node in found.nodes} if found else {}, forms=tuple(_FORMS),
    )  # fmt: skip


@router.get("/network.{form}")
def export(
    request: Request, form: Form, q: str = "", kind: Kinds = None, least: Least = 1, entity: Entity = None,
    limit: int = 50,
) -> Response:  # fmt: skip
    """What the drawing shows, as GraphML or GEXF."""
    write, media = _FORMS[form]
    limit = min(limit, LIMITS[-1])
    found = desk(request).ledger.ties(q, kinds=_kinds(kind), entity=entity, least=least, limit=limit)
    headers = {"content-disposition": f'attachment; filename="network.{form}"'}
    return Response(write(drawn(found)).encode("utf-8", "xmlcharrefreplace"), headers=headers, media_type=media)


def _kinds(asked: list[str] | None) -> tuple[str, ...]:
    return tuple(k for k in KINDS if not asked or k in asked)


def drawn(found: Ties) -> Network:
    """The ties of a ledger in the shape that the formats of networks are written from."""
    nodes = {
        f"E{n.entity}": Actor(f"E{n.entity}", _KINDS.get(n.kind, "organization"), n.name, n.latin, n.country)
        for n in found.nodes
    }
    made = Network(nodes, {})
    for tie in found.ties:
        ends = f"E{tie.source}", f"E{tie.target}"
        days = sorted({day for day in (tie.first, tie.last) if day})
        made.edges[(*ends, tie.kind)] = Edge(*ends, tie.kind, tie.weight, days)
    return made
