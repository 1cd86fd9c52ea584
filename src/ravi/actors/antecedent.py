"""Whom a pronoun or a dropped subject means: candidates in view, weighed by a few learnt numbers.

The weights stand in ``lexicon/actors_antecedent.toml`` and are made by ``training/actors_antecedent.py``.
"""

from __future__ import annotations

import bisect
import functools
import math

from ravi.actors.mentions import Found
from ravi.actors.parties import Party
from ravi.actors.scene import Scene
from ravi.lexicon import toml

_VIEW = 40  # mentions that are looked back over
_SENTENCES = 12  # sentences after which nobody is in view
_PERSONS = frozenset(("person", "unnamed"))
_MANY = frozenset(("group", "state", "organization", "outlet"))


@functools.cache
def weights() -> dict[str, float]:
    """The learnt weights by feature."""
    return {name: float(value) for name, value in toml("actors_antecedent")["weights"].items()}


class Antecedents:
    """Candidates for a pronoun, read off the mentions before it."""

    def __init__(self, scene: Scene, found: list[tuple[Found, Party]]) -> None:
        self.scene = scene
        self.words = scene.words
        self.found = sorted(found, key=lambda pair: (pair[0].first, -pair[0].last))
        self._firsts = [mention.first for mention, _ in self.found]
        keys = scene.phrases.keys
        self._credited = {
            id(party) for mention, party in self.found if mention.first and keys[mention.first - 1] == "گزارش"
        }

    def candidates(
        self, word: int, speakers: list[Party], *, plural: bool, person_only: bool
    ) -> list[tuple[Party, dict[str, float]]]:
        """The parties in view of word ``word`` with their features, the nearest first."""
        here = self.words[word].sentence if word < len(self.words) else len(self.scene.sentences)
        seen: dict[int, tuple[Party, Found]] = {}
        front: dict[int, int] = {}
        for k in range(bisect.bisect_left(self._firsts, word) - 1, -1, -1):
            mention, party = self.found[k]
            away = here - self.words[mention.first].sentence
            if away > _SENTENCES or len(seen) > _VIEW:
                break
            if not mention.outer and mention.name is None:
                continue
            seen.setdefault(id(party), (party, mention))
            if id(party) not in front and self.scene.fronts(mention.first, mention.head):
                front[id(party)] = away
        for party in speakers:
            seen.setdefault(id(party), (party, _NOWHERE))
        fits = [
            (party, mention)
            for party, mention in seen.values()
            if _fits(party, plural=plural, person_only=person_only)
        ]
        counts = {id(party): bisect.bisect_left(party.fronts, word) for party, _ in fits}
        most = max(counts.values(), default=0)
        out = []
        for party, mention in fits:
            away = here - self.words[mention.first].sentence if mention is not _NOWHERE else _SENTENCES
            rank = next((n for n, speaker in enumerate(speakers) if speaker is party), -1)
            features = {
                "said last": float(rank == 0),
                "said before": float(rank == 1),
                "said earlier": float(rank > 1),
                "sentences away": float(min(away, 6)),
                "same sentence": float(away == 0),
                "subject here": float(front.get(id(party)) == 0),
                "subject before": float(front.get(id(party)) == 1),
                "subject near": float(front.get(id(party), 9) in (2, 3)),
                "never subject": float(id(party) not in front),
                "often subject": math.log1p(counts[id(party)]),
                "most often subject": float(counts[id(party)] == most and most > 0),
                "named": float(party.named),
                "somebody": float(party.indefinite),
                "quoted": float(mention is not _NOWHERE and self.scene.quoted[mention.head]),
                "person": float(party.kind == "person"),
                "group": float(party.kind == "group"),
                "body": float(party.kind in ("organization", "state")),
                "outlet": float(party.kind == "outlet"),
                "text": float(party.kind == "document"),
                "credited": float(id(party) in self._credited),
                "person said last": float(rank == 0 and party.kind == "person"),
                "state": float(party.kind == "state"),
            }
            out.append((party, features))
        return out

    def choose(
        self, word: int, speakers: list[Party], exclude: frozenset[int], *, plural: bool, person_only: bool
    ) -> Party | None:
        """The likeliest party, or None where nobody is in view."""
        learnt = weights()
        best: tuple[float, Party] | None = None
        for party, features in self.candidates(word, speakers, plural=plural, person_only=person_only):
            if id(party) in exclude:
                continue
            score = sum(learnt.get(name, 0.0) * value for name, value in features.items())
            if best is None or score > best[0]:
                best = score, party
        return best[1] if best else None


_NOWHERE = Found(0, 0, 0, "unnamed")


def _fits(party: Party, *, plural: bool, person_only: bool) -> bool:
    """May a pronoun of this number mean the party?"""
    if plural:
        return party.kind in _MANY
    if person_only:
        return party.kind in _PERSONS
    return party.kind != "group"
