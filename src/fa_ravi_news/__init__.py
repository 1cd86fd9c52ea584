"""The name under which ``spacy.load("fa_ravi_news")`` finds Ravi's pipeline.

spaCy loads a name only where an installed distribution bears it, and then calls this module's ``load``.  The
entry point ``spacy_models`` alone is listed and never loaded (spaCy 3.8), so the wheel also holds a record of
this name, ``fa_ravi_news.egg-info``.
"""

from __future__ import annotations

from ravi.language.spacy_pipeline import load

__all__ = ["load"]
