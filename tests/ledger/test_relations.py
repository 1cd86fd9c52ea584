"""Relations of invented reports, found end to end: read, added, related, compared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ravi.ledger import Ledger
from ravi.ledger.relations import Kind
from ravi.reader import read

BRIDGE = (
    "ناهید آذرگون، وزیر راه سورنا، روز شنبه ۲۷ بهمن گفت که پل تازهٔ بندر کاویان تا پایان زمستان باز می‌شود و "
    "هزینهٔ ساخت آن ۴۰۰ میلیارد تومان بوده است."
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ravi.db") as opened:
        yield opened


def add(ledger: Ledger, text: str, outlet: str, published: str) -> int:
    return ledger.add(read(text, outlet=outlet, published=published)).report


def kinds(ledger: Ledger, *wanted: Kind) -> list[tuple[str, int, int]]:
    return [(r.kind, *r.reports) for r in ledger.relations(*wanted)]


def test_a_copy_is_one_voice_and_the_same_statement(ledger: Ledger) -> None:
    first = add(ledger, BRIDGE + " به گفتهٔ او، کارگران شبانه‌روز کار می‌کنند.", "نوروزنامه", "2025-02-15")
    copy = add(ledger, "به گزارش نوروزنامه، " + BRIDGE, "ساحل", "2025-02-16")
    found = ledger.relate()
    assert found.reports == 2 and ledger.relate().reports == 0
    (derived,) = ledger.relations("derived_from")
    assert derived.reports == (copy, first) and derived.form in ("copy", "excerpt")
    assert derived.rule == "credits نوروزنامه" and derived.evidence[0].text in BRIDGE
    (same,) = [r for r in ledger.relations("same_statement") if set(r.reports) == {first, copy}]
    compared = ledger.compare(f"s{same.one}")
    assert len(compared.claims) == 1 and len(compared.claims[0].tellings) == 2
    assert (compared.corroboration.independent, compared.corroboration.reports) == (1, 2)


def test_two_numbers_stand_side_by_side(ledger: Ledger) -> None:
    add(ledger, BRIDGE, "نوروزنامه", "2025-02-15")
    add(
        ledger,
        "بهرام مهرابی، استاندار کاویان، گفت که هزینهٔ ساخت پل تازهٔ بندر کاویان ۶۵۰ میلیارد تومان بوده است.",
        "ساحل",
        "2025-02-17",
    )
    ledger.relate()
    (conflict,) = ledger.relations("conflicts")
    assert [(d.what, {d.one, d.other}) for d in conflict.differs] == [
        ("value", {"۴۰۰ میلیارد تومان", "۶۵۰ میلیارد تومان"})
    ]
    compared = ledger.compare(f"s{conflict.one}")
    assert len(compared.claims) == 2 and compared.of_kind("conflicts") == (conflict,)


def test_what_is_read_again_is_related_again(ledger: Ledger) -> None:
    add(ledger, BRIDGE, "نوروزنامه", "2025-02-15")
    copy = add(ledger, BRIDGE + " پایان.", "ساحل", "2025-02-15")
    ledger.relate()
    before = kinds(ledger)
    assert before
    ledger.reread(copy, ledger.record(copy))
    assert kinds(ledger) == [] and ledger.unrelated() == 1
    ledger.relate()
    assert kinds(ledger) == before
    assert ledger.check() == []
