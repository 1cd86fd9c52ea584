"""The cue lexicon: which words signal a telling, read from ``cues*.tsv`` and spread out into forms."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import cast

from ravi.attributions.forms import Form, conjugate, fold, light_forms
from ravi.lexicon import table, words
from ravi.record import Act


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the lexicon.

    ``lemma`` is how the cue is named in the record; ``frames`` and ``strength`` are those of
    ``cues_verbs.tsv``; ``kind`` is verb, light, preposition, participle or noun; ``detail`` holds the kind of
    a prepositional cue, or the prepositions of a participial cue's nominal content.
    """

    lemma: str
    kind: str
    act: Act
    frames: str
    strength: str
    detail: str = ""
    lights: frozenset[str] = frozenset()


@functools.cache
def verbs() -> dict[str, tuple[Entry, Form]]:
    """Simple verbs: folded form to its entry and what form it is."""
    found: dict[str, tuple[Entry, Form]] = {}
    for row in table("cues_verbs"):
        entry = Entry(row["past"] + "ن", "verb", cast(Act, row["act"]), row["frames"], row["strength"])
        for text, form in conjugate(row["past"], row["present"]).items():
            found.setdefault(text, (entry, form))
    return found


@functools.cache
def lights() -> dict[str, tuple[Entry, ...]]:
    """Light verbs: folded noun to its entries."""
    found: dict[str, tuple[Entry, ...]] = {}
    rows = [(r["noun"], r["verbs"], r["act"], r["frames"], r["strength"]) for r in table("cues_light")]
    for row in table("cues_emotions"):
        for head, extra in (("ابراز", "کرد|داشت|نمود|شد"), ("اظهار", "کرد|داشت|نمود|شد"), ("اعلام", "کرد|نمود|شد")):
            rows.append((f"{head} {row['noun']}", extra, row["act"], "CDFNABT", "c"))
    for noun, verb, act, frames, strength in rows:
        carriers = frozenset(verb.split("|"))
        first = verb.split("|")[0]
        lemma = f"{noun} {first}ن".replace("استن", "بودن").replace("‌", " ") if " " not in first else noun
        entry = Entry(lemma, "light", cast(Act, act), frames, strength, lights=carriers)
        key = fold(noun)
        found[key] = (*found.get(key, ()), entry)
    return found


@functools.cache
def light_starts() -> frozenset[str]:
    """What a noun of a light verb may begin with, and what may be one with an indefinite ending («اشاره‌ای»)."""
    starts = {noun[:n] for noun in lights() for n in range(1, len(noun) + 1)}
    return frozenset(starts | {noun + "ای" for noun in lights()})


@functools.cache
def joined() -> dict[str, tuple[Entry, Form]]:
    """Light verbs written as one word (``اظهارداشت``, ``خبرداد``): folded form to entry and form."""
    found: dict[str, tuple[Entry, Form]] = {}
    forms = light_forms()
    for noun, entries in lights().items():
        for entry in entries:
            for text, form in forms.items():
                if form.stem in entry.lights and len(text) > 2 and form.tense != "subjunctive":
                    found.setdefault(noun + text, (entry, form))
            if "است" in entry.lights:
                # «معتقدند», «مدعی‌اند»: the copula joined to an adjective.
                for text in ("ند", "اند", "ست", "م", "یم", "ام", "ایم"):
                    form = forms.get(text) or Form("است", "present", 1, text != "م", False)
                    found.setdefault(noun + text, (entry, form))
    return found


@functools.cache
def prepositions() -> dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]:
    """Prepositional cues by the folded first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for row in table("cues_prepositions"):
        keys = tuple(fold(word) for word in row["phrase"].split())
        frames = "self" if row["source"] == "self" else "name"
        entry = Entry(row["phrase"], "preposition", cast(Act, row["act"]), frames, "s", row["kind"])
        found.setdefault(keys[0], []).append((keys, entry))
    return {key: tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0]))) for key, rows in found.items()}


@functools.cache
def participles() -> dict[str, Entry]:
    """Nouns of participial cues, folded; ``frames`` holds C for clauses and Z for noun phrases."""
    found = {}
    for row in table("cues_participles"):
        frames = ("C" if row["clause"] == "yes" else "") + ("Z" if row["nominal"] == "yes" else "")
        detail = "" if row["prep"] == "-" else row["prep"]
        found[fold(row["noun"])] = Entry(
            f"با {row['noun']}", "participle", cast(Act, row["act"]), frames, "s", detail
        )
    for row in table("cues_emotions"):
        for head in ("ابراز", "اظهار"):
            entry = Entry(
                f"با {head} {row['noun']}",
                "participle",
                cast(Act, row["act"]),
                "CZ",
                "s",
                "از|نسبت|درباره|به|با|برای",
            )
            found[fold(head + row["noun"])] = entry
    return found


@functools.cache
def nouns() -> dict[str, Entry]:
    """Noun cues, folded."""
    return {
        fold(row["noun"]): Entry(row["noun"], "noun", cast(Act, row["act"]), row["frames"], "c")
        for row in table("cues_nouns")
    }


@functools.cache
def documents() -> frozenset[str]:
    """Heads of what can state something without being a person, folded."""
    return frozenset(fold(word) for word in words("cues_documents"))
