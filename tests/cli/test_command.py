"""The command end to end: forms of output, several files, bad files, exit codes, one shape of error."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import ravi as package
from ravi.record import Record, schema

Run = Callable[..., Any]
EXAMPLES = Path(__file__).parents[2] / "examples"
AGENCY = EXAMPLES / "agency.txt"


@pytest.fixture
def short(tmp_path: Path) -> Path:
    path = tmp_path / "short.txt"
    path.write_text("سهراب ملک‌پور، شهردار ساحل‌آباد، دیروز گفت پل تازه باز شد.\n", encoding="utf-8")
    return path


def test_json_is_exactly_the_record(ravi: Run, short: Path) -> None:
    done = ravi("read", short, "--json", "--published", "2025-02-02", "--outlet", "آذرخش", "--title", "پل")
    assert (done.code, done.err) == (0, "")
    assert done.out.count("\n") == 1
    record = Record.from_json(done.out)
    text = short.read_text(encoding="utf-8")
    assert record == package.read(text, published="2025-02-02", outlet="آذرخش", title="پل")
    Draft202012Validator(schema()).validate(json.loads(done.out))


def test_a_solar_date_is_a_date(ravi: Run, short: Path) -> None:
    done = ravi("read", short, "--json", "--published", "۱۴۰۳/۱۱/۱۴")
    assert json.loads(done.out)["report"]["published"] == "2025-02-02"


def test_stdin_and_several_files_give_a_line_each(ravi: Run, short: Path) -> None:
    done = ravi("read", short, "-", "--json", stdin="او رفت.".encode())
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert [line["report"]["text"] for line in lines] == [short.read_text(encoding="utf-8"), "او رفت."]


def test_out_writes_a_file_for_each_and_names_do_not_clash(ravi: Run, short: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "short.txt"
    other.parent.mkdir()
    other.write_bytes(short.read_bytes())
    out = tmp_path / "records"
    done = ravi("read", short, other, "--out", out)
    assert (done.code, done.out) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == ["short-2.json", "short.json"]
    for path in out.iterdir():
        Record.from_json(path.read_text(encoding="utf-8"))


def test_a_bad_file_does_not_stop_the_others(ravi: Run, short: Path, tmp_path: Path) -> None:
    picture = tmp_path / "picture.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    done = ravi("read", picture, tmp_path / "missing.txt", short, "--json")
    assert done.code == 1
    assert len(done.out.splitlines()) == 1
    errors = [json.loads(line)["error"] for line in done.err.splitlines()]
    assert [error["where"] for error in errors] == [str(picture), str(tmp_path / "missing.txt")]
    assert all(set(error) == {"code", "message", "where", "hint"} for error in errors)


def test_errors_in_words_say_what_where_and_what_to_do(ravi: Run, short: Path, tmp_path: Path) -> None:
    assert ravi("read", tmp_path, "--json").out.count('"schema"') == 1  # a folder: the files in it
    done = ravi("read", short, "--published", "the 40th of May")
    assert done.code == 1
    assert "--published" in done.err and "2025-01-17" in done.err
    assert ravi("read", short, "--out", short / "below").code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", "a", "b", "--html", "x.html"),
        ("read", "a", "--json", "--markdown"),
        ("read", "a", "--lang", "de"),
        ("no-such-command",),
        ("explain", "a"),
    ],
)
def test_wrong_use_is_2(ravi: Run, arguments: tuple[str, ...]) -> None:
    done = ravi(*arguments)
    assert done.code == 2
    assert done.err


@pytest.mark.parametrize("command", ["", "read", "repair", "explain", "parse", "schema", "version"])
def test_help_is_there(ravi: Run, command: str) -> None:
    done = ravi(*([command] if command else []), "--help")
    assert done.code == 0
    assert "Usage" in done.out


def test_version_and_schema(ravi: Run) -> None:
    assert ravi("version").out == ravi("--version").out == f"ravi {package.__version__}\n"
    assert json.loads(ravi("schema").out) == schema()


@pytest.mark.parametrize("lang", ["en", "fa"])
@pytest.mark.parametrize("bidi", ["none", "terminal", "visual"])
def test_the_terminal_view(ravi: Run, short: Path, lang: str, bidi: str) -> None:
    done = ravi("read", short, "--lang", lang, "--bidi", bidi, "--published", "2025-02-02")
    assert (done.code, done.err) == (0, "")
    if bidi == "none":
        assert ("WHO SAID WHAT" if lang == "en" else "چه کسی چه گفت") in done.out
        assert ("1 February 2025 (13 Bahman 1403)" if lang == "en" else "۱۳ بهمن ۱۴۰۳") in done.out
        assert "پل تازه باز شد" in done.out


def test_markdown(ravi: Run, short: Path) -> None:
    done = ravi("read", short, "--markdown")
    assert done.out.startswith("# ")
    assert "## Who said what" in done.out


def test_a_page(ravi: Run, short: Path, tmp_path: Path) -> None:
    path = tmp_path / "pages" / "short.html"
    assert ravi("read", short, "--html", path, "--lang", "fa").code == 0
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_empty_and_foreign_texts_give_an_honest_empty_record(ravi: Run) -> None:
    for text, language in ((b"", "und"), (b"The minister said that the bridge was open.", "en")):
        done = ravi("read", "-", "--json", stdin=text)
        record = Record.from_json(done.out)
        assert record == Record(report=record.report)
        assert record.report.language == language
    assert "not Persian" in ravi("read", "-", stdin=b"The minister said so.").out


def test_repair(ravi: Run) -> None:
    raw = "وزير گفت كه راه باز است."
    done = ravi("repair", "-", stdin=raw.encode())
    assert done.out == "وزیر گفت که راه باز است."
    shown = json.loads(ravi("repair", "-", "--json", stdin=raw.encode()).out)
    assert shown["text"] == done.out
    assert [repair["kind"] for repair in shown["repairs"]] == ["letter", "letter"]
    assert all(repair["why"] for repair in shown["repairs"])
    for repair in shown["repairs"]:
        assert raw[slice(*repair["span"])] == repair["from"]
    diff = ravi("repair", "-", "--diff", stdin=raw.encode()).out
    assert "U+064A" in diff and "U+06CC" in diff and "2 repairs" in diff


def test_right_text_comes_back_unchanged(ravi: Run) -> None:
    text = AGENCY.read_text(encoding="utf-8")
    assert ravi("repair", AGENCY).out == text


def test_explain(ravi: Run, short: Path) -> None:
    text = short.read_text(encoding="utf-8")
    at = text.index("گفت")
    done = ravi("explain", short, "--at", at, "--json")
    found = json.loads(done.out)
    assert any(item["what"].startswith("word") and item["text"] == "گفت" for item in found)
    assert any(item["what"].startswith("attributions") for item in found)
    assert "lemma" in ravi("explain", short, "--at", at).out
    assert json.loads(ravi("explain", short, "--at", "a1", "--json").out)[0]["what"] == "attributions a1"
    for wrong in ("a99", "x", "99999"):
        assert ravi("explain", short, "--at", wrong).code == 1


def test_parse_prints_conllu(ravi: Run, short: Path) -> None:
    rows = [line.split("\t") for line in ravi("parse", short).out.splitlines() if line and line[0] != "#"]
    assert all(len(row) == 10 for row in rows)
    assert "گفت" in [row[1] for row in rows]


def test_the_module_runs_and_a_closed_pipe_is_quiet() -> None:
    code = f'{sys.executable} -m ravi schema | head -c 1; echo " ${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.split()[0] == "{"
