"""All tellings of one report, step by step: candidates, contents, sources, run-on speech, nesting, actors."""

from __future__ import annotations

from ravi.actors import Cast
from ravi.attributions import candidates as finding
from ravi.attributions.adverbial import Adverbial
from ravi.attributions.candidates import Candidate
from ravi.attributions.cues import documents
from ravi.attributions.draft import Draft
from ravi.attributions.finder import Finder
from ravi.attributions.lexical import DEMONSTRATIVES, DESKS, ORDINALS, PARTITIVES
from ravi.attributions.lines import Lines
from ravi.attributions.parties import Parties
from ravi.attributions.phrases import Phrases
from ravi.attributions.prepositional import Prepositional
from ravi.attributions.running import continued, run_on
from ravi.attributions.sources import Sources, separate
from ravi.attributions.view import DASHES, View
from ravi.language import Analysis
from ravi.record import TimeExpression


class Reading:
    """The drafts of one report, before they are named."""

    def __init__(self, analysis: Analysis, cast: Cast, times: tuple[TimeExpression, ...]) -> None:
        self.view = View(analysis, times)
        self.cast = cast
        self.phrases = Phrases(self.view, cast)
        self.found = [c for c in finding.find(self.view) if self.view.paragraph[c.first] not in self.view.headlines]
        self.finder = Finder(self.view, self.phrases, self.found)
        self.adverbial = Adverbial(self.view, self.phrases, self.finder.contents, self.found)
        self.prepositional = Prepositional(self.view, self.phrases, self.finder.contents, self.found)
        self.lines = Lines(self.view, self.phrases, self.finder.contents, self.found)
        self.drafts: list[Draft] = []

    def run(self) -> list[Draft]:
        """The drafts in the order of the text, with sources as ranges and parents as indices."""
        self._contents()
        self.sources = sources = Sources(self.view, self.phrases)
        parties = Parties(self.view, self.phrases)
        by_sentence: dict[int, list[Draft]] = {}
        for draft in self.drafts:
            by_sentence.setdefault(self.view.sentence[draft.begin], []).append(draft)
        for draft in self.drafts:
            if draft.candidate is not None:
                mates = by_sentence[self.view.sentence[draft.begin]]
                sources.find(draft, mates)
                parties.find(draft)
        self._through(by_sentence)
        self._said_before()
        self._answering(by_sentence)
        self.drafts = [d for d in self.drafts if self._stands(d)]
        run_on(self.view, self.phrases, self.drafts)
        self._split()
        self.drafts.extend(continued(self.view, self.phrases, self.drafts))
        self.drafts.sort(key=lambda d: (d.begin, d.source or (0, 0)))
        return self.drafts

    def _contents(self) -> None:
        view = self.view
        for paragraph in view.paragraphs:
            if view.paragraph[paragraph[0]] in view.headlines:
                continue
            line = self.lines.dash(paragraph, None)
            if line:
                self.drafts.append(line)
        self.drafts.sort(key=lambda d: d.begin)
        heads = list(self.drafts)
        self.drafts = []
        self.finder.contents.made = self.drafts
        for c in self.found:
            while heads and heads[0].begin <= c.first:
                self.drafts.append(heads.pop(0))
            draft = self._draft(c, self._scope(c))
            if draft and self._tidy(draft):
                self.drafts.append(draft)
        self.drafts.extend(heads)

    def _draft(self, c: Candidate, lo: int) -> Draft | None:
        if c.entry.kind in ("verb", "light"):
            return self.finder.told(c, lo)
        if c.entry.kind == "preposition":
            return self.prepositional.preposition(c, lo)
        if c.entry.kind == "participle":
            return self.adverbial.participle(c, lo)
        return self.adverbial.noun(c, lo)

    def _scope(self, c: Candidate) -> int:
        """Where the clause of the candidate may begin: its sentence, quotation, or the content it stands in."""
        view = self.view
        lo = view.first_of(c.first)
        if lo == view.paragraphs[view.paragraph[lo]][0]:
            # «گروه سیاسی: …», «تهران - ایرنا: …» at the head of a paragraph.
            colon = next((k for k in range(lo, min(lo + 7, c.first)) if view.sign[k] == ":"), -1)
            if colon < 0 and view.key[lo] in DESKS:
                # «گروه سیاسی خبرگزاری X - …»
                reach = range(lo + 1, min(lo + 9, c.first))
                colon = next((k for k in reach if view.mark[k] and view.sign[k][:1] in DASHES), -1)
            if colon > 0 and not any(self.phrases.finite(k) for k in range(lo, colon)):
                lo = colon + 1
        opener = view.inside[c.first]
        if opener >= lo and view.closes.get(opener, view.n) - opener > 2:
            lo = opener + 1
        sentence = view.sentence[c.first]
        for draft in self.drafts[:-61:-1]:
            if view.sentence[draft.begin] != sentence:
                break
            through = draft.candidate is not None and draft.candidate.entry.detail == "through" and draft.source
            for first, last in draft.content:
                if through and draft.source and first == draft.source[1]:
                    continue  # «X به نقل از Y نوشت»: the verb is X's
                if lo < first <= c.first < last and draft.left < 0 and draft.frame != "before":
                    lo = first
        return lo

    def _tidy(self, draft: Draft) -> bool:
        view = self.view
        content = []
        for first, last in draft.content:
            if view.opener(first) and first in view.closes and view.closes[first] < last:
                trimmed = (first, view.trim(first, last)[1])
            else:
                trimmed = view.trim(first, last)
            if trimmed[0] < trimmed[1]:
                content.append(trimmed)
        draft.content = content
        return bool(content)

    def _through(self, by_sentence: dict[int, list[Draft]]) -> None:
        """«X به نقل از Y نوشت»: what Y tells is what X tells, inside it."""
        view = self.view
        for draft in self.drafts:
            c = draft.candidate
            if c is None or c.entry.detail != "through" or draft.source is None:
                continue
            before = c.first - 1
            mates = [d for d in by_sentence.get(view.sentence[c.first], ()) if d.candidate]
            credit = [
                d for d in mates if d.candidate and d.candidate.entry.detail == "credit" and d.begin < c.first
            ]
            loose = view.mark[before] and before not in view.opens  # «روزنامه "…" به نقل از …» may end with a name
            if credit or loose or before < view.first_of(c.first):
                continue
            main = [
                d
                for d in mates
                if d.candidate and d.candidate.verb and d.begin > c.first and d.frame not in ("as", "object")
            ]
            if main:
                draft.content = list(main[0].content)
                draft.shared = -2

    def _said_before(self) -> None:
        """«…» این را X گفت: what «این» points to is the quotation right before it."""
        view = self.view
        for draft in self.drafts:
            if draft.frame != "object" or len(draft.content) > 1 or draft.content[0][1] - draft.content[0][0] > 2:
                continue
            first = draft.content[0][0]
            k = first - 1
            while k > 0 and view.mark[k] and k not in view.opens and view.paragraph[k] == view.paragraph[first]:
                k -= 1
            if view.key[first] in ("این", "همین") and first == view.first_of(first) and k in view.opens:
                opener = view.opens[k]
                if k - opener > 3 and any(self.phrases.finite(x) for x in range(opener, k)):
                    draft.content, draft.type, draft.frame = [(opener + 1, k)], "direct", "before"

    def _answering(self, by_sentence: dict[int, list[Draft]]) -> None:
        """«X در پاسخ به این سؤال که … گفت»: the question was put to X."""
        key = self.view.key
        for draft in self.drafts:
            at = draft.begin
            if draft.frame != "question" or draft.addressee or "پاسخ" not in key[max(0, at - 5) : at]:
                continue
            for mate in by_sentence[self.view.sentence[at]]:
                if mate.begin > at and mate.source and mate.candidate and mate.candidate.verb and mate.lo <= at:
                    draft.addressee = mate.source
                    break

    def _stands(self, draft: Draft) -> bool:
        """The last word on a draft before it is named."""
        c = draft.candidate
        view = self.view
        if c is None:
            return True
        if c.entry.strength == "doc" and c.entry.lemma != "آمدن":
            if draft.source is None:
                # «نشان داده شده است که …»: something is shown, by whom is not said.
                shown = c.verb is not None and c.verb.passive and not c.verb.plural
                return shown and draft.frame in ("that", "bare")
            first, last = draft.source
            keys = view.key[first : min(last, first + 3)]
            lead = 1
            while lead < len(keys) and keys[lead - 1] not in documents() and self._leads(first + lead - 1):
                lead += 1
            return any(k in documents() for k in keys[:lead])
        held = draft.frame == "as" and c.entry.strength != "s" and draft.form == "phrase"
        if held and draft.source is not None and not self._may_hold(draft.source):
            return False
        if (
            draft.frame == "passive"
            and draft.form != "agent"
            and c.entry.lemma.split()[0] in ("مطرح", "خواندن", "محکوم", "رد", "تصریح")
        ):
            return False
        return not (
            (
                draft.frame == "object"
                and view.key[draft.content[0][0]] in ("این", "آن")
                and draft.content[0][1] - draft.content[0][0] == 2
            )
            and view.key[draft.content[0][0] + 1] in ("سخنان", "سخن", "مطالب", "جملات", "کلمات")
        )

    def _leads(self, i: int) -> bool:
        """Whether word ``i`` only leads up to the noun that the phrase is about («آخرین آمارها», «این گزارش»)."""
        word = self.view.words[i]
        return (
            word.upos in ("DET", "NUM", "ADP", "PRON") or self.view.key[i] in ORDINALS | PARTITIVES | DEMONSTRATIVES
        )

    def _may_hold(self, source: tuple[int, int]) -> bool:
        """Whether the phrase may be somebody with a view («اقتصادی … آن کشور را معرفی می‌کند» has none)."""
        return self.sources.speaks(source) or self.view.words[source[0]].upos not in ("ADJ", "ADV", "VERB", "AUX")

    def _split(self) -> None:
        out: list[Draft] = []
        for draft in self.drafts:
            parts = (
                separate(self.view, self.phrases, draft.source) if draft.source and draft.form == "phrase" else []
            )
            if len(parts) < 2:
                out.append(draft)
                continue
            for part in parts:
                copy = Draft(
                    draft.candidate,
                    draft.cue,
                    list(draft.content),
                    draft.frame,
                    draft.type,
                    draft.act,
                    draft.lo,
                    draft.left,
                    part,
                    draft.form,
                    negated=draft.negated,
                    dateline=draft.dateline,
                    addressee=draft.addressee,
                    channel=draft.channel,
                    why=[*draft.why, "one of several named sources"],
                )
                out.append(copy)
        self.drafts = out
