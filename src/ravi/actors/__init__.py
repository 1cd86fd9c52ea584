"""Floor 5: who is who: one actor from all its mentions, offices and their holders.

``find(analysis)`` gives a :class:`Cast`, to which the floors above add the sources that only they see.
"""

from __future__ import annotations

from ravi.actors.cast import Cast
from ravi.language import Analysis

__all__ = ["Cast", "find"]


def find(analysis: Analysis, *, outlet: str | None = None) -> Cast:
    """The cast of one report: names, offices, states, outlets, groups and documents with their mentions."""
    cast = Cast(analysis)
    cast.outlet = outlet
    return cast
