"""Where a telling may be signalled: every match of the cue lexicon, with its verb group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ravi.attributions import cues
from ravi.attributions.cues import Entry
from ravi.attributions.forms import PERFECT_ENDINGS, Form, light_forms
from ravi.attributions.lexical import PREPOSITIONS, WITH_TAKERS
from ravi.attributions.view import View

_PERFECT = frozenset({*PERFECT_ENDINGS, "هست", "ست", "ند"})
_WILL = {
    "خواهم": (1, False),
    "خواهی": (2, False),
    "خواهد": (3, False),
    "خواهیم": (1, True),
    "خواهید": (2, True),
    "خواهند": (3, True),
}
_BE = ("شد", "گردید", "گشت")
APART = 45
"""Words that may stand between the noun and the verb of one light verb, at most."""


@dataclass(slots=True)
class Group:
    """A verb group ``[first, last)``: its stem, tense, person, number, voice and polarity."""

    first: int
    last: int
    stem: str
    tense: str
    person: int
    plural: bool
    negated: bool
    passive: bool = False
    future: bool = False


@dataclass(slots=True)
class Candidate:
    """A possible cue: words ``[first, last)`` that show it, and where its clause's verb stands.

    ``verb`` is the verb group (None for prepositional, participial and noun cues), ``noun`` the word of the
    light verb's noun; ``apart`` where noun and verb stand apart; ``elided`` where the verb is that of the
    next conjunct (``توصیف و … تأکید کرد``).
    """

    entry: Entry
    first: int
    last: int
    verb: Group | None = None
    noun: int = -1
    apart: bool = False
    elided: bool = False

    @property
    def end(self) -> int:
        """One past the last word of the cue or of its verb."""
        return max(self.last, self.verb.last if self.verb else 0)


def group_at(view: View, i: int, form: Form, length: int = 1) -> Group:
    """The verb group that begins with the form at word ``i`` and takes its auxiliaries after it."""
    key, j = view.key, i + length
    group = Group(i, j, form.stem, form.tense, form.person, form.plural, form.negated)
    if form.tense != "participle":
        return group
    nxt = key[j] if j < view.n and view.sentence[j] == view.sentence[i] else ""
    if nxt in _PERFECT:
        person, plural = PERFECT_ENDINGS.get(nxt, (3, nxt == "ند"))
        group.last, group.tense, group.person, group.plural = j + 1, "perfect", person, plural
        return group
    aux = light_forms().get(nxt)
    if nxt in _WILL and j + 1 < view.n and key[j + 1] in ("شد", "گشت", "گردید"):
        group.last, group.passive, group.future = j + 2, True, True
        group.plural = _WILL[nxt][1]
        return group
    if aux and aux.stem == "بود":
        group.last, group.person, group.plural = j + 1, aux.person, aux.plural
        group.tense = "subjunctive" if aux.tense == "subjunctive" else "pluperfect"
        group.negated |= aux.negated
    elif aux and aux.stem in _BE:
        inner = group_at(view, j, aux)
        group.last, group.passive, group.plural = inner.last, True, inner.plural
        group.person, group.tense = inner.person, inner.tense
        group.negated |= inner.negated
    else:
        group.tense = "perfect"
    return group


def _light_at(view: View, i: int) -> Group | None:
    """The group of the light or auxiliary verb that begins at word ``i``."""
    key = view.key
    if i >= view.n:
        return None
    will = _WILL.get(key[i].removeprefix("ن"))
    if will and key[i] not in ("نخواه",) and i + 1 < view.n and key[i + 1] in light_forms():
        form = light_forms()[key[i + 1]]
        return Group(i, i + 2, form.stem, "future", *will, key[i].startswith("ن"), future=True)
    form2 = light_forms().get(key[i])
    if form2 is None and i + 1 < view.n and key[i] in ("می", "نمی", "ن"):
        form2 = light_forms().get(key[i] + key[i + 1])
        return group_at(view, i, form2, 2) if form2 else None
    if form2 is None:
        return None
    return group_at(view, i, form2)


def _simple(view: View, i: int) -> Candidate | None:
    """A simple verb of telling at word ``i``."""
    key, table = view.key, cues.verbs()
    length = 1
    if key[i] in ("می", "نمی") and i + 1 < view.n and view.sentence[i + 1] == view.sentence[i]:
        found = table.get(key[i] + key[i + 1])
        length = 2
    elif key[i].removeprefix("ن") in _WILL and i + 1 < view.n and key[i + 1] in table:
        entry, form = table[key[i + 1]]
        if form.tense == "past" and form.person == 3 and not form.plural:
            person, plural = _WILL[key[i].removeprefix("ن")]
            verb = Group(i, i + 2, form.stem, "future", person, plural, key[i].startswith("ن"), future=True)
            return Candidate(entry, i, i + 2, verb)
        found = None
    else:
        found = table.get(key[i])
    if found is None:
        return None
    entry, form = found
    if i and key[i - 1].removeprefix("ن") in _WILL:
        return None
    verb = group_at(view, i, form, length)
    nxt = key[verb.last] if verb.last < view.n else ""
    if (form.stem == "گفت" and nxt.startswith(("وگو", "گو"))) or (
        nxt == "و" and key[verb.last + 1 : verb.last + 2] == ["گو"]
    ):
        return None
    if _nominal(view, i, verb) or (
        i and form.stem == "گفت" and key[i - 1] in ("دروغ", "راست", "ناسزا", "خوشامد", "خیرمقدم", "لبیک")
    ):
        return None
    return Candidate(entry, verb.first, verb.last, verb)


def _nominal(view: View, i: int, verb: Group) -> bool:
    """Whether a bare participle is a noun or an adjective here: «این گفته», «آمار اعلام شده»."""
    if verb.tense != "perfect" or verb.last - verb.first > 1 or not view.key[i].endswith("ه"):
        return False
    if view.key[verb.last] in ("شدن", "بودن"):
        return True
    if i and (
        view.key[i - 1] in ("این", "آن", "همین")
        or (view.words[i - 1].ezafe and view.words[i].upos in ("NOUN", "ADJ"))
    ):
        return True
    return view.words[i].upos == "NOUN" and view.words[i].ezafe


def _nouns(view: View, i: int) -> Iterator[tuple[int, Entry]]:
    """The light-verb nouns that begin at word ``i``: how many words, and the entry; the longest first."""
    table, key = cues.lights(), view.key
    starts = cues.light_starts()
    if key[i] not in starts:
        return
    stop = view.last_of(i)
    text = ""
    found: list[tuple[int, Entry]] = []
    for length in (1, 2, 3):
        if i + length > stop or view.mark[i + length - 1]:
            break
        text += key[i + length - 1]
        if text not in starts:
            break
        found.extend((length, entry) for entry in table.get(text, ()))
        # «خواستار», «اشاره‌ای», «ادعایی»: an indefinite ending on the noun keeps it a cue.
        if length == 1 and len(text) > 4 and text.endswith("ای") and text not in table:
            found.extend((1, entry) for entry in table.get(text[:-2], ()) if entry.strength == "s")
    yield from reversed(found)


def _composed(view: View, i: int, entry: Entry, at: int) -> Group | None:
    """The verb of ``entry`` at word ``at``: «قرار داد», «به عمل آورد» count as one verb."""
    two = view.key[at] if at < view.n else ""
    if two == "قرار" and ("قرار‌داد" in entry.lights or "قرار‌گرفت" in entry.lights):
        group = _light_at(view, at + 1)
        if group and "قرار‌" + group.stem in entry.lights:
            group.first = at
            group.passive = group.stem == "گرفت"
            return group
        return None
    if two == "به" and "به‌عمل‌آورد" in entry.lights and at + 2 < view.n and view.key[at + 1] == "عمل":
        group = _light_at(view, at + 2)
        if group and group.stem == "آورد":
            group.first = at
            return group
        return None
    group = _light_at(view, at)
    if group and group.stem in entry.lights:
        if group.stem in _BE:
            group.passive = "شد" in entry.lights and ("کرد" in entry.lights or "داد" in entry.lights)
        return group
    return None


def _light(view: View, i: int) -> Candidate | None:
    """A light verb whose noun begins at word ``i``: its verb next to it, apart from it, or elided."""
    options = list(_nouns(view, i))
    if not options:
        return None
    for length, entry in options:
        at = i + length
        group = _composed(view, i, entry, at)
        if group is None and at < view.n and view.key[at] in ("هم", "نیز", "را") and entry.strength == "s":
            group = _composed(view, i, entry, at + 1)
        if group:
            return Candidate(entry, i, group.last, group, i)
    stop = view.last_of(i)
    for length, entry in options:
        # «حاکی از آن است که», «مدعی آن شد که»: the demonstrative stands between noun and verb.
        at = i + length
        if at < stop and view.key[at] in ("از", "بر"):
            at += 1
        if at < stop and view.key[at] in ("آن", "این"):
            group = _composed(view, i, entry, at + 1)
            if group and group.last < stop and view.key[group.last] == "که":
                return Candidate(entry, i, group.last, group, i)
    for length, entry in options:
        if entry.strength != "s" and entry.lemma.split()[0] not in ("وعده", "دعوت", "محکوم"):
            continue
        at = i + length
        # «توصیف و بر … تأکید کرد»: the verb comes with the next conjunct.
        if at < stop and view.key[at] in ("و", "،", ","):
            verb = _next_light(view, at + 1, min(stop, at + APART), entry, skip_clauses=True)
            if verb is None and view.key[at] == "و" and at + 1 < stop and view.key[i - 1] == "را":
                # «… را محکوم و گفت»: the next verb, whatever it is, lends its ending.
                verb = _any_verb(view, at + 1)
            if verb and any(view.key[k] == "را" for k in range(max(view.first_of(i), i - 40), i)):
                return Candidate(entry, i, at, verb, i, elided=True)
            if verb and {"F", "B", "N", "T"} & set(entry.frames) and verb.last < stop:
                return Candidate(entry, i, at, verb, i, elided=True)
            continue
        if ("Z" in entry.frames or entry.lemma.startswith("متهم")) and view.key[i - 1] not in PREPOSITIONS:
            # «نهی از منکر»: after a preposition it is no predicate.
            verb = _next_light(view, at, min(stop, at + APART), entry, skip_clauses=False)
            if verb:
                return Candidate(entry, i, at, verb, i, apart=True)
    return None


def _any_verb(view: View, i: int) -> Group | None:
    found = cues.verbs().get(view.key[i])
    return group_at(view, i, found[1]) if found else None


def _next_light(view: View, start: int, stop: int, entry: Entry, *, skip_clauses: bool) -> Group | None:
    """The first group between the words that may be the verb of ``entry``."""
    at = start
    opener = view.inside[start] if start < view.n else -1
    while at < stop:
        if view.inside[at] != opener:
            at += 1
            continue
        group = _light_at(view, at)
        if group and group.stem in entry.lights:
            tagged = view.words[at].upos in ("VERB", "AUX", "") or group.last - group.first > 1
            if tagged or group.tense == "past":
                return group
        closing = group and not skip_clauses and group.tense != "participle" and view.words[at].upos == "VERB"
        # Another finite verb closes the clause unless it stands in a relative clause.
        if closing and "که" not in view.key[start:at]:
            return None
        at += 1
    return None


def _joined(view: View, i: int) -> Candidate | None:
    found, length = cues.joined().get(view.key[i]), 1
    if found is None and view.key[i] == "بر" and i + 2 < view.last_of(i):
        # «بر این باورند»
        found, length = cues.joined().get("".join(view.key[i : i + 3])), 3
    if found is None:
        return None
    entry, form = found
    verb = group_at(view, i + length - 1, form)
    if form.stem in _BE and {"کرد", "داد"} & entry.lights:
        verb.passive = True
    return Candidate(entry, i, verb.last, verb, i)


_WITH = frozenset({"با", "ضمن", "همراهبا", "بدون", "در"})
_OPENS = tuple(sorted(_WITH))


def _participle(view: View, i: int) -> Candidate | None:
    """A participial cue that begins with its preposition at word ``i``."""
    key = view.key
    if not key[i].startswith(_OPENS):
        return None
    words = cues.participles()
    if key[i] == "با" and i and key[i - 1] in WITH_TAKERS:
        return None
    if key[i] in _WITH:
        stop = view.last_of(i)
        text = ""
        best: Candidate | None = None
        for length in (1, 2, 3):
            j = i + length
            if j >= stop or view.mark[j]:
                break
            text += key[j]
            if text in words:
                best = Candidate(words[text], i, j + 1, noun=i + 1)
        return best
    for with_ in ("با", "ضمن"):
        if key[i].startswith(with_) and key[i][len(with_) :] in words and len(key[i]) > len(with_) + 3:
            return Candidate(words[key[i][len(with_) :]], i, i + 1, noun=i)
    return None


def _preposition(view: View, i: int) -> Candidate | None:
    """A prepositional cue that begins at word ``i``."""
    key = view.key
    for keys, entry in cues.prepositions().get(key[i], ()):
        j, ok = i, True
        for part in keys:
            if j >= view.n or view.sentence[j] != view.sentence[i]:
                ok = False
                break
            if key[j] == part:
                j += 1
            elif j + 1 < view.n and key[j] + key[j + 1] == part:
                j += 2
            else:
                ok = False
                break
        if ok:
            return Candidate(entry, i, j)
    return None


def _noun(view: View, i: int) -> Candidate | None:
    entry = cues.nouns().get(view.key[i])
    return Candidate(entry, i, i + 1, noun=i) if entry else None


def find(view: View) -> list[Candidate]:
    """All candidates in the order of their first words; of overlapping ones the longest or most specific."""
    found: list[Candidate] = []
    taken = -1
    i = 0
    while i < view.n:
        if view.mark[i]:
            i += 1
            continue
        hit = (
            _preposition(view, i) or _participle(view, i) or _light(view, i) or _joined(view, i) or _simple(view, i)
        )
        if hit is None:
            hit = _noun(view, i)
        if hit is not None and hit.first > taken:
            found.append(hit)
            # The verb of an elided or apart light verb may be a cue of its own (توصیف و … تأکید کرد).
            taken = hit.last - 1
            i = max(i + 1, hit.last if hit.entry.kind != "preposition" else i + 1)
            if hit.entry.kind == "preposition":
                i = hit.last
            continue
        i += 1
    return found
