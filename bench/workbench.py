"""How fast the workbench answers with a large ledger of invented records, and how much its pages weigh.

    python -m bench.workbench [STATEMENTS]

Every page is asked several times through the app itself, without a browser; the best time counts, since the others
say what else the machine did.  Weights are of what a browser fetches, compressed as it is sent.
"""

from __future__ import annotations

import gzip
import re
import sys
import tempfile
import time
from importlib import resources
from pathlib import Path

from starlette.testclient import TestClient

from bench.ledger import records
from ravi.ledger import Ledger
from ravi.web import application

FIRST = 0.300
"""Seconds in which the first page is there."""
HEAVIEST, READING = 300_000, 60_000
"""Bytes of compressed script of any page, and of the reading page."""
TRIES = 5
_SCRIPT = re.compile(r'<script[^>]*\ssrc="(/static/[^"]+)"')
_IMPORT = re.compile(r'(?:from|import)\s*"(\./[^"]+)"')


def weight(html: str) -> int:
    """Bytes of the scripts that a page loads, with the modules that these import, each compressed."""
    root = Path(str(resources.files("ravi.web")))
    waiting = [root / path.removeprefix("/") for path in _SCRIPT.findall(html)]
    seen: set[Path] = set()
    while waiting:
        script = waiting.pop()
        if script not in seen:
            seen.add(script)
            found = _IMPORT.findall(script.read_text(encoding="utf-8")) if script.parent.name == "js" else []
            waiting += [(script.parent / path).resolve() for path in found]
    return sum(len(gzip.compress(script.read_bytes(), 9)) for script in seen)


def ask(client: TestClient, path: str) -> tuple[float, str]:
    """The best of several times that a page took, in seconds, and the page."""
    best, text = float("inf"), ""
    for _ in range(TRIES):
        began = time.perf_counter()
        answer = client.get(path)
        best, text = min(best, time.perf_counter() - began), answer.text
        assert answer.status_code == 200, path
    return best, text


def main(statements: int) -> int:
    """Fill a ledger, ask every page, print what it took; 1 where the first page or a weight is over its bound."""
    over = False
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ravi.db"
        with Ledger(path) as ledger:
            for record in records(statements):
                ledger.add(record)
        with TestClient(application(path), base_url="http://127.0.0.1:8403") as client:
            report = client.get("/api/v1/reports?limit=1").json()["items"][0]["report"]
            pages = ("/", f"/report/{report}", "/search", "/search?q=پل", "/who", "/corrections", "/api/docs")
            for page in pages:
                seconds, html = ask(client, page)
                script = weight(html)
                bound = READING if page.startswith("/report") else HEAVIEST
                over |= script > bound or (page == "/" and seconds > FIRST)
                sys.stdout.write(f"{1000 * seconds:8.0f} ms {script / 1000:8.1f} kB script  {page}\n")
    return int(over)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
