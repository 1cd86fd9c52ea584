"""Events that are tellings: who accuses, demands, rejects and threatens follows from the acts of attributions."""

from __future__ import annotations

from ravi.events.vocabulary import PLOVER
from ravi.record import Attribution, Event, Role, Voucher

__all__ = ["implied"]

_TYPES = {"accuse": "accuse", "demand": "demand", "deny": "reject"}


def implied(attributions: tuple[Attribution, ...]) -> list[Event]:
    """An event for each telling whose act is itself a deed; ids are left empty."""
    by_id = {a.id: a for a in attributions}
    out: list[Event] = []
    for a in attributions:
        kind = _TYPES.get(a.act)
        if a.act == "warn" and a.cue is not None and "تهدید" in a.cue.lemma:
            kind = "threaten"
        if kind is None or a.cue is None or a.dateline:
            continue
        event, mode, context = PLOVER[kind]
        roles = []
        if a.source.span is not None:
            roles.append(Role("agent", a.source.span, a.source.actor))
        elif a.source.actor is not None:
            roles.append(Role("agent", a.cue.span, a.source.actor))
        if a.addressee is not None:
            roles.append(Role("recipient", a.addressee.span, a.addressee.actor))
        if not roles:
            continue
        parent = by_id.get(a.parent) if a.parent else None
        while parent is not None and parent.dateline:
            parent = by_id.get(parent.parent) if parent.parent else None
        voice = parent.id if parent is not None else None
        out.append(
            Event(
                id="",
                trigger=a.cue.span,
                type=kind,
                status="denied" if a.negated else "alleged" if voice else "happened",
                plover={"event": event, "mode": mode or None, "context": list(context)},
                roles=tuple(roles),
                time=a.said.time if a.said else None,
                negated=a.negated,
                tense="past",
                vouched_by=(Voucher(voice, "CT-" if a.negated else "CT+"),),
                why=(f"act of {a.id}: {a.act}",),
            )
        )
    return out
