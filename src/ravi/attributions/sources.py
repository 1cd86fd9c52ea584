"""Who tells: the subject of the cue's clause, before it, around a relative clause, dropped, or an agent phrase."""

from __future__ import annotations

from collections.abc import Sequence

from ravi.attributions.cues import documents
from ravi.attributions.draft import Draft, Range
from ravi.attributions.lexical import DEMONSTRATIVES, OUTLET_HEADS, PARTITIVES, PRONOUNS, office_heads
from ravi.attributions.phrases import Phrases
from ravi.attributions.view import BRACKETS, COMMAS, SEMICOLONS, STOPS, View

_AS_SAID = frozenset(
    {"آنطور", "آنگونه", "همانطور", "همانگونه", "چنان", "چنانچه", "انطور", "آنچنان", "گونهای", "همچنان"}
)
NO_ANTECEDENT = frozenset(
    {"وقتی", "هنگامی", "زمانی", "حالی", "درحالی", "جایی", "صورتی", "چرا", "بنا", "دلیل", "طوری", "گونهای", "حدی"}
)
"""Before «که» these open a clause of time, manner or reason and are nobody («چرا که معتقد است …»)."""
_ENDS = STOPS | {":"}
_SOMEBODY = frozenset({"افراد", "اشخاص", "فرد", "شخص", "زن", "مرد", "کودک", "دختر", "پسر", "خانواده", "جوان"})
_AGENTS = frozenset({"توسط", "سوی", "جانب", "طرف"})


