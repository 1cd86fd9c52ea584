"""An invented record with something of every kind."""

import hashlib
from pathlib import Path

import pytest

from ravi.reader import Reader, report
from ravi.record import (
    Actor,
    Attribution,
    Content,
    Cue,
    Event,
    Mention,
    Office,
    Party,
    Record,
    Report,
    Role,
    Said,
    Source,
    Span,
    TimeExpression,
    Voucher,
)

TEXT = (
    "به گفته ناهید آذرگون، وزیر راه سورنا، جمعه ۲۸ دی در بندر مهران پل تازه گشایش یافت.\n"
    "=او به خبرگزاری کوشا گفت: «راه باز است.\nما ماندیم.»"
)


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.fixture
def record() -> Record:
    return Record(
        report=Report(
            id=hashlib.sha256(TEXT.encode()).hexdigest(),
            text=TEXT,
            outlet="نوروزنامه",
            url="https://example.org/1",
            title="=cmd() پل",
            published="2025-01-18",
        ),
        sentences=((0, TEXT.index("\n")), (TEXT.index("=او"), len(TEXT))),
        actors=(
            Actor(
                "A1",
                "person",
                "ناهید آذرگون",
                latin="Nahid Azargun",
                country="IRN",
                mentions=(
                    Mention(_span("ناهید آذرگون"), "name"),
                    Mention(_span("او"), "pronoun"),
                ),
                offices=(Office(_span("وزیر راه سورنا"), "وزیر راه سورنا"),),
            ),
            Actor("A2", "outlet", "خبرگزاری کوشا", mentions=(Mention(_span("خبرگزاری کوشا"), "name"),)),
        ),
        times=(TimeExpression("T1", _span("جمعه ۲۸ دی"), "date", "2025-01-17", "2025-01-17", "2025-01-17"),),
        attributions=(
            Attribution(
                "a1", "indirect", Source(_span("ناهید آذرگون"), "A1", "named"),
                Cue(_span("به گفته"), "گفته", "assert"),
                "assert", Content((_span("جمعه ۲۸ دی در بندر مهران پل تازه گشایش یافت"),)),
                said=Said("T1", "2025-01-17", "2025-01-17", "at"), about=("e1",), chain=("AUTHOR", "A1"),
            ),
            Attribution(
                "a2", "direct", Source(_span("او"), "A1", "named"),
                Cue(_span("گفت"), "گفتن", "assert"), "deny",
                Content((_span("راه باز است"), _span("ما ماندیم"))),
                addressee=Party(_span("خبرگزاری کوشا"), "A2"), chain=("AUTHOR", "A1"), confidence=0.5,
            ),
        ),
        events=(
            Event(
                "e1", _span("گشایش یافت"), "launch", "alleged",
                plover={"event": "AID", "mode": None, "context": []},
                roles=(Role("agent", _span("ناهید آذرگون"), "A1"), Role("place", _span("بندر مهران"))), time="T1",
                vouched_by=(Voucher("a1", "CT+"),),
            ),
            Event("e2", _span("ماندیم"), "accident", "happened"),
        ),
    )  # fmt: skip


@pytest.fixture(scope="session")
def read() -> list[Record]:
    """The examples as they are really read."""
    reader, examples = Reader(), Path(__file__).parents[2] / "examples"
    return [
        reader.read(
            report(
                path.read_text(encoding="utf-8"), published="2025-03-14", outlet="خبرگزاری کوشا", title=path.stem,
                url=f"https://kusha.example/{path.stem}?a=1&b={{2}}",
            )
        )
        for path in sorted(examples.glob("*.txt"))
    ]  # fmt: skip
