"""The participants of a sentence: what a phrase names, who is the subject of a verb."""

from __future__ import annotations

from dataclasses import dataclass

from ravi.actors import Cast
from ravi.events.forms import Group, forms
from ravi.events.triggers import guard_words
from ravi.events.view import Phrase, View
from ravi.events.vocabulary import MEASURES
from ravi.record import Span

__all__ = ["Part", "Parts"]

_NAMING = ("NOUN", "PROPN", "PRON", "X")
_PERSONAL = frozenset({"وی", "او", "آنها", "آنان", "ایشان"})
_CLITICS = frozenset({"ش", "اش", "شان"})
# Words back in which the states that این کشور means are looked for.
_MEANT = 400


@dataclass(frozen=True, slots=True)
class Part:
    """A participant: words ``[first, last]`` of the text, its head word, and the actor it is, where it is one.

    ``kind`` is the kind of actor, ``asked`` the word at which the cast knows it (-1 where it does not);
    ``dropped`` is True where only the verb carries it: ``span`` then is that of the verb; ``inherited`` where it
    is the subject of the clause that an event noun stands in, ``meant`` where it is told with این or آن.
    """

    role: str
    first: int
    last: int
    head: int
    span: Span
    actor: str | None
    kind: str = ""
    asked: int = -1
    dropped: bool = False
    inherited: bool = False
    meant: bool = False


