"""What looks like a contradiction and is none: two periods, a growth beside a level, a list, a reprint.

Each rule was made for a kind of false contradiction met on pages of newspapers and agencies.  Better none than a
false one: where it is not known that two statements count the same thing of the same time, nothing is said.
"""

from __future__ import annotations

from itertools import pairwise

from ravi.ledger.folding import joined
from ravi.ledger.relations.traits import Number, Trait
from ravi.ledger.relations.types import Difference
from ravi.ledger.relations.words import Word, listed, pasts, stem, subjunctives
from ravi.record import Span

_NEAR, _FAR = 14, 70
"""Days after which another share, or another number, is of another state of the world."""
_SHARE = ("درصد", "%")
_FACTOR = 5
"""Two counts of one thing that voices disagree about differ by less; else one is of a part, or of another place."""
_HEADS = 2
"""Words at the beginning of what is denied, of which one must be told by the other: where a noun stands for it."""
_WISHES = ("demand", "ask", "offer", "threaten", "promise", "order")
_SERIES = 3
"""Numbers that all differ: those of another week, month or year, and not one that is disputed."""
_FIRST = 4
"""Words at the beginning of a content, among which «خود» is its speaker."""
_WORDS = 2
"""Words around a number in which a growth or a starting point is told."""


def nested(a: Trait, b: Trait) -> bool:
    """Does one content stand in the other?  Then a voice tells of the other, and does not speak against it."""
    if a.report != b.report or not a.words or not b.words:
        return False
    return a.words[0].span[0] < b.words[-1].span[1] and b.words[0].span[0] < a.words[-1].span[1]


def apart(a: Trait, b: Trait) -> bool:
    """Do two speakers speak of two things in the same words: each of its own, or of its own country?"""
    if a.entity is not None and a.entity == b.entity:
        return False
    if all(any(w.text in listed("own") for w in t.words[:_FIRST]) for t in (a, b)):
        return True
    if not (home(a) and home(b)):
        return False
    # «این کشور» of a page is abroad, «کشور» is at home.
    return bool(a.country and b.country and a.country != b.country) or _abroad(a) != _abroad(b)


def home(t: Trait) -> bool:
    """Does a content speak of «the country», whose name is that of its speaker?"""
    return any(w.text in listed("home") for w in t.words)


def _abroad(t: Trait) -> bool:
    return any(w.text == "این" and after.text in listed("home") for w, after in pairwise(t.words))


def denied(a: Trait, b: Trait) -> bool:
    """Is a fact denied, rather than not confirmed, or a wish turned down?"""
    if any(t.act in _WISHES for t in (a, b)):
        return False
    denial, other = (a, b) if a.denied else (b, a)
    if any(w.text in listed("needs") for w in other.words[:_FIRST]):
        return False
    if not denial.predicates and any(p.negated for p in other.predicates):
        return False  # «ادعاها را رد کرد» and «ادعاها را قبول ندارم» say no to one thing
    heads = [w.stem for w in denial.words if w.weight][:_HEADS]
    return denial.act == "deny" and any(head in other.bag for head in heads)


def values(a: Trait, b: Trait, gap: int | None, differs: tuple[Difference, ...]) -> tuple[Difference, ...]:
    """The differing numbers that two voices can be said to disagree about."""
    if not (_voice(a) or _voice(b)) or _scales(a, b, differs):
        return ()
    if a.report != b.report and (gap is None or gap > _FAR):
        return ()
    if a.published != b.published and a.entity == b.entity and len(differs) >= _SERIES:
        return ()
    one, other = periods(a), periods(b)
    if one and other and not one & other:
        return ()
    if bool(one) != bool(other) and gap:
        return ()
    return tuple(d for d in differs if _comparable(a, b, d, gap))


