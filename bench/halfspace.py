"""Half-spaces: what is restored when they are deleted, spaced or mixed, and what right text suffers.

python -m bench.halfspace [SHARED]          the tables, exit code 1 where a floor is missed

Gold are the raw texts of UD PerDT test and Seraji dev as they stand (the training never reads them).  A
restored half-space counts as right where the gold text has one and as wrong everywhere else, also where the
gold writes joined what it writes with a half-space elsewhere (کتابها beside کتاب‌ها); ``neutral`` is the
precision when those are left out: places where the treebanks' own training parts write the same word with
the half-space at least once.
"""

from __future__ import annotations

import functools
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ravi.text import repair

HALF_SPACE = "\u200c"
PARTS = ("fa_perdt-ud-test", "fa_seraji-ud-dev")
SEED_LOST = re.findall(
    r"\S+",
    "خامنه‌ای حوزه‌های زمینه‌های همکاری‌ها می‌توانند توافق‌های هسته‌ای بهترین‌ها خامنه‌ای رسانه‌های "
    "می‌شود شبکه‌های مهم‌ترین ایرانی‌ها روسیه‌ست توافق‌های می‌کند حوزه‌هایی کرده‌اند نشده‌ایم "
    "علاقه‌ای خامنه‌ای مقام‌های رفت‌وآمد تلاش‌های پشت‌پرده هسته‌ای توانمندی‌های",
)
FLOORS = {
    "deleted.precision": 0.955, "deleted.recall": 0.95, "deleted.neutral": 0.98, "spaced.f1": 0.95,
    "damage.per_10000": -1.0, "seed.found": 28.0, "seed.other": 0.0, "speed.kb_per_s": 500.0,
}  # fmt: skip
"""Pinned; a negative floor is a ceiling.  Lower one only with a reason in the commit."""

_INNER = re.compile(rf"(?<=[\u0621-\u06d3\u0654]){HALF_SPACE}(?=[\u0621-\u06d3])")
_WORD = re.compile(f"[\u0621-\u06d3{HALF_SPACE}]+")
Restore = Callable[[str], str]


def ravi(text: str) -> str:
    """The repaired view."""
    return repair(text).text


def sentences(shared: Path) -> list[str]:
    """The raw sentences that measure; empty where the data is not here."""
    out: list[str] = []
    for name in PARTS:
        path = shared / f"data/treebanks/{name}.conllu"
        if path.exists():
            lines = path.read_text(encoding="utf-8").splitlines()
            out += [line[9:] for line in lines if line.startswith("# text = ")]
    return out


def damaged(text: str, kind: str) -> str:
    """``text`` with its half-spaces deleted, turned into spaces, or by turns deleted, spaced and kept."""
    if kind == "mixed":
        turn = iter(range(len(text)))
        return _INNER.sub(lambda match: ("", " ", HALF_SPACE)[next(turn) % 3], text)
    return _INNER.sub({"deleted": "", "spaced": " "}[kind], text)


def places(line: str) -> dict[int, int]:
    """Half-spaces of ``line`` by how many visible characters stand before them, with their index."""
    found: dict[int, int] = {}
    seen = 0
    for at, character in enumerate(line):
        if character == HALF_SPACE:
            found[seen] = at
        elif not character.isspace():
            seen += 1
    return found


def category(line: str, at: int) -> str:
    """The kind of the half-space at ``line[at]``, as in the table of peers."""
    before = _WORD.match(line[:at][::-1])
    left = before.group()[::-1] if before else ""
    after = _WORD.match(line, at + 1)
    right = after.group().split(HALF_SPACE)[0] if after else ""
    if re.fullmatch(r".*ن?می", left.split(HALF_SPACE)[-1]) and len(left) < 7:
        return "می"
    if re.fullmatch(r"ها(?:ی|یی|ی?م|ی?ت|ی?ش|یمان|یتان|یشان|ست)?", right):
        return "ه+ها" if left.endswith("ه") else "ها"
    if left.endswith("ه") and right == "ای":
        return "ه‌ای"
    if left.endswith("ه") and right in {"اند", "ام", "ایم", "اید", "است", "اش", "ات"}:
        return "ه‌اند/ام"
    return "تر" if re.fullmatch("تر(?:ین|ی)?", right) else "compounds"


@functools.cache
def both_ways(shared: Path) -> frozenset[str]:
    """Words that the treebanks' training parts write with half-spaces."""
    words: set[str] = set()
    for name in ("perdt-train-raw", "seraji-train-raw"):
        path = shared / f"data/text/{name}.txt"
        if path.exists():
            words.update(w for w in _WORD.findall(path.read_text(encoding="utf-8")) if HALF_SPACE in w)
    return frozenset(words)


def measure(shared: Path, kind: str, restore: Restore = ravi, *, by_sentence: bool = False) -> dict[str, Any]:
    """Precision, recall and F1 of restored half-spaces, by category; the unit is the whole text or a sentence."""
    gold = sentences(shared)
    hurt = [damaged(line, kind) for line in gold]
    mended = [restore(line) for line in hurt] if by_sentence else restore("\n".join(hurt)).split("\n")
    right, wrong, missed, neutral, skipped = 0, 0, 0, 0, 0
    table: dict[str, Counter[str]] = {}
    errors: Counter[str] = Counter()
    for line, bad, out in zip(gold, hurt, mended, strict=True):
        if len(re.sub(r"[\s\u200c]", "", line)) != len(re.sub(r"[\s\u200c]", "", out)):
            skipped += 1
            continue
        want, left, got = places(line), places(bad), places(out)
        for at in sorted(set(want) | set(got)):
            if at in left or (at in want and not _INNER.match(line, want[at])):
                continue
            name = category(line, want[at]) if at in want else category(out, got[at])
            cell = table.setdefault(name, Counter())
            if at in want and at in got:
                right += 1
                cell["right"] += 1
            elif at in got:
                wrong += 1
                cell["wrong"] += 1
                word = _around(out, got[at])
                neutral += word in both_ways(shared)
                errors[f"+{word}"] += 1
            else:
                missed += 1
                cell["missed"] += 1
                errors[f"-{_around(line, want[at])}"] += 1
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    return {
        "right": right, "wrong": wrong, "missed": missed, "either": neutral, "skipped": skipped,
        "precision": precision, "recall": recall, "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "neutral": right / max(1, right + wrong - neutral), "categories": {k: dict(v) for k, v in table.items()},
        "errors": dict(errors.most_common()),
    }  # fmt: skip


