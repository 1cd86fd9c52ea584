"""From the triggers of a report to its events: mentions with their participants, merged, and judged together."""

from __future__ import annotations

import dataclasses
from typing import cast as typed

from ravi.actors import Cast
from ravi.events.accept import allowed, general, soft
from ravi.events.corefer import PLACES, Cluster, Draft, merge
from ravi.events.implied import implied
from ravi.events.modality import mood
from ravi.events.people import Part, Parts
from ravi.events.roles import parts, phrase_of
from ravi.events.setting import Times, number_of, quantity_of
from ravi.events.triggers import Trigger, guard_words, triggers
from ravi.events.view import View, cut, view
from ravi.events.vocabulary import MEASURES, PLOVER, firsts
from ravi.events.voices import Voices
from ravi.language import Analysis
from ravi.record import Attribution, Event, Quantity, Role, RoleName, Status, Tense, TimeExpression, Voucher
from ravi.text import fold

__all__ = ["read"]

# A report is on sport where one word in this many is a word of sport.
_SPORT_SHARE = 45
_ANOTHER = frozenset(fold(w) for w in ("دیگر", "دیگری", "مشابه", "مجدد", "مجدداً", "مجددا", "دوباره"))
_DEFINITE = ("این", "همین", "آن", "همان")

# What a mention says of the event, the surest first
_RANK: dict[str, int] = {"happened": 0, "alleged": 1, "denied": 2, "planned": 3, "possible": 4, "disputed": 5}


def read(
    analysis: Analysis,
    cast: Cast,
    times: tuple[TimeExpression, ...],
    quantities: tuple[Quantity, ...],
    attributions: tuple[Attribution, ...],
) -> tuple[Event, ...]:
    """The events of one report, see :func:`ravi.events.find`."""
    voices = Voices(analysis, attributions)
    calendar = Times(analysis, times, attributions)
    sport = _sport(analysis)
    drafts: list[Draft] = []
    speakers: tuple[str, ...] = ()
    told = sorted(
        (a for a in attributions if a.source.actor is not None and a.cue is not None),
        key=lambda a: a.cue.span if a.cue else (0, 0),
    )
    counts: dict[int, bool] = {}
    for quantity in quantities:
        inside = analysis.words_in(*quantity.span)
        # غرامت پنج میلیارد تومانی: a measure in ی describes the noun before it
        free = (
            not (quantity.unit or "").endswith("ی") or fold(quantity.unit or "").removesuffix("ی") not in MEASURES
        )
        counts.update((i, i == inside.start and free) for i in inside)
    at = 0
    for sentence in analysis.sentences:
        while at < len(told) and (cue := told[at].cue) is not None and cue.span[0] < sentence.start:
            speakers = tuple(dict.fromkeys((told[at].source.actor or "", *speakers)))[:3]
            at += 1
        drafts.extend(_sentence(analysis, sentence.i, cast, voices, calendar, quantities, speakers, sport, counts))
    clusters = merge(drafts)
    _share_times(clusters)
    events = [_event(cast, c) for c in clusters if any(d.parts for d in c.drafts)]
    events.extend(implied(attributions))
    events.sort(key=lambda e: (min([e.trigger, *e.mentions]), e.type))
    return tuple(dataclasses.replace(e, id=f"e{k}") for k, e in enumerate(events, 1))


def _share_times(clusters: list[Cluster]) -> None:
    """An event without a date of its own takes that of the event in whose course it is told."""
    owner = {id(d): c for c in clusters for d in c.drafts}
    for cluster in clusters:
        if any(d.time is not None for d in cluster.drafts):
            continue
        for draft in cluster.drafts:
            if draft.host is None:
                continue
            time = next((d.time for d in owner[id(draft.host)].drafts if d.time is not None), None)
            if time is not None:
                draft.time = time
                draft.why.append(f"time {time.id} of the event it is told in")
                break


def _sport(analysis: Analysis) -> bool:
    words = guard_words("sport")
    count = sum(1 for w in analysis.words if fold(w.text) in words)
    return count >= 3 and count * _SPORT_SHARE >= len(analysis.words)


