"""Floor 6: who said what: cues, contents, sources, addressees, channels, nesting and chains.

``tellings`` is the way there with word ranges instead of spans: candidates from the cue lexicon
(``candidates``), the content of each by its frame (``finder``, ``adverbial``, ``contents``), sources and
parties (``sources``, ``parties``), speech that runs on (``running``), actors, datelines and parents
(``naming``), and how sure each is (``confidence``).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from ravi.actors import Cast
from ravi.attributions.confidence import chance
from ravi.attributions.draft import Draft
from ravi.attributions.naming import Naming, attributions, nest, unnested
from ravi.attributions.reading import Reading
from ravi.attributions.view import View
from ravi.language import Analysis
from ravi.record import Attribution, Event, TimeExpression

__all__ = ["find", "link", "tellings"]


def find(analysis: Analysis, cast: Cast, times: tuple[TimeExpression, ...]) -> tuple[Attribution, ...]:
    """All acts of telling in the order of the text.  Ids are ``a1``, ``a2``, …"""
    if not analysis.words:
        return ()
    view, drafts = tellings(analysis, cast, times)
    for draft in drafts:
        draft.confidence = chance(view, draft)
    return attributions(view, cast, drafts)


def tellings(analysis: Analysis, cast: Cast, times: tuple[TimeExpression, ...]) -> tuple[View, list[Draft]]:
    """The drafts of all tellings with their actors and parents, and the view that their ranges count in."""
    reading = Reading(analysis, cast, times)
    drafts = reading.run()
    naming = Naming(reading.view, cast)
    naming.datelines(drafts)
    nest(reading.view, drafts)  # whose words a telling stands in bears on whom its pronoun means
    naming.resolve(drafts)
    kept = unnested(reading.view, drafts)
    if len(kept) < len(drafts):
        drafts = kept
        nest(reading.view, drafts)
    return reading.view, drafts


def link(attributions: tuple[Attribution, ...], events: tuple[Event, ...]) -> tuple[Attribution, ...]:
    """The same attributions with ``about`` naming the events that stand in their content."""
    order = sorted(range(len(events)), key=lambda i: events[i].trigger)
    starts = [events[i].trigger[0] for i in order]
    linked = []
    for told in attributions:
        inside = {
            i
            for first, last in told.content.spans
            for i in order[bisect_left(starts, first) : bisect_right(starts, last)]
            if events[i].trigger[1] <= last
        }
        linked.append(replace(told, about=tuple(events[i].id for i in sorted(inside))) if inside else told)
    return tuple(linked)
