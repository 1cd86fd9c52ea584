"""What names an event in a sentence: verbs, light verbs near and apart, participles and nouns."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from ravi.events.forms import Group, light_class
from ravi.events.gapped import gapped
from ravi.events.view import View
from ravi.events.vocabulary import Entry, firsts, nouns, verbs
from ravi.lexicon import toml
from ravi.text import fold

__all__ = ["PUT_TO", "Trigger", "guard_words", "triggers"]

Kind = Literal["verb", "light", "apart", "nominal", "participle"]

# Adjectives between a light verb's noun and its verb: حمله گسترده‌ای کرد
_REACH = 3
# How far a noun that may stand apart from its verb is looked for: متهم به … شد
_FAR = 22


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or light-verb pair that names an event.

    Words ``[first, last]`` of the text are its span, ``head`` its noun (or the verb itself), ``group`` the verb
    it stands with; ``passive`` is True where the subject undergoes it.
    """

    entry: Entry
    kind: Kind
    first: int
    last: int
    head: int
    group: Group | None
    passive: bool

    @property
    def verbal(self) -> bool:
        """A clause of its own, with a finite verb."""
        return self.kind in ("verb", "light", "apart") and self.group is not None and self.group.finite


@functools.cache
def guard_words(name: str) -> frozenset[str]:
    """The folded words of one guard of events_guards.toml."""
    return frozenset(fold(w) for w in toml("events_guards")[name])


@functools.cache
def _plain(entry: Entry) -> frozenset[str]:
    """The last word of an entry without endings, and as a participle: an adjective in ی is no noun (حمایتی)."""
    word = fold(entry.form.split()[-1])
    return frozenset({word, word + "شده", word + "شدگان", word + "شدهای"})


@dataclass(frozen=True, slots=True)
class _Match:
    first: int
    last: int
    entry: Entry


# How far around a word its guard looks for what it asks for.
_GUARD_REACH = 12


def _fits(view: View, first: int, last: int, entry: Entry) -> bool:
    """Whether the sentence around the words ``[first, last]`` holds what the guard of ``entry`` asks for."""
    guard = entry.guard
    if guard in ("", "needs_actor", "needs_object", "destination", "recipient", "person", "institution"):
        return True
    wanted = guard_words(guard)
    if guard == "office":
        near = range(max(view.base, first - 14), first)
        if view.letter(first - 1) == "را" and any(view.letter(i) == "جانشین" for i in range(first - 6, first)):
            return True  # جانشین او را معرفی کرد
        return any(view.letter(i) in ("عنوان", "سمت") for i in near) and any(view.letter(i) in wanted for i in near)
    if guard == "place":
        start, stop = last + 1, last + 6
    elif guard == "weapon":
        start, stop = view.base, view.sentence.last
    elif guard == "court":
        start, stop = first - 2 * _GUARD_REACH, last + 6  # the charges may be a long row
    elif guard == "no_testimony":
        start, stop = first - 2, last + 7
    elif guard == "no_figurative":
        start, stop = last + 1, last + 2
    elif guard.startswith("no_"):
        start, stop = last + 1, last + 4
    else:
        start, stop = first - _GUARD_REACH, last + 6
    matter = _matter(view, first) if guard == "money" else first
    for i in range(max(view.base, start), min(stop, view.sentence.last)):
        letters = view.letter(i)
        if first <= i <= last:
            continue
        if matter < i < first:
            continue
        if letters in wanted or any(letters.removesuffix(e) in wanted for e in ("ی", "ای", "ها", "های", "هایی")):
            return not guard.startswith("no_")
        if guard == "place":
            if view.words[i - view.base].entity.endswith("LOC") or view.state(i):
                return True
            if i in view.group_at or letters in ("که", "را", "،"):
                return False
    return guard.startswith("no_")


def _matter(view: View, verb: int) -> int:
    """The «به» of what is dwelt upon (به کمبود بودجه پرداخت), or the verb itself: no sum is told within it."""
    for i in range(verb - 1, max(view.base, verb - _GUARD_REACH) - 1, -1):
        if view.letter(i) == "به":
            return i
        if view.letter(i) in ("را", "،", "که") or i in view.group_at or view.words[i - view.base].upos == "NUM":
            break
    return verb


