"""Who takes part: the arguments of a trigger by its frame, read from the phrases around it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ravi.actors import Cast
from ravi.events.forms import Group
from ravi.events.triggers import Trigger, guard_words
from ravi.events.view import Phrase, View
from ravi.record import RoleName, Span
from ravi.text import fold

__all__ = ["Part", "Parts", "parts", "phrase_of"]

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "X")
_NAMING = ("NOUN", "PROPN", "PRON", "X")
_PERSONAL = frozenset({"وی", "او", "آنها", "آنان", "ایشان"})


@dataclass(frozen=True, slots=True)
class Part:
    """A participant: words ``[first, last]`` of the text, its head word, and the actor it is, where it is one.

    ``dropped`` is True where only the verb carries it; ``span`` then is that of the verb.
    """

    role: str
    first: int
    last: int
    head: int
    span: Span
    actor: str | None
    dropped: bool = False
    inherited: bool = False


class Parts:
    """The participants of the triggers of one sentence; subjects of clauses are found once and kept."""

    def __init__(
        self, view: View, cast: Cast, heads: frozenset[int], kinds: dict[str, str], speakers: tuple[str, ...]
    ) -> None:
        self.view = view
        self.kinds = kinds
        self.speakers = speakers
        self.states = frozenset(actor for actor, kind in kinds.items() if kind == "state")
        self.cast = cast
        self.heads = heads
        self.consumed: set[int] = set()
        self._subjects: dict[int, Phrase | None] = {}

    def make(self, role: str, first: int, last: int) -> Part | None:
        """A participant over the words ``[first, last]`` without what stands outside a noun phrase, or None."""
        view, words, base = self.view, self.view.words, self.view.base
        while first <= last and words[first - base].upos in ("PUNCT", "CCONJ", "ADP", "ADV", "SCONJ"):
            first += 1
        while last >= first and words[last - base].upos in ("PUNCT", "CCONJ", "ADP", "SCONJ"):
            last -= 1
        head = next((i for i in range(first, last + 1) if words[i - base].upos in _NAMING), None)
        if head is None:
            head = next((i for i in range(first, last + 1) if words[i - base].upos in ("NUM", "ADJ")), None)
        if head is None or view.letter(head) in guard_words("void"):
            return None
        span = view.analysis.span(first, last + 1)
        actor = self.cast.head_at(head)
        if actor is None and words[head - base].upos == "PRON" and view.letter(head) in _PERSONAL:
            plural = view.letter(head) in ("آنها", "آنان", "ایشان")
            actor = self.cast.antecedent(head, plural=plural, speakers=self.speakers)
        full = self.cast.mention_span(head)
        if full is not None and full[1] > span[1] and view.letter(last + 1) in ("،", ",", "(", "»"):
            span = (min(span[0], full[0]), full[1])
        return Part(role, first, last, head, span, actor)

    def placelike(self, first: int, last: int) -> bool:
        """Whether the words ``[first, last]`` name a place: a place name, or a word for a kind of place."""
        places = guard_words("place")
        for i in range(first, last + 1):
            letters = self.view.letter(i)
            if self.view.words[i - self.view.base].entity.endswith("LOC") or letters in places:
                return True
            if letters.endswith("ی") and letters.rstrip("ی") in places:
                return True
        return False

    def split(self, role: str, phrase_first: int, phrase_last: int) -> list[Part]:
        """The participants of a phrase: the members of a row of names are one each."""
        view = self.view
        meant = self._meant(phrase_first, phrase_last)
        if meant:
            span = view.analysis.span(phrase_first, phrase_last + 1)
            return [Part(role, phrase_first, phrase_last, phrase_first, span, actor) for actor in meant]
        cuts = [i for i in range(phrase_first + 1, phrase_last) if view.letter(i) == "و" and self._row(i)]
        out: list[Part] = []
        start = phrase_first
        for cut in [*cuts, phrase_last + 1]:
            if cut > start and (part := self.make(role, start, cut - 1)) is not None:
                out.append(part)
            start = cut + 1
        return out

    def _meant(self, first: int, last: int) -> list[str]:
        """The states that این کشور and دو کشور mean: the last ones named before, in the order of the text."""
        letters = [self.view.letter(i) for i in range(first, min(last, first + 2) + 1)]
        if self.cast.head_at(first) is not None or len(letters) < 2:
            return []
        if letters[0] in ("این", "همین", "آن") and letters[1] == "کشور":
            wanted = 1
        elif letters[0] in ("دو", "هردو") and letters[1] in ("کشور", "طرف", "دولت") and last == first + 1:
            wanted = 2
        else:
            return []
        found: list[str] = []
        for i in range(first - 1, max(-1, first - 120), -1):
            actor = self.cast.head_at(i)
            if actor in self.states and actor is not None and actor not in found:
                found.append(actor)
                if len(found) == wanted:
                    return found[::-1]
        return []

    def _row(self, i: int) -> bool:
        """Whether و at ``i`` joins two names of actors, and is not inside one name."""
        one, two = self.cast.head_at(i - 1), self.cast.head_at(i + 1)
        if self.cast.head_at(i) is not None and one == two:
            return False
        return (one is not None and two is not None and one != two) or (
            self.view.words[i - 1 - self.view.base].upos == "PROPN"
            and self.view.words[i + 1 - self.view.base].upos == "PROPN"
        )

    def subject(self, group: Group) -> Phrase | None:
        """The subject phrase of a finite verb, also where it stands before a relative clause or is shared."""
        if group.head in self._subjects:
            return self._subjects[group.head]
        self._subjects[group.head] = None
        found = self._subject(group)
        self._subjects[group.head] = found
        return found

    def shared(self, group: Group, without: Phrase) -> Phrase | None:
        """The subject of ``group`` where the phrase ``without`` in its clause is its object."""
        found = self._elsewhere(group, self.view.left_edge(group.first))
        return found if found is not without else None

    def _subject(self, group: Group) -> Phrase | None:
        view = self.view
        edge = view.left_edge(group.first)
        region = [p for p in view.phrases if edge <= p.first and p.last < group.first]
        bare = [
            p
            for p in region
            if p.slot == "bare"
            and not p.time
            and not self._in_trigger(p)
            and not self.inner(p)
            and not self._byline(p)
            and view.letter(self.head(p)) not in guard_words("void")
        ]
        if len(bare) == 1 and not any(p.slot == "object" for p in region):
            word = view.words[self.head(bare[0]) - view.base]
            if (
                word.deprel == "obj"
                and self.cast.head_at(word.i) is None
                and not group.passive
                and group.stem != "شد"
            ):
                bare = []
        if bare:
            return bare[0]
        return self._elsewhere(group, edge)

    def _elsewhere(self, group: Group, edge: int) -> Phrase | None:
        """A subject outside the clause: before a relative که, shared in a row of verbs, or by the tree."""
        view = self.view
        before = self.relative(edge)
        if before is not None:
            return before
        # a row of verbs shares its subject
        previous = [g for g in view.groups if g.last < group.first and not g.infinitive]
        if previous and (previous[-1].plural == group.plural or not previous[-1].finite or not group.finite):
            joined = view.letter(edge) in ("و", "یا", "ولی", "اما", "تا", "،") or view.letter(edge - 1) in (
                "و",
                "تا",
            )
            same = previous[-1].person == group.person or not previous[-1].finite
            if (joined or group.subjunctive) and same:
                return self.subject(previous[-1])
        # the subject of a main clause that a relative clause interrupts: the tree knows it
        verb = view.analysis.words[group.head]
        above = view.analysis.children(verb.head) if verb.deprel in ("conj", "xcomp", "compound:lvc", "aux") else []
        for child in (*view.analysis.children(group.head), *above):
            word = view.analysis.words[child]
            if word.deprel in ("nsubj", "nsubj:pass") and child < group.first and child >= view.base:
                for p in view.phrases:
                    if p.first <= child <= p.last and p.slot == "bare" and not p.time and self._agrees(p, group):
                        return p
        return None

    def _agrees(self, phrase: Phrase, group: Group) -> bool:
        """Whether a phrase can be the subject of a plural verb: one person cannot."""
        if not group.plural:
            return True
        head = self.head(phrase)
        person = self.kinds.get(self.cast.head_at(head) or "") == "person"
        return not person or any(self.view.letter(i) == "و" for i in range(phrase.first, phrase.last + 1))

    def row_of(self, subject: Phrase) -> tuple[list[Phrase], list[Phrase]]:
        """The phrases that go on with a subject after commas: further members of the row, and appositions."""
        phrases = self.view.phrases
        k = next((i for i, p in enumerate(phrases) if p.first == subject.first and p.last == subject.last), -1)
        tail: list[Phrase] = []
        while 0 <= k < len(phrases) - 1:
            here, after = phrases[k], phrases[k + 1]
            if (
                after.slot != "bare"
                or after.time
                or self.view.letter(here.last + 1) not in ("،", ",")
                or (after.first != here.last + 2)
            ):
                break
            tail.append(after)
            k += 1
        joined = [
            i for i, p in enumerate(tail) if any(self.view.letter(j) == "و" for j in range(p.first, p.last + 1))
        ]
        actor = self.cast.head_at(self.head(subject))
        more: list[Phrase] = []
        if joined:
            members = tail[: joined[-1] + 1]
            ids = [self.cast.head_at(self.head(p)) for p in members]
            if all(x != actor and x is not None for x in ids):
                more = members
        same = [p for p in tail if p not in more and self.cast.head_at(self.head(p)) == actor and actor is not None]
        return more, same

    def _in_trigger(self, phrase: Phrase) -> bool:
        return phrase.first in self.heads and phrase.last == phrase.first

    def inner(self, phrase: Phrase) -> bool:
        """Whether a bare phrase goes on with a noun phrase that a date interrupts: گزارش روز شنبه پلیس."""
        phrases = self.view.phrases
        k = next((i for i, p in enumerate(phrases) if p is phrase), 0)
        if k < 2 or phrase.after_break:
            return False
        time, noun = phrases[k - 1], phrases[k - 2]
        return (
            time.time
            and time.slot == "bare"
            and noun.slot not in ("bare", "object")
            and time.last == phrase.first - 1
            and noun.last == time.first - 1
        )

    def _byline(self, phrase: Phrase) -> bool:
        """Whether a phrase is the outlet's own line before the report."""
        actor = self.cast.head_at(phrase.first)
        return (
            phrase.first == self.view.base
            and actor is not None
            and self.kinds.get(actor) == "outlet"
            and (self.view.letter(phrase.last + 1) in ("-", "–", "ـ", ":", "،", "/", ""))
        )

    def head(self, phrase: Phrase) -> int:
        base = self.view.base
        return next(
            (i for i in range(phrase.first, phrase.last + 1) if self.view.words[i - base].upos in _NAMING),
            phrase.first,
        )

    def relative(self, edge: int) -> Phrase | None:
        """The noun phrase before a relative که, where the clause begins right after it."""
        view = self.view
        if view.letter(edge - 1) != "که":
            return None
        k = edge - 2
        while k >= view.base and view.words[k - view.base].upos == "PUNCT":
            k -= 1
        if k in view.group_at and view.group_at[k].stem == "بود" and view.group_at[k].first == k:
            k -= 1  # آخرین مورد او است که …
            while k >= view.base and view.words[k - view.base].upos == "PUNCT":
                k -= 1
        if k < view.base or k in view.group_at:
            return None
        for p in view.phrases:
            if p.first <= k <= p.last:
                if p.slot != "bare" and k + 1 in view.group_at:
                    return None
                if p.time or view.words[self.head(p) - view.base].upos not in _NAMING:
                    return None
                if k > p.first and view.letter(k).endswith("ی") and view.words[k - view.base].upos == "NOUN":
                    # مأموریت ماهواره‌ای که: the noun with ی is the one that که takes up
                    if self.cast.head_at(k) is None and view.words[k - 1 - view.base].upos != "ADJ":
                        return Phrase("bare", k, p.last, -1)
                return p
        return None


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
    while i <= end and view.words[i - base].upos == "ADJ" and not view.words[i - base].entity.startswith("B-"):
        i += 1
    if i <= end:
        if view.words[i - base].upos in _NOMINAL or view.words[i - base].upos in ("ADJ", "PUNCT"):
            return i, end
        return None
    following = phrase_of(view, i)
    if following is None or following.first != i or following.slot not in ("bare", "object") or following.time:
        return None
    if following.after_break:
        return None
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


