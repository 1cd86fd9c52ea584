"""Who works with the workbench, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["NOBODY", "Role", "User"]

Role = Literal["reader", "editor"]


@dataclass(frozen=True, slots=True)
class User:
    """Who asks: a reader looks, an editor also adds reports and corrects."""

    name: str
    role: Role


NOBODY = User("", "reader")
"""Who has not logged in yet."""
