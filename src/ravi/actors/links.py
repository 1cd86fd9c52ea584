"""Who is who where one mention alone does not tell: leads, other descriptions of a speaker, «این مقام»."""

from __future__ import annotations

from ravi.actors.facts import holders, key, listed
from ravi.actors.mentions import Found
from ravi.actors.parties import Party, rest_of
from ravi.actors.resolve import Resolver

_PEOPLE = ("person", "unnamed")
# Heads so general that any official, officer or expert may be called so.
_GENERAL = frozenset(
    key(w)
    for w in ("مقام", "مسئول", "فرمانده", "دیپلمات", "نماینده", "کارشناس", "فعال", "عضو", "فرد", "شخص", "مرد", "زن")
)
# Posts whose holder is known by them: they are no second description of somebody else.
_EMINENT = frozenset(
    key(w) for w in ("رئیس‌جمهور", "رهبر", "وزیر", "نخست‌وزیر", "پادشاه", "صدراعظم", "ولیعهد", "پاپ")
)
_LEAD = 3  # sentences in which a lead may speak of somebody who is named after it


def link(resolver: Resolver, found: list[Found]) -> None:
    """Merge what is one, then resolve the mentions that point back."""
    _world(resolver)
    _leads(resolver)
    _variations(resolver)
    for mention in found:
        if mention.this and id(mention) not in resolver.of:
            party = _pointed(resolver, mention)
            if party is None:
                party = resolver.new(mention.kind, resolver.text(mention.head, mention.last))
                party.lemma = mention.noun.lemma if mention.noun else ""
                party.words = resolver.keys(mention.head, mention.last)
            resolver.enter(mention, party)


def _sentence(resolver: Resolver, word: int) -> int:
    return resolver.analysis.words[word].sentence


def _unnamed(resolver: Resolver) -> list[Party]:
    waiting = [p for p in resolver.parties if p.kind == "unnamed" and p.merged is None and p.posts and p.firsts]
    return sorted(waiting, key=lambda p: p.firsts[0])


def _world(resolver: Resolver) -> None:
    """A post known world wide and the one holder of it whom the report names."""
    for party in _unnamed(resolver):
        if party.indefinite:
            continue
        for post in party.posts:
            if post.former:
                continue
            told = key(" ".join(post.rest))
            family = [
                surnames
                for head, rests, surnames in holders()
                if head == post.head.lemma and any(told == "".join(rest_of([r])) or told == r for r in rests)
            ]
            people = [
                p
                for p in resolver.parties
                if p.kind == "person" and p.merged is None and any(_tail(p.words) & names for names in family)
            ]
            if len(people) == 1:
                people[0].absorb(party, f"«{party.name}» is «{people[0].name}»: known to have held the post")
                break


def _tail(words: list[str]) -> frozenset[str]:
    return frozenset("".join(words[-n:]) for n in range(1, len(words) + 1))


def _leads(resolver: Resolver) -> None:
    """A description in the lead, and right after it a name in the subject's place: they are one person."""
    for party in _unnamed(resolver):
        first = party.firsts[0]
        if _sentence(resolver, first) >= _LEAD or party.fronts[:1] != [first]:
            continue
        named = [
            p
            for p in resolver.parties
            if p.kind == "person" and p.merged is None and p.fronts and min(p.firsts) > first
        ]
        named.sort(key=lambda p: p.fronts[0])
        for person in named[:1]:
            near = _sentence(resolver, person.fronts[0]) - _sentence(resolver, first) <= _LEAD
            if near and person.fronts[0] == person.firsts[0] and _fits(party, person):
                person.absorb(party, f"«{party.name}» in the lead is «{person.name}», named right after it")


def _fits(party: Party, person: Party) -> bool:
    """May the description be the person's?"""
    if not person.posts:
        return True
    heads = {key(post.head.lemma) for post in party.posts}
    return bool(heads & {key(post.head.lemma) for post in person.posts}) or bool(heads & _GENERAL)


def _variations(resolver: Resolver) -> None:
    """A further description in the subject's place, of the one person whom the report follows."""
    for party in _unnamed(resolver):
        if party.indefinite or not party.fronts or party.fronts[0] != party.firsts[0]:
            continue
        word = party.fronts[0]
        leading = _leading(resolver, word)
        if leading is None or _sentence(resolver, word) == _sentence(resolver, _last(leading, word)):
            continue
        heads = {key(post.head.lemma) for post in party.posts}
        if heads & _EMINENT or any(post.head.sort in ("kin", "anyone") or not post.rest for post in party.posts):
            continue
        leading.absorb(
            party, f"«{party.name}»: a further description of «{leading.name}», of whom the report tells"
        )


def _last(party: Party, word: int) -> int:
    return max((f for f in party.firsts if f < word), default=-1)


def _leading(resolver: Resolver, word: int) -> Party | None:
    """The named person who fronts most sentences before ``word``, where nobody comes near."""
    counts = sorted(
        (
            (sum(1 for f in p.fronts if f < word), p.number, p)
            for p in resolver.parties
            if p.kind == "person" and p.merged is None
        ),
        key=lambda c: -c[0],
    )
    if not counts or counts[0][0] < 1 or (len(counts) > 1 and counts[1][0] * 2 > counts[0][0]):
        return None
    return counts[0][2]


def _pointed(resolver: Resolver, mention: Found) -> Party | None:
    """What «این …» points back to."""
    noun = mention.noun
    assert noun is not None
    word = mention.first
    if mention.kind == "unnamed":
        return _pointed_person(resolver, mention)
    earlier = [p for p in resolver.parties if p.merged is None and p.firsts and p.firsts[0] < word]
    earlier.sort(key=lambda p: -_last(p, word))
    if key(noun.lemma) in listed("news"):
        for party in earlier:
            if party.kind == "outlet":
                return party
    if key(noun.lemma) in listed("texts"):
        for party in sorted(earlier, key=lambda p: -max((f for f in p.fronts if f < word), default=-1)):
            if party.kind in ("organization", "outlet", "group", "person", "unnamed") and party.fronts:
                return party
    if mention.kind == "document":
        return next((p for p in earlier if p.kind == "document" and p.lemma == noun.lemma), None)
    same = [p for p in earlier if p.kind == mention.kind]
    return next((p for p in same if p.lemma == noun.lemma), None) or (
        next((p for p in same if p.identity or not p.lemma), None)
        if mention.kind in ("organization", "outlet")
        else None
    )


def _pointed_person(resolver: Resolver, mention: Found) -> Party | None:
    """The person of «این مقام»، «این نماینده مجلس»: the one most in view."""
    noun, word = mention.noun, mention.first
    assert noun is not None
    best: tuple[float, Party] | None = None
    for party in resolver.parties:
        if party.merged is not None or party.kind not in _PEOPLE or not party.firsts or party.firsts[0] >= word:
            continue
        if noun.sort == "anyone" and party.named and noun.lemma not in ("فرد", "شخص", "چهره", "شخصیت"):
            continue
        last = _last(party, word)
        front = max((f for f in party.fronts if f < word), default=-1)
        distance = _sentence(resolver, word) - _sentence(resolver, last)
        score = 0.3 * sum(1 for f in party.fronts if f < word) - distance
        score += 2.0 if front >= 0 and _sentence(resolver, word) - _sentence(resolver, front) <= 3 else 0.0
        score += 4.0 if any(post.head.lemma == noun.lemma for post in party.posts) else 0.0
        score += 1.0 if party.named else 0.0
        if best is None or score > best[0]:
            best = score, party
    return best[1] if best else None
