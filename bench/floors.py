"""Pinned figures: what is reached is not lost unless somebody says why.

``floors.toml`` has a table for each section (``gold``, ``speed``, …) with two kinds of lines: ``least`` (the
figure must not fall below) and ``most`` (seconds, megabytes, overclaimed events: must not rise above).  A
figure with no line is shown and not held.  ``--raise-floors`` moves the lines to what was just measured, each
by its slack; it never loosens one.  Loosening needs ``--lower-floors "reason"``, and the reason is kept.
"""

from __future__ import annotations

import argparse
import json
import math
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

FILE = Path(__file__).with_name("floors.toml")
Kind = Literal["least", "most"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; ``slack`` is the share that a pinned line leaves for noise; ``aim`` a target."""

    value: float
    kind: Kind = "least"
    slack: float = 0.0
    aim: float | None = None

    def line(self) -> float:
        """Where a line is pinned for this figure, rounded to its loose side."""
        if self.kind == "least":
            return math.floor(self.value * (1 - self.slack) * 1000) / 1000
        return math.ceil(self.value * (1 + self.slack) * 1000) / 1000

    def holds(self, line: float) -> bool:
        """Whether the figure is on the right side of a line."""
        return self.value >= line if self.kind == "least" else self.value <= line


@dataclass(slots=True)
class Floors:
    """The pinned lines, by section, kind and name, and what was loosened when and why."""

    lines: dict[str, dict[str, dict[str, float]]] = field(default_factory=dict)
    lowered: list[dict[str, str | float]] = field(default_factory=list)

    @classmethod
    def load(cls, path: Path = FILE) -> Floors:
        """Read the file; none is no floors."""
        if not path.exists():
            return cls()
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        lowered = content.pop("lowered", [])
        return cls(content, lowered)

    def line(self, section: str, name: str, figure: Figure) -> float | None:
        """The pinned line of a figure, None where there is none."""
        return self.lines.get(section, {}).get(figure.kind, {}).get(name)

    def broken(self, section: str, figures: dict[str, Figure]) -> list[str]:
        """A sentence for each figure on the wrong side of its line."""
        out = []
        for name, figure in figures.items():
            line = self.line(section, name, figure)
            if line is not None and not figure.holds(line):
                word = "under its floor" if figure.kind == "least" else "over its ceiling"
                out.append(f"{section} {name}: {figure.value:.3f} is {word} {line:.3f}")
        return out

    def pin(self, section: str, figures: dict[str, Figure], *, reason: str | None = None) -> list[str]:
        """Tighten the lines to what was measured, and with a reason loosen the broken ones; returns changes."""
        changes = []
        for name, figure in figures.items():
            old, new = self.line(section, name, figure), figure.line()
            looser = old is not None and not Figure(new, figure.kind).holds(old)
            if old == new or (looser and (reason is None or figure.holds(old or 0.0))):
                continue
            if looser and reason is not None:
                day = datetime.now(UTC).date().isoformat()
                self.lowered.append(
                    {"section": section, "name": name, "from": old or 0.0, "to": new, "day": day, "why": reason}
                )
            self.lines.setdefault(section, {}).setdefault(figure.kind, {})[name] = new
            changes.append(f"{section} {name}: {'new' if old is None else f'{old:.3f}'} → {new:.3f}")
        return changes

    def save(self, path: Path = FILE) -> None:
        """Write the file, sorted as it was measured."""
        out = ["# Pinned by `python -m bench … --raise-floors`; see docs/bench.md. Not edited by hand."]
        for section, kinds in self.lines.items():
            for kind, rows in kinds.items():
                out += ["", f"[{section}.{kind}]"]
                out += [f"{json.dumps(name, ensure_ascii=False)} = {value:g}" for name, value in rows.items()]
        for entry in self.lowered:
            out += ["", "[[lowered]]"]
            out += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items()]
        path.write_text("\n".join(out) + "\n", encoding="utf-8")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The two flags that move floors."""
    parser.add_argument("--raise-floors", action="store_true", help="pin the figures just measured")
    parser.add_argument("--lower-floors", metavar="REASON", help="loosen the floors that are broken; say why")


def settle(section: str, figures: dict[str, Figure], args: argparse.Namespace, path: Path = FILE) -> int:
    """Compare with the floors, move them where asked, print what was found; 1 where one is broken."""
    floors = Floors.load(path)
    if args.raise_floors or args.lower_floors:
        for change in floors.pin(section, figures, reason=args.lower_floors):
            print("pinned", change)
        floors.save(path)
    broken = floors.broken(section, figures)
    for sentence in broken:
        print("BROKEN", sentence)
    if not broken:
        held = sum(floors.line(section, name, figure) is not None for name, figure in figures.items())
        print(f"{section}: {held} of {len(figures)} figures are pinned, all hold")
    return int(bool(broken))
