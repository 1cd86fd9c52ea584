"""FollowTheMoney entities as NDJSON, as ``ftm`` and Aleph read them (https://followthemoney.tech/).

A report is an Article; persons, bodies and states are Person, Organization and PublicBody; an office is a
Position and its holder an Occupancy; an event is an Event, each place where somebody is named a Mention, and
each statement a Note on its speaker.  An Event bears its status in its name and notes: nothing that only a
voice claims may look like a fact where the status is not shown.

Somebody with a name of two words or more is one entity in all reports, as in :mod:`ravi.export.network`; a
single word may mean many, so it is an entity of its report alone, left to FollowTheMoney's own matching.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from ravi import lexicon
from ravi.export.statements import at, speaker_name
from ravi.record import Actor, Attribution, Event, Record, Span
from ravi.text import fold

__all__ = ["entities"]

Entity = dict[str, Any]
_SCHEMATA = {"person": "Person", "organization": "Organization", "outlet": "Organization", "state": "PublicBody"}
_LANGUAGES = {"fa": "fas"}


def entities(records: Iterable[Record]) -> Iterator[Entity]:
    """The entities of many records, each once: ``{"id", "schema", "properties"}``, values cleaned.

    What several reports say of one entity stands under one id, once for each report that adds something;
    ``ftm aggregate`` and every reader of FollowTheMoney merge them.
    """
    seen: set[str] = set()
    for record in records:
        for entity in _Report(record).entities():
            key = hashlib.sha1(repr(entity).encode("utf-8", "surrogatepass")).hexdigest()
            if key not in seen:
                seen.add(key)
                yield entity


@functools.cache
def _iso2() -> dict[str, str]:
    return {row["iso3"]: row["iso2"].lower() for row in lexicon.table("export_countries")}


@functools.cache
def _public() -> tuple[str, ...]:
    return tuple(sorted(f"{fold(word)} " for word in lexicon.words("export_public_bodies")))


def _id(*parts: str) -> str:
    return "ravi-" + hashlib.sha1("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _entity(key: str, schema: str, /, **properties: str | Iterable[str | None] | None) -> Entity:
    """An entity without empty values; FollowTheMoney's values are lists without order or doubles."""
    kept: dict[str, list[str]] = {}
    for name, given in properties.items():
        values = [given] if given is None or isinstance(given, str) else given
        found = dict.fromkeys(cleaned for value in values if value and (cleaned := _clean(value)))
        if found:
            kept[name] = list(found)
    return {"id": key, "schema": schema, "properties": kept}


def _clean(value: str) -> str:
    """Text that JSON in UTF-8 can carry, without control characters, on as many lines as it came."""
    value = value.encode("utf-8", "replace").decode()
    return "".join(c for c in value if c in "\n\u200c" or c.isprintable() or c == "\u200d").strip()


