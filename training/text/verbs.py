"""Verb stems for the half-space rules: ``python -m training.text.verbs ../shared/data``.

Writes ``src/ravi/lexicon/text_verb_stems.tsv`` from hazm's list of verbs (MIT) and the lemmas of the UD
treebanks: the past and the present stem of each verb.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

LILAK = "lexicons/lilak-lexicon.txt"
OUT = Path("src/ravi/lexicon/text_verb_stems.tsv")
HEADER = """past\tpresent
# Stems of Persian verbs, made by training/text/verbs.py from the verb lists of hazm (MIT) and lilak
# (Apache-2.0) and the lemmas of UD Persian PerDT and Seraji (CC BY-SA 4.0).
"""


def main(data: Path) -> None:
    """Write the table."""
    stems: set[tuple[str, str]] = set()
    pairs = (data / "lexicons/hazm-verbs.txt").read_text(encoding="utf-8").split()
    for name in ("fa_perdt-ud-dev", "iPerUDT_train"):
        text = (data / f"treebanks/{name}.conllu").read_text(encoding="utf-8")
        pairs += re.findall(r"OrigLemma=([^|\s]+#[^|\s]+)", text)
    for pair in pairs:
        past, _, present = pair.replace("\u200c", "").partition("#")
        if past and present and " " not in pair:
            stems.add((past, present))
    forms = set(re.findall(r"^می\u200c([\u0621-\u06d3]+),verb", (data / LILAK).read_text(encoding="utf-8"), re.M))
    known = {stem for pair in stems for stem in pair}
    for form in sorted(forms):
        stem = form.removesuffix("ند")
        if stem != form and stem not in known:
            # A past stem is a form by itself (می‌غرید), a present stem takes د (می‌غرد).
            if stem in forms:
                stems.add((stem, ""))
            elif stem + "د" in forms:
                stems.add(("", stem))
    lines = [f"{past}\t{present}" for past, present in sorted(stems)]
    OUT.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines), "verbs")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
