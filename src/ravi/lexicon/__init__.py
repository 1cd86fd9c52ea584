"""Floor 1: the facts of the language as data files (TSV and TOML), and one loader for them.

``table(name)`` reads ``NAME.tsv``: columns named in the first line, ``#`` begins a comment line, a cell may
hold several values divided by ``|``.  Files are read once and kept.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any

__all__ = ["table", "toml", "words"]


def _read(name: str) -> str:
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")


@functools.cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``NAME.tsv`` as dicts by column; a missing last cell is an empty string.

    Raises ValueError with file and line where a row has more cells than the header.
    """
    header: list[str] | None = None
    rows: list[dict[str, str]] = []
    for number, line in enumerate(_read(f"{name}.tsv").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            continue
        if len(cells) > len(header):
            raise ValueError(f"{name}.tsv, line {number}: {len(cells)} cells, the header has {len(header)}")
        cells += [""] * (len(header) - len(cells))
        rows.append(dict(zip(header, cells, strict=True)))
    return tuple(rows)


@functools.cache
def words(name: str) -> frozenset[str]:
    """The entries of ``NAME.txt``, one a line; ``#`` begins a comment line."""
    return frozenset(
        line.strip() for line in _read(f"{name}.txt").splitlines() if line.strip() and not line.startswith("#")
    )


@functools.cache
def toml(name: str) -> dict[str, Any]:
    """The content of ``NAME.toml``."""
    return tomllib.loads(_read(f"{name}.toml"))
