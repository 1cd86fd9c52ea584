"""Adding, knowing again, reading back."""

from __future__ import annotations

from ravi.ledger import Added, Ledger

from .by_hand import TEXT, record
from .conftest import Sql


def test_a_report_is_known_again_by_its_content(ledger: Ledger) -> None:
    first, second = ledger.add(record()), ledger.add(record())
    assert first.new and not second.new and first.report == second.report
    assert ledger.stats() == {"report": 1, "statement": 1, "event": 1, "actor": 1}
    assert ledger.record(first.report) == record()


def test_another_text_at_the_same_address_is_a_new_version(ledger: Ledger) -> None:
    old = ledger.add(record(url="https://example.org/1"))
    new = ledger.add(record(TEXT + " پایان.", url="https://example.org/1"))
    assert new.new and new.previous == old.report
    assert ledger.record(old.report).report.text == TEXT


def test_check_finds_nothing_in_a_sound_ledger_and_the_fault_in_a_damaged_one(ledger: Ledger, sql: Sql) -> None:
    ledger.add(record())
    assert ledger.check() == []
    sql("UPDATE report SET sha256 = 'x'")
    assert ledger.check() == ["report 1: its bytes are not those that were added"]


def test_texts_that_are_no_characters_are_kept_as_they_came(ledger: Ledger) -> None:
    kept = record(TEXT + " \ud800\x00.")
    added = ledger.add(kept, raw=b"\xff\x00", origin="a.txt")
    assert ledger.record(added.report) == kept and ledger.raw(added.report) == b"\xff\x00"
    assert ledger.search("پل").total == 1 and ledger.check() == []


def test_what_is_known_need_not_be_read(ledger: Ledger) -> None:
    report = record().report
    assert ledger.known(report, b"x") is None
    added = ledger.add(record(), raw=b"x")
    assert ledger.known(report, b"x") == Added(added.report, new=False)
    assert ledger.known(report, b"y") is None


def test_the_index_is_checked_against_what_it_is_made_from(ledger: Ledger, sql: Sql) -> None:
    ledger.add(record())
    sql("DELETE FROM statement_text")
    assert ledger.check() == ["1 statements are not in the full text; `ravi ledger rebuild` makes them anew"]
    ledger.rebuild()
    assert ledger.check() == [] and ledger.search("پل").total == 1
    sql("UPDATE statement SET content = 'x'")
    assert ledger.check() == ["report 1: a1: its words are not those at its place in the text"]
