"""Rebuild ``actors_cities.txt``: the provinces and cities of Iran, which are no family names.

    python training/actors_cities.py ../shared/data/lexicons/iran-provinces-cities.json \\
        src/ravi/lexicon/actors_cities.txt

Source: amyrmahdy/provinces_cities_iran (MIT).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from ravi.text import fold

HEAD = """# Built by training/actors_cities.py from amyrmahdy/provinces_cities_iran (MIT); do not edit by hand.
# Provinces and cities of Iran, folded; a personal name does not end in one.
"""
# Cities whose names are as common as given or family names.
LEFT_OUT = frozenset(
    ("فیروز", "محمدی", "نوری", "رضی", "شریف", "بهار", "سینا", "میلاد", "کیان", "ایوان", "حسینی", "احمدی")
)


def names(data: object) -> Iterator[str]:
    """All names in the file, of provinces and cities."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in ("province-fa", "city-fa") and isinstance(value, str):
                yield value
            yield from names(value)
    elif isinstance(data, list):
        for item in data:
            yield from names(item)


def main(source: Path, target: Path) -> None:
    """Write the list."""
    found = {fold(name).strip() for name in names(json.loads(source.read_text(encoding="utf-8")))}
    kept = sorted(name for name in found - LEFT_OUT if len(name) > 2 and name.replace(" ", "").isalpha())
    target.write_text(HEAD + "\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
