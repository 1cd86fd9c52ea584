"""Who vouches for what as PROV-O in Turtle (https://www.w3.org/TR/prov-o/, https://www.w3.org/TR/turtle/).

The report is an Entity, attributed to its outlet.  A statement is an Entity that was quoted from the report and
attributed to its speaker; the telling is the Activity that generated it.  Each voice of the chain is a qualified
Association with it whose role says how deep it stands, 0 the outermost; a statement inside another was derived
from it.  An event is an Entity derived from the statements that vouch for it.  The reading itself is an Activity of
Ravi as a SoftwareAgent; it bears no clock time, so that the same text gives the same Turtle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ravi.export.statements import at
from ravi.record import Actor, Attribution, Event, Record, Span

__all__ = ["turtle"]

PREFIXES = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "ravi": "urn:ravi:terms#",
}
_AGENTS = {"person": "prov:Person", "organization": "prov:Organization", "outlet": "prov:Organization"}
_NOT_IN_IRI = re.compile('[\x00-\x20<>"{}|^`\\\\\ud800-\udfff]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}

Facts = list[tuple[str, str]]


def turtle(records: Iterable[Record]) -> Iterator[str]:
    """The Turtle of many records, in pieces to be written one after another; prefixes first."""
    yield "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    yield '\n<urn:ravi:reader> a prov:SoftwareAgent ;\n    foaf:name "Ravi" .\n'
    for record in records:
        yield from _Report(record).blocks()


class _Report:
    def __init__(self, record: Record) -> None:
        self.record = record
        self.base = f"urn:sha256:{record.report.id}"
        self.actors = {actor.id: actor for actor in record.actors}
        self.outlet = self._iri("outlet") if record.report.outlet else None

    def _iri(self, name: str) -> str:
        return f"<{self.base}#{name}>"

    def blocks(self) -> Iterator[str]:
        yield self._article()
        reading: Facts = [("a", "prov:Activity"), ("prov:used", f"<{self.base}>")]
        yield _block(self._iri("reading"), [*reading, ("prov:wasAssociatedWith", "<urn:ravi:reader>")])
        for actor in self.record.actors:
            yield self._agent(actor)
        for told in self.record.attributions:
            yield from self._statement(told)
        for event in self.record.events:
            yield self._event(event)

    def _article(self) -> str:
        report = self.record.report
        facts: Facts = [("a", "prov:Entity")]
        facts += [("dcterms:title", _text(report.title))] if report.title else []
        facts += [("dcterms:issued", _day(report.published))] if report.published else []
        facts += [("dcterms:language", _literal(report.language))]
        if report.url and (page := _address(report.url)):
            # The text is the page as it was read once; the page itself may change.
            facts.append(("prov:specializationOf", page))
        block = _block(f"<{self.base}>", facts + ([("prov:wasAttributedTo", self.outlet)] if self.outlet else []))
        if self.outlet:
            block += _block(self.outlet, [("a", "prov:Organization"), ("foaf:name", _text(report.outlet or ""))])
        return block

    def _agent(self, actor: Actor) -> str:
        if actor.kind == "document":  # a document tells, but does nothing: PROV knows it as an Entity
            return _block(self._iri(actor.id), [("a", "prov:Entity"), ("dcterms:title", _text(actor.name))])
        facts: Facts = [("a", _AGENTS.get(actor.kind, "prov:Agent")), ("foaf:name", _text(actor.name))]
        if actor.latin:
            facts.append(("foaf:name", _literal(actor.latin) + "@fa-Latn"))
        facts += [("ravi:office", _text(office.title)) for office in actor.offices]
        if actor.country:
            facts.append(("ravi:country", _literal(actor.country)))
        bodies = dict.fromkeys(office.of for office in actor.offices if self._is_agent(office.of))
        facts += [("prov:actedOnBehalfOf", self._iri(str(body))) for body in bodies]
        return _block(self._iri(actor.id), facts)

    def _is_agent(self, actor: str | None) -> bool:
        return actor in self.actors and self.actors[actor or ""].kind != "document"

    def _voice(self, name: str) -> str | None:
        if name == "AUTHOR":
            return self.outlet
        return self._iri(name) if self._is_agent(name) else None

    def _statement(self, told: Attribution) -> Iterator[str]:
        text, said = self.record.report.text, told.said
        speaker = told.source.actor
        facts: Facts = [
            ("a", "prov:Entity"),
            ("prov:value", _text(" … ".join(at(text, span) for span in told.content.spans))),
            ("prov:wasQuotedFrom", f"<{self.base}>"),
            ("prov:wasGeneratedBy", self._iri(f"{told.id}-telling")),
            ("ravi:act", _literal(told.act)),
            ("ravi:type", _literal(told.type)),
            ("ravi:confidence", f'"{told.confidence}"^^xsd:double'),
            ("ravi:negated", "true" if told.negated else "false"),
            *(("ravi:span", _span(span)) for span in told.content.spans),
        ]
        if speaker and (agent := self._voice(speaker)):
            facts.append(("prov:wasAttributedTo", agent))
        elif speaker in self.actors:
            facts.append(("prov:wasDerivedFrom", self._iri(speaker or "")))
        if told.parent:
            facts.append(("prov:wasDerivedFrom", self._iri(told.parent)))
        yield _block(self._iri(told.id), facts)
        telling: Facts = [("a", "prov:Activity")]
        if told.cue:
            telling.append(("ravi:cue", _text(at(text, told.cue.span))))
        if speaker and (agent := self._voice(speaker)):
            telling.append(("prov:wasAssociatedWith", agent))
        for depth, name in enumerate(told.chain):
            if agent := self._voice(name):
                role = f"prov:hadRole [ a prov:Role ; ravi:depth {depth} ]"
                telling.append(
                    ("prov:qualifiedAssociation", f"[ a prov:Association ; prov:agent {agent} ; {role} ]")
                )
        if told.channel and self._is_agent(told.channel.actor):
            telling.append(("prov:wasInfluencedBy", self._iri(str(told.channel.actor))))
        if told.addressee:
            telling.append(("ravi:addressee", _text(at(text, told.addressee.span))))
        if said and said.begin:
            # A day and no hour is known: prov:startedAtTime asks for an instant and would invent one.
            telling += [("ravi:saidFrom", _day(said.begin)), ("ravi:saidTo", _day(said.end or said.begin))]
            telling += [("ravi:relation", _literal(said.relation))] if said.relation else []
        yield _block(self._iri(f"{told.id}-telling"), telling)

    def _event(self, event: Event) -> str:
        facts: Facts = [
            ("a", "prov:Entity"),
            ("prov:value", _text(at(self.record.report.text, event.trigger))),
            ("prov:wasGeneratedBy", self._iri("reading")),
            ("ravi:event", _literal(event.type)),
            ("ravi:status", _literal(event.status)),
            ("ravi:span", _span(event.trigger)),
        ]
        for voucher in event.vouched_by:
            source = self._iri(voucher.attribution) if voucher.attribution else f"<{self.base}>"
            facts.append(("prov:wasDerivedFrom", source))
            entity = (
                f"[ a prov:Derivation ; prov:entity {source} ; ravi:factuality {_literal(voucher.factuality)} ]"
            )
            facts.append(("prov:qualifiedDerivation", entity))
        return _block(self._iri(event.id), facts)


def _block(subject: str, facts: Facts) -> str:
    lines = [f"    {predicate} {value}" for predicate, value in dict.fromkeys(facts)]
    return f"\n{subject}\n" + " ;\n".join(lines) + " .\n"


def _literal(text: str) -> str:
    escaped = "".join(_ESCAPES.get(c, c) if c >= " " else f"\\u{ord(c):04X}" for c in text)
    return '"' + escaped.encode("utf-8", "replace").decode() + '"'


def _text(text: str) -> str:
    return _literal(text) + "@fa"


def _day(iso: str) -> str:
    return f'"{iso}"^^xsd:date'


def _span(span: Span) -> str:
    """A span as RFC 5147 writes a range of characters."""
    return f'"char={span[0]},{span[1]}"'


def _address(url: str) -> str | None:
    """The address as an IRI, None where it is none."""
    if not re.match(r"[a-z][a-z0-9+.-]*://", url, re.I):
        return None
    return f"<{_NOT_IN_IRI.sub(lambda m: ''.join(f'%{b:02X}' for b in m[0].encode('utf-8', 'replace')), url)}>"
