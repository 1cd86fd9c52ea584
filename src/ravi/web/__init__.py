"""Floor 10: the workbench, a web app on this machine alone: read, search, who is who, REST.

``application(ledger)`` gives the ASGI app; ``ravi serve`` runs it.
"""

from __future__ import annotations

from ravi.web.app import application

__all__ = ["application"]
