"""What a statement or an event is compared by, taken from the record of its report.

Days are proleptic ordinals (``date.toordinal``), so that distances are differences; an unknown day is None.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ravi.ledger.folding import joined
from ravi.ledger.relations.words import Predicate, Word, listed, predicates, stem, words
from ravi.record import Span

Days = tuple[int, int]
_NEAR_NUMBER = 9
"""Words on either side of a number that tell what it counts."""
_HALF = 12
"""Words of distance at which a word tells half as much of what a number counts."""


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity inside a content: ``low`` and ``high`` bound its value, ``about`` are the stems around it, the
    nearer the heavier.

    ``running`` marks a total so far, ``periodic`` a number of one day or season only.
    """

    low: float
    high: float
    exact: bool
    unit: str
    span: Span
    text: str
    about: Mapping[str, float]
    event: str | None
    running: bool
    periodic: bool


@dataclass(frozen=True, slots=True)
class Trait:
    """A statement as it is compared."""

    statement: int
    report: int
    aid: str
    entity: int | None
    speaker: str
    kind: str
    country: str | None
    act: str
    denied: bool
    outlet: str | None
    published: int | None
    said: Days | None
    explicit: bool
    channel: str | None
    parent: str | None
    chain: tuple[str, ...]
    dateline: bool
    start: int
    words: tuple[Word, ...]
    bag: Mapping[str, float]
    mass: float
    numbers: tuple[Number, ...]
    times: tuple[tuple[Days, Span], ...]
    predicates: tuple[Predicate, ...]
    events: tuple[str, ...]
    pointing: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as it is compared: ``parts`` pairs of role and the keys (entity or stems) of who takes part."""

    event: int
    report: int
    eid: str
    type: str
    status: str
    negated: bool
    days: Days | None
    dated: bool
    published: int | None
    outlet: str | None
    span: Span
    trigger: str
    parts: tuple[tuple[str, frozenset[str], str, Span], ...]
    number: Number | None
    around: Mapping[str, float]
    by: tuple[str, ...]


def ordinal(day: str | None) -> int | None:
    """The number of a day, None for none."""
    return date.fromisoformat(day).toordinal() if day else None


def days(begin: str | None, end: str | None) -> Days | None:
    """An interval of days, None where it has no beginning."""
    first = ordinal(begin) or ordinal(end)
    last = ordinal(end) or first
    return (first, last) if first is not None and last is not None else None


class Source:
    """One report to take traits from.

    ``data`` is the record as parsed JSON, ``statements`` and ``events`` map the record's ids to rows of the
    ledger, ``entities`` the ids of actors to entities.
    """

    def __init__(
        self,
        report: int,
        data: Mapping[str, Any],
        statements: Mapping[str, int],
        events: Mapping[str, int],
        entities: Mapping[str, int],
    ) -> None:
        self.report, self.data = report, data
        self.text: str = data["report"]["text"]
        self.outlet: str | None = data["report"]["outlet"]
        self.published = ordinal(data["report"]["published"])
        self.statements, self.events, self.entities = statements, events, entities
        self.told = {a["id"]: a for a in data["attributions"]}
        self.actors = {a["id"]: a for a in data["actors"]}
        self._times = [
            (d, (t["span"][0], t["span"][1]))
            for t in data["times"]
            if (d := days(t["begin"], t["end"])) is not None
        ]
        self._said = {
            a["source"]["actor"]: d
            for a in reversed(data["attributions"])
            if a["said"] and a["source"]["actor"] and (d := days(a["said"]["begin"], a["said"]["end"])) is not None
        }
        self._of_quantity = {e["quantity"]: e["type"] for e in data["events"] if e["quantity"]}
        self._cache: dict[str, Trait] = {}

    def trait(self, aid: str) -> Trait:
        """What one statement is compared by."""
        if aid not in self._cache:
            self._cache[aid] = self._trait(aid)
        return self._cache[aid]

    def _trait(self, aid: str) -> Trait:
        told = self.told[aid]
        spans = tuple((s[0], s[1]) for s in told["content"]["spans"])
        found = words(self.text, spans)
        bag: dict[str, float] = {}
        for word in found:
            if word.weight:
                bag[word.stem] = max(bag.get(word.stem, 0.0), word.weight)
        actor = told["source"]["actor"]
        who = self.actors.get(actor or "", {})
        said = told["said"] and days(told["said"]["begin"], told["said"]["end"])
        content = " ".join(self.text[a:b] for a, b in spans)
        return Trait(
            statement=self.statements[aid],
            report=self.report,
            aid=aid,
            entity=self.entities.get(actor or ""),
            speaker=joined(who.get("name", "")),
            kind=who.get("kind", "unnamed"),
            country=who.get("country"),
            act=told["act"],
            denied=(told["act"] == "deny") != bool(told["negated"]),
            outlet=self.outlet,
            published=self.published,
            said=said or self._said.get(actor),
            explicit=bool(said) or actor in self._said,
            channel=self._channel(told),
            parent=told["parent"],
            chain=tuple(told["chain"]),
            dateline=bool(told["dateline"]),
            start=spans[0][0] if spans else 0,
            words=found,
            bag=bag,
            mass=sum(bag.values()),
            numbers=self._numbers(spans, found),
            times=tuple(t for t in self._times if _inside(t[1], spans)),
            predicates=predicates(found),
            events=tuple(told["about"]),
            pointing=joined(content).strip(" .،:«»") in listed("pointing"),
        )

    def _channel(self, told: Mapping[str, Any]) -> str | None:
        channel = told["channel"]
        if not channel:
            return None
        actor = self.actors.get(channel["actor"] or "")
        return joined(actor["name"] if actor else self.text[slice(*channel["span"])])

    def _numbers(self, spans: tuple[Span, ...], found: tuple[Word, ...]) -> tuple[Number, ...]:
        numbers = []
        for quantity in self.data["quantities"]:
            span = (quantity["span"][0], quantity["span"][1])
            if quantity["value"] is not None and _inside(span, spans):
                numbers.append(self._number(quantity, span, found))
        return tuple(numbers)

    def _number(self, quantity: Mapping[str, Any], span: Span, found: tuple[Word, ...]) -> Number:
        low = high = float(quantity["value"])
        modifier = quantity["modifier"]
        if quantity["value_to"] is not None:
            high = float(quantity["value_to"])
        elif modifier == "about":
            low, high = low * 0.9, high * 1.1
        elif modifier in ("more", "at_least"):
            high = high * 1.5  # «more than 20» is not said of 40
        elif modifier in ("less", "up_to"):
            low = low * 0.67
        before = [w for w in found if w.span[1] <= span[0]][-_NEAR_NUMBER:]
        after = [w for w in found if w.span[0] >= span[1]][:_NEAR_NUMBER]
        before = _same_sentence(self.text, before, span[0], back=True)
        after = _same_sentence(self.text, after, span[1], back=False)
        start, end = before[0].span[0] if before else span[0], after[-1].span[1] if after else span[1]
        near = f" {joined(self.text[start:end])} "
        return Number(
            low,
            high,
            modifier is None and quantity["value_to"] is None,
            stem(joined((quantity["unit"] or "").split()[0])) if quantity["unit"] else "",
            span,
            self.text[span[0] : span[1]],
            _near(before[::-1], after),
            self._of_quantity.get(quantity["id"]),
            any(f" {word} " in near for word in listed("running")),
            any(f" {word} " in near for word in listed("periodic")),
        )

    @functools.cached_property
    def happened(self) -> dict[str, Happened]:
        """What each event is compared by, by its id in the record."""
        times = {t["id"]: days(t["begin"], t["end"]) for t in self.data["times"]}
        quantities = {q["id"]: q for q in self.data["quantities"]}
        return {
            e["id"]: self._happened(e, times, quantities) for e in self.data["events"] if e["id"] in self.events
        }

    def _happened(
        self, event: Mapping[str, Any], times: Mapping[str, Days | None], quantities: Mapping[str, Any]
    ) -> Happened:
        start, end = event["trigger"]
        sentence = next(
            ((a, b) for a, b in self.data["sentences"] if a <= start < b), (max(0, start - 100), end + 100)
        )
        around = words(self.text, ((sentence[0], sentence[1]),))
        parts = []
        for role in event["roles"]:
            span = (role["span"][0], role["span"][1])
            keys = frozenset(w.stem for w in words(self.text, (span,)) if w.weight)
            entity = self.entities.get(role["actor"] or "")
            keys = frozenset((*keys, f"#{entity}")) if entity is not None else keys
            parts.append((role["role"], keys, self.text[span[0] : span[1]], span))
        when = times.get(event["time"] or "")
        quantity = quantities.get(event["quantity"] or "")
        number = None
        if quantity and quantity["value"] is not None:
            number = self._number(quantity, (quantity["span"][0], quantity["span"][1]), around)
        return Happened(
            event=self.events[event["id"]],
            report=self.report,
            eid=event["id"],
            type=event["type"],
            status=event["status"],
            negated=bool(event["negated"]),
            days=when,
            dated=when is not None,
            published=self.published,
            outlet=self.outlet,
            span=(start, end),
            trigger=stem(joined(self.text[start:end]).split(" ")[0]),
            parts=tuple(parts),
            number=number,
            around={w.stem: w.weight for w in around if w.weight},
            by=tuple(v["attribution"] for v in event["vouched_by"] if v["attribution"]),
        )


def _near(*sides: list[Word]) -> dict[str, float]:
    found: dict[str, float] = {}
    for side in sides:
        for distance, word in enumerate(side):
            if word.weight:
                found[word.stem] = max(found.get(word.stem, 0.0), word.weight / (1 + distance / _HALF))
    return found


def _inside(span: Span, spans: tuple[Span, ...]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _same_sentence(text: str, found: list[Word], at: int, *, back: bool) -> list[Word]:
    """The words up to the end of the sentence on that side of ``at``."""
    kept: list[Word] = []
    for word in reversed(found) if back else found:
        between = text[word.span[1] : at] if back else text[at : word.span[0]]
        if any(mark in between for mark in ".!؟؛\n"):
            break
        kept.append(word)
    return kept[::-1] if back else kept
