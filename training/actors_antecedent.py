"""Learn the weights by which a pronoun or dropped subject finds its antecedent.

    python training/actors_antecedent.py ../shared/gold/reports src/ravi/lexicon/actors_antecedent.toml

A ranking perceptron, averaged, over the sources that are pronouns or dropped in annotated reports; the
speakers before each are the report's own sources in order, so the script needs nothing above floor 5.
Prints how often the right actor is chosen when each outlet is left out in turn (that figure counts), then
trains on all.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ravi import actors
from ravi.actors.antecedent import Antecedents
from ravi.actors.parties import Party
from ravi.language import Analysis, analyse
from ravi.text import fold

PRONOUNS = frozenset(("او", "وی", "ایشان", "آنها", "آنان", "ما", "همگی"))
MANY = frozenset(("آنها", "آنان", "ایشان", "همگی"))
EPOCHS = 12


@dataclass
class Case:
    """One pronoun: its candidates with features, and which of them are right."""

    outlet: str
    kind: str
    features: list[dict[str, float]]
    right: list[bool]


def key(text: str) -> str:
    """For comparing names as the scorer does."""
    return re.sub(r"[\s«»\"“”']+", "", fold(text))


def names(report: dict[str, Any], who: str) -> set[str]:
    """All folded names of a gold actor."""
    for actor in report["actors"]:
        if actor["who"] == who:
            return {key(n) for n in [who, *actor["aliases"], *(o["title"] for o in actor["offices"])]}
    return {key(who)}


def is_one(party: Party, wanted: set[str], full: str) -> bool:
    """Is the party the gold actor?"""
    name = key(party.name)
    return name in wanted or (len(full) > 3 and full in name) or (len(name) > 3 and name in full)


def cases(report: dict[str, Any]) -> list[Case]:
    """The cases of one report."""
    text = report["text"]
    analysis = analyse(text)
    cast = actors.find(analysis, outlet=report["outlet"])
    finder: Antecedents = cast._antecedents
    speakers: list[str] = []
    out = []
    order = sorted(report["attributions"], key=lambda a: (a["cue"] or a["source"] or a["content"][0])[0])
    for telling in order:
        source = telling["source"]
        surface = fold(text[slice(*source)]).strip() if source else ""
        if telling["who"] == "نامشخص":
            continue
        if not source and not chosen(analysis, telling["cue"]):
            continue
        if source and surface not in PRONOUNS:
            actor = cast.ensure(tuple(source))
        else:
            at = (source or telling["cue"] or telling["content"][0])[0]
            within = analysis.words_in(at, at + 1)
            word = within[0] if within else 0
            plural = surface in MANY
            if not source and telling["cue"]:
                plural = any(analysis.words[i].text.endswith("ند") for i in analysis.words_in(*telling["cue"]))
            last_first = [cast._party(a) for a in dict.fromkeys(reversed(speakers))]
            found = finder.candidates(word, last_first, plural=plural, person_only=bool(source))
            wanted, full = names(report, telling["who"]), key(telling["who"])
            right = [is_one(party, wanted, full) for party, _ in found]
            out.append(Case(report["outlet"], "pronoun" if source else "dropped", [f for _, f in found], right))
            party = next((p for (p, _), ok in zip(found, right, strict=True) if ok), None)
            if party is None:
                continue
            actor = cast._id(party)
        if not telling.get("dateline"):
            speakers.append(actor)
    return out


def chosen(analysis: Analysis, cue: list[int] | None) -> bool:
    """Is a dropped source looked for among those in view: an active verb, not a noun or a passive?"""
    words = [analysis.words[i] for i in analysis.words_in(*cue)] if cue else []
    active = any(word.upos in ("VERB", "AUX") for word in words)
    return active and not any(word.lemma.startswith(("شد", "گردید")) for word in words)


def best(case: Case, weights: dict[str, float]) -> int:
    """The index of the highest candidate, -1 where there is none."""
    scores = [sum(weights.get(n, 0.0) * v for n, v in f.items()) for f in case.features]
    return max(range(len(scores)), key=lambda i: scores[i], default=-1)


def train(data: list[Case]) -> dict[str, float]:
    """Averaged perceptron: the best wrong candidate against the best right one."""
    weights: dict[str, float] = defaultdict(float)
    total: dict[str, float] = defaultdict(float)
    steps = 0
    usable = [c for c in data if any(c.right) and not all(c.right)]
    for _ in range(EPOCHS):
        for case in usable:
            scores = [sum(weights[n] * v for n, v in f.items()) for f in case.features]
            right = max((i for i, ok in enumerate(case.right) if ok), key=lambda i: scores[i])
            wrong = max((i for i, ok in enumerate(case.right) if not ok), key=lambda i: scores[i])
            if scores[right] <= scores[wrong] + 1.0:
                for name, value in case.features[right].items():
                    weights[name] += 0.1 * value
                for name, value in case.features[wrong].items():
                    weights[name] -= 0.1 * value
            for name, value in weights.items():
                total[name] += value
            steps += 1
    return {name: round(value / max(steps, 1), 3) for name, value in sorted(total.items())}


def main(gold: Path, target: Path) -> None:
    """Cross-validate by outlet, then write the weights trained on all."""
    data: list[Case] = []
    for path in sorted(gold.glob("*.json")):
        data.extend(cases(json.loads(path.read_text(encoding="utf-8"))))
    print(len(data), "cases;", sum(any(c.right) for c in data), "with the right one in view")
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for outlet in sorted({c.outlet for c in data}):
        weights = train([c for c in data if c.outlet != outlet])
        for case in data:
            if case.outlet == outlet:
                i = best(case, weights)
                ok = i >= 0 and case.right[i]
                for name in (outlet, case.kind, "all"):
                    right[name] += ok
                    count[name] += 1
    for name in sorted(count):
        print(f"{name:20} {right[name]}/{count[name]} {right[name] / count[name]:.3f}")
    weights = train(data)
    head = (
        "# Weights of the features of ravi.actors.antecedent, learnt from annotated reports;\n"
        "# made by training/actors_antecedent.py, not by hand.\n"
        f"# Right when each outlet is left out in turn: {right['pronoun']} of {count['pronoun']} pronouns, "
        f"{right['dropped']} of {count['dropped']} dropped subjects.\n[weights]\n"
    )
    body = "".join(f'"{name}" = {value}\n' for name, value in weights.items() if value)
    target.write_text(head + body, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