_SET_ON = frozenset(
    {"اقدام", "مبادرت", "موفق", "دست", "مشغول", "حال", "درصدد", "صدد", "دنبال", "شرکت", "حضور", "آستانه"}
)


_CONTROL = frozenset(fold(w) for w in ("متهم", "محکوم", "مجبور", "وادار", "تشویق", "دعوت", "ترغیب", "ملزم", "موظف"))


def _controlled(context: Parts, trigger: Trigger, phrase: Phrase | None, out: list[Part]) -> list[Part]:
    """Whose deed it is where the verb tells: ایران را به تأمین پهپاد متهم کرد، به اتهام قتل دستگیر شد."""
    view, frame = context.view, trigger.entry.frame
    if phrase is None or any(p.role == "agent" for p in out) or frame.role("subject") != "agent":
        return []
    group = view.verb_after(trigger.last)
    if group is None:
        return []
    edge = view.left_edge(group.first)
    if phrase.slot in ("for", "purpose"):
        subject = context.subject(group) if not group.passive else None
        if subject is not None and not subject.first <= trigger.first <= subject.last:
            return [replace(p, inherited=True) for p in context.split("agent", subject.first, subject.last)]
        return []
    told = any(view.letter(i) in _CONTROL for i in range(edge, group.first))
    if not told and phrase.slot != "charge":
        return []
    for p in view.phrases:
        if edge <= p.first and p.last < group.first and p.slot == "object":
            return context.split("agent", p.first, p.last)
    subject = context.subject(group)
    if subject is not None and not subject.first <= trigger.first <= subject.last:
        return context.split("agent", subject.first, subject.last)
    return []