def _sentence(
    analysis: Analysis,
    number: int,
    cast: Cast,
    voices: Voices,
    calendar: Times,
    quantities: tuple[Quantity, ...],
    speakers: tuple[str, ...],
    sport: bool,
    counts: dict[int, bool],
) -> list[Draft]:
    sentence = analysis.sentences[number]
    letters = [fold(w.text) for w in analysis.sentence_words(sentence)]
    if firsts().isdisjoint(letters):
        return []
    seen = view(analysis, sentence, letters)
    found = triggers(seen, sport=sport)
    if not found:
        return []
    verbal: set[int] = set()
    for trigger in found:
        if trigger.kind in ("light", "apart", "participle") and trigger.group is not None:
            verbal.update(range(trigger.first, trigger.last + 1))
    cut(seen, cast, calendar.words, verbal, counts)
    apart = frozenset(t.last for t in found if t.kind == "apart")
    context = Parts(seen, cast, frozenset(t.first for t in found), speakers, counts, apart)
    drafts: list[Draft] = []
    # nouns first: the phrases that they take are not the verb's
    order = sorted(found, key=lambda t: (t.verbal, t.first))
    for trigger in order:
        draft = _mention(seen, trigger, found, context, voices, calendar, quantities, speakers, counts)
        if draft is not None:
            drafts.append(draft)
    drafts.sort(key=lambda d: d.span)
    for draft in drafts:
        draft.host = _host(seen, draft, drafts)
    return drafts


def _asked(seen: View, voice: Attribution | None) -> Part | None:
    """Whom a demand is made of, as a participant; its role is left open."""
    if voice is None or voice.act != "demand" or voice.addressee is None or voice.addressee.actor is None:
        return None
    inside = seen.analysis.words_in(*voice.addressee.span)
    if not inside:
        return None
    return Part("", inside.start, inside.stop - 1, inside.start, voice.addressee.span, voice.addressee.actor)


def _teller(voice: Attribution | None) -> str | None:
    """Who tells in indirect speech what he himself is about to do: گفت که فردا می‌رود."""
    if voice is None or voice.type not in ("indirect", "mixed") or voice.source.kind == "document":
        return None
    return voice.source.actor


# Events at which others take place
_HOSTS = frozenset({"meet", "negotiate", "travel", "call", "attack", "accident", "protest"})


def _host(seen: View, draft: Draft, drafts: list[Draft]) -> Draft | None:
    """The event in whose course another is told: در دیدار با او سند را امضا کرد، در این حمله ده نفر کشته شدند."""
    group = draft.trigger.group
    if not draft.trigger.verbal or group is None:
        return None
    edge = seen.left_edge(group.first)
    for other in drafts:
        trigger = other.trigger
        if trigger.kind != "nominal" or trigger.entry.type not in _HOSTS or trigger.first >= group.first:
            continue
        phrase = phrase_of(seen, trigger.first)
        if trigger.first < edge and not (phrase is not None and _resumed(seen, phrase.last, edge)):
            continue
        caused = trigger.entry.type in ("attack", "accident") and draft.type in ("kill", "injure", "die")
        if phrase is not None and (phrase.slot == "in" or (caused and phrase.slot in ("cause", "after"))):
            return other
    return None


def _resumed(seen: View, last: int, edge: int) -> bool:
    """Whether only a relative clause stands between word ``last`` and a clause: در حمله‌ای که رخ داد، سه نفر …"""
    if seen.letter(last + 1) != "که":
        return False
    verb = seen.verb_after(last)
    return verb is not None and verb.last < edge <= verb.last + 2


