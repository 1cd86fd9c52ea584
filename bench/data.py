"""Where the data for measuring lies, outside the project; what is absent is skipped with a word."""

from __future__ import annotations

import os
import sys
from pathlib import Path

SHARED = Path(os.environ.get("RAVI_SHARED", Path(__file__).resolve().parents[2] / "shared"))
TREEBANKS = SHARED / "data" / "treebanks"
NER = SHARED / "data" / "ner"
NEWS = SHARED / "data" / "news"
GOLD = SHARED / "gold"
SEED = SHARED / "seed" / "report.txt"
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def here(path: Path) -> bool:
    """True where the data is; says so on standard error where it is not."""
    if path.exists():
        return True
    print(f"skipped: {path} is not here", file=sys.stderr)
    return False
