"""When and how many: the time and the quantity that are told with an event."""

from __future__ import annotations

from collections.abc import Sequence

from ravi.events.forms import Group
from ravi.events.modality import TOOK_PLACE
from ravi.events.people import Part
from ravi.events.triggers import Trigger
from ravi.events.view import View
from ravi.language import Analysis
from ravi.record import Attribution, Quantity, Span, TimeExpression

__all__ = ["Times", "number_of", "quantity_of"]

_COUNTED = frozenset(
    {"kill", "injure", "die", "arrest", "release", "transfer", "trade", "use", "supply", "build", "attack"}
)


class Times:
    """The expressions of time by word, and which of them a telling has already taken."""

    def __init__(
        self, analysis: Analysis, times: tuple[TimeExpression, ...], attributions: tuple[Attribution, ...]
    ) -> None:
        self.analysis = analysis
        self.times = times
        self.words: dict[int, int] = {}
        self.first: list[int] = []
        for k, time in enumerate(times):
            inside = analysis.words_in(*time.span)
            self.first.append(inside.start)
            for i in inside:
                self.words.setdefault(i, k)
        self.said = frozenset(a.said.time for a in attributions if a.said and a.said.time)

    def within(self, first: int, last: int) -> list[int]:
        """The numbers of the dates that begin in the words ``[first, last]``."""
        out: list[int] = []
        for i in range(first, last + 1):
            k = self.words.get(i)
            if k is not None and k not in out and self.first[k] == i and self.times[k].kind in ("date", "time"):
                out.append(k)
        return out

    def of(self, view: View, trigger: Trigger, rivals: Sequence[Trigger]) -> tuple[TimeExpression, str] | None:
        """The time told with ``trigger``, and why; ``rivals`` are the other triggers of the sentence."""
        if not trigger.verbal:
            own = self._after_noun(view, trigger)
            if own is not None:
                return self.times[own], "told with the noun"
            phrase = next((p for p in view.phrases if p.first <= trigger.first <= p.last), None)
            if phrase is not None and phrase.slot in ("after", "before") and trigger.group is None:
                return None  # پس از قتل او، دیروز جانشینش آمد: the day is that of the other
        verbal = trigger.verbal or (trigger.group is not None and view.letter(trigger.group.last + 1) in ("و", "،"))
        group = trigger.group if verbal else view.verb_after(trigger.last)
        anchor = group.first if group is not None else view.sentence.last - 1
        edge = view.left_edge(min(anchor, trigger.first) if group is None else anchor)
        edge = min(edge, trigger.first)
        near = self._near(view, edge, max(anchor, trigger.last), trigger, rivals)
        if trigger.kind == "apart" and view.letter(trigger.last + 1) == "و":
            near = [
                k for k in near if self.first[k] < trigger.first
            ]  # از طرح بازدید و بر پایان آن تا تیر تأکید کرد
        if not verbal:
            near = [k for k in near if self.times[k].id not in self.said or _occasion(view, trigger)]
        if near:
            if verbal:
                return self.times[near[-1] if len(near) == 1 else near[0]], "in its clause"
            nearest = min(near, key=lambda k: abs(self.first[k] - trigger.first))
            return self.times[nearest], "in the clause of the noun"
        if view.letter(edge - 1) == "که":  # امروز که جلسه را برگزار کردیم
            k = self.words.get(edge - 2)
            if k is not None and self.times[k].kind in ("date", "time"):
                return self.times[k], "before its clause"
        if verbal and group is not None:
            shared = self._of_row(view, edge, group, trigger, rivals)
            if shared is not None:
                return self.times[shared], "shared in a row of verbs"
        return None

    def _near(self, view: View, first: int, last: int, trigger: Trigger, rivals: Sequence[Trigger]) -> list[int]:
        return [k for k in self.within(first, last) if not self._taken(view, k, trigger, rivals)]

    def _of_row(
        self, view: View, edge: int, group: Group, trigger: Trigger, rivals: Sequence[Trigger]
    ) -> int | None:
        """The date of the verb before in a row of verbs: روز شنبه به شهر حمله کردند و سه نفر را کشتند."""
        for before in reversed(view.groups):
            if before.last >= edge or before.infinitive:
                continue
            joined = view.letter(before.last + 1) == "و" and edge - before.last <= 2
            if not joined or (before.finite and (before.tense, before.plural) != (group.tense, group.plural)):
                return None
            edge = view.left_edge(before.first)
            near = self._near(view, edge, before.first, trigger, rivals)
            if near:
                return None if self.times[near[0]].id in self.said else near[0]
        return None

    def _after_noun(self, view: View, trigger: Trigger) -> int | None:
        """A date inside the phrases that belong to an event noun: تهاجم روسیه به اوکراین در پنجم اسفند."""
        end = min(trigger.last + 14, view.sentence.last - 1)
        for i in range(trigger.last + 1, end + 1):
            if view.letter(i) == "که" and (found := self._in_relative(view, i)) is not None:
                return found
            if i in view.group_at or view.letter(i) in ("را", "که", "،", "؛", ":", "."):
                return None
            k = self.words.get(i)
            if k is not None and self.times[k].kind in ("date", "time"):
                named = view.letter(i).isdecimal() and len(view.letter(i)) == 4
                return None if named else k  # بازی‌های جاکارتا ۲۰۱۸
        return None

    def _in_relative(self, view: View, i: int) -> int | None:
        """The date in a relative clause that only says that it took place: در حمله‌ای که روز شنبه رخ داد."""
        group = view.verb_after(i)
        if group is None or view.letter(group.first - 1) not in TOOK_PLACE:
            return None
        return next(iter(self.within(i + 1, group.first)), None)

    def _taken(self, view: View, k: int, trigger: Trigger, rivals: Sequence[Trigger]) -> bool:
        """Whether a date belongs to another event noun that stands between it and the trigger."""
        at = self.first[k]
        for rival in rivals:
            if rival is trigger or rival.verbal:
                continue
            if rival.first >= at or (trigger.verbal and at > trigger.first) or rival.first < trigger.first < at:
                continue
            if self._after_noun(view, rival) == k:
                return rival.kind == "nominal" and not _settles(view, at)
        return False


