"""Write Ravi's record of every gold report, given only its text, outlet and date.

python -m bench.predict GOLD_DIR OUT_DIR [ID …]
"""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path

import ravi
from ravi.reader import Reader


def main(gold: Path, out: Path, wanted: list[str]) -> int:
    """Predict; returns the number of reports that failed."""
    out.mkdir(parents=True, exist_ok=True)
    reader, failed = Reader(), 0
    for path in sorted(gold.glob("*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        if wanted and report["id"] not in wanted:
            continue
        try:
            record = reader.read(
                ravi.report(report["text"], published=report["published"], outlet=report["outlet"])
            )
        except Exception:
            failed += 1
            print(f"{report['id']} failed", file=sys.stderr)
            traceback.print_exc()
            continue
        (out / path.name).write_text(record.to_json(), encoding="utf-8")
    return failed


if __name__ == "__main__":
    sys.exit(bool(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])))
