"""One actor from all its mentions by name and by office; what needs a wider view is in ``links``."""

from __future__ import annotations

import bisect
from collections import defaultdict

from ravi.actors import names
from ravi.actors.facts import key, listed
from ravi.actors.mentions import Finder, Found
from ravi.actors.parties import Party, Post, bucket, rest_of, same_post
from ravi.actors.scene import Scene
from ravi.record import ActorKind

PEOPLE = ("person", "unnamed")
_VIEW = 40  # parties of one head or one word that are compared; keeps the cost linear


class Resolver:
    """Brings mentions to parties: first all named people, then offices, then bodies, texts and groups."""

    def __init__(self, finder: Finder, scene: Scene) -> None:
        self.finder = finder
        self.analysis = finder.analysis
        self.phrases = finder.phrases
        self.scene = scene
        self.parties: list[Party] = []
        self.of: dict[int, Party] = {}  # id() of a mention -> its party
        self._people: dict[str, list[Party]] = defaultdict(list)  # by word, and by joined end of a name
        self._recent: list[Party] = []  # people in the order in which they came up
        self._posts: dict[str, list[tuple[int, int, Party]]] = defaultdict(list)  # by head, in text order
        self._bodies: dict[tuple[str, str], list[Party]] = defaultdict(list)  # by kind and word
        self._identities: dict[str, Party] = {}

    def run(self, found: list[Found]) -> None:
        """Resolve all mentions but those that point back («این مقام»)."""
        people = [m for m in found if m.kind == "person" and m.name is not None]
        for mention in sorted(people, key=lambda m: (m.first, -m.last)):
            self.enter(mention, self.person(mention))
        for mention in found:
            if mention.kind == "unnamed" and not mention.this:
                self.enter(mention, self.office(mention))
        for mention in found:
            if mention.entry is not None:
                self.enter(mention, self.known(mention))
            elif mention.kind not in PEOPLE and not mention.this:
                self.enter(mention, self.body(mention))

    def enter(self, mention: Found, party: Party) -> None:
        """Record that ``mention`` means ``party``."""
        party = party.root()
        self.of[id(mention)] = party
        span = self.analysis.span(mention.first, mention.last)
        party.mentions.append((span, "name" if mention.name is not None else "description"))
        bisect.insort(party.firsts, mention.first)
        if self.scene.fronts(mention.first, mention.head):
            bisect.insort(party.fronts, mention.first)
        if mention.kind in PEOPLE and not mention.this:
            for post in self.posts(mention):
                party.add_post(post)
                if not party.indefinite:
                    bisect.insort(
                        self._posts[bucket(post)], (mention.first, len(self.parties), party), key=lambda e: e[:2]
                    )

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
            # «مدیرکل سابق این اداره» says no more than «مدیرکل سابق» does: what «این» points to is named elsewhere.
            pointed = next((n for n, word in enumerate(words) if n and word in listed("pointing")), len(words))
            words = words[:pointed]
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

    def named(self, name: str, words: list[str]) -> Party:
        """A new person by name."""
        party = self.new("person", name)
        party.named = True
        self._recent.append(party)
        self._keep(party, name, words)
        return party

    def _keep(self, party: Party, name: str, words: list[str]) -> None:
        """Take ``name`` as the fullest, and find the party by its words from now on."""
        party.name, party.words = name, words
        for form in {*words, *("".join(words[n:]) for n in range(len(words)))}:
            self._people[form].append(party)

    def person(self, mention: Found) -> Party:
        """The person of a name: somebody named before, or somebody new."""
        assert mention.name is not None
        words = self.keys(*mention.name)
        name = self.text(*mention.name)
        best = self.find_person(words, mention.gender, mention.first)
        if best is None:
            best = self.named(name, words)
        elif key(name) != key(best.name):
            best.why.append(f"«{name}» is «{best.name}»: the names agree")
        if len(words) > len(best.words):
            self._keep(best, name, words)
        best.gender = best.gender or mention.gender
        return best

    def find_person(self, words: list[str], gender: str, before: int) -> Party | None:
        """The person whose name agrees with ``words``: the fullest agreement, then the last mentioned."""
        best: tuple[tuple[int, int], Party] | None = None
        near: dict[int, Party] = {}
        for form in (*words, "".join(words)):
            near.update((id(party), party) for party in self._people.get(form, ())[-_VIEW:])
        near.update((id(party), party) for party in self._recent[-_VIEW:])
        for party in near.values():
            if party.kind != "person" or not names.compatible(words, party.words):
                continue
            if {gender, party.gender} == {"male", "female"}:
                continue
            exact = 2 if "".join(words) == "".join(party.words) else int(words[-1] == party.words[-1])
            at = bisect.bisect_right(party.firsts, before)
            rank = (exact, party.firsts[at - 1] if at else -1)
            if best is None or rank > best[0]:
                best = rank, party
        return best[1] if best else None

    def office(self, mention: Found) -> Party:
        """The holder of an office that is named without a name: the nearest before, else the nearest after."""
        posts = self.posts(mention)
        if posts and not mention.indefinite:
            holder = self.holder(posts[0], mention.first)
            if holder is not None:
                if holder.named:
                    holder.why.append(f"«{posts[0].title}»: the office of «{holder.name}»")
                return holder
        party = self.new("unnamed", self.text(mention.first, mention.last))
        party.indefinite = mention.indefinite
        return party

    def holder(self, post: Post, word: int) -> Party | None:
        """Who holds ``post``, seen from ``word``: the last one mentioned before, else the first after."""
        entries = self._posts.get(bucket(post), [])
        at = bisect.bisect_left(entries, word, key=lambda entry: entry[0])
        best: tuple[tuple[bool, int], Party] | None = None
        for party in {id(e[2]): e[2].root() for e in entries[max(0, at - _VIEW) : at]}.values():
            if any(same_post(post, other) for other in party.posts):
                k = bisect.bisect_left(party.firsts, word)
                rank = (bool(post.rest) and party.named, party.firsts[k - 1] if k else -1)
                if best is None or rank > best[0]:
                    best = rank, party
        if best is not None:
            return best[1]
        if post.rest:
            for _, _, party in entries[at : at + _VIEW]:
                if any(same_post(post, other) for other in party.root().posts):
                    return party.root()
        return None

    # -- states, bodies, texts, groups

    def known(self, mention: Found) -> Party:
        """The party of a name that is known world wide."""
        entry = mention.entry
        assert entry is not None
        identity = entry.country if entry.kind == "state" and entry.country else key(entry.name)
        party = self._identities.get(identity)
        name = self.text(mention.first, mention.last)
        words = self.keys(mention.first, mention.last)
        if party is None and entry.kind != "state":
            party = next((p for p in self._near_bodies(entry.kind, words) if shortened(words, "", p)), None)
        if party is None:
            party = self.new(entry.kind, name)
            party.words = words
            self._index(party)
        if not party.identity:
            party.identity, party.latin, party.country = identity, entry.latin, entry.country
            self._identities[identity] = party
        if entry.role == "name" and not party.named:
            party.named = True
            if entry.kind == "state":
                party.name = name
        return party

    def body(self, mention: Found) -> Party:
        """The party of a body, text or group: the same words, or a shortening of a fuller name."""
        counted = mention.rule.startswith("number and")  # «چهار نامزد» are not «چهارده نامزد»
        words = self.keys(mention.first if counted else mention.head, mention.last)
        lemma = mention.noun.lemma if mention.noun else ""
        near = self._near_bodies(mention.kind, words)
        joined = "".join(words)
        party = next((p for p in near if joined == "".join(p.words)), None)
        if party is None and mention.kind in ("organization", "outlet") and not mention.indefinite:
            party = next((p for p in near if shortened(words, lemma, p)), None)
        if party is None:
            first = mention.first if mention.indefinite else mention.head
            party = self.new(mention.kind, self.text(first, mention.last))
            party.lemma, party.indefinite = lemma, mention.indefinite
            party.plural = mention.noun is not None and mention.noun.plural
        if len(words) > len(party.words):
            party.words = words
            party.lemma = party.lemma or lemma
            if not mention.indefinite:
                party.name = self.text(mention.head, mention.last)
            self._index(party)
        return party

    def _near_bodies(self, kind: ActorKind, words: list[str]) -> list[Party]:
        """Parties of a kind that share the first word or begin where ``words`` end, the last mentioned first."""
        near: dict[int, Party] = {}
        for word in dict.fromkeys([words[0] if words else "", *words[1:2], "".join(words)]):
            near.update((id(party), party) for party in self._bodies.get((kind, word), ())[-_VIEW:])
        return sorted(near.values(), key=lambda p: -max(p.firsts, default=-1))

    def _index(self, party: Party) -> None:
        for word in dict.fromkeys([*party.words[:2], "".join(party.words)]):
            self._bodies[party.kind, word].append(party)


def shortened(words: list[str], lemma: str, party: Party) -> bool:
    """Is one of two names the other cut short (مرکز آمار ایران، مرکز آمار; خبرگزاری تاس، تاس)?"""
    if not party.words:
        return False
    short, long = (words, party.words) if len(words) <= len(party.words) else (party.words, words)
    if short == long[: len(short)] and (len(short) > 1 or len(words) == 1):
        return True
    bare = (party.lemma if short is party.words else lemma) == ""
    return len(long) > 1 and short == long[1:] and bare


def clean(text: str) -> str:
    """A name without quotation marks, brackets and commas at its ends, but for those that belong together in it."""
    text = text.strip(" «»\"“”‹›《》'،,;:؛.-–—")
    if text.startswith("(") and ")" not in text:
        text = text[1:]
    if text.endswith(")") and "(" not in text:
        text = text[:-1]
    # «روزنامه «آفتاب شرق»»: the mark that closes a name inside it belongs to it.
    for opening, closing in ("«»", "“”", "()"):
        if text.count(opening) > text.count(closing):
            text += closing
    return text + '"' if text.count('"') % 2 else text
