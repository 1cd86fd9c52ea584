"""One actor from all its mentions by name and by office; what needs a wider view is in ``links``."""

from __future__ import annotations

from ravi.actors import names
from ravi.actors.facts import key, listed, titles
from ravi.actors.mentions import Finder, Found
from ravi.actors.parties import Party, Post, rest_of, same_post
from ravi.actors.scene import Scene
from ravi.record import ActorKind

_PEOPLE = ("person", "unnamed")


class Resolver:
    """Brings mentions to parties: first all named people, then offices, then bodies, texts and groups."""

    def __init__(self, finder: Finder, scene: Scene) -> None:
        self.finder = finder
        self.analysis = finder.analysis
        self.phrases = finder.phrases
        self.scene = scene
        self.parties: list[Party] = []
        self.of: dict[int, Party] = {}  # id() of a mention -> its party

    def run(self, found: list[Found]) -> None:
        """Resolve all mentions."""
        people = [m for m in found if m.kind == "person" and m.name is not None]
        for mention in sorted(people, key=lambda m: (m.first, -m.last)):
            self._enter(mention, self.person(mention))
        for mention in found:
            if mention.kind == "unnamed" and not mention.this:
                self._enter(mention, self.office(mention))
        for mention in found:
            if mention.entry is not None:
                self._enter(mention, self.known(mention))
            elif mention.kind not in _PEOPLE and not mention.this:
                self._enter(mention, self.body(mention))

    def _enter(self, mention: Found, party: Party) -> None:
        self.enter(mention, party)

    def enter(self, mention: Found, party: Party) -> None:
        """Record that ``mention`` means ``party``."""
        party = party.root()
        self.of[id(mention)] = party
        span = self.analysis.span(mention.first, mention.last)
        party.mentions.append((span, "name" if mention.name is not None else "description"))
        party.firsts.append(mention.first)
        if self.scene.fronts(mention.first, mention.head):
            party.fronts.append(mention.first)
        if mention.kind in _PEOPLE and not mention.this:
            for post in self.posts(mention):
                party.add_post(post)

    # -- words and posts

    def keys(self, first: int, last: int) -> list[str]:
        """The keys of the words, punctuation left out."""
        return [self.phrases.keys[i] for i in range(first, last) if self.phrases.wordy[i]]

    def text(self, first: int, last: int) -> str:
        """The repaired text of the words, without quotation marks around it."""
        return clean(self.analysis.text(first, last))

    def posts(self, mention: Found) -> list[Post]:
        """The offices that a mention names."""
        out = []
        for first, last in mention.offices:
            start = first + 1 if self.phrases.keys[first] in ("یک", "یکی") else first
            head = self.phrases.head(start, last)
            if head is None:
                continue
            words = self.keys(start + head[1], last)
            former = any(word in listed("former") for word in words)
            span = self.analysis.span(start, last)
            of, place = self._belongs(start + head[1], last)
            out.append(Post(head[0], rest_of(words), former, span, self.text(start, last), place, of))
        return out

    def _belongs(self, first: int, last: int) -> tuple[int | None, str | None]:
        """At which word the body or state of an office begins, and the place named after در."""
        of, place = None, None
        for i in range(first, last):
            if self.phrases.keys[i] == "در" and i + 1 < last:
                place = self.text(i + 1, last)
                break
            if of is None and self.finder.at(i, last) is not None:
                of = i
        return of, place

    def new(self, kind: ActorKind, name: str) -> Party:
        """A new party."""
        party = Party(kind, name)
        self.parties.append(party)
        return party

    # -- people

    def person(self, mention: Found) -> Party:
        """The person of a name: somebody named before, or somebody new."""
        assert mention.name is not None
        words = [w for w in self.keys(*mention.name) if w not in titles()] or self.keys(*mention.name)
        name = self.text(*mention.name)
        best = self.find_person(words, mention.gender, mention.first)
        if best is None:
            best = self.new("person", name)
            best.named = True
        elif len(words) != len(best.words) or name != best.name:
            best.why.append(f"«{name}» is «{best.name}»: names agree")
        if len(words) > len(best.words):
            best.name, best.words = name, words
        best.gender = best.gender or mention.gender
        return best

    def find_person(self, words: list[str], gender: str, before: int) -> Party | None:
        """The person whose name agrees with ``words``: the fullest agreement, then the last mentioned."""
        best: tuple[tuple[int, int], Party] | None = None
        for party in self.parties:
            if party.kind != "person" or not names.compatible(words, party.words):
                continue
            if {gender, party.gender} == {"male", "female"}:
                continue
            exact = 2 if "".join(words) == "".join(party.words) else int(words[-1] == party.words[-1])
            last = max((f for f in party.firsts if f <= before), default=-1)
            rank = (exact, last)
            if best is None or rank > best[0]:
                best = rank, party
        return best[1] if best else None

    def office(self, mention: Found) -> Party:
        """The holder of an office that is named without a name: the nearest before, else the nearest after."""
        posts = self.posts(mention)
        if posts and not mention.indefinite:
            holder = self.holder(posts[0], mention.first)
            if holder is not None:
                holder.why.append(f"«{posts[0].title}»: the office of «{holder.name}»")
                return holder
        party = self.new("unnamed", self.text(mention.first, mention.last))
        party.indefinite = mention.indefinite
        return party

    def holder(self, post: Post, word: int, *, named: bool = False) -> Party | None:
        """Who holds ``post``, seen from ``word``: the last one mentioned before, else the first after."""
        before: tuple[tuple[bool, int], Party] | None = None
        after: tuple[int, Party] | None = None
        for party in self.parties:
            if (
                party.merged is not None
                or party.kind not in _PEOPLE
                or party.indefinite
                or (named and not party.named)
            ):
                continue
            if not any(same_post(post, other) for other in party.posts):
                continue
            earlier = [f for f in party.firsts if f < word]
            if earlier:
                rank = (bool(post.rest) and party.named, earlier[-1])
                if before is None or rank > before[0]:
                    before = rank, party
            elif party.firsts and post.rest and (after is None or party.firsts[0] < after[0]):
                after = party.firsts[0], party
        if before is not None:
            return before[1]
        return after[1] if after else None

    # -- states, bodies, texts, groups

    def known(self, mention: Found) -> Party:
        """The party of a name that is known world wide."""
        entry = mention.entry
        assert entry is not None
        identity = entry.country if entry.kind == "state" and entry.country else key(entry.name)
        party = next((p for p in self.parties if p.identity == identity), None)
        name = self.text(mention.first, mention.last)
        words = self.keys(mention.first, mention.last)
        if party is None and entry.kind != "state":
            party = next((p for p in self.parties if p.kind == entry.kind and self._shortened(words, "", p)), None)
        if party is None:
            party = self.new(entry.kind, name)
            party.words = words
        if not party.identity:
            party.identity, party.latin, party.country = identity, entry.latin, entry.country
        if entry.role == "name" and not party.named:
            party.name, party.named = name, True
        return party

    def body(self, mention: Found) -> Party:
        """The party of a body, text or group: the same words, or a shortening of a fuller name."""
        words = self.keys(mention.head, mention.last)
        lemma = mention.noun.lemma if mention.noun else ""
        same_kind = [p for p in self.parties if p.kind == mention.kind and p.merged is None]
        same_kind.sort(key=lambda p: -max(p.firsts, default=-1))
        joined = "".join(words)
        for party in same_kind:
            if joined == "".join(party.words):
                return party
        if mention.kind in ("organization", "outlet") and not mention.indefinite:
            for party in same_kind:
                if self._shortened(words, lemma, party):
                    if len(words) > len(party.words):
                        party.words, party.name = words, self.text(mention.head, mention.last)
                    return party
        party = self.new(
            mention.kind, self.text(mention.first if mention.indefinite else mention.head, mention.last)
        )
        party.words, party.lemma, party.indefinite = words, lemma, mention.indefinite
        return party

    def _shortened(self, words: list[str], lemma: str, party: Party) -> bool:
        """Is one of two names the other cut short (مرکز آمار ایران، مرکز آمار; خبرگزاری تاس، تاس)?"""
        if not party.words:
            return False
        short, long = (words, party.words) if len(words) <= len(party.words) else (party.words, words)
        if short == long[: len(short)] and (len(short) > 1 or len(words) == 1):
            return True
        return len(long) > 1 and short == long[1:] and bool(lemma or party.lemma)


def clean(text: str) -> str:
    """A name without quotation marks, brackets and commas at its ends."""
    text = text.strip(" «»\"“”‹›《》'،,;:؛.")
    if text.startswith("(") and ")" not in text:
        text = text[1:]
    if text.endswith(")") and "(" not in text:
        text = text[:-1]
    return text
