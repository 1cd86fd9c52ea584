"""A record on a spaCy Doc: ``doc._.ravi`` is the record, ``doc.spans["ravi.content"]`` its spans, layer by layer.

Needs ``pip install 'ravi[spacy]'``.  Either from a record, :func:`to_doc`, or as the last component of a
pipeline: ``nlp = ravi.language.load(); nlp.add_pipe("ravi"); nlp(text)._.ravi``.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from ravi import language
from ravi.reader import Reader, report
from ravi.record import Record
from ravi.record import Span as Place

__all__ = ["LAYERS", "make_component", "to_doc"]

LAYERS = ("actor", "time", "quantity", "source", "cue", "content", "addressee", "channel", "event")
"""The span groups of a Doc, each as ``ravi.LAYER``; the label of a span says what it is, its id whose it is."""

if not Doc.has_extension("ravi"):
    Doc.set_extension("ravi", default=None)
    Span.set_extension("ravi", default=None)


def to_doc(record: Record, nlp: Language | None = None) -> Doc:
    """The report as a Doc with the record on it; ``nlp`` is the pipeline that makes the Doc, Ravi's own without.

    ``doc._.ravi`` is the record, ``span._.ravi`` the item that a span belongs to.  ``doc.text`` is the report's
    text, so that ``token.idx`` counts as the record's spans do.  A span that ends within a token is widened to
    it.
    """
    doc: Doc = (nlp or language.load())(record.report.text)
    return _put(doc, record)


def _put(doc: Doc, record: Record) -> Doc:
    groups: dict[str, list[Span]] = {layer: [] for layer in LAYERS}

    def add(layer: str, place: Place | None, label: str, item: Any) -> None:
        found = None
        if place is not None and place[0] < place[1]:
            found = doc.char_span(*place, label=label, span_id=item.id, alignment_mode="expand")
        if found is not None:
            found._.ravi = item
            groups[layer].append(found)

    for actor in record.actors:
        for mention in actor.mentions:
            if mention.form != "dropped":
                add("actor", mention.span, actor.kind, actor)
    for time in record.times:
        add("time", time.span, time.kind, time)
    for quantity in record.quantities:
        add("quantity", quantity.span, quantity.unit or "number", quantity)
    for told in record.attributions:
        add("source", told.source.span, told.source.kind, told)
        add("cue", told.cue.span if told.cue else None, told.act, told)
        for place in told.content.spans:
            add("content", place, told.type, told)
        add("addressee", told.addressee.span if told.addressee else None, "addressee", told)
        add("channel", told.channel.span if told.channel else None, "channel", told)
    for event in record.events:
        for place in (event.trigger, *event.mentions):
            add("event", place, event.type, event)
    for layer, spans in groups.items():
        doc.spans[f"ravi.{layer}"] = SpanGroup(doc, name=f"ravi.{layer}", spans=spans)
    doc._.ravi = record
    return doc


class Component:
    """Reads the text of a Doc and puts the record on it."""

    def __init__(self, published: str | None, outlet: str | None) -> None:
        self._reader, self._published, self._outlet = Reader(), published, outlet

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a Doc; ``doc.user_data`` may hold ``published`` and ``outlet`` of its own."""
        published = doc.user_data.get("published", self._published)
        outlet = doc.user_data.get("outlet", self._outlet)
        return _put(doc, self._reader.read(report(doc.text, published=published, outlet=outlet)))


@Language.factory("ravi", default_config={"published": None, "outlet": None}, assigns=["doc._.ravi"])
def make_component(nlp: Language, name: str, published: str | None, outlet: str | None) -> Component:
    """The component ``ravi``; ``published`` is an ISO date for all texts, ``outlet`` who published them."""
    return Component(published, outlet)
