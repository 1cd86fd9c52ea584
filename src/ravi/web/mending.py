"""Corrections as the pages make and show them: from an item of a report to an entry of the history, and back.

Right, wrong and unsure are said with one key.  *Wrong* rejects a statement; for other items, and for *right* and
*unsure*, the verdict is a note of a fixed wording, and of several that stand the last one holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from ravi.errors import InputError
from ravi.ledger import Entry, Ledger
from ravi.ledger.folding import joined
from ravi.ledger.history import Action, not_undone
from ravi.record import Actor, Record, Span

__all__ = [
    "VERDICTS",
    "Mended",
    "Place",
    "Verdict",
    "correct",
    "mended",
    "open_undo",
    "place",
    "undo",
    "verdict",
    "verdict_of",
]

Verdict = Literal["right", "wrong", "unsure"]
VERDICTS: dict[str, Verdict] = {"verdict: right": "right", "verdict: wrong": "wrong", "verdict: unsure": "unsure"}
"""The notes that are verdicts."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A correction that stands, beside the item of a report that it is about."""

    entry: Entry
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry of the history has its effect: a report, an item of it where there is one, and its words."""

    report: int
    item: str | None
    words: str


_LONGEST = 80
"""Code points of the words by which a place is told."""


def place(ledger: Ledger, entry: Entry) -> Place | None:
    """Where a correction was made, None where it is of no one report (two people who are one, a relation)."""
    text = entry.target.get("text")
    report = ledger.report_with(text) if isinstance(text, str) else None
    if report is None:
        return None
    record = ledger.record(report)
    names = {joined(actor.name): actor.id for actor in record.actors}
    item = _item(record, entry, _spans(record), names)
    words = str(entry.target.get("name") or "")
    if not words and (span := entry.target.get("span")):
        words = " ".join(record.report.text[slice(*span)].split())
    return Place(report, item, words if len(words) <= _LONGEST else f"{words[: words.rfind(' ', 0, _LONGEST)]} …")


def verdict_of(entry: Entry) -> Verdict | None:
    """The verdict that an entry is, None where it is none."""
    if entry.action == "reject":
        return "wrong"
    return VERDICTS.get(entry.value or "") if entry.action == "note" else None


def mended(record: Record, entries: Iterable[Entry]) -> dict[str, list[Mended]]:
    """The corrections of a record by the id of the item; of several verdicts the last alone."""
    spans = _spans(record)
    names = {joined(actor.name): actor.id for actor in record.actors}
    found: dict[str, list[Mended]] = {}
    for entry in entries:
        item = _item(record, entry, spans, names)
        if item is None:
            continue
        of = verdict_of(entry)
        found[item] = [other for other in found.get(item, []) if of is None or other.verdict is None]
        found[item].append(Mended(entry, of))
    return found


def _item(record: Record, entry: Entry, spans: dict[str, Span], names: dict[str, str]) -> str | None:
    """The id of the item that an entry is about, None where it is none of this record."""
    target = entry.target
    if entry.action == "merge":
        pair = [target.get("entity"), json.loads(entry.value or "{}").get("entity")]
        return next((names[name] for _, name in filter(None, pair) if name in names), None)
    if target.get("text") != record.report.id:
        return None
    if "name" in target:
        return names.get(target["name"])
    if "span" not in target:
        return None  # a note on the whole report
    kinds = {"reject": "a", "source": "a"}.get(entry.action)
    start, end = map(int, target["span"])

    def overlap(item: str) -> float:
        a, b = spans[item]
        shared = max(0, min(b, end) - max(a, start))
        return shared / max(1, max(b, end) - min(a, start))

    best = max((item for item in spans if kinds is None or item.startswith(kinds)), key=overlap, default=None)
    return best if best is not None and overlap(best) > 0 else None


def _spans(record: Record) -> dict[str, Span]:
    """What each item stands for in the text: a content from end to end, a trigger, the first mention."""
    found: dict[str, Span] = {
        a.id: (a.content.spans[0][0], a.content.spans[-1][1]) for a in record.attributions if a.content.spans
    }
    found |= {event.id: event.trigger for event in record.events}
    found |= {actor.id: actor.mentions[0].span for actor in record.actors if actor.mentions}
    found |= {time.id: time.span for time in record.times}
    found |= {quantity.id: quantity.span for quantity in record.quantities}
    return found


def verdict(ledger: Ledger, record: Record, item: str, said: Verdict, who: str) -> Entry:
    """Say of an item that it is right, wrong or unsure; a rejection that says otherwise is taken back first."""
    target = _target(record, item)
    statement = any(item == a.id for a in record.attributions)
    for old in mended(record, not_undone(ledger.history())).get(item, ()):
        if old.entry.action == "reject" and said != "wrong":
            ledger.correct("undo", {"entry": old.entry.number}, who=who, why=f"verdict: {said}")
    if statement and said == "wrong":
        return ledger.correct("reject", target, who=who)
    return ledger.correct("note", target, value=f"verdict: {said}", who=who)


def correct(
    ledger: Ledger, record: Record, item: str, action: Action, value: str, who: str, why: str = ""
) -> Entry:
    """Correct an item of a record: the source of a statement, an actor merged or split, a note; rejection.

    ``value`` is the new source, the name of the entity to merge with, the name of the one split off, or the note.
    Raises InputError where the item is not there or cannot be corrected so, LedgerError where the ledger cannot.
    """
    value = value.strip()
    if not value and action != "reject":
        raise InputError("a value is missing", where="value")
    if action in ("merge", "split"):
        actor = next((a for a in record.actors if a.id == item), None)
        if actor is None:
            raise InputError(f"{item} is no actor of this report", where="item")
        return _join(ledger, record, actor, action, value, who, why)
    if action in ("source", "reject") and not any(item == a.id for a in record.attributions):
        raise InputError(f"{item} is no statement of this report", where="item")
    if action == "undo":
        raise InputError("undoing names the entry, not an item", where="action")
    return ledger.correct(action, _target(record, item), value=value or None, who=who, why=why)


def _join(ledger: Ledger, record: Record, actor: Actor, action: Action, value: str, who: str, why: str) -> Entry:
    if action == "split":
        target: dict[str, Any] = {"text": record.report.id, "name": joined(actor.name)}
        return ledger.correct("split", target, value=value, who=who, why=why)
    other = json.dumps({"entity": [actor.kind, joined(actor.name)]}, ensure_ascii=False)
    return ledger.correct("merge", {"entity": [actor.kind, joined(value)]}, value=other, who=who, why=why)


def _target(record: Record, item: str) -> dict[str, Any]:
    span = _spans(record).get(item)
    if span is None:
        raise InputError(f"this report has no item {item!r}", where="item")
    return {"text": record.report.id, "span": list(span)}


def open_undo(entries: Iterable[Entry], number: int) -> bool:
    """Whether the undoing of that number was itself not undone."""
    return not any(e.action == "undo" and e.target["entry"] == number for e in entries)


def undo(ledger: Ledger, number: int, who: str) -> Entry:
    """Undo an entry; raises InputError where there is none of that number that still stands."""
    entries = ledger.history()
    wanted = next((entry for entry in entries if entry.number == number), None)
    if wanted is None or not (
        wanted in not_undone(entries) or (wanted.action == "undo" and open_undo(entries, number))
    ):
        raise InputError(f"no correction {number} stands", where="number")
    return ledger.correct("undo", {"entry": number}, who=who)