class Sources:
    """The search for sources over one report."""

    def __init__(self, view: View, phrases: Phrases) -> None:
        self.view = view
        self.phrases = phrases
        self._breaks: set[int] = set()

    def find(self, draft: Draft, drafts: Sequence[Draft]) -> None:
        """Set ``source`` and ``form`` of a draft of a verb, light verb or participial cue."""
        if draft.source is not None or draft.form:
            return
        assert draft.cue is not None
        if draft.frame in ("question", "mabni"):
            draft.form = "dropped"
            return
        stop = draft.cue[0]
        verb = draft.candidate.verb if draft.candidate else None
        if verb and draft.candidate and draft.candidate.apart:
            stop = draft.cue[0]
        if draft.left >= 0:
            stop = min(stop, draft.left)
        if verb and verb.passive:
            self._agent(draft)
            return
        hidden, lo = self._hide(draft, drafts, stop)
        draft.hidden = frozenset(lo + k for k, out in enumerate(hidden) if out)
        if draft.relative >= 0 and not self._explicit(hidden, lo, stop):
            head = self._antecedent(draft.relative)
            if head:
                draft.source, draft.form = head, "antecedent"
                return
        found = self._subject(hidden, lo, stop)
        if found:
            draft.source, draft.form = found, "pronoun" if self.view.key[found[0]] in PRONOUNS else "phrase"
            return
        if draft.left >= 0 and draft.content[-1][1] < draft.cue[0]:
            # The object stands before the subject: «این خبر را دو تن از آنها گفته‌اند».
            found = self._in_run(draft.content[-1][1], draft.cue[0], draft.cue[0])
            if found and self.speaks(found):
                draft.source, draft.form = found, "pronoun" if self.view.key[found[0]] in PRONOUNS else "phrase"
                return
        document = self._document(draft)
        if document:
            draft.source, draft.form = document, "phrase"
            return
        draft.form = "dropped"

    # -- what is out of sight ------------------------------------------------------------------------------

    def _hide(self, draft: Draft, drafts: Sequence[Draft], stop: int) -> tuple[list[bool], int]:
        """Which words between ``lo`` and ``stop`` are out of sight (index minus ``lo``), and ``lo`` itself."""
        view, phrases = self.view, self.phrases
        assert draft.cue is not None
        lo = draft.lo
        depth = view.inside[draft.cue[0]]
        hidden = [False] * max(0, stop - lo)

        def hide(first: int, last: int) -> None:
            for k in range(max(first, lo), min(last, stop)):
                hidden[k - lo] = True

        for other in drafts:
            if other is draft or other.cue is None or not lo <= other.cue[0] < stop or other.candidate is None:
                continue
            kind = other.candidate.entry.kind
            if kind == "participle" and other.content[-1][1] <= draft.cue[0]:
                hide(other.cue[0], other.content[-1][1])
            elif kind == "preposition":
                later = [first for first, _ in other.content if first > other.cue[0]]
                end = later[0] if later else (other.source[1] if other.source else other.cue[1])
                hide(other.cue[0], end)
            elif kind == "noun" and other.content[-1][1] <= draft.cue[0]:
                hide(other.cue[0], other.content[-1][1])
            elif other.content[-1][1] <= draft.cue[0] and other.cue != draft.cue:
                for first, last in other.content:
                    hide(first, last)
                    if first > lo and view.key[first - 1] == "که":
                        hide(first - 1, first)  # the clause before it is that of the telling, not out of sight
                hide(*other.cue)
                self._breaks.add(other.cue[0])
        k = lo
        while k < stop:
            if hidden[k - lo]:
                k += 1
                continue
            text = view.sign[k]
            if k in view.closes and view.closes[k] < draft.cue[0] and view.inside[k] == depth:
                inner = range(k + 1, view.closes[k])
                if any(phrases.finite(x) for x in inner) and len(inner) > 3:
                    hide(k, view.closes[k] + 1)
                k = view.closes[k] + 1
                continue
            if text in BRACKETS:
                close = next((x for x in range(k + 1, min(stop, k + 30)) if view.sign[x] == BRACKETS[text]), -1)
                if close > 0:
                    hide(k, close + 1)
                    k = close + 1
                    continue
            if view.key[k] == "که" and k > lo:
                before = view.key[k - 1]
                if before in _AS_SAID or (phrases.finite(k - 1) and view.words[k - 1].upos in ("VERB", "AUX")):
                    hide(lo, k + 1)
                    k += 1
                    continue
                end = phrases.relative_end(k, stop)
                if end >= stop and not any(phrases.finite(x) for x in range(k + 1, stop)):
                    # The cue is the verb of this clause itself.
                    if before not in NO_ANTECEDENT:
                        draft.relative = k
                    hide(lo, k + 1)
                    k += 1
                    continue
                hide(k, end)
                k = end
                continue
            k += 1
        return hidden, lo

    def _explicit(self, hidden: list[bool], lo: int, stop: int) -> bool:
        return self._subject(hidden, lo, stop) is not None

    # -- subjects ------------------------------------------------------------------------------------------

    def _runs(self, hidden: list[bool], lo: int, stop: int) -> list[list[Range]]:
        """The segments between finite verbs, the nearest to the cue first, each as visible runs of words."""
        view, phrases = self.view, self.phrases
        segments: list[list[Range]] = [[]]
        begin = -1
        k = lo
        while k <= stop:
            if k == stop or hidden[k - lo]:
                if begin >= 0:
                    segments[-1].append((begin, k))
                    begin = -1
                if k in self._breaks:
                    segments.append([])
                k += 1
                continue
            if begin < 0:
                begin = k
            if (
                phrases.finite(k)
                or (view.sign[k] in SEMICOLONS and view.mark[k])
                or (view.sign[k][:1] in STOPS and view.mark[k])
            ):
                e = k + 1
                while e < stop and not hidden[e - lo] and phrases.finite(e):
                    e += 1
                segments[-1].append((begin, e))
                begin = -1
                segments.append([])
                k = e
                continue
            k += 1
        return [s for s in reversed(segments) if s]

    def _subject(self, hidden: list[bool], lo: int, stop: int) -> Range | None:
        view = self.view
        fallback: Range | None = None
        at = -1
        for number, runs in enumerate(self._runs(hidden, lo, stop)):
            for first, last in runs:
                found = self._in_run(first, last, stop)
                if found is None:
                    continue
                if self.speaks(found):
                    return found
                # What is no speaker, before another verb, has its own verb there («شرایط مناسب بود و … سرزنش کرد»).
                some = view.words[found[0]].upos == "NUM" or view.key[found[0]] in PARTITIVES | {"یک"}
                some = some or (view.key[found[0]] in DEMONSTRATIVES and view.key[found[0] + 1] in _SOMEBODY)
                if (number == 0 and fallback is None) or (number > 0 and number != at and some):
                    fallback, at = found, number
        return fallback

    def _in_run(self, first: int, last: int, stop: int) -> Range | None:
        view, phrases = self.view, self.phrases
        i = first
        best: Range | None = None
        while i < last:
            i = phrases.skip(i, last)
            if i >= last or phrases.finite(i):
                break
            end = max(min(phrases.grow(i, last), last), i + 1)
            after = end
            while after < last and view.mark[after]:
                after += 1
            if end < view.n and view.key[end] == "را":
                begin = phrases.object_start(i, end)
                if i < begin < end:
                    head = view.trim(i, begin)
                    if head[0] < head[1] and self.speaks(head):
                        return head
                i = end + 1
                continue
            if (
                end < last
                and end - i == 1
                and phrases.finite(end)
                and view.words[i].entity == "O"
                and view.key[i] not in PRONOUNS
            ):
                i = end  # the noun of a light verb
                continue
            trimmed = view.trim(i, end)
            if trimmed[0] < trimmed[1]:
                if self.speaks(trimmed):
                    if (
                        best
                        and view.sign[best[1]] in COMMAS
                        and trimmed[0] == best[1] + 1
                        and best[1] - best[0] <= 4
                        and view.key[best[0]] not in DEMONSTRATIVES
                    ):
                        return best[0], trimmed[1]  # a name that nobody knows, and what he or she is
                    return trimmed
                if best is None:
                    best = trimmed
            i = end
        return best

    def speaks(self, found: Range) -> bool:
        """Whether the phrase may well be somebody who tells."""
        view = self.view
        i, end = found
        key = view.key[i]
        if key in PRONOUNS or (key in ("برخی", "بعضی", "بسیاری", "شماری", "عدهای", "گروهی") and end == i + 1):
            return True
        if key == "یکی" and view.key[i + 1] == "از" and view.key[i + 2] in PRONOUNS:
            return True
        if self.phrases.cast.head_at(i) is not None:
            return True
        if key in DEMONSTRATIVES and i + 1 < end:
            i += 1
            key = view.key[i]
        if (
            key in office_heads()
            or key in documents()
            or key in OUTLET_HEADS
            or self.phrases.cast.head_at(i) is not None
        ):
            return True
        return (
            view.words[i].upos == "PROPN"
            or view.words[i].entity.endswith(("PER", "ORG", "LOC"))
            or (key.endswith(("ان", "انی")) and view.words[i].upos == "NOUN")
        )

    def _antecedent(self, q: int) -> Range | None:
        """The noun phrase that the relative clause of «که» at ``q`` is about."""
        view = self.view
        k = q - 1
        while k >= 0 and (view.mark[k] or view.key[k] == "را"):
            k -= 1
        if k < 0 or view.sentence[k] != view.sentence[q]:
            return None
        floor = view.first_of(q)
        best: Range | None = None
        i = floor
        while i <= k:
            i = self.phrases.skip(i, k + 1)
            if i > k:
                break
            end = max(min(self.phrases.grow(i, k + 1), k + 1), i + 1)
            if i <= k < end:
                best = view.trim(i, end)
            i = end
        if best is None:
            best = k, k + 1
        return best if best[0] < best[1] else None

    def _agent(self, draft: Draft) -> None:
        """The agent of a passive: «توسط X», «از سوی X»; else nobody."""
        view, phrases = self.view, self.phrases
        assert draft.cue is not None
        for k in range(draft.cue[0] - 1, draft.lo - 1, -1):
            if phrases.finite(k):
                break
            if (
                view.key[k] in _AGENTS
                and (view.key[k] == "توسط" or view.key[k - 1] == "از")
                and k + 1 < draft.cue[0]
                and "شده" not in view.key[max(draft.lo, k - 2) : k]
            ):
                begin = phrases.skip_marks(k + 1, draft.cue[0])
                end = phrases.grow(begin, draft.cue[0])
                trimmed = view.trim(begin, end)
                if trimmed[0] < trimmed[1]:
                    draft.source, draft.form = trimmed, "agent"
                    self._cut_agent(draft, k - (0 if view.key[k] == "توسط" else 1), end)
                    return
        if draft.frame in ("that", "bare", "colon", "quote", "prep"):
            document = self._document(draft)
            if document:
                draft.source, draft.form = document, "phrase"
                return
        draft.form = "nobody"

    def _cut_agent(self, draft: Draft, first: int, last: int) -> None:
        """Take the agent phrase out of a content that stands before the verb."""
        content: list[Range] = []
        for a, b in draft.content:
            if a <= first and last <= b:
                content.extend(r for r in ((a, first), (last, b)) if r[0] < r[1])
            else:
                content.append((a, b))
        draft.content = content

    def _document(self, draft: Draft) -> Range | None:
        """«در این گزارش … گفته شده»: the document that states it."""
        view = self.view
        assert draft.cue is not None
        for k in range(draft.lo, draft.cue[0] - 1):
            if view.key[k] == "در" and not view.mark[k + 1] and not draft.holds(k):
                i = k + 1
                head = view.key[i + 1] if view.key[i] in DEMONSTRATIVES else view.key[i]
                if head in documents():
                    end = self.phrases.grow(i, draft.cue[0])
                    verb = draft.candidate.verb if draft.candidate else None
                    if verb and not verb.passive and ("خود" in view.key[i : end + 1] or head.endswith("ای")):
                        continue  # «در سخنرانی خود گفت», «در بیانیه‌ای گفت»: somebody who is not named again
                    return view.trim(i, end)
        return None


def separate(view: View, phrases: Phrases, source: Range) -> list[Range]:
    """The named sources of a coordination, one range each; the whole range where it is one source."""
    first, last = source
    parts: list[Range] = []
    begin = first
    for k in range(first + 1, last - 1):
        if view.key[k] != "و" and (view.sign[k] not in COMMAS or "و" not in view.key[k:last]):
            continue
        left, right = phrases.cast.head_at(begin), phrases.cast.head_at(k + 1)
        if not left or not right or left == right or phrases.cast.head_at(k) is not None:
            continue
        span = phrases.cast.mention_span(begin)
        inside = view.analysis.words_in(*span) if span else range(0)
        if inside.stop >= k - 1:
            parts.append(view.trim(begin, k))
            begin = k + 1
    parts.append(view.trim(begin, last))
    if len(parts) == 1 or any(view.words[a].entity == "O" for a, _ in parts):
        return [source]
    return parts
