"""Who bears an event rather than does it: who is put to it, who is met by it, the city that it is held in."""

from __future__ import annotations

from dataclasses import replace

from ravi.events.people import Part, Parts
from ravi.events.triggers import Trigger
from ravi.events.view import Phrase, View
from ravi.events.vocabulary import cities

__all__ = ["held_in", "suffered", "undergone", "where"]


def held_in(context: Parts, i: int) -> bool:
    """Whether a city alone after a meeting is where it is held: مذاکرات وین, not مذاکرات تهران با آژانس."""
    view = context.view
    following = next((p for p in view.phrases if p.first > i), None)
    with_others = following is not None and following.slot in ("with", "between") and following.marker == i + 1
    return view.letter(i) in cities() and view.words[i - view.base].upos == "PROPN" and not with_others


# Deeds that the one who tells of them, or is there, does not do by that
_VIOLENT = frozenset({"attack", "invade", "kill", "injure", "arrest", "protest"})


# Verbs by which the subject is met by what befalls it: کشته شد، جان باخت، آسیب دید، مورد حمله قرار گرفت
_MET = frozenset({"شد", "گردید", "گرفت", "باخت", "سپرد", "مرد", "دید", "بود", "خورد"})


def suffered(view: View, trigger: Trigger, phrase: Phrase | None) -> bool:
    """Whether the subject only tells of a deed of violence or is met by it: از حمله گفت، در حمله مرد."""
    if trigger.entry.type not in _VIOLENT or phrase is None:
        return False
    group = view.verb_after(trigger.last)
    if phrase.slot == "in":
        # در راهپیمایی آتش گشودند: who takes part is told with شرکت and حضور
        marches = trigger.entry.type == "protest" and view.letter(trigger.last + 1) != "به"  # در اعتراض به … رفت
        return marches or (group is not None and group.stem in _MET)
    return phrase.slot in ("from", "after", "cause", "topic")


def undergone(context: Parts, trigger: Trigger, out: list[Part]) -> list[Part]:
    """مورد حمله یک زندانی قرار گرفت: the complement does it, the subject undergoes it."""
    view = context.view
    group = view.verb_after(trigger.last)
    if group is None or view.letter(group.first - 1) != "قرار" or group.stem not in ("گرفت", "داد"):
        return out
    found = [replace(p, role="agent") if p.role == "object" else p for p in out]
    subject = context.subject(group)
    if group.stem == "گرفت" and subject is not None and not subject.first <= trigger.first <= subject.last:
        found.extend(context.split("object", subject.first, subject.last))
    return found


def where(context: Parts, cause: Phrase) -> list[Part]:
    """The place in the clause of what it is the cause of: در کابل بر اثر چهار انفجار سه نفر کشته شدند."""
    view = context.view
    group = view.verb_after(cause.last)
    if group is None:
        return []
    edge = view.left_edge(group.first)
    for p in view.phrases:
        inside = edge <= p.first and p.last < group.first and p.slot == "in" and not p.time
        if inside and context.placelike(p.first, p.last):
            return context.split("place", p.first, p.last)
    return []
