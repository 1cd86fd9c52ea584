"""How surely an event is told, in its own clause: asserted, planned, possible, denied or only supposed.

This looks at the words of the sentence alone; who says them is added by :mod:`ravi.events.voices`.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from ravi.events.forms import Group, forms
from ravi.events.triggers import Trigger, guard_words
from ravi.events.view import Phrase, View
from ravi.lexicon import table
from ravi.text import fold

__all__ = ["TOOK_PLACE", "Mood", "mood"]

Value = Literal["happened", "planned", "possible", "denied", "alleged"]

# Words to the left in which the licensor of a subjunctive is looked for.
_REACH = 30
# Types that happen at a point in time: their present passive announces them (افتتاح می‌شود)
_PUNCTUAL = frozenset(
    {"launch", "transfer", "release", "appoint", "elect", "meet", "sign", "legislate", "aid", "test"}
)


# an open or a contrary condition, question or wish
_IF = frozenset({"اگر", "چنانچه", "آیا", "درصورتیکه", "کاش", "ایکاش"})


@dataclass(frozen=True, slots=True)
class Mood:
    """How an event is told: ``weak`` is True where a demand or wish around it decides (subjunctive, noun)."""

    value: Value
    negated: bool
    tense: Literal["past", "present", "future"]
    weak: bool
    why: str


@functools.cache
def _scope(name: str) -> dict[str, Value]:
    return {fold(row["form"]): row["value"] for row in table("events_modality") if row["scope"] == name}  # type: ignore[misc]


def mood(view: View, trigger: Trigger, phrase: Phrase | None, *, future_time: bool) -> Mood:
    """The mood of ``trigger``; ``phrase`` is the phrase that an event noun stands in.

    ``future_time`` is True where the time told with it lies after the day of publication.
    """
    if trigger.verbal and trigger.group is not None:
        return _verbal(view, trigger, trigger.group, future_time)
    if trigger.kind == "participle" and trigger.group is not None and not _adjectival(view, trigger.group):
        following = view.verb_after(trigger.group.last)
        if following is not None and (following.subjunctive or following.tense == "future"):
            inherited = _verbal(view, trigger, following, future_time)
            return Mood(inherited.value, False, inherited.tense, inherited.weak, f"with {inherited.why}")
    if trigger.kind == "participle":
        edge = view.left_edge(trigger.first)
        if view.letter(edge - 1) in ("اینکه", "که") and _scope("noun").get(view.letter(edge - 2)) == "possible":
            return Mood("possible", False, "past", False, f"after {view.letter(edge - 2)}")
        negated = trigger.group is not None and trigger.group.negated
        return Mood("denied" if negated else "happened", negated, "past", False, "participle")
    return _nominal(view, trigger, phrase, future_time)


def _adjectival(view: View, group: Group) -> bool:
    """A participle that describes the noun before it (محموله وارد شده), not one of a row of verbs."""
    return view.letter(group.last + 1) not in ("و", "،")


def _word_value(letters: str) -> tuple[Value, str] | None:
    """The value that a single word licenses to its right."""
    known = _scope("verb").get(letters)
    if known is not None:
        return known, letters
    for form in forms().get(letters, ()):
        if form.stem == "توانست" and form.kind in ("past", "present", "participle"):
            if form.negated:
                return "denied", letters
            past = form.kind in ("past", "participle") and not form.imperfective  # توانست، توانسته است
            return ("happened" if past else "possible"), letters
        if form.stem == "خواست" and form.kind in ("past", "present", "participle"):
            return "planned", letters
        if form.stem == "کوشید":
            return "possible", letters
    return None


def _licensor(view: View, group: Group) -> tuple[Value, str] | None:
    """The nearest word to the left that licenses the subjunctive of ``group``."""
    stop = max(view.base, group.first - _REACH)
    for i in range(group.first - 1, stop - 1, -1):
        letters = view.letter(i)
        if letters == "بدون" and view.letter(i + 1) not in ("اینکه", "آنکه", "این"):
            continue
        if letters == "تا" and view.words[i + 1 - view.base].upos == "NUM" and not _one(view, i + 1):
            continue
        if letters == "برای" and view.letter(i + 1) not in ("اینکه", "آنکه", "این"):
            continue
        if letters == "هدف" and view.letter(i - 1) != "با":
            continue
        found = _word_value(letters)
        if found is not None:
            return found
    return None


def _one(view: View, i: int) -> bool:
    """Whether word ``i`` is the یک of something new (تا یک مسجد را افتتاح کند), no measure (تا یک ماه دیگر)."""
    return view.letter(i) == "یک" and view.letter(i + 1) not in guard_words("measured")


def _seems(view: View, edge: int) -> bool:
    """Whether the clause that begins at ``edge`` only seems so: به نظر می‌رسد، گمان می‌رود، احتمال دارد که …"""
    for group in reversed(view.groups):
        if group.last < edge:
            near = edge - group.last <= 2 and group.finite and group.tense == "present" and not group.negated
            known = group.stem in ("رسید", "رفت", "آمد", "داد", "داشت", "شد")
            return near and known and view.letter(group.first - 1) in _scope("seeming")
    return False


def _verbal(view: View, trigger: Trigger, group: Group, future_time: bool) -> Mood:
    edge = view.left_edge(group.first)
    adverbs = _scope("adverb")
    hedge = next((adverbs[x] for i in range(edge, group.first) if (x := view.letter(i)) in adverbs), None)
    conditional = any(view.letter(i) in _IF for i in range(max(view.base, edge - 2), group.first))
    tense = group.tense
    if group.subjunctive:
        found = _licensor(view, group)
        value: Value = found[0] if found else "possible"
        if value == "fact":  # type: ignore[comparison-overlap]
            value = "happened"
        if group.negated:
            value = "denied" if value in ("happened", "planned") else value
        return Mood(value, group.negated, "future", True, f"subjunctive after {found[1] if found else 'nothing'}")
    if tense == "past" and _bound(view, group, edge):
        return Mood("possible", False, "future", True, "bound by a modal")
    if group.negated:
        return Mood("possible" if hedge == "possible" else "denied", True, tense, False, "negated verb")
    if conditional:
        return Mood("possible", False, tense, False, "condition")
    if hedge == "possible" or _seems(view, edge):
        return Mood("possible", False, tense, False, "hedged")
    if tense == "future":
        return Mood("planned", False, "future", False, "future")
    if tense == "present":
        coming = (
            hedge == "planned"
            or future_time
            or any(
                view.letter(i) == "قرار" and view.letter(i + 1) in ("است", "بود") for i in range(edge, group.first)
            )
        )
        announced = trigger.passive and group.stem in ("شد", "گردید") and trigger.entry.type in _PUNCTUAL
        if coming or announced:
            return Mood("planned", False, "future", False, "present for the future")
    if future_time and tense != "past":
        return Mood("planned", False, "future", False, "time to come")
    return Mood("happened", False, tense, False, f"{tense} indicative")


def _bound(view: View, group: Group, edge: int) -> bool:
    """Whether a bare participle is the subjunctive of a modal before it: باید سلاح را تحویل داده و …"""
    return group.stem + "ه" == view.letter(group.last) and any(
        view.letter(i) in guard_words("modals") for i in range(edge, group.first)
    )


def _governor(view: View, trigger: Trigger) -> tuple[Value, str] | None:
    """The noun that governs an event noun: احتمال حمله، تهدید به حمله، درخواست برای خروج."""
    governors = _scope("noun")
    i, steps, crossed = trigger.first - 1, 0, 0
    while i >= view.base and steps < 5:
        letters = view.letter(i)
        word = view.words[i - view.base]
        if letters in governors and view.letter(i - 1) != "مورد":
            if letters in ("دنبال", "صدد", "فکر", "حال"):
                group = view.verb_after(trigger.last)
                if group is not None and group.negated:
                    return "denied", f"{letters} … {view.letter(group.first)}"
                if letters == "دنبال" and view.letter(i - 1) == "به" and group is not None and group.stem != "بود":
                    return None
            if letters in ("صورت", "آستانه", "هدف", "قصد") and view.letter(i - 1) not in ("در", "با", "به", "به‌"):
                return None
            wanted = governors[letters] == "denied" and view.letter(i - 1) in guard_words("ways")
            return ("possible" if wanted else governors[letters]), letters
        if letters == "هرگونه" or (letters in ("گونه", "نوع") and view.letter(i - 1) == "هر"):
            return "possible", letters  # مقابله با هرگونه حمله: none has come yet
        if letters == "بررسی" and view.letter(i - 1) == "حال" and trigger.entry.type in _DECIDED:
            return "possible", letters  # در حال بررسی تحریم
        if letters in ("«", '"', "“", "بسته"):
            i -= 1  # بسته تحریمی: a bundle, no participle
            continue
        if letters == "خواهان" and view.letter(i - 1) == "جمهوری":
            return None
        if i in view.group_at or word.upos in ("PUNCT", "VERB", "AUX", "SCONJ") or letters == "را":
            return None
        if letters in ("پس", "بعد", "پی", "درباره", "دلیل", "که", "مورد", "خصوص", "پیش", "قبل", "جریان", "طی"):
            return None
        if word.upos == "ADP" or letters in ("به", "از", "برای", "با", "بر", "در"):
            crossed += 1
            if crossed > 1:
                return None
        i -= 1
        steps += 1
    return None


def _support(view: View, trigger: Trigger, phrase: Phrase | None, future_time: bool) -> Mood | None:
    """What the verb of the clause says of an event noun that is its subject or object."""
    group = view.verb_after(trigger.last)
    if group is None or group.first - trigger.last > 24:
        return None
    start = phrase.last + 1 if phrase is not None else trigger.last + 1
    predicates = _scope("predicate")
    for i in range(trigger.last + 1, group.first):
        if view.letter(i) in ("که", ":", "؛"):
            return None
    heading = phrase is not None and all(
        view.words[i - view.base].upos in ("DET", "NUM", "PUNCT", "ADJ") or view.letter(i) in _AT_WORK
        for i in range(phrase.first, trigger.first)
    )
    argument = heading and phrase is not None and phrase.slot in ("bare", "object")
    near = phrase is not None and phrase.slot in ("from", "to", "for", "on")
    before = view.letter(trigger.first - 1) if phrase is None else ""  # از تحویل دادن: no phrase of its own
    near = near or before in ("از", "به", "برای")
    decided = _scope("predicate_plan") if trigger.entry.type in _DECIDED else {}
    for i in range(start, group.first):
        value = predicates.get(view.letter(i)) or predicates.get(f"{view.letter(i)} {view.letter(i + 1)}")
        planned = decided.get(view.letter(i))
        taken = view.letter(i) != "بررسی" and (before == "با" or (phrase is not None and phrase.slot == "with"))
        if planned is not None and i >= group.first - 1 and (argument or taken):
            return Mood(planned, False, group.tense, True, f"said of it: {view.letter(i)}")
        bound = (
            view.letter(i) in ("محکوم", "ملزم", "موظف", "مکلف") and phrase is not None and phrase.slot != "other"
        )
        if value is not None and (argument or near or bound):
            if group.negated and value == "denied":
                return None
            return Mood(value, value == "denied", group.tense, True, f"said of it: {view.letter(i)}")
    if argument:
        verb = _verbal(view, trigger, group, future_time)
        if group.tense == "present" and view.letter(group.first - 1) == "برگزار":
            return Mood("planned", False, "future", False, "present for the future")
        if verb.value == "denied" and not _supports(view, group):
            return None
        if verb.value != "happened" and (verb.value != "denied" or not group.subjunctive):
            return Mood(verb.value, verb.negated, verb.tense, True, f"with its verb: {verb.why}")
    elif (
        phrase is not None
        and phrase.slot in ("in", "with", "after", "before", "attended")
        and group.tense == "future"
        # بعد از شیوع بیماری تغییر خواهد کرد: what befalls people is spoken of as known
        and not (phrase.slot == "after" and trigger.entry.frame.name == "happen")
    ):
        return Mood("planned", False, "future", True, "set in a future clause")
    return None


# What is examined, opposed and agreed to before it is done, not after
_DECIDED = frozenset(
    {"sanction", "legislate", "sign", "trade", "transfer", "travel", "withdraw", "meet", "negotiate"}
)
# Nouns that stand between an event and its verb: وقوع حمله، انجام سفر
_AT_WORK = guard_words("under_way")
TOOK_PLACE = guard_words("took_place")
"""What a verb that only says that something took place is made of (رخ داد، برگزار شد)."""
# What nobody plans, told of a time to come only by what surrounds it
_UNPLANNED = frozenset({"accident", "die", "kill", "injure", "attack", "invade", "arrest"})


def _supports(view: View, group: Group) -> bool:
    """Whether the verb says no more of its subject than that it took place (رخ نداد، صورت نگرفت، نبود)."""
    return group.stem in ("بود", "داشت") or view.letter(group.first - 1) in TOOK_PLACE


def _nominal(view: View, trigger: Trigger, phrase: Phrase | None, future_time: bool) -> Mood:
    governed = _governor(view, trigger)
    if governed is not None:
        value, word = governed
        return Mood(
            value, value == "denied", "future" if value == "planned" else "past", True, f"governed by {word}"
        )
    adjectives = _scope("adjective")
    for i in range(trigger.last + 1, trigger.last + 4):
        if (word := view.letter(i)) in adjectives:
            given = adjectives[word]
            if given == "fact":  # type: ignore[comparison-overlap]
                return Mood("happened", False, "past", False, f"{word}")
            if word == "آینده" and i > trigger.last + 1:
                break
            return Mood(given, False, "future" if given == "planned" else "past", False, f"adjective {word}")
        k = i - view.base
        if not 0 <= k < len(view.words) or view.words[k].upos not in ("ADJ", "DET"):
            break
    if view.letter(trigger.first - 2) == "اقدام" and trigger.entry.type in ("kill", "die"):
        return Mood("possible", False, "past", False, "attempted")  # اقدام به قتل، اقدام به خودکشی
    if phrase is not None and phrase.first <= trigger.first <= phrase.last:
        slot = phrase.slot
        if slot in ("purpose", "for"):
            return Mood("planned", False, "future", True, "purpose")
        if slot == "condition":
            return Mood("possible", False, "future", True, "condition")
        if slot == "without":
            return Mood("denied", True, "past", False, "without")
        if slot == "charge" or (slot in ("cause", "for") and _charged(view, trigger)):
            return Mood("alleged", False, "past", False, "charge")
        if (
            slot == "in"
            and view.letter(phrase.marker - 1) in ("شرکت", "حضور")
            and any(view.letter(phrase.marker - j) in ("برای", "منظور", "جهت", "قصد") for j in (2, 3))
        ):
            return Mood("planned", False, "future", True, "to take part")
    support = _support(view, trigger, phrase, future_time)
    if support is not None:
        return support
    if future_time:
        return Mood("planned", False, "future", False, "time to come")
    if phrase is not None and phrase.slot == "topic" and view.letter(phrase.marker - 1) in guard_words("news"):
        return Mood("alleged", False, "past", False, "news of it")  # اخباری درباره بازداشت او منتشر شد
    # خواستار توضیح درباره دلیل بازداشت او شد: a demand about it takes it for granted
    granted = (phrase is not None and phrase.slot in ("topic", "cause", "after")) or _granted(view, trigger)
    why = "event noun, taken for granted" if granted else "event noun"
    return Mood("happened", False, "past", not granted, why)


def _charged(view: View, trigger: Trigger) -> bool:
    """Whether somebody is arrested or tried for it: به دلیل قتل دستگیر شد."""
    group = view.verb_after(trigger.last)
    return group is not None and any(
        view.letter(i) in guard_words("prosecuted")
        for i in range(max(trigger.last + 1, group.first - 3), group.first)
    )


def _granted(view: View, trigger: Trigger) -> bool:
    """Whether the noun before, in a row of nouns too, speaks of it as of what took place (علت بازداشت)."""
    i = trigger.first - 1
    if view.letter(i) == "و":
        i -= 2
    return view.letter(i) in guard_words("tells_of")