class Parts:
    """The participants of the triggers of one sentence; subjects of clauses are found once and kept."""

    def __init__(
        self,
        view: View,
        cast: Cast,
        heads: frozenset[int],
        speakers: tuple[str, ...],
        counts: dict[int, bool],
        apart: frozenset[int] = frozenset(),
    ) -> None:
        self.view = view
        self.counts = counts
        self.apart = apart
        self.speakers = speakers
        self.cast = cast
        self.heads = heads
        self.consumed: set[int] = set()
        self._subjects: dict[int, Phrase | None] = {}

    def make(self, role: str, first: int, last: int) -> Part | None:
        """A participant over the words ``[first, last]`` without what stands outside a noun phrase, or None."""
        view, words, base = self.view, self.view.words, self.view.base
        while first <= last and words[first - base].upos in ("PUNCT", "CCONJ", "ADP", "ADV", "SCONJ"):
            first += 1
        while last >= first and words[last - base].upos in ("PUNCT", "CCONJ", "ADP", "SCONJ"):
            last -= 1
        head = next((i for i in range(first, last + 1) if words[i - base].upos in _NAMING), None)
        if head is None:
            head = next((i for i in range(first, last + 1) if words[i - base].upos in ("NUM", "ADJ")), None)
        if head is None or view.letter(head) in guard_words("void"):
            return None
        if any(f.kind == "infinitive" for f in forms().get(view.letter(head), ())):
            return None
        taken_up = self._taken_up(head) if first == last else None
        if taken_up is not None:
            return self.make(role, taken_up.first, taken_up.last)
        span = view.analysis.span(first, last + 1)
        known = self.cast.peek(head)
        actor = known[0] if known else None
        if actor is None and words[head - base].upos == "PRON" and view.letter(head) in _PERSONAL | _CLITICS:
            plural = view.letter(head) in ("آنها", "آنان", "ایشان", "شان", "شون")
            actor = self.cast.antecedent(head, plural=plural, speakers=self.speakers)
        full = self.cast.mention_span(head)
        if full is not None and full[1] > span[1] and view.letter(last + 1) in ("،", ",", "(", "»"):
            span = (min(span[0], full[0]), full[1])
        return Part(
            role,
            first,
            last,
            head,
            span,
            actor,
            known[1] if known else "",
            head if known else -1,
            meant=view.letter(first) in ("این", "آن", "همین"),
        )

    def _taken_up(self, i: int) -> Phrase | None:
        """The thing that a pronoun at the head of a clause means: پهپاد تحویل داد که از آنها استفاده شد."""
        view = self.view
        if view.letter(i) not in ("آنها", "آن", "آنان") or view.letter(i - 2) != "که" or i - 3 not in view.group_at:
            return None
        start = view.left_edge(view.group_at[i - 3].first)
        for p in reversed(view.phrases):
            if start <= p.first and p.last < i - 3 and (p.slot == "object" or p.first in self.counts):
                return p
        return None

    def counted(self, phrase: Phrase) -> bool:
        """Whether a phrase is a number of things."""
        return phrase.first in self.counts

    def measured(self, phrase: Phrase) -> bool:
        """Whether a phrase is a sum of money or a measure of goods, which does nothing by itself."""
        return phrase.first in self.counts and any(
            self.view.letter(i) in MEASURES for i in range(phrase.first, phrase.last + 1)
        )

    def who(self, i: int) -> str | None:
        """The actor at word ``i``, not asked for yet."""
        known = self.cast.peek(i)
        return known[0] if known else None

    def kind(self, i: int) -> str:
        """The kind of the actor at word ``i``, empty where there is none."""
        known = self.cast.peek(i)
        return known[1] if known else ""

    def placelike(self, first: int, last: int) -> bool:
        """Whether the words ``[first, last]`` name a place: a place name, or a word for a kind of place."""
        places = guard_words("place")
        for i in range(first, last + 1):
            letters = self.view.letter(i)
            if self.view.words[i - self.view.base].entity.endswith("LOC") or letters in places:
                return True
            if letters.endswith("ی") and letters.rstrip("ی") in places:
                return True
        return False

    def split(self, role: str, phrase_first: int, phrase_last: int) -> list[Part]:
        """The participants of a phrase: the members of a row of names are one each."""
        view = self.view
        meant = self._meant(phrase_first, phrase_last)
        if meant:
            span = view.analysis.span(phrase_first, phrase_last + 1)
            return [
                Part(role, phrase_first, phrase_last, phrase_first, span, actor, "state", i) for actor, i in meant
            ]
        cuts = [i for i in range(phrase_first + 1, phrase_last) if view.letter(i) == "و" and self._row(i)]
        out: list[Part] = []
        start = phrase_first
        for cut in [*cuts, phrase_last + 1]:
            if cut > start and (part := self.make(role, start, cut - 1)) is not None:
                out.append(part)
            start = cut + 1
        return out

    def _meant(self, first: int, last: int) -> list[tuple[str, int]]:
        """The states that این کشور and دو کشور mean: the last one named, or the two named most."""
        letters = [self.view.letter(i) for i in range(first, min(last, first + 2) + 1)]
        if self.who(first) is not None or len(letters) < 2:
            return []
        if letters[0] in ("این", "همین", "آن") and letters[1] == "کشور":
            wanted = 1
        elif letters[0] in ("دو", "هردو") and letters[1] in ("کشور", "طرف", "دولت") and last == first + 1:
            wanted = 2
        else:
            return []
        seen: dict[str, int] = {}
        told: dict[str, int] = {}
        for i in range(first - 1, max(-1, first - _MEANT), -1):
            known = self.cast.peek(i)
            if known is None or known[1] != "state":
                continue
            seen.setdefault(known[0], i)
            told[known[0]] = told.get(known[0], 0) + 1
            if wanted == 1:
                break
        if len(seen) < wanted:
            return []
        # the ones told of most, of equals the nearer
        chosen = sorted(seen, key=lambda actor: (-told[actor], -seen[actor]))[:wanted]
        return sorted(((actor, seen[actor]) for actor in chosen), key=lambda pair: pair[1])

    def _row(self, i: int) -> bool:
        """Whether و at ``i`` joins two names of actors, and is not inside one name."""
        one, two = self.who(i - 1), self.who(i + 1)
        if self.who(i) is not None and one == two:
            return False
        return (one is not None and two is not None and one != two) or (
            self.view.words[i - 1 - self.view.base].upos == "PROPN"
            and self.view.words[i + 1 - self.view.base].upos == "PROPN"
        )

    def subject(self, group: Group) -> Phrase | None:
        """The subject phrase of a finite verb, also where it stands before a relative clause or is shared."""
        if group.head in self._subjects:
            return self._subjects[group.head]
        self._subjects[group.head] = None
        found = self._subject(group)
        self._subjects[group.head] = found
        return found

    def shared(self, group: Group, without: Phrase) -> Phrase | None:
        """The subject of ``group`` where the phrase ``without`` in its clause is its object."""
        found = self._elsewhere(group, self.view.left_edge(group.first))
        return found if found is not without else None

    def _subject(self, group: Group) -> Phrase | None:
        view = self.view
        edge = view.left_edge(group.first)
        region = [p for p in view.phrases if edge <= p.first and p.last < group.first]
        bare = [
            p
            for p in region
            if p.slot == "bare"
            and not p.time
            and not self._in_trigger(p)
            and p.first - 1 not in self.apart  # وارد منزلی شد
            and not self.inner(p)
            and not self._byline(p)
            and view.letter(self.head(p)) not in guard_words("void")
            and not (view.letter(group.first - 1) == "محکوم" and self.penal(self.head(p)))
        ]
        if len(bare) == 1 and not any(p.slot == "object" for p in region):
            word = view.words[self.head(bare[0]) - view.base]
            if word.deprel == "obj" and self.who(word.i) is None and not group.passive and group.stem != "شد":
                bare = []
        bare = [p for p in bare if not self._apposed(p)]
        # در سفر اخیر وزیر، سندی امضا شد: what an event noun has taken is no subject beside another
        bare = [p for p in bare if p.first not in self.consumed] or bare
        if bare:
            return bare[0]
        return self._elsewhere(group, edge)

    def _elsewhere(self, group: Group, edge: int) -> Phrase | None:
        """A subject outside the clause: before a relative که, shared in a row of verbs, or by the tree."""
        view = self.view
        before = self.relative(edge)
        if before is not None:
            return before
        # a row of verbs shares its subject
        previous = [g for g in view.groups if g.last < group.first and not g.infinitive]
        if previous and (previous[-1].plural == group.plural or not previous[-1].finite or not group.finite):
            joined = view.letter(edge) in ("و", "یا", "ولی", "اما", "تا", "،") or view.letter(edge - 1) in (
                "و",
                "تا",
            )
            same = previous[-1].person == group.person or not previous[-1].finite
            if (joined or group.subjunctive) and same:
                return self.subject(previous[-1])
        if previous and self._condition(previous[-1], edge) and previous[-1].plural == group.plural:
            return self.subject(previous[-1])
        # the subject of a main clause that a relative clause interrupts: the tree knows it
        verb = view.analysis.words[group.head]
        above = view.analysis.children(verb.head) if verb.deprel in ("conj", "xcomp", "compound:lvc", "aux") else []
        for child in (*view.analysis.children(group.head), *above):
            word = view.analysis.words[child]
            if word.deprel in ("nsubj", "nsubj:pass") and child < group.first and child >= view.base:
                for p in view.phrases:
                    if p.first <= child <= p.last and p.slot == "bare" and not p.time and self._agrees(p, group):
                        return p
        return None

    def _condition(self, before: Group, edge: int) -> bool:
        """Whether ``before`` ends an اگر clause right before the clause at ``edge``: اگر برود، می‌تواند بماند."""
        start = self.view.left_edge(before.first)
        return (
            before.finite
            and before.person == 3
            and edge - before.last <= 2
            and self.view.letter(start - 1) in ("اگر", "چنانچه", "وقتی", "هنگامیکه")
        )

    def _agrees(self, phrase: Phrase, group: Group) -> bool:
        """Whether a phrase can be the subject of a plural verb: one person cannot."""
        if not group.plural:
            return True
        head = self.head(phrase)
        person = self.kind(head) == "person"
        return not person or any(self.view.letter(i) == "و" for i in range(phrase.first, phrase.last + 1))

    def row_of(self, subject: Phrase) -> tuple[list[Phrase], list[Phrase]]:
        """The phrases that go on with a subject after commas: further members of the row, and appositions."""
        phrases = self.view.phrases
        k = next((i for i, p in enumerate(phrases) if p.first == subject.first and p.last == subject.last), -1)
        tail: list[Phrase] = []
        while 0 <= k < len(phrases) - 1:
            here, after = phrases[k], phrases[k + 1]
            if (
                after.slot != "bare"
                or after.time
                or self.view.letter(here.last + 1) not in ("،", ",")
                or (after.first != here.last + 2)
            ):
                break
            tail.append(after)
            k += 1
        joined = [
            i for i, p in enumerate(tail) if any(self.view.letter(j) == "و" for j in range(p.first, p.last + 1))
        ]
        actor = self.who(self.head(subject))
        more: list[Phrase] = []
        if joined:
            members = tail[: joined[-1] + 1]
            ids = [self.who(self.head(p)) for p in members]
            if all(x != actor and x is not None for x in ids):
                more = members
        same = [p for p in tail if p not in more and self.who(self.head(p)) == actor and actor is not None]
        return more, same

    def _in_trigger(self, phrase: Phrase) -> bool:
        return phrase.first in self.heads and phrase.last == phrase.first

    def inner(self, phrase: Phrase) -> bool:
        """Whether a bare phrase goes on with a noun phrase that a date interrupts: گزارش روز شنبه پلیس."""
        phrases = self.view.phrases
        k = next((i for i, p in enumerate(phrases) if p is phrase), 0)
        if k < 2 or phrase.after_break:
            return False
        time, noun = phrases[k - 1], phrases[k - 2]
        return (
            time.time
            and time.slot == "bare"
            and noun.slot not in ("bare", "object")
            and time.last == phrase.first - 1
            and noun.last == time.first - 1
        )

    def _apposed(self, phrase: Phrase) -> bool:
        """Whether a phrase only says who stands before the comma: به گفته شهردار کهن‌دژ، رئیس ستاد، او …"""
        phrases = self.view.phrases
        k = next((i for i, p in enumerate(phrases) if p is phrase), 0)
        if k == 0 or self.view.letter(phrase.first - 1) not in ("،", ","):
            return False
        before = phrases[k - 1]
        if before.slot in ("bare", "object") or before.time or before.last != phrase.first - 2:
            return False
        one, two = self.who(self.head(before)), self.who(self.head(phrase))
        return one is not None and one == two

    def _byline(self, phrase: Phrase) -> bool:
        """Whether a phrase is the outlet's own line before the report."""
        return (
            phrase.first == self.view.base
            and self.kind(phrase.first) == "outlet"
            and (self.view.letter(phrase.last + 1) in ("-", "–", "ـ", ":", "،", "/", ""))
        )

    def penal(self, i: int) -> bool:
        """Whether word ``i`` is what a court gives: به پنج سال حبس محکوم شد."""
        return self.view.letter(i) in guard_words("penalties") and self.who(i) is None

    def head(self, phrase: Phrase) -> int:
        """The word that names what a phrase is about: its first noun."""
        base = self.view.base
        return next(
            (i for i in range(phrase.first, phrase.last + 1) if self.view.words[i - base].upos in _NAMING),
            phrase.first,
        )

    def object_apart(self, edge: int) -> Phrase | None:
        """The object that a relative clause parts from its verb: نوجوانی را که در خیابان می‌رفت کشتند."""
        view = self.view
        before = next((g for g in reversed(view.groups) if g.last < edge and g.finite), None)
        if before is None or edge - before.last > 2:
            return None
        start = view.left_edge(before.first)
        if view.letter(start - 1) != "که" or view.letter(start - 2) != "را":
            return None
        return next((p for p in view.phrases if p.slot == "object" and p.last == start - 3), None)

    def relative(self, edge: int) -> Phrase | None:
        """The noun phrase before a relative که, where the clause begins right after it."""
        view = self.view
        if view.letter(edge - 1) != "که":
            return None
        k = edge - 2
        while k >= view.base and view.words[k - view.base].upos == "PUNCT":
            k -= 1
        if k in view.group_at and view.group_at[k].stem == "بود" and view.group_at[k].first == k:
            k -= 1  # آخرین مورد او است که …
            while k >= view.base and view.words[k - view.base].upos == "PUNCT":
                k -= 1
        if k < view.base or k in view.group_at:
            return None
        for p in view.phrases:
            if p.first <= k <= p.last:
                if p.slot != "bare" and (
                    k + 1 in view.group_at or (view.letter(p.first) in ("این", "آن") and k == p.first)
                ):
                    return None  # بدون این که
                if p.time or view.words[self.head(p) - view.base].upos not in _NAMING:
                    return None
                taken_up = view.letter(k).endswith("ی") and view.words[k - view.base].upos == "NOUN"
                plain = k > p.first and view.words[k - 1 - view.base].upos != "ADJ"
                one = next((i for i in range(p.first + 1, k) if view.letter(i) == "یک"), -1)
                if one > 0 and self.who(k) is None:
                    return Phrase("bare", one, p.last, -1)  # دستور گرفتن یک سگ که: the new thing is taken up
                if taken_up and plain and self.who(k) is None:
                    # مأموریت ماهواره‌ای که: the noun with ی is the one that که takes up
                    return Phrase("bare", k, p.last, -1)
                return p
        return None
