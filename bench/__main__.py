"""Everything that is measured, by name: ``python -m bench NAME``.

NAME is one of gold, ud, ner, halfspace, tokens, speed, corpus, ledger, relations, peers; ``all`` is every benchmark
of Ravi alone, one after another, without corpus and ledger; ``peers`` runs the others beside it, writes
docs/figures.md.  Options after the name are the benchmark's own (``python -m bench gold --help``).  Data that
is not here is named on standard error and skipped; the exit status is 1 only where a floor is broken or
something fails.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

ALONE = ("halfspace", "tokens", "ud", "ner", "gold", "speed")
NAMES = (*ALONE, "corpus", "ledger", "relations", "peers")


def run(name: str, options: list[str]) -> int:
    """Run one benchmark as its own module would; its exit status."""
    status: int | None = importlib.import_module(f"bench.{name}").main(options)
    return status or 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run one benchmark, or all."""
    given = list(sys.argv[1:] if argv is None else argv)
    name, options = (given[0], given[1:]) if given else ("", [])
    if name in ("", "-h", "--help"):
        print(__doc__)
        return 0 if name else 2
    if name not in (*NAMES, "all"):
        print(f"no benchmark {name!r}: one of {', '.join((*NAMES, 'all'))}", file=sys.stderr)
        return 2
    worst = 0
    for each in ALONE if name == "all" else (name,):
        if name == "all":
            print(f"\n## {each}\n", flush=True)
        worst = max(worst, run(each, options))
    return worst


if __name__ == "__main__":
    raise SystemExit(main())
