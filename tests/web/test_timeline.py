"""The axis in both calendars, and lanes of signs from counts by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ravi.export.wording import Wording
from ravi.web.axis import MOST_TICKS, Axis, padded
from ravi.web.chronology import LARGEST, SMALLEST, lanes, span

EN, FA = Wording("en"), Wording("fa")


def test_months_begin_where_their_calendar_says() -> None:
    axis = Axis(date(2024, 12, 1), date(2025, 4, 30))
    solar = {tick.day.isoformat(): tick.label for tick in axis.ticks("solar", EN)}
    assert solar == {
        "2024-12-21": "Dey 1403", "2025-01-20": "Bahman", "2025-02-19": "Esfand", "2025-03-21": "Farvardin 1404",
        "2025-04-21": "Ordibehesht",
    }  # fmt: skip
    gregorian = [tick.label for tick in axis.ticks("gregorian", FA)]
    assert gregorian == ["دسامبر ۲۰۲۴", "ژانویه ۲۰۲۵", "فوریه", "مارس", "آوریل"]


@pytest.mark.parametrize("days", [1, 3, 20, 40, 100, 300, 800, 3000, 9000, 80_000, 500_000])
@pytest.mark.parametrize("calendar", ["solar", "gregorian"])
def test_ticks_fit_at_every_length(days: int, calendar: str) -> None:
    axis = padded(date(2025, 1, 17) - timedelta(days=days), date(2025, 1, 17))
    ticks = axis.ticks(calendar, FA)  # type: ignore[arg-type]
    assert 1 <= len(ticks) <= MOST_TICKS
    assert sum(tick.major for tick in ticks) <= MOST_TICKS // 2 + 1
    assert all(0 < tick.at < 100 for tick in ticks) and [t.at for t in ticks] == sorted(t.at for t in ticks)


def test_an_axis_before_the_hijra_has_no_solar_days() -> None:
    assert Axis(date(500, 1, 1), date(600, 1, 1)).ticks("solar", EN) == ()


def test_signs_stand_on_their_days_and_grow_with_their_number() -> None:
    axis = Axis(date(2025, 1, 1), date(2025, 1, 10))
    counted = [("2025-01-01", "a", 1), ("2025-01-10", "a", 9), ("2025-01-10", "b", 4), ("2024-01-01", "a", 5)]
    first, second, empty = lanes(axis, counted, ("a", "b", "c"))
    assert [(s.begin.day, s.at, s.size, s.count) for s in first.signs] == [
        (1, 5.0, SMALLEST, 1),
        (10, 95.0, LARGEST, 9),
    ]
    assert second.count == 4 and SMALLEST < second.signs[0].size < LARGEST and empty.signs == ()


def test_a_long_axis_puts_near_days_together() -> None:
    axis = Axis(date(2015, 1, 1), date(2024, 12, 31))
    days = [(date(2015, 1, 1) + timedelta(days=n)).isoformat() for n in range(3650)]
    (lane,) = lanes(axis, [(day, "a", 1) for day in days], ("a",))
    assert len(lane.signs) <= 48 and lane.count == 3650
    assert all(a.end < b.begin for a, b in zip(lane.signs, lane.signs[1:], strict=False))


def test_the_first_view_leaves_a_far_outlier_out() -> None:
    days = [("1918-11-11", 1), *((f"2025-01-{n:02}", 10) for n in range(1, 32))]
    found = span(days)
    assert found is not None and found.begin.year == 2024 and found.end.year == 2025
    near = span([("2024-12-25", 1), ("2025-01-17", 1)])
    assert near is not None and near.begin < date(2024, 12, 25)
    assert span([]) is None
