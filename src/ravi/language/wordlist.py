"""What word lists say of a spelling: noun, verb, given name, place …, as bits of a number.

The lists are kept as sorted checksums (4 bytes a word), which is small and quick to search; a foreign word
meets a checksum of the list in one of twenty thousand cases, which the network has learned to live with.
"""

from __future__ import annotations

import functools
import zlib
from importlib import resources

import numpy as np
import numpy.typing as npt

__all__ = ["BITS", "Wordlist", "wordlist"]

BITS = ("noun", "plural", "adjective", "adverb", "verb", "number", "given", "surname", "place", "listed")
"""The meaning of each bit, lowest first."""


class Wordlist:
    """Checksums in rising order and the bits of each."""

    def __init__(self, sums: npt.NDArray[np.uint32], masks: npt.NDArray[np.uint16]) -> None:
        self._sums = sums
        self._masks = masks

    def mask(self, key: str) -> int:
        """The bits of a folded spelling, 0 where no list has it."""
        code = zlib.crc32(key.encode("utf-8", "surrogatepass"))
        at = int(np.searchsorted(self._sums, np.uint32(code)))
        if at < len(self._sums) and self._sums[at] == code:
            return int(self._masks[at])
        return 0


@functools.cache
def wordlist() -> Wordlist:
    """The lists of the package."""
    where = resources.files("ravi.models").joinpath("language.lexicon.npz")
    with resources.as_file(where) as path, np.load(path) as store:
        return Wordlist(store["sums"], store["masks"])