def polarity(a: Trait, b: Trait, gap: int | None, d: Difference) -> bool:
    """Can a negation or an opposite be one of the same: both have a voice, speak in one time and count nothing
    else?"""
    if not (_voice(a) or _voice(b)):
        return False
    if a.report != b.report and gap is None and not (a.entity and a.entity == b.entity):
        return False
    if {p.verb for p in a.predicates if p.span == d.spans[0]} != {
        p.verb for p in b.predicates if p.span == d.spans[1]
    }:
        return False  # «برنامه نیست» and «برنامه دارد»
    for one, other in ((0, 1), (1, 0)):
        if _wished((a, b)[one], d.spans[one]) and _was((a, b)[other], d.spans[other]):
            return False  # «دعوت کنند» and «دعوت نکرده است»
    units = {n.unit for n in a.numbers} & {n.unit for n in b.numbers}
    return all(
        any(x.low <= y.high and y.low <= x.high for x in a.numbers for y in b.numbers if x.unit == y.unit == unit)
        for unit in sorted(units)
    )


def _wished(t: Trait, span: Span | None) -> bool:
    """Does a predicate end in a form that says what is to be, rather than what is?"""
    inside = _inside(t, span)
    return bool(inside) and inside[-1].text in subjunctives()


def _was(t: Trait, span: Span | None) -> bool:
    """Does a predicate say what was or has been?"""
    return any(word.text in pasts() for word in _inside(t, span))


def _inside(t: Trait, span: Span | None) -> list[Word]:
    return [w for w in t.words if span and span[0] <= w.span[0] and w.span[1] <= span[1]]


def periods(t: Trait) -> frozenset[tuple[str, str]]:
    """The lengths and seasons that a content speaks of: nine months, the first quarter."""
    found = set()
    for before, word in zip(t.words, t.words[1:], strict=False):
        unit = next((u for u in sorted(listed("periods")) if word.text in (u, u + "ه")), None)
        if unit is not None and (before.text.isdigit() or before.text in listed("counted")):
            found.add((before.text, unit))
    return frozenset(found)


def _scales(a: Trait, b: Trait, differs: tuple[Difference, ...]) -> bool:
    """Is one of the numbers of another size altogether?"""
    for d in differs:
        x, y = _number(a, d, 0), _number(b, d, 1)
        if x and y and max(x.high, y.high) > _FACTOR * max(min(x.low, y.low), 1e-9):
            return True
    return False


def _voice(t: Trait) -> bool:
    """Is it somebody who speaks, rather than a table or a document with its many numbers?"""
    return t.kind not in ("unnamed", "document")


def _comparable(a: Trait, b: Trait, d: Difference, gap: int | None) -> bool:
    x, y = _number(a, d, 0), _number(b, d, 1)
    if x is None or y is None:
        return True
    if x.unit in {stem(joined(unit)) for unit in _SHARE} and gap and gap > _NEAR:
        return False
    if _role(a, x) != _role(b, y):
        return False
    # One number out of a list: which of them the other voice means is not known.
    return _many(a, x) == _many(b, y)


def _many(t: Trait, n: Number) -> bool:
    return sum(m.unit == n.unit and _role(t, m) == _role(t, n) for m in t.numbers) > 1


def _number(t: Trait, d: Difference, side: int) -> Number | None:
    return next((n for n in t.numbers if n.span == d.spans[side]), None)


def _role(t: Trait, n: Number) -> str:
    """``from`` for where a change began, ``change`` for its size, else ``level``."""
    before = [w for w in t.words if w.span[1] <= n.span[0]][-_WORDS:]
    after = [w for w in t.words if w.span[0] >= n.span[1]][: 2 * _WORDS]
    if before and before[-1].text == "از" and any(w.text in ("به", "تا") for w in after):
        return "from"
    changes = {stem(joined(w)) for w in listed("changes")}
    if before and before[-1].text in ("به", "تا"):
        return "level"
    if any(w.stem in changes for w in (*before, *after[:_WORDS])):
        return "change"
    return "level"
