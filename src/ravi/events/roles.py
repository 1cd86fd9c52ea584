"""Who takes part: the arguments of a trigger by its frame, read from the phrases around it."""

from __future__ import annotations

from dataclasses import replace

from ravi.events.bearing import held_in, suffered, undergone, where
from ravi.events.control import controlled, controller, engaged
from ravi.events.forms import Group
from ravi.events.modality import TOOK_PLACE
from ravi.events.people import Part, Parts
from ravi.events.triggers import PUT_TO, Trigger, guard_words
from ravi.events.view import Phrase, View

__all__ = ["parts", "phrase_of"]

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "X")


def phrase_of(view: View, i: int) -> Phrase | None:
    """The phrase that word ``i`` of the text stands in."""
    for phrase in view.phrases:
        if phrase.first <= i <= phrase.last:
            return phrase
        if phrase.first > i:
            return None
    return None


def _complement(view: View, start: int, phrase: Phrase | None) -> tuple[int, int] | None:
    """The noun complement that begins after word ``start - 1``, adjectives skipped."""
    i = start
    base = view.base
    if view.letter(start - 1).endswith("ها"):
        return None  # a plural in ها without its ی has no complement
    end = phrase.last if phrase is not None and phrase.first <= start - 1 <= phrase.last else start - 1
    describing = guard_words("describing")
    while (
        i <= end
        and (view.words[i - base].upos == "ADJ" or view.letter(i) in describing)
        and not view.words[i - base].entity.startswith("B-")
    ):
        i += 1
    if i + 1 < end and i > start and view.letter(i) == "و" and view.words[i + 1 - base].upos == "ADJ":
        i += 2  # شلیک شدید و مستقیم موشک
    if i <= end:
        if view.words[i - base].upos in _NOMINAL or view.words[i - base].upos in ("ADJ", "PUNCT"):
            return i, end
        return None
    following = phrase_of(view, i)
    if view.letter(start - 2) in ("این", "همین", "آن", "همان") and not view.words[start - 1 - base].ezafe:
        return None  # علت این حادثه سرعت بود
    if following is None or following.first != i or following.slot not in ("bare", "object") or following.time:
        return None
    if following.after_break:
        return None
    numbered = view.words[following.first - base].upos == "NUM" or view.letter(following.first) in ("بیش", "کمتر")
    if numbered and view.letter(start - 2) != "" and view.words[start - 2 - base].upos == "NUM":
        return None  # بر اثر چهار انفجار سه نفر کشته شدند
    return following.first, following.last


def _after_time(view: View, start: int) -> tuple[int, int] | None:
    """The complement of a noun that a date interrupts: جلسه عصر امروز کمیسیون."""
    for k, phrase in enumerate(view.phrases):
        if phrase.first == start and phrase.time and phrase.slot == "bare" and k + 1 < len(view.phrases):
            following = view.phrases[k + 1]
            if following.first == phrase.last + 1 and following.slot == "bare" and not following.after_break:
                return following.first, following.last
        if phrase.first > start:
            break
    return None


def parts(
    context: Parts,
    trigger: Trigger,
    *,
    speaker: str | None,
    speakers: tuple[str, ...],
    asked: Part | None = None,
    teller: str | None = None,
) -> list[Part]:
    """The participants and places of ``trigger``; ``speaker`` is who says I or we in the words it stands in.

    ``asked`` is whom a demand that it stands in is made of (از او خواست که … برود),
    ``teller`` whose deed it is that he tells in another's words (گفت که خواهد رفت).
    """
    if (trigger.verbal and trigger.group is not None) or (
        trigger.kind == "participle" and trigger.group is not None and _in_row(context.view, trigger.group)
    ):
        found = _verbal(context, trigger, trigger.group, speaker, speakers, asked, teller)
    elif trigger.kind == "participle":
        found = _participle(context, trigger)
    else:
        found = _nominal(context, trigger, speaker, speakers)
    unique: list[Part] = []
    for part in found:
        if (
            trigger.entry.type == "travel"
            and part.role in ("destination", "origin")
            and not _whither(context, part)
        ):
            continue
        if _unfit(context, trigger, part):
            continue
        if part.role and all((part.span, part.actor) != (p.span, p.actor) or part.dropped for p in unique):
            unique.append(part)
    return unique


