"""A ledger of an older Ravi is brought up to date, with all that it kept."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from ravi.ledger import Ledger, LedgerError, history, migrations, schema
from ravi.ledger.history import GENESIS, Entry
from ravi.record import Actor, Attribution, Content, Record, Report, Source

TEXT = "ناهید آذرگون گفت که راه {} باز است."


def record(number: int, published: str | None, url: str | None = None) -> Record:
    text = TEXT.format(number)
    start = text.index("راه")
    return Record(
        report=Report(hashlib.sha256(text.encode()).hexdigest(), text, published=published, url=url, language="fa"),
        actors=(Actor("A1", "person", "ناهید آذرگون"),),
        attributions=(
            Attribution("a1", "indirect", Source((0, 12), "A1", "named"), None, "assert",
                        Content(((start, len(text) - 1),)), chain=("AUTHOR", "A1")),
        ),
    )  # fmt: skip


def old_ledger(path: Path, records: list[Record]) -> None:
    """A ledger of version 1 with these records, a rejected statement, a saved search and a feed."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(Path(__file__).with_name("version_1.sql").read_text(encoding="utf-8"))
        for number, kept in enumerate(records, 1):
            report = kept.report
            raw = report.text.encode()
            older = next((n for n, r in enumerate(records[: number - 1], 1) if r.report.url == report.url), None)
            connection.execute(
                "INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, NULL, NULL, ?, ?, ?, '0.1.0', ?)",
                (number, hashlib.sha256(raw).hexdigest(), report.id, zlib.compress(raw), f"{number}.txt",
                 report.url, report.published, "2025-02-01T00:00:00+00:00", older if report.url else None,
                 zlib.compress(kept.to_json().encode())),
            )  # fmt: skip
        target = {"text": records[0].report.id, "span": list(records[0].attributions[0].content.spans[0])}
        entry = Entry(1, "2025-02-02T00:00:00+00:00", "سارا", "reject", target, None, "not said", "")
        digest = history.digest(entry, GENESIS)
        connection.execute(
            "INSERT INTO history VALUES (1, ?, 'سارا', 'reject', ?, NULL, 'not said', ?)",
            (entry.at, json.dumps(target), digest),
        )
        connection.execute("INSERT INTO meta VALUES ('history', ?)", (f"1:{digest}",))
        connection.execute("INSERT INTO saved_search VALUES ('roads', 'راه')")
        connection.execute("INSERT INTO feed VALUES ('https://example.org/feed', 'x', NULL, 1.0, 0)")
        connection.commit()


def test_a_ledger_of_version_1_keeps_everything(tmp_path: Path) -> None:
    kept = [record(1, "2025-01-17"), record(2, None, "https://example.org/a"), record(3, "2025-01-20"),
            record(4, "2025-01-16", "https://example.org/a")]  # fmt: skip
    old_ledger(tmp_path / "ravi.db", kept)
    with Ledger(tmp_path / "ravi.db") as ledger:
        assert [ledger.record(number) for number in (1, 2, 3, 4)] == kept
        assert ledger.check() == ledger.verify() == []
        # Newest first, unknown days last; the first was rejected.
        assert [hit.report for hit in ledger.search("راه").hits] == [3, 4, 2]
        assert ledger.add(kept[3]).previous == 2 and ledger.stats()["report"] == 4
        assert ledger.feed_state("https://example.org/feed")["etag"] == "x"
        ledger.correct("undo", {"entry": 1}, who="سارا")
        assert ledger.search("راه").total == 4
    with Ledger(tmp_path / "ravi.db") as ledger:
        assert ledger.search("راه").total == 4


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ravi.db"
    old_ledger(path, [record(1, "2025-01-17")])
    with monkeypatch.context() as patch:
        patch.setattr(Record, "from_json", classmethod(lambda cls, text: 1 / 0))
        with pytest.raises(ZeroDivisionError):
            Ledger(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone() == ("1",)
        assert connection.execute("SELECT count(*) FROM report").fetchone() == (1,)
    with Ledger(path) as ledger:
        assert ledger.search("").total == 0 and ledger.stats()["statement"] == 1


def test_there_is_a_step_from_every_version() -> None:
    assert sorted(migrations.STEPS) == list(range(1, schema.VERSION))


def test_what_is_no_ledger_of_ravi_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE report (id INTEGER)")
    with pytest.raises(LedgerError, match="no ledger of Ravi"):
        Ledger(tmp_path / "other.db")
