"""What a ledger shows of itself at a glance: when things took place, and who is tied to whom.

These are the questions of the timeline and the network; :class:`ravi.ledger.Ledger` answers them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from ravi.ledger import moments, profile, ties
from ravi.ledger import schema as s
from ravi.ledger.backend import Backend
from ravi.ledger.moments import Moment
from ravi.ledger.profile import Profile, Side
from ravi.ledger.types import Hit, Hits


@dataclass(frozen=True, slots=True)
class Keys:
    """The rows of a ledger that the items of one report are, by the ids of its record.

    ``statements`` leaves out those that a correction rejected; ``entities`` are of its actors.
    """

    statements: dict[str, int]
    events: dict[str, int]
    entities: dict[str, int]


class Views:
    """The part of a ledger that draws pictures; it only reads."""

    _backend: Backend

    def event_days(self, query: str = "", *, told: bool = True) -> list[moments.Count]:
        """The events of a search by day and status, in order of day; those without a day first.

        They are the events that its statements are about and, with ``told``, what the reports of those
        statements tell in their own voice.  Raises QueryError.
        """
        with self._backend.read() as connection:
            return moments.counts(connection, query, told=told)

    def statement_days(self, query: str = "") -> list[tuple[str, int]]:
        """How many statements of a search were made on each day (ISO; that of publication where none is told)."""
        with self._backend.read() as connection:
            return moments.spoken(connection, query)

    def moments(
        self,
        query: str = "",
        *,
        told: bool = True,
        begin: str | None = None,
        end: str | None = None,
        statuses: Iterable[str] = moments.STATUSES,
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[int, list[Moment]]:
        """How many events of a search begin between two days (both included), and a page of them in their order."""
        with self._backend.read() as connection:
            return moments.moments(
                connection, query, told=told, begin=begin, end=end, statuses=statuses, limit=limit, offset=offset
            )  # fmt: skip

    def told(self, events: Sequence[int]) -> list[Moment]:
        """These events, in this order, as their reports have them."""
        with self._backend.read() as connection:
            return moments.told_as(connection, list(events))

    def ties(
        self,
        query: str = "",
        *,
        kinds: Iterable[str] = ties.KINDS,
        entity: int | None = None,
        least: int = 1,
        limit: int = 200,
    ) -> ties.Ties:
        """Who speaks to, about, accuses, criticises, meets whom, the heaviest ties first; raises QueryError."""
        with self._backend.read() as connection:
            return ties.ties(connection, query, kinds=kinds, entity=entity, least=least, limit=limit)

    def profile(self, entity: int) -> Profile:
        """Who an entity is and how much there is about it; raises LedgerError where there is none."""
        with self._backend.read() as connection:
            return profile.profile(connection, entity)

    def statements_of(
        self, entity: int, side: Side = "said", *, limit: int = 20, offset: int = 0
    ) -> tuple[Hits, dict[int, tuple[str, ...]]]:
        """Statements of an entity, about it or to it, the latest first, and the chain of voices of each."""
        with self._backend.read() as connection:
            return profile.statements(connection, entity, side, limit=limit, offset=offset)

    def events_of(self, entity: int, *, limit: int = 20, offset: int = 0) -> list[Moment]:
        """Events that an entity takes part in, the latest first."""
        with self._backend.read() as connection:
            return profile.events(connection, entity, limit=limit, offset=offset)

    def topics_of(self, entity: int, *, limit: int = 8) -> list[tuple[str, int]]:
        """Whom and what an entity speaks about most, with the number of its statements."""
        with self._backend.read() as connection:
            return profile.topics(connection, entity, limit=limit)

    def voices(self, hits: Sequence[Hit]) -> dict[int, tuple[str, ...]]:
        """The names of the voices that each statement came through, the outermost first, by its row."""
        with self._backend.read() as connection:
            return profile.voices(connection, hits)

    def keys(self, report: int) -> Keys:
        """Under which numbers the ledger has the statements, events and actors of a report; empty for none."""
        st, ev, a = s.statement.c, s.event.c, s.actor.c
        linked = sa.select(a.aid, s.link.c.entity).join(s.link, s.link.c.actor == a.id)
        asked = (
            sa.select(st.aid, st.id).where(st.report == report, st.rejected.is_(False)),
            sa.select(ev.eid, ev.id).where(ev.report == report),
            linked.where(a.report == report),
        )
        with self._backend.read() as connection:
            return Keys(*({str(item): int(key) for item, key in connection.execute(one)} for one in asked))