# Who meets, talks, votes and protests is somebody
_TAKEN_PART_IN = frozenset({"meet", "negotiate", "call", "elect", "protest"})


def _unfit(context: Parts, trigger: Trigger, part: Part) -> bool:
    """Whether what stands there cannot be it: a bill meets nobody, a wave of arrests does not vote."""
    view, type_ = context.view, trigger.entry.type
    if type_ == "try" and part.role == "object":
        return context.penal(part.head)
    if part.role == "agent" and type_ == "travel" and part.inherited:
        thing = part.actor is None and view.words[part.head - view.base].upos == "NOUN"
        return thing and not any(i in context.counts for i in range(part.first, part.last + 1))
    if part.role == "agent" and type_ in _TAKEN_PART_IN:
        if part.kind == "document":
            return True
        if part.actor is None and view.letter(part.head) in guard_words("manner"):
            return True
        pronoun = view.words[part.head - view.base].upos in ("PRON", "PROPN")
        pronoun = pronoun and view.letter(part.head) not in ("این", "آن", "همین", "همان")
        counted = any(i in context.counts for i in range(part.first, part.last + 1))
        return part.inherited and part.actor is None and not pronoun and not counted
    if part.role == "recipient" and view.letter(part.first - 1) == "برای":
        named = part.actor is not None or view.words[part.head - view.base].upos in ("PRON", "PROPN")
        counted = any(i in context.counts for i in range(part.first, part.last + 1))
        if not named and not counted and not context.placelike(part.first, part.last):
            return view.letter(part.head) in guard_words("aims")  # برای حل مشکل
    if part.role == "place":  # در دستور کار مجلس
        return part.kind == "document"
    # توسط after a noun that only names what happened tells who does what the verb says
    return part.role == "agent" and trigger.entry.frame.name == "happen" and trigger.kind == "nominal"


def _whither(context: Parts, part: Part) -> bool:
    """Whether one can go there: not به اتمام رسید، به میدان رفت."""
    word = context.view.words[part.head - context.view.base]
    if context.view.letter(part.head) in guard_words("no_abstract") and word.upos != "PROPN":
        return False
    return part.actor is not None or word.upos in ("PROPN", "PRON") or context.placelike(part.first, part.last)


