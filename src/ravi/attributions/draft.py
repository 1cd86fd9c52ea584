"""An attribution while it is being put together: word ranges instead of spans."""

from __future__ import annotations

from dataclasses import dataclass, field

from ravi.attributions.candidates import Candidate
from ravi.record import Act, AttributionType, SourceKind

Range = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """One telling: ``cue``, ``source`` and ``content`` are ranges of words.

    ``frame`` is how the content was found: colon, quote, that, bare, before, object, as, prep, ezafe, passive,
    name (prepositional cue), clause or noun (participial cue), mabni (noun cue), question, dash, continued.
    ``lo`` is the first word of the clause the cue belongs to; ``left`` where a content before the cue begins,
    so that no subject is sought in it.
    """

    candidate: Candidate | None
    cue: Range | None
    content: list[Range]
    frame: str
    type: AttributionType
    act: Act
    lo: int = 0
    left: int = -1
    source: Range | None = None
    form: str = ""
    actor: str | None = None
    kind: SourceKind = "dropped"
    negated: bool = False
    dateline: bool = False
    addressee: Range | None = None
    channel: Range | None = None
    parent: int = -1
    confidence: float = 1.0
    why: list[str] = field(default_factory=list)
    shared: int = -1
    relative: int = -1
    hidden: frozenset[int] = frozenset()
    follows: Draft | None = None

    @property
    def begin(self) -> int:
        """The word by which drafts are ordered."""
        return self.cue[0] if self.cue else self.content[0][0]

    def holds(self, i: int) -> bool:
        """Whether word ``i`` stands in the content."""
        return any(first <= i < last for first, last in self.content)
