"""``ravi watch``: the new reports of feeds, into the ledger."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict
from typing import Annotated

import typer

from ravi.cli.console import report_error
from ravi.cli.inputs import read_bytes
from ravi.cli.ledger import HERE, LedgerOption
from ravi.cli.options import JsonOption
from ravi.errors import RaviError

__all__ = ["watch"]


def watch(
    listed: Annotated[
        str, typer.Argument(metavar="FEEDS", help="A list of feeds: TOML, OPML, one address a line.")
    ],
    ledger: LedgerOption = HERE,
    once: Annotated[bool, typer.Option("--once", help="Go through the feeds once, as for cron.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Ask feeds for new reports and keep them; a line for each. Requests go to these feeds and reports alone."""
    from ravi.intake.feeds import feeds
    from ravi.intake.watch import State, Watch
    from ravi.ledger import Ledger
    from ravi.reader import Reader, report

    found = feeds(read_bytes(listed), listed)
    with Ledger(ledger) as store:
        reader, watching = Reader(), Watch(known=store.has_url)
        while True:
            for feed in found:
                state = State(**store.feed_state(feed.url))
                if state.due > time.time():
                    continue
                for news in watching.once(feed, state):
                    if isinstance(news.report, RaviError):
                        report_error(news.report, as_json=as_json)
                        continue
                    given = news.report
                    came = report(
                        given.text, published=given.published, outlet=given.outlet, url=given.url, title=given.title
                    )
                    added = store.add(reader.read(came), raw=given.raw, origin=given.origin)
                    _tell(added.report, given.published, given.title, given.url, as_json)
                store.keep_feed_state(feed.url, asdict(state))
            if once:
                return
            time.sleep(max(1.0, min(State(**store.feed_state(feed.url)).due for feed in found) - time.time()))


def _tell(number: int, published: str | None, title: str | None, url: str | None, as_json: bool) -> None:
    if as_json:
        line = json.dumps(
            {"report": number, "published": published, "title": title, "url": url}, ensure_ascii=False
        )
    else:
        line = " ".join(filter(None, (published or "?", title, url)))
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
