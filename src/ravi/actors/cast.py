"""The cast of one report while it is being read: actors and their mentions, still open to additions.

Actors are named by a handle, a small integer that stays the same; ``actors()`` freezes them into the
record's types with ids ``A1``, ``A2``, … and the floors above work with the ids only.
"""

from __future__ import annotations

import bisect

from ravi.actors import names
from ravi.actors.antecedent import Antecedents
from ravi.actors.facts import demonyms, listed, outlet_names
from ravi.actors.latin import latin
from ravi.actors.links import Linker
from ravi.actors.mentions import Finder, Found
from ravi.actors.parties import Party, Post
from ravi.actors.resolve import Resolver, clean
from ravi.actors.scene import Scene
from ravi.language import Analysis
from ravi.record import Actor, ActorKind, Mention, MentionForm, Office, Span

_SKIPPED = 2  # words of a span that may stand before the mention it is about (دو تن از …)


class Cast:
    """Who is who in one report.  ``outlet`` is the outlet that published it, as the caller named it."""

    outlet: str | None = None

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._finder = Finder(analysis)
        self._scene = Scene(analysis, self._finder.phrases)
        self._resolver = Resolver(self._finder, self._scene)
        self._mentions = self._finder.all()
        self._resolver.run(self._mentions)
        Linker(self._resolver, self._mentions).run()
        self._parties: list[Party] = []
        self._wanted: set[int] = set()
        self._at_word: dict[int, tuple[Found, Party]] = {}
        self._bodies: dict[int, Party] = {}
        self._begins: dict[int, list[tuple[int, Party]]] = {}
        self._found: list[tuple[Found, Party]] = []
        for mention in self._mentions:
            party = self._resolver.of[id(mention)].root()
            if not party.number:
                self._number(party)
            self._found.append((mention, party))
            for first in {mention.first, mention.head, *(first for first, _ in mention.offices)}:
                self._begins.setdefault(first, []).append((mention.last, party))
            for i in range(mention.first, mention.last):
                self._at_word.setdefault(i, (mention, party))
                if mention.kind not in ("person", "unnamed"):
                    self._bodies.setdefault(i, party)

        self._antecedents = Antecedents(self._scene, self._found)

    def _number(self, party: Party) -> None:
        self._parties.append(party)
        party.number = len(self._parties)

    def _id(self, party: Party) -> str:
        return f"A{party.number}"

    def _given(self, party: Party) -> str:
        """The id of a party that a floor above is told about."""
        self._wanted.add(party.number)
        return self._id(party)

    def _party(self, actor: str) -> Party:
        return self._parties[int(actor[1:]) - 1]

    def at(self, span: Span) -> str | None:
        """The id of the actor whose mention fills ``span`` best (the longest that lies in it), or None.

        A span that holds a name with its office («کاظم جلالی، سفیر ایران در مسکو») is the holder, not the
        state or the city inside the office.
        """
        inside = self.analysis.words_in(*span)
        skipped = 0
        for i in inside:
            best: tuple[bool, int, Party] | None = None
            for last, party in self._begins.get(i, ()):
                rank = (last <= inside.stop, last if last <= inside.stop else -last)
                if best is None or rank > best[:2]:
                    best = *rank, party
            if best is not None:
                if skipped == 1 and self._of_theirs(i - 1, best[2]):
                    return None
                return self._given(self._outlet_of(i, inside.stop) or best[2])
            skipped += self._finder.phrases.wordy[i]
            if skipped > _SKIPPED or (skipped and self._finder.phrases.comma(i)):
                break
        return None

    def _of_theirs(self, i: int, party: Party) -> bool:
        """Is word ``i`` a plural whose complement is ``party``, so that it means others («کردهای ترکیه»)?"""
        word, folded = self.analysis.words[i], self._finder.phrases.keys[i]
        many = folded.endswith(("های", "ان")) and len(folded) > 4
        return many and word.ezafe and word.upos == "NOUN" and party.kind in ("state", "person")

    def _outlet_of(self, first: int, last: int) -> Party | None:
        """The outlet for which a reporter or desk speaks (خبرنگار سیاسی خبرگزاری …)."""
        if self._finder.phrases.keys[first] not in listed("desks"):
            return None
        inside = [party for i in range(first + 1, last) for _, party in self._begins.get(i, ())]
        found = next((party for party in inside if party.kind == "outlet"), None)
        if found is None and self._finder.phrases.keys[last - 1] in outlet_names():
            found = self._short_outlet(last - 1)
        return found

    def _short_outlet(self, i: int) -> Party:
        """The outlet of the common short name at word ``i`` («خبرنگار مهر»)."""
        word = self._finder.phrases.keys[i]
        named = (p for p in self._parties if p.kind == "outlet" and p.words[-1:] == [word])
        party = next(named, None)
        if party is None:
            party = self._resolver.new("outlet", self._resolver.text(i, i + 1))
            party.words = [word]
            self._number(party)
        span = self.analysis.span(i, i + 1)
        if (span, "name") not in party.mentions:
            party.mentions.append((span, "name"))
        return party

    def head_at(self, word: int) -> str | None:
        """The id of the actor of the mention that covers word ``word``, the outermost first, or None."""
        entry = self._at_word.get(word)
        return self._given(entry[1]) if entry else None

    def peek(self, word: int) -> tuple[str, ActorKind] | None:
        """The id and kind of the actor at word ``word``, without asking for it: it need not be in the record."""
        entry = self._at_word.get(word)
        return (self._id(entry[1]), entry[1].kind) if entry else None

    def mention_span(self, word: int) -> Span | None:
        """The full span of the mention around word ``word``, its appositive offices included, or None."""
        entry = self._at_word.get(word)
        return self.analysis.span(entry[0].first, entry[0].last) if entry else None

    def ensure(self, span: Span, *, kind: ActorKind | None = None, form: MentionForm = "description") -> str:
        """The id of the actor that ``span`` mentions; a new actor where nobody fits (``یک مقام آگاه``)."""
        actor = self.at(span)
        if actor is not None:
            return actor
        inside = self.analysis.words_in(*span)
        text = clean(self.analysis.text(inside.start, inside.stop)) if inside else self.analysis.raw[slice(*span)]
        words = self._resolver.keys(inside.start, inside.stop) if inside else []
        party = next((p for p in self._parties if p.name == text or (words and p.words == words)), None)
        if party is None:
            party = self._resolver.find_person(words, "", inside.start) if words else None
        if party is None:
            if kind in (None, "unnamed", "person") and inside and self._named(inside):
                party = self._resolver.named(text, words)
            else:
                party = self._resolver.new(kind or self._kind(inside), text)
                party.words = words
            self._number(party)
        if inside:
            bisect.insort(party.firsts, inside.start)
        party.mentions.append((span, form))
        return self._given(party)

    def christen(self, actor: str, span: Span) -> str:
        """Give an actor that is known by its post alone the name at ``span`` («X Y، تحلیلگر …»)."""
        party = self._party(actor)
        inside = self.analysis.words_in(*span)
        if party.kind == "unnamed" and not party.named and inside and len(inside) <= 4:
            party.kind, party.named = "person", True
            party.name, party.words = (
                self._resolver.text(inside.start, inside.stop),
                self._resolver.keys(inside.start, inside.stop),
            )
            party.mentions.append((span, "name"))
            bisect.insort(party.firsts, inside.start)
        return self._given(party)

    def _named(self, inside: range) -> bool:
        """Do the words look like a personal name that nothing announced: proper nouns, at most four?"""
        finder = self._finder
        wordy = [i for i in inside if finder.phrases.wordy[i]]
        if not 0 < len(wordy) <= 4 or not all(finder.phrases.nameable(i) for i in wordy):
            return False
        first = wordy[0]
        if finder.phrases.head(first, inside.stop) or finder.phrases.keys[first] in listed("quantifiers"):
            return False
        if first and finder.phrases.keys[first - 1] == "گزارش":
            return False
        proper = sum(finder.words[i].upos == "PROPN" or names.is_given(finder.phrases.keys[i]) for i in wordy)
        return proper == len(wordy)

    def _kind(self, inside: range) -> ActorKind:
        """The kind of somebody whom only the floors above see: a group, an agency that is credited."""
        keys = self._finder.phrases.keys
        head = self._finder.phrases.head(inside.start, inside.stop) if inside else None
        if inside and (keys[inside.start] in listed("quantifiers") or (head is not None and head[0].plural)):
            return "group"
        if inside and self._finder.words[inside.start].upos == "NUM":
            return "group"
        pointed = inside and keys[inside.start] in listed("pointing")
        text = self._finder.phrases.head(inside.start + 1, inside.stop) if pointed else head
        if text is not None and text[0].sort == "document":
            return "document"
        if inside and inside.start and keys[inside.start - 1] == "گزارش":
            return "outlet"
        return "unnamed"

    def nobody(self, span: Span) -> str:
        """The id of the actor that stands for a teller whom the report leaves unnamed (گفته می‌شود): «نامشخص»."""
        for party in self._parties:
            if party.name == "نامشخص":
                return self._given(party)
        party = self._resolver.new("unnamed", "نامشخص")
        self._number(party)
        party.mentions.append((span, "dropped"))
        return self._given(party)

    def mention(self, actor: str, span: Span, form: MentionForm) -> None:
        """Record a further mention of ``actor``: a pronoun, or the verb of a dropped subject."""
        party = self._party(actor)
        if (span, form) not in party.mentions:
            party.mentions.append((span, form))

    def antecedent(
        self,
        word: int,
        *,
        plural: bool = False,
        speakers: tuple[str, ...] = (),
        exclude: frozenset[str] = frozenset(),
        person_only: bool = True,
    ) -> str | None:
        """The id of the actor that a pronoun or a dropped subject at word ``word`` means, or None.

        ``speakers`` are the sources of the tellings before it, the last one first; ``exclude`` cannot be
        meant (the addressee of the same clause, say).
        """
        chosen = self._antecedents.choose(
            word,
            [self._party(actor) for actor in speakers],
            frozenset(id(self._party(actor)) for actor in exclude),
            plural=plural,
            person_only=person_only,
        )
        return self._given(chosen) if chosen else None

    def actors(self) -> tuple[Actor, ...]:
        """The actors as the record has them: people, and all others that a floor above has asked for.

        What was named in passing and takes no part (a body inside an office, a report that is only mentioned)
        is left out unless an office belongs to it.
        """
        kept = [p for p in self._parties if p.number in self._wanted or (p.kind == "person" and p.named)]
        owners = {id(owner) for p in kept for post in p.posts if (owner := self._owner(post)) is not None}
        ids = {id(p) for p in kept} | owners
        return tuple(self._freeze(party) for party in self._parties if id(party) in ids)

    def _freeze(self, party: Party) -> Actor:
        human = party.kind in ("person", "unnamed")
        posts = sorted(party.posts, key=lambda post: post.span) if human else []
        spelled, approximate = party.latin, False
        if party.kind == "person" and party.named:
            spelled, approximate = latin(party.name.split())
        return Actor(
            id=self._id(party),
            kind=party.kind,
            name=party.name,
            latin=spelled,
            country=party.country or self._country(party),
            mentions=tuple(Mention(span, form) for span, form in sorted(set(party.mentions))),
            offices=tuple(
                Office(post.span, post.title, self._id(owner) if (owner := self._owner(post)) else None, post.place)
                for post in posts
            ),
            latin_approximate=approximate,
            why=tuple(dict.fromkeys(party.why)),
        )

    def _owner(self, post: Post) -> Party | None:
        """The body or state that an office belongs to."""
        return None if post.of is None else self._bodies.get(post.of)

    def _country(self, party: Party) -> str | None:
        """The country that a post or the name of a body makes plain."""
        if party.kind in ("person", "unnamed"):
            spans = [post.span for post in party.posts if post.head.sort == "office" and not post.former]
        elif party.kind in ("organization", "outlet", "group"):
            spans = [span for span, form in party.mentions if form != "pronoun"]
        else:
            spans = []
        phrases = self._finder.phrases
        for span in spans:
            inside = self.analysis.words_in(*span)
            for i in inside:
                if phrases.keys[i] == "در" or i == inside.start:
                    if phrases.keys[i] == "در":
                        break
                    continue
                match = phrases.known(i, inside.stop)
                if match is not None and match[0].kind == "state" and match[0].role == "name":
                    if phrases.keys[i - 1] not in ("امور", "مسایل", "مساله", "موضوع"):
                        return match[0].country
                    break
                if phrases.keys[i] in demonyms():
                    return demonyms()[phrases.keys[i]]
        return None