def _around(line: str, at: int) -> str:
    return next(m.group() for m in _WORD.finditer(line) if m.start() <= at < m.end())


def damage(shared: Path, restore: Restore = ravi, *, by_sentence: bool = False) -> dict[str, Any]:
    """Changes of the untouched text, counted in words that come out otherwise."""
    gold = sentences(shared)
    mended = [restore(line) for line in gold] if by_sentence else restore("\n".join(gold)).split("\n")
    words = sum(len(line.split()) for line in gold)
    changed: list[str] = []
    for line, out in zip(gold, mended, strict=True):
        if line != out:
            lost = Counter(line.split()) - Counter(out.split())
            new = Counter(out.split()) - Counter(line.split())
            changed.append(f"{' '.join(lost)} → {' '.join(new)}")
    return {"words": words, "changed": changed, "per_10000": 10000 * len(changed) / max(1, words)}


def seed(shared: Path, restore: Restore = ravi) -> dict[str, Any]:
    """The lost half-spaces of the seed report: how many are found, and what else is changed."""
    raw = (shared / "seed/report.txt").read_text(encoding="utf-8")
    before = Counter(raw.translate({0x662: "۲", 0x668: "۸"}).split())
    after = Counter(restore(raw).translate({0x662: "۲", 0x668: "۸"}).split())
    new = Counter(word.strip("«»،.:") for word in (after - before).elements())
    found = new & Counter(SEED_LOST)
    return {"found": sum(found.values()), "other": sorted((new - found).elements())}


def speed(shared: Path, restore: Restore = ravi) -> dict[str, float]:
    """KB (UTF-8, 1,000 bytes) a second over the seed report 209 times, the best of three runs."""
    text = "\n".join([(shared / "seed/report.txt").read_text(encoding="utf-8")] * 209)
    restore(text[:5000])
    best = min(_time(lambda: restore(text)) for _ in range(3))
    return {"kb_per_s": len(text.encode()) / 1000 / best}


def _time(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def all_figures(shared: Path) -> dict[str, Any]:
    """All figures, as one dict."""
    return {
        "deleted": measure(shared, "deleted"), "spaced": measure(shared, "spaced"),
        "mixed": measure(shared, "mixed"),
        "deleted_by_sentence": measure(shared, "deleted", by_sentence=True),
        "damage": damage(shared), "damage_by_sentence": damage(shared, by_sentence=True),
        "seed": seed(shared), "speed": speed(shared),
    }  # fmt: skip


def missed_floors(figures: dict[str, Any]) -> list[str]:
    """The floors that ``figures`` do not hold, in words."""
    out: list[str] = []
    for name, floor in FLOORS.items():
        part, _, key = name.partition(".")
        value = figures[part][key]
        value = float(len(value)) if isinstance(value, list) else float(value)
        held = value <= -floor if floor < 0 or name == "seed.other" else value >= floor
        if not held:
            out.append(f"{name} is {value:.3f}, the floor {floor:g}")
    return out


def main(arguments: list[str]) -> int:
    """Print the tables; 1 where a floor is missed, 0 also where the data is not here."""
    shared = Path(next((a for a in arguments if not a.startswith("-")), "../shared"))
    if not sentences(shared):
        print(f"no treebanks under {shared}: nothing measured")
        return 0
    figures = all_figures(shared)
    if "--json" in arguments:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
        return bool(missed_floors(figures))
    for kind in ("deleted", "spaced", "mixed", "deleted_by_sentence"):
        f = figures[kind]
        print(f"{kind:20} P {f['precision']:.4f} (neutral {f['neutral']:.4f}) R {f['recall']:.4f} F {f['f1']:.4f}"
              f"  right {f['right']} wrong {f['wrong']} (either {f['either']}) missed {f['missed']}"
              f" skipped {f['skipped']}")  # fmt: skip
        for name, cell in sorted(f["categories"].items()):
            n = cell.get("right", 0) + cell.get("missed", 0)
            print(f"    {name:10} {cell.get('right', 0):5} of {n:5}, wrong {cell.get('wrong', 0)}")
        if "--errors" in arguments:
            print("   ", " ".join(f"{word}({n})" for word, n in f["errors"].items()))
    for kind in ("damage", "damage_by_sentence"):
        f = figures[kind]
        print(f"{kind}: {len(f['changed'])} in {f['words']} words, {f['per_10000']:.2f} in 10,000")
        print("\n".join(f"    {change}" for change in f["changed"][:40]))
    print(f"seed: {figures['seed']['found']} of 28, else {figures['seed']['other']}")
    print(f"speed: {figures['speed']['kb_per_s']:.0f} KB/s")
    for line in missed_floors(figures):
        print("MISSED", line)
    return bool(missed_floors(figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
