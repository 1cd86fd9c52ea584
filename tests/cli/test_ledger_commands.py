"""The ledger's commands: add, search, who, stats, check, verify, backup."""

import csv
import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from ravi.cli.app import app
from ravi.cli.export import FORMATS, export
from ravi.errors import InputError
from ravi.ledger.errors import LedgerError

TEXT = "ناهید آذرگون، وزیر راه سورنا، گفت: «این پل را با کمک مردم ساخته‌ایم.» او روز جمعه به بندر مهران سفر کرد."


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == code, result.output
    return result.stdout


def test_a_report_is_added_once_and_found(place: Path) -> None:
    assert run("add", "report.txt", "--published", "۱۴۰۳/۱۰/۲۸") == "1 added, 0 known already, 0 not read\n"
    assert run("add", "report.txt", "--published", "2025-01-17") == "0 added, 1 known already, 0 not read\n"
    assert json.loads(run("stats", "--json"))["report"] == 1
    found = json.loads(run("search", "published:1403-10", "--json"))
    assert found["total"] == len(found["hits"])
    rows = list(csv.DictReader(io.StringIO(run("search", "", "--csv"))))
    assert len(rows) == found["total"] and all(row["published"] == "2025-01-17" for row in rows)
    for nothing in (("search", "ناکجاآباد"), ("who", "ناکجاآبادی")):
        assert run(*nothing, "--csv").startswith("statement,report,")
    assert run("ledger", "check") == run("ledger", "verify") == "whole\n"
    run("ledger", "backup", "copy.db")
    assert json.loads(run("stats", "--json", "--ledger", "copy.db")) == json.loads(run("stats", "--json"))


def test_what_was_said_is_found_by_its_words_and_its_speaker(place: Path) -> None:
    run("add", "report.txt")
    assert "این پل را با کمک مردم ساخته‌ایم" in run("search", "ساختهایم speaker:آذرگون")
    assert "وزیر راه سورنا" in run("who", "آذرگون")
    (one,) = json.loads(run("who", "ناهید آذرگون", "--json"))
    assert one["name"] == "ناهید آذرگون" and one["total"] >= 1


def test_one_bad_file_does_not_keep_the_others_out(place: Path) -> None:
    (place / "junk").write_bytes(b"\x00\x01" * 500)
    assert run("add", "junk", "report.txt", code=1).endswith("1 added, 0 known already, 1 not read\n")


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_is_written(place: Path, form: str) -> None:
    run("add", "report.txt")
    run("export", form, "--out", f"out.{form}")
    assert (place / f"out.{form}").stat().st_size > 0
    run("export", "nosuch", code=2)


def test_only_what_a_query_finds_is_exported(place: Path) -> None:
    run("add", "report.txt")
    run("export", "jsonl", "speaker:کوشان", "-o", "out.jsonl")
    assert (place / "out.jsonl").read_text() == ""


def test_a_known_report_is_not_read_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "report.txt")
    monkeypatch.setattr("ravi.reader.Reader.read", lambda *_: 1 / 0)
    assert run("add", "report.txt") == "0 added, 1 known already, 0 not read\n"


def test_several_processes_read_in_order_and_set_aside_what_is_none(place: Path) -> None:
    for number in range(4):
        (place / f"{number}.txt").write_text(f"{TEXT} شماره {number}", encoding="utf-8")
    (place / "junk").write_bytes(b"\x00\x01" * 500)
    files = ["0.txt", "junk", "1.txt", "2.txt", "report.txt", "3.txt"]
    lines = run("add", *files, "--jobs", "2", "--aside", "aside.jsonl", "--json", code=1).splitlines()
    told = [json.loads(line) for line in lines]
    assert [line["origin"] for line in told] == [file for file in files if file != "junk"]
    assert [line["report"] for line in told] == [1, 2, 3, 4, 5]
    (left,) = (json.loads(line) for line in (place / "aside.jsonl").read_text(encoding="utf-8").splitlines())
    assert left["origin"] == "junk" and left["code"] == "encoding"


def test_searches_are_saved_counted_and_ordered(place: Path) -> None:
    run("add", "report.txt", "--published", "2025-01-17", "--outlet", "نوروزنامه")
    run("search", "پل", "--save", "bridges")
    total = json.loads(run("search", "@bridges", "--order", "relevance", "--json"))["total"]
    assert total >= 1 and "@bridges  پل" in run("ledger", "saved")
    assert run("ledger", "saved", "--csv") == "name,query\nbridges,پل\n"
    facets = json.loads(run("search", "@bridges", "--facets", "--json"))
    assert facets["solar_months"] == [["1403-10", total]] and facets["outlets"] == [["نوروزنامه", total]]
    assert run("search", "@bridges", "--facets", "--csv").startswith("facet,value,count\n")
    assert run("ledger", "saved", "--forget", "bridges") == ""
    run("search", "@bridges", code=1)


