"""``ravi compare``, ``ravi positions`` and ``ravi ledger relate``: where voices agree, repeat or contradict."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from ravi.cli.console import progress, screen, tell_waiting
from ravi.cli.ledger import HERE, CsvOption, LedgerOption, LimitOption, opened, rows
from ravi.cli.options import BidiOption, JsonOption

if TYPE_CHECKING:
    from ravi.cli.terminal import Screen
    from ravi.ledger import Claim, Comparison, Corroboration, Position, Relation

__all__ = ["compare", "positions", "relate"]


def compare(
    what: Annotated[
        str, typer.Argument(metavar="EVENT|CLAIM", help="**s12** for a statement, **e7** for an event, or a query.")
    ],
    ledger: LedgerOption = HERE,
    limit: LimitOption = 200,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    bidi: BidiOption = "auto",
) -> None:
    """Show one claim or event side by side: who says it, who says otherwise, how many voices are independent."""
    with opened(ledger) as store:
        found = store.compare(what, limit=limit)
        waiting = store.unrelated()
    if not as_json:
        tell_waiting(waiting)
    if as_json:
        sys.stdout.write(json.dumps(asdict(found), ensure_ascii=False) + "\n")
    elif as_csv:
        head = ("relation", "of", "one", "other", "rule", "confidence", "differs", "why")
        told = ((r.kind, r.of, r.one, r.other, r.rule, r.confidence, _differs(r), r.why) for r in found.relations)
        rows([head, *told])
    else:
        _show(found, screen(bidi))


def positions(
    speaker: Annotated[str, typer.Argument(metavar="NAME", help="Whose.")],
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help="A query, or **s12** for a statement's words.")],
    ledger: LedgerOption = HERE,
    limit: LimitOption = 100,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    bidi: BidiOption = "auto",
) -> None:
    """Show what somebody said on a topic, in order, and what changed."""
    with opened(ledger) as store:
        found = store.positions(speaker, topic, limit=limit)
    if as_json:
        sys.stdout.write(json.dumps([asdict(one) for one in found], ensure_ascii=False) + "\n")
    elif as_csv:
        head = ("day", "statement", "outlet", "act", "content", "since", "changed")
        told = (
            (p.day, f"s{p.hit.statement}", p.hit.outlet, p.hit.act, p.hit.content, p.since, _changed(p))
            for p in found
        )
        rows([head, *told])
    else:
        shown = screen(bidi)
        for one in found:
            shown.put(f"{one.day or '؟'} {one.hit.outlet or ''} {one.hit.cue or ''}: {one.hit.content}", rtl=True)
            if one.changed:
                shown.put(f"  {_changed(one)}", rtl=True, style="yellow")
    if not found:
        sys.stderr.write("no statement of that speaker on that topic\n")


def relate(ledger: LedgerOption = HERE, as_json: JsonOption = False) -> None:
    """Look for what belongs together in the reports that nobody looked at yet; goes on where it was cut off."""
    with opened(ledger) as store:
        waiting = store.unrelated()
        with progress(range(waiting), waiting) as shown:
            steps = iter(shown)
            found = store.relate(lambda _: next(steps, None))
    if as_json:
        sys.stdout.write(json.dumps(asdict(found)) + "\n")
    else:
        sys.stdout.write(f"{found.reports:>9}  reports looked at\n")
        sys.stdout.writelines(f"{count:>9}  {kind}\n" for kind, count in found.found.items())


def _differs(relation: Relation) -> str:
    return "; ".join(f"{d.what}: {d.one} ≠ {d.other}" for d in relation.differs)


def _changed(position: Position) -> str:
    return "; ".join(f"{d.what}: {d.one} ← {d.other}" for d in position.changed)


def _show(found: Comparison, shown: Screen) -> None:
    for claim in found.claims:
        _show_claim(claim, shown)
    for happening in found.happenings:
        parts = "، ".join(dict.fromkeys(words for told in happening.told for _, words in told.participants))
        line = f"e{happening.id} {happening.type} {happening.begin or '؟'} {happening.told[0].words}: {parts}"
        shown.put(line, rtl=True, style="bold")
        _show_voices(happening.corroboration, shown)
    if found.relations:
        shown.write()
    for relation in found.relations:
        letter = relation.of[0]
        line = f"{letter}{relation.one} {relation.kind} {letter}{relation.other}"
        shown.put(f"{line} ({relation.confidence:.2f}): {relation.why}", rtl=True, style="dim")
    shown.write()
    _show_voices(found.corroboration, shown)


def _show_claim(claim: Claim, shown: Screen) -> None:
    hit = claim.hit
    day = hit.said[0] if hit.said else hit.published or "؟"
    shown.put(f"s{claim.id} {day} {hit.speaker or '؟'} {hit.cue or ''}: {hit.content}", rtl=True)
    for telling in claim.tellings:
        where = telling.hit.outlet, telling.hit.published, telling.hit.title, " ← ".join(telling.chain)
        shown.put("    " + " · ".join(filter(None, where)), rtl=True, style="dim")


def _show_voices(count: Corroboration, shown: Screen) -> None:
    shown.put(
        f"{count.independent} independent of {len(count.voices)} voices in {count.reports} reports", rtl=False
    )
    for voice in count.voices:
        mark = "+" if voice.counted else "="
        shown.put(
            f"  {mark} {'؟' if voice.speaker == '?' else voice.speaker or '—'} ({'، '.join(voice.channels)})",
            rtl=True,
            style="dim",
        )
