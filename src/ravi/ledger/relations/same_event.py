"""When two reports tell of one event: its type, who takes part, where, and on which day."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from ravi.ledger.relations.judge import Verdict
from ravi.ledger.relations.traits import Happened
from ravi.ledger.relations.types import Difference, Evidence
from ravi.ledger.relations.words import listed, stem, weight

_AGENTS = ("agent",)
_PATIENTS = ("recipient", "object")
_PLACES = ("place", "destination", "origin")
_SLACK = 3
"""Days between an event and the report of it, where the report does not date the event."""
_AROUND = 0.34
"""Share of the words of the sentences, where few who take part are named."""
_ONCE = ("launch", "elect", "appoint", "leave_office", "sign", "test", "invade", "withdraw", "legislate")
"""Types that happen once to one thing, so that less is asked of the days."""
_DAILY = ("trade", "transfer")
"""Types that happen to the same things every day, so that the day must be told."""
_LATER = 7
_UNDATED, _RETOLD = 0.38, 0.6
"""Share of the words of the sentences where the days are not known, or are more than the slack apart."""
_ALONE = ("meet", "call", "negotiate", "agree", "sign", "travel")
"""Types that two participants and a day make one of: nobody meets the same person twice a day."""


def judge_events(a: Happened, b: Happened) -> Iterator[Verdict]:
    """``same_event``, and ``conflicts`` where the two tellings of it differ."""
    if a.type != b.type or a.report == b.report or _plainly_two(a, b):
        return
    agents, patients, places = (_meeting(a, b, roles) for roles in (_AGENTS, _PATIENTS, _PLACES))
    against = [
        roles
        for roles, met in ((_AGENTS, agents), (_PATIENTS, patients))
        if met is None and _keys(a, roles) and _keys(b, roles)
    ]
    if a.type in _ALONE and not agents:
        agents = _crosswise(a, b)
    met = [e for e in (agents, patients, places) if e is not None]
    around = _around(a, b)
    gap = _gap(a, b)
    if a.dated and b.dated and gap is not None and gap > 0:
        # «دیروز» in a text that is printed again the day after is not another day.
        printed = a.published is not None and b.published is not None and abs(a.published - b.published) == gap
        if gap <= 4 and len(met) >= 2 and around >= 0.5 and not printed:
            times = (Difference("time", str(a.days), str(b.days), (a.span, b.span)),)
            yield Verdict("conflicts", "one event on two days", around, (*met, _type(a, b)), times)
        return
    if a.type in _DAILY and not (a.dated and b.dated):
        return
    if gap is None or gap > _SLACK:
        once = a.type in _ONCE and patients is not None and (gap is None or gap <= _LATER)
        if not once or around < (_UNDATED if gap is None else _RETOLD):
            return
    strong = len(met) >= 2 or (len(met) == 1 and around >= _AROUND)
    if not strong or (against and (a.trigger != b.trigger or around < 0.5)):
        return
    rule = "type, participants and day" if gap == 0 else "type, participants and time of the reports"
    number = _number(a, b)
    if against:
        roles = against[0]
        if roles is _AGENTS and patients is not None and around >= 0.5 and gap == 0 and a.dated and b.dated:
            actor = (Difference("actor", *_names(a, b, roles)),)
            yield Verdict("conflicts", "one event, another actor", around, (*met, _type(a, b)), actor)
        return
    yield Verdict("same_event", rule, round(around, 3), (*met, _type(a, b)))
    if number is not None and a.dated and b.dated and around >= 0.5:
        yield Verdict("conflicts", "one event, another number", round(around, 3), (*met, _type(a, b)), (number,))
    told = a.negated != b.negated and "possible" not in (a.status, b.status)
    if told and a.trigger == b.trigger and around >= 0.5:
        words = Difference("polarity", a.status, b.status, (a.span, b.span))
        yield Verdict("conflicts", "one event, told and denied", round(around, 3), (*met, _type(a, b)), (words,))


def _plainly_two(a: Happened, b: Happened) -> bool:
    """One still to come when the other had been told of as past for long."""
    return a.published is not None and b.published is not None and abs(a.published - b.published) > 60


def _keys(a: Happened, roles: tuple[str, ...]) -> frozenset[str]:
    return frozenset(key for role, keys, _, _ in a.parts if role in roles for key in keys)


def _meeting(a: Happened, b: Happened, roles: tuple[str, ...]) -> Evidence | None:
    """Somebody or something in these roles on both sides."""
    for role, keys, text, here in a.parts:
        if role not in roles:
            continue
        for other, theirs, _, there in b.parts:
            if other in roles and _alike(keys, theirs):
                return Evidence("place" if roles is _PLACES else "participant", text, (here, there))
    return None


def _crosswise(a: Happened, b: Happened) -> Evidence | None:
    """Partners of a meeting, whoever of them is told first."""
    roles = (*_AGENTS, *_PATIENTS)
    return _meeting(a, b, roles)


def _alike(keys: frozenset[str], theirs: frozenset[str]) -> bool:
    both = keys & theirs
    if any(key.startswith("#") for key in both):
        return True
    if both and all(key in _bodies() for key in both) and keys != theirs:
        return False  # «دولت» and «دولت سورنا»
    plain = [sum(weight(k) for k in side if not k.startswith("#")) for side in (keys, theirs)]
    return bool(both) and sum(map(weight, both)) >= 0.6 * min(plain)


@functools.cache
def _bodies() -> frozenset[str]:
    return frozenset(stem(word) for word in listed("bodies"))


def _around(a: Happened, b: Happened) -> float:
    both = a.around.keys() & b.around.keys()
    lighter = min(sum(a.around.values()), sum(b.around.values())) or 1.0
    return sum(min(a.around[s], b.around[s]) for s in both) / lighter


def _gap(a: Happened, b: Happened) -> int | None:
    if a.days and b.days:
        return max(0, a.days[0] - b.days[1], b.days[0] - a.days[1])
    if a.published is None or b.published is None:
        return None
    if a.days or b.days:
        days, day = (a.days, b.published) if a.days else (b.days, a.published)
        assert days is not None and day is not None
        return max(0, days[0] - day, day - days[1])
    return abs(a.published - b.published)


def _number(a: Happened, b: Happened) -> Difference | None:
    x, y = a.number, b.number
    if x is None or y is None or x.unit != y.unit or (x.low <= y.high and y.low <= x.high):
        return None
    if a.published != b.published and (x.running or y.running):
        return None
    return Difference("value", x.text, y.text, (x.span, y.span))


def _names(a: Happened, b: Happened, roles: tuple[str, ...]) -> tuple[str, str]:
    one = next(text for role, _, text, _ in a.parts if role in roles)
    other = next(text for role, _, text, _ in b.parts if role in roles)
    return one, other


def _type(a: Happened, b: Happened) -> Evidence:
    return Evidence("type", a.type, (a.span, b.span))
