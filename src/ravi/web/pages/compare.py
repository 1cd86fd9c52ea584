"""One event or one claim in all reports that tell of it, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from ravi.ledger import Comparison, Happening, Ledger, LedgerError
from ravi.ledger.folding import joined
from ravi.ledger.relations.types import EventTold, Of, Relation
from ravi.record import Record
from ravi.web.desk import desk, user_of
from ravi.web.doubting import Doubted, doubted
from ravi.web.pages.corrections import return_to
from ravi.web.passage import Piece, of_event, of_statement, passage
from ravi.web.shell import show

router = APIRouter(include_in_schema=False)
MOST = 30
"""Reports that are shown with their text."""
MOST_AT_ONCE = 500
"""Reports that are compared while somebody waits; more of them are left to ``ravi ledger relate``."""
_LEAST_SHOWN = ("same_event", "same_statement")
_ROLES = ("agent", "recipient", "object", "place", "origin", "destination", "instrument")


@dataclass(frozen=True, slots=True)
class Row:
    """One report's telling of an event: what each role holds, and which of it is told otherwise elsewhere."""

    told: EventTold
    roles: dict[str, str]
    voices: tuple[tuple[int, tuple[str, ...]], ...]
    differs: frozenset[str]
    text: tuple[Piece, ...]


@router.get("/event/{key}")
def event(request: Request, key: int) -> Response:
    """An event: who reports it, by whose word, what differs, and the text of each."""
    ledger = desk(request).ledger
    try:
        found = ledger.compare(f"e{key}", limit=MOST)
    except LedgerError as error:
        return show(request, "event.html", status=404, found=None, error=error)
    own = next((h for h in found.happenings if any(t.event == key for t in h.told)), found.happenings[0])
    rows = _rows(ledger, own, found)
    roles = [role for role in _ROLES if any(role in row.roles for row in rows)]
    others = [h for h in found.happenings if h is not own]
    events = [t.event for t in own.told]
    wrong = [
        *doubted(ledger, "event", events),
        *doubted(ledger, "statement", [t.hit.statement for c in found.claims for t in c.tellings]),
        *doubted(ledger, "report", {t.report for t in own.told}),
    ]
    return show(
        request, "event.html", found=found, own=own, rows=rows, roles=roles, others=others,
        relations=_told_relations(found.relations), one=_one(found.relations, "event", events),
        unrelated=ledger.unrelated(), most=MOST_AT_ONCE, statements=_statements(ledger, found, wrong), wrong=wrong,
    )  # fmt: skip


@router.get("/claim/{key}")
def claim(request: Request, key: int) -> Response:
    """A statement in all reports that tell of it, and what supports, denies or contradicts it."""
    ledger = desk(request).ledger
    try:
        found = ledger.compare(f"s{key}", limit=MOST)
    except LedgerError as error:
        return show(request, "claim.html", status=404, found=None, error=error)
    own = next((c for c in found.claims if any(t.hit.statement == key for t in c.tellings)), found.claims[0])
    records: dict[int, Record] = {}
    texts = {}
    for one in found.claims:
        for telling in one.tellings[:MOST]:
            record = _record(ledger, records, telling.hit.report)
            told = next((a for a in record.attributions if a.id == telling.hit.attribution), None)
            texts[telling.hit.statement] = passage(record, of_statement(record, told)) if told else ()
    others = [c for c in found.claims if c is not own]
    tellings = [t.hit.statement for t in own.tellings]
    wrong = [
        *doubted(ledger, "statement", tellings),
        *doubted(ledger, "report", {t.hit.report for t in own.tellings}),
    ]
    return show(
        request, "claim.html", found=found, own=own, others=others, texts=texts,
        relations=_told_relations(found.relations), one=_one(found.relations, "statement", tellings),
        unrelated=ledger.unrelated(), most=MOST_AT_ONCE, statements=_statements(ledger, found, wrong), wrong=wrong,
    )  # fmt: skip


