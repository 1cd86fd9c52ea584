"""Adding, knowing again, reading back."""

from __future__ import annotations

from pathlib import Path

import pytest

from ravi.ledger import Ledger, LedgerError

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


def test_a_backup_is_a_ledger_and_overwrites_nothing(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(record())
    ledger.backup(tmp_path / "copy.db")
    with Ledger(tmp_path / "copy.db") as copy:
        assert copy.stats() == ledger.stats()
    with pytest.raises(LedgerError, match="overwrites nothing"):
        ledger.backup(tmp_path / "copy.db")
