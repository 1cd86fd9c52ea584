"""Coverage-guided fuzzing: ``python -m tests.fuzz TARGET [--seconds N] [--corpus DIR]``; ``all`` for every target.

With atheris (``pip install atheris``: CPython 3.11 and later on Linux and macOS) the libraries and Ravi are
instrumented, and inputs that reach new code are kept in the corpus.  Without it, seeds are changed blindly.  A
crash is written to ``tests/fuzz/cases/TARGET-HASH``; mend it, and leave the case there.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import importlib.util
import random
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent


def seeds(name: str) -> list[bytes]:
    """What a target begins with: its seeds and its cases."""
    return [path.read_bytes() for path in sorted((HERE / "seeds" / name).glob("*"))] + [
        path.read_bytes() for path in sorted((HERE / "cases").glob(f"{name}-*"))
    ]


def changed(seed: bytes, other: bytes, chance: random.Random) -> bytes:
    """A seed with a few bytes changed, cut, doubled, or crossed with another."""
    data = bytearray(seed)
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(data))
        match chance.randint(0, 5):
            case 0:
                data[at : at + 1] = bytes([chance.randint(0, 255)])
            case 1:
                del data[at : at + chance.randint(1, 64)]
            case 2:
                data[at:at] = data[at : at + chance.randint(1, 64)]
            case 3:
                cut = chance.randint(0, len(other))
                data[at:at] = other[cut : cut + chance.randint(1, 64)]
            case 4:
                data[at:at] = chance.choice(
                    (b"\x00", b"\xff\xfe", b"<", b"]]>", b'"', b"{", b"\xe2\x80\x8c", b"\xd9")
                )
            case _:
                data[at : at + 2] = chance.choice(("ی", "ك", "۱", "«", "»", ":")).encode()
    return bytes(data)


def blindly(name: str, seconds: float) -> int:
    """Change seeds for so long; the number of runs."""
    from tests.fuzz.targets import TARGETS, quietly

    chance, found, runs, end = random.Random(name), seeds(name) or [b""], 0, time.monotonic() + seconds
    while time.monotonic() < end:
        data = changed(chance.choice(found), chance.choice(found), chance)
        try:
            quietly(TARGETS[name], data)
        except Exception:
            keep(name, data)
            raise
        runs += 1
    return runs


def guided(name: str, seconds: float, corpus: Path) -> None:
    """Fuzz by coverage for so long; leaves the process."""
    import atheris

    from tests.fuzz.targets import TARGETS, quietly

    def one(data: bytes) -> None:
        try:
            quietly(TARGETS[name], data)
        except Exception:
            keep(name, data)
            raise

    corpus.mkdir(parents=True, exist_ok=True)
    for seed in seeds(name):
        (corpus / hashlib.sha1(seed).hexdigest()).write_bytes(seed)
    options = [f"-max_total_time={seconds:.0f}", "-timeout=20", "-max_len=65536", "-rss_limit_mb=4096"]
    atheris.Setup([sys.argv[0], str(corpus), *options, f"-artifact_prefix={corpus}/"], one)
    atheris.Fuzz()


def keep(name: str, data: bytes) -> None:
    """Write a crash to the cases."""
    case = HERE / "cases" / f"{name}-{hashlib.sha1(data).hexdigest()[:12]}"
    case.parent.mkdir(exist_ok=True)
    case.write_bytes(data)
    sys.stderr.write(f"crash kept in {case}\n")


def main() -> int:
    """Fuzz one target, or each in a process of its own."""
    blind = "--blind" in sys.argv or importlib.util.find_spec("atheris") is None
    if blind or "all" in sys.argv:
        from tests.fuzz.targets import TARGETS
    else:
        import atheris

        # Only what is imported here for the first time is instrumented.
        with atheris.instrument_imports(include=["ravi", "feedparser", "warcio", "markdown_it"]):
            for name in ("feedparser", "warcio.archiveiterator", "markdown_it", "ravi.intake.load"):
                importlib.import_module(name)
            from tests.fuzz.targets import TARGETS

    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target", choices=[*TARGETS, "all"])
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--corpus", type=Path, default=Path(".fuzz"))
    parser.add_argument("--blind", action="store_true", help="without coverage")
    args = parser.parse_args()
    if args.target == "all":
        status = 0
        for name in TARGETS:
            command = [sys.executable, "-m", "tests.fuzz", name, "--seconds", str(args.seconds)]
            command += ["--corpus", str(args.corpus), *(["--blind"] if args.blind else [])]
            status |= subprocess.run(command, check=False).returncode
        return status
    if blind:
        sys.stdout.write(f"{args.target}: {blindly(args.target, args.seconds)} runs without coverage\n")
    else:
        guided(args.target, args.seconds, args.corpus / args.target)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
