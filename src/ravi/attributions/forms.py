"""The forms of Persian verbs, built from their stems: which word may be which form of which verb.

Compared in folded spelling (no half-spaces, plain alef, Persian ye and kaf), so that ``می‌گوید``, ``مي گويد``
and ``میگوید`` are one.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from ravi.text.fold import fold as _fold

Tense = Literal["past", "imperfect", "perfect", "pluperfect", "present", "subjunctive", "future", "participle"]

PRESENT_ENDINGS = {
    "م": (1, False),
    "ی": (2, False),
    "د": (3, False),
    "یم": (1, True),
    "ید": (2, True),
    "ند": (3, True),
}
PAST_ENDINGS = {"م": (1, False), "ی": (2, False), "": (3, False), "یم": (1, True), "ید": (2, True), "ند": (3, True)}
PERFECT_ENDINGS = {
    "ام": (1, False),
    "ای": (2, False),
    "است": (3, False),
    "ایم": (1, True),
    "اید": (2, True),
    "اند": (3, True),
}


def fold(text: str) -> str:
    """``text`` in the one spelling that is compared, without spaces (``پیش بینی`` is ``پیش‌بینی``)."""
    return _fold(text).replace(" ", "")


@dataclass(frozen=True, slots=True)
class Form:
    """One form: the past stem of its verb, its tense, person (1 to 3), number and whether it is negated."""

    stem: str
    tense: Tense
    person: int
    plural: bool
    negated: bool


def _prefixed(prefix: str, stem: str) -> list[str]:
    """The prefix before the stem, with the glide that alef takes (نیفزود, بیاید)."""
    if stem.startswith("آ"):
        return [prefix + "یا" + stem[1:], prefix + stem]
    if stem.startswith("ا"):
        return [prefix + "ی" + stem[1:], prefix + stem]
    return [prefix + stem]


def conjugate(past: str, present: str) -> dict[str, Form]:
    """All folded one-word forms of the verb with these stems; ``past`` names it."""
    name, past, present = past, fold(past), fold(present)
    forms: dict[str, Form] = {}

    def add(text: str, tense: Tense, person: int, plural: bool, negated: bool) -> None:
        forms.setdefault(text, Form(name, tense, person, plural, negated))

    for ending, (person, plural) in PAST_ENDINGS.items():
        add(past + ending, "past", person, plural, False)
        add("می" + past + ending, "imperfect", person, plural, False)
        add("نمی" + past + ending, "imperfect", person, plural, True)
        for negated in _prefixed("ن", past):
            add(negated + ending, "past", person, plural, True)
    for ending, (person, plural) in PERFECT_ENDINGS.items():
        add(past + "ه" + ending, "perfect", person, plural, False)
        for negated in _prefixed("ن", past):
            add(negated + "ه" + ending, "perfect", person, plural, True)
    add(past + "ه", "participle", 3, False, False)
    for negated in _prefixed("ن", past):
        add(negated + "ه", "participle", 3, False, True)
    if present:
        for ending, (person, plural) in PRESENT_ENDINGS.items():
            add("می" + present + ending, "present", person, plural, False)
            add("نمی" + present + ending, "present", person, plural, True)
            for base in _prefixed("ب", present):
                add(base + ending, "subjunctive", person, plural, False)
            for base in _prefixed("ن", present):
                add(base + ending, "subjunctive", person, plural, True)
    return forms


# The verbs that carry light verbs and tenses, by past stem and present stem.
LIGHT = (
    ("کرد", "کن"),
    ("داد", "ده"),
    ("داشت", "دار"),
    ("نمود", "نمای"),
    ("گرفت", "گیر"),
    ("زد", "زن"),
    ("ساخت", "ساز"),
    ("ورزید", "ورز"),
    ("شد", "شو"),
    ("گردید", "گرد"),
    ("گشت", "گرد"),
    ("خواست", "خواه"),
    ("خورد", "خور"),
    ("بست", "بند"),
    ("برد", "بر"),
    ("راند", "ران"),
    ("کشید", "کش"),
    ("سپرد", "سپار"),
    ("برداشت", "بردار"),
    ("فشرد", "فشر"),
    ("رفت", "رو"),
    ("گفت", "گوی"),
    ("فرمود", "فرمای"),
    ("آورد", "آور"),
    ("آورد", "اور"),
    ("رسید", "رس"),
    ("گذاشت", "گذار"),
    ("فرستاد", "فرست"),
    ("یافت", "یاب"),
    ("برآورد", "برآور"),
)

# Bare present forms of light verbs that are no subjunctive: دارد, است, هست.
_COPULA = {
    "است": ("است", 3, False),
    "هست": ("هست", 3, False),
    "نیست": ("است", 3, False),
    "هستم": ("هست", 1, False),
    "هستیم": ("هست", 1, True),
    "هستید": ("هست", 2, True),
    "هستند": ("هست", 3, True),
    "نیستند": ("است", 3, True),
    "نیستم": ("است", 1, False),
    "نیستیم": ("است", 1, True),
    "اند": ("است", 3, True),
    "ند": ("است", 3, True),
    "ایم": ("است", 1, True),
    "ام": ("است", 1, False),
    "ست": ("است", 3, False),
    "اید": ("است", 2, True),
}


@functools.cache
def light_forms() -> dict[str, Form]:
    """Every one-word form of a light or auxiliary verb."""
    forms: dict[str, Form] = {}
    for past, present in LIGHT:
        for text, form in conjugate(past, present).items():
            forms.setdefault(text, form)
    for ending, (person, plural) in PRESENT_ENDINGS.items():
        forms["دار" + ending] = Form("داشت", "present", person, plural, False)
        forms["ندار" + ending] = Form("داشت", "present", person, plural, True)
        # Bare subjunctives of light verbs (اعلام کند, تأکید شود) are met far more often than with ب.
        for past, present in LIGHT:
            if past not in ("داشت", "گفت", "برد", "رفت"):
                forms.setdefault(fold(present) + ending, Form(past, "subjunctive", person, plural, False))
    for text, form in conjugate("بود", "باش").items():
        forms.setdefault(text, form)
    for ending, (person, plural) in PRESENT_ENDINGS.items():
        forms["باش" + ending] = Form("بود", "subjunctive", person, plural, False)
        forms["نباش" + ending] = Form("بود", "subjunctive", person, plural, True)
    for text, (stem, person, plural) in _COPULA.items():
        forms[text] = Form(stem, "present", person, plural, text.startswith("نی"))
    return forms
