"""Rebuild ``actors_names.tsv``: given names and family names that tell a person where the trained names fail.

    python training/actors_names.py ../shared/data/lexicons src/ravi/lexicon/actors_names.tsv

Sources: person-names.txt (IUST-DMLab/farsbase, Apache-2.0), given-names.json (nabidam/persian-names, MIT) and,
to leave out what is more often a common word, hazm-words.tsv (roshan-research/hazm, MIT).
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

from ravi.lexicon import table, words
from ravi.text import fold

HEAD = """name\tpart\tgender
# Built by training/actors_names.py from farsbase person names (Apache-2.0) and persian-names (MIT); not by hand.
# part: given, family or both; gender of a given name: m, f or nothing.  Spelling as in ravi.text.fold.
"""
# Read as names by the sources, but common words, titles and numbers in the news.
LEFT_OUT = frozenset(
    [
        "اول",
        "دوم",
        "سوم",
        "چهارم",
        "پنجم",
        "ششم",
        "هفتم",
        "هشتم",
        "نهم",
        "دهم",
        "یکم",
        "خان",
        "شاه",
        "پادشاه",
        "ملا",
        "خاندان",
        "جمعیت",
        "خواهران",
        "برادران",
        "نخستوزیران",
        "ملکه",
        "جنگ",
        "حضرت",
        "استان",
        "شهر",
        "شهرستان",
        "روستای",
        "گروه",
        "تیم",
        "ایران",
        "انگلستان",
        "فرانسه",
        "اسلامی",
        "آزاد",
        "سنگ",
        "کوه",
        "ماه",
        "سال",
        "روز",
        "خانه",
        "مرد",
        "زن",
        "قوم",
        "کشور",
        "جهان",
        "ملت",
        "دولت",
        "وزیر",
        "شهید",
        "بنیاد",
        "موسسه",
        "شرکت",
        "سلسله",
        "طایفه",
        "جوانان",
        "ملی",
        "عالی",
        "اصلی",
        "مادر",
        "پدر",
        "دختر",
        "پسر",
        "برادر",
        "خواهر",
        "ابن",
        "بن",
        "بنت",
        "ابو",
        "ام",
        "آل",
        "فرهنگ",
        "اندیشه",
        "دانش",
        "نظام",
        "پیام",
        "خوان",
        "لی",
        "سی",
        "دی",
        "دو",
        "ای",
        "د",
        "ل",
        "و",
        "از",
        "در",
        "به",
        "با",
    ]
)


def main(lexicons: Path, target: Path) -> None:
    """Write the table."""
    genders: dict[str, str] = {}
    listed: list[str] = []
    for name, row in json.loads((lexicons / "given-names.json").read_text(encoding="utf-8")).items():
        folded = fold(name).replace(" ", "")
        genders[folded] = {"MALE": "m", "FEMALE": "f"}.get(row["gender"], "")
        listed.append(folded)
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for line in (lexicons / "person-names.txt").read_text(encoding="utf-8-sig").splitlines():
        parts = re.split(r"[\s-]+", fold(line.strip()))
        if 2 <= len(parts) <= 4:
            first[parts[0]] += 1
            last[parts[-1]] += 1
    common: set[str] = set()
    for line in (lexicons / "hazm-words.tsv").read_text(encoding="utf-8").splitlines():
        word, count, tags = [*line.split("\t"), "", ""][:3]
        if int(count or 0) > 200_000 and not set(tags.split(",")) <= {"N", ""}:
            common.add(fold(word))
    barred = (
        set(LEFT_OUT)
        | {fold(w) for w in words("actors_stops")}
        | {fold(r["title"]) for r in table("actors_titles")}
    )
    for row in (*table("actors_offices"), *table("actors_bodies")):
        barred.update(fold(form) for form in (row["head"], *row["variants"].split("|")))

    def fine(name: str) -> bool:
        return len(name) > 2 and name not in barred and name.isalpha()

    given = {n for n, c in first.items() if fine(n) and (c >= 2 or n in genders) and (c >= 8 or n not in common)}
    given |= {n for n in listed[:2500] if fine(n) and n not in common and genders[n]}
    family = {n for n, c in last.items() if fine(n) and c >= 2 and (c >= 8 or n not in common)}
    lines = []
    for name in sorted(given | family):
        part = "both" if name in given and name in family else "given" if name in given else "family"
        lines.append(f"{name}\t{part}\t{genders.get(name, '') if part != 'family' else ''}".rstrip())
    target.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
