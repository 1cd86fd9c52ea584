"""The ledger's speed on generated records: adding, and the time of each kind of query, of the processor.

    python -m bench.ledger [STATEMENTS] [--searches]

With ``--searches`` only the searches decide the exit status: on a machine that does other work at the same time the
growth of adding is shown and means little.

The records are invented: names, offices and words are drawn from short lists with a fixed seed, some words in
every statement and some in one of a thousand, as in real text.
"""

from __future__ import annotations

import hashlib
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from ravi.ledger import Ledger
from ravi.record import Actor, Attribution, Content, Cue, Event, Mention, Office, Record, Report, Role, Said, Source

A_REPORT = 10
"""Statements a report, about the gold's mean."""
SLOWEST = 0.100
"""Seconds of the processor that a query may take."""
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
    people = [f"{draw.choice(_FAMILY)} {draw.randrange(500)}" for _ in range(3)]
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


def measure(statements: int, folder: Path) -> dict[str, float]:
    """Seconds of the processor: ``add`` a report, and each query (best of three); the growth of both.

    ``growth`` is the time of the last tenth of the reports over that of the first, ``memory`` the megabytes by
    which the process grew after the first tenth.
    """
    times: list[float] = []
    tenth = max(1, -(-statements // A_REPORT) // 10)
    with Ledger(folder / "ravi.db") as ledger:
        for record in records(statements):
            began = time.process_time()
            ledger.add(record)
            times.append(time.process_time() - began)
            if len(times) == tenth:
                before = _megabytes()
        figures = {
            "add": sum(times) / len(times),
            "growth": sum(times[-tenth:]) / sum(times[:tenth]),
            "memory": _megabytes() - before,
        }
        for query in QUERIES:
            best = 9.0
            for _ in range(3):
                began = time.process_time()
                ledger.search(query)
                best = min(best, time.process_time() - began)
            figures[f"search {query}"] = best
    return figures


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(statements: int, *, searches: bool = False) -> int:
    """Print the figures; 1 where a query is slower than it may be, or (not with ``searches``) adding slows down."""
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(statements, Path(folder))
    slow = [name for name, value in figures.items() if name.startswith("search") and value > SLOWEST]
    slow += ["growth"] if figures["growth"] > GROWTH else []
    slow += ["memory"] if figures["memory"] > MEMORY else []
    worst = max((value, name) for name, value in figures.items() if name.startswith("search"))
    for name, value in figures.items():
        plain = name in ("growth", "memory")
        print(f"{name:45} {value:8.2f}" if plain else f"{name:45} {1000 * value:8.1f} ms")
    print(f"{statements} statements; the slowest: {worst[1]}, {1000 * worst[0]:.1f} ms of {1000 * SLOWEST:.0f}")
    for name in slow:
        print(f"BROKEN {name}: {figures[name]:.3f}")
    return int(any(name.startswith("search") or not searches for name in slow))


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    sys.exit(main(numbers[0] if numbers else 100_000, searches="--searches" in sys.argv))