class _Report:
    """The entities of one record."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.article = _id("report", record.report.id, record.report.url or "", record.report.published or "")
        self.actors = {actor.id: actor for actor in record.actors}
        self.known = {actor.id: self._name(actor) for actor in record.actors if actor.kind in _SCHEMATA}
        self.times = {time.id: time for time in record.times}

    def entities(self) -> Iterator[Entity]:
        yield self._article()
        for actor in self.record.actors:
            if actor.id in self.known:
                yield self._actor(actor)
                yield from self._offices(actor)
                yield self._mention(actor)
        for event in self.record.events:
            yield self._event(event)
        for told in self.record.attributions:
            if not told.dateline and told.content.spans:
                yield self._note(told)

    def _text(self, span: Span) -> str:
        return at(self.record.report.text, span)

    def _name(self, actor: Actor) -> str:
        schema, name = self._schema(actor), fold(actor.name)
        return _id(schema, name) if " " in name or actor.kind == "state" else _id(schema, name, self.article)

    @staticmethod
    def _schema(actor: Actor) -> str:
        if actor.kind == "organization" and f"{fold(actor.name)} ".startswith(_public()):
            return "PublicBody"
        return _SCHEMATA[actor.kind]

    def _article(self) -> Entity:
        report = self.record.report
        names = [a.name for a in self.record.actors if a.id in self.known]
        return _entity(
            self.article, "Article", title=report.title, fileName=f"{report.id}.txt", publishedAt=report.published,
            sourceUrl=_url(report.url), publisher=report.outlet, language=_LANGUAGES.get(report.language),
            bodyText=report.text, contentHash=hashlib.sha1(report.text.encode("utf-8", "replace")).hexdigest(),
            mimeType="text/plain", processingAgent="Ravi", namesMentioned=names,
            peopleMentioned=[a.name for a in self.record.actors if a.kind == "person"],
        )  # fmt: skip

    def _actor(self, actor: Actor) -> Entity:
        country = _iso2().get(actor.country or "")
        schema = self._schema(actor)
        more: dict[str, Any] = {}
        if schema == "Person":
            more["position"] = [office.title for office in actor.offices]
        elif country:
            more["country"] = country
        latin = None if actor.latin_approximate else actor.latin
        weak = actor.latin if actor.latin_approximate else None
        return _entity(
            self.known[actor.id], schema, name=actor.name, alias=latin, weakAlias=weak, proof=self.article, **more
        )

    def _offices(self, actor: Actor) -> Iterator[Entity]:
        if actor.kind != "person":
            return
        for office in {office.title: office for office in actor.offices}.values():
            body = self.known.get(office.of or "")
            body = body if body and self._schema(self.actors[office.of or ""]) != "Person" else None
            post = _id("Position", fold(office.title), body or "")
            country = self.actors[office.of].country if office.of in self.actors else actor.country
            yield _entity(
                post, "Position", name=office.title, organization=body, country=_iso2().get(country or ""),
                subnationalArea=office.place, proof=self.article,
            )  # fmt: skip
            # The report says that the office is held on its day, nothing of when it was taken or left.
            yield _entity(
                _id("Occupancy", self.known[actor.id], post, self.article), "Occupancy",
                holder=self.known[actor.id], post=post, date=self.record.report.published, proof=self.article,
                sourceUrl=_url(self.record.report.url), publisher=self.record.report.outlet,
            )  # fmt: skip

    def _mention(self, actor: Actor) -> Entity:
        names = [self._text(mention.span) for mention in actor.mentions if mention.form == "name"]
        return _entity(
            _id("Mention", self.article, actor.id), "Mention", document=self.article, name=names or actor.name,
            resolved=self.known[actor.id], detectedSchema=self._schema(actor),
            contextCountry=_iso2().get(actor.country or ""),
        )  # fmt: skip

    def _event(self, event: Event) -> Entity:
        time = self.times.get(event.time or "")
        words = self._text(event.trigger)
        voices = [self._voice(v.attribution, v.factuality) for v in event.vouched_by]
        one_day = time is not None and time.begin == time.end
        return _entity(
            _id("Event", self.article, event.id), "Event", name=f"{words} ({event.type}, {event.status})",
            summary=self._sentence(event.trigger), notes=[f"status: {event.status}", *voices],
            keywords=[event.type, event.status], date=time.begin if time and one_day else None,
            startDate=time.begin if time and not one_day else None,
            endDate=time.end if time and not one_day else None,
            location=[self._text(role.span) for role in event.roles if role.role == "place"],
            involved=[self.known[r.actor] for r in event.roles if r.actor in self.known and r.role != "place"],
            proof=self.article, sourceUrl=_url(self.record.report.url), publisher=self.record.report.outlet,
        )  # fmt: skip

    def _voice(self, attribution: str | None, factuality: str) -> str:
        told = next((a for a in self.record.attributions if a.id == attribution), None)
        who = speaker_name(self.record, told) if told else "the report"
        return f"vouched for by {who or 'somebody unnamed'} ({factuality})"

    def _sentence(self, span: Span) -> str:
        return next((self._text(s) for s in self.record.sentences if s[0] <= span[0] < s[1]), self._text(span))

    def _note(self, told: Attribution) -> Entity:
        speaker, said = told.source.actor or "", told.said
        words = " … ".join(self._text(span) for span in told.content.spans)
        cue = self._text(told.cue.span) if told.cue else ""
        who = speaker_name(self.record, told)
        return _entity(
            _id("Note", self.article, told.id), "Note", name=f"{who or '؟'}: {cue}".strip(": ") or told.act,
            description=words, summary=f"{told.act} {told.type}{' negated' if told.negated else ''}",
            entity=[self.article, self.known.get(speaker)], proof=self.article,
            namesMentioned=[self.actors[speaker].name if speaker in self.actors else None],
            notes=[f"said: {said.begin}" if said and said.begin else None],
            sourceUrl=_url(self.record.report.url), publisher=self.record.report.outlet,
        )  # fmt: skip


def _url(url: str | None) -> str | None:
    """An address that FollowTheMoney takes for one: with a scheme and a host with a dot."""
    return url if url and url.startswith(("http://", "https://")) and "." in url else None
