"""Floor 10: millions of reports: shards in, records out, resumed where it stopped."""

from __future__ import annotations

from ravi.corpus.run import Progress, Summary, run

__all__ = ["Progress", "Summary", "run"]
