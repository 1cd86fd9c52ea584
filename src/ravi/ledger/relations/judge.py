"""What stands between two statements, by rules that show what they rest on.  Precision first.

The thresholds were chosen on the development half of the labelled pairs (``python -m bench relations``); what
``docs/relations.md`` says of the other half holds for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ravi.ledger.relations import doubts
from ravi.ledger.relations.measure import Overlap, differences, measure, opposed, two_things
from ravi.ledger.relations.traits import Trait
from ravi.ledger.relations.types import Difference, Evidence, Kind

SAME = 0.6
"""Share of the shorter content that must be met in the other for one telling."""
SAME_RUN = 6
"""Words in a row from which less sharing is enough for one telling."""
COPIED = 12
"""Words in a row that two people do not say alike: one text was taken from the other."""
AGAIN = 0.55
"""Share for the same said at another time."""
AGREED = 0.6
"""Share for the same said by another."""
AGAINST = 0.5
"""Share for a denial or a contradiction: the thing denied is told in other words."""
LEAST_WORDS = 3
"""Words that tell something which two statements must share."""
SPOKEN = ("person", "organization", "state", "group", "outlet", "document")
WHOLE = 0.8
"""Share from which next to nothing is missing."""
AGREED_BOTH = 0.45
"""What two voices share of all that both say, for one to support the other."""
_BOTH = 0.3
"""The same for a denial."""
_NAMED = 0.4
"""The same where what is denied is only named («برگزاری گفت‌وگو را رد کرد»)."""
_COUNT = 0.33
"""The same for two numbers, which stand in reports by the dozen."""
_FAR = 70
"""Days after which two statements are about two states of the world."""
_REPRINT = 60
"""Days within which an article is printed again, in part or whole."""
_SLACK = 3
"""Days between a telling and the report of it, where the report does not date the telling."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One relation that a rule found; ``turned`` where it runs from the second statement to the first."""

    kind: Kind
    rule: str
    share: float
    evidence: tuple[Evidence, ...]
    differs: tuple[Difference, ...] = ()
    turned: bool = False


def apart(a: Trait, b: Trait) -> int | None:
    """Days that lie between two tellings at the least, None where nothing is known."""
    if a.explicit and b.explicit and a.said and b.said:
        return max(0, a.said[0] - b.said[1], b.said[0] - a.said[1])
    if a.published is None or b.published is None:
        return None
    return max(0, abs(a.published - b.published) - _SLACK)


def judge(a: Trait, b: Trait) -> Iterator[Verdict]:
    """Every relation between two statements."""
    if a.dateline or b.dateline or a.statement == b.statement:
        return
    if a.report == b.report and (a.aid == b.parent or b.aid == a.parent):
        return
    if a.report == b.report and (a.pointing or b.pointing):
        yield from _pointed(a, b)
        return
    if doubts.nested(a, b):
        return
    shared = measure(a, b)
    if shared.words < LEAST_WORDS or shared.share < min(AGAINST, SAME / 2):
        return
    speaker = _speakers(a, b)
    gap = apart(a, b)
    differs = differences(a, b, shared)
    if speaker == "same":
        yield from _one_speaker(a, b, shared, gap, differs)
    elif speaker == "unknown" and _one_text(a, b, shared, differs):
        yield Verdict("same_statement", "the same words", shared.share, shared.evidence)
    elif shared.run < COPIED or a.report == b.report:
        yield from _two_speakers(a, b, shared, gap, differs, known=speaker == "other")


def _one_text(a: Trait, b: Trait, shared: Overlap, differs: tuple[Difference, ...]) -> bool:
    """Were the words taken over from one report to the other, rather than said again?"""
    if a.report == b.report or differs or shared.run < COPIED or shared.share < WHOLE:
        return False
    return a.published is None or b.published is None or abs(a.published - b.published) <= _REPRINT


