"""Relations of invented reports, found end to end: read, added, related, compared."""

from __future__ import annotations

import pytest

from ravi.ledger import Ledger, LedgerError
from ravi.ledger.relations import Kind
from ravi.reader import read
from tests.ledger import by_hand

BRIDGE = (
    "ناهید آذرگون، وزیر راه سورنا، روز شنبه ۲۷ بهمن گفت که پل تازهٔ بندر کاویان تا پایان زمستان باز می‌شود و "
    "هزینهٔ ساخت آن ۴۰۰ میلیارد تومان بوده است."
)


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
    two_costs(ledger)
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


def two_costs(ledger: Ledger) -> tuple[int, int]:
    first = add(ledger, BRIDGE, "نوروزنامه", "2025-02-15")
    second = add(
        ledger,
        "بهرام مهرابی، استاندار کاویان، گفت که هزینهٔ ساخت پل تازهٔ بندر کاویان ۶۵۰ میلیارد تومان بوده است.",
        "ساحل",
        "2025-02-17",
    )
    ledger.relate()
    return first, second


def test_a_relation_marked_wrong_stays_wrong(ledger: Ledger) -> None:
    _, second = two_costs(ledger)
    (conflict,) = ledger.relations("conflicts")
    ends = {"one": {"statement": conflict.one}, "other": {"statement": conflict.other}}
    entry = ledger.correct("relation", {"relation": "conflicts", **ends}, who="سارا", why="two bridges")
    assert ledger.relations("conflicts") == []
    ledger.reread(second, ledger.record(second))
    ledger.relate()
    assert ledger.relations("conflicts") == []
    (kept,) = ledger.relations("conflicts", rejected=True)
    assert kept.rejected and kept.differs == conflict.differs
    ledger.correct("undo", {"entry": entry.number}, who="سارا")
    assert [r.differs for r in ledger.relations("conflicts")] == [conflict.differs]


def test_what_a_relation_stands_between(ledger: Ledger) -> None:
    one, other = (ledger.add(by_hand.record(text)).report for text in (by_hand.TEXT, f"{by_hand.TEXT} "))
    ledger.relate()
    assert ledger.target(f"same_event,{one}:e1,{other}:e1")["one"].keys() == {"event"}
    assert ledger.target(f"derived_from,{one}:,{other}:")["other"].keys() == {"text"}
    (event,) = ledger.keys(one).events.values()
    wrong: list[tuple[str, dict[str, object]]] = [
        ("same_event", {}),
        ("same_event", {"other": {"event": 99}}),
        ("same_event", {"other": {"statement": 1}}),
        ("same_event", {"other": {"event": event}}),
        ("loves", {"other": {"event": event}}),
    ]
    for kind, ends in wrong:
        with pytest.raises(LedgerError):
            ledger.correct("relation", {"relation": kind, "one": {"event": event}, **ends}, who="سارا")
    assert ledger.history() == []
    entry = ledger.correct("relation", ledger.target(f"same_statement,{one}:a1,{other}:a1"), who="سارا")
    assert ledger.relations("same_statement") == []
    ledger.correct("undo", {"entry": entry.number}, who="سارا")
    assert len(ledger.relations("same_statement")) == 1


