"""The ledger's speed on generated records: adding, and each kind of query, in time of the processor.

    python -m bench ledger [STATEMENTS]       100,000 when nothing is said
    python -m bench ledger --reports N        N reports, ten statements each, and every tenth of them told
    … --growth                                adding alone, without the queries

The records are invented: names, offices and words are drawn from short lists with a fixed seed, some words in
every statement and some in one of a thousand, as in real text.  A report has about 2,000 characters.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bench import floors
from ravi.ledger import Ledger
from ravi.record import Actor, Attribution, Content, Cue, Event, Mention, Office, Record, Report, Role, Said, Source

A_REPORT = 10
"""Statements a report, about the gold's mean."""
TELLS = 8
"""Sentences a report that nobody said."""
SLOWEST = 100.0
"""Milliseconds of the processor that a query may take."""
GROWTH = 1.3
"""The last tenth of the reports over the first."""
MEMORY = 100.0
"""Megabytes by which adding nine tenths may grow the process: caches fill, and no more."""
QUERIES = (
    "پل",  # in two of three statements
    "واژه۷۷",  # in one of a thousand or so
    '"پل تازه"',
    '"تازه پل راه"',
    '"پل تازه راه تونل مردم"',  # a phrase of common words that hardly ever stands
    "پل OR تونل",
    "پل تونل مردم دولت بندر هزینه",
    "پل -تونل",
    "-پل -تونل -مردم -دولت",
    "-واژه۷۷",
    "واژه۱*",
    "واژه۱۲*",
    "سا*",
    '"پل راه"~5',
    '"پل واژه۷۷"~3',
    "speaker:آذرگون",
    'speaker:"آذرگون ۷" پل',
    "speaker:راستین -پل act:deny",
    "office:وزیر پل",
    "country:IRN",
    "act:deny",
    "act:deny act:assert",  # never
    "type:direct status:planned event:meet",
    "event:meet place:بندر",
    "about:تونل",
    "said:1403-10..1403-12",
    "said:1395..1402 پل",
    "said:..1394 واژه۷۷",
    "published:2024-05",
    "published:2016-01 OR published:2024-05-03",
    "published:2016 پل",
    "outlet:روزنامه3 پل",
    "exact:پل",
    'exact:"می‌شود پل"',
    "exact:مي‌شود",  # never
    "(پل OR واژه۷۷) -exact:تونل",
    "",
    "text:واژه500",
    "text:پل واژه۷۷",
    "text:واژه500 پل",
    "text:پل",
    "text:واژه5*",
)
_FAMILY = ("آذرگون", "مهرابی", "کوشان", "سورنا", "نیک‌پی", "راستین", "پارسامنش", "درخشان")
_OFFICES = ("وزیر راه", "سخنگوی دولت", "نمایندهٔ مجلس", "استاندار", "رئیس اتاق")
_WORDS = ("پل", "تازه", "راه", "تونل", "مردم", "هزینه", "ساخته", "می‌شود", "خواهد", "دولت", "بندر")


