"""Verb forms by generation: every form of the stems in the lexicon, and verb groups over the words of a sentence.

Recognising forms by their letters, rather than by the tagger's lemma alone, keeps ``می‌شود``, ``می شود`` and
``میشود`` the same verb whatever the analysis made of them.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from ravi.language import Word
from ravi.lexicon import table
from ravi.text import fold

__all__ = ["BE", "Form", "Group", "forms", "groups", "light_class"]

FormKind = Literal["past", "present", "participle", "infinitive"]


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a verb: its past stem and what the form says."""

    stem: str
    kind: FormKind
    negated: bool = False
    imperfective: bool = False
    subjunctive: bool = False
    person: int = 3
    plural: bool = False


_PAST = (("م", 1, False), ("ی", 2, False), ("", 3, False), ("یم", 1, True), ("ید", 2, True), ("ند", 3, True))
_PERFECT = (
    ("", 3, False),
    ("ام", 1, False),
    ("ای", 2, False),
    ("است", 3, False),
    ("ست", 3, False),
    ("ایم", 1, True),
    ("اید", 2, True),
    ("اند", 3, True),
)
_PRESENT = (("م", 1, False), ("ی", 2, False), ("د", 3, False), ("یم", 1, True), ("ید", 2, True), ("ند", 3, True))


def _prefixed(prefix: str, stem: str) -> str:
    """``ب`` or ``ن`` before a stem: بیاید، نیفتاد، نینداخت."""
    if stem.startswith("آ"):
        return prefix + "یا" + stem[1:]
    if stem.startswith("ا"):
        return prefix + "ی" + stem[1:]
    return prefix + stem


def _forms_of(past: str, present: str) -> list[tuple[str, Form]]:
    out: list[tuple[str, Form]] = []
    for ending, person, plural in _PAST:
        for letters, negated, going in (
            (past, False, False),
            (_prefixed("ن", past), True, False),
            ("می" + past, False, True),
            ("نمی" + past, True, True),
        ):
            out.append((letters + ending, Form(past, "past", negated, going, False, person, plural)))
    for ending, person, plural in _PERFECT:
        for letters, negated in (
            (past + "ه", False),
            (_prefixed("ن", past) + "ه", True),
            ("می" + past + "ه", False),
        ):
            out.append((letters + ending, Form(past, "participle", negated, False, False, person, plural)))
    out.append((past + "ن", Form(past, "infinitive")))
    out.append((_prefixed("ن", past) + "ن", Form(past, "infinitive", True)))
    if present:
        link = "ی" if present[-1] in "او" and present not in ("رو", "شو") else ""
        for ending, person, plural in _PRESENT:
            tail = link + ending
            for letters, negated, going, wish in (
                ("می" + present, False, True, False),
                ("نمی" + present, True, True, False),
                (_prefixed("ب", present), False, False, True),
                ("بی" + present, False, False, True),
                (_prefixed("ن", present), True, False, True),
                (present, False, False, True),
            ):
                out.append((letters + tail, Form(past, "present", negated, going, wish, person, plural)))
    return out


@functools.cache
def forms() -> dict[str, tuple[Form, ...]]:
    """Every form of the verbs of the lexicon, by its folded letters."""
    found: dict[str, list[Form]] = {}
    for name in ("events_light", "events_verbs"):
        for row in table(name):
            for letters, form in _forms_of(fold(row["past"]), fold(row["present"])):
                kept = found.setdefault(fold(letters), [])
                if form not in kept:
                    kept.append(form)
    return {letters: tuple(kept) for letters, kept in found.items()}


@functools.cache
def light_class() -> dict[str, str]:
    """The class of each light verb by its past stem: نمود counts as کرد, گردید as شد."""
    return {fold(row["past"]): fold(row["class"]) for row in table("events_light")}


BE = {
    **dict.fromkeys(
        ("است", "هست", "ست", "اند", "ام", "ای", "ایم", "اید", "هستند", "هستم", "هستیم"), ("present", False)
    ),
    **dict.fromkeys(("نیست", "نیستند", "نیستم", "نیستیم"), ("present", True)),
    **dict.fromkeys(("بود", "بودند", "بودم", "بودیم", "بوده"), ("past", False)),
    **dict.fromkeys(("نبود", "نبودند", "نبوده"), ("past", True)),
    **dict.fromkeys(("باشد", "باشند", "باشیم", "باشم"), ("subjunctive", False)),
    **dict.fromkeys(("نباشد", "نباشند"), ("subjunctive", True)),
}
_FUTURE = {"خواهم", "خواهی", "خواهد", "خواهیم", "خواهید", "خواهند"}
_VERBAL = {"VERB", "AUX"}
_STOPS = {"،", ",", ".", "؛", "»", "اما", "ولی", "که"}


@dataclass(frozen=True, slots=True)
class Group:
    """A verb with its auxiliaries: words ``[first, last]`` of the text, ``head`` the lexical verb's word.

    ``stem`` is the past stem of the lexical verb, ``tense`` past, present or future; ``finite`` is False for
    a bare participle or an infinitive.
    """

    first: int
    last: int
    head: int
    stem: str
    passive: bool
    negated: bool
    tense: Literal["past", "present", "future"]
    subjunctive: bool
    imperfective: bool
    finite: bool
    infinitive: bool
    person: int
    plural: bool


