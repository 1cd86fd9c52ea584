"""Which names can be one person's, and how they are spelled in Latin letters."""

from __future__ import annotations

import pytest

from ravi.actors.facts import heads, holders, key, known
from ravi.actors.latin import latin
from ravi.actors.names import compatible
from ravi.lexicon import table


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("بهرام دلاوری", "دلاوری", True),
        ("بهرام دلاوری", "بهرام", True),
        ("سید بهرام دلاوری", "بهرام دلاوری", True),
        ("علی عبدالعلی زاده", "عبدالعلی‌زاده", True),
        ("علی عبد العلی زاده", "عبدالعلی زاده", True),
        ("پمپئو", "پامپئو", True),
        ("پرویز تخت کران", "تحت کران", True),
        ("نادر مهران", "نسرین مهران", False),
        ("حسنی", "حسینی", False),
        ("محمدی", "احمدی", False),
        ("رضا کریمی", "رحیمی", False),
    ],
)
def test_compatible(one: str, other: str, same: bool) -> None:
    assert compatible([key(w) for w in one.split()], [key(w) for w in other.split()]) is same


@pytest.mark.parametrize(
    ("name", "spelled", "approximate"),
    [
        ("مسعود صادقی", "Masoud Sadeghi", False),
        ("سیدرضا کریمی", "Seyed Reza Karimi", True),
        ("ناصر پورمحمدی", "Naser Pourmohammadi", True),
        ("Jane Doe", "Jane Doe", False),
        ("شهرام حبیب‌زاده", "Shahram Habibzadeh", True),
    ],
)
def test_latin(name: str, spelled: str, approximate: bool) -> None:
    assert latin(name.split()) == (spelled, approximate)


def test_tables_are_sound() -> None:
    kinds = {"organization", "outlet", "document", "group"}
    assert {row["kind"] for row in table("actors_bodies")} <= kinds
    assert {row["sort"] for row in table("actors_offices")} == {"office", "occupation", "kin", "anyone"}
    assert {row["gender"] for row in table("actors_titles")} <= {"male", "female", "any"}
    assert all(len(row["iso3"]) == 3 for row in table("actors_states"))
    lemmas = {row["head"] for row in table("actors_offices")}
    assert {head for head, _, _ in holders()} <= lemmas


@pytest.mark.parametrize(
    ("form", "lemma", "plural", "indefinite"),
    [
        ("سخنگوی", "سخنگو", False, False),
        ("نمایندگان", "نماینده", True, False),
        ("مقام‌های", "مقام", True, False),
        ("مقامی", "مقام", False, True),
        ("نماینده‌ای", "نماینده", False, True),
        ("رييس جمهوري", "رئیس‌جمهور", False, False),
        ("سازمان‌ها", "سازمان", True, False),
    ],
)
def test_heads(form: str, lemma: str, plural: bool, indefinite: bool) -> None:
    head = heads().get(form)
    assert head is not None
    assert (head.lemma, head.plural, head.indefinite) == (lemma, plural, indefinite)


@pytest.mark.parametrize("noun", ["همکاری", "رهبری", "پزشکی", "بازرگانی"])
def test_abstract_nouns_are_no_people(noun: str) -> None:
    assert heads().get(noun) is None


def test_states_by_many_names() -> None:
    assert {known().get(n).country for n in ("امریکا", "آمريكا", "ایالات متحده", "کاخ سفید")} == {"USA"}  # type: ignore[union-attr]
    assert known().get("رم") is None
    assert known().get("مالی") is None