def _engaged(view: View, trigger: Trigger) -> bool:
    """Whether the subject of the clause is told to be at it: اقدام به خرید کرد، در حال رفت‌وآمد بود، مشغول تولید است."""
    start = trigger.first - (5 if view.letter(trigger.first - 1) == "و" else 3)
    return any(view.letter(i) in _SET_ON for i in range(start, trigger.first))


def parts(context: Parts, trigger: Trigger, *, speaker: str | None, speakers: tuple[str, ...]) -> list[Part]:
    """The participants and places of ``trigger``; ``speaker`` is who says I or we in the words it stands in."""
    if trigger.verbal and trigger.group is not None:
        found = _verbal(context, trigger, trigger.group, speaker, speakers)
    elif trigger.kind == "participle" and trigger.group is not None and _in_row(context.view, trigger.group):
        found = _verbal(context, trigger, trigger.group, speaker, speakers)
    elif trigger.kind == "participle":
        found = _participle(context, trigger)
    else:
        found = _nominal(context, trigger, speaker)
    unique: list[Part] = []
    for part in found:
        if part.role and all(part.span != p.span or part.dropped for p in unique):
            unique.append(part)
    return unique


def _nominal(context: Parts, trigger: Trigger, speaker: str | None) -> list[Part]:
    view, frame = context.view, trigger.entry.frame
    out: list[Part] = []
    start = trigger.last + 1
    phrase = phrase_of(view, trigger.first)
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
        if not any(p.actor is not None or view.words[p.head - view.base].upos == "PRON" for p in named):
            role = ""  # نشست بررسی … : what it is about
    if complement is not None:
        if role:
            out.extend(context.split(role, *complement))
        end = complement[1]
    else:
        end = tail.last if tail is not None and tail.first <= start - 1 <= tail.last else start - 1
    for following in view.phrases:
        if following.first <= end:
            continue
        gap = following.marker if following.marker >= 0 else following.first
        quotes = all(view.letter(i) in ("«", "»", '"') for i in range(end + 1, gap))
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
        if not slot_role:
            break
        if following.slot == "in" and not context.placelike(following.first, following.last):
            break
        out.extend(context.split(slot_role, following.first, following.last))
        context.consumed.add(following.first)
        end = following.last
    out.extend(_controlled(context, trigger, phrase, out))
    partner = frame.name in ("meet", "talk") and not (complement is not None and role == "agent")
    if partner or not any(p.role == "agent" for p in out):
        group = view.verb_after(trigger.last)
        inherits = partner or frame.role("ezafe") == "agent" and complement is None or _engaged(view, trigger)
        if group is not None and inherits and not group.passive:
            subject = context.subject(group)
            explicit = _engaged(view, trigger)
            if subject is not None and not subject.first <= trigger.first <= subject.last:
                out.extend(
                    replace(part, inherited=not explicit)
                    for part in context.split("agent", subject.first, subject.last)
                )
            elif subject is None and group.person == 1 and speaker is not None and explicit:
                span = view.analysis.span(group.first, group.last + 1)
                out.append(Part("agent", group.first, group.last, group.head, span, speaker, True))
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
            out.extend(context.split(role, last.first, last.last))
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