def _matches(view: View) -> list[_Match]:
    """Every place where the words of an entry stand, in order, the longest first at each place."""
    found = []
    index, known = nouns(), firsts()
    for k, letters in enumerate(view.letters):
        if letters not in known:
            continue
        after = f"{letters} {view.letters[k + 1]}" if k + 1 < len(view.letters) else ""
        for words, entry in (*index.get(after, ()), *index.get(letters, ())):
            size = len(words)
            if size > 1 and tuple(view.letters[k : k + size]) != words:
                continue
            first, last = view.base + k, view.base + k + size - 1
            if view.words[last - view.base].upos == "ADJ" and words[-1] not in _plain(entry):
                continue
            if (
                letters not in _plain(entry)
                and letters.endswith(("ی", "مان"))
                and (fold(view.words[last - view.base].lemma) == letters and size == 1)
            ):
                continue  # خروجی، ورودی، ساختمان: a word of its own
            if _fits(view, first, last, entry):
                found.append(_Match(first, last, entry))
    return found


def triggers(view: View, *, sport: bool) -> list[Trigger]:
    """The triggers of one sentence in order; ``sport`` turns off the words that are a match and its play there."""
    matches = _matches(view)
    if sport:
        ambiguous = guard_words("sport_ambiguous")
        matches = [m for m in matches if fold(m.entry.form) not in ambiguous]
    ends: dict[int, list[_Match]] = {}
    for match in matches:
        ends.setdefault(match.last, []).append(match)
    used: set[int] = set()
    found: list[Trigger] = []
    for first, last, entry, group in gapped(view, ((m.first, m.last, m.entry) for m in matches)):
        used.update(range(first, last + 1))
        key = "شد" if group.passive else light_class().get(group.stem, group.stem)
        found.append(Trigger(entry, "light", first, last, first, group, _passive(entry, key, group)))
    for group in view.groups:
        if group.first in used:
            continue
        found.extend(_of_verb(view, group, ends, matches, used))
    for match in matches:
        if not used.isdisjoint(range(match.first, match.last + 1)):
            continue
        verb = _scrambled(view, match)
        if verb is not None and verb.first not in used and match.first not in view.group_at:
            used.update(range(match.first, match.last + 1))
            key = light_class().get(verb.stem, verb.stem)
            passive = _passive(match.entry, key, verb)
            found.append(Trigger(match.entry, "apart", match.first, match.last, match.first, verb, passive))
            continue
        if (trigger := _nominal(view, match)) is not None:
            used.update(range(match.first, match.last + 1))
            found.append(trigger)
    if sport:
        found = [t for t in found if fold(t.entry.form) not in guard_words("sport_ambiguous")]
    return sorted(found, key=lambda t: (t.first, t.last))


def _keys(view: View, group: Group) -> list[tuple[str, int]]:
    """The names of the light verb of ``group`` with the word that the noun must end before."""
    cls = light_class().get(group.stem, group.stem)
    before = view.letter(group.first - 1)
    return [(f"{before} {cls}", group.first - 2), (cls, group.first - 1)]


