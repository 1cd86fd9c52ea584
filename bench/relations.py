"""What belongs together, on pairs of statements, events and reports that were labelled by reading them.

    python -m bench relations [--part dev|test] [--show KIND]

The pairs stand in ``bench/relation_pairs``: those of published reports by the SHA-256 of the texts and offsets,
those of invented ones with their texts.  Every report is read, added to a ledger and related as a user would do
it; a pair is found where the ledger holds a relation between what stands at its two places.  Reports that pairs
connect are in one part: thresholds were chosen on ``dev``, ``test`` (the default) judges them.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from persiantools.jdatetime import JalaliDate

from bench import data, floors
from ravi.ledger import Ledger
from ravi.ledger import schema as s
from ravi.ledger.relations.types import KINDS
from ravi.reader import Reader, report
from ravi.record import Report, Span

HERE = Path(__file__).with_name("relation_pairs")
NEWS = ("radiofarda", "fars", "hamshahri-leads-2017-2021", "hamshahri-2003-2007")
PARTS = ("dev", "test")
_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """A report by the SHA-256 of its text, and where in it; None for the whole."""

    text: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places and what a reader sees between them; ``maybe`` is counted neither way."""

    of: str
    one: Place
    other: Place
    truth: frozenset[str]
    maybe: frozenset[str]
    why: str
    real: bool


def lines(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table; ``#`` begins a comment."""
    with path.open(encoding="utf-8", newline="") as file:
        kept = (line for line in file if not line.startswith("#"))
        yield from csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE)


def real_pairs(path: Path = HERE / "real.tsv") -> list[Pair]:
    """The pairs of published reports."""
    found = []
    for row in lines(path):
        spans = [
            (int(row[a]), int(row[b])) if row[a] else None
            for a, b in (("start", "end"), ("other_start", "other_end"))
        ]
        found.append(_pair(row["of"], Place(row["one"], spans[0]), Place(row["other"], spans[1]), row, real=True))
    return found


def invented() -> tuple[list[Report], list[Pair]]:
    """The invented reports and the pairs of them."""
    reports, places = [], {}
    for row in lines(HERE / "invented_reports.tsv"):
        mark = _MARK.search(row["text"])
        assert mark is not None, row["id"]
        text = row["text"].replace("[[", "").replace("]]", "")
        made = report(text, outlet=row["outlet"], published=row["published"])
        reports.append(made)
        places[row["id"]] = Place(made.id, (mark.start(), mark.end() - 4))
    pairs = [
        _pair("statement", places[row["one"]], places[row["other"]], row, real=False)
        for row in lines(HERE / "invented_pairs.tsv")
    ]
    return reports, pairs


def _pair(of: str, one: Place, other: Place, row: Mapping[str, str], *, real: bool) -> Pair:
    truth, maybe = (frozenset(filter(None, (row[name] or "").strip("-").split(","))) for name in ("is", "maybe"))
    assert truth | maybe <= set(KINDS), row
    return Pair(of, one, other, truth, maybe, row["why"], real)


def published(wanted: set[str]) -> Iterator[Report]:
    """The published reports that pairs are about, as far as they are here."""
    for name in NEWS:
        path = data.NEWS / f"{name}.jsonl.gz"
        if not data.here(path):
            continue
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                digest = hashlib.sha256(row["text"].encode()).hexdigest()
                if digest in wanted:
                    wanted.discard(digest)
                    outlet = row.get("outlet") or "hamshahri"
                    yield report(row["text"], outlet=outlet, published=_day(row.get("date")))


def _day(written: str | None) -> str | None:
    """The day of publication: ``1383/06/11`` or ``2018 Jul 01``."""
    if not written:
        return None
    if "/" in written:
        return JalaliDate(*map(int, written.split("/"))).to_gregorian().isoformat()
    return datetime.strptime(written, "%Y %b %d").date().isoformat()


def part_of(pairs: Sequence[Pair]) -> dict[str, str]:
    """The part of each report: those that pairs connect go together."""
    root = {text: text for pair in pairs for text in (pair.one.text, pair.other.text)}

    def find(text: str) -> str:
        while root[text] != text:
            text = root[text]
        return text

    for pair in pairs:
        root[find(pair.one.text)] = find(pair.other.text)
    lowest: dict[str, str] = {}
    for text in root:
        lowest[find(text)] = min(text, lowest.get(find(text), text))
    return {text: PARTS[int(lowest[find(text)][:8], 16) % 2] for text in root}


def relations(reports: Iterable[Report], pairs: Sequence[Pair]) -> dict[Pair, set[str] | None]:
    """What a ledger of these reports holds between the places of each pair; None where nothing stands there."""
    reader = Reader()
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "ravi.db") as ledger:
        for one in sorted(reports, key=lambda r: (r.published or "", r.id)):
            ledger.add(reader.read(one))
        ledger.relate()
        with ledger._backend.read() as connection:
            look = _Looking(connection)
            return {pair: look.between(pair) for pair in pairs}