def _in_row(view: View, group: Group) -> bool:
    """Whether a participle is one of a row of verbs (رفته و …) and no adjective."""
    return view.letter(group.last + 1) in ("و", "،")


def _verbal(
    context: Parts, trigger: Trigger, group: Group, speaker: str | None, speakers: tuple[str, ...]
) -> list[Part]:
    view, frame = context.view, trigger.entry.frame
    edge = view.left_edge(group.first)
    region = [
        p for p in view.phrases
        if edge <= p.first and p.last < group.first and not trigger.first <= p.first <= trigger.last and not p.time
    ]  # fmt: skip
    out: list[Part] = []
    subject = context.subject(group)
    lone = [p for p in region if p.slot == "bare"]
    if (
        subject is not None
        and lone == [subject]
        and frame.role("object") == "object"
        and not trigger.passive
        and trigger.kind != "participle"
        and subject.last == trigger.first - 1
        and not any(p.slot == "object" for p in region)
        and context.cast.head_at(context.head(subject)) is None
        and subject.first not in context.heads
    ):
        # سلاح فرستاد: a thing alone before the verb is what it is done to
        subject = context.shared(group, subject)
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
    if subject is None and not taken:
        actor = None
        if group.person == 1:
            actor = speaker
        elif not trigger.passive and group.person == 3:
            actor = context.cast.antecedent(group.head, plural=group.plural, speakers=speakers)
        if actor is not None:
            span = view.analysis.span(group.first, group.last + 1)
            out.append(Part(subject_role, group.first, group.last, group.head, span, actor, True))
    bare_after = [p for p in region if p.slot == "bare" and p is not subject]
    has_object = any(p.slot == "object" for p in region)
    for p in region:
        if p is subject or p.first in context.consumed:
            continue
        if trigger.kind == "apart" and p.first > trigger.last:
            # وارد مسکو شد، تحویل مسکو داد، در اختیار او گذاشت
            if p.slot == "bare":
                role = "recipient" if frame.name == "transfer" else frame.role("ezafe")
                if role:
                    out.extend(context.split(role, p.first, p.last))
                continue
        role = ""
        if p.slot == "object":
            role = frame.role("object") or "object"
            if role in ("agent", "destination") and not context.cast.head_at(p.first):
                role = "object" if role == "agent" else role
        elif p.slot == "by":
            role = "recipient" if trigger.entry.form == "به دست" else "agent"
        elif p.slot == "in":
            role = "place" if context.placelike(p.first, p.last) else ""
        elif p.slot == "bare" and not context.inner(p):
            near = p is bare_after[-1]
            if not has_object and near and not trigger.passive and p.first not in context.heads:
                role = frame.role("object")
        elif p.slot == "bare":
            continue
        else:
            role = frame.role(p.slot)
        if role:
            out.extend(context.split(role, p.first, p.last))
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


ROLE_NAMES: tuple[RoleName, ...] = ("agent", "recipient", "object", "place", "instrument", "origin", "destination")
