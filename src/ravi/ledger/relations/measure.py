"""How much two statements share, and in what they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from ravi.ledger.relations.traits import Number, Trait
from ravi.ledger.relations.types import Difference, Evidence
from ravi.ledger.relations.words import Word, opposites
from ravi.record import Span

_SHOWN = 6
"""Words that are shown as evidence."""
_ALIKE = 0.4
"""Share of the words around two numbers that must be the same for them to count the same thing."""
_CLAUSE = 0.5
"""Share of the words before two predicates that must be the same for the one to say no to the other."""
_LOOSE = 0.2
"""The same, below which half as much again is asked for: one number out of a list."""
_FACTOR = 20
"""Two counts of one thing differ by less."""
_NAMES, _APART = 0.55, 0.1
"""Weight of a word that names something, and the share of what is said that is only on one side."""
_COUNTED = 0.35
"""Share of all words around two numbers that must be the same for the numbers to contradict each other."""
_INSIDE = 0.9
"""Share from which all that the shorter says stands in the longer, whatever else does."""
_ARGUMENTS = 7
"""Words before a predicate that are looked at."""
_CLOSE = 0.4
"""Share of all that two statements say from which half of that is enough."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two contents share: the part of the lighter one by weight, of both together, the longest run.

    ``words`` and ``numbers`` count what is met on both sides, ``run`` the words in a row.
    """

    share: float
    jaccard: float
    words: int
    run: int
    numbers: int
    evidence: tuple[Evidence, ...]


def measure(a: Trait, b: Trait) -> Overlap:
    """How much two contents share."""
    both = a.bag.keys() & b.bag.keys()
    mass = sum(min(a.bag[s], b.bag[s]) for s in both)
    share = mass / (min(a.mass, b.mass) or 1.0)
    jaccard = mass / ((a.mass + b.mass - mass) or 1.0)
    if len(both) < 2 or share < 0.25:
        return Overlap(round(share, 3), round(jaccard, 3), len(both), 0, 0, ())
    one, other = [w.text for w in a.words], [w.text for w in b.words]
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    evidence: list[Evidence] = []
    if match.size >= 4:
        here = (a.words[match.a].span[0], a.words[match.a + match.size - 1].span[1])
        there = (b.words[match.b].span[0], b.words[match.b + match.size - 1].span[1])
        evidence.append(Evidence("words", " ".join(one[match.a : match.a + match.size]), (here, there)))
    first = _places(a)
    second = _places(b)
    for s in sorted(both, key=lambda s: (-a.bag[s], first[s][1]))[:_SHOWN]:
        evidence.append(Evidence("word", first[s][0], (first[s][1], second[s][1])))
    met = [(x, y) for x, y in aligned(a, b, jaccard) if _meet(x, y)]
    for x, y in met:
        evidence.append(Evidence("number", x.text, (x.span, y.span)))
    return Overlap(round(share, 3), round(jaccard, 3), len(both), match.size, len(met), tuple(evidence))


def _places(a: Trait) -> Mapping[str, tuple[str, Span]]:
    found: dict[str, tuple[str, Span]] = {}
    for word in a.words:
        found.setdefault(word.stem, (word.text, word.span))
    return found


def two_things(a: Trait, b: Trait) -> bool:
    """Does each side name something that the other does not: another port, barley for wheat?"""
    for one, other in ((a, b), (b, a)):
        own = max((w for s, w in one.bag.items() if s not in other.bag), default=0.0)
        left = sum(w for s, w in one.bag.items() if s not in other.bag)
        if own < _NAMES or left < _APART * one.mass:
            return False
    return True


def aligned(a: Trait, b: Trait, jaccard: float) -> Iterator[tuple[Number, Number]]:
    """Pairs of numbers that count the same thing, by their units and the words around them.

    The more two statements share, the fewer words around the numbers must be the same.
    """
    least = _ALIKE if jaccard < _CLOSE else _ALIKE / 2
    if jaccard < _LOOSE:
        least = _ALIKE * 1.5
    for x in a.numbers:
        best: tuple[float, Number] | None = None
        for y in b.numbers:
            if x.unit != y.unit:
                continue
            alike = likeness(x, y)
            if alike >= least and (best is None or alike > best[0]):
                best = alike, y
        if best is not None:
            yield x, best[1]


def likeness(x: Number, y: Number) -> float:
    """How much the words around two numbers share, by weight, of the lighter side."""
    both = x.about.keys() & y.about.keys()
    if len(both) < 2:
        return 0.0
    lighter = min(sum(x.about.values()), sum(y.about.values())) or 1.0
    return sum(min(x.about[s], y.about[s]) for s in both) / lighter


def _both(x: Number, y: Number) -> float:
    """The same of all that stands around either: «نرخ تورم» is not «نرخ بیکاری»."""
    met = sum(min(x.about[s], y.about[s]) for s in x.about.keys() & y.about.keys())
    return met / ((sum(x.about.values()) + sum(y.about.values()) - met) or 1.0)


def _meet(x: Number, y: Number) -> bool:
    return x.low <= y.high and y.low <= x.high


def differences(a: Trait, b: Trait, shared: Overlap) -> tuple[Difference, ...]:
    """In what two statements about the same thing differ."""
    times = tuple(_times(a, b))
    values, acts, polarity = tuple(_values(a, b, shared)), tuple(_acts(a, b)), tuple(_polarity(a, b))
    if acts and (polarity or values):
        # To deny that it is so, and to say that it is not so, is the same; who denies one number grants another.
        acts = polarity = values = ()
    if times:
        values = ()  # the numbers of two seasons
    return (*values, *acts, *polarity, *times)


def _values(a: Trait, b: Trait, shared: Overlap) -> Iterator[Difference]:
    for x, y in aligned(a, b, shared.jaccard):
        if _meet(x, y) or ((x.periodic or y.periodic) and a.said != b.said):
            continue
        if any(_meet(x, n) for n in b.numbers if n.unit == x.unit) or any(
            _meet(n, y) for n in a.numbers if n.unit == y.unit
        ):
            continue  # the number is there: the two texts only count several things
        if shared.share < _INSIDE and _both(x, y) < _COUNTED:
            continue
        if max(x.high, y.high) > _FACTOR * max(min(x.low, y.low), 1e-9):
            continue  # the price of one metre is not that of all
        yield Difference("value", x.text, y.text, (x.span, y.span))


def _acts(a: Trait, b: Trait) -> Iterator[Difference]:
    """One denies what the other says; «برگزاری … را رد کرد» denies it no less than «برگزار نمی‌شود»."""
    if a.denied == b.denied:
        return
    denial, other = (a, b) if a.denied else (b, a)
    if not denial.predicates and other.predicates and other.predicates[-1].negated:
        return
    yield Difference("act", a.act, b.act)


def _polarity(a: Trait, b: Trait) -> Iterator[Difference]:
    for p in a.predicates:
        for q in b.predicates:
            if p.stem == q.stem and p.negated != q.negated and _only(a, p.stem) and _only(b, q.stem):
                if _clauses(a, p.span, b, q.span) >= _CLAUSE:
                    yield Difference("polarity", _text(a, p.span), _text(b, q.span), (p.span, q.span))
                return
    for x in a.words:
        for y in b.words:
            if (x.stem, y.stem) in opposites() and x.stem not in b.bag and y.stem not in a.bag:
                if _clauses(a, x.span, b, y.span) >= _CLAUSE:
                    yield Difference("polarity", x.text, y.text, (x.span, y.span))
                return


def _clauses(a: Trait, here: Span, b: Trait, there: Span) -> float:
    """How much is shared of the words before a predicate, where Persian puts who and what it is about."""
    one, other = ({w.stem: w.weight for w in _before(t, span)} for t, span in ((a, here), (b, there)))
    lighter = min(sum(one.values()), sum(other.values()))
    return sum(min(one[s], other[s]) for s in one.keys() & other.keys()) / lighter if lighter else 0.0


def _before(t: Trait, span: Span) -> list[Word]:
    return [w for w in t.words if w.weight and w.span[1] <= span[1]][-_ARGUMENTS:]


def _only(a: Trait, stem: str) -> bool:
    """Is the predicate affirmed throughout, or negated throughout?"""
    return len({p.negated for p in a.predicates if p.stem == stem}) == 1


def _text(a: Trait, span: Span) -> str:
    return " ".join(w.text for w in a.words if span[0] <= w.span[0] and w.span[1] <= span[1])


def _times(a: Trait, b: Trait) -> Iterator[Difference]:
    """Days of which none meets, where both contents give just one."""
    if len(a.times) == 1 and len(b.times) == 1:
        (x, here), (y, there) = a.times[0], b.times[0]
        if x[1] < y[0] or y[1] < x[0]:
            yield Difference("time", str(x), str(y), (here, there))


def opposed(a: Trait, b: Trait) -> tuple[int, int]:
    """How many predicates that both have are negated in the first and in the second."""
    both = {p.stem for p in a.predicates} & {q.stem for q in b.predicates}
    return (
        sum(p.negated for p in a.predicates if p.stem in both),
        sum(q.negated for q in b.predicates if q.stem in both),
    )
