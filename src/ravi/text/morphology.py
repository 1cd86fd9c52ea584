"""The ways in which a joined word may be meant: each with the evidence for it.

``candidates("خانهای")`` are خانهای, خان‌های and خانه‌ای; which one is right is decided by the weights that
``training/text`` learned for the evidence, unless the word itself has been counted.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable

from ravi.lexicon import table
from ravi.text.forms import Forms
from ravi.text.letters import HALF_SPACE
from ravi.text.verbs import cut_mi

_NOT_JOINING = frozenset("ادذرزژوآأإؤء")
_INFLECTIONS = ("ی", "ان", "م", "ش", "ات", "انه", "یم", "ند", "ت", "شان", "مان", "تان", "ش", "ٔ", "ست", "انی")
_ENDINGS = (
    "ی", "ان", "م", "ش", "ات", "ت", "شان", "مان", "ند", "د", "یم", "ن", "ه", "ها", "های", "ین", "هایی",
)  # fmt: skip
_LONGEST = 40  # code points; no Persian word is longer, and the work grows with the square of the length

Candidate = tuple[str, tuple[str, ...]]


@functools.cache
def _affixes() -> tuple[tuple[str, str], ...]:
    return tuple((row["affix"], row["rule"]) for row in table("text_affixes"))


def _bucket(count: int) -> str:
    return str(min(5, int(math.log2(count + 1)))) if count < 64 else "6"


def _ending(stem: str) -> str:
    last = stem[-1]
    if last in "هی":
        return last
    return "nj" if last in _NOT_JOINING else "j"


def known(forms: Forms, word: str) -> int:
    """How often ``word`` is written in any way that has the same letters."""
    count = forms.counts.get(word, 0)
    for form in forms.split.get(word, ()):
        count += forms.counts[form]
    return count


def candidates(word: str, forms: Forms, best: Callable[[str], str] | None = None) -> list[Candidate]:
    """What ``word``, written without a half-space, may be; the first is the word as it stands.

    ``best`` gives the spelling of a stem that was never counted; without it such a stem is left as it stands.
    """
    out: list[Candidate] = [(word, _as_is(word, forms))]
    size = len(word)
    if size < 3 or size > _LONGEST:
        return out
    cut = cut_mi(word)
    if cut:
        rest = word[cut:]
        seen = forms.counts.get(rest, 0)
        out.append((word[:cut] + HALF_SPACE + rest, ("mi", f"mi:{len(rest) > 3}", f"mi:seen{_bucket(seen)}")))
    for affix, rule in _affixes():
        if size > len(affix) + 1 and word.endswith(affix):
            stem = word[: -len(affix)]
            spelling, seen, sure = _stem(stem, forms, best)
            end = _ending(stem)
            evidence = (
                f"suffix:{rule}:{end}",
                f"suffix:{rule}:{end}:{_bucket(seen)}",
                f"suffix:seen{_bucket(seen)}:{end}",
                *([f"suffix:sure:{end}"] if sure else ()),
                *([f"suffix:heh:{rule}:{_bucket(known(forms, stem + 'ه'))}"] if rule.startswith("ha") else ()),
            )
            out.append((spelling + HALF_SPACE + affix, evidence))
    for ending in _INFLECTIONS:
        if size > len(ending) + 3 and word.endswith(ending) and word[: -len(ending)] in forms.split:
            stem = word[: -len(ending)]
            joined = forms.counts.get(stem, 0)
            for form in forms.split[stem]:
                more = forms.counts[form] > joined
                out.append((form + ending, ("inflected", f"inflected:{ending}:{more}", f"inflected:{more}")))
    if size > 5 and word.endswith(("ندگان", "ندگی")):
        stem = word[: word.rindex("ندگ")] + "نده"
        for form in forms.split.get(stem, ()):
            out.append((form[:-1] + word[len(stem) - 1 :], ("inflected", "inflected:گان")))
    at = word.find("بن", 3)
    if 0 < at < size - 4:
        first, last = word[:at], word[at + 2 :]
        gap = "" if first[-1] in _NOT_JOINING else HALF_SPACE
        names = sum(known(forms, part) > 0 for part in (first, last))
        out.append((f"{first}{gap}بن{HALF_SPACE}{last}", (f"ibn:{names}",)))
    out.extend(_compounds(word, forms))
    return _unique(out)


def _unique(found: list[Candidate]) -> list[Candidate]:
    """Each spelling once, with all its evidence."""
    merged: dict[str, tuple[str, ...]] = {}
    for spelling, evidence in found:
        merged[spelling] = merged.get(spelling, ()) + evidence
    return list(merged.items())


def _as_is(word: str, forms: Forms) -> tuple[str, ...]:
    """Evidence that the word stands as it is meant."""
    size = len(word)
    base = 0
    for ending in _ENDINGS:
        if size > len(ending) + 1 and word.endswith(ending):
            base = max(base, forms.counts.get(word[: -len(ending)], 0))
    return ("as", f"as:len{min(size, 12)}", f"as:base{_bucket(base)}")


def _stem(stem: str, forms: Forms, best_of: Callable[[str], str] | None) -> tuple[str, int, bool]:
    """The best spelling of ``stem`` as counted, how often it is seen, and whether half-spaces are counted."""
    spelling, best, total = stem, forms.counts.get(stem, 0), forms.counts.get(stem, 0)
    for form in forms.split.get(stem, ()):
        count = forms.counts[form]
        total += count
        if count > best:
            spelling, best = form, count
    if not total and best_of is not None and len(stem) > 4:
        spelling = best_of(stem)
    return spelling, total, spelling != stem


def _compounds(word: str, forms: Forms) -> list[Candidate]:
    """Two known words, or a known word and a productive element (سازی, کننده, بی)."""
    out: list[Candidate] = []
    for at in range(2, len(word) - 1):
        first, last = word[:at], word[at:]
        seen, after = forms.counts.get(first, 0), known(forms, last)
        lasts, firsts = forms.lasts.get(last, 0), forms.firsts.get(first, 0)
        if last.startswith("بن") and len(last) > 4 and first[-1] in _NOT_JOINING:
            continue  # سعیدبن‌عاص
        if not (seen and (after or lasts)) and not (firsts > 3 and after):
            continue
        if not lasts and not firsts and (min(seen, after) < 8 or at < 3 or len(last) < 3):
            continue
        evidence = (
            "compound",
            f"compound:{_ending(first)}",
            f"compound:first{_bucket(firsts)}",
            f"compound:last{_bucket(lasts)}",
            f"compound:both{min(3, firsts)}:{min(3, lasts)}",
            f"compound:seen{_bucket(min(seen, after))}",
            f"compound:len{min(len(first), 4)}:{min(len(last), 4)}",
            *([f"compound:first={first}"] if firsts > 20 else ()),
            *([f"compound:last={last}"] if lasts > 10 else ()),
        )
        spelling = last
        if last in forms.split:
            spelling = max([last, *forms.split[last]], key=lambda form: forms.counts.get(form, 0))
        out.append((first + HALF_SPACE + spelling, evidence))
    return out
