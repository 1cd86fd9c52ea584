"""What was told to be kept is kept: killed, out of space, locked, damaged, written by two at once."""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from ravi.ledger import Ledger, LedgerError

from .by_hand import TEXT, record
from .conftest import SERVER, Sql

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
from tests.ledger.by_hand import TEXT, record
from ravi.ledger import Ledger
ledger = Ledger(sys.argv[2])
for number in range(int(sys.argv[3]), 100_000):
    print(number, ledger.add(record(f"{TEXT} {number}")).report, flush=True)
"""


@contextmanager
def writer(place: str, first: int) -> Iterator[subprocess.Popen[str]]:
    """A process that adds one report after another and tells of each."""
    command = [sys.executable, "-c", WRITER, os.fspath(ROOT), place, str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        yield process


@pytest.mark.parametrize("moments", [(0.0, 0.05, 0.2, 0.31)])
def test_nothing_that_was_told_is_lost_by_kills_at_any_moment(place: str, moments: tuple[float, ...]) -> None:
    told: dict[int, int] = {}
    first = 0
    for moment in moments:
        with writer(place, first) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline()]
            time.sleep(moment)
            process.send_signal(signal.SIGKILL)
            lines += process.stdout.read().splitlines()
        for line in filter(None, map(str.strip, lines)):
            if len(line.split()) == 2:  # the last line may be cut off
                number, report = map(int, line.split())
                told[number] = report
        first = max(told) + 1
    with Ledger(place) as ledger:
        assert len(told) >= len(moments)
        for number, report in told.items():
            assert ledger.record(report) == record(f"{TEXT} {number}")
        assert ledger.check() == []
        assert not ledger.add(record(f"{TEXT} 0")).new
        assert ledger.add(record(f"{TEXT} {first + 1}")).report  # and a rerun goes on


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ravi.db"
    with Ledger(path) as ledger:
        pages = path.stat().st_size // 4096 + 200
        sa.event.listen(ledger._backend.engine, "connect", lambda c, _: c.execute(f"PRAGMA max_page_count={pages}"))
        ledger._backend.engine.dispose()
        kept = 0
        with pytest.raises(LedgerError, match="disk is full") as caught:
            for number in range(1_000):
                ledger.add(record(f"{TEXT} {number} {hashlib.sha512(str(number).encode()).hexdigest() * 20}"))
                kept += 1
        assert "is kept, the rest is not" in str(caught.value)
    with Ledger(path) as ledger:
        assert ledger.stats()["report"] == kept > 0 and ledger.check() == []


def test_a_file_that_may_not_grow_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ravi.db"
    with Ledger(path) as ledger:
        ledger.add(record())
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        # The log of a file that was just opened is what grows first.
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.with_name("ravi.db-wal").stat().st_size, limits[1]))
        try:
            with pytest.raises(LedgerError, match="disk is full or fails"):
                for number in range(200):
                    ledger.add(record(f"{TEXT} {number}"))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert ledger.check() == [] and ledger.add(record(f"{TEXT} later")).new


def test_another_writer_is_waited_for_and_then_told_of(place: str) -> None:
    with Ledger(place) as one, Ledger(place, wait=0.2) as other:
        one.add(record())
        with one._backend.write(), pytest.raises(LedgerError, match="another program is writing"):
            other.add(record(f"{TEXT} 2"))
        assert other.search("").total == 1  # reading waits for nobody
        assert other.add(record(f"{TEXT} 2")).new


def test_two_writers_at_once_lose_nothing(place: str) -> None:
    Ledger(place).close()
    errors: list[Exception] = []

    def add(name: str) -> None:
        try:
            with Ledger(place) as ledger:
                for number in range(10):
                    ledger.add(record(f"{TEXT} {name} {number}"))
                    ledger.add(record(f"{TEXT} both {number}"))
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=add, args=(name,)) for name in ("one", "other")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Ledger(place) as ledger:
        assert errors == [] and ledger.stats()["report"] == 30 and ledger.check() == []


@pytest.mark.parametrize("where", [0.3, 0.5, 0.7, 0.9])
def test_a_damaged_file_is_told_of(tmp_path: Path, where: float) -> None:
    path = tmp_path / "ravi.db"
    with Ledger(path) as ledger:
        for number in range(30):
            ledger.add(record(f"{TEXT} {number}"))
        ledger.vacuum()
    data = bytearray(path.read_bytes())
    at = int(len(data) * where) // 4096 * 4096
    data[at : at + 8192] = b"\xff" * 8192
    path.write_bytes(data)
    try:
        with Ledger(path) as ledger:
            assert ledger.check() != []
    except LedgerError as error:
        assert "restore a backup" in str(error)


def test_a_file_that_was_cut_off_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "ravi.db"
    with Ledger(path) as ledger:
        for number in range(30):
            ledger.add(record(f"{TEXT} {number}"))
        ledger.vacuum()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    try:
        with Ledger(path) as ledger:
            assert any("file: " in fault for fault in ledger.check())
    except LedgerError as error:
        assert "restore a backup" in str(error)


def test_files_that_are_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "junk.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(LedgerError, match="no ledger"):
        Ledger(tmp_path / "junk.db")
    assert (tmp_path / "junk.db").read_bytes() == b"no database at all" * 100
    with pytest.raises(LedgerError, match="folder does not exist"):
        Ledger(tmp_path / "nowhere" / "ravi.db")
    with pytest.raises(LedgerError, match="there is no ledger"):
        Ledger(tmp_path / "ravi.db", create=False)


def test_a_server_that_does_not_answer_is_told_of() -> None:
    with pytest.raises(LedgerError, match="postgresql"):
        Ledger("postgresql://nobody:secret@127.0.0.1:1/ravi")
    with pytest.raises(LedgerError) as caught:
        Ledger("postgresql://nobody:secret@127.0.0.1:1/ravi")
    assert "secret" not in str(caught.value)


def test_a_ledger_of_a_newer_ravi_is_left_alone(ledger: Ledger, place: str, sql: Sql) -> None:
    ledger.add(record())
    sql("UPDATE meta SET value = '999' WHERE key = 'version'")
    with pytest.raises(LedgerError, match="newer Ravi"):
        Ledger(place)
    with ledger._backend.read() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM report")).scalar_one() == 1


def test_a_backup_is_a_ledger_and_comes_back(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(record())
    ledger.correct("note", {"text": record().report.id}, value="x", who="سارا")
    ledger.save_search("bridges", "پل")
    ledger.backup(tmp_path / "copy.db")
    with Ledger(tmp_path / "copy.db") as copy:
        assert copy.stats() == ledger.stats() and copy.history() == ledger.history()
        assert copy.check() == copy.verify() == [] and copy.search("@bridges").total == 1
    with pytest.raises(LedgerError, match="overwrites nothing"):
        ledger.backup(tmp_path / "copy.db")
    with Ledger.restore(tmp_path / "copy.db", tmp_path / "again.db") as again:
        assert again.record(1) == record() and again.raw(1) == TEXT.encode()
    with pytest.raises(LedgerError, match="is there already"):
        Ledger.restore(tmp_path / "copy.db", tmp_path / "again.db")
    Ledger.restore(tmp_path / "copy.db", tmp_path / "again.db", replace=True).close()
    assert (tmp_path / "again.db.old-1").exists()


def test_a_damaged_backup_is_not_restored(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ravi.db") as ledger:
        ledger.add(record())
        ledger.backup(tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        connection.execute("UPDATE report SET sha256 = 'x'")
        connection.commit()
    before = (tmp_path / "ravi.db").read_bytes()
    with pytest.raises(LedgerError, match="the backup is damaged: report 1"):
        Ledger.restore(tmp_path / "copy.db", tmp_path / "ravi.db", replace=True)
    assert (tmp_path / "ravi.db").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "ravi.db"]


def test_a_file_is_restored_into_a_database(ledger: Ledger, place: str, tmp_path: Path) -> None:
    if SERVER is None or place != SERVER:
        pytest.skip("for a database alone")
    with Ledger(tmp_path / "ravi.db") as file:
        file.add(record())
        file.backup(tmp_path / "copy.db")
    with Ledger.restore(tmp_path / "copy.db", place) as restored:
        assert restored.record(1) == record() and restored.search("پل").total == 1 and restored.check() == []
    with pytest.raises(LedgerError, match="is not empty"):
        Ledger.restore(tmp_path / "copy.db", place)
