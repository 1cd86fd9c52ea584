"""The cast of one report while it is being read: actors and their mentions, still open to additions.

Actors are named by a handle, a small integer that stays the same; ``actors()`` freezes them into the
record's types with ids ``A1``, ``A2``, … in the order of their first mention, and ``id_of(handle)`` gives
the id.  The floors above work with handles' ids only through this class.
"""

from __future__ import annotations

from ravi.language import Analysis
from ravi.record import Actor, ActorKind, MentionForm, Span


class Cast:
    """Who is who in one report."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis

    def at(self, span: Span) -> str | None:
        """The id of the actor whose mention fills ``span`` best (the longest that lies in it), or None.

        A span that holds a name with its office («کاظم جلالی، سفیر ایران در مسکو») is the holder, not the
        state or the city inside the office.
        """
        raise NotImplementedError

    def head_at(self, word: int) -> str | None:
        """The id of the actor of the mention that covers word ``word``, the outermost first, or None."""
        raise NotImplementedError

    def mention_span(self, word: int) -> Span | None:
        """The full span of the mention around word ``word``, its appositive offices included, or None."""
        raise NotImplementedError

    def ensure(self, span: Span, *, kind: ActorKind | None = None, form: MentionForm = "description") -> str:
        """The id of the actor that ``span`` mentions; a new actor where nobody fits (``یک مقام آگاه``)."""
        raise NotImplementedError

    def mention(self, actor: str, span: Span, form: MentionForm) -> None:
        """Record a further mention of ``actor``: a pronoun, or the verb of a dropped subject."""
        raise NotImplementedError

    def antecedent(
        self,
        word: int,
        *,
        plural: bool = False,
        speakers: tuple[str, ...] = (),
        exclude: frozenset[str] = frozenset(),
        person_only: bool = True,
    ) -> str | None:
        """The id of the actor that a pronoun or a dropped subject at word ``word`` means, or None.

        ``speakers`` are the sources of the tellings before it, the last one first; ``exclude`` cannot be
        meant (the addressee of the same clause, say).
        """
        raise NotImplementedError

    def actors(self) -> tuple[Actor, ...]:
        """The actors as the record has them."""
        raise NotImplementedError
