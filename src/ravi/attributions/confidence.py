"""How surely an attribution is right as a whole: speaker, cue and content.

A logistic regression over a few facts of how the draft was found; its weights stand in
``lexicon/cues_confidence.toml`` and are made by ``training/attributions.py``.
"""

from __future__ import annotations

import functools
import math

from ravi.attributions.draft import Draft
from ravi.attributions.view import View
from ravi.lexicon import toml


@functools.cache
def weights() -> dict[str, float]:
    """The learnt weights by feature."""
    return {name: float(value) for name, value in toml("cues_confidence")["weights"].items()}


def features(view: View, draft: Draft) -> tuple[str, ...]:
    """What is known of a draft, as names of binary features."""
    found = ["bias", f"frame {draft.frame}", f"source {draft.form or 'none'}"]
    candidate = draft.candidate
    if candidate is not None:
        found.append(f"cue {candidate.entry.kind}")
        found.append(f"strength {candidate.entry.strength}")
        if candidate.elided or candidate.apart:
            found.append("noun and verb apart")
        if candidate.verb is not None and candidate.verb.passive:
            found.append("passive")
    if draft.parent >= 0:
        found.append("nested")
    if draft.actor is None:
        found.append("nobody")
    if draft.relative >= 0:
        found.append("in a relative clause")
    size = sum(last - first for first, last in draft.content)
    found.append("content " + ("short" if size < 4 else "middling" if size < 60 else "long"))
    if len(draft.content) > 1:
        found.append("content in parts")
    at = draft.begin
    length = view.sentences[view.sentence[at]].last - view.sentences[view.sentence[at]].first
    if length > 60:
        found.append("long sentence")
    if draft.source is not None and draft.source[1] - draft.source[0] > 12:
        found.append("long source")
    return tuple(found)


def chance(view: View, draft: Draft) -> float:
    """The probability that the draft is right as a whole."""
    learnt = weights()
    total = sum(learnt.get(name, 0.0) for name in features(view, draft))
    return round(1.0 / (1.0 + math.exp(-total)), 3)
