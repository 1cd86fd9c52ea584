"""What the calls answer with, and what they take in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Self

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field

from ravi.ledger import Facets

Limit = Annotated[int, Query(ge=1, le=200, description="how many of a page", examples=[20])]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="how many are passed over", examples=[0])]
Key = Annotated[int, Path(ge=1, le=2**53, description="number in the ledger", examples=[1])]


class Fault(BaseModel):
    """What was wrong, where, and what to do."""

    code: str = Field(description="a stable word for programs")
    message: str
    where: str | None = Field(description="the field, file or offset")
    hint: str | None = Field(description="what to do")


class Problem(BaseModel):
    """The one shape of all errors."""

    error: Fault

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"error": {"code": "not_found", "message": "no report 99", "where": None, "hint": None}},
            ]
        }
    )


ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "What was given cannot be read"},
    401: {"model": Problem, "description": "Nobody is logged in"},
    403: {"model": Problem, "description": "Not allowed to this user, or asked by another page"},
    404: {"model": Problem, "description": "It is not in the ledger"},
    413: {"model": Problem, "description": "More than is taken"},
    422: {"model": Problem, "description": "A value is not of the kind that is described"},
    503: {"model": Problem, "description": "The ledger cannot be used now"},
}
"""The answers that every call may give beside its own."""


class Correction(BaseModel):
    """One entry of the history; ``target`` says what it is about by text and place."""

    number: int
    at: str = Field(description="UTC, ISO 8601")
    who: str
    action: str
    target: dict[str, Any]
    value: str | None
    why: str
    hash: str = Field(description="SHA-256 over the entry and the hash before it")
    standing: bool


class Corrections(BaseModel):
    """A page of the history."""

    total: int
    offset: int
    items: list[Correction]


class Share(BaseModel):
    """One value of a field with how many statements have it; ``entity`` is the number of a speaker."""

    value: str
    statements: int
    entity: int | None = None


class Spread(BaseModel):
    """How the statements of a search spread, each list from the most to the least, months in order of time.

    Counted over the newest ``counted`` of them; ``more`` where there are others.
    """

    counted: int
    more: bool
    speakers: list[Share]
    outlets: list[Share]
    acts: list[Share]
    types: list[Share]
    statuses: list[Share]
    countries: list[Share]
    months: list[Share]
    solar_months: list[Share]

    @classmethod
    def of(cls, found: Facets) -> Self:
        """The same as the ledger counts it."""

        def shares(pairs: Iterable[tuple[str, int]]) -> list[Share]:
            return [Share(value=value, statements=n) for value, n in pairs]

        return cls(
            counted=found.counted,
            more=found.more,
            speakers=[Share(value=name, statements=n, entity=key) for key, name, n in found.speakers],
            outlets=shares(found.outlets),
            acts=shares(found.acts),
            types=shares(found.types),
            statuses=shares(found.statuses),
            countries=shares(found.countries),
            months=shares(found.months),
            solar_months=shares(found.solar_months),
        )