def _best(word: Word, letters: str, options: tuple[Form, ...] | None) -> Form | None:
    """The form of ``options`` that ``word`` is, where it is a verb at all."""
    if not options:
        return None
    if word.upos not in _VERBAL:
        # A participle or an infinitive is often tagged as adjective or noun; a form with می is always a verb.
        first = options[0]
        if first.imperfective and len(letters) > 4 and letters.startswith(("می", "نمی")):
            return first
        if first.kind == "infinitive" and word.upos in ("NOUN", "PROPN"):
            return first
        if first.kind == "participle" and word.upos == "ADJ":
            return first
        return None
    lemma = fold(word.lemma)
    for form in options:
        if form.stem == lemma:
            return form
    return options[0]


def _other(word: Word, letters: str) -> Form | None:
    """A verb that is in no list of ours, read from the tagger's features."""
    if word.upos != "VERB" or not word.lemma:
        return None
    feats = word.feats
    negated = feats.get("Polarity") == "Neg" or letters.startswith("نمی")
    if letters.endswith("ه"):
        return Form(fold(word.lemma), "participle", negated)
    if feats.get("VerbForm") == "Inf":
        return Form(fold(word.lemma), "infinitive", negated)
    tense: FormKind = "past" if feats.get("Tense") == "Past" else "present"
    going = letters.startswith(("می", "نمی"))
    wish = tense == "present" and not going
    person = int(feats.get("Person", "3")) if feats.get("Person", "3") in ("1", "2", "3") else 3
    return Form(fold(word.lemma), tense, negated, going, wish, person, feats.get("Number") == "Plur")


def _copula(word: Word, last: Word, kind: str, negated: bool, letters: str) -> Group:
    """A copula that stands alone as the verb of its clause."""
    return Group(
        word.i,
        last.i,
        word.i,
        "بود",
        False,
        negated,
        "past" if kind == "past" else "present",
        kind == "subjunctive",
        False,
        True,
        False,
        1 if letters in ("ام", "ایم", "هستم", "هستیم", "بودم", "بودیم", "نیستم", "نیستیم") else 3,
        letters.endswith(("ند", "یم")),
    )


def groups(words: tuple[Word, ...], letters: list[str]) -> list[Group]:
    """The verb groups of one sentence, in order; ``letters[k]`` are the folded letters of ``words[k]``."""
    out: list[Group] = []
    known = forms()
    k, n = 0, len(words)
    while k < n:
        start = k
        options = known.get(letters[k])
        if options is None and words[k].upos not in _VERBAL and "خواه" not in letters[k]:
            k += 1  # no verb, by its letters or by its tag
            continue
        future, negated_future, person, plural = False, False, 3, False
        mark = letters[k][1:] if letters[k].startswith("نخواه") else letters[k]
        if mark in _FUTURE and k + 1 < n and (ahead := known.get(letters[k + 1])) and ahead[0].kind == "past":
            future, negated_future = True, letters[k].startswith("ن")
            plural = mark.endswith(("ند", "یم", "ید"))
            person = 1 if mark.endswith("م") else 3
            k += 1
            form: Form | None = ahead[0]
        else:
            form = _best(words[k], letters[k], options) or _other(words[k], letters[k])
        if letters[start] in BE and not future:
            if words[k].upos in _VERBAL:
                last = k
                while last + 1 < n and letters[last + 1] in BE and letters[k] in ("بوده", "نبوده"):
                    last += 1
                kind, no = BE[letters[k]]
                out.append(_copula(words[k], words[last], kind, no, letters[last]))
                k = last
            k += 1
            continue
        if form is None:
            k += 1
            continue
        head, stem, passive = k, form.stem, False
        negated = form.negated or negated_future
        tense: Literal["past", "present", "future"] = (
            "future" if future else "present" if form.kind == "present" else "past"
        )
        # دارد is no subjunctive: داشتن makes it with داشته باشد
        wish, going = form.subjunctive and not future and stem != "داشت", form.imperfective
        finite = form.kind in ("past", "present") or (form.kind == "participle" and not letters[k].endswith("ه"))
        if not future and finite:
            person, plural = form.person, form.plural
        last = k
        if form.kind == "participle":
            # کشته شد، داده خواهد شد، برده شده بود: the forms of شد make the passive
            j = k + 1
            lifted = j < n and letters[j][letters[j].startswith("ن") :] in _FUTURE
            at = j + 1 if lifted else j
            nxt = known.get(letters[at], ()) if at < n else ()
            if nxt and nxt[0].stem in ("شد", "گردید") and nxt[0].kind != "infinitive":
                rise = nxt[0]
                passive = True
                negated = negated or rise.negated or (lifted and letters[j].startswith("ن"))
                tense = "future" if lifted else "present" if rise.kind == "present" else "past"
                wish = rise.subjunctive and not lifted
                going = rise.imperfective
                finite = finite or lifted or rise.kind != "participle" or not letters[at].endswith("ه")
                person, plural, last = rise.person, rise.plural, at
            while last + 1 < n and letters[last + 1] in BE:
                kind, no = BE[letters[last + 1]]
                negated = negated or no
                wish = wish or kind == "subjunctive"
                if letters[last + 1] != "بوده":
                    finite = True
                plural = plural or letters[last + 1].endswith(("ند", "یم"))
                if letters[last + 1] in ("ام", "ایم", "بودم", "بودیم"):
                    person = 1
                last += 1
        infinitive = form.kind == "infinitive"
        # گفته، … : a participle before a stop or a new clause is a perfect without its است
        if not finite and not infinitive and last + 1 < n and letters[last + 1] in _STOPS:
            finite = True
        out.append(
            Group(
                words[start].i,
                words[last].i,
                words[head].i,
                stem,
                passive,
                negated,
                tense,
                wish,
                going,
                finite and not infinitive,
                infinitive,
                person,
                plural,
            )
        )
        k = last + 1
    return out
