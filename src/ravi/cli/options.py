"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from ravi.cli.bidi import Bidi
from ravi.export.wording import Lang

__all__ = [
    "Bidi",
    "BidiOption",
    "ColumnOption",
    "EncodingOption",
    "JsonOption",
    "Lang",
    "LangOption",
    "PublishedOption",
]


LangOption = Annotated[Lang, typer.Option("--lang", help="Language of the labels.", envvar="RAVI_LANG")]
BidiOption = Annotated[
    Bidi,
    typer.Option(
        "--bidi",
        envvar="RAVI_BIDI",
        help="Who puts Persian in order: the **terminal**, Ravi (**visual**, letters joined) or nobody (**none**); "
        "**auto** asks the terminal.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON; errors on stderr are JSON as well.")]
EncodingOption = Annotated[
    str | None,
    typer.Option("--encoding", help="Encoding of the files, where it is not UTF-8, UTF-16 or Windows-1256."),
]
ColumnOption = Annotated[
    str | None,
    typer.Option("--column", metavar="NAME", help="Where the text of a table (CSV, JSON lines, Parquet) stands."),
]
PublishedOption = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DATE",
        help="Day of publication, 2025-01-17 or ۱۴۰۳/۱۰/۲۸; relative dates are resolved against it.",
    ),
]