def _mention(
    seen: View,
    trigger: Trigger,
    found: list[Trigger],
    context: Parts,
    voices: Voices,
    calendar: Times,
    quantities: tuple[Quantity, ...],
    speakers: tuple[str, ...],
    counts: dict[int, bool],
) -> Draft | None:
    telling = voices.telling(trigger.head)
    if (
        telling == "channel"
        or (telling == "cue" and trigger.entry.type != "try")
        or (telling == "addressee" and trigger.kind == "nominal")
    ):
        return None
    voice = voices.innermost(trigger.head)
    speaker = voice.source.actor if voice is not None else None
    people = parts(
        context, trigger, speaker=speaker, speakers=speakers, asked=_asked(seen, voice), teller=_teller(voice)
    )
    if not people and trigger.kind != "light" and trigger.entry.type in ("die", "kill", "injure"):
        people = _counted(seen, trigger, context, counts)
    definite = trigger.kind == "nominal" and seen.letter(trigger.first - 1) in _DEFINITE
    if not allowed(seen, trigger, people, context, counts, definite=definite):
        return None
    told = calendar.of(seen, trigger, found)
    time = told[0] if told else None
    if trigger.verbal and trigger.group is not None and trigger.group.person == 2:
        return None
    first_person = trigger.verbal and trigger.group is not None and trigger.group.person == 1
    state = mood(seen, trigger, phrase_of(seen, trigger.first), future_time=_later(seen, time))
    if (
        trigger.kind == "nominal"
        and not definite
        and state.value in ("planned", "possible", "denied")
        and (
            not any(p.actor is not None or p.first in counts for p in people)
            or soft(trigger, state.value, people, seen)
        )
    ):
        return None
    if (
        trigger.verbal
        and state.value == "possible"
        and trigger.entry.type in ("cooperate", "aid", "call")
        and (
            len(people) < 2
            or state.why == "subjunctive after nothing"
            or not any(p.role == "agent" and p.actor for p in people)
        )
    ):
        return None  # مردم باید همکاری کنند
    if not definite and general(trigger, people, time, counts):
        return None
    verdict = voices.judge(
        trigger.head, state, nominal=trigger.kind in ("nominal", "participle"), first_person=first_person
    )
    span = seen.analysis.span(trigger.first, trigger.last + 1)
    count = quantity_of(people, quantities, seen.analysis, trigger.entry.type)
    why = [f"{trigger.kind} {trigger.entry.form}", f"frame {trigger.entry.frame.name}", verdict.why]
    if told:
        why.append(f"time {told[0].id} {told[1]}")
    heads = {p.head: _head_word(seen, p.head) for p in people if p.actor is None or p.role in PLACES}
    return Draft(
        trigger,
        span,
        people,
        verdict,
        state.negated,
        state.tense,
        time,
        count[0] if count else None,
        definite,
        fold(trigger.entry.form).split()[0],
        seen.sentence.i,
        any(seen.letter(i) in _ANOTHER for i in range(trigger.first - 4, trigger.last + 4)),
        trigger.kind == "nominal" and state.value == "happened" and _alone(seen, trigger),
        _introduced(seen, trigger),
        heads,
        why,
        number=number_of(people, quantities),
    )


def _introduced(seen: View, trigger: Trigger) -> bool:
    """A noun with the ی of what is told for the first time (جلسه‌ای با وزیر داشتیم)."""
    word, form = fold(seen.words[trigger.last - seen.base].text), fold(trigger.entry.form).split()[-1]
    ended = word in (form + "ی", form + "ای", form + "ئی")
    return ended and trigger.kind != "light" and seen.letter(trigger.last + 1) != "که"


def _alone(seen: View, trigger: Trigger) -> bool:
    """A noun without complement, adjective or ending: the one that was told of before (در ابتدای جلسه)."""
    word = seen.words[trigger.last - seen.base]
    if fold(word.text) != fold(trigger.entry.form).split()[-1] or word.feats.get("Number") == "Plur" or word.ezafe:
        return False
    after = seen.words[trigger.last + 1 - seen.base] if trigger.last + 1 < seen.sentence.last else None
    return after is None or after.upos not in ("NOUN", "PROPN", "ADJ", "PRON")


def _counted(seen: View, trigger: Trigger, context: Parts, counts: dict[int, bool]) -> list[Part]:
    """The number of the dead or hurt that the clause tells: تعداد جان‌باختگان به ۲۲ نفر رسید."""
    for phrase in seen.phrases:
        if phrase.first < trigger.first:
            continue
        if phrase.first > trigger.last + 6:
            break
        if phrase.first in counts:
            part = context.make("object", phrase.first, phrase.last)
            return [part] if part is not None else []
    return []


