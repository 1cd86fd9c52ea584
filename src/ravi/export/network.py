"""The network of actors over many records: who speaks to, accuses, meets whom; as GraphML and GEXF.

Nodes are actors, taken for one where kind and folded name agree; edges carry what they stand for, how often,
and the first and last day.  GraphML: http://graphml.graphdrawing.org/, GEXF 1.3: https://gexf.net/.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from xml.etree import ElementTree

from ravi.record import Actor, Record
from ravi.text import fold

_TOGETHER = frozenset({"meet", "call", "negotiate", "agree", "sign", "cooperate"})


@dataclass(slots=True)
class Edge:
    """A tie between two nodes: ``kind`` is ``says to`` or an event type; ``days`` its days, ISO."""

    source: str
    target: str
    kind: str
    weight: int = 0
    days: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Network:
    """Actors by node id and the ties between them, both in the order in which they were met."""

    nodes: dict[str, Actor]
    edges: dict[tuple[str, str, str], Edge]


def network(records: Iterable[Record]) -> Network:
    """The network of many records."""
    found = Network({}, {})
    for record in records:
        names = {a.id: _node(found, a) for a in record.actors}
        days = {t.id: t.begin for t in record.times}
        for told in record.attributions:
            speaker = names.get(told.source.actor or "")
            listener = names.get((told.addressee and told.addressee.actor) or "")
            _tie(found, speaker, listener, "says to", (told.said and told.said.begin) or record.report.published)
        for event in record.events:
            if event.status == "denied":
                continue
            day = days.get(event.time or "") or record.report.published
            agents = [names[r.actor] for r in event.roles if r.role == "agent" and r.actor in names]
            others = [names[r.actor] for r in event.roles if r.role in ("recipient", "object") and r.actor in names]
            if event.type in _TOGETHER:
                for one, other in combinations(dict.fromkeys(agents + others), 2):
                    _tie(found, min(one, other), max(one, other), event.type, day)
            else:
                for agent in agents:
                    for other in others:
                        _tie(found, agent, other, event.type, day)
    return found


def _node(found: Network, actor: Actor) -> str:
    name = f"{actor.kind}:{fold(actor.name)}"
    found.nodes.setdefault(name, actor)
    return name


def _tie(found: Network, one: str | None, other: str | None, kind: str, day: str | None) -> None:
    if one is None or other is None or one == other:
        return
    edge = found.edges.setdefault((one, other, kind), Edge(one, other, kind))
    edge.weight += 1
    if day:
        edge.days.append(day)


_NODE_KEYS = ("label", "kind", "latin", "country")
_EDGE_KEYS = ("kind", "weight", "first", "last")


def graphml(found: Network) -> str:
    """The network as GraphML."""
    root = ElementTree.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for side, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for key in keys:
            kind = "int" if key == "weight" else "string"
            attributes = {"id": f"{side}_{key}", "for": side, "attr.name": key, "attr.type": kind}
            ElementTree.SubElement(root, "key", attributes)
    graph = ElementTree.SubElement(root, "graph", id="ravi", edgedefault="directed")
    for name, actor in found.nodes.items():
        node = ElementTree.SubElement(graph, "node", id=name)
        _data(node, "node", _node_values(actor))
    for number, edge in enumerate(found.edges.values()):
        tie = ElementTree.SubElement(graph, "edge", id=f"e{number}", source=edge.source, target=edge.target)
        _data(tie, "edge", _edge_values(edge))
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=False)


def gexf(found: Network) -> str:
    """The network as GEXF 1.3."""
    root = ElementTree.Element("gexf", xmlns="http://gexf.net/1.3", version="1.3")
    graph = ElementTree.SubElement(root, "graph", defaultedgetype="directed", mode="static")
    for side, keys in (("node", _NODE_KEYS[1:]), ("edge", ("first", "last"))):
        attributes = ElementTree.SubElement(graph, "attributes", {"class": side})
        for key in keys:
            ElementTree.SubElement(attributes, "attribute", id=key, title=key, type="string")
    nodes = ElementTree.SubElement(graph, "nodes")
    for name, actor in found.nodes.items():
        node = ElementTree.SubElement(nodes, "node", id=name, label=actor.name)
        _attvalues(node, {k: v for k, v in _node_values(actor).items() if k != "label"})
    edges = ElementTree.SubElement(graph, "edges")
    for number, edge in enumerate(found.edges.values()):
        values = _edge_values(edge)
        tie = ElementTree.SubElement(
            edges, "edge", id=str(number), source=edge.source, target=edge.target,
            label=edge.kind, kind=edge.kind, weight=str(edge.weight),
        )  # fmt: skip
        _attvalues(tie, {k: v for k, v in values.items() if k in ("first", "last")})
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=False)


def _node_values(actor: Actor) -> dict[str, str]:
    values = {"label": actor.name, "kind": actor.kind, "latin": actor.latin, "country": actor.country}
    return {key: value for key, value in values.items() if value}


def _edge_values(edge: Edge) -> dict[str, str]:
    values = {"kind": edge.kind, "weight": str(edge.weight)}
    return values | ({"first": min(edge.days), "last": max(edge.days)} if edge.days else {})


def _data(parent: ElementTree.Element, side: str, values: dict[str, str]) -> None:
    for key, value in values.items():
        ElementTree.SubElement(parent, "data", key=f"{side}_{key}").text = value


def _attvalues(parent: ElementTree.Element, values: dict[str, str]) -> None:
    if values:
        group = ElementTree.SubElement(parent, "attvalues")
        for key, value in values.items():
            ElementTree.SubElement(group, "attvalue", {"for": key, "value": value})