def _speakers(a: Trait, b: Trait) -> str:
    """``same``, ``other`` or ``unknown``."""
    if a.entity is not None and a.entity == b.entity:
        return "same"
    if a.entity is None or b.entity is None or a.kind not in SPOKEN or b.kind not in SPOKEN:
        alike = bool(a.speaker) and a.speaker == b.speaker and a.kind == b.kind
        return "same" if alike and " " in a.speaker else "unknown"
    if a.speaker in b.speaker or b.speaker in a.speaker:
        return "unknown"
    return "other"


def _informs(a: Trait, b: Trait, shared: Overlap) -> bool:
    """Is more than the topic shared: a predicate or a number of it, or nearly all?

    «۴۱ درصد مردم در انتخابات شرکت کردند» and «انتخابات درست شمرده نشد» share who and where, and say two things.
    """
    if shared.numbers or shared.run >= COPIED:
        return True
    if a.numbers and b.numbers:
        return False  # none of them is met
    if shared.share >= WHOLE:
        return True
    if bool(a.numbers) != bool(b.numbers) and shared.run < SAME_RUN:
        return False
    mine, theirs = {p.stem for p in a.predicates}, {p.stem for p in b.predicates}
    return bool(mine & theirs) or not mine or not theirs or shared.run >= SAME_RUN


def _one_speaker(
    a: Trait, b: Trait, shared: Overlap, gap: int | None, differs: tuple[Difference, ...]
) -> Iterator[Verdict]:
    if a.report == b.report:
        return
    who = Evidence("speaker", a.speaker)
    hard = tuple(d for d in differs if d.what in ("value", "polarity", "act"))
    value = tuple(d for d in hard if d.what == "value")
    other = shared.run < COPIED and two_things(a, b)
    both = {p.stem for p in a.predicates} & {p.stem for p in b.predicates}
    run = shared.run >= COPIED or (shared.run >= SAME_RUN and bool(both or shared.numbers))
    near = shared.share >= SAME or (run and shared.share >= SAME - 0.15)
    told = near and not hard and not (other and shared.run < SAME_RUN) and _informs(a, b, shared)
    sure = gap == 0 or (gap is None and (shared.share >= WHOLE or shared.run >= COPIED))
    if told and (sure or _one_text(a, b, shared, differs)):
        rule = "the same speaker, time and words" if sure else "the same speaker and words"
        yield Verdict("same_statement", rule, shared.share, (who, *shared.evidence))
        return
    if gap and shared.share >= AGAIN and not hard and _informs(a, b, shared) and not other:
        rule = "the same speaker again"
        yield Verdict("repeats", rule, shared.share, (who, *shared.evidence), turned=_later(b, a))
    if hard and shared.share >= AGAINST and shared.jaccard >= _BOTH and not (value and other):
        if value and _grown(a, b, value):
            rule = "a later number from the same source"
            yield Verdict("updates", rule, shared.share, (who, *shared.evidence), value, _later(b, a))
        elif (gap or 0) <= _FAR and (against := _against(a, b, gap, hard)):
            yield Verdict("conflicts", "the same speaker otherwise", shared.share, (who, *shared.evidence), against)


def _two_speakers(
    a: Trait,
    b: Trait,
    shared: Overlap,
    gap: int | None,
    differs: tuple[Difference, ...],
    *,
    known: bool,
) -> Iterator[Verdict]:
    """``known``: it is sure that they are two; a denial counts where it is not, too."""
    if (gap is not None and gap > _FAR) or (a.published is None) != (b.published is None):
        return
    if "ask" in (a.act, b.act):
        return
    if doubts.apart(a, b):
        return
    if any(name in other.chain for name, other in ((a.aid, b), (b.aid, a)) if a.report == b.report):
        return
    polar = tuple(d for d in differs if d.what in ("polarity", "act"))
    values = tuple(d for d in differs if d.what == "value")
    nominal = any(d.what == "act" for d in polar) and not (a.predicates and b.predicates)
    if polar and shared.share >= AGAINST and shared.jaccard >= (_NAMED if nominal else _BOTH):
        turned = _denies(b, a)
        act = any(d.what == "act" for d in polar)
        rule = "denied by its cue" if act else "the same with a negation"
        if sure := _against(a, b, gap, polar):
            yield Verdict("denies", rule, shared.share, shared.evidence, sure, turned)
            yield Verdict("conflicts", rule, shared.share, shared.evidence, sure)
    elif values and shared.share >= AGAINST and shared.jaccard >= _COUNT and not two_things(a, b):
        if a.outlet is not None and a.outlet == b.outlet and _grown(a, b, values):
            rule = "a later number from the same outlet"
            yield Verdict("updates", rule, shared.share, shared.evidence, values, _later(b, a))
        elif (known or a.report != b.report) and (sure := _against(a, b, gap, values)):
            yield Verdict("conflicts", "another number of the same", shared.share, shared.evidence, sure)
    elif known and not differs and _agree(a, b, shared):
        rule = f"{a.speaker} and {b.speaker} say the same"
        yield Verdict("supports", rule, shared.share, shared.evidence)


