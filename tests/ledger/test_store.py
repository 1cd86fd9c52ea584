"""Adding, finding again, checking and copying."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from ravi.ledger import Ledger, LedgerError
from ravi.record import (
    Actor,
    Attribution,
    Content,
    Cue,
    Event,
    Mention,
    Office,
    Record,
    Report,
    Role,
    Said,
    Source,
    TimeExpression,
    Voucher,
)

TEXT = "ناهید آذرگون، وزیر راه سورنا، گفت که پل کتاب‌خانه را نمی‌کنیم ویران."


def record(text: str = TEXT, *, url: str | None = None, published: str | None = "2025-01-17") -> Record:
    def span(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    content = (text.index("که ") + 3, len(text) - 1)
    return Record(
        report=Report(id=__import__("hashlib").sha256(text.encode()).hexdigest(), text=text, url=url,
                      outlet="نوروزنامه", published=published),
        sentences=((0, len(text)),),
        actors=(
            Actor("A1", "person", "ناهید آذرگون", country="IRN", mentions=(Mention(span("ناهید آذرگون"), "name"),),
                  offices=(Office(span("وزیر راه سورنا"), "وزیر راه سورنا"),)),
        ),
        times=(TimeExpression("T1", span("پل"), "date", "2025-01-17", "2025-01-17"),),
        attributions=(
            Attribution("a1", "indirect", Source(span("ناهید آذرگون"), "A1", "named"),
                        Cue(span("گفت"), "گفتن", "assert"),
                        "assert", Content((content,)), said=Said("T1", "2025-01-17", "2025-01-17", "at"),
                        about=("e1",), chain=("AUTHOR", "A1")),
        ),
        events=(
            Event("e1", span("ویران"), "attack", "denied", roles=(Role("place", span("کتاب‌خانه")),), time="T1",
                  vouched_by=(Voucher("a1", "CT-"),)),
        ),
    )  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ravi.db") as opened:
        yield opened


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


@pytest.mark.parametrize(
    "query",
    [
        "", "نمی‌کنیم", "نمیکنیم", "نمي‌كنيم", "کتابخانه", '"کتاب خانه"', "کتاب‌خانه", "ویر*", "آذرگون",
        'speaker:"ناهید آذرگون"', "speaker:آذرگون office:وزیر", "country:IRN", "outlet:نوروزنامه", "act:assert",
        "type:indirect", "event:attack", "status:denied", "place:کتابخانه", "about:کتابخانه", "said:1403-10-28",
        "published:2025-01", "said:1403-10..1403-12 پل", '"پل ویران"~6', "پل NOT تونل", "تونل OR پل",
        "text:سورنا", "exact:نمی‌کنیم", "-تونل (پل OR راه)",
    ],
)  # fmt: skip
def test_what_is_found(ledger: Ledger, query: str) -> None:
    ledger.add(record())
    found = ledger.search(query)
    assert found.total == 1, query
    hit = found.hits[0]
    assert (hit.speaker, hit.offices, hit.said) == (
        "ناهید آذرگون",
        ("وزیر راه سورنا",),
        ("2025-01-17", "2025-01-17"),
    )


@pytest.mark.parametrize(
    "query",
    ["تونل", "-پل", "speaker:جلالی", "said:1403-11", "published:2024", "status:happened", "exact:نمیکنیم",
     "act:deny",      "text:تونل", "to:آذرگون", '"ویران پل"'],
)  # fmt: skip
def test_what_is_not_found(ledger: Ledger, query: str) -> None:
    ledger.add(record())
    assert ledger.search(query).total == 0, query


def test_what_matched_is_marked_where_it_stands(ledger: Ledger) -> None:
    ledger.add(record())
    hit = ledger.search("نمیکنیم").hits[0]
    assert [hit.content[a:b] for a, b in hit.marks] == ["نمی‌کنیم"]
    assert TEXT[slice(*hit.span)] == hit.content


def test_check_finds_nothing_in_a_sound_ledger_and_the_fault_in_a_damaged_one(ledger: Ledger) -> None:
    ledger.add(record())
    assert ledger.check() == []
    with ledger._backend.engine.begin() as connection:
        connection.execute(sa.text("UPDATE report SET sha256 = 'x'"))
    assert ledger.check() == ["report 1: its bytes are not those that were added"]


def test_a_backup_is_a_ledger_and_overwrites_nothing(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(record())
    ledger.backup(tmp_path / "copy.db")
    with Ledger(tmp_path / "copy.db") as copy:
        assert copy.stats() == ledger.stats()
    with pytest.raises(LedgerError, match="overwrites nothing"):
        ledger.backup(tmp_path / "copy.db")


def test_files_that_are_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "junk.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(LedgerError, match="no ledger"):
        Ledger(tmp_path / "junk.db")
    with pytest.raises(LedgerError, match="folder does not exist"):
        Ledger(tmp_path / "nowhere" / "ravi.db")


def test_a_ledger_of_a_newer_ravi_is_left_alone(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ravi.db") as ledger, ledger._backend.engine.begin() as connection:
        connection.execute(sa.text("UPDATE meta SET value = '999'"))
    with pytest.raises(LedgerError, match="newer Ravi"):
        Ledger(tmp_path / "ravi.db")


WRITER = """
import sys
sys.path.insert(0, {tests!r})
from test_store import TEXT, record
from ravi.ledger import Ledger
ledger = Ledger({path!r})
for i in range(100_000):
    print(ledger.add(record(TEXT + f" {{i}}")).report, flush=True)
