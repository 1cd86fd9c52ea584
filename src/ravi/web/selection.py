"""What a search shows, as records to be exported: its reports with the statements that were found alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ravi.errors import InputError
from ravi.ledger import Ledger
from ravi.record import Event, Record

__all__ = ["WHOLE", "selected"]

WHOLE = frozenset(("bibtex", "brat", "conllu", "csl", "jsonl", "timex3"))
"""Formats of whole reports: a text with its layers, or a report cited."""
MOST = 20_000
"""Statements of one export; more are for ``ravi export``, which writes them as it reads."""
_AT_ONCE = 1_000


def selected(ledger: Ledger, query: str, form: str) -> Iterator[Record]:
    """The records of a search in the order of its hits; raises QueryError, InputError where they are too many."""
    found: dict[int, set[str]] = {}
    seen, offset, before = 0, 0, None
    while True:
        page = (
            ledger.search(query, limit=_AT_ONCE, before=before) if before else ledger.search(query, limit=_AT_ONCE)
        )
        for hit in page.hits:
            found.setdefault(hit.report, set()).add(hit.attribution)
        seen += len(page.hits)
        if seen > MOST or (page.more and page.total > MOST):
            raise InputError(f"more than {MOST:,} statements", where="q", hint=f"ravi export {form} QUERY")
        before, offset = page.next, offset + len(page.hits)
        if before is None:
            break
    for report, kept in found.items():
        record = ledger.record(report)
        yield record if form in WHOLE else narrowed(record, kept)


def narrowed(record: Record, kept: set[str]) -> Record:
    """A record with some of its statements and the events that these are about; nothing refers to what is gone."""
    told = [a for a in record.attributions if a.id in kept]
    about = {name for a in told for name in a.about}
    return replace(
        record,
        attributions=tuple(a if a.parent in kept else replace(a, parent=None) for a in told),
        events=tuple(_vouched(e, kept) for e in record.events if e.id in about),
    )


def _vouched(event: Event, kept: set[str]) -> Event:
    by = tuple(v for v in event.vouched_by if v.attribution is None or v.attribution in kept)
    return replace(event, vouched_by=by)