def _nominal(context: Parts, trigger: Trigger, speaker: str | None, speakers: tuple[str, ...]) -> list[Part]:
    view, frame = context.view, trigger.entry.frame
    out: list[Part] = []
    start = trigger.last + 1
    phrase = phrase_of(view, trigger.first)
    if view.letter(start) == "شاخ":
        start += 3  # تصادف شاخ به شاخ دو خودرو
    # دیدار و گفت‌وگو با او: the second noun's complements serve both
    hops = 0
    while view.letter(start) in ("و", "یا") and start + 1 in context.heads and hops < 3:
        start += 2
        hops += 1
    tail = phrase_of(view, start - 1) or phrase
    complement = _complement(view, start, tail)
    own = (
        complement is not None
        and view.letter(complement[1]) in ("خود", "خویش")
        and complement[1] - complement[0] <= 1
    )
    if own and (
        complement is None
        or view.words[complement[0] - view.base].upos != "NOUN"
        or (view.letter(complement[0]).endswith("ای"))
    ):
        complement = None
    if complement is None:
        complement = _after_time(view, start)
    role = frame.role("ezafe")
    if frame.name == "sanction" and view.words[trigger.first - view.base].feats.get("Number") != "Plur":
        role = "object" if view.letter(trigger.last) == "تحریم" else role
    if complement is not None and role == "agent" and frame.name in ("meet", "talk"):
        named = context.split(role, *complement)
        if complement[0] == complement[1] and held_in(context, complement[0]):
            role = "place"  # مذاکرات وین
        elif not any(
            (p.actor is not None and p.kind != "document") or view.words[p.head - view.base].upos == "PRON"
            for p in named
        ):
            role = ""  # نشست بررسی … : what it is about
    if complement is not None:
        if frame.name == "sign" and context.kind(complement[0]) in ("person", "unnamed"):
            role = "agent"  # به امضای رئیس‌جمهور رسید
        if trigger.entry.type == "legislate" and view.letter(complement[0]) in guard_words("body"):
            role = "agent"  # با تصویب مجلس
        if role:
            out.extend(context.split(role, *complement))
            context.consumed.add(complement[0])
        end = complement[1]
    else:
        end = tail.last if tail is not None and tail.first <= start - 1 <= tail.last else start - 1
    for following in view.phrases:
        if following.first <= end:
            continue
        gap = following.marker if following.marker >= 0 else following.first
        joined = "و" if following.slot == "attended" else "را"
        quotes = all(view.letter(i) in ("«", "»", '"', "را", joined) for i in range(end + 1, gap))
        if not quotes or following.slot in ("bare", "object"):
            if quotes and following.time:
                end = following.last
                continue
            break
        if following.time:
            end = following.last
            continue
        slot_role = (
            "agent" if following.slot == "by" else "place" if following.slot == "in" else frame.role(following.slot)
        )
        if following.slot == "attended" and frame.name in ("meet", "talk"):
            slot_role = "agent"  # نشست کمیته با حضور وزیر
        if following.slot == "attended" and trigger.entry.type == "launch":
            slot_role = "agent"  # افتتاح سد با حضور استاندار
        if not slot_role:
            break
        if following.slot == "in" and not context.placelike(following.first, following.last):
            break
        out.extend(context.split(slot_role, following.first, following.last))
        context.consumed.add(following.first)
        end = following.last
    out.extend(_in_relative(context, trigger, end))
    if view.letter(trigger.first - 1) in PUT_TO:
        out = undergone(context, trigger, out)
    out.extend(controlled(context, trigger, phrase, out))
    if not out and phrase is not None and phrase.slot == "cause" and frame.name in ("happen", "attack"):
        out.extend(where(context, phrase))
    partner = frame.name in ("meet", "talk") and not (complement is not None and role == "agent")
    # در دیدار شهردار گفت: who speaks there takes part
    partner = partner or (trigger.entry.form in ("دیدار", "ملاقات") and phrase is not None and phrase.slot == "in")
    ceremony = trigger.entry.type == "launch" and view.letter(trigger.first - 1) in guard_words("ceremony")
    partner = partner or (ceremony and phrase is not None and phrase.slot == "in")
    explicit = engaged(view, trigger, phrase)
    if partner or explicit or not any(p.role == "agent" for p in out):
        group = view.verb_after(trigger.last)
        lent = frame.role("ezafe") == "agent" and complement is None and not suffered(view, trigger, phrase)
        inherits = partner or lent or explicit
        if group is not None and inherits and not group.passive:
            subject = context.subject(group)
            if subject is not None and not subject.first <= trigger.first <= subject.last:
                out.extend(
                    replace(part, inherited=not explicit)
                    for part in context.split("agent", subject.first, subject.last)
                )
            elif subject is None and explicit:
                actor = speaker
                if group.person == 3:
                    actor = context.cast.antecedent(group.head, plural=group.plural, speakers=speakers)
                if actor is not None and group.person != 2:
                    span = view.analysis.span(group.first, group.last + 1)
                    out.append(Part("agent", group.first, group.last, group.head, span, actor, dropped=True))
    return out


def _in_relative(context: Parts, trigger: Trigger, end: int) -> list[Part]:
    """The participants in a relative clause that only says that it took place: انفجاری که در بازار رخ داد."""
    view, frame = context.view, trigger.entry.frame
    if view.letter(end + 1) != "که":
        return []
    group = view.verb_after(end + 1)
    if group is None or view.letter(group.first - 1) not in TOOK_PLACE:
        return []
    out: list[Part] = []
    for p in view.phrases:
        if end + 1 < p.first and p.last < group.first and not p.time:
            if p.slot == "in":
                out.extend(context.split("place", p.first, p.last))
            elif p.slot in ("by", "with", "between", "against"):
                role = "agent" if p.slot == "by" else frame.role(p.slot)
                out.extend(context.split(role, p.first, p.last) if role else [])
    return out