def test_relations_follow_a_correction_of_who_spoke(ledger: Ledger) -> None:
    first = add(ledger, BRIDGE, "نوروزنامه", "2025-02-15")
    again = "هزینهٔ ساخت پل تازهٔ بندر کاویان ۴۰۰ میلیارد تومان بوده است."
    second = add(ledger, f"ناهید آذرگون، وزیر راه سورنا، بار دیگر گفت که {again}", "ساحل", "2025-04-20")
    ledger.relate()
    before = kinds(ledger)
    assert ("repeats", second, first) in before
    told = next(iter(ledger.keys(second).statements.values()))
    other = ledger.correct("source", {"statement": told}, value="بهرام مهرابی", who="سارا")
    assert ledger.unrelated() == 0 and not kinds(ledger, "repeats") and kinds(ledger, "supports")
    ledger.correct("undo", {"entry": other.number}, who="سارا")
    assert kinds(ledger) == before
    gone = ledger.correct("reject", {"statement": told}, who="سارا")
    assert not kinds(ledger, "repeats", "supports")
    ledger.correct("undo", {"entry": gone.number}, who="سارا")
    assert kinds(ledger) == before
    split = ledger.correct("split", ledger.target(f"{second}:A1"), value="نسرین آذرگون", who="سارا")
    assert not kinds(ledger, "repeats")
    ledger.correct("undo", {"entry": split.number}, who="سارا")
    assert kinds(ledger) == before


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "شرکت سورناخودرو پیش‌بینی کرد سود هر سهم خود را در سال مالی جاری ۷۰۲ ریال به دست آورد.",
            "شرکت کاویان‌شیشه پیش‌بینی کرد سود هر سهم خود را در سال مالی جاری ۴۴۲ ریال به دست آورد.",
        ),
        (
            "ناهید آذرگون، وزیر راه سورنا، گفت که هنوز تکلیف عبور مترو از بازار کاویان مشخص نشده است.",
            "بهرام مهرابی، استاندار کاویان، گفت که تکلیف عبور مترو از بازار کاویان باید تا پاییز مشخص شود.",
        ),
        (
            "ناهید آذرگون، وزیر راه سورنا، بر لزوم تشکیل ستاد مبارزه با قاچاق دارو تأکید کرد.",
            "بهرام مهرابی، استاندار کاویان، تشکیل ستاد مبارزه با قاچاق دارو را تکذیب کرد.",
        ),
    ],
)
def test_what_looks_like_a_contradiction_and_is_none(ledger: Ledger, one: str, other: str) -> None:
    add(ledger, one, "نوروزنامه", "2025-02-15")
    add(ledger, other, "ساحل", "2025-02-16")
    ledger.relate()
    assert kinds(ledger, "conflicts", "denies", "supports") == []


def test_a_position_is_told_with_what_changed(ledger: Ledger) -> None:
    add(ledger, "ناهید آذرگون، وزیر راه سورنا، گفت که پل تازهٔ بندر کاویان زمستان باز می‌شود.", "ساحل", "2025-02-15")
    add(ledger, "ناهید آذرگون، وزیر راه سورنا، گفت که پل تازهٔ بندر کاویان زمستان باز نمی‌شود.", "ساحل", "2025-04-20")
    ledger.relate()
    first, second = ledger.positions("ناهید آذرگون", "پل")
    assert (first.day, second.day, first.changed) == ("2025-02-15", "2025-04-20", ())
    assert [d.what for d in second.changed] == ["polarity"] and second.since == first.hit.statement


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "صادرات سورنا در ۹ ماه سال ۱۴۰۳ به ۴۰ میلیارد تومان رسید",
            "صادرات سورنا در ۱۱ ماه سال ۱۴۰۳ به ۶۰ میلیارد تومان رسید",
        ),
        (
            "وام ازدواج دانشجویان سورنا از ۴۰۰ هزار تومان به ۵۰۰ هزار تومان رسید",
            "وام ازدواج دانشجویان سورنا ۱۰۰ هزار تومان افزایش یافت",
        ),
    ],
)
def test_what_counts_something_else_is_no_conflict(ledger: Ledger, one: str, other: str) -> None:
    add(ledger, f"ناهید آذرگون، وزیر راه سورنا، گفت که {one}.", "نوروزنامه", "2025-02-15")
    add(ledger, f"بهرام مهرابی، استاندار کاویان، گفت که {other}.", "ساحل", "2025-02-16")
    ledger.relate()
    assert ledger.relations("conflicts") == []


def test_a_voice_without_a_name_is_not_the_reports_own(ledger: Ledger) -> None:
    for outlet in ("نوروزنامه", None):
        text = "مقام‌های محلی گفتند که سد نیک‌پی ترک برداشته است."
        report = ledger.add(read(text, outlet=outlet, published="2025-02-15")).report
        (hit,) = (h for h in ledger.search("سد").hits if h.report == report)
        (voice,) = ledger.compare(f"s{hit.statement}").corroboration.voices
        assert (voice.speaker, voice.entity) == ("مقام‌های محلی", None)
        assert voice.channels == ((outlet,) if outlet else (f"#{report}",))
