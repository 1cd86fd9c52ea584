"""``ravi serve`` and ``ravi users``: the workbench in the browser, and who may use it from other machines."""

from __future__ import annotations

import ipaddress
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ravi.cli.ledger import HERE, LedgerOption
from ravi.errors import InputError

if TYPE_CHECKING:
    from ravi.web.accounts import Accounts

__all__ = ["add", "remove", "serve", "users"]

UsersOption = Annotated[
    Path | None,
    typer.Option("--users", metavar="PATH", envvar="RAVI_USERS", help="The accounts; LEDGER.users.json otherwise."),
]

users = typer.Typer(no_args_is_help=True, help="Who may use the workbench from other machines: add, remove, list.")


def serve(
    ledger: LedgerOption = HERE,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Where on this machine.")] = 8403,
    host: Annotated[
        str, typer.Option("--host", help="An address that others reach; takes accounts.")
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None, typer.Option("--name", help="A name under which browsers reach that address.")
    ] = None,
    accounts: UsersOption = None,
    signed: Annotated[str | None, typer.Option("--as", help="Who signs corrections made on this machine.")] = None,
    certificate: Annotated[Path | None, typer.Option("--certificate", help="For https: the chain, PEM.")] = None,
    key: Annotated[Path | None, typer.Option("--key", help="For https: the private key, PEM.")] = None,
) -> None:
    """Open the workbench on http://127.0.0.1:PORT, for this machine alone unless **--host** says otherwise."""
    try:
        import uvicorn

        from ravi.web import application
        from ravi.web.app import LOOPBACK
    except ImportError as error:
        raise InputError(f"{error.name} is missing", hint="pip install 'ravi[web]'") from None
    local = _loopback(host)
    door = None if local and accounts is None else _accounts(ledger, accounts)
    if door is not None and not door.users():
        raise InputError(
            f"nobody has an account in {door.path}, and {host} can be reached by others",
            where="--host", hint=f"ravi users add NAME --users {door.path}",
        )  # fmt: skip
    hosts = LOOPBACK | {_bracketed(host)} | {_bracketed(one) for one in name or ()}
    scheme = "https" if certificate else "http"
    sys.stderr.write(f"{scheme}://{_bracketed(host)}:{port}/  (Ctrl+C ends it)\n")
    uvicorn.run(
        application(ledger, hosts=frozenset(hosts), accounts=door, signed=signed),
        host=host, port=port, log_level="warning", server_header=False, proxy_headers=False,
        ssl_certfile=certificate, ssl_keyfile=key,
    )  # fmt: skip


@users.command("add")
def add(
    name: Annotated[str, typer.Argument(help="Who logs in.")],
    ledger: LedgerOption = HERE,
    accounts: UsersOption = None,
    role: Annotated[str, typer.Option("--role", help="**reader** looks, **editor** adds and corrects.")] = "reader",
) -> None:
    """Make an account, or give one a new password; the password is asked for, or read from standard input."""
    if role not in ("reader", "editor"):
        raise InputError(f"no role {role!r}", where="--role", hint="reader or editor")
    if sys.stdin.isatty():
        password = str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    _accounts(ledger, accounts).add(name, password, "editor" if role == "editor" else "reader")


@users.command("remove")
def remove(
    name: Annotated[str, typer.Argument(help="Whose account.")],
    ledger: LedgerOption = HERE,
    accounts: UsersOption = None,
) -> None:
    """Take an account away; its sessions end at once."""
    _accounts(ledger, accounts).remove(name)


@users.command("list")
def listed(ledger: LedgerOption = HERE, accounts: UsersOption = None) -> None:
    """Print the names and their roles."""
    for user in _accounts(ledger, accounts).users():
        sys.stdout.write(f"{user.name}\t{user.role}\n")


def _accounts(ledger: str, path: Path | None) -> Accounts:
    try:
        from ravi.web.accounts import Accounts
    except ImportError as error:
        raise InputError(f"{error.name} is missing", hint="pip install 'ravi[web]'") from None
    return Accounts(path or _beside(ledger))


def _beside(ledger: str) -> Path:
    if "://" in ledger:
        raise InputError("a database has no file beside it", where="--users", hint="name the file of the accounts")
    return Path(f"{ledger}.users.json")


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _bracketed(host: str) -> str:
    """A name as it stands in a Host header: IPv6 addresses in brackets, names in lower case."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host.lower()
