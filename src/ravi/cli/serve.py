"""``ravi serve``: the workbench in the browser, on this machine only."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ravi.cli.ledger import HERE, LedgerOption
from ravi.errors import InputError

__all__ = ["serve"]


def serve(
    ledger: LedgerOption = HERE,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Where on this machine.")] = 8403,
) -> None:
    """Open the workbench on http://127.0.0.1:PORT; no other machine can reach it."""
    try:
        import uvicorn

        from ravi.web import application
    except ImportError as error:
        raise InputError(f"{error.name} is missing", hint="pip install 'ravi[web]'") from None
    sys.stderr.write(f"http://127.0.0.1:{port}/  (Ctrl+C ends it)\n")
    uvicorn.run(application(ledger), host="127.0.0.1", port=port, log_level="warning", server_header=False)
