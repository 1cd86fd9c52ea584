"""Floor 2: repairs with a way back, the repaired view, tokens and sentences.

``repair(raw)`` proposes repairs and gives the repaired view; ``segment(repaired)`` cuts the view into
sentences and tokens whose offsets are those of the raw text; ``fold(word)`` is one spelling for all
spellings of a word.
"""

from __future__ import annotations

from ravi.text.fold import fold
from ravi.text.repairing import repair
from ravi.text.sentences import segment
from ravi.text.types import Repaired, Sentence, Token

__all__ = ["Repaired", "Sentence", "Token", "fold", "repair", "segment"]
