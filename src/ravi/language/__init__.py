"""Floor 3: the trained Persian pipeline: tags, lemmas, dependencies and names.

``analyse(text)`` is what the floors above call; ``load()`` gives the same as a spaCy pipeline.
"""

from __future__ import annotations

from ravi.language.analyse import analyse
from ravi.language.types import Analysis, Entity, Sent, Word

__all__ = ["Analysis", "Entity", "Sent", "Word", "analyse"]