@router.post("/relate")
async def relate(request: Request) -> Response:
    """Compare the reports that were not compared yet, and go back to the page."""
    ledger = desk(request).ledger
    waiting = await run_in_threadpool(ledger.unrelated)
    if user_of(request).role == "editor" and waiting <= MOST_AT_ONCE:
        await run_in_threadpool(ledger.relate)
    form = await request.form()
    return RedirectResponse(return_to(str(form.get("back", "/"))), status_code=303)


def _record(ledger: Ledger, kept: dict[int, Record], report: int) -> Record:
    if report not in kept:
        kept[report] = ledger.record(report)
    return kept[report]


def _rows(ledger: Ledger, own: Happening, found: Comparison) -> list[Row]:
    """A row for each report, with what is not the same in all of them."""
    chains = {t.hit.statement: t.chain for c in found.claims for t in c.tellings}
    values: dict[str, set[frozenset[str]]] = {}
    held: list[tuple[EventTold, dict[str, str]]] = []
    shown = own.told[:MOST]
    for told, moment in zip(shown, ledger.told([t.event for t in shown]), strict=True):
        roles: dict[str, dict[str, str]] = {}
        for role, words, entity in moment.roles:
            # Somebody under two names is one; a fuller name is no other.
            roles.setdefault(role, {})[f"#{entity}" if entity else joined(words)] = words
        held.append((told, {role: "، ".join(named.values()) for role, named in roles.items()}))
        told_here = {"status": {told.status}, "when": {told.begin} if told.begin else set(), **roles}
        for name, keys in told_here.items():
            if keys:  # a report that is silent contradicts nobody
                values.setdefault(name, set()).add(frozenset(keys))
    # Who tells more tells nothing else: two values differ where neither holds the other.
    differs = frozenset(
        name for name, seen in values.items() if any(not (a <= b or b <= a) for a in seen for b in seen)
    )
    records: dict[int, Record] = {}
    rows = []
    for told, roles_ in held:
        record = _record(ledger, records, told.report)
        event = next((e for e in record.events if e.trigger == told.span), None)
        text = passage(record, of_event(record, event)) if event else ()
        voices = tuple((key, chains.get(key, ())) for key in told.vouchers)
        rows.append(Row(told, roles_, voices, differs, text))
    return rows


def _told_relations(relations: Iterable[Relation]) -> list[Relation]:
    """The relations worth a line, what differs first; that two rows are one is shown already."""
    kept = [r for r in relations if r.kind not in _LEAST_SHOWN]
    order = ("conflicts", "denies", "updates", "supports", "repeats", "derived_from")
    return sorted(kept, key=lambda r: (order.index(r.kind), r.id))


def _one(relations: Iterable[Relation], of: Of, rows: Iterable[int]) -> list[Relation]:
    """The relations by which some rows are one."""
    held = set(rows)
    return [r for r in relations if r.kind in _LEAST_SHOWN and r.of == of and {r.one, r.other} <= held]


def _statements(
    ledger: Ledger, found: Comparison, wrong: Iterable[Doubted]
) -> dict[tuple[str, int], tuple[str, str]]:
    """What a relation stands between, as people call it: name and words, by table and row."""
    names: dict[tuple[str, int], tuple[str, str]] = {}
    for one in found.claims:
        for telling in one.tellings:
            hit = telling.hit
            names["statement", hit.statement] = (hit.speaker or "", hit.content)
            names["report", hit.report] = (hit.outlet or "", hit.title or "")
    for happening in found.happenings:
        for told in happening.told:
            names["event", told.event] = (told.outlet or "", told.words)
            names["report", told.report] = (told.outlet or "", told.title or "")
    for doubt in wrong:  # the other side of a relation that is marked wrong is no longer part of the comparison
        of = doubt.relation.of
        for key in (doubt.relation.one, doubt.relation.other):
            if (of, key) not in names:
                names[of, key] = _called(ledger, of, key)
    return names


def _called(ledger: Ledger, of: Of, key: int) -> tuple[str, str]:
    match of:
        case "statement":
            hit = ledger.statement(key)
            return hit.speaker or "", hit.content
        case "event":
            (moment,) = ledger.told([key])
            return moment.outlet or "", moment.words
        case "report":
            row = ledger.report(key)
            return row.outlet or "", row.title or ""
