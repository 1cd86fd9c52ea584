"""One sentence as the event floor sees it: folded letters, verb groups, and the phrases between them.

Phrases are cut by what stands on the surface (prepositions, را، conjunctions, verbs, punctuation), with the
tree only deciding where two bare nouns meet: crawled text breaks trees sooner than it breaks prepositions.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ravi.actors import Cast
from ravi.events.forms import Group, groups
from ravi.language import Analysis, Sent, Word
from ravi.lexicon import table, toml
from ravi.text import fold

__all__ = ["Phrase", "View", "cut", "view"]

# به … slots of events_frames.tsv by preposition; two words are one preposition
_SLOTS = {fold(row["form"]): row["slot"] for row in table("events_prepositions")}
# به‌دلیل, ازسوی: written as one word too
_SLOTS |= {
    form.replace(" ", ""): slot for form, slot in _SLOTS.items() if form.startswith(("به ", "از ", "در ", "بر "))
}


@dataclass(slots=True)
class Phrase:
    """A noun phrase with what marks it: words ``[first, last]`` of the text, without its preposition.

    ``slot`` is the column of events_frames.tsv (``to``, ``with`` …), ``object`` before را, ``by`` for the
    agent of a passive, ``in`` for a place or time, ``other`` for other prepositions, ``bare`` for none.
    """

    slot: str
    first: int
    last: int
    marker: int
    time: bool = False
    after_break: bool = False


@dataclass(slots=True)
class View:
    """A sentence: its words, their folded letters, verb groups and phrases in order."""

    analysis: Analysis
    sentence: Sent
    base: int
    words: tuple[Word, ...]
    letters: list[str]
    groups: list[Group]
    phrases: list[Phrase] = field(default_factory=list)
    group_at: dict[int, Group] = field(default_factory=dict)
    stops: list[int] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)

    def letter(self, i: int) -> str:
        """The folded letters of word ``i`` of the text, empty outside the sentence."""
        k = i - self.base
        return self.letters[k] if 0 <= k < len(self.letters) else ""

    def state(self, i: int) -> bool:
        """Whether word ``i`` is a name that may be a place or a state."""
        k = i - self.sentence.first
        return 0 <= k < len(self.words) and self.words[k].upos == "PROPN"

    def left_edge(self, i: int) -> int:
        """The first word of the clause that ends at word ``i``: after the last verb group or که before it."""
        return self.edges[min(max(i - self.base, 0), len(self.words))]

    def close_clauses(self) -> None:
        """Find the left edges of all words, once the verb groups are known."""
        edge, base, letters = self.base, self.base, self.letters
        edges = [edge]
        for k, letter in enumerate(letters):
            group = self.group_at.get(base + k)
            if letter in _OPENERS or (
                group is not None and (group.finite or (k + 1 < len(letters) and letters[k + 1] == "و"))
            ):
                edge = base + k + 1
            edges.append(edge)
        self.edges = edges

    def verb_after(self, i: int) -> Group | None:
        """The first finite verb group that begins after word ``i``."""
        for group in self.groups:
            if group.first > i and group.finite:
                return group
        return None


_OPENERS = {
    "که",
    "اگر",
    "چون",
    "زیرا",
    "چنانچه",
    "اینکه",
    "آنکه",
    "ولی",
    "اما",
    "چراکه",
    ":",
    "؛",
    "هرچند",
    "وقتی",
    "هنگامیکه",
}


# Words that say something of the subject with a verb, and so end a noun phrase: قرار است، موجب شد، خواستار شد
_PREDICATES = frozenset(fold(w) for w in toml("events_guards")["predicates"])
# Names of bodies that take a name after them: دولت ترامپ
_HELD = frozenset(
    {"دولت", "کابینه", "خانواده", "تیم", "آقای", "خانم", "شهر", "استان", "کشور", "دکتر", "وزیر", "رئیس"}
)
_PRONOUNS = frozenset({"او", "وی", "آنها", "آنان", "آن", "ما", "من", "ایشان", "خود"})
_COMPARED = frozenset({"بیش", "بیشتر", "کمتر", "فراتر", "متجاوز", "افزون"})


def view(analysis: Analysis, sentence: Sent, letters: list[str]) -> View:
    """The view of one sentence, its phrases not yet cut (see :func:`cut`); ``letters`` are its folded words."""
    words = analysis.sentence_words(sentence)
    seen = View(analysis, sentence, sentence.first, words, letters, groups(words, letters))
    seen.groups = [g for g in seen.groups if not _death(seen, g)]
    for group in seen.groups:
        if not group.infinitive:
            for i in range(group.first, group.last + 1):
                seen.group_at[i] = group
    seen.close_clauses()
    return seen


def _death(seen: View, group: Group) -> bool:
    """درگذشت is a noun where it has a complement and another verb ends the clause: درگذشت او را تسلیت گفت."""
    if group.stem != "درگذشت" or group.tense != "past" or group.first != group.last or group.imperfective:
        return False
    k = group.last + 1 - seen.base
    if k >= len(seen.words) or seen.words[k].upos not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
        return False
    return any(g.first > group.last and g.finite for g in seen.groups)


def cut(seen: View, cast: Cast, times: dict[int, int], verbal: set[int], counts: dict[int, bool]) -> None:
    """Cut the sentence into phrases.

    ``times`` maps each word of a time expression to the expression's number, ``verbal`` holds the words that
    belong to a verb though they are nouns (the noun of a light verb), ``counts`` the words of the quantities,
    True for the one that begins it.
    """
    words, letters, base = seen.words, seen.letters, seen.base
    slot, marker, start, after = "bare", -1, -1, True
    time_of = -1

    def close(end: int, *, is_object: bool = False) -> None:
        nonlocal slot, marker, start, after, time_of
        if start >= 0 and end > start and is_object and slot not in ("bare", "until") and letters[end] in _PRONOUNS:
            # در نوجوانی او را: the pronoun alone is the object
            seen.phrases.append(Phrase(slot, base + start, base + end - 1, marker, time_of >= 0, after))
            seen.phrases.append(Phrase("object", base + end, base + end, -1))
        elif is_object and start >= 0 and end >= start and slot not in ("bare", "until"):
            # توافق‌های مربوط به ساخت نیروگاه در ایران را: the object begins before its prepositional phrases
            seen.phrases.append(Phrase(slot, base + start, base + end, marker, time_of >= 0, after))
            k = len(seen.phrases) - 1
            while (
                k > 0
                and seen.phrases[k].slot not in ("bare", "object")
                and (seen.phrases[k].marker == seen.phrases[k - 1].last + 1)
            ):
                k -= 1
            if k < len(seen.phrases) - 1 and seen.phrases[k].slot == "bare" and not seen.phrases[k].time:
                seen.phrases[k].slot = "object"
        elif start >= 0 and end >= start:
            kind = "object" if is_object and slot in ("bare", "until") else slot
            seen.phrases.append(Phrase(kind, base + start, base + end, marker, time_of >= 0, after))
            after = False
        slot, marker, start, time_of = "bare", -1, -1, -1

    k, n = 0, len(words)
    while k < n:
        word, letter = words[k], letters[k]
        two = letter + " " + letters[k + 1] if k + 1 < n else ""
        three = two + " " + letters[k + 2] if k + 2 < n else ""
        expression = times.get(base + k, -1)
        if (base + k in seen.group_at or base + k in verbal) and expression < 0:
            close(k - 1)
            after = base + k in seen.group_at
        elif (letter in _PREDICATES and not (k and words[k - 1].upos in ("NUM", "DET"))) or (
            word.deprel == "compound:lvc" and word.upos != "PROPN"
        ):
            close(k - 1)
        elif letter == "را":
            close(k - 1, is_object=True)
        elif letter in _COMPARED and k + 1 < n and letters[k + 1] == "از":
            if start >= 0 and (slot == "bare" or not words[k - 1].ezafe):
                close(k - 1)  # در این شهر / بیش از ۳۰ نفر
            if start < 0:
                start = k
        elif letter == "از" and k and letters[k - 1] in _COMPARED and start >= 0:
            pass
        elif (three in _SLOTS or two in _SLOTS) and verbal.isdisjoint((base + k, base + k + 1, base + k + 2)):
            close(k - 1)
            size = 3 if three in _SLOTS else 2
            slot, marker = _SLOTS[three if size == 3 else two], base + k
            k += size
            continue
        elif letter in _SLOTS and (
            word.upos in ("ADP", "SCONJ", "ADV") or letter in ("از", "به", "با", "در", "بر")
        ):
            close(k - 1)
            slot, marker = _SLOTS[letter], base + k
        elif letter in ("و", "یا") and word.upos in ("CCONJ", "PUNCT", "ADP"):
            if start < 0 or not _joins(words, k):
                close(k - 1)
                after = True
        elif word.upos == "PUNCT" and counts.get(base + k) is False:
            pass  # 250،000 دلار
        elif word.upos == "PUNCT":
            if letter in ("«", "“") and start >= 0 and k and not words[k - 1].ezafe and _name(words[k - 1], cast):
                close(k - 1)  # در دیدار با پوتین «توافقنامه» را امضا کرد
            if letter not in ("«", "»", '"', "“", "”", "[", "]", "'"):
                close(k - 1)
                after = True
                seen.stops.append(base + k)
        elif word.upos in ("SCONJ",) or letter in _OPENERS:
            close(k - 1)
            after = True
        elif expression >= 0:
            if time_of != expression:
                marked = slot if start < 0 else "bare"
                mark = marker if start < 0 else -1
                close(k - 1)
                slot, marker = marked, mark
                start, time_of = k, expression
        elif letter == "دیگر" and k and letters[k - 1] == "و" and start >= 0:
            pass  # وزیر و دیگر مقام‌ها
        elif word.upos == "ADV" and start >= 0 and letter not in ("همچنین",):
            close(k - 1)
        elif word.upos == "ADV":
            pass
        elif start < 0:
            start = k
        elif counts.get(base + k) is False:
            pass
        elif (
            time_of >= 0
            or (base + k in counts and (_free(words[k - 1]) or _name(words[k - 1], cast)))
            or (counts.get(base + k) and counts.get(base + start))  # بر اثر چهار انفجار / سه نفر
            or _splits(words, k, base, start, cast)
        ):
            close(k - 1)
            start = k
        k += 1
    close(n - 1)


def _joins(words: tuple[Word, ...], k: int) -> bool:
    """Whether و at ``k`` joins two nouns rather than two clauses."""
    if k == 0 or k + 1 >= len(words):
        return False
    before, after = words[k - 1], words[k + 1]
    nominal = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")
    return before.upos in (*nominal, "PUNCT") and after.upos in (*nominal, "PUNCT")


def _name(word: Word, cast: Cast) -> bool:
    """Whether a phrase may end with ``word`` because it names somebody."""
    known = cast.peek(word.i)
    return known is not None and known[1] in ("person", "state", "organization")


def _free(word: Word) -> bool:
    """Whether a number after ``word`` begins a phrase of its own: not in چاه‌های ۳۰۰ متری."""
    return not word.ezafe and not word.text.endswith("های") and word.text != "از"


def _splits(words: tuple[Word, ...], k: int, base: int, start: int, cast: Cast) -> bool:
    """Whether a new bare phrase begins at word ``k``, a noun right after another noun phrase."""
    word, before = words[k], words[k - 1]
    one, two = cast.peek(before.i), cast.peek(word.i)
    if one is not None and one == two:
        return False
    if fold(before.text).endswith("ها") and before.upos == "NOUN" and word.upos in ("NOUN", "PROPN", "NUM", "DET"):
        return True  # a plural in ها without its ی takes no complement either
    if word.upos == "ADJ" and fold(word.text).endswith("ترین") and before.upos in ("NOUN", "PROPN", "PRON"):
        return not before.ezafe  # نفت کشور بزرگ‌ترین …: a superlative stands before its noun
    # a name takes no complement: ایران / سلاح به عراق فرستاد
    named = before.upos == "PROPN" or (one is not None and one[1] == "state")
    if one is not None and named and word.upos in ("NOUN", "PROPN", "PRON", "NUM", "DET"):
        mention = cast.mention_span(before.i)
        if mention is not None and mention[1] <= before.end and fold(before.text) not in _HELD:
            return True
    if word.upos == "NUM" and not _free(before):
        return False
    if word.upos not in ("NOUN", "PROPN", "PRON", "NUM", "DET") or before.upos in ("CCONJ", "PUNCT", "DET", "NUM"):
        return False
    if before.ezafe or word.entity.startswith("I-"):
        return False
    if word.deprel in ("flat:name", "flat", "nmod", "amod", "flat:num", "fixed", "compound"):
        return not (base + start <= word.head < word.i)
    return word.deprel in ("nsubj", "obj", "obl", "obl:arg", "compound:lvc", "xcomp", "nsubj:pass", "nummod", "det")
