"""Files of strangers, parsed in a process of their own that may use only so much time and memory.

A parser of PDF, DOCX or HTML that runs away takes that process with it and nothing else: :func:`load_confined` then
raises InputError, and the program that asked goes on.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from ravi.errors import InputError, RaviError
from ravi.intake.types import Incoming

__all__ = ["Bounds", "load_confined"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one file may use: seconds of waiting and of processor time, bytes of memory, reports and their text."""

    seconds: float = 20.0
    memory: int = 2**30
    reports: int = 200
    characters: int = 2_000_000


def load_confined(
    data: bytes, origin: str, *, url: str | None = None, bounds: Bounds | None = None
) -> list[Incoming]:
    """The reports in a file, as :func:`ravi.intake.load` gives them, within bounds; raises InputError."""
    bounds = bounds or Bounds()
    head = json.dumps({"origin": origin, "url": url, **asdict(bounds)}).encode()
    command = [sys.executable, "-I", "-c", _START, *sys.path]
    try:
        done = subprocess.run(
            command, input=head + b"\n" + data, capture_output=True, timeout=bounds.seconds, check=False,
            env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise InputError(f"takes longer than {bounds.seconds:.0f} seconds to read", where=origin) from None
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        # Killed at a bound, it has said nothing; the last words of a parser written in C would mean little.
        raise InputError("takes more time or memory to read than a file may", where=origin) from None
    if fault := answer.get("error"):
        raise InputError(fault["message"], where=fault["where"], hint=fault["hint"])
    return [Incoming(**{**item, "raw": base64.b64decode(item["raw"])}) for item in answer["reports"]]


# The child looks for modules where this process does; -I keeps the folder in which it starts out of that.
_START = "import sys; sys.path[:] = sys.argv[1:]; from ravi.intake.confined import child; child()"


def child() -> None:
    """What runs in the other process: bound it, read standard input, answer as JSON on standard output."""
    source, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a parser prints is no answer
    try:
        answer = _answer(source)
    except RaviError as error:
        answer = error.to_dict()
    except (MemoryError, RecursionError, OSError) as error:
        kind = (
            "memory"
            if isinstance(error, MemoryError)
            else "depth"
            if isinstance(error, RecursionError)
            else "files"
        )
        answer = InputError(f"takes more {kind} to read than a file may").to_dict()
    out.write(json.dumps(answer).encode())
    out.close()


def _answer(source: BinaryIO) -> dict[str, Any]:
    asked = json.loads(source.readline())
    bounds = Bounds(**{name: asked[name] for name in ("seconds", "memory", "reports", "characters")})
    _confine(bounds)
    from ravi.intake.load import load

    found: list[dict[str, Any]] = []
    length = 0
    for item in load(source.read(), asked["origin"], url=asked["url"]):
        length += len(item.text)
        if len(found) == bounds.reports or length > bounds.characters:
            raise InputError(
                f"holds more than {bounds.reports} reports or {bounds.characters:,} characters",
                where=asked["origin"], hint="ravi add reads files of any size",
            )  # fmt: skip
        found.append({**asdict(item), "raw": base64.b64encode(item.raw).decode()})
    return {"reports": found}


def _confine(bounds: Bounds) -> None:
    """Bound this process; where the system knows no such bounds, the time of waiting alone holds."""
    try:
        import resource
    except ImportError:
        return
    seconds = int(bounds.seconds) + 1
    wanted = {
        resource.RLIMIT_AS: bounds.memory, resource.RLIMIT_CPU: seconds, resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,  # a parser writes no file
    }  # fmt: skip
    for limit, value in wanted.items():
        _, most = resource.getrlimit(limit)
        resource.setrlimit(limit, (value if most == resource.RLIM_INFINITY else min(value, most), most))
