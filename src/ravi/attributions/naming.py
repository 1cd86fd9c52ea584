"""From drafts to attributions: actors, datelines, parents, chains, the time of telling, ids."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from ravi.actors import Cast
from ravi.attributions.cues import documents
from ravi.attributions.draft import Draft
from ravi.attributions.forms import fold
from ravi.attributions.lexical import FIRST_PERSON, PLURAL_PRONOUNS, PRONOUNS
from ravi.attributions.view import COMMAS, View
from ravi.lexicon import table
from ravi.record import Attribution, Content, Cue, Party, Said, Source, SourceKind, Span

_KINDS: dict[str, SourceKind] = {"unnamed": "unnamed", "group": "collective", "document": "document"}
UNKNOWN = "نامشخص"


class Naming:
    """Who is meant, and what follows from it."""

    def __init__(self, view: View, cast: Cast) -> None:
        self.view = view
        self.cast = cast
        self.speakers: list[str] = []
        self.asker: str | None = None
        self.credited: str | None = None
        self.honoured: set[str] = set()
        self.stated: tuple[str, int] | None = None
        """Who last made a statement («در بیانیه‌ای»), and in which paragraph."""
        self.holder: str | None = None
        """Whose direct words the telling stands in: «او» and a dropped subject are somebody else there."""

    def datelines(self, drafts: Sequence[Draft]) -> None:
        """Mark the credit lines by which the report's own outlet names itself or its reporters."""
        names = own_names(self.cast.outlet)
        early = {s.i for s in self.view.sentences if s.paragraph <= self._body() + 1}
        for draft in drafts:
            c = draft.candidate
            if (
                c is None
                or c.entry.detail != "credit"
                or draft.source is None
                or not c.entry.lemma.endswith("به گزارش")
            ):
                continue
            first, last = draft.source
            words = [self.view.key[k] for k in range(first, last)]
            text = "".join(words)
            own = any(name in text for name in names)
            reporter = bool({"خبرنگار", "خبرنگاران", "گروه", "سرویس"} & set(words)) and not names
            ours = "خبرنگار" in words and words[-1] == "ما"
            if (
                own
                or ours
                or reporter
                or (not names and self.view.sentence[first] in early and self._domestic(first, last))
            ):
                draft.dateline = True
                draft.why.append("the outlet credits itself")

    def _body(self) -> int:
        """The first paragraph that is no headline."""
        return len(self.view.headlines)

    def _domestic(self, first: int, last: int) -> bool:
        """Whether the credited outlet is at home, where the report's own outlet is not known."""
        ids = {self.cast.head_at(k) for k in range(first, last)}
        return not ids.isdisjoint(self._home)

    @functools.cached_property
    def _home(self) -> frozenset[str | None]:
        """The ids of the Iranian outlets; the cast is frozen once for this, which costs its size."""
        return frozenset(a.id for a in self.cast.actors() if a.kind == "outlet" and a.country == "IRN")

    def resolve(self, drafts: Sequence[Draft]) -> None:
        """Set the actor of every draft, in the order of the text."""
        for draft in drafts:
            outer = drafts[draft.parent] if draft.parent >= 0 else None
            self.holder = outer.actor if outer is not None and self._inside(draft, outer) else None
            if draft.form == "continued":
                if draft.follows is not None:
                    draft.actor = draft.follows.actor
                if draft.actor is None and not self._ahead(draft):
                    draft.actor = self.speakers[0] if self.speakers else None
                continue
            draft.actor = self._actor(draft)
            self._asked(draft)
            if draft.actor and draft.channel and draft.cue:
                words = {self.view.key[k].removesuffix("ای") for k in range(*draft.channel)}
                if words & documents():
                    self.stated = draft.actor, self.view.paragraph[draft.cue[0]]
            self._answers(draft)
            self._honours(draft)
            if draft.actor and draft.source and self._credit(draft):
                self.credited = draft.actor
            if draft.actor and draft.form != "nobody" and not self._credit(draft):
                if draft.actor in self.speakers:
                    self.speakers.remove(draft.actor)
                self.speakers.insert(0, draft.actor)
        for draft in drafts:
            if draft.follows is not None and self._ahead(draft):
                draft.actor = draft.follows.actor

    def _inside(self, draft: Draft, outer: Draft) -> bool:
        """Whether a telling stands in direct words, not between two quotations («…»، او گفت، «…»)."""
        opener = outer.content[0][0] - 1
        return outer.type == "direct" and (opener not in self.view.closes or self.view.inside[draft.begin] >= 0)

    def _ahead(self, draft: Draft) -> bool:
        """Whether a quotation stands before the telling that names its speaker."""
        return draft.follows is not None and draft.follows.begin > draft.begin

    def _answers(self, draft: Draft) -> None:
        """Who was asked is the next to speak («از X سؤال شد: … وی گفت»)."""
        if draft.act != "ask" or draft.form != "nobody" or draft.addressee is None:
            return
        span = self.view.span(*draft.addressee)
        asked = self.cast.at(span) if span else None
        if asked:
            self.speakers = [asked, *(s for s in self.speakers if s != asked)]

    def _honours(self, draft: Draft) -> None:
        """Remember of whom the report speaks in the plural («رهبر … فرمودند»)."""
        verb = draft.candidate.verb if draft.candidate else None
        if draft.actor and draft.source and draft.form == "phrase" and verb and verb.plural:
            known = self.cast.peek(draft.source[0])
            if known and known[0] == draft.actor and known[1] in ("person", "unnamed"):
                self.honoured.add(draft.actor)

    def _credit(self, draft: Draft) -> bool:
        return (
            draft.candidate is not None and draft.candidate.entry.detail in ("credit", "through")
        ) or draft.dateline

    def _actor(self, draft: Draft) -> str | None:
        view = self.view
        if draft.source is None:
            return self._dropped(draft)
        first, last = draft.source
        span = view.span(first, last)
        if span is None:
            return None
        key = view.key[first]
        if key == "خود" and last - first == 2 and view.key[first + 1] in PRONOUNS:
            first, key = first + 1, view.key[first + 1]
        if key in PRONOUNS and last - first <= 2:
            actor = self.cast.antecedent(
                first, plural=key in PLURAL_PRONOUNS, speakers=tuple(self.speakers), exclude=self._excluded(draft)
            )
            if actor:
                self.cast.mention(actor, span, "pronoun")
            return actor
        comma = next((k for k in range(first, min(last, first + 5)) if view.sign[k] in COMMAS), -1)
        if comma > first and self.cast.head_at(first) is None and self.cast.head_at(comma - 1) is None:
            name = view.span(first, comma)
            if (
                name
                and draft.form == "phrase"
                and not any(view.key[k] in ("این", "آن") for k in range(first, comma))
            ):
                post = self.cast.peek(comma + 1)
                if post and post[1] == "unnamed" and self.cast.at(name) is None:
                    return self.cast.christen(post[0], name)
                return self.cast.at(name) or self.cast.ensure(name, form="name")
        return self._titled(draft) or self.cast.at(span) or self.cast.ensure(span)

    def _titled(self, draft: Draft) -> str | None:
        """Somebody unknown by name whose post follows after a comma («X Y، تحلیلگر …، گفت»)."""
        view = self.view
        assert draft.source is not None
        first, last = draft.source
        if draft.form != "phrase" or last - first > 3 or view.sign[last] not in COMMAS or last + 1 >= view.n:
            return None
        post, name = self.cast.peek(last + 1), view.span(first, last)
        proper = all(view.words[k].upos == "PROPN" for k in range(first, last))
        if not (post and name and proper and post[1] == "unnamed" and self.cast.peek(first) is None):
            return None
        whole = self.cast.mention_span(last + 1)
        if whole is not None:
            draft.source = first, view.analysis.words_in(*whole).stop
        return self.cast.christen(post[0], name)

    def _asked(self, draft: Draft) -> None:
        """Remember who interviews: the partner of a talk, or those who are told."""
        if draft.channel:
            first, last = draft.channel
            with_ = next((k for k in range(first, last) if self.view.key[k] == "با"), -1)
            span = self.view.span(with_ + 1, last) if with_ >= 0 else None
            if span:
                self.asker = self.cast.at(span) or self.cast.ensure(span)
        elif (
            draft.addressee and self.asker is None and self.view.key[draft.addressee[0]] in ("خبرنگاران", "خبرنگار")
        ):
            span = self.view.span(*draft.addressee)
            self.asker = self.cast.ensure(span) if span else None

    def _excluded(self, draft: Draft) -> frozenset[str]:
        """Who cannot be meant: the addressee, and who speaks of himself as «I» around it."""
        verb = draft.candidate.verb if draft.candidate else None
        own = draft.source is not None and self.view.key[draft.source[0]] in FIRST_PERSON
        out = {self.holder} if self.holder and not own and not (verb and verb.passive) else set()
        if draft.addressee:
            span = self.view.span(*draft.addressee)
            actor = self.cast.at(span) if span else None
            if actor:
                out.add(actor)
        return frozenset(out)

    def _dropped(self, draft: Draft) -> str | None:
        cue = draft.cue
        if cue is None:
            return None
        verb = draft.candidate.verb if draft.candidate else None
        if draft.form == "nobody":
            return self._agentless(draft) or self._nobody(draft)
        if verb is None and draft.candidate and draft.candidate.entry.kind == "noun":
            if draft.frame == "question" and self.asker:
                return self.asker
            return self._nobody(draft)
        if draft.candidate and draft.candidate.entry.detail == "credit":
            return self.credited or self._nobody(draft)
        if not self.speakers and verb is None:
            return self._nobody(draft)
        if verb and verb.plural and self.speakers and self.speakers[0] in self.honoured:
            return self.speakers[0]
        actor = self.cast.antecedent(
            cue[0],
            plural=bool(verb and verb.plural),
            speakers=tuple(self.speakers),
            exclude=self._excluded(draft),
            person_only=False,
        )
        if actor and verb:
            span = self.view.span(verb.first, verb.last)
            if span:
                self.cast.mention(actor, span, "dropped")
        return actor

    def _agentless(self, draft: Draft) -> str | None:
        """Who makes a demand or asks in the passive, where the report has just let somebody speak."""
        if draft.act == "ask" and self.asker:
            return self.asker
        verb = draft.candidate.verb if draft.candidate else None
        # «اعلام می‌شود که …» is how a statement itself speaks.
        at = draft.cue[0] if draft.cue else 0
        opens = all(self.view.mark[k] for k in range(self.view.first_of(at), at)) and draft.frame != "passive"
        if self.stated and opens and draft.candidate and draft.candidate.entry.lemma == "گفتن":
            # «صلیب سرخ در بیانیه‌ای اعلام کرد … \n گفته شده که …»: the statement goes on.
            actor, paragraph = self.stated
            if self.view.paragraph[at] - paragraph <= 1:
                return actor
        formula = bool(verb and verb.tense == "present") and draft.frame in ("that", "colon")
        formula = formula and draft.candidate is not None and draft.candidate.entry.lemma.startswith("اعلام")
        if formula or draft.act == "demand" or (draft.addressee is not None and draft.act == "assert"):
            excluded = self._excluded(draft)
            return next((s for s in self.speakers[:3] if s not in excluded), None)
        return None

    def _nobody(self, draft: Draft) -> str | None:
        assert draft.cue is not None
        span = self.view.span(*draft.cue)
        return self.cast.nobody(span) if span else None


