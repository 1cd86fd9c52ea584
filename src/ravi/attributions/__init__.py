"""Floor 6: who said what: cues, contents, sources, addressees, channels, nesting and chains."""

from __future__ import annotations

from dataclasses import replace

from ravi.actors import Cast
from ravi.attributions.naming import Naming, attributions, nest, unnested
from ravi.attributions.reading import Reading
from ravi.language import Analysis
from ravi.record import Attribution, Event, TimeExpression

__all__ = ["find", "link"]


def find(analysis: Analysis, cast: Cast, times: tuple[TimeExpression, ...]) -> tuple[Attribution, ...]:
    """All acts of telling in the order of the text.  Ids are ``a1``, ``a2``, …"""
    if not analysis.words:
        return ()
    reading = Reading(analysis, cast, times)
    drafts = reading.run()
    naming = Naming(reading.view, cast)
    naming.datelines(drafts)
    naming.resolve(drafts)
    nest(reading.view, drafts)
    kept = unnested(reading.view, drafts)
    if len(kept) < len(drafts):
        drafts = kept
        nest(reading.view, drafts)
    return attributions(reading.view, cast, drafts)


def link(attributions: tuple[Attribution, ...], events: tuple[Event, ...]) -> tuple[Attribution, ...]:
    """The same attributions with ``about`` naming the events that stand in their content."""
    linked = []
    for told in attributions:
        about = tuple(
            event.id
            for event in events
            if any(first <= event.trigger[0] and event.trigger[1] <= last for first, last in told.content.spans)
        )
        linked.append(replace(told, about=about) if about else told)
    return tuple(linked)