def _participle(context: Parts, trigger: Trigger) -> list[Part]:
    """دانشجوی بازداشت‌شده: the noun before undergoes it; the phrases after the participle belong to it."""
    view, frame = context.view, trigger.entry.frame
    out: list[Part] = []
    edge = view.left_edge(trigger.first)
    region = [p for p in view.phrases if edge <= p.first and p.last < trigger.first]
    if region and region[-1].last == trigger.first - 1 and region[-1].slot != "by":
        last = region[-1]
        role = frame.role("object") if trigger.passive or trigger.group is None else ""
        if role:
            out.extend(_described(view, part) for part in context.split(role, last.first, last.last))
    for p in view.phrases:
        if p.first <= trigger.last:
            continue
        if p.marker != trigger.last + 1 or p.slot not in ("to", "from", "with", "against", "by"):
            break
        out.extend(context.split("agent" if p.slot == "by" else frame.role(p.slot), p.first, p.last))
        break
    for p in region:
        role = (
            "agent" if p.slot == "by" else frame.role(p.slot) if p.slot in ("to", "from", "with", "against") else ""
        )
        if role and p.first not in context.consumed:
            out.extend(context.split(role, p.first, p.last))
        elif p.slot == "object" and not trigger.passive:
            out.extend(context.split(frame.role("object"), p.first, p.last))
    if trigger.group is not None and not trigger.passive:
        following = view.verb_after(trigger.group.last)
        subject = context.subject(following) if following is not None else None
        if subject is None and region and region[0].slot == "bare" and not region[0].time:
            subject = region[0]
        if subject is not None:
            out.extend(context.split(frame.role("subject"), subject.first, subject.last))
    return out


def _described(view: View, part: Part) -> Part:
    """دانشجوی بازداشت‌شده is told of elsewhere by a name: the word alone does not say who it is."""
    words = view.words[part.first - view.base : part.last + 1 - view.base]
    if len(words) > 1 or any(w.upos in ("PROPN", "PRON") for w in words):
        return part
    return replace(part, actor=None, kind="", asked=-1, meant=True)


def _in_row(view: View, group: Group) -> bool:
    """Whether a participle is one of a row of verbs (رفته و …) and no adjective."""
    return view.letter(group.last + 1) in ("و", "،")