def _of_verb(
    view: View, group: Group, ends: dict[int, list[_Match]], matches: list[_Match], used: set[int]
) -> list[Trigger]:
    claimed = _claimed(view, group)
    if view.letter(group.first - 1) == "تشکیل" and _constitutes(view, group):
        return []
    for key, stop in _keys(view, group):
        for back in range(_REACH + 1):
            at = stop - back
            hit = next(
                (
                    m
                    for m in ends.get(at, ())
                    if (key in m.entry.active or key in m.entry.passive or _put(view, m, key))
                    and not (back and not m.entry.nominal)
                    and not (claimed and m.first > claimed and m.entry.nominal)
                ),
                None,
            )
            if hit is not None and not group.finite and _bombed(view, hit):
                return []
            if hit is not None:
                return _light(view, group, key, hit, back, ends, used)
            k = at - view.base
            if key == "شد":
                break  # خرید گران شد: the adjective is what it became
            if k < 0 or view.words[k].upos not in ("ADJ", "ADV") or view.letter(at) == "را":
                break
    # حمایت و دفاع کرد: the verb serves a noun before one that we do not know
    if view.letter(group.first - 2) == "و":
        key = light_class().get(group.stem, group.stem)
        for match in ends.get(group.first - 3, ()):
            if (key in match.entry.active or key in match.entry.passive) and match.first not in used:
                used.update(range(match.first, match.last + 1))
                passive = _passive(match.entry, key, group)
                return [Trigger(match.entry, "apart", match.first, match.last, match.first, group, passive)]
    edge = max(view.left_edge(group.first), group.first - _FAR)
    keys = [name for name, stop in _keys(view, group)]
    for match in reversed(matches):
        if match.last < edge or match.last >= group.first:
            continue
        key = next((k for k in keys if k in match.entry.active or k in match.entry.passive), "")
        if match.entry.apart and key:
            if match.entry.form == "وارد" and view.letter(match.last + 1) in guard_words("no_abstract"):
                continue
            if match.entry.form == "خارج" and view.letter(match.first - 1) in ("در", "به", "از"):
                continue  # در خارج از کشور منتشر شد، به خارج از کشور صادر شد
            if not used.isdisjoint(range(match.first, match.last + 1)):
                continue
            used.update(range(match.first, match.last + 1))
            passive = _passive(match.entry, key, group)
            return [Trigger(match.entry, "apart", match.first, match.last, match.first, group, passive)]
    k = group.first - 1 - view.base
    entry = verbs().get(group.stem)
    if entry is None or group.first in used or not _fits(view, group.first, group.last, entry):
        return []
    if group.person == 2:
        return []
    if entry.form == "ساخت":
        if view.letter(group.first - 1) in guard_words("becoming"):
            return []  # فراهم ساخت: the verb of making so
        edge = view.left_edge(group.first)
        marked = any(view.letter(i) == "را" for i in range(edge, group.first - 1))
        if marked or (view.words[k].upos == "ADJ" and view.letter(group.first - 2) == "را"):
            return []  # را دشوار می‌سازد: the verb of becoming
    if not group.finite and not group.infinitive and view.letter(group.last + 1) not in ("و", "،"):
        return []  # فیلم برگزیده: a participle that has become an adjective
    if k >= 0 and view.words[k].deprel == "compound:lvc" and view.words[k].head == group.head:
        return []
    used.update(range(group.first, group.last + 1))
    kind: Kind = "verb" if group.finite else "nominal" if group.infinitive else "participle"
    return [Trigger(entry, kind, group.first, group.last, group.head, group, group.passive)]


def _bombed(view: View, match: _Match) -> bool:
    """خودروی بمب‌گذاری‌شده is what a bomb is in: the explosion is told by its own word."""
    return match.entry.form == "بمب‌گذاری" and view.letter(match.first - 1) in guard_words("bombed")


PUT_TO = ("مورد", "هدف", "آماج", "تحت")
"""What stands before an event noun that somebody is put to: مورد حمله، هدف تیراندازی قرار گرفت."""


def _put(view: View, match: _Match, key: str) -> bool:
    """Whether an event noun is what somebody is put to or comes under: مورد بازدید قرار گرفت."""
    return key in ("قرار گرفت", "قرار داد") and match.entry.nominal and view.letter(match.first - 1) in PUT_TO


def _constitutes(view: View, group: Group) -> bool:
    """تشکیل می‌دهد and از … تشکیل شده say what something is made of."""
    if group.stem == "داد" and group.imperfective and group.tense == "present":
        return True
    edge = view.left_edge(group.first)
    return group.stem == "شد" and any(view.letter(i) == "از" for i in range(edge, group.first))


def _claimed(view: View, group: Group) -> int:
    """The word that has the verb شد for itself (خواستار مذاکره شد), or 0."""
    if light_class().get(group.stem, group.stem) != "شد":
        return 0
    words = guard_words("claimed")
    edge = view.left_edge(group.first)
    for i in range(group.first - 2, edge - 1, -1):
        if view.letter(i) in words:
            return i
        if view.letter(i) == "را":
            return 0
    return 0


