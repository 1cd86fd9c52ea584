"""Floor 10: the command ``ravi``.

Exit codes: 0 all done; 1 an input could not be read (the others were); 2 the command was used wrongly;
130 interrupted; 141 the reader of a pipe went away.
"""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command; never returns."""
    from ravi.cli.app import run

    run()
