"""Floor 2: repairs with a way back, the repaired view, tokens and sentences.

``repair(raw)`` proposes repairs and gives the repaired view; ``segment(repaired)`` cuts the view into
sentences and tokens whose offsets are those of the raw text.
"""

from __future__ import annotations

from ravi.text.types import Repaired, Sentence, Token

__all__ = ["Repaired", "Sentence", "Token", "repair", "segment"]


def repair(raw: str) -> Repaired:
    """Propose repairs for ``raw``; the same text gives the same repairs."""
    raise NotImplementedError


def segment(repaired: Repaired) -> tuple[Sentence, ...]:
    """Cut the repaired view into sentences of tokens, in order, with raw offsets."""
    raise NotImplementedError