_OCCASIONS = frozenset({"حاشیه", "جریان", "پایان", "خلال", "ابتدای", "ادامه", "آغاز", "طی", "در", "ضمن", "حین"})


def _occasion(view: View, trigger: Trigger) -> bool:
    """Whether an event noun is where something is told: on the day of the telling (روز جمعه در دیدار با او گفت)."""
    return any(view.letter(i) in _OCCASIONS for i in range(trigger.first - 2, trigger.first))


def _settles(view: View, at: int) -> bool:
    """Whether the date stands outside a noun phrase of its own (روز جمعه in apposition to nothing)."""
    return view.letter(at - 1) in ("،", "و")


def number_of(parts: list[Part], quantities: tuple[Quantity, ...]) -> float | None:
    """How many things the event is done to, where a number stands at the head of the object (۵۰ سد)."""
    for part in parts:
        if part.role == "object" and not part.dropped:
            for quantity in quantities:
                if quantity.span[0] == part.span[0] and quantity.span[1] <= part.span[1] + 1:
                    return quantity.value
    return None


def quantity_of(
    parts: list[Part], quantities: tuple[Quantity, ...], analysis: Analysis, type_: str
) -> tuple[str, Span] | None:
    """The quantity that a participant counts (بیش از ۲۰ کودک کشته شدند), with its span."""
    if type_ not in _COUNTED:
        return None
    for part in sorted(parts, key=lambda p: p.role != "object"):
        if part.role not in ("object", "recipient", "agent") or part.dropped:
            continue
        for quantity in quantities:
            if (
                quantity.span[0] < part.span[1]
                and part.span[0] - 12 < quantity.span[1]
                and (quantity.span[1] > part.span[0] or analysis.raw[quantity.span[1] : part.span[0]].strip() == "")
                and quantity.span[0] >= part.span[0] - 12
            ):
                return quantity.id, quantity.span
    return None
