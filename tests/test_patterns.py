"""No regular expression costs more than its text: every compiled pattern of the package on text made to hurt it.

For each pattern that a module holds, attack strings are made of its own letters and of what its classes take, one
character, two, and a failing end.  On each, the pattern is run over the whole text at one length and, where that is
not over at once, at twice the length: linear work doubles, quadratic work is four times as much.
"""

from __future__ import annotations

import importlib
import itertools
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import ravi

LENGTH = 3_000
"""Code points: what is quadratic takes some 10⁷ steps on it, a tenth of a second and more."""
AT_ONCE = 0.02
"""Processor seconds below which nothing grew: linear patterns take some 0.5 ms."""
MOST_GROWTH = 3.2
"""Times the work for twice the text: between 2 (linear) and 4 (quadratic)."""
COMMON = ["a", "1", " ", "\n", "ی", "۱", "<", "(", "[", '"', ".", "-", "\u200c", ":", "/", "="]
MOST_LETTERS = 5


ANCHORED = {
    "ravi.ledger.query._TOKEN[0]": "matched where the last token ended, in a query of 2,000 characters at most"
}
"""Patterns that begin with white space and are never searched for, with the reason why that is so."""


def held() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern that stands in a module of the package, or in a list or dict there, by a name."""
    seen: set[str] = set()
    for info in pkgutil.walk_packages(ravi.__path__, "ravi."):
        if info.name.endswith("__main__"):
            continue
        try:
            module = importlib.import_module(info.name)
        except ModuleNotFoundError:  # an extra that is not installed
            continue
        for name, value in vars(module).items():
            values = (
                value if isinstance(value, tuple | list) else value.values() if isinstance(value, dict) else [value]
            )
            for number, one in enumerate(values):
                for part in one if isinstance(one, tuple) else (one,):
                    if isinstance(part, re.Pattern) and part.pattern not in seen:
                        seen.add(part.pattern)
                        text = (
                            re.compile(part.pattern.decode("latin-1"), part.flags & ~re.A)
                            if isinstance(part.pattern, bytes)
                            else part
                        )
                        yield f"{info.name}.{name}[{number}]", text


PATTERNS = dict(held())


def letters(pattern: re.Pattern[str]) -> list[str]:
    """What the pattern is made of: its own literals, and what its classes take."""
    own = re.sub(r"\\[a-zA-Z0-9]|\(\?[a-zP<!=:]*|\{\d*,?\d*\}", "", pattern.pattern)
    found = dict.fromkeys(char for char in own if char not in "\\^$*+?{}|()[]")
    taken = [char for char in COMMON if re.search(f"[{re.escape(char)}]", char) and pattern.search(char)]
    return [*dict.fromkeys([*itertools.islice(found, MOST_LETTERS), *taken, *COMMON[:6]])]


def attacks(pattern: re.Pattern[str]) -> Iterator[str]:
    """Units to be repeated."""
    single = letters(pattern)
    yield from single
    yield from (a + b for a, b in itertools.permutations(single[:MOST_LETTERS], 2))
    words = re.findall(r"[^\W\d_]{2,}", pattern.pattern)
    yield from (f"{word} " for word in itertools.islice(dict.fromkeys(words), MOST_LETTERS))


def work(pattern: re.Pattern[str], text: str, *, anchored: bool = False) -> float:
    """Processor seconds for all matches in a text, or for one at its beginning."""
    began = time.process_time()
    for _ in (pattern.match(text),) if anchored else pattern.finditer(text):
        pass
    return time.process_time() - began


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_costs_no_more_than_its_text(name: str) -> None:
    pattern, anchored = PATTERNS[name], name in ANCHORED
    for unit in attacks(pattern):
        text = (unit * (LENGTH // len(unit) + 1))[:LENGTH]
        for end in ("", "\x00"):
            once = work(pattern, text + end, anchored=anchored)
            if once < AT_ONCE:
                continue
            twice = min(work(pattern, text * 2 + end, anchored=anchored) for _ in range(2))
            once = min(once, work(pattern, text + end, anchored=anchored))
            assert twice < MOST_GROWTH * once, f"{name} on {unit!r}: {once:.3f} s, for twice the text {twice:.3f} s"


def test_the_patterns_are_found() -> None:
    assert len(PATTERNS) > 50
    hurt = re.compile(r"(?:a+)+b")
    assert work(hurt, "a" * 22) > 20 * work(hurt, "a" * 15)
