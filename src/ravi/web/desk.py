"""What every request of the workbench works with: the ledger, the reader, who asks, in which language."""

from __future__ import annotations

import getpass
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.requests import Request

from ravi.intake.fetch import Fetcher
from ravi.ledger import Ledger
from ravi.reader import Reader
from ravi.web.accounts import Accounts
from ravi.web.language import Lang
from ravi.web.sessions import Sessions, Tries
from ravi.web.users import NOBODY, Role, User

__all__ = ["Desk", "Door", "Role", "User", "desk", "editor", "lang_of", "user_of"]


@dataclass(frozen=True, slots=True)
class Door:
    """What keeps others out where other machines reach the workbench: accounts, sessions, and tries that failed."""

    accounts: Accounts
    sessions: Sessions = field(default_factory=Sessions)
    tries: Tries = field(default_factory=Tries)


@dataclass(slots=True)
class Desk:
    """One workbench over one ledger.

    ``local`` is who works on it where nobody has to log in; ``fetcher`` fetches addresses, the guarded one of
    :mod:`ravi.intake.fetch` where it is None.
    """

    ledger: Ledger
    reader: Reader = field(default_factory=Reader)
    door: Door | None = None
    fetcher: Fetcher | None = None
    local: User = field(default_factory=lambda: User(_login_name(), "editor"))


def _login_name() -> str:
    """The name under which corrections on this machine are signed unless another is given."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "local"


def desk(request: Request) -> Desk:
    """The desk of the workbench that a request came to."""
    found: Desk = request.app.state.desk
    return found


def user_of(request: Request) -> User:
    """Who asks; raises nothing: a request of nobody does not come this far."""
    found: User | None = getattr(request.state, "user", None)
    return found or (NOBODY if desk(request).door else desk(request).local)


def editor(request: Request) -> User:
    """Who asks, where it is an editor; anybody else is refused (HTTP 403)."""
    user = user_of(request)
    if user.role != "editor":
        raise HTTPException(403, "this takes an editor")
    return user


def lang_of(request: Request) -> Lang:
    """The language of the pages: asked for in the address, chosen before, or Persian."""
    return "en" if request.query_params.get("lang", request.cookies.get("lang")) == "en" else "fa"
