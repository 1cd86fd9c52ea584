"""Floor 3: the trained Persian pipeline: tags, lemmas, dependencies and names.

``analyse(text)`` is what the floors above call; ``load()`` gives the same as a spaCy pipeline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ravi.errors import RaviError
from ravi.language.analyse import analyse
from ravi.language.types import Analysis, Entity, Sent, Word

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Analysis", "Entity", "Sent", "Word", "analyse", "load"]


def load(**options: Any) -> Language:
    """The pipeline as spaCy's (docs/pipeline.md); options as for ``spacy.load``.  Needs ``ravi[spacy]``."""
    try:
        from ravi.language.spacy_pipeline import load as build
    except ModuleNotFoundError as error:
        if error.name != "spacy":
            raise
        raise RaviError("spaCy is not installed", hint="pip install 'ravi[spacy]'") from error
    return build(**options)
