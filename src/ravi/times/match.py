"""What the grammar finds before anything is put on a calendar."""

from __future__ import annotations

from dataclasses import dataclass, field

from ravi.times.words import Month, NamedDay


@dataclass(slots=True)
class Match:
    """An expression of time at the tokens ``[first, last)`` and what it says, piece by piece; None where silent.

    ``which`` and the like count from the present one: -1 is the one before, 1 the one after.
    """

    first: int
    last: int
    kind: str = "date"
    dom: int | None = None  # day of the month
    dom_to: int | None = None
    month: Month | None = None
    month_which: int | None = None  # «ماه جاری» after a day, «مهر گذشته»
    year: int | None = None  # as written: 84, 1384, 2012
    year_to: int | None = None
    year_short: bool = False  # two digits
    year_which: int | None = None
    year_ago: int | None = None  # «پاییز دو سال قبل»
    year_kind: tuple[int, int] | None = None  # first month and day of a school or farming year
    year_bare: bool = False  # «سال» alone, after «پایان» and the like
    same_year: bool = False  # «همان سال»
    calendar: str | None = None  # said by a word: میلادی
    weekday: int | None = None
    weekday_to: int | None = None  # «شنبه تا دوشنبه»
    week_which: int | None = None
    relative_day: int | None = None
    unit: str | None = None  # W, M, Y, DE, C, S with ``unit_which``
    unit_which: int | None = None
    length: tuple[float, str] | None = None  # number and unit of a plain length
    ago: tuple[float, str, int] | None = None  # number, unit, direction
    from_last: bool = False  # counted from the last day named, not from the publication
    phase: str | None = None
    half: int | None = None  # «نیمه دوم سال»: 1 or 2
    week_of: int | None = None  # «هفته دوم مهر»: 1 to 4, -1 for the last
    season: int | None = None
    part: str | None = None
    clock: tuple[int, int] | None = None
    clock_to: tuple[int, int] | None = None
    anaphor: str | None = None  # same, that, next, previous
    anaphor_unit: str = "D"
    named: NamedDay | None = None
    decade: int | None = None
    century: int | None = None
    span_of_year: tuple[int, int] | None = None  # first month and number of months: halves and quarters
    duration: str | None = None
    shares_year_with: Match | None = None
    why: list[str] = field(default_factory=list)

    @property
    def has_day(self) -> bool:
        """True where the expression names a day or more, not only an hour or a part of a day."""
        return (
            any(
                x is not None
                for x in (
                    self.dom,
                    self.month,
                    self.year,
                    self.year_which,
                    self.weekday,
                    self.relative_day,
                    self.unit,
                    self.ago,
                    self.season,
                    self.anaphor,
                    self.named,
                    self.decade,
                    self.century,
                    self.year_ago,
                )
            )
            or self.year_bare
            or self.same_year
        )
