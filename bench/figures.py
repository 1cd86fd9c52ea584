"""From what the tools did to the tables of docs/figures.md."""

from __future__ import annotations

import difflib
import functools
import os
import platform
import tomllib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import crossed, gold, halfspace, ner, speed, ud
from bench.data import GOLD, NER, SEED, SHARED, TREEBANKS, here
from bench.raw import letters
from bench.scorer import Scorer

if TYPE_CHECKING:
    from bench.peers import Result

_PREFACES = Path(__file__).with_name("prefaces.toml")
KINDS = ("می", "ها", "ه+ها", "ه‌ای", "ه‌اند/ام", "تر", "compounds")


@functools.cache
def treebanks() -> dict[str, list[ud.Tree]]:
    """The trees that measure, by the name of their treebank."""
    names = {"PerDT": "fa_perdt-ud-test", "Seraji": "fa_seraji-ud-dev"}
    return {name: ud.read_conllu(TREEBANKS / f"{file}.conllu") for name, file in names.items()}


@functools.cache
def prefaces() -> dict[str, str]:
    """The prose above the tables."""
    return tomllib.loads(_PREFACES.read_text(encoding="utf-8"))


def preface(table: str) -> str:
    """What stands above one table."""
    return prefaces()[table].strip()


def traps() -> list[dict[str, Any]]:
    """The traps of bench/traps.toml."""
    text = Path(__file__).with_name("traps.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)["trap"]
    return found


def in_order(outputs: Sequence[str]) -> Callable[[str], str]:
    """A restorer that hands out what a tool made of each line, in the order of the lines."""
    rest = iter(outputs)
    return lambda _: next(rest)


def token_f1(trees: Sequence[ud.Tree], found: Sequence[Sequence[str]]) -> float:
    """F1 of surface tokens over sentences, in percent, by letters; a tool's changed letters are aligned."""
    wanted = given = right = 0
    for tree, tokens in zip(trees, found, strict=True):
        mine = [letters(form) for _, _, form, _ in tree.tokens]
        theirs = [piece for piece in map(letters, tokens) if piece]
        a, b = "".join(mine), "".join(theirs)
        spans, other = spans_of(mine), spans_of(theirs)
        if a != b:
            # Letters that the tool rewrote: its offsets are carried back through the matching blocks.
            back = {len(b): len(a)}
            for i, j, n in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
                back |= {j + k: i + k for k in range(n)}
            other = {(back.get(s, -1), back.get(e, -1)) for s, e in other}
        wanted, given, right = wanted + len(mine), given + len(theirs), right + len(spans & other)
    return 200 * right / (wanted + given)


def spans_of(pieces: Sequence[str]) -> set[tuple[int, int]]:
    """Where pieces stand one after another."""
    at, out = 0, set()
    for piece in pieces:
        out.add((at, at + len(piece)))
        at += len(piece)
    return out


def lemma_accuracy(trees: Sequence[ud.Tree], found: Sequence[Sequence[str]]) -> float:
    """Share of words whose lemma is the gold's, in percent; of a pair of stems the past one counts."""
    right = words = 0
    for tree, given in zip(trees, found, strict=True):
        for row, lemma in zip(tree.rows, given, strict=True):
            words += 1
            past = lemma
            for mark in "#/&":
                past = past.split(mark)[0] or past
            right += past == row.lemma.split("#")[0]
    return 100 * right / words


def trapped(found: Sequence[Sequence[str]]) -> list[str]:
    """The traps that a tool fell into, by what they are."""
    out = []
    for trap, sentences in zip(traps(), found, strict=True):
        got = [s.strip() for s in sentences if s.strip()]
        cuts = [trap["sentences"], trap.get("also", trap["sentences"])]
        if not any(
            len(got) == len(cut) and all(letters(g).startswith(letters(c)) for g, c in zip(got, cut, strict=True))
            for cut in cuts
        ):
            out.append(trap["why"])
    return out


def row(*cells: object) -> str:
    """A row of a Markdown table; None is an empty cell."""
    return "| " + " | ".join("" if c is None else str(c) for c in cells) + " |"


def head(*cells: str) -> list[str]:
    """The head of a Markdown table."""
    return [row(*cells), "|---" * len(cells) + "|"]


def half_spaces(results: Sequence[Result]) -> list[str]:
    """Restoration by kind, then spaced, damage and the seed."""
    out = ["## Half-spaces", "", preface("half-spaces"), ""]
    out += head("deleted", "P", "P*", "R", "F", *KINDS, "left out")
    counts: dict[str, int] = {}
    for result in results:
        mended = result.done.get("mended")
        if not mended:
            continue
        got = halfspace.measure(SHARED, "deleted", in_order(mended["deleted"]), by_sentence=True)
        cells = []
        for kind in KINDS:
            cell = got["categories"].get(kind, {})
            counts[kind] = max(counts.get(kind, 0), cell.get("right", 0) + cell.get("missed", 0))
            wrong = f" ({cell['wrong']} wrong)" if cell.get("wrong") else ""
            cells.append(f"{cell.get('right', 0)}{wrong}")
        rates = [f"{100 * got[k]:.1f}" for k in ("precision", "neutral", "recall", "f1")]
        out.append(row(name(result), *rates, *cells, got["skipped"]))
    out.append(row("there are", "", "", "", "", *(counts.get(kind, 0) for kind in KINDS)))
    out += ["", preface("damage"), ""]
    out += head("", "spaced P", "R", "F", "clean text: changed", "in 10,000 words", "seed: of 28", "seed: else")
    for result in results:
        mended = result.done.get("mended")
        if not mended:
            continue
        got = halfspace.measure(SHARED, "spaced", in_order(mended["spaced"]), by_sentence=True)
        hurt = halfspace.damage(SHARED, in_order(mended["clean"]), by_sentence=True)
        found = halfspace.seed(SHARED, in_order(mended["seed"])) if SEED.exists() else {"found": None, "other": []}
        out.append(
            row(
                name(result),
                *(f"{100 * got[k]:.1f}" for k in ("precision", "recall", "f1")),
                len(hurt["changed"]),
                f"{hurt['per_10000']:.1f}",
                found["found"],
                len(found["other"]),
            )
        )
    return out


def cuts_and_lemmas(results: Sequence[Result]) -> list[str]:
    """Tokens, lemmas and sentences."""
    trees = treebanks()
    first = len(trees["PerDT"])
    total = len(traps())
    out = ["## Tokens, lemmas, sentences", "", preface("cuts"), ""]
    out += head("", "token F1, PerDT", "lemma, PerDT", "lemma, Seraji", f"traps, of {total}", "falls into")
    for result in results:
        words, sentences, lemmas = (result.done.get(k) for k in ("words", "sentences", "lemmas"))
        if not (words or sentences or lemmas):
            continue
        fell = trapped(sentences) if sentences else []
        out.append(
            row(
                name(result),
                f"{token_f1(trees['PerDT'], words):.2f}" if words else None,
                f"{lemma_accuracy(trees['PerDT'], lemmas[:first]):.1f}" if lemmas else None,
                f"{lemma_accuracy(trees['Seraji'], lemmas[first:]):.1f}" if lemmas else None,
                total - len(fell) if sentences else None,
                "; ".join(fell),
            )
        )
    return out


def costs(results: Sequence[Result]) -> list[str]:
    """Start-up, speed and memory."""
    out = ["## Speed, start-up, memory", "", preface("costs"), ""]
    out += head("", "start-up s", "KB/s", "one report ms", "memory MB")
    for result in results:
        if result.failure is None:
            speed_, report = result.done.get("KB/s"), result.done.get("report ms")
            out.append(
                row(
                    name(result),
                    f"{result.startup:.2f}",
                    f"{speed_:,.0f}" if speed_ else None,
                    f"{report:.1f}" if report else None,
                    f"{result.memory:.0f}",
                )
            )
    failed = [result for result in results if result.failure]
    if failed:
        out += ["", *(f"- {result.peer.name}: {result.failure}" for result in failed)]
    return out


def alone(report: str) -> list[str]:
    """What only Ravi does here: trees, names, whole records."""
    from ravi.language import analyse

    out = ["## Tags, lemmas, trees, from raw text", "", preface("trees"), ""]
    trees = treebanks()["PerDT"]
    rows = {
        f"{layout}, {kind}": ud.evaluate(trees, analyse, layout=layout, variant_of=kind)
        for layout in ("joined", "lines")
        for kind in ("clean", "deleted", "spaced", "crawled")
    }
    out += [ud.table(rows), ""]
    if here(NER):
        from training import ner_data

        parts = ner_data.split(ner_data.load(NER))
        names = {
            f"{what}, {kind}": ner.evaluate(getattr(parts, part), analyse, variant_of=kind)
            for part, what in (("test", "unseen items"), ("outlet", "unseen outlets"))
            for kind in ("clean", "deleted", "crawled")
        }
        out += ["## Names", "", preface("names"), "", ner.table(names), ""]
    out += ["## Who said what, and what happened", "", preface("gold"), "", *crossed_gold(), ""]
    return [*out, "## A whole record", "", preface("record"), "", speed.table(speed.measure(report))]


def crossed_gold() -> list[str]:
    """The gold reports, each read by a Ravi that has not learned from its outlet; the seed report apart."""
    if not (here(GOLD / "reports") and here(GOLD / "score.py")):
        return ["not measured: the annotated reports are not here"]
    reports, scorer = list(gold.reports(GOLD / "reports")), Scorer(GOLD / "score.py")
    records, _ = crossed.predict(reports, gold.predict)
    pairs = list(zip(reports, records, strict=True))
    out = [gold.table({"all": scorer.figures(pairs)["all"]}), ""]
    seed = [(report, record) for report, record in pairs if report["id"] == "seed"]
    return [*out, gold.seed_table(scorer.figures(seed)["all"])] if seed else out


def name(result: Result) -> str:
    """A tool and its version; ours stands out."""
    shown = result.peer.name if result.peer.package else f"**{result.peer.name}**"
    return f"{shown} {result.version}"


def page(results: Sequence[Result], report: str) -> str:
    """The whole page, in Markdown."""
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    day = datetime.now(UTC).date().isoformat()
    parts = [
        ["# Figures", "", preface("page"), f"Measured on {day}: {machine}."],
        half_spaces(results),
        cuts_and_lemmas(results),
        costs(results),
        alone(report),
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"
