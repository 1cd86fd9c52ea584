"""``ravi parse``: the grammar underneath, as CoNLL-U."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ravi.cli.inputs import read_text
from ravi.cli.options import EncodingOption

__all__ = ["parse"]


def parse(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text; **-** is standard input.")],
    encoding: EncodingOption = None,
) -> None:
    """Print tokens, tags, lemmas, features and dependencies as CoNLL-U."""
    from ravi.language import analyse
    from ravi.language.conllu import sentences

    for sentence in sentences(analyse(read_text(file, encoding))):
        sys.stdout.write(sentence + "\n\n")