def test_what_was_said_when(place: Path) -> None:
    run("add", "report.txt", "--published", "2025-01-17")
    (month,) = json.loads(run("timeline", "--json"))
    assert (month["label"], month["begin"], month["end"]) == ("1403-10", "2024-12-21", "2025-01-19")
    rows = list(
        csv.DictReader(io.StringIO(run("timeline", "پل", "--by", "year", "--calendar", "gregorian", "--csv")))
    )
    assert [row["label"] for row in rows] == ["2025"]
    assert "1403" in run("timeline", "--by", "year") and list(csv.reader(io.StringIO(run("stats", "--csv"))))


def test_a_correction_and_its_history(place: Path) -> None:
    run("add", "report.txt")
    first = json.loads(run("search", "ساخته‌ایم", "--json"))["hits"][0]
    where = f"1:{first['attribution']}"
    run("ledger", "correct", "reject", where, "--by", "سارا", "--why", "not said")
    assert json.loads(run("search", "ساخته‌ایم", "--json"))["total"] == 0
    (place / "history.jsonl").write_text(run("ledger", "history", "--json"), encoding="utf-8")
    run("ledger", "correct", "undo", "1", "--by", "سارا")
    assert json.loads(run("search", "ساخته‌ایم", "--json"))["total"] == 1
    assert run("ledger", "verify", "--against", "history.jsonl") == "whole\n"
    assert "سارا" in run("ledger", "history") and run("ledger", "history", "--csv").startswith("number,")
    run("ledger", "correct", "reject", where, code=1)  # nobody signs it
    run("ledger", "correct", "reject", "1:a99", "--by", "سارا", code=1)
    run("ledger", "correct", "nosuch", where, "--by", "سارا", code=1)


def test_the_ledger_is_copied_restored_and_kept_in_order(place: Path) -> None:
    run("add", "report.txt")
    run("ledger", "backup", "copy.db")
    run("ledger", "restore", "copy.db", code=1)  # there is one
    run("ledger", "restore", "copy.db", "--replace")
    assert (place / "ravi.db.old-1").exists() and run("ledger", "check") == "whole\n"
    run("ledger", "vacuum")
    run("ledger", "rebuild")
    assert run("ledger", "migrate").startswith("version ")
    assert run("ledger", "reread") == "0 read again, 0 not read\n"
    assert run("ledger", "reread", "--all") == "1 read again, 0 not read\n"
    assert run("ledger", "check") == "whole\n"


def test_looking_into_a_ledger_that_is_not_there_makes_none(place: Path) -> None:
    run("search", "پل", code=1)
    assert not (place / "ravi.db").exists()


def test_what_waits_to_be_related_is_told(place: Path) -> None:
    told = "1 not looked at for what belongs together: ravi ledger relate\n"
    assert CliRunner().invoke(app, ["add", "report.txt"]).stderr.endswith(told)
    assert CliRunner().invoke(app, ["add", "report.txt", "--json"]).stderr == ""
    assert CliRunner().invoke(app, ["add", "report.txt", "--relate"]).stderr == ""
    assert CliRunner().invoke(app, ["ledger", "rebuild"]).stderr == told
    assert CliRunner().invoke(app, ["compare", "پل"]).stderr == told


@pytest.mark.parametrize(
    "words",
    [("compare", "پل"), ("positions", "آذرگون", "پل"), ("ledger", "relate"), ("who", "آذرگون"), ("export", "csv")],
)
def test_a_command_that_looks_into_a_ledger_makes_none(place: Path, words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, [*words, "--ledger", "mistyped.db"])
    assert result.exit_code == 1 or isinstance(result.exception, LedgerError)
    assert not (place / "mistyped.db").exists()


def test_a_terminal_is_spared_what_it_cannot_show(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "report.txt")
    monkeypatch.setattr("ravi.cli.export.sys", SimpleNamespace(stdout=SimpleNamespace(isatty=lambda: True)))
    for form in ("xlsx", "parquet"):
        with pytest.raises(InputError, match="nothing for a terminal"):
            export(form)