"""


def test_nothing_that_was_reported_as_added_is_lost_by_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "ravi.db"
    code = WRITER.format(tests=os.fspath(Path(__file__).parent), path=os.fspath(path))
    writer = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    told = [int(writer.stdout.readline())]
    time.sleep(0.3)
    writer.send_signal(signal.SIGKILL)
    told += [int(line) for line in writer.stdout.read().splitlines()]
    writer.wait()
    writer.stdout.close()
    with Ledger(path) as ledger:
        assert ledger.stats()["report"] >= len(told) > 1
        assert ledger.check() == []
        assert not ledger.add(record(TEXT + " 0")).new


def person(name: str, *, office: str | None = None, day: str = "2025-01-17", country: str | None = None) -> Record:
    """A report in which somebody of that name says something."""
    text = f"{name}، {office or '؟'}، گفت که راه باز است."
    start = text.index("راه")
    offices = (Office((0, 0), office),) if office else ()
    return Record(
        report=Report(id=__import__("hashlib").sha256(text.encode()).hexdigest(), text=text, published=day),
        actors=(Actor("A1", "person", name, country=country, offices=offices),),
        attributions=(
            Attribution("a1", "indirect", Source((0, len(name)), "A1", "named"), None, "assert",
                        Content(((start, len(text) - 1),)), chain=("AUTHOR", "A1")),
        ),
    )  # fmt: skip


def test_one_person_under_two_forms_and_two_of_one_surname(ledger: Ledger) -> None:
    ledger.add(person("ناهید آذرگون", office="وزیر راه"))
    ledger.add(person("ناهيد آذرگون", day="2025-02-01"))
    ledger.add(person("آذرگون", office="وزیر راه", day="2025-02-03"))
    ledger.add(person("بهرام آذرگون", office="کارگردان", day="2025-02-04"))
    ledger.add(person("آذرگون", day="2025-02-05"))  # either of them: neither
    minister, film, unknown = sorted(ledger.who("آذرگون"), key=lambda w: -w.total)
    assert (minister.name, minister.total, minister.reports) == ("ناهید آذرگون", 3, 3)
    assert ("آذرگون", "the same surname and office") in minister.forms
    assert [(o.title, o.first, o.last) for o in minister.offices] == [("وزیر راه", "2025-01-17", "2025-02-03")]
    assert {film.name, unknown.name} == {"بهرام آذرگون", "آذرگون"} and film.total == unknown.total == 1


def test_the_same_name_in_two_countries_is_two_people(ledger: Ledger) -> None:
    ledger.add(person("سارا کوشان", country="IRN"))
    ledger.add(person("سارا کوشان", country="TUR", day="2025-03-01"))
    assert [w.country for w in ledger.who("سارا کوشان")] == ["IRN", "TUR"]
