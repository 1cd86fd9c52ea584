"""The ledger's commands: add, search, who, stats, check, verify, backup."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ravi.cli.app import app
from ravi.cli.export import FORMATS

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
