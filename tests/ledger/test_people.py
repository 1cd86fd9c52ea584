"""The same person in several reports."""

from __future__ import annotations

from ravi.ledger import Ledger

from .by_hand import person


def test_one_person_under_two_forms_and_two_of_one_surname(ledger: Ledger) -> None:
    ledger.add(person("ناهید آذرگون", office="وزیر راه"))
    ledger.add(person("ناهيد آذرگون", day="2025-02-01"))
    ledger.add(person("آذرگون", office="وزیر راه", day="2025-02-03"))
    ledger.add(person("بهرام آذرگون", office="کارگردان", day="2025-02-04"))
    ledger.add(person("آذرگون", day="2025-02-05"))  # either of them: neither
    minister, film, unknown = sorted(ledger.who("آذرگون"), key=lambda w: -w.total)
    assert (minister.name, minister.total, minister.reports) == ("ناهید آذرگون", 3, 3)
    assert ("آذرگون", "the same surname and office (وزیر راه)") in minister.forms
    assert [(o.title, o.first, o.last) for o in minister.offices] == [("وزیر راه", "2025-01-17", "2025-02-03")]
    assert {film.name, unknown.name} == {"بهرام آذرگون", "آذرگون"} and film.total == unknown.total == 1


def test_the_same_name_in_two_countries_is_two_people(ledger: Ledger) -> None:
    ledger.add(person("سارا کوشان", country="IRN"))
    ledger.add(person("سارا کوشان", country="TUR", day="2025-03-01"))
    assert [w.country for w in ledger.who("سارا کوشان")] == ["IRN", "TUR"]
