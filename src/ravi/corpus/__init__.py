"""Floor 10: millions of reports: shards in, records out, resumed where it stopped."""

from __future__ import annotations

from ravi.corpus.arrow import SPARK_SCHEMA, read_batches
from ravi.corpus.run import Progress, Summary, run

__all__ = ["SPARK_SCHEMA", "Progress", "Summary", "read_batches", "run"]
