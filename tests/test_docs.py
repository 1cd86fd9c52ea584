"""The docs are true: every command in them runs, what they show comes out, and nothing is left unsaid."""

from __future__ import annotations

import ast
import contextlib
import io
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from ravi.cli import main
from ravi.cli.app import app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "examples" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LEFT_OUT = "…"
"""A line that stands for others."""


def examples() -> Iterator[tuple[str, str, list[str]]]:
    """Every command of a ``console`` block with the page it stands on and the lines shown below it."""
    for page in PAGES:
        for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, *shown = part.splitlines()
                yield f"{page.relative_to(ROOT)}", command, shown


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like a copy of the repository, in which commands may write."""
    path = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "examples", path / "examples")
    return path


def arguments(command: str) -> tuple[bytes, list[str]]:
    """What a shell would make of ``cat FILE | ravi …``: standard input and arguments."""
    stdin = b""
    if "|" in (words := shlex.split(command)):
        cat, source, _, *words = words
        assert cat == "cat", command
        stdin = Path(source).read_bytes()
    assert words[0] == "ravi", command
    found: list[str] = []
    for word in words[1:]:
        found += sorted(map(str, Path().glob(word))) if "*" in word else [word]
    return stdin, found


@pytest.mark.parametrize(("page", "command", "shown"), [pytest.param(*e, id=f"{e[0]}: {e[1]}") for e in examples()])
def test_a_command_of_the_docs_runs(
    page: str,
    command: str,
    shown: list[str],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "100")
    stdin, words = arguments(command)
    monkeypatch.setattr(sys, "argv", ["ravi", *words])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
    with pytest.raises(SystemExit) as left:
        main()
    caught = capsys.readouterr()
    assert not left.value.code, caught.err
    lines = iter([" ".join(line.split()) for line in caught.out.splitlines()])
    for wanted in (" ".join(line.split()) for line in shown):
        if wanted and wanted != LEFT_OUT:
            assert wanted in lines, f"{page} shows a line that {command} does not print (here): {wanted}"


def test_every_command_and_option_is_in_the_docs() -> None:
    told = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        assert f"ravi {name}" in told, f"docs/cli.md does not name ravi {name}"
        if getattr(command, "commands", None):
            continue
        assert command.help, f"ravi {name} has no help"
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--") and option != "--help":
                    assert f"`{option}" in told or f" {option}" in told, (
                        f"docs/cli.md does not tell ravi {name} {option}"
                    )


def test_python_in_the_readme_is_python() -> None:
    for block in re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL):
        ast.parse(block)


RUN = [ROOT / "docs" / "howto-developers.md", ROOT / "docs" / "tutorial.md"]
"""Pages whose Python runs as it stands."""


@pytest.mark.parametrize("page", RUN, ids=lambda p: p.name)
def test_python_of_the_docs_runs(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    blocks = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(block, page.name, "exec"), {"__name__": "docs"})
        assert printed.getvalue().strip()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name}: {target}"
