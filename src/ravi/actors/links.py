"""Who is who where one mention alone does not tell: leads, other descriptions of a speaker, «این مقام»."""

from __future__ import annotations

import bisect
from collections import Counter

from ravi.actors.facts import holders, key, known, listed
from ravi.actors.mentions import STYLED, Found
from ravi.actors.parties import Party, rest_of
from ravi.actors.resolve import PEOPLE, Resolver

_LEAD = 3  # sentences in which a lead may speak of somebody who is named after it
_VIEW = 60  # mentions that are looked back over
_ANOTHER = frozenset(("نیز", "هم", "اما"))  # after a description these bring in somebody else
_SPEAKING = ("organization", "outlet", "group", "person", "unnamed")


class Linker:
    """Merges what is one, then resolves the mentions that point back."""

    def __init__(self, resolver: Resolver, found: list[Found]) -> None:
        self.resolver = resolver
        self.found = found
        self.words = resolver.analysis.words
        keys = resolver.phrases.keys
        self._apart = {m.first for m in found if m.last < len(keys) and keys[m.last] in _ANOTHER}
        # first word of a mention -> the word after the longest that begins there
        self._reaches: dict[int, int] = {}
        for m in found:
            self._reaches[m.first] = max(m.last, self._reaches.get(m.first, 0))
        self._colons = [k for k in range(1, len(self.words)) if self._opens_speech(k)]
        self._reindex()

    def run(self) -> None:
        """All steps in order."""
        self._leads()
        self._introductions()
        self._world()
        self._variations()
        self._agreements()
        self._reindex()
        for mention in self.found:
            if mention.this and id(mention) not in self.resolver.of:
                party = self._pointed(mention)
                if party is None:
                    # What nothing before it explains is what the next «این …» of its kind points to.
                    party = self._unpointed(mention)
                    bisect.insort(self.order, (mention.first, party), key=lambda entry: entry[0])
                self.resolver.enter(mention, party)
        self._styles()
        self._issuers()

    def _issuers(self) -> None:
        """A statement of «این شرکت» speaks for the company (بیانیه این شرکت)."""
        at = {m.first: self.resolver.of[id(m)].root() for m in self.found if m.this}
        for mention in self.found:
            noun = mention.noun
            if noun is None or mention.this or noun.kind != "document" or key(noun.lemma) not in listed("texts"):
                continue
            issuer = at.get(mention.head + 1)
            party = self.resolver.of[id(mention)].root()
            if issuer is not None and issuer is not party and len(party.mentions) == 1:
                issuer.absorb(party, f"«{party.name}» speaks for «{issuer.name}»")

    def _styles(self) -> None:
        """The name that somebody gives an agreement belongs to the agreement named before it in the sentence."""
        before: tuple[int, Party] | None = None
        for mention in self.found:
            party = self.resolver.of[id(mention)].root()
            if mention.rule == STYLED and before is not None and before[0] == self._sentence(mention.first):
                if before[1].root() is not party:
                    before[1].root().absorb(party, f"«{party.name}»: another name of «{before[1].root().name}»")
            elif party.kind == "document" and key(party.lemma) in listed("treaties"):
                before = self._sentence(mention.first), party

    def _reindex(self) -> None:
        """All mentions and those that front a sentence, in the order of the text."""
        resolver = self.resolver
        known = [(m.first, resolver.of[id(m)].root()) for m in self.found if id(m) in resolver.of]
        self.order = sorted(known, key=lambda entry: entry[0])
        self.fronts = [(first, party) for first, party in self.order if _among(party.fronts, first)]

    def _sentence(self, word: int) -> int:
        return self.words[word].sentence

    def _told(self, word: int) -> bool:
        """Does the word stand in what somebody says, after a verb and a colon («قاضی گفت: متهم …»)?

        Such speech runs on over its paragraph, up to a sentence that lets somebody speak again.  The colon of a
        desk or a dateline («گروه شهری:», «بندر - پاس:») opens no speech.
        """
        sentence = self.resolver.analysis.sentences[self._sentence(word)]
        if any(self._opens_speech(k) for k in range(max(sentence.first + 1, word - _VIEW), word)):
            return True
        if any(self._opens_speech(k) for k in range(word + 1, min(sentence.last, word + _VIEW))):
            return False
        at = bisect.bisect_left(self._colons, sentence.first) - 1
        if at < 0:
            return False
        colon = self._colons[at]
        same = self.resolver.analysis.sentences[self._sentence(colon)].paragraph == sentence.paragraph
        return same and colon + 1 < len(self.words) and self.words[colon + 1].text not in '«“"'

    def _opens_speech(self, k: int) -> bool:
        return self.words[k].text == ":" and self.words[k - 1].upos in ("VERB", "AUX")

    def _unnamed(self) -> list[Party]:
        parties = self.resolver.parties
        waiting = [p for p in parties if p.kind == "unnamed" and p.merged is None and p.posts and p.firsts]
        return sorted(waiting, key=lambda p: p.firsts[0])

    def _world(self) -> None:
        """A post known world wide and the one holder of it whom the report names."""
        people: dict[str, list[Party]] = {}
        for party in self.resolver.parties:
            if party.kind == "person" and party.merged is None and not any(post.former for post in party.posts):
                for n in range(1, len(party.words) + 1):
                    people.setdefault(_skeleton("".join(party.words[-n:])), []).append(party)
        for party in self._unnamed():
            if party.indefinite:
                continue
            for post in party.posts:
                told = "".join(post.rest)
                named: dict[int, Party] = {}
                for head, rests, surnames in holders():
                    if head == post.head.lemma and not post.former and any(told in (r, _bare(r)) for r in rests):
                        for surname in surnames:
                            named.update((id(p), p) for p in people.get(_skeleton(surname), ()))
                if len(named) == 1:
                    person = next(iter(named.values()))
                    person.absorb(party, f"«{party.name}» is «{person.name}»: known to have held the post")
                    break

    def _leads(self) -> None:
        """A description in the lead, and right after it a name in the subject's place: they are one person."""
        opening = [e for e in self.fronts if self._sentence(e[0]) < 2 * _LEAD + 1]
        for party in self._unnamed():
            first = party.firsts[0]
            post = party.posts[0]
            one_of_many = post.head.plural or (party.indefinite and post.head.sort == "anyone")
            if self._sentence(first) >= _LEAD or party.fronts[:1] != [first] or _reports(party) or one_of_many:
                continue
            if self._told(first):
                continue
            # «مدیر مرکز امام …»: whom the body is named for does not hold the post
            reach = self._reaches.get(first, first + 1)
            named = [
                (f, p.root())
                for f, p in opening
                if p.root().kind == "person" and f >= reach and p.root().firsts[0] >= reach
            ]
            if not named:
                continue
            front, person = named[0]
            near = self._sentence(front) - self._sentence(first) <= _LEAD and not self._told(front)
            if near and front == person.firsts[0] and _fits(party, person):
                person.absorb(party, f"«{party.name}» in the lead is «{person.name}», named right after it")

    def _introductions(self) -> None:
        """A description, and in the next sentence or two a new name without a post: they are one person."""
        for party in self._unnamed():
            first = party.firsts[0]
            if party.indefinite or party.fronts[:1] != [first] or _reports(party) or not party.posts[0].rest:
                continue
            if _several(party) or self._told(first):
                continue
            at = bisect.bisect_right(self.fronts, first, key=lambda entry: entry[0])
            for front, other in self.fronts[at : at + _VIEW // 10]:
                person = other.root()
                if self._sentence(front) - self._sentence(first) > 2:
                    break
                if self._told(front):
                    continue  # whom somebody speaks of
                if person.kind in PEOPLE and person is not party and front >= self._reaches.get(first, first + 1):
                    if person.kind == "person" and person.firsts[0] == front and not person.posts:
                        person.absorb(party, f"«{party.name}» is «{person.name}», named right after it")
                    break

    def _variations(self) -> None:
        """A further description in the subject's place, of the one person whom the report follows."""
        for party in self._unnamed():
            if party.indefinite or party.fronts[:1] != party.firsts[:1] or _reports(party):
                continue
            word = party.fronts[0]
            if _several(party) or word in self._apart or self._told(word):
                continue
            leading = self._leading(word)
            if leading is None:
                continue
            last = bisect.bisect_left(leading.firsts, word)
            if last and self._sentence(word) == self._sentence(leading.firsts[last - 1]):
                continue
            heads = {key(post.head.lemma) for post in party.posts}
            if heads & listed("eminent") or any(
                p.head.sort in ("kin", "anyone") or not p.rest for p in party.posts
            ):
                continue
            leading.absorb(
                party, f"«{party.name}»: a further description of «{leading.name}», whom the report follows"
            )

    def _leading(self, word: int) -> Party | None:
        """The named person who fronts most of the sentences before ``word``, where nobody comes near."""
        at = bisect.bisect_left(self.fronts, word, key=lambda entry: entry[0])
        people: dict[int, Party] = {}
        counts: Counter[int] = Counter()
        for front, party in self.fronts[max(0, at - _VIEW) : at]:
            root = party.root()
            if root.kind == "person" and not self._told(front):
                people[id(root)] = root
                counts[id(root)] += 1
        ranked = counts.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
            return None
        return people[ranked[0][0]]

    def _agreements(self) -> None:
        """Agreements under several names: the same further words, or most of them (همکاری بلندمدت)."""
        treaties: list[Party] = []
        for party in self.resolver.parties:
            if not _is_agreement(party):
                continue
            mine = _telling(party)
            other = next((t for t in treaties[-_VIEW:] if mine and _agree(mine, _telling(t))), None)
            if other is None:
                treaties.append(party)
            else:
                name, words = max((other.name, other.words), (party.name, party.words), key=lambda n: len(n[1]))
                other.absorb(party, f"«{party.name}» is «{other.name}»: agreements described in the same words")
                other.name, other.words = name, words

    # -- «این …»

    def _before(self, word: int) -> list[Party]:
        """The parties before ``word``, the last mentioned first."""
        at = bisect.bisect_left(self.order, word, key=lambda entry: entry[0])
        seen: dict[int, Party] = {}
        for _, party in reversed(self.order[max(0, at - _VIEW) : at]):
            seen.setdefault(id(party.root()), party.root())
        return list(seen.values())

    def _pointed(self, mention: Found) -> Party | None:
        """What «این …» points back to."""
        noun, word = mention.noun, mention.first
        assert noun is not None
        if mention.kind == "unnamed":
            return self._pointed_person(mention)
        before = self._before(word)
        lemma = key(noun.lemma)
        if lemma in listed("news"):
            issuer = self._brought_in(lemma, word)
            if issuer is not None:
                return issuer
            outlet = next((p for p in before if p.kind == "outlet" and not p.indefinite), None)
            if outlet is not None:
                return outlet
            credited = next((p for p in before if self._credited(p)), None)
            if credited is not None:
                return credited
        if lemma in listed("texts"):
            issuer = self._issued(lemma, word)
            if issuer is not None:
                return issuer
            at = bisect.bisect_left(self.fronts, word, key=lambda entry: entry[0])
            for _, party in reversed(self.fronts[max(0, at - _VIEW) : at]):
                root = party.root()
                if root.kind in _SPEAKING and (root.kind in PEOPLE or root.lemma or root.identity):
                    return root
        same = [p for p in before if p.kind == mention.kind]
        if mention.kind == "document" and lemma in listed("treaties"):
            return self._pointed_agreement(mention, [p for p in same if _is_agreement(p)])
        named = next((p for p in same if p.lemma == noun.lemma), None)
        if named is None and mention.kind in ("organization", "outlet"):
            named = next((p for p in same if p.identity or not p.lemma), None)
        return named

    def _credited(self, party: Party) -> bool:
        """Is it a reporter whose report this is («به گزارش خبرنگار ما»)?"""
        keys = self.resolver.phrases.keys
        heads = {party.lemma, *(post.head.lemma for post in party.posts)}
        reports = any(key(head) in listed("reporters") for head in heads)
        return reports and any(i and keys[i - 1] == "گزارش" for i in party.firsts)

    def _brought_in(self, lemma: str, word: int) -> Party | None:
        """Who brought in the text of this head as something new just before («مرکز … در گزارشی برآورد کرد»)."""
        for party in self._before(word):
            if party.kind == "document" and key(party.lemma) == lemma and party.indefinite:
                last = party.firsts[bisect.bisect_left(party.firsts, word) - 1]
                return self._issued(lemma, word) if 0 < self._sentence(word) - self._sentence(last) <= 2 else None
        return None

    def _issued(self, lemma: str, word: int) -> Party | None:
        """Who issued the text of this head before ``word``: the front of the sentence that brought it in."""
        at = bisect.bisect_left(self.order, word, key=lambda entry: entry[0])
        for first, party in reversed(self.order[max(0, at - _VIEW) : at]):
            if party.root().kind == "document" and key(party.root().lemma) == lemma:
                start = bisect.bisect_left(
                    self.fronts,
                    self.resolver.analysis.sentences[self._sentence(first)].first,
                    key=lambda entry: entry[0],
                )
                end = bisect.bisect_left(self.fronts, first, key=lambda entry: entry[0])
                for _, issuer in self.fronts[start:end]:
                    root = issuer.root()
                    if root.kind in _SPEAKING and (root.kind in PEOPLE or root.lemma or root.identity):
                        return root
        return None

    def _pointed_agreement(self, mention: Found, before: list[Party]) -> Party | None:
        """«این قرارداد»: the agreement in view; where another one is called so by its head, the two are one."""
        noun = mention.noun
        assert noun is not None
        if not before:
            return None
        nearest = before[0]
        named = next((p for p in before if p.lemma == noun.lemma), None)
        if named is not None and named is not nearest:
            last = nearest.firsts[bisect.bisect_left(nearest.firsts, mention.first) - 1]
            if self._sentence(mention.first) - self._sentence(last) > 2:
                return named
            nearest.absorb(named, f"«{named.name}» is «{nearest.name}»: «این {noun.lemma}» points to both")
        return nearest

    def _pointed_person(self, mention: Found) -> Party | None:
        """The person of «این مقام»، «این نماینده مجلس»: the one most in view."""
        noun, word = mention.noun, mention.first
        assert noun is not None
        best: tuple[float, Party] | None = None
        for party in self._before(word):
            if party.kind not in PEOPLE or (noun.sort == "anyone" and party.named and noun.lemma not in _NAMED_TOO):
                continue
            here, fronts = self._sentence(word), bisect.bisect_left(party.fronts, word)
            last = party.firsts[bisect.bisect_left(party.firsts, word) - 1]
            score = 0.3 * min(fronts, 6) - 0.5 * (here - self._sentence(last))
            if fronts:
                score += max(0.0, 3.0 - 0.7 * (here - self._sentence(party.fronts[fronts - 1])))
            if any(post.head.lemma == noun.lemma for post in party.posts):
                score += 4.0
            score += 0.7 if party.named else 0.0
            if best is None or score > best[0]:
                best = score, party
        return best[1] if best else None

    def _unpointed(self, mention: Found) -> Party:
        """A new party for «این …» where nothing before it fits."""
        party = self.resolver.new(mention.kind, self.resolver.text(mention.head, mention.last))
        party.lemma = mention.noun.lemma if mention.noun else ""
        party.words = self.resolver.keys(mention.head, mention.last)
        return party


_NAMED_TOO = ("فرد", "شخص", "چهره", "شخصیت")


def _is_agreement(party: Party) -> bool:
    return (
        party.kind == "document"
        and party.merged is None
        and not party.plural
        and key(party.lemma) in listed("treaties")
        and len(party.words) > 1
    )


def _telling(party: Party) -> str:
    """The words after the head of an agreement's name, joined."""
    return "|".join(word for word in party.words if word != key(party.lemma))


def _agree(a: str, b: str) -> bool:
    """Do two descriptions of an agreement agree: each word of one is in the other, two at least?"""
    short, long = sorted((a, b), key=lambda words: len(words.replace("|", "")))
    rest, shared = short.replace("|", ""), 0
    if "|" not in short or "|" not in long:
        return False
    for word in long.split("|"):
        if word in rest:
            rest, shared = rest.replace(word, "", 1), shared + 1
    return not rest and shared >= 2


def _skeleton(name: str) -> str:
    """A family name without the long vowels inside it, in which spellings differ (پمپئو، پومپئو)."""
    return name[:1] + "".join(c for c in name[1:-1] if c not in "اوی") + name[-1:]


def _states(party: Party) -> list[str]:
    """The countries of the posts, the one that each names first."""
    found = []
    for post in party.posts:
        entries = (known().entries.get(word) for word in post.rest)
        found.extend([e.country for e in entries if e is not None and e.kind == "state" and e.country][:1])
    return found


def _several(party: Party) -> bool:
    """Does a description mean more than one (سه دیپلمات، نمایندگان مجلس)?"""
    return any(post.head.plural for post in party.posts)


def _reports(party: Party) -> bool:
    """Is it a reporter, who is not reported about?"""
    return any(key(post.head.lemma) in listed("reporters") for post in party.posts)


def _bare(rest: str) -> str:
    return "".join(rest_of([rest]))


def _among(ordered: list[int], value: int) -> bool:
    at = bisect.bisect_left(ordered, value)
    return at < len(ordered) and ordered[at] == value


def _fits(party: Party, person: Party) -> bool:
    """May the description be the person's?"""
    if not person.posts:
        return True
    heads = {key(post.head.lemma) for post in party.posts}
    return bool(heads & {key(post.head.lemma) for post in person.posts}) or bool(heads & listed("general"))
