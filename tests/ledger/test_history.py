"""Corrections: signed, chained, undone, and still there after a report is read again."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from ravi import report
from ravi.ledger import Ledger, LedgerError
from ravi.record import Actor, Attribution, Content, Record, Source

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
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ravi.db") as opened:
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
    other = json.dumps({"entity": ["person", "بهرام کوشان"]})
    merged = ledger.correct("merge", {"entity": ["person", "ناهید آذرگون"]}, value=other, who="سارا")
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


def test_the_chain_proves_itself(ledger: Ledger, tmp_path: Path) -> None:
    for number in range(3):
        ledger.correct("note", at("راه باز است"), value=f"note {number}", who="سارا")
    assert ledger.verify() == [] and [entry.value for entry in ledger.history()] == ["note 0", "note 1", "note 2"]
    with ledger._backend.engine.begin() as connection:
        with pytest.raises(sa.exc.IntegrityError, match="append-only"):
            connection.execute(sa.text("UPDATE history SET value = 'x'"))
        connection.execute(sa.text("DROP TRIGGER history_no_UPDATE"))
        connection.execute(sa.text("DROP TRIGGER history_no_DELETE"))
        connection.execute(sa.text("UPDATE history SET value = 'x' WHERE number = 2"))
        connection.execute(sa.text("DELETE FROM history WHERE number = 3"))
    assert ledger.verify() == ["entry 2 was changed, or one before it was", "entries at the end are missing"]


def test_what_is_not_there_or_not_signed_is_refused_and_leaves_no_entry(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="nothing to correct"):
        ledger.correct("reject", {"text": "x", "span": [0, 1]}, who="سارا")
    with pytest.raises(LedgerError, match="signed"):
        ledger.correct("note", at("راه باز است"), value="x", who=" ")
    assert ledger.history() == []
