"""The house keeps its order: floors, small modules, a sorted and documented surface, readable data, no fat."""

from __future__ import annotations

import ast
import importlib
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import ravi
from ravi import lexicon

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "ravi"

FLOORS: dict[str, float] = {
    "errors": 0,
    "record": 1,
    "lexicon": 1,
    "models": 1,
    "text": 2,
    "language": 3,
    "numerals": 3.5,
    "times": 4,
    "quantities": 4,
    "actors": 5,
    "attributions": 6,
    "events": 7,
    "reader": 8,
    "ledger": 9,
    "export": 9,
    "intake": 9,
    "corpus": 10,
    "web": 10,
    "cli": 11,  # puts all of them together
}
"""The floor of each package; ``__init__`` and ``__main__`` of ravi itself stand above all."""

LONGEST = 500
"""Lines of the largest module that is still one thing."""

HEAVIEST = 50 * 1024 * 1024
"""Bytes of all data in the package, weights included."""

MODULES = sorted(SOURCE.rglob("*.py"))


def package(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def dotted(path: Path) -> str:
    parts = ["ravi", *path.relative_to(SOURCE).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every module of ravi that a file imports, wherever in the file, with its line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name.startswith("ravi."))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "ravi":
            yield node.lineno, f"ravi.{node.attr}"
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative imports hide the floor"
            if node.module == "ravi":
                yield from ((node.lineno, f"ravi.{alias.name}") for alias in node.names)
            elif node.module and node.module.startswith("ravi."):
                yield node.lineno, node.module


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_module_imports_only_from_the_floors_below(path: Path) -> None:
    here = package(path)
    if here in ("__init__", "__main__"):
        return
    assert here in FLOORS, f"{here} has no floor; give it one in FLOORS"
    for line, name in imports(path):
        there = name.split(".")[1]
        if there in (here, "__version__"):
            continue
        assert there in FLOORS, f"{path}:{line}: {name} has no floor"
        assert FLOORS[there] < FLOORS[here], f"{path}:{line}: {here} may not import {there}"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_module_is_one_thing(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{path} has {lines} lines: when a file has two reasons to change, it is two files"


@pytest.mark.parametrize("path", [p for p in MODULES if p.name == "__init__.py"], ids=dotted)
def test_the_surface_is_sorted_and_documented(path: Path) -> None:
    module = importlib.import_module(dotted(path))
    assert module.__doc__, f"{path} says nothing about itself"
    names = getattr(module, "__all__", [])
    assert list(names) == sorted(names), f"{path}: __all__ is not sorted"
    for name in names:
        thing = getattr(module, name)
        if callable(thing) and getattr(thing, "__module__", "").startswith("ravi"):
            assert thing.__doc__, f"{dotted(path)}.{name} has no docstring"


def test_the_public_names_are_there() -> None:
    assert {"Reader", "Record", "Repaired", "Report", "read", "repair"} <= set(ravi.__all__)
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert ravi.__version__ == declared


@pytest.mark.parametrize("path", sorted((SOURCE / "lexicon").rglob("*.tsv")), ids=lambda p: p.name)
def test_a_table_of_the_lexicon_parses(path: Path) -> None:
    rows = lexicon.table(path.relative_to(SOURCE / "lexicon").with_suffix("").as_posix())
    assert rows, f"{path.name} has no rows"
    assert all(any(row.values()) for row in rows), f"{path.name}: an empty row"


@pytest.mark.parametrize("path", sorted((SOURCE / "lexicon").rglob("*.toml")), ids=lambda p: p.name)
def test_a_toml_of_the_lexicon_parses(path: Path) -> None:
    assert lexicon.toml(path.relative_to(SOURCE / "lexicon").with_suffix("").as_posix())


@pytest.mark.parametrize("path", sorted((SOURCE / "lexicon").rglob("*.txt")), ids=lambda p: p.name)
def test_a_word_list_of_the_lexicon_parses(path: Path) -> None:
    assert lexicon.words(path.relative_to(SOURCE / "lexicon").with_suffix("").as_posix())


def test_the_package_carries_no_more_than_it_may() -> None:
    data = [p for p in SOURCE.rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc")]
    assert sum(p.stat().st_size for p in data) <= HEAVIEST