_MARKED = frozenset({"به", "از", "با", "در", "بر", "برای", "درباره"})


def _scrambled(view: View, match: _Match) -> Group | None:
    """The light verb of a noun that stands apart with ی or را: سفری به تهران داشت، همکاری لازم را با او داشت."""
    entry = match.entry
    if not entry.nominal or not (entry.active or entry.passive):
        return None
    group = view.verb_after(match.last)
    if group is None or group.first - match.last > 14 or group.first == match.last + 1:
        return None
    if view.letter(match.first - 1) in _MARKED:
        return None  # انتقاد به سفرهای او داشتند
    key = light_class().get(group.stem, group.stem)
    if key not in entry.active and key not in entry.passive:
        return None
    between = [view.letter(i) for i in range(match.last + 1, group.first)]
    if any(x in ("که", "،", "؛", ":", "و") for x in between):
        return None
    word = view.words[match.last - view.base]
    indefinite = view.letter(match.last).endswith("ی") and word.text not in entry.form
    if not indefinite and "را" not in between:
        return None
    if "را" in between and between.index("را") > 3:
        return None
    last = view.words[group.first - 1 - view.base]
    if last.deprel == "compound:lvc" or (last.upos == "ADJ" and between[-1] != "را"):
        return None
    return group


def _passive(entry: Entry, key: str, group: Group) -> bool:
    if key == "قرار داد" and key not in entry.passive:
        return group.passive
    return key not in entry.active or group.passive


def _light(
    view: View,
    group: Group,
    key: str,
    hit: _Match,
    back: int,
    ends: dict[int, list[_Match]],
    used: set[int],
) -> list[Trigger]:
    if not used.isdisjoint(range(hit.first, hit.last + 1)):
        return []
    kind: Kind = "light" if group.finite else "nominal" if group.infinitive else "participle"
    last = group.last if not back else hit.last
    used.update(range(hit.first, group.last + 1))
    passive = _passive(hit.entry, key, group)
    out = [Trigger(hit.entry, kind, hit.first, last, hit.first, group, passive)]
    # دیدار و گفت‌وگو کرد: the verb serves both nouns
    if view.letter(hit.first - 1) == "و":
        other = next((m for m in ends.get(hit.first - 2, ()) if m.entry.nominal or key in m.entry.active), None)
        if other is not None and (key in other.entry.active or key in other.entry.passive):
            used.update(range(other.first, other.last + 1))
            out.append(
                Trigger(
                    other.entry,
                    kind,
                    other.first,
                    other.last,
                    other.first,
                    group,
                    _passive(other.entry, key, group),
                )
            )
    return out


def _nominal(view: View, match: _Match) -> Trigger | None:
    entry = match.entry
    if not entry.nominal or match.first in view.group_at:
        return None
    word = view.words[match.last - view.base]
    if word.upos in ("VERB", "AUX", "ADP", "ADV", "PUNCT") and entry.form != "درگذشت":
        return None
    before, after = view.letter(match.first - 1), view.letter(match.last + 1)
    if after.startswith("کننده") or after in guard_words("endings"):
        return None
    if before in guard_words("label") and not (before == "پلیس" and entry.type == "arrest"):
        return None
    if _bombed(view, match):
        return None
    if before == "با" and view.letter(match.first - 2) == "مبارزه":
        return None  # معاون مبارزه با …: a task
    if entry.form == "تشکیل" and after == "از":
        return None
    previous = view.words[match.first - 1 - view.base].upos if match.first > view.base else ""
    if entry.form == "ساخت" and previous in ("NOUN", "PROPN", "ADJ"):
        return None  # پهپاد ساخت ایران is a make, not a making
    if after in guard_words("briefing") and entry.type in ("meet", "negotiate"):
        return None
    if entry.participle:
        return Trigger(entry, "participle", match.first, match.last, match.first, None, True)
    return Trigger(entry, "nominal", match.first, match.last, match.first, None, False)