def _head_word(seen: View, i: int) -> str:
    """The head word of a participant without its endings."""
    word = seen.words[i - seen.base]
    letters = seen.letter(i)
    if word.lemma and word.upos in ("NOUN", "PROPN") and len(word.lemma) > 2:
        letters = fold(word.lemma)
    for ending in ("هایی", "های", "ها", "ای"):
        if letters.endswith(ending) and len(letters) > len(ending) + 2:
            return letters[: -len(ending)]
    return letters


_TO_COME = frozenset(fold(w) for w in ("فردا", "پس‌فردا", "آینده", "آتی", "پیش‌رو"))


def _later(seen: View, time: TimeExpression | None) -> bool:
    """Whether a time is told as one to come (فردا، هفته آینده)."""
    if time is None:
        return False
    if time.value == "FUTURE_REF":
        return True
    return any(fold(seen.analysis.words[i].text) in _TO_COME for i in seen.analysis.words_in(*time.span))


def _event(cast: Cast, cluster: Cluster) -> Event:
    drafts = cluster.drafts
    main = min(
        drafts,
        key=lambda d: (
            _RANK[d.verdict.status],
            d.definite,
            any(p.meant and p.actor is None for p in d.parts),
            not d.trigger.verbal,
            -len(d.parts),
            d.span,
        ),
    )
    status, vouchers, note = _status(drafts, main)
    roles: list[Role] = []
    for draft in [main, *(d for d in drafts if d is not main)]:
        for part in draft.parts:
            name = typed(RoleName, part.role)
            if any(
                (r.actor is not None and r.actor == part.actor and (r.role == name or draft is not main))
                or (
                    r.span[0] < part.span[1]
                    and part.span[0] < r.span[1]
                    and r.role == name
                    and r.actor == part.actor
                )
                for r in roles
            ):
                continue
            if draft is not main and (part.dropped or any(r.role == name for r in roles)) and name != "agent":
                continue
            if (
                draft is not main
                and name == "agent"
                and any(r.role == "agent" for r in roles)
                and part.actor is None
            ):
                continue
            if part.asked >= 0:
                cast.head_at(part.asked)  # takes part, and so belongs to the record
            roles.append(Role(name, part.span, part.actor))
    time = next((d.time.id for d in [main, *drafts] if d.time is not None), None)
    quantity = next((d.quantity for d in [main, *drafts] if d.quantity is not None), None)
    event, mode, context = PLOVER[main.type]
    why = list(main.why)
    why.extend(w for d in drafts if d is not main for w in d.why if w.startswith("the same event"))
    if note:
        why.append(note)
    return Event(
        id="",
        trigger=main.span,
        type=main.type,
        status=status,
        mentions=tuple(d.span for d in drafts if d is not main),
        # What PLOVER does not code has no code.
        plover={"event": event, "mode": main.trigger.entry.mode or mode or None, "context": list(context)}
        if event
        else None,
        roles=tuple(roles),
        time=time,
        quantity=quantity,
        negated=main.negated,
        tense=typed(Tense, main.tense),
        vouched_by=vouchers,
        why=tuple(why),
    )


def _status(drafts: list[Draft], main: Draft) -> tuple[Status, tuple[Voucher, ...], str]:
    """The status of the event from all its mentions, and who vouches for it."""
    vouchers: list[Voucher] = []
    for draft in [main, *drafts]:
        v = draft.verdict
        if v.status == main.verdict.status and v.named:
            voucher = Voucher(v.attribution, v.factuality)
            if all(x.attribution != voucher.attribution for x in vouchers):
                vouchers.append(voucher)
    denied = [d for d in drafts if d.verdict.status == "denied" and d.verdict.factuality == "CT-"]
    asserted = [d for d in drafts if d.verdict.status in ("happened", "alleged")]
    if denied and asserted:
        other = next((d for d in denied if d.verdict.attribution != asserted[0].verdict.attribution), None)
        if other is not None:
            both = (
                Voucher(asserted[0].verdict.attribution, "CT+"),
                Voucher(other.verdict.attribution, "CT-"),
            )
            return "disputed", both, "one voice asserts it, another denies it"
    return main.verdict.status, tuple(vouchers), ""
