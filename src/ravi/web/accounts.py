"""Who may work with a workbench that others reach: names, roles, and argon2 hashes of passwords in one file.

The file is JSON beside the ledger, readable by its owner alone; a password is never kept, only its hash.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ravi.errors import InputError
from ravi.web.users import Role, User

__all__ = ["LEAST_PASSWORD", "Accounts"]

LEAST_PASSWORD = 10
"""Characters of a password; there is no rule beside its length."""
MOST_PASSWORD = 1024
"""Characters that are hashed; more would be work for an attacker to give."""


class Accounts:
    """The accounts of one file, read anew when it changes; raises InputError where it is damaged."""

    def __init__(self, path: Path, hasher: PasswordHasher | None = None) -> None:
        self.path = path
        self._hasher = hasher or PasswordHasher()
        # A name that is not there takes as long as one that is: nobody learns who has an account.
        self._nobody = self._hasher.hash("nobody has this password")

    def users(self) -> list[User]:
        """Everybody, by name."""
        return [User(name, entry["role"]) for name, entry in sorted(self._read().items())]  # type: ignore[arg-type]

    def add(self, name: str, password: str, role: Role) -> None:
        """Make an account, or give one a new password and role."""
        name = name.strip()
        if not name or not name.isprintable() or len(name) > 80:
            raise InputError("a name has 1 to 80 characters", where="name")
        if not LEAST_PASSWORD <= len(password) <= MOST_PASSWORD:
            raise InputError(f"a password has at least {LEAST_PASSWORD} characters", where="password")
        self._write({**self._read(), name: {"role": role, "hash": self._hasher.hash(password)}})

    def remove(self, name: str) -> None:
        """Take an account away; raises InputError where there is none of that name."""
        found = self._read()
        if found.pop(name, None) is None:
            raise InputError(f"there is no user {name!r}", where=str(self.path))
        self._write(found)

    def check(self, name: str, password: str) -> User | None:
        """Who that is, None where name and password do not belong together."""
        entry = self._read().get(name.strip())
        try:
            self._hasher.verify(entry["hash"] if entry else self._nobody, password[:MOST_PASSWORD])
        except (VerificationError, InvalidHashError):
            return None
        return User(name.strip(), entry["role"]) if entry else None  # type: ignore[arg-type]

    def role(self, name: str) -> Role | None:
        """The role of a name as the file stands now, None where the account is gone."""
        entry = self._read().get(name)
        return entry["role"] if entry else None  # type: ignore[return-value]

    def _read(self) -> dict[str, dict[str, str]]:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            if not all(e["role"] in get_args(Role) and isinstance(e["hash"], str) for e in found.values()):
                raise ValueError("an entry is no account")
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"no file of accounts: {error}", where=str(self.path)) from None
        accounts: dict[str, dict[str, str]] = found
        return accounts

    def _write(self, found: dict[str, dict[str, str]]) -> None:
        # Made beside and put in its place: a reader never sees half a file.  mkstemp gives mode 600.
        handle, made = tempfile.mkstemp(dir=self.path.parent, prefix=self.path.name)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(found, out, ensure_ascii=False, indent=1, sort_keys=True)
        Path(made).replace(self.path)