def records(statements: int) -> Iterator[Record]:
    """Invented records with ``statements`` statements in all, the same in every run."""
    draw = random.Random(7)
    for number in range(-(-statements // A_REPORT)):
        published = date(2015, 1, 1) + timedelta(days=number * 3650 // (statements // A_REPORT + 1))
        yield _record(draw, number, published.isoformat())


def _record(draw: random.Random, number: int, day: str) -> Record:
    parts: list[str] = []
    told: list[Attribution] = []
    happened: list[Event] = []
    # Most are met again and again, some hardly ever.
    people = [f"{draw.choice(_FAMILY)} {draw.randrange(500 if draw.random() < 0.7 else 50_000)}" for _ in range(3)]
    at = 0
    for i in range(A_REPORT):
        words = [draw.choice(_WORDS) for _ in range(12)] + [f"واژه{draw.randrange(20_000)}" for _ in range(3)]
        who, line = i % 3, " ".join(words)
        sentence = f"{people[who]} گفت {line}.\n"
        start = at + len(people[who]) + 5
        span = (start, start + len(line))
        told.append(
            Attribution(
                f"a{i + 1}",
                "direct",
                Source((at, at + len(people[who])), f"A{who + 1}", "named"),
                Cue((start - 4, start - 1), "گفتن", "assert"),
                "deny" if i == 9 else "assert",
                Content((span,)),
                said=Said(None, day, day, "at"),
                about=(f"e{i + 1}",),
                chain=("AUTHOR", f"A{who + 1}"),
            )
        )
        happened.append(
            Event(
                f"e{i + 1}",
                (start, start + 2),
                draw.choice(("meet", "build")),
                draw.choice(("alleged", "planned")),
                roles=(Role("place", (start, start + len(words[0]))),),
            )
        )
        parts.append(sentence)
        at += len(sentence)
    parts += [f"{' '.join(draw.choices(_WORDS, k=16))} واژه{draw.randrange(20_000)}.\n" for _ in range(TELLS)]
    text = "".join(parts)
    actors = tuple(
        Actor(
            f"A{i + 1}",
            "person",
            name,
            country="IRN" if i else "TUR",
            mentions=(Mention((0, 1), "name"),),
            offices=(Office((0, 1), draw.choice(_OFFICES)),),
        )
        for i, name in enumerate(people)
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    report = Report(digest, text, f"روزنامه{number % 20}", f"https://example.org/{number}", f"گزارش {number}", day)
    return Record(report, actors=actors, attributions=tuple(told), events=tuple(happened))


@dataclass(frozen=True, slots=True)
class Tenth:
    """A tenth of the adding: reports by then, milliseconds of the processor a report, seconds of the clock for it
    all, megabytes of the process at its most, megabytes of the file."""

    reports: int
    a_report: float
    seconds: float
    memory: float
    file: float


def add(statements: int, place: Path) -> Iterator[Tenth]:
    """Add generated records to a new ledger; ten tenths, each when it is done."""
    found: list[Tenth] = []
    reports = -(-statements // A_REPORT)
    ends = [max(1, reports * n // 10) for n in range(1, 11)]
    spent, number, began = 0.0, 0, time.monotonic()
    with Ledger(place) as ledger:
        for record in records(statements):
            at = time.process_time()
            ledger.add(record)
            spent += time.process_time() - at
            number += 1
            while len(found) < 10 and number == ends[len(found)]:
                before = found[-1].reports if found else 0
                size = sum(f.stat().st_size for f in place.parent.glob(f"{place.name}*")) / 2**20
                each = 1000 * spent / max(1, number - before)
                found.append(Tenth(number, each, time.monotonic() - began, _megabytes(), size))
                yield found[-1]
                spent, began = 0.0, time.monotonic()


def ask(place: Path) -> dict[str, float]:
    """Milliseconds of the processor for each query, the best of three."""
    found = {}
    with Ledger(place) as ledger:
        for query in QUERIES:
            best = 9.0
            for _ in range(3):
                began = time.process_time()
                ledger.search(query)
                best = min(best, time.process_time() - began)
            found[query] = 1000 * best
    return found


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures; 1 where a query is slower than it may be, adding slows down or takes more memory."""
    parser = argparse.ArgumentParser(prog="python -m bench ledger", description=__doc__)
    parser.add_argument("statements", nargs="?", type=int, default=100_000)
    parser.add_argument("--reports", type=int, help="that many reports")
    parser.add_argument("--growth", action="store_true", help="adding alone")
    floors.add_arguments(parser)
    args = parser.parse_args(argv)
    statements = args.reports * A_REPORT if args.reports else args.statements
    with tempfile.TemporaryDirectory() as folder:
        place, tenths = Path(folder) / "ravi.db", list[Tenth]()
        print("| reports | ms a report | s of the clock | MB of memory | MB of the file |\n|---|---|---|---|---|")
        for t in add(statements, place):
            cells = (f"{t.reports:,}", f"{t.a_report:.1f}", *(f"{n:.0f}" for n in (t.seconds, t.memory, t.file)))
            print(f"| {' | '.join(cells)} |", flush=True)
            tenths.append(t)
        queries = {} if args.growth else ask(place)
    for query, ms in queries.items():
        print(f"{query:45} {ms:8.1f} ms")
    figures = {
        "growth of adding": floors.Figure(tenths[-1].a_report / tenths[0].a_report, "most", aim=GROWTH),
        "growth of memory MB": floors.Figure(tenths[-1].memory - tenths[0].memory, "most", aim=MEMORY),
    }
    if queries:
        slowest = max(queries, key=queries.__getitem__)
        figures["slowest search ms"] = floors.Figure(queries[slowest], "most", aim=SLOWEST)
        print(f"the slowest: {slowest}")
    for name, figure in figures.items():
        print(f"{name}: {figure.value:.2f} of {figure.aim}")
    print(f"{statements:,} statements in {tenths[-1].reports:,} reports")
    return floors.settle("ledger", figures, args)


if __name__ == "__main__":
    raise SystemExit(main())
