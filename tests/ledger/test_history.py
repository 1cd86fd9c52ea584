"""Corrections: signed, chained, undone, and still there after a report is read again."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from ravi import report
from ravi.ledger import Ledger, LedgerError
from ravi.ledger.history import from_line, to_line
from ravi.record import Actor, Attribution, Content, Record, Source

from .by_hand import telling
from .conftest import Sql

TEXT = "ناهید آذرگون گفت که راه باز است. او افزود که پل بسته است."


def record() -> Record:
    def told(name: str, words: str) -> Attribution:
        start = TEXT.index(words)
        return Attribution(
            name,
            "indirect",
            Source((0, 12), "A1", "named"),
            None,
            "assert",
            Content(((start, start + len(words)),)),
        )

    return Record(
        report=report(TEXT),
        actors=(Actor("A1", "person", "ناهید آذرگون"), Actor("A2", "person", "بهرام کوشان")),
        attributions=(told("a1", "راه باز است"), told("a2", "پل بسته است")),
    )


def at(words: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"text": record().report.id, "span": [start, start + len(words)]}


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with Ledger(place) as opened:
        opened.add(record())
        yield opened


def test_a_rejected_statement_is_found_no_more_until_that_is_undone(ledger: Ledger) -> None:
    entry = ledger.correct("reject", at("راه باز است"), who="سارا", why="not said")
    assert ledger.search("").total == 1 and ledger.search("راه").total == 0
    ledger.correct("undo", {"entry": entry.number}, who="سارا")
    assert ledger.search("راه").total == 1
    ledger.correct("undo", {"entry": 2}, who="سارا")
    assert ledger.search("راه").total == 0


def test_another_source_for_a_statement(ledger: Ledger) -> None:
    ledger.correct("source", at("پل بسته است"), value="بهرام کوشان", who="سارا")
    assert [hit.content for hit in ledger.search("speaker:کوشان").hits] == ["پل بسته است"]
    ledger.correct("source", at("پل بسته است"), value="کسی دیگر", who="سارا")
    assert ledger.search('speaker:"کسی دیگر"').total == 1


def test_entities_are_merged_and_split_again(ledger: Ledger) -> None:
    one, other = ledger.who("ناهید آذرگون")[0].entity, ledger.who("بهرام کوشان")[0].entity
    merged = ledger.correct("merge", {"entity": one}, value=str(other), who="سارا")
    assert {form for form, _ in ledger.who("ناهید آذرگون")[0].forms} == {"ناهید آذرگون", "بهرام کوشان"}
    ledger.correct("undo", {"entry": merged.number}, who="سارا")
    assert len(ledger.who("ناهید آذرگون")[0].forms) == 1
    ledger.correct("split", {"text": record().report.id, "name": "بهرام کوشان"}, value="بهرام دیگر", who="سارا")
    assert [w.name for w in ledger.who("بهرام دیگر")] == ["بهرام دیگر"]


def test_corrections_hold_when_the_report_is_read_again(ledger: Ledger) -> None:
    ledger.correct("reject", at("راه باز است"), who="سارا")
    wider = (TEXT.index("که راه"), TEXT.index(" است") + 4)
    first, second = record().attributions
    newer = dataclasses.replace(
        record(), attributions=(dataclasses.replace(first, content=Content((wider,))), second)
    )
    ledger.reread(1, newer)
    assert [hit.attribution for hit in ledger.search("").hits] == ["a2"]
    assert ledger.check() == []
    with pytest.raises(LedgerError, match="another text"):
        ledger.reread(1, Record(report=report("متنی دیگر")))


def unlocked(ledger: Ledger) -> list[str]:
    """What takes the guard from the history, for somebody who can write to the file."""
    if ledger._backend.engine.dialect.name == "sqlite":
        return ["DROP TRIGGER history_no_UPDATE", "DROP TRIGGER history_no_DELETE"]
    return ["DROP TRIGGER history_append_only ON history"]


def test_the_history_is_only_ever_added_to(ledger: Ledger, sql: Sql) -> None:
    ledger.correct("note", at("راه باز است"), value="x", who="سارا")
    for change in ("UPDATE history SET value = 'y'", "DELETE FROM history"):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"):
            sql(change)
    assert [entry.value for entry in ledger.history()] == ["x"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE history SET value = 'x' WHERE number = 2", "entry 2 was changed, or one before it was"),
        ("UPDATE history SET who = 'x' WHERE number = 1", "entry 1 was changed, or one before it was"),
        ("UPDATE history SET at = '2020-01-01' WHERE number = 3", "entry 3 was changed, or one before it was"),
        ("DELETE FROM history WHERE number = 3", "entries at the end are missing"),
        ("DELETE FROM history", "entries at the end are missing"),
        ("DELETE FROM history WHERE number = 2", "entry 2 is missing"),
        ("DELETE FROM history WHERE number = 1", "entry 1 is missing"),
    ],
)
def test_tampering_is_seen(ledger: Ledger, sql: Sql, change: str, fault: str) -> None:
    for number in range(3):
        ledger.correct("note", at("راه باز است"), value=f"note {number}", who="سارا")
    assert ledger.verify() == [] and [entry.value for entry in ledger.history()] == ["note 0", "note 1", "note 2"]
    sql(*unlocked(ledger), change)
    assert fault in ledger.verify()


def test_a_chain_that_was_written_anew_is_not_the_one_that_was_exported(ledger: Ledger, sql: Sql) -> None:
    ledger.correct("note", at("راه باز است"), value="one", who="سارا")
    ledger.correct("note", at("راه باز است"), value="two", who="سارا")
    exported = [from_line(to_line(entry), 1) for entry in ledger.history()]
    assert ledger.verify(exported) == []
    sql(*unlocked(ledger), "DELETE FROM history", "DELETE FROM meta WHERE key = 'history'")
    ledger.correct("note", at("راه باز است"), value="three", who="سارا")
    assert ledger.verify() == []
    assert ledger.verify(exported) == [
        "entry 1 is not the one that was exported",
        "entries at the end that were exported are missing",
    ]


def test_later_reports_follow_a_merge_and_leave_it_when_it_is_undone(ledger: Ledger) -> None:
    one, other = ledger.who("ناهید آذرگون")[0].entity, ledger.who("بهرام کوشان")[0].entity
    merged = ledger.correct("merge", {"entity": one}, value=str(other), who="سارا", why="one person")
    ledger.add(telling("پل تازه را می‌سازیم", speaker="بهرام کوشان"))
    (hit,) = ledger.search("پل تازه").hits
    assert hit.entity == one and ledger.search(f"speaker:#{one}").total == 3
    assert ledger.who("ناهید آذرگون")[0].total == 3
    ledger.rebuild()
    assert ledger.who("ناهید آذرگون")[0].total == 3
    ledger.correct("undo", {"entry": merged.number}, who="سارا")
    assert ledger.who("ناهید آذرگون")[0].total == 2
    (hit,) = ledger.search("پل تازه").hits
    assert ledger.search(f"speaker:#{hit.entity}").total == 1 and hit.entity != one


def test_a_mended_source_is_found_by_both_ways_and_goes_again(ledger: Ledger) -> None:
    key = ledger.search("پل بسته").hits[0].statement
    entry = ledger.correct("source", {"statement": key}, value="کسی دیگر", who="سارا")
    (hit,) = ledger.search('speaker:"کسی دیگر"').hits
    assert hit.statement == key and hit.speaker == "کسی دیگر"  # keys stay
    assert ledger.record(1) == record()
    assert {a.name for a in ledger.record(1, amended=True).actors} >= {"کسی دیگر"}
    ledger.correct("undo", {"entry": entry.number}, who="سارا")
    assert ledger.search('speaker:"کسی دیگر"').total == 0
    assert [w.name for w in ledger.who("کسی دیگر") if w.total] == []
    assert ledger.check() == []


def test_what_is_undone_is_not_undone_again(ledger: Ledger) -> None:
    entry = ledger.correct("reject", at("راه باز است"), who="سارا")
    ledger.correct("undo", {"entry": entry.number}, who="سارا")
    with pytest.raises(LedgerError, match="undone already"):
        ledger.correct("undo", {"entry": entry.number}, who="سارا")
    with pytest.raises(LedgerError, match="no entry 9"):
        ledger.correct("undo", {"entry": 9}, who="سارا")


def test_what_is_not_there_or_not_signed_is_refused_and_leaves_no_entry(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="nothing to correct"):
        ledger.correct("reject", {"text": "x", "span": [0, 1]}, who="سارا")
    with pytest.raises(LedgerError, match="signed"):
        ledger.correct("note", at("راه باز است"), value="x", who=" ")
    assert ledger.history() == []
