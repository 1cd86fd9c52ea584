"""One event from all its mentions: the same type, participants and dates that can be one, the same head."""

from __future__ import annotations

from dataclasses import dataclass, field

from ravi.events.roles import Part
from ravi.events.triggers import Trigger
from ravi.events.voices import Verdict
from ravi.record import Span, TimeExpression
from ravi.text import fold

__all__ = ["Draft", "merge"]

# Types that name one happening from several sides
_FAMILY = {
    "meet": "talk",
    "negotiate": "talk",
    "call": "talk",
    "attack": "force",
    "invade": "force",
    "trade": "goods",
    "transfer": "goods",
    "supply": "goods",
}
_PLACES = frozenset({"place", "destination", "origin"})
_DEFINITE = frozenset({"این", "همین", "آن", "همان"})


@dataclass(slots=True)
class Draft:
    """One mention of an event while the report is being read."""

    trigger: Trigger
    span: Span
    parts: list[Part]
    verdict: Verdict
    negated: bool
    tense: str
    time: TimeExpression | None
    quantity: str | None
    definite: bool
    lemma: str
    sentence: int
    why: list[str] = field(default_factory=list)

    @property
    def type(self) -> str:
        """The event type."""
        return self.trigger.entry.type


@dataclass(slots=True)
class Cluster:
    """The mentions of one event, in order."""

    drafts: list[Draft]


def _names(drafts: list[Draft], roles: frozenset[str] | None = None) -> set[str]:
    out: set[str] = set()
    for draft in drafts:
        for part in draft.parts:
            if part.role in _PLACES and roles is None:
                continue
            if roles is not None and part.role not in roles:
                continue
            if part.actor is not None:
                out.add(part.actor)
    return out


def _compatible(cluster: Cluster, draft: Draft) -> tuple[bool, str]:
    """Whether ``draft`` can be one event with ``cluster``, and why."""
    known = cluster.drafts
    same_type = any(d.type == draft.type for d in known)
    family = _FAMILY.get(draft.type)
    related = same_type or (family is not None and any(_FAMILY.get(d.type) == family for d in known))
    if not related:
        return False, ""
    same_lemma = any(d.lemma == draft.lemma for d in known)
    dates = {(d.time.begin, d.time.end) for d in known if d.time is not None and d.time.begin}
    if draft.time is not None and draft.time.begin and dates and (draft.time.begin, draft.time.end) not in dates:
        return False, ""
    if draft.definite:
        if same_lemma:
            return True, "definite, the same noun"
        if same_type and draft.sentence - known[-1].sentence <= 3:
            return True, "definite, the same type"
        return False, ""
    ours, theirs = _names([draft]), _names(known)
    one, other = _sides([draft]), _sides(known)
    if same_type or same_lemma:
        for role in ("agent", "object", "recipient"):
            mine, yours = one.get(role), other.get(role)
            if mine and yours and mine.isdisjoint(yours):
                if draft.type in ("meet", "negotiate", "call", "cooperate", "agree", "sign") and ours & theirs:
                    continue
                return False, ""
        places, known_places = _names([draft], _PLACES), _names(known, _PLACES)
        if places and known_places and places.isdisjoint(known_places) and draft.type == "travel":
            return False, ""
        if ours & theirs:
            return True, "the same participants"
        if same_lemma and (not ours or not theirs):
            words, others = _words([draft]), _words(known)
            if words & others:
                return True, "the same noun and words"
            if not words and (draft.sentence - known[-1].sentence) <= 4:
                return True, "the same noun, nothing else told"
        return False, ""
    if ours and theirs and len(ours & theirs) >= 2 and draft.sentence - known[-1].sentence <= 4:
        return True, "the same participants, a kindred type"
    return False, ""


def _sides(drafts: list[Draft]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for draft in drafts:
        for part in draft.parts:
            if part.actor is not None and part.role not in _PLACES:
                out.setdefault(part.role, set()).add(part.actor)
    return out


def _words(drafts: list[Draft]) -> set[str]:
    """The head words of participants that are no actors: ماهواره، قرارداد."""
    return {fold(w) for d in drafts for w in d.why if w.startswith("~")}


def merge(drafts: list[Draft]) -> list[Cluster]:
    """Group the mentions of one report into events, in the order of their first mention.

    Only the last few events of a type are looked at for each mention, so that the cost stays linear.
    """
    clusters: list[Cluster] = []
    recent: dict[str, list[Cluster]] = {}
    for draft in drafts:
        key = _FAMILY.get(draft.type, draft.type)
        found = None
        for cluster in reversed(recent.get(key, [])[-12:]):
            fits, reason = _compatible(cluster, draft)
            if fits:
                found = cluster
                draft.why.append(f"the same event: {reason}")
                break
        if found is None:
            found = Cluster([])
            clusters.append(found)
            recent.setdefault(key, []).append(found)
        found.drafts.append(draft)
    return clusters
