"""What the lexicon knows about who can be named how, compiled for look-up word by word."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from ravi.lexicon import table, toml
from ravi.record import ActorKind
from ravi.text import fold

T = TypeVar("T")

_DROPPED = re.compile("[\\s'’ʼ\\-]+")


@functools.lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The form in which names and words are compared: folded, and without spaces, hyphens and apostrophes."""
    return _DROPPED.sub("", fold(text))


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that opens a phrase for an actor: ``sort`` tells office, occupation and kin apart, else the kind."""

    lemma: str
    kind: ActorKind
    sort: str
    plural: bool = False
    indefinite: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """A name that stands by itself: a state, a capital, an agency, a body."""

    name: str
    kind: ActorKind
    latin: str | None
    country: str | None
    role: str  # name, capital, metonym


class Table(Generic[T]):
    """Entries by joined key, found at a word by the longest match over following words."""

    def __init__(self) -> None:
        self.entries: dict[str, T] = {}
        self.prefixes: set[str] = set()

    def add(self, text: str, entry: T) -> None:
        """Add an entry; the first one for a key stays."""
        joined = key(text)
        if joined and joined not in self.entries:
            self.entries[joined] = entry
            self.prefixes.update(joined[:n] for n in range(1, len(joined) + 1))

    def get(self, text: str) -> T | None:
        """The entry for a text."""
        return self.entries.get(key(text))


def plurals(noun: str) -> list[str]:
    """The regular plural forms of a noun, ezafe and indefinite ی included."""
    stems = [noun + "ها", noun + "ات"]
    if noun.endswith("ه"):
        stems.append(noun[:-1] + "گان")
    elif noun.endswith(("ا", "و")):
        stems.append(noun + "یان")
    else:
        stems += [noun + "ان", noun + "ین"]
    return [form for stem in stems for form in (stem, stem + "ی", stem + "یی")]


@functools.cache
def heads() -> Table[Head]:
    """All heads: offices and occupations, bodies, texts and groups."""
    found: Table[Head] = Table()
    office_rows, body_rows = table("actors_offices"), table("actors_bodies")
    singular: list[tuple[str, Head]] = []
    for row in office_rows:
        for form in [row["head"], *filter(None, row["variants"].split("|"))]:
            singular.append((form, Head(row["head"], "unnamed", row["sort"])))
    for row in body_rows:
        kind: ActorKind = row["kind"]  # type: ignore[assignment]
        for form in [row["head"], *filter(None, row["variants"].split("|"))]:
            if kind == "group":
                if form != row["head"] or form in row["variants"].split("|"):
                    found.add(form, Head(row["head"], "group", "group", plural=True))
                    found.add(form + "ی", Head(row["head"], "group", "group", plural=True))
                for plural in plurals(form):
                    found.add(plural, Head(row["head"], "group", "group", plural=True))
            else:
                singular.append((form, Head(row["head"], kind, kind)))
    for form, head in singular:
        found.entries[key(form)] = head
        found.add(form, head)
        found.prefixes.update(key(form)[:n] for n in range(1, len(key(form)) + 1))
    for form, head in singular:
        someone = Head(head.lemma, head.kind, head.sort, indefinite=True)
        may = head.kind != "unnamed" or key(head.lemma) in listed("indefinite")
        if form.endswith(("ا", "و", "ه")):
            found.add(form + "ی", head)
            if may:
                found.add(form + ("ای" if form.endswith("ه") else "یی"), someone)
        elif may:
            found.add(form + "ی", someone)
        kind = "group" if head.kind == "unnamed" or head.kind == "organization" else head.kind
        for plural in plurals(form):
            found.add(plural, Head(head.lemma, kind, "group", plural=True))
    for row in body_rows:
        if row["kind"] == "group":
            for form in [row["head"], *filter(None, row["variants"].split("|"))]:
                if form.endswith(("ات", "ان", "ین", "ا", "ای")):
                    found.add(form, Head(row["head"], "group", "group", plural=True))
    return found


@functools.cache
def titles() -> Table[str]:
    """Honorifics and ranks, with the gender they tell (``male``, ``female``, ``any``)."""
    found: Table[str] = Table()
    for row in table("actors_titles"):
        found.add(row["title"], row["gender"])
        if row["title"].endswith(("ا", "و")):
            found.add(row["title"] + "ی", row["gender"])
    return found


@functools.cache
def known() -> Table[Known]:
    """States with their capitals and metonyms, and bodies known by a name alone."""
    found: Table[Known] = Table()
    barred: set[str] = set()
    usage = table("actors_states_usage")
    for row in usage:
        if row["iso3"] == "-":
            barred |= {key(x) for x in (row["names"] + "|" + row["capitals"]).split("|")}
    rows = table("actors_states")
    first = {row["iso3"]: row for row in rows}
    for row in usage:
        if row["iso3"] == "-":
            continue
        base = first[row["iso3"]]
        name = (row["names"] or base["names"]).split("|")[0]
        for role, cell in (("name", row["names"]), ("capital", row["capitals"]), ("metonym", row["metonyms"])):
            for form in filter(None, cell.split("|")):
                found.add(form, Known(name, "state", base["latin"], row["iso3"], role))
    for row in rows:
        names = row["names"].split("|")
        if key(names[0]) not in barred:
            names.append("جمهوری " + names[0])
        for role, forms in (("name", names), ("capital", row["capital"].split("|"))):
            for form in filter(None, forms):
                if key(form) not in barred:
                    found.add(form, Known(row["names"].split("|")[0], "state", row["latin"], row["iso3"], role))
    for row in table("actors_known"):
        kind: ActorKind = row["kind"]  # type: ignore[assignment]
        names = row["names"].split("|")
        for form in names:
            found.add(form, Known(names[0], kind, row["latin"] or None, row["country"] or None, "name"))
    return found


@functools.cache
def demonyms() -> dict[str, str]:
    """Adjectives of a country by key, with its ISO 3166-1 alpha-3 code."""
    found: dict[str, str] = {}
    for row in table("actors_states_usage"):
        for form in filter(None, row["demonyms"].split("|")):
            found.setdefault(key(form), row["iso3"])
    return found


@functools.cache
def outlet_names() -> frozenset[str]:
    """The keys of the one-word names by which outlets credit themselves."""
    return frozenset(
        key(name) for row in table("cues_outlets") for name in row["names"].split("|") if " " not in name
    )


@functools.cache
def listed(name: str) -> frozenset[str]:
    """The keys of a word list of ``actors_words.toml``."""
    return frozenset(key(word) for word in toml("actors_words")[name])


@functools.cache
def patterns(name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of a list of ``actors_words.toml`` that have several words, longest first."""
    entries = (tuple(key(word) for word in line.split()) for line in toml("actors_words")[name])
    return tuple(sorted(entries, key=lambda entry: (-len(entry), entry)))


@functools.cache
def holders() -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    """Posts known world wide: the lemma of the head, the keys of the words after it, keys of family names."""
    return tuple(
        (
            row["head"],
            frozenset(key(rest) for rest in row["rest"].split("|")),
            frozenset(key(name) for name in row["names"].split("|")),
        )
        for row in table("actors_holders")
    )
