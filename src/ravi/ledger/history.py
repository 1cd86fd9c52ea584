"""What people mended: an append-only history over the records, each entry chained to the one before by its hash.

An entry names what it is about by the text and the place in it, not by a row, so that it holds when the report
is read again by a newer Ravi.  Nothing is changed in a record; what is searched is made from the record and the
entries that stand (:mod:`ravi.ledger.corrections`).  Undoing is an entry of its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa

from ravi.ledger import schema as s
from ravi.ledger.errors import LedgerError

Action = Literal["reject", "source", "note", "merge", "split", "relation", "undo"]
GENESIS = "0" * 64
"""What stands before the first entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One correction.

    ``target`` says what it is about:

    - ``{"text": sha256, "span": [start, end]}``: a statement, by the span of its content (reject, source, note)
    - ``{"text": sha256}``: a report (note)
    - ``{"text": sha256, "kind": …, "name": …}``: whoever is called so in that report (merge, note), ``name`` folded
    - ``{"text": sha256, "name": …}`` or ``{"actors": [[sha256, name], …]}``: those who are somebody else (split)
    - ``{"entity": [kind, folded name]}``: an entity by its name (merge)
    - ``{"relation": kind, "one": {text, span}, "other": {text, span}}``: a relation between statements that is
      wrong; with ``"of": "event"`` one between events, by their triggers, with ``"report"`` one between reports
    - ``{"entry": number}``: the entry that is undone

    ``value`` is the new value: a name, a note, for a merge the other target as JSON.  ``at`` is UTC, ISO 8601;
    ``hash`` the SHA-256 over all other fields and the hash before.
    """

    number: int
    at: str
    who: str
    action: Action
    target: dict[str, Any]
    value: str | None
    why: str
    hash: str


def digest(entry: Entry, before: str) -> str:
    """The hash of an entry after the one whose hash is ``before``."""
    fields = asdict(entry)
    del fields["hash"]
    canonical = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{canonical}".encode()).hexdigest()


def append(
    connection: sa.Connection, who: str, action: Action, target: dict[str, Any], value: str | None, why: str
) -> Entry:
    """Write one entry and seal the history with it; raises LedgerError where nobody signs it."""
    if not who.strip():
        raise LedgerError("a correction is signed", hint="say who makes it")
    h = s.history.c
    last = connection.execute(sa.select(h.number, h.hash).order_by(h.number.desc()).limit(1)).first()
    number, before = (last.number + 1, last.hash) if last else (1, GENESIS)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    target = json.loads(json.dumps(target))
    entry = Entry(number, at, who, action, target, value, why, "")
    entry = Entry(number, at, who, action, target, value, why, digest(entry, before))
    kept = json.dumps(target, ensure_ascii=False)
    connection.execute(s.history.insert().values(**{**asdict(entry), "target": kept}))
    # The number and hash of the last entry, so that a history cut short is seen.
    connection.execute(s.meta.delete().where(s.meta.c.key == "history"))
    connection.execute(s.meta.insert().values(key="history", value=f"{entry.number}:{entry.hash}"))
    return entry


def entries(connection: sa.Connection) -> Iterator[Entry]:
    """All entries in their order."""
    for row in connection.execute(sa.select(s.history).order_by(s.history.c.number)).mappings():
        yield Entry(**{**row, "target": json.loads(row["target"])})


def verify(connection: sa.Connection, against: Iterable[Entry] = ()) -> list[str]:
    """What does not hold of the history, one line a fault: a changed entry, a gap, an entry taken out.

    Whoever can write to the file can write the whole chain anew; ``against`` are entries that were exported
    before, which such a chain no longer holds.
    """
    faults, before, expected = [], GENESIS, 1
    exported = {entry.number: entry for entry in against}
    for entry in entries(connection):
        if entry.number != expected:
            faults.append(f"entry {expected} is missing")
        if digest(entry, before) != entry.hash:
            faults.append(f"entry {entry.number} was changed, or one before it was")
        elif entry != exported.get(entry.number, entry):
            faults.append(f"entry {entry.number} is not the one that was exported")
        before, expected = entry.hash, entry.number + 1
    kept = connection.execute(sa.select(s.meta.c.value).where(s.meta.c.key == "history")).scalar()
    if (kept or f"0:{GENESIS}") != f"{expected - 1}:{before}":
        faults.append("entries at the end are missing")
    elif exported and max(exported) >= expected:
        faults.append("entries at the end that were exported are missing")
    return faults


def to_line(entry: Entry) -> str:
    """An entry as one line of JSON."""
    return json.dumps(asdict(entry), ensure_ascii=False)


def from_line(line: str, number: int) -> Entry:
    """An entry from a line that :func:`to_line` made; ``number`` is the line's, for the error."""
    try:
        return Entry(**json.loads(line))
    except (ValueError, TypeError) as error:
        raise LedgerError(f"line {number}: no entry of a history: {error}") from None


def standing(connection: sa.Connection) -> list[Entry]:
    """The entries of a ledger that were not undone."""
    return not_undone(entries(connection))


def not_undone(history: Iterable[Entry]) -> list[Entry]:
    """The entries of a history that were not undone; undoing an undoing brings its entry back."""
    found = list(history)
    undone: set[int] = set()
    for entry in reversed(found):
        if entry.action == "undo" and entry.number not in undone:
            undone.add(int(entry.target["entry"]))
    return [e for e in found if e.number not in undone and e.action != "undo"]


def entry_of(connection: sa.Connection, number: int) -> Entry:
    """One entry; raises LedgerError where there is none of that number."""
    for entry in entries(connection):
        if entry.number == number:
            return entry
    raise LedgerError(f"no entry {number} in the history")


_ABOUT = sa.select(s.history.c.number).where(s.history.c.target.contains(sa.bindparam("text"))).limit(1)


def about(connection: sa.Connection, text: str) -> list[Entry]:
    """The entries that stand and are about a statement or a name of one text (its SHA-256)."""
    if connection.execute(_ABOUT, {"text": text}).first() is None:
        return []
    return [entry for entry in standing(connection) if entry.target.get("text") == text]
