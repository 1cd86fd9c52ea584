"""Rebuild ``actors_states.tsv``: the states with their Persian and English names, capitals and demonyms.

    python training/actors_states.py ../shared/data/lexicons/countries.json src/ravi/lexicon/actors_states.tsv

Codes, English names and capitals come from mledoze/countries (ODbL 1.0), Persian names from there and from
CLDR (Unicode licence) through Babel, Persian names of capitals from CLDR's exemplar cities of time zones.
What usage adds (short names, old spellings, capitals that CLDR lacks, demonyms, governments' other names)
is written by hand in ``actors_states_usage.tsv``, which the program reads beside this table.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path

from babel import Locale

HEAD = """iso3\tnames\tcapital\tlatin
# Built by training/actors_states.py from mledoze/countries (ODbL 1.0) and Unicode CLDR; do not edit by hand.
# names: the short name first; capital: in Persian, where known; what usage adds is in actors_states_usage.tsv.
"""


def plain(text: str) -> str:
    """Without vowel points, with Persian letters."""
    text = "".join(c for c in text if unicodedata.category(c) != "Mn")
    return text.translate(str.maketrans("يكى", "یکی"))


def main(source: Path, target: Path) -> None:
    """Write the table."""
    persian = Locale("fa")
    zones = {
        zone.rsplit("/", 1)[1].replace("_", " "): data.get("city") for zone, data in persian.time_zones.items()
    }
    lines = []
    for row in sorted(json.loads(source.read_text(encoding="utf-8")), key=lambda r: r["cca3"]):
        if row["cca3"] == "ATA":  # no state
            continue
        names = [
            plain(persian.territories.get(row["cca2"], row["fa"])),
            plain(row["fa"]),
            plain(row["fa_official"]),
        ]
        capital = next((zones[c] for c in row["capital"] if zones.get(c)), "")
        lines.append("\t".join([row["cca3"], "|".join(dict.fromkeys(names)), plain(capital), row["en"]]))
    target.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