@functools.cache
def own_names(outlet: str | None) -> tuple[str, ...]:
    """The folded names by which an outlet credits itself; empty where the outlet is unknown."""
    if not outlet:
        return ()
    slug = "".join(c for c in outlet.casefold() if c.isalnum())
    for row in table("cues_outlets"):
        if row["slug"] == slug:
            return tuple(fold(name) for name in row["names"].split("|"))
    folded = fold(outlet)
    return () if folded.isascii() else (folded,)


_DEEPEST = 12
"""Voices inside one another; no report nests so deep, and a text of open quotes must not cost its square."""


def nest(view: View, drafts: Sequence[Draft]) -> None:
    """Set the parents: the smallest content, other than a dateline's, that a draft's cue stands in.

    Below the deepest level all stand side by side.
    """
    depth: list[int] = []
    for number, draft in enumerate(drafts):
        at = draft.cue[0] if draft.cue else draft.content[0][0]
        best, size = -1, 0
        for other in range(number - 1, max(-1, number - 60), -1):
            outer = drafts[other]
            if outer.dateline or not outer.holds(at) or outer.cue == draft.cue:
                continue
            if outer.candidate and draft.candidate and outer.candidate is draft.candidate:
                continue
            width = sum(b - a for a, b in outer.content)
            if best < 0 or width < size:
                best, size = other, width
        if best >= 0 and depth[best] == _DEEPEST:
            best = drafts[best].parent
        draft.parent = best
        depth.append(depth[best] + 1 if best >= 0 else 0)
    for number, draft in enumerate(drafts):
        if draft.shared != -2:
            continue
        for other in range(max(0, number - 20), min(len(drafts), number + 20)):
            outer = drafts[other]
            if (
                other != number
                and outer.content[0] == draft.content[0]
                and outer.candidate
                and outer.candidate.verb
            ):
                draft.parent = other
                break


