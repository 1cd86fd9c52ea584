"""The event vocabulary compiled for look-up: types, frames, and what names an event."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from ravi.events.forms import forms, light_class
from ravi.lexicon import table, toml, words
from ravi.text import fold

__all__ = ["FRAMES", "MEASURES", "PLOVER", "TYPES", "Entry", "Frame", "cities", "firsts", "nouns", "verbs"]

# Endings a noun takes: plural, ezafe after a vowel, indefinite ی, possessive clitics.
_ENDINGS = (
    "", "ی", "ای", "ئی", "ها", "های", "هایی", "هایش", "هایشان", "هایم", "هایمان",
    "ش", "شان", "اش", "اشان", "م", "مان", "ام", "مان", "یش", "یشان", "تان",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """Which argument is which participant; keys of ``slots`` are the columns of events_frames.tsv."""

    name: str
    slots: dict[str, str]

    def role(self, slot: str) -> str:
        """The role of the argument in ``slot``, empty where such an argument is no participant."""
        return self.slots.get(slot, "")


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One way to name an event: its words, what light verbs it takes, and how its participants are told."""

    form: str
    type: str
    active: frozenset[str]
    passive: frozenset[str]
    use: str
    frame: Frame
    mode: str
    guard: str
    participle: bool = False

    @property
    def nominal(self) -> bool:
        """Names the event without a verb."""
        return "n" in self.use or "w" in self.use

    @property
    def weak(self) -> bool:
        """By itself, names an event only where a participant is told."""
        return "n" not in self.use

    @property
    def apart(self) -> bool:
        """May stand apart from its verb."""
        return "a" in self.use


FRAMES: dict[str, Frame] = {
    row["frame"]: Frame(row["frame"], {k: v for k, v in row.items() if k != "frame"})
    for row in table("events_frames")
}
_TYPE_FRAME = {row["type"]: row["frame"] for row in table("events_types")}

PLOVER: dict[str, tuple[str, str, tuple[str, ...]]] = {
    row["type"]: (row["event"], row["mode"], tuple(c for c in row["context"].split("|") if c))
    for row in table("events_types")
}
"""PLOVER event, mode and contexts of each type."""

TYPES: tuple[str, ...] = tuple(row["type"] for row in table("events_types"))
"""Ravi's event types."""

MEASURES: frozenset[str] = frozenset(fold(row["unit"]) for row in table("quantities_units"))
"""Units of measure and money, folded."""


def _lights(cell: str) -> frozenset[str]:
    classes = light_class()
    found = []
    for light in cell.split("|"):
        parts = fold(light).split()
        if parts:
            parts[-1] = classes.get(parts[-1], parts[-1])
            found.append(" ".join(parts))
    return frozenset(found)


@functools.cache
def nouns() -> dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]:
    """Nouns and phrases by the folded letters of their first word or first two words, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}

    def add(words: tuple[str, ...], entry: Entry) -> None:
        kept = found.setdefault(" ".join(words[:2]), [])
        if all(w != words or (e.form, e.guard) != (entry.form, entry.guard) for w, e in kept):
            kept.append((words, entry))

    for row in table("events_triggers"):
        entry = Entry(
            row["form"],
            row["type"],
            _lights(row["active"]),
            _lights(row["passive"]),
            row["use"],
            FRAMES[row["frame"] or _TYPE_FRAME[row["type"]]],
            row["mode"],
            row["guard"],
        )
        words = tuple(fold(w) for w in row["form"].split())
        for ending in _ENDINGS:
            inflected = (*words[:-1], words[-1] + ending)
            add(inflected, entry)
            if len(words) > 1 and "و" in words:
                add(("".join(inflected),), entry)
        if entry.passive & {"شد"} and len(words) == 1:
            # شلیک‌شده, بازداشت‌شدگان written as one word
            part = Entry(entry.form, entry.type, frozenset(), frozenset(), "w", entry.frame, entry.mode, "", True)
            for ending in ("شده", "شدهای", "شدهاند", "شدگان"):
                add((words[0] + ending,), part)
    return {first: tuple(sorted(kept, key=lambda x: (-len(x[0]), not x[1].guard))) for first, kept in found.items()}


@functools.cache
def cities() -> frozenset[str]:
    """Cities of one word, folded: capitals, the towns of Iran, and others where the news see people meet."""
    named = [row["capital"] for row in table("actors_states")]
    named += [name for row in table("actors_states_usage") for name in row["capitals"].split("|")]
    named += [*words("actors_cities"), *toml("events_guards")["venues"]]
    return frozenset(fold(name) for name in named if name and " " not in name)


@functools.cache
def firsts() -> frozenset[str]:
    """The folded words one of which stands in every sentence that names an event, forms of verbs among them."""
    own = {letters for letters, all_ in forms().items() if any(form.stem in verbs() for form in all_)}
    return frozenset({key.split()[0] for key in nouns()} | own)


@functools.cache
def verbs() -> dict[str, Entry]:
    """Verbs that name an event by themselves, by past stem."""
    return {
        fold(row["past"]): Entry(
            row["past"],
            row["type"],
            frozenset(),
            frozenset(),
            "",
            FRAMES[row["frame"] or _TYPE_FRAME[row["type"]]],
            "",
            row["guard"],
        )
        for row in table("events_verbs")
        if row["guard"] != "never"
    }