def _verbal(
    context: Parts,
    trigger: Trigger,
    group: Group,
    speaker: str | None,
    speakers: tuple[str, ...],
    asked: Part | None,
    teller: str | None,
) -> list[Part]:
    view, frame = context.view, trigger.entry.frame
    edge = view.left_edge(group.first)
    region = [
        p for p in view.phrases
        if edge <= p.first and p.last < group.first and not trigger.first <= p.first <= trigger.last and not p.time
    ]  # fmt: skip
    out: list[Part] = []
    subject = context.subject(group)
    # وارد مسکو شد، در اختیار او گذاشت: what stands between noun and verb is no subject
    between = trigger.first if trigger.kind == "apart" else group.first
    lone = [p for p in region if p.slot == "bare" and p.first < between]
    if (
        subject is not None
        and lone == [subject]
        and frame.role("object") == "object"
        and frame.role("subject") != "object"  # جان باخت: who is told undergoes it
        and not trigger.passive
        and trigger.kind != "participle"
        and (
            subject.last == trigger.first - 1
            or context.measured(subject)
            or (context.counted(subject) and subject.last == trigger.first - 2)
        )
        and not any(p.slot == "object" for p in region)
        and context.who(context.head(subject)) is None
        and subject.first not in context.heads
    ):
        # سلاح فرستاد: a thing alone before the verb is what it is done to
        subject = context.shared(group, subject)
    elif (
        subject is not None
        and trigger.entry.type == "transfer"
        and not trigger.passive
        and context.measured(subject)
        and not any(p.slot == "object" for p in region)
    ):
        subject = context.shared(group, subject)  # ۲۵۰ دلار جریمه پرداخت کند: a sum pays nothing
    subject_role = frame.role("object") if trigger.passive else frame.role("subject")
    if frame.name in ("enter", "travel", "charge") and trigger.entry.type in ("travel",):
        subject_role = "agent"
    if trigger.entry.frame.name == "receive":
        subject_role = "recipient"
    taken = trigger.passive and any(
        frame.role(p.slot) == "object" for p in region if p.slot in ("to", "from", "with", "against", "on")
    )
    if taken:
        pass  # از پوستر رونمایی شد: the passive has no subject
    elif subject is not None and subject.first not in context.heads:
        out.extend(context.split(subject_role, subject.first, subject.last))
        more, same = context.row_of(subject)
        for member in more:
            out.extend(context.split(subject_role, member.first, member.last))
        region = [p for p in region if p not in more and p not in same]
    told = controller(context, group) if not lone and not taken else None
    if asked is not None and group.subjunctive and not lone and not taken:
        out = [p for p in out if p.role != subject_role]
        out.append(replace(asked, role=subject_role))
    elif told is not None:
        out = [p for p in out if p.role != subject_role]
        out.extend(context.split(subject_role, told.first, told.last))
    elif subject is None and not taken:
        actor = None
        if group.person == 1:
            actor = speaker
        elif not trigger.passive and group.person == 3 and teller is not None and group.tense == "future":
            actor = teller  # تهدید کرد دفتر را منفجر خواهد کرد
        elif not trigger.passive and group.person == 3:
            others = frozenset(x for p in region if p.slot != "bare" and (x := context.who(p.first)) is not None)
            actor = context.cast.antecedent(
                group.head, plural=group.plural, speakers=speakers, exclude=others - {speaker or ""}
            )
        if actor is not None:
            span = view.analysis.span(group.first, group.last + 1)
            out.append(Part(subject_role, group.first, group.last, group.head, span, actor, dropped=True))
    bare_after = [p for p in region if p.slot == "bare" and p is not subject and p.first < between]
    has_object = any(p.slot == "object" for p in region)
    for p in region:
        if p is subject or p.first in context.consumed:
            continue
        if trigger.kind == "apart" and p.first > trigger.last and p.slot == "bare":
            # وارد مسکو شد، تحویل مسکو داد، در اختیار او گذاشت
            role = "recipient" if frame.name == "transfer" else frame.role("ezafe")
            if role:
                out.extend(context.split(role, p.first, p.last))
            continue
        role = ""
        if p.slot == "object":
            role = frame.role("object") or "object"
            if role in ("agent", "destination") and not context.who(p.first):
                role = "object" if role == "agent" else role
        elif p.slot == "by":
            role = "recipient" if trigger.entry.form == "به دست" else "agent"
        elif p.slot == "in":
            role = "place" if context.placelike(p.first, p.last) else ""
        elif p.slot == "bare" and not context.inner(p):
            near = bool(bare_after) and p is bare_after[-1]
            near = near or (context.counted(p) and p.first < between)
            if not has_object and near and not trigger.passive and p.first not in context.heads:
                role = frame.role("object")
                if role == "agent" and context.who(context.head(p)) is None:
                    continue  # درباره مرز، آب و بازرگانی مذاکره کردند: what it is about
        elif p.slot == "bare":
            continue
        elif p.slot == "attended" and (trigger.entry.type == "launch" or frame.name in ("meet", "talk")):
            role = "agent"
        else:
            role = frame.role(p.slot)
        if role:
            out.extend(context.split(role, p.first, p.last))
    if not has_object and not trigger.passive and frame.role("object"):
        apart = context.object_apart(edge)
        if apart is not None:
            has_object = True
            out.extend(context.split(frame.role("object"), apart.first, apart.last))
    # a relative clause whose own subject is told: its head is the object (پهپادهایی که ایران داد)
    if not has_object and not trigger.passive and frame.role("object"):
        head = context.relative(edge)
        if head is not None and head is not subject:
            out.extend(context.split(frame.role("object"), head.first, head.last))
    # سفر کرد به …، وارد شد به …: what follows the verb up to the next break
    end = group.last
    for p in view.phrases:
        if p.first <= end:
            continue
        if p.marker != end + 1 or p.slot not in ("to", "from", "with", "against", "by", "in") or p.time:
            break
        role = "agent" if p.slot == "by" else "place" if p.slot == "in" else frame.role(p.slot)
        if not role or (p.slot == "in" and not context.placelike(p.first, p.last)):
            break
        out.extend(context.split(role, p.first, p.last))
        end = p.last
    return out
