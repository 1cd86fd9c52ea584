"""What the floors below say in English is said in Persian on Persian pages; no message is missing."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import ravi
from ravi import lexicon
from ravi.errors import InputError
from ravi.export.formats import FORMATS
from ravi.web.saying import fault, said

HERE = Path(ravi.__file__).parent
# Modules whose errors reach a page; those of upkeep, history and watching are told by the command alone.
MODULES = [
    *(HERE / "ledger" / name for name in ("compile.py", "dates.py", "profile.py", "query.py")),
    *(HERE / "ledger" / name for name in ("saved.py", "search.py")),
    *(HERE / "ledger" / "relations" / name for name in ("compare.py", "judge.py", "same_event.py", "origin.py")),
    *(HERE / "intake" / name for name in ("archives.py", "confined.py", "decode.py", "documents.py", "fetch.py")),
    *(HERE / "intake" / name for name in ("load.py", "pdf.py", "tables.py")),
    *(HERE / "web" / name for name in ("desk.py", "doubting.py", "selection.py", "taking.py")),
    *(HERE / "web" / "pages" / name for name in ("account.py", "search.py")),
]  # fmt: skip


def template(node: ast.expr | None) -> str | None:
    """A string with ``{}`` where something is filled in; None for what is no string."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
    return None


def messages() -> set[str]:
    found: set[str | None] = set()
    for file in MODULES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            if node.func.id in ("InputError", "DecodingError", "FetchError", "LedgerError", "QueryError"):
                found.add(template(node.args[0]))
                found |= {template(word.value) for word in node.keywords if word.arg == "hint"}
            elif node.func.id in ("HTTPException", "Verdict"):
                found.add(template(node.args[1]))
    # A command to type, filled in, and what is a sentence of its own in the catalogue.
    kept = {"ravi export {}", "ravi export {} QUERY", "no saved search {}{}", "no country {}; {}"}
    return {text for text in found if text and " " in text} - kept


def test_every_message_that_a_page_can_show_is_in_persian() -> None:
    known = {row["en"] for row in lexicon.table("messages")}
    assert len(messages()) > 60
    assert not messages() - known
    assert not {form.what for form in FORMATS.values()} - known


def test_no_message_fills_in_more_than_it_is_given() -> None:
    for row in lexicon.table("messages"):
        given = row["en"].count("{}")
        row["fa"].replace("{}", "{0}").format("", *"abc"[:given])
        assert row["fa"].count("{}") <= given, row["en"]


@pytest.mark.parametrize(
    ("english", "persian"),
    [
        ("no report 99999", "گزارش ۹۹۹۹۹ در دفتر نیست"),
        ("1,234 characters, more than 500,000", "۱٬۲۳۴ نویسه، بیش از ۵۰۰٬۰۰۰"),
        ("no field 'foo'; there are act, to (at character 4 of the query)",
         "میدانی به نام \u2068«foo»\u2069 نیست؛ این‌ها هست: \u2068act, to\u2069 (نویسهٔ ۴ پرس‌وجو)"),
        ("no relation 'denies' stands between statements 7 and 12",
         "میان گفته‌های ۷ و ۱۲ پیوند \u2068«denies»\u2069 نیست"),
        ("of this nobody spoke", "of this nobody spoke"),
    ],
)  # fmt: skip
def test_a_message_is_said_in_persian(english: str, persian: str) -> None:
    assert said(english, "fa") == persian and said(english, "en") == english


def test_an_error_says_where_it_is_and_what_to_do() -> None:
    error = InputError("a damaged PDF file: Data format error", where="bridge.pdf", hint="give its text")
    assert fault(error, "fa") == "\u2068bridge.pdf\u2069: پروندهٔ PDF آسیب‌دیده است (متنش را بدهید)"
    assert fault(error, "en") == str(error)


@pytest.mark.parametrize(
    "path", ["/search?q=speaker:(", "/report/99999", "/actor/99999", "/claim/99999", "/event/99999", "/nothing",
             "/timeline?from=1403-13", "/search?q=act:no", "/search?q=@no"],
)  # fmt: skip
def test_a_persian_page_has_its_errors_in_persian(client: TestClient, path: str) -> None:
    html = client.get(path).text
    told = html[html.index("<main") :].split("</p>")[0].rpartition(">")[2]
    letters = [letter for letter in told if letter.isalpha()]
    assert sum("\u0600" <= letter <= "\u06ff" for letter in letters) > len(letters) / 4, told
