"""Pinned figures tighten by themselves and loosen only with a reason; calibration counts what it says."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from bench import calibration
from bench.floors import Figure, Floors, settle


def args(*, up: bool = False, reason: str | None = None) -> argparse.Namespace:
    return argparse.Namespace(raise_floors=up, lower_floors=reason)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "floors.toml"


def test_a_line_leaves_its_slack() -> None:
    assert Figure(0.9, slack=0.01).line() == 0.891
    assert Figure(2.0, "most", slack=0.1).line() == 2.2


def test_nothing_pinned_nothing_broken(file: Path) -> None:
    assert settle("gold", {"who": Figure(0.1)}, args(), file) == 0
    assert not file.exists()


def test_raising_pins_and_a_fall_breaks(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert settle("gold", {"who": Figure(0.8), "seconds": Figure(2.0, "most")}, args(up=True), file) == 0
    assert settle("gold", {"who": Figure(0.7), "seconds": Figure(3.0, "most")}, args(), file) == 1
    said = capsys.readouterr().out
    assert "who: 0.700 is under its floor 0.800" in said
    assert "seconds: 3.000 is over its ceiling 2.000" in said


def test_raising_never_loosens(file: Path) -> None:
    settle("gold", {"who": Figure(0.8)}, args(up=True), file)
    assert settle("gold", {"who": Figure(0.7)}, args(up=True), file) == 1
    assert Floors.load(file).lines == {"gold": {"least": {"who": 0.8}}}
    settle("gold", {"who": Figure(0.9)}, args(up=True), file)
    assert Floors.load(file).lines == {"gold": {"least": {"who": 0.9}}}


def test_loosening_keeps_the_reason(file: Path) -> None:
    settle("gold", {"who": Figure(0.8), "cue": Figure(0.9)}, args(up=True), file)
    lowered = args(reason="the gold was mended")
    assert settle("gold", {"who": Figure(0.7), "cue": Figure(0.9)}, lowered, file) == 0
    floors = Floors.load(file)
    assert floors.lines == {"gold": {"least": {"who": 0.7, "cue": 0.9}}}
    assert [(x["name"], x["from"], x["to"], x["why"]) for x in floors.lowered] == [
        ("who", 0.8, 0.7, "the gold was mended")
    ]


def test_a_reason_loosens_only_what_is_broken(file: Path) -> None:
    settle("gold", {"who": Figure(0.8, slack=0.1)}, args(up=True), file)
    settle("gold", {"who": Figure(0.75, slack=0.1)}, args(reason="no need"), file)
    assert Floors.load(file).lines == {"gold": {"least": {"who": 0.72}}}


def test_calibration() -> None:
    pairs = [(0.95, True)] * 9 + [(0.95, False)] + [(0.25, False)] * 5
    held = calibration.bins(pairs)
    assert [(b.low, b.count, b.right) for b in held] == [(0.2, 5, 0.0), (0.9, 10, 0.9)]
    assert calibration.expected_error(pairs) == pytest.approx((10 * 0.05 + 5 * 0.25) / 15)
    assert calibration.expected_error([]) == 0.0
    assert "| 0.9–1.0 | 10 | 0.950 | 0.900 |" in calibration.table(pairs, "told")
