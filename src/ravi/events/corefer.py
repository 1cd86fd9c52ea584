"""One event from all its mentions: the same type, participants and dates that can be one, the same head."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from ravi.events.people import Part
from ravi.events.triggers import Trigger, guard_words
from ravi.events.voices import Verdict
from ravi.lexicon import table
from ravi.record import Span, TimeExpression
from ravi.text import fold

__all__ = ["PLACES", "Cluster", "Draft", "merge"]

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
PLACES = frozenset({"place", "destination", "origin"})
# Partners on one footing: who is agent and who is not says nothing
_MUTUAL = frozenset({"meet", "negotiate", "call", "cooperate", "agree", "sign"})
# What the same person may do or undergo again and again
_REPEATED = frozenset({"try", "arrest", "travel", "attack", "transfer", "trade", "call", "meet"})


# Of these another number is another event; the dead and the hurt are counted anew as the news goes on
_COUNTED = frozenset({"launch", "build", "trade", "transfer", "release", "sign", "appoint"})
# Sentences after which a noun that stands alone no longer means what was told before
_BARE_REACH = 6


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
    other: bool = False
    bare: bool = False
    new: bool = False
    heads: dict[int, str] = field(default_factory=dict)
    why: list[str] = field(default_factory=list)
    host: Draft | None = None
    number: float | None = None  # how many it is done to

    @property
    def type(self) -> str:
        """The event type."""
        return self.trigger.entry.type


@dataclass(slots=True)
class Cluster:
    """The mentions of one event, in order."""

    drafts: list[Draft]


def _compatible(cluster: Cluster, draft: Draft) -> tuple[bool, str]:
    """Whether ``draft`` can be one event with ``cluster``, and why."""
    known = cluster.drafts
    same_type = any(d.type == draft.type for d in known)
    family = _FAMILY.get(draft.type)
    if not same_type and not (family is not None and any(_FAMILY.get(d.type) == family for d in known)):
        return False, ""
    same_lemma = any(d.lemma == draft.lemma for d in known)
    distance = draft.sentence - known[-1].sentence
    if _dates_differ(known, draft, distance, definite=draft.definite):
        return False, ""
    if draft.new and distance == 0:
        return False, ""
    if draft.type in _COUNTED and not draft.definite:
        numbers = {d.number for d in known if d.number is not None}
        if draft.number is not None and numbers and draft.number not in numbers:
            return False, ""  # ۱۱ سد … و ۵۰ سد افتتاح شد
    if draft.other and draft.verdict.status != known[-1].verdict.status:
        return False, ""  # وتوی دوباره
    if draft.definite:
        if same_lemma:
            return True, "definite, the same noun"
        if same_type and distance <= 3:
            return True, "definite, the same type"
        return False, ""
    ours, theirs = _sides([draft]), _sides(known)
    if (
        draft.bare
        and same_lemma
        and same_type
        and distance <= _BARE_REACH
        and not _all(_sides([draft], own=True))
        and (draft.type in _MUTUAL or _loose(draft, known, distance))
    ):
        return True, "the noun alone, told of before"
    mutual = draft.type in _MUTUAL
    if mutual:
        mine, yours = _all(ours), _all(theirs)
        if draft.trigger.kind == "nominal" and mine and yours:
            mine, yours = _all(_sides([draft], own=True)) or mine, _all(_sides(known, own=True)) or yours
        if same_lemma and same_type and mine and yours and mine & yours and _loose(draft, known, distance):
            return True, "the same noun, a shared participant"
        if mine and yours and not (mine <= yours or yours <= mine):
            return False, ""
        if not mine or not yours:
            return same_lemma and same_type and distance <= 4, "the same noun, nothing else told"
        if same_type or same_lemma:
            return True, "the same participants"
        return len(mine & yours) >= 2 and distance <= 4, "the same participants, a kindred type"
    if draft.type == "travel" and same_type:
        there, known_there = ours.get("destination", set()), theirs.get("destination", set())
        here, known_here = ours.get("agent", set()), theirs.get("agent", set())
        if here & known_here and there & known_there and not any(x.startswith("~") for x in there & known_there):
            return True, "the same traveller to the same place"
    if not same_type or (not same_lemma and (distance > 2 or draft.type in _REPEATED)):
        return False, ""
    if (
        draft.type == "accident"
        and not same_lemma
        and not ({draft.lemma} | {d.lemma for d in known}) & guard_words("any_disaster")
    ):
        return False, ""
    shared = named = meant = False
    for role in ("agent", "object", "recipient"):
        one, other = ours.get(role), theirs.get(role)
        if one and other:
            if one.isdisjoint(other):
                if role == "object" and same_lemma and _kin(one, other) and _loose(draft, known, distance):
                    continue
                if any(
                    all(p.meant and p.actor is None for d in side for p in d.parts if p.role == role)
                    for side in ([draft], known)
                ):
                    meant = True  # این کالاها: told of elsewhere, perhaps with another word
                    continue
                return False, ""
            shared = True
            named = named or any(not x.startswith("~") for x in one & other)
    if meant and not named:
        return same_lemma and _loose(draft, known, distance), "the same noun, told of elsewhere"
    gainsaid = same_lemma and distance <= 4 and _gainsaid(known, draft)
    if not named and not gainsaid and not _alike(known, draft, same_lemma=same_lemma, distance=distance):
        shared = False
    if draft.type == "travel":
        for role in ("destination", "origin"):
            one, other = ours.get(role), theirs.get(role)
            if one and other and one.isdisjoint(other):
                return False, ""
        if not same_lemma and not any(ours.get(r) and theirs.get(r) for r in ("destination", "origin")):
            return False, ""
    if shared:
        return True, "the same participants"
    if same_lemma and _loose(draft, known, distance):
        return True, "the same noun, nothing against it"
    if same_lemma and not any(ours.get(r) for r in ("agent", "object", "recipient")) and distance <= 4:
        return True, "the same noun, nothing else told"
    return False, ""


def _gainsaid(known: list[Draft], draft: Draft) -> bool:
    """Whether one voice tells what another says is not so: two sides of one event (disputed)."""
    told = [d for d in known if d.verdict.status in ("happened", "alleged")]
    denied = [d for d in known if d.verdict.status == "denied"]
    if draft.verdict.status == "denied":
        return any(d.verdict.attribution != draft.verdict.attribution for d in told)
    return draft.verdict.status in ("happened", "alleged") and any(
        d.verdict.attribution != draft.verdict.attribution for d in denied
    )


def _loose(draft: Draft, known: list[Draft], distance: int) -> bool:
    """Whether two mentions of one noun in a report are one event though no participant is told with both.

    A report that speaks of «the attack» or «the launch» twice, without another participant or date, means one.
    """
    if draft.type in _REPEATED and draft.type not in ("meet", "arrest", "attack"):
        return False
    if draft.other or any(d.other for d in known):
        return False
    told = {"happened", "alleged"}
    if draft.verdict.status in told:
        return all(d.verdict.status in told for d in known) and (not draft.trigger.verbal or distance <= 6)
    return all(d.verdict.status == draft.verdict.status for d in known)


def _alike(known: list[Draft], draft: Draft, *, same_lemma: bool, distance: int) -> bool:
    """Whether mentions that share only the word for a participant may be one: told the same way, and near."""
    states = {d.verdict.status for d in known}
    return same_lemma and distance <= 4 and states == {draft.verdict.status} and not draft.other


def _dates_differ(known: list[Draft], draft: Draft, distance: int, *, definite: bool) -> bool:
    """Whether the dates told with both cannot be of one event."""
    dates = {(d.time.begin, d.time.end) for d in known if d.time is not None and d.time.begin}
    here = (draft.time.begin, draft.time.end) if draft.time is not None and draft.time.begin else None
    if here is not None and dates:
        return here not in dates
    if definite or not draft.trigger.verbal or distance <= 2:
        return False
    # told again by a verb of its own, with a date that the other has not: another time
    return (here is not None) != bool(dates) and any(d.trigger.verbal for d in known) and draft.type in _REPEATED


def _kin(one: set[str], other: set[str]) -> bool:
    """Whether neither names an actor, so that two words may mean one thing (ماهواره، موشک ماهواره‌بر)."""
    return all(x.startswith("~") for x in one | other) and any(
        a[1:] and b[1:] and (a[1:] in b[1:] or b[1:] in a[1:]) for a in one for b in other
    )


@functools.cache
def _countries() -> dict[str, str]:
    """The country code of each state and capital that is named with one word."""
    found: dict[str, str] = {}
    for row in table("actors_states"):
        for name in (*row["names"].split("|"), row["capital"]):
            if name and " " not in name:
                found.setdefault(fold(name), row["iso3"])
    return found


def _key(part: Part, draft: Draft) -> str:
    """The participant as it compares: its actor, or the word for it; a capital compares as its country."""
    if part.role in PLACES and (country := _countries().get(draft.heads.get(part.head, ""))):
        return country
    return part.actor if part.actor is not None else "~" + draft.heads.get(part.head, "")


def _sides(drafts: list[Draft], *, own: bool = False) -> dict[str, set[str]]:
    """The participants by role; with ``own`` without those that only the clause around a noun lends it."""
    out: dict[str, set[str]] = {}
    for draft in drafts:
        for part in draft.parts:
            if not (own and part.inherited):
                out.setdefault(part.role, set()).add(_key(part, draft))
    return out


def _all(sides: dict[str, set[str]]) -> set[str]:
    return {name for role, names in sides.items() if role not in PLACES for name in names}


def merge(drafts: list[Draft]) -> list[Cluster]:
    """Group the mentions of one report into events, in the order of their first mention.

    Only the last few events of a type are looked at for each mention, so that the cost stays linear.
    """
    clusters: list[Cluster] = []
    recent: dict[str, list[Cluster]] = {}
    for draft in drafts:
        key = _FAMILY.get(draft.type, draft.type)
        found = None
        near = recent.get(key, [])[-12:]
        if draft.definite:  # این زلزله: rather what was called so before
            near.sort(key=lambda c: any(d.lemma == draft.lemma for d in c.drafts))
        for cluster in reversed(near):
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
