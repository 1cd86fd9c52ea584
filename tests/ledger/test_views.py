"""When things took place, who is tied to whom, and one entity over all reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ravi import report
from ravi.ledger import Ledger, LedgerError, QueryError
from ravi.record import (
    Actor,
    Attribution,
    Content,
    Event,
    Office,
    Party,
    Record,
    Role,
    Said,
    Source,
    TimeExpression,
)

TEXT = "ناهید آذرگون به بهرام کوشان گفت پل باز است. کوشان آذرگون را متهم کرد که راه را بسته است. آن دو دیدار کردند."


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def record(day: str | None = "2025-01-17") -> Record:
    def told(name: str, who: str, words: str, **more: object) -> Attribution:
        given = {"act": "assert", "cue": None, **more}
        return Attribution(name, "indirect", Source((0, 5), who, "named"), content=Content((at(words),)), **given)  # type: ignore[arg-type]

    return Record(
        report=report(TEXT, published=day, outlet="نوروزنامه"),
        actors=(
            Actor("A1", "person", "ناهید آذرگون", "Nahid Azargun", "IRN", offices=(Office((0, 5), "وزیر راه"),)),
            Actor("A2", "person", "بهرام کوشان"),
        ),
        times=(TimeExpression("T1", (0, 1), "date", "2025-01-10", "2025-01-10"),),
        attributions=(
            told("a1", "A1", "پل باز است", addressee=Party((12, 24), "A2"), about=("e1",)),
            told("a2", "A2", "راه را بسته است", act="accuse", about=("e2",), said=Said(None, "2025-01-12")),
            told("a3", "A2", "راه را بسته", negated=True, about=("e2",)),
        ),
        events=(
            Event("e1", at("باز است"), "launch", "alleged", roles=(Role("object", at("پل")),)),
            Event("e2", at("بسته است"), "attack", "alleged", roles=(Role("agent", at("آذرگون"), "A1"),), time="T1"),
            Event(
                "e3", at("دیدار کردند"), "meet", "happened", time="T1",
                roles=(Role("agent", at("آن دو"), "A1"), Role("agent", at("آن دو"), "A2")),
            ),
            Event(
                "e4", at("دیدار"), "meet", "denied", time="T1",
                roles=(Role("agent", at("آن دو"), "A1"), Role("agent", at("آن دو"), "A2")),
            ),
        ),
    )  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ravi.db") as opened:
        opened.add(record())
        yield opened


def test_events_are_counted_by_day_and_status(ledger: Ledger) -> None:
    counted = {(c.day, c.status): c.events for c in ledger.event_days()}
    assert counted == {
        (None, "alleged"): 1,
        ("2025-01-10", "alleged"): 1,
        ("2025-01-10", "happened"): 1,
        ("2025-01-10", "denied"): 1,
    }
    assert ledger.statement_days() == [("2025-01-12", 1), ("2025-01-17", 2)]


def test_the_events_of_a_search_are_those_it_is_about_and_what_its_reports_tell(ledger: Ledger) -> None:
    total, found = ledger.moments("act:accuse", told=False)
    assert total == 1 and found[0].key == "e2" and [name for _, name in found[0].vouchers] == ["بهرام کوشان"] * 2
    assert found[0].roles[0][:2] == ("agent", "آذرگون")
    total, found = ledger.moments("act:accuse")
    assert [m.key for m in found] == ["e2", "e3", "e4"] and found[1].vouchers == ()
    assert ledger.moments("act:accuse", statuses=["denied"])[0] == 1
    assert ledger.moments(begin="2025-01-11")[0] == 0 and ledger.moments(end="2025-01-10", limit=1)[0] == 3
    assert ledger.moments("هیچ")[0] == 0
    with pytest.raises(QueryError):
        ledger.event_days("nosuch:a")


def test_ties_say_who_does_what_to_whom(ledger: Ledger) -> None:
    found = ledger.ties()
    names = {node.entity: node.name for node in found.nodes}
    tied = {(names[t.source], t.kind, names[t.target]): t for t in found.ties}
    one, other = "ناهید آذرگون", "بهرام کوشان"
    # What was not said, and a meeting that is denied, tie nobody.
    assert tied.keys() == {(one, "to", other), (other, "about", one), (other, "accuse", one), (one, "meet", other)}
    assert tied[other, "accuse", one].first == "2025-01-12" and tied[one, "meet", other].first == "2025-01-10"
    assert all(t.weight == 1 for t in found.ties) and found.total == 4 and not found.more
    assert {n.weight for n in found.nodes} == {4}


def test_ties_are_filtered(ledger: Ledger) -> None:
    ledger.add(record("2025-02-01"))
    assert {t.kind for t in ledger.ties(kinds=["to", "meet"]).ties} == {"to", "meet"}
    assert {t.weight for t in ledger.ties(least=2).ties} == {2} and ledger.ties(least=3).ties == ()
    assert ledger.ties("act:accuse").total == 2  # about and accuse; the meeting is in no statement that is found
    assert len(ledger.ties(limit=1).ties) == 1 and ledger.ties(limit=1).total == 4
    assert ledger.ties(entity=999).ties == () and ledger.ties(kinds=[]).total == 0
    to = ledger.ties(kinds=["to"]).ties[0]
    assert (to.first, to.last) == ("2025-01-17", "2025-02-01")


def test_one_entity_over_all_reports(ledger: Ledger) -> None:
    (who,) = ledger.who("آذرگون")
    found = ledger.profile(who.entity)
    assert (found.said, found.about, found.to, found.events) == (1, 2, 0, 3)
    assert [o.title for o in found.who.offices] == ["وزیر راه"]
    hits, chains = ledger.statements_of(who.entity, "said")
    assert hits.total == 1 and chains[hits.hits[0].statement] == ("ناهید آذرگون",)
    assert {h.speaker for h in ledger.statements_of(who.entity, "about")[0].hits} == {"بهرام کوشان"}
    (other,) = ledger.who("کوشان")
    assert ledger.statements_of(other.entity, "to")[0].total == 1
    assert {m.key for m in ledger.events_of(who.entity)} == {"e2", "e3", "e4"}
    assert ledger.topics_of(other.entity) == [("ناهید آذرگون", 2)]
    with pytest.raises(LedgerError):
        ledger.profile(999)