def unnested(view: View, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those that stand in a content of the same voice: a stance inside one's own words."""
    kept = []
    for draft in drafts:
        outer = drafts[draft.parent] if draft.parent >= 0 else None
        same = outer is not None and draft.actor is not None and outer.actor == draft.actor and draft.shared != -2
        if outer is not None and same and outer.holds(draft.content[0][0]):
            continue
        kept.append(draft)
    return kept


def attributions(view: View, cast: Cast, drafts: Sequence[Draft]) -> tuple[Attribution, ...]:
    """The finished attributions with ids and chains."""
    kinds = {actor.id: actor.kind for actor in cast.actors()}
    out: list[Attribution] = []
    for number, draft in enumerate(drafts):
        spans = tuple(s for s in (_content_span(view, *r) for r in draft.content) if s)
        cue_span = view.span(*draft.cue) if draft.cue else None
        source_span = view.span(*draft.source) if draft.source else None
        kind: SourceKind = (
            "dropped" if source_span is None else _KINDS.get(kinds.get(draft.actor or "", ""), "named")
        )
        lemma = draft.candidate.entry.lemma if draft.candidate else ""
        parent = f"a{draft.parent + 1}" if draft.parent >= 0 else None
        chain: list[str] = [draft.actor] if draft.actor else ["?"]
        up = draft.parent
        seen = {number}
        while up >= 0 and up not in seen:
            seen.add(up)
            chain.append(drafts[up].actor or "?")
            up = drafts[up].parent
        chain.append("AUTHOR")
        out.append(
            Attribution(
                id=f"a{number + 1}",
                type=draft.type,
                source=Source(source_span, draft.actor, kind),
                cue=Cue(cue_span, lemma, draft.candidate.entry.act if draft.candidate else "assert")
                if cue_span
                else None,
                act=draft.act,
                content=Content(spans),
                addressee=_party(view, cast, draft.addressee),
                channel=_party(view, cast, draft.channel),
                said=said(view, draft),
                parent=parent,
                chain=tuple(reversed(chain)),
                negated=draft.negated,
                dateline=draft.dateline,
                confidence=draft.confidence,
                why=tuple(draft.why),
            )
        )
    return tuple(out)


def _content_span(view: View, first: int, last: int) -> Span | None:
    if view.opener(first) and view.closes.get(first, last) < last:
        end = view.trim(first, last)[1]
        return view.analysis.span(first, end)
    return view.span(first, last)


def _party(view: View, cast: Cast, found: tuple[int, int] | None) -> Party | None:
    span = view.span(*found) if found else None
    if found is None or span is None:
        return None
    actor = cast.at(span) if view.key[found[0]] not in PRONOUNS else None
    return Party(span, actor)


def said(view: View, draft: Draft) -> Said | None:
    """When it was told: the last time expression of the cue's clause before the cue and outside the content."""
    if draft.cue is None or draft.candidate is None or draft.candidate.entry.kind in ("preposition", "noun"):
        return None
    verb = draft.candidate.verb
    found = -1
    for k in range(draft.cue[0] - 1, draft.lo - 1, -1):
        if (
            view.time[k] >= 0
            and not draft.holds(k)
            and not (draft.source and draft.source[0] <= k < draft.source[1])
        ) and view.times[view.time[k]].kind in ("date", "time"):
            found = view.time[k]
            break
    before = bool(verb and verb.tense == "pluperfect")
    if found < 0:
        return Said(relation="before") if before else None
    time = view.times[found]
    return Said(time=time.id, begin=time.begin, end=time.end, relation="at")
