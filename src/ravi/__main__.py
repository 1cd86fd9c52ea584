"""``python -m ravi``: the same as the command ``ravi``."""

from ravi.cli import main

main()