def _against(a: Trait, b: Trait, gap: int | None, differs: tuple[Difference, ...]) -> tuple[Difference, ...]:
    """The differences in which the two cannot both be right."""
    value = tuple(d for d in differs if d.what == "value")
    found = list(doubts.values(a, b, gap, value)) if value else []
    found += [d for d in differs if d.what == "polarity" and doubts.polarity(a, b, gap, d)]
    if doubts.denied(a, b):
        found += [d for d in differs if d.what == "act"]
    return tuple(found)


def _agree(a: Trait, b: Trait, shared: Overlap) -> bool:
    """Do two voices say the same thing, rather than speak of the same thing?"""
    if "outlet" in (a.kind, b.kind):
        return False  # what an outlet says it has from somebody
    if doubts.home(a) != doubts.home(b):
        return False  # of the whole country, or of a part of it
    if two_things(a, b) or shared.share < AGREED or shared.jaccard < AGREED_BOTH or not _informs(a, b, shared):
        return False
    mine, theirs = {p.stem for p in a.predicates}, {p.stem for p in b.predicates}
    return bool(shared.numbers) or bool(mine & theirs)


def _pointed(a: Trait, b: Trait) -> Iterator[Verdict]:
    """«این خبر را تکذیب کرد»: what is denied is the telling just before it."""
    for denial, told, turned in ((a, b, False), (b, a, True)):
        # Who does not tell it, or not confirm it, denies nothing; and nobody denies what says no already.
        no = denial.act == "deny" and denial.denied
        last = told.predicates[-1] if told.predicates else None
        if told.denied or (last and last.negated) or (told.words and told.words[0].text == "هیچ"):
            continue
        if denial.pointing and no and not told.pointing and denial.entity != told.entity:
            number, before = int(denial.aid[1:]), int(told.aid[1:])
            if before == number - 1:
                cue = Evidence("cue", denial.act)
                yield Verdict("denies", "denies what was told before", 1.0, (cue,), turned=turned)


def _later(a: Trait, b: Trait) -> bool:
    """Is the first of them the later, by what is known?"""
    first = (a.said[0] if a.said else a.published) or 0
    second = (b.said[0] if b.said else b.published) or 0
    return (first, a.statement) > (second, b.statement)


def _denies(a: Trait, b: Trait) -> bool:
    """Is it the first that denies the second: by its act, by its negation, else because it came later?"""
    if a.denied != b.denied:
        return a.denied
    no, yes = opposed(a, b)
    if no != yes:
        return no > yes
    return _later(a, b)


def _grown(a: Trait, b: Trait, values: tuple[Difference, ...]) -> bool:
    """Does the later of the two bring a later state of a number that grows, rather than another one?"""
    first = a.published if a.published is not None else (a.said[0] if a.said else None)
    second = b.published if b.published is not None else (b.said[0] if b.said else None)
    if first is None or second is None or first == second:
        return False
    texts = {d.one for d in values} | {d.other for d in values}
    return any(n.running for t in (a, b) for n in t.numbers if n.text in texts)
