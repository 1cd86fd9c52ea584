"""Whose deed it is where another verb tells: از او خواست که برود، او را به قتل متهم کرد، تصمیم به خرید گرفت."""

from __future__ import annotations

import functools
from dataclasses import replace

from ravi.events.forms import Group
from ravi.events.modality import TOOK_PLACE
from ravi.events.people import Part, Parts
from ravi.events.triggers import Trigger, guard_words
from ravi.events.view import Phrase, View
from ravi.lexicon import table
from ravi.text import fold

__all__ = ["controlled", "controller", "engaged"]


@functools.cache
def _control(reach: str) -> dict[str, tuple[str, ...]]:
    """The slots of the argument that does the deed, by the word of the verb that tells."""
    return {
        fold(row["word"]): tuple(row["slot"].split("|"))
        for row in table("events_control")
        if row["reach"] in (reach, "both")
    }


def controller(context: Parts, group: Group) -> Phrase | None:
    """The phrase outside the clause of a subjunctive verb that is its subject: از سفیر خواست که با او دیدار کند."""
    view = context.view
    edge = view.left_edge(group.first)
    before = next((g for g in reversed(view.groups) if g.last < edge and g.finite), None)
    if group.subjunctive and before is not None and before.subjunctive and view.letter(before.last + 1) == "و":
        return controller(context, before) if edge - before.last <= 2 else None  # صادر کند و بفروشد
    if not group.subjunctive or (view.letter(edge - 1) not in ("که", "اینکه") and view.letter(edge) != "تا"):
        return None
    told = before
    if told is None or edge - told.last > 3:
        return None
    known = _control("clause")
    start = view.left_edge(told.first)
    slots = known.get(told.stem, ())
    for i in range(told.first - 1, start - 1, -1):
        if slots:
            break
        slots = known.get(view.letter(i), ())
    for slot in slots:
        for phrase in reversed(view.phrases):
            if start <= phrase.first and phrase.last < edge and phrase.slot == slot and not phrase.time:
                return phrase
    return None


def controlled(context: Parts, trigger: Trigger, phrase: Phrase | None, out: list[Part]) -> list[Part]:
    """Whose deed an event noun is where the verb of its clause tells it; ``phrase`` is the one it stands in."""
    view, frame = context.view, trigger.entry.frame
    if phrase is None or any(p.role == "agent" for p in out) or frame.role("subject") != "agent":
        return []
    brought = _brought(context, trigger, phrase)
    if brought:
        return brought
    group = view.verb_after(trigger.last)
    if group is None:
        return []
    edge = view.left_edge(group.first)
    # با لغو قرارداد … را اعلام کرد، علاوه بر بازداشت او … را کتک زدند: done by the subject of the clause
    by_doing = (phrase.slot == "with" and trigger.first == phrase.first and frame.role("ezafe") == "object") or (
        phrase.slot == "other" and view.letter(phrase.marker) in guard_words("doing_too")
    )
    decided = phrase.slot in ("topic", "to", "on") and any(
        view.letter(i) in guard_words("decisions") for i in range(edge, group.first)
    )
    if phrase.slot in ("for", "purpose") or by_doing or decided:
        subject = context.subject(group) if not group.passive else None
        if (
            decided
            and subject is not None
            and any(view.letter(i) in guard_words("decisions") for i in range(subject.first, subject.last + 1))
        ):
            subject = context.shared(group, subject)  # یک تصمیم درباره … گرفت
        if subject is not None and not subject.first <= trigger.first <= subject.last:
            return [replace(p, inherited=True) for p in context.split("agent", subject.first, subject.last)]
        return []
    if phrase.slot != "charge" and not any(view.letter(i) in _control("noun") for i in range(edge, group.first)):
        return []
    for p in view.phrases:
        if edge <= p.first and p.last < group.first and p.slot == "object":
            return context.split("agent", p.first, p.last)
    subject = context.subject(group)
    if subject is not None and not subject.first <= trigger.first <= subject.last:
        return context.split("agent", subject.first, subject.last)
    return []


# Events that have people who take part in them
_ATTENDED = frozenset({"meet", "negotiate", "protest", "elect", "attack", "kill", "invade", "sign"})


def _brought(context: Parts, trigger: Trigger, phrase: Phrase) -> list[Part]:
    """Who is told to come to it or to take part in it: بازگشت دو دولت به مذاکره، حضور مردم در انتخابات."""
    view = context.view
    before = next((p for p in view.phrases if p.last == phrase.marker - 1), None)
    if before is None or before.time or before.first == before.last:
        return []
    if phrase.slot in ("to", "in", "for") and phrase.first == trigger.first:
        for i in range(before.first, before.last):
            if view.letter(i) in guard_words("doing") and context.who(i + 1) is not None:
                return context.split("agent", i + 1, before.last)
    if phrase.slot not in ("to", "in"):
        return []
    if phrase.slot == "in" and trigger.entry.type not in _ATTENDED:
        return []
    wanted = guard_words("coming") if phrase.slot == "to" else guard_words("taking_part")
    for i in range(before.first, before.last):
        if view.letter(i) in wanted:
            return context.split("agent", i + 1, before.last)
    return []


def engaged(view: View, trigger: Trigger, phrase: Phrase | None) -> bool:
    """Whether the subject of the clause is told to be at it: اقدام به خرید کرد، مشغول تولید است، به جلسه رفت."""
    start = trigger.first - (5 if view.letter(trigger.first - 1) == "و" else 3)
    if trigger.entry.type == "cooperate" and view.letter(trigger.first - 1) == "با":
        return True  # سازمان با همکاری …
    against = view.letter(trigger.first - 1) == "در" and view.letter(trigger.last + 1) == "به"
    if trigger.entry.type == "protest" and against:
        return True  # در اعتراض به حکم استعفا داد
    at_it = next((i for i in range(trigger.first - 1, start - 1, -1) if view.letter(i) in guard_words("at_it")), -1)
    after = view.letter(at_it + 1)
    if at_it >= 0 and (
        at_it + 1 >= trigger.first or after in ("به", "در", "برای", "از", "و") or after in guard_words("under_way")
    ):
        return True
    group = view.verb_after(trigger.last) if phrase is not None else None
    if phrase is None or group is None or group.first - trigger.last > 12:
        return False
    if phrase.slot == "object" and phrase.first == trigger.first and view.letter(group.first - 1) in TOOK_PLACE:
        return True  # صادرات کالا را به ترکیه آغاز کرد
    if trigger.entry.type not in ("meet", "negotiate", "protest", "elect"):
        return False
    if phrase.slot == "to":  # به جلسه می‌رفت
        return group.stem in ("رفت", "آمد", "رسید", "پیوست", "بازگشت")
    # در این مراسم شرکت کرد، در جلسه حضور داشت
    return phrase.slot == "in" and view.letter(group.first - 1) in ("شرکت", "حضور", "مشارکت")
