"""Whether a mention tells an event at all: what its entry asks for is there, and it is no custom."""

from __future__ import annotations

from ravi.events.corefer import PLACES
from ravi.events.people import Part, Parts
from ravi.events.triggers import Trigger, guard_words
from ravi.events.view import View
from ravi.record import TimeExpression
from ravi.text import fold

__all__ = ["allowed", "general", "soft"]

_WISHED = frozenset(fold(w) for w in ("لزوم", "ضرورت", "نیاز", "اهمیت", "افزایش", "گسترش", "توسعه", "تقویت", "جلب"))

# What is done again and again without being one event: خرید آهن، شرکت‌ها تولید می‌کنند
_CUSTOMARY = frozenset({"trade", "build", "transfer", "use", "aid", "cooperate", "call"})

_NAMED = frozenset({"person", "state", "organization", "outlet", "document"})

# What takes more than the subject of the clause that its noun stands in
_EXPLICIT = frozenset({"negotiate", "call", "cooperate", "agree", "aid"})


def soft(trigger: Trigger, value: str, people: list[Part], seen: View) -> bool:
    """Help and cooperation that somebody finds needful or has in mind, with nobody named, are no events."""
    if trigger.entry.type not in ("cooperate", "aid"):
        return False
    if value == "possible" and any(seen.letter(i) in _WISHED for i in range(trigger.first - 5, trigger.first)):
        return True  # بر لزوم همکاری تأکید کرد
    return value == "planned" and not any(p.kind in _NAMED and not p.inherited for p in people)


def general(trigger: Trigger, people: list[Part], time: TimeExpression | None, counts: dict[int, bool]) -> bool:
    """Whether what is told is a custom or a kind of deed, with nobody named, no number and no day."""
    if (
        trigger.entry.type not in _CUSTOMARY
        or time is not None
        or any(p.meant for p in people if p.role not in PLACES)
    ):
        return False
    if any(i in counts for p in people if p.role not in PLACES for i in range(p.first, p.last + 1)):
        return False
    named = len({p.actor for p in people if p.kind in _NAMED and p.actor is not None})
    group = trigger.group
    if trigger.verbal and group is not None:
        present = group.tense == "present" and group.imperfective and not group.passive
        return present and not group.negated and named < 2
    if trigger.kind == "participle":
        return trigger.entry.type in ("trade", "build", "transfer") and not named
    return trigger.entry.type == "trade" and trigger.kind == "nominal" and not named


def allowed(
    seen: View, trigger: Trigger, people: list[Part], context: Parts, counts: dict[int, bool], *, definite: bool
) -> bool:
    """Whether what the entry asks for is there: a place, a sum, a participant."""
    entry = trigger.entry
    if entry.guard == "needs_object" and not any(p.role == "object" for p in people):
        return False
    if entry.guard == "institution" and not any(
        p.kind == "organization"
        or any(seen.letter(i) in guard_words("institution") for i in range(p.first, p.last + 1))
        for p in people
        if p.role in ("object", "agent")
    ):
        return False
    if trigger.kind == "nominal" and _of_a_name(context, trigger):
        return False
    if entry.guard == "destination" and not any(
        p.role in ("destination", "origin") and (context.placelike(p.first, p.last) or p.kind == "state")
        for p in people
    ):
        return False
    if (
        entry.type == "travel"
        and trigger.verbal
        and any(
            p.role == "agent" and not p.dropped and seen.letter(p.head) in guard_words("no_traveller")
            for p in people
        )
    ):
        return False
    if entry.form == "وارد" and entry.type == "travel" and not any(p.role == "destination" for p in people):
        return False
    if entry.form == "اختصاص" and any(
        seen.letter(i) == "به" and seen.letter(i + 1) == "خود" for i in range(trigger.first - 4, trigger.first)
    ):
        return False
    if entry.guard == "recipient" and not any(p.role == "recipient" and p.actor for p in people):
        return False
    if entry.type == "aid" and not any(
        p.role in ("recipient", "object") and (p.actor or context.placelike(p.first, p.last)) for p in people
    ):
        return definite
    if entry.guard == "person" and not any(
        p.kind in ("person", "group", "unnamed") or any(i in counts for i in range(p.first, p.last + 1))
        for p in people
        if p.role == "object"
    ):
        return False
    if entry.guard == "needs_actor" and not any(p.actor for p in people):
        return False
    if entry.type in ("meet", "negotiate", "call") and _press(seen, trigger, people):
        return False
    if trigger.kind == "nominal" and not definite:
        told = [p for p in people if not p.inherited]
        if not any(p.actor is not None or p.role in ("object", "agent") for p in people) and not (
            entry.type in ("accident", "negotiate") and people
        ):
            return False
        if entry.type in _EXPLICIT and not told:
            return False
        if not told and seen.words[trigger.first - seen.base].feats.get("Number") == "Plur":
            return False
        taking_part = [p for p in told if p.role != "place" or entry.type == "accident"]
        if entry.weak and not any(
            p.actor is not None or p.role == "place" or any(i in counts for i in range(p.first, p.last + 1))
            for p in taking_part
        ):
            return False
    return bool(people) or definite


def _press(seen: View, trigger: Trigger, people: list[Part]) -> bool:
    """An interview is a setting of a telling, not a meeting."""
    press = guard_words("press")
    for part in people:
        if part.dropped:
            continue
        if part.kind == "outlet":
            return True
        if any(seen.letter(i) in press for i in range(part.first, min(part.first + 2, part.last + 1))) and (
            seen.letter(part.first - 1) in ("با", "به")
        ):
            return True
    return False


def _of_a_name(context: Parts, trigger: Trigger) -> bool:
    """Whether the noun is part of what somebody is called: کنفرانس تجارت و توسعه, بانک صادرات."""
    kind, mention = context.kind(trigger.first), context.cast.mention_span(trigger.first)
    begins = mention is not None and mention[0] == context.view.words[trigger.first - context.view.base].start
    if kind in ("organization", "outlet"):
        return begins or context.view.letter(trigger.first - 1) in ("بانک", "شرکت", "سازمان", "صندوق")
    return kind == "person" and trigger.entry.form == "کنفرانس"
