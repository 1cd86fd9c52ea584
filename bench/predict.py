"""Write Ravi's record of every gold report, given only its text, outlet and date.

python -m bench.predict GOLD_DIR OUT_DIR [ID …]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench.gold import predict, reports


def main(gold: Path, out: Path, wanted: list[str]) -> int:
    """Predict; returns the number of reports that failed."""
    out.mkdir(parents=True, exist_ok=True)
    chosen = [report for report in reports(gold) if not wanted or report["id"] in wanted]
    records, failed = predict(chosen)
    for report, record in zip(chosen, records, strict=True):
        if record is not None:
            text = json.dumps(record, ensure_ascii=False)
            (out / f"{report['id']}.json").write_text(text, encoding="utf-8")
    return failed


if __name__ == "__main__":
    sys.exit(bool(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])))