class _Looking:
    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        rows = connection.execute(sa.select(s.report.c.text_sha256, s.report.c.id))
        self._reports = {row.text_sha256: row.id for row in rows}

    def between(self, pair: Pair) -> set[str] | None:
        sides = self._rows(pair.of, pair.one), self._rows(pair.of, pair.other)
        if not all(sides):
            return None
        n = s.relation.c
        wanted = sa.select(n.kind).where(
            n.of == pair.of,
            sa.or_(*(sa.and_(n.one.in_(x), n.other.in_(y)) for x, y in (sides, sides[::-1]))),
        )
        found = set(self._connection.execute(wanted).scalars())
        return found | self._grouped(pair.of, *sides)

    def _grouped(self, of: str, one: list[int], other: list[int]) -> set[str]:
        """One by way of a third."""
        t = s.together.c
        heads = [
            set(self._connection.execute(sa.select(t.head).where(t.of == of, t.item.in_(rows))).scalars())
            for rows in (one, other)
        ]
        kind = {"statement": "same_statement", "event": "same_event"}.get(of)
        return {kind} if kind and heads[0] & heads[1] else set()

    def _rows(self, of: str, place: Place) -> list[int]:
        """What stands at a place: every statement or event that overlaps it by more than half of either."""
        report = self._reports.get(place.text)
        if report is None or place.span is None:
            return [] if report is None else [report]
        table, end = (s.statement, s.statement.c.end) if of == "statement" else (s.event, s.event.c.stop)
        start, stop = place.span
        found = self._connection.execute(
            sa.select(table.c.id, table.c.start, end.label("stop")).where(table.c.report == report)
        )
        return [
            row.id
            for row in found
            if 2 * (min(row.stop, stop) - max(row.start, start)) > min(row.stop - row.start, stop - start)
        ]


def score(found: Mapping[Pair, set[str] | None]) -> dict[str, Counter[str]]:
    """For each relation how many are right, wrong, missed."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for pair, kinds in found.items():
        for kind in KINDS:
            has = kind in (kinds or ())
            if kind in pair.truth:
                counts[kind]["right" if has else "missed"] += 1
            elif has and kind not in pair.maybe:
                counts[kind]["wrong"] += 1
    return counts


def figures(counts: Mapping[str, Counter[str]]) -> dict[str, floors.Figure]:
    """Precision and recall of each relation, between 0 and 1."""
    out = {}
    for kind in KINDS:
        right, wrong, missed = (counts[kind][name] for name in ("right", "wrong", "missed"))
        if right + wrong:
            out[f"{kind} P"] = floors.Figure(right / (right + wrong), aim=AIMS.get(kind))
        if right + missed:
            out[f"{kind} R"] = floors.Figure(right / (right + missed))
    return out


AIMS = {"same_statement": 0.95, "conflicts": 0.85}
"""Precision that is asked for."""


def main(argv: Sequence[str] | None = None) -> int:
    """Print precision and recall; 1 where a floor is broken."""
    parser = argparse.ArgumentParser(prog="python -m bench relations", description=__doc__)
    parser.add_argument("--part", choices=PARTS, default="test")
    parser.add_argument("--show", metavar="KIND", help="print the pairs on which this relation errs; all for every")
    parser.add_argument("--invented", action="store_true", help="without the published reports")
    floors.add_arguments(parser)
    args = parser.parse_args(argv)
    made, pairs = invented()
    real = [] if args.invented else real_pairs()
    part = part_of([*pairs, *real])
    inside: Callable[[Pair], bool] = lambda pair: part[pair.one.text] == args.part  # noqa: E731
    pairs, real = [p for p in pairs if inside(p)], [p for p in real if inside(p)]
    found = relations([r for r in made if part.get(r.id) == args.part], pairs)
    texts = list(published({text for p in real for text in (p.one.text, p.other.text)}))
    here = {r.id for r in texts}
    real = [p for p in real if p.one.text in here and p.other.text in here]
    found |= relations(texts, real)
    counts = score(found)
    print(f"{args.part}: {len(found)} pairs, {len(real)} of published reports ({len(texts)})\n")
    print("| relation | pairs | right | wrong | missed | P | R |\n|---|---|---|---|---|---|---|")
    shown = figures(counts)
    for kind in KINDS:
        c = counts[kind]
        p, r = (shown.get(f"{kind} {x}") for x in "PR")
        cells = (f"{f.value:.3f}" if f else "–" for f in (p, r))
        row = (kind, c["right"] + c["missed"], c["right"], c["wrong"], c["missed"], *cells)
        print(f"| {' | '.join(map(str, row))} |")
    if args.show:
        _show(found, args.show, [*made, *texts])
    if args.part != "test" or args.invented or not real:
        return 0
    return floors.settle("relations", shown, args)


def _show(found: Mapping[Pair, set[str] | None], wanted: str, reports: Sequence[Report]) -> None:
    text = {r.id: r for r in reports}
    for pair, kinds in found.items():
        for kind in KINDS if wanted == "all" else (wanted,):
            has, is_ = kind in (kinds or ()), kind in pair.truth
            if has == is_ or kind in pair.maybe:
                continue
            print(f"\n{'MISSED' if is_ else 'WRONG'} {kind}; found {sorted(kinds or ())}; {pair.why}")
            for place in (pair.one, pair.other):
                one = text[place.text]
                span = place.span or (0, 120)
                print(f"  {place.text[:8]} {one.outlet} {one.published} {one.text[slice(*span)][:300]!r}")


if __name__ == "__main__":
    raise SystemExit(main())
