"""From candidates to drafts: which frame holds the content of each cue, and whether there is any."""

from __future__ import annotations

from collections.abc import Sequence

from ravi.attributions.candidates import Candidate
from ravi.attributions.contents import Contents, make, mixed_or
from ravi.attributions.cues import documents
from ravi.attributions.draft import Draft
from ravi.attributions.lexical import DEMONSTRATIVES, MANNER, NO_AZ
from ravi.attributions.phrases import Phrases
from ravi.attributions.view import COLONS, COMMAS, SEMICOLONS, View

_MODAL = frozenset(
    {"باید", "نباید", "میتوان", "نمیتوان", "بتوان", "بایستی", "نتوان", "شاید", "میبایست", "میشود", "نمیشود", "توان"}
)
_MEASURES = frozenset(
    {"علت", "دلیل", "دلایل", "علل", "هدف", "اهداف", "میزان", "ارزش", "حجم", "تعداد", "شمار", "محورهای", "علتهای"}
)
"""Of these something is said to be so («علت حادثه را … اعلام کرد»), however the predicate begins."""
_AS_FOLLOWS = frozenset(
    {"بدین شرح بودن", "به شرح زیر بودن", "به شرح ذیل بودن", "به این شرح بودن", "به قرار زیر بودن", "چنین بودن"}
)
_OVER_THAT = frozenset({"خبر", "انتقاد", "متهم", "پرده", "گزارش"})
"""With a noun phrase as content a که after these opens a relative clause («از انفجاری خبر داد که …»)."""
_ANNOUNCED = frozenset({"اعلام", "عنوان", "پیشنهاد", "تکذیب", "خواندن", "مطرح", "تصریح", "محکوم", "رد"})
"""Whose passive tells its subject («خبر … اعلام شد»); of the rest only with an agent."""
_WHENS = frozenset({"هنگامی", "زمانی", "وقتی", "موقعی"})
_REASONS = frozenset({"چون", "زیرا", "چرا", "درحالیکه", "اگرچه", "گرچه", "هرچند"})
"""After a comma or another content these say why somebody told it («بر اهمیت آن تأکید کرد زیرا …»), not what."""
_ADVERB_STARTS = frozenset({"به", "در", "با", "از", "برای", "طی", "بر", "تا", "نزد"})


class Finder:
    """Frames of verbs and light verbs; prepositional, participial and noun cues are in their own modules."""

    def __init__(self, view: View, phrases: Phrases, candidates: Sequence[Candidate]) -> None:
        self.view = view
        self.phrases = phrases
        self.contents = Contents(view, phrases, candidates)
        self.candidates = candidates

    def told(self, c: Candidate, lo: int) -> Draft | None:
        """The draft of a verb or light verb whose clause begins at ``lo``, or None where nothing is told."""
        verb = c.verb
        assert verb is not None
        if c.entry.strength == "x" or verb.person in (1, 2):
            return None
        if verb.tense in ("subjunctive", "future") or verb.future:
            return None
        if c.first and self.view.key[c.first - 1] in _MODAL:
            return None
        if verb.tense == "past" and not verb.plural and self._modal(c):
            return None  # «می‌توان آن را یک فاجعه اعلام کرد»
        if c.entry.lemma == "آوردن" and (verb.negated or verb.tense not in ("perfect", "pluperfect")):
            return None  # «در نامه خود آورده است: …»; «دوام نیاورد» brings nothing to words
        if c.entry.strength == "doc":
            return self._document(c, lo)
        if "I" in c.entry.frames:
            return self._inner(c, lo)
        if verb.passive and self._attributive(c):
            return None
        if c.elided:
            return self._left(c, lo)
        if c.apart:
            return self._apart(c, lo)
        right = self.contents.right(c)
        if right and right[0] in ("colon", "quote") and "D" in c.entry.frames:
            draft = self._direct(c, lo, *right)
            if draft:
                return draft
        nominal = self._small_clause(c, lo, right)
        if nominal:
            return nominal
        if right and right[0] == "that" and "C" in c.entry.frames:
            before = self.view.key[c.first - 1] if c.first else ""
            if before in ("حالی", "شرایطی", "وضعیتی", "صورتی"):
                return self._left(c, lo)
            noun = self._left(c, lo) if c.entry.lemma.split()[0] in _OVER_THAT else None
            if noun and noun.frame == "prep" and self.view.key[noun.content[0][0]] not in DEMONSTRATIVES:
                return noun
            return self._clause(c, lo, right[1], "that")
        if c.entry.lemma == "خواستن":
            return self._wanted(c, lo, right)
        if right is None or right[0] not in ("bare", "comma"):
            quoted = self._quote_before(c, lo)
            if quoted:
                return quoted
        left = self._left(c, lo)
        if left and (right is None or right[0] != "bare" or not self._has_verb(right[1])):
            return left
        if right and right[0] in ("bare", "comma") and "C" in c.entry.frames and c.entry.strength in "sc":
            apart = right[0] == "comma" and (verb.passive or self._aside(c))
            if apart or (verb.passive and self.contents.subordinate(c)) or self._cue_next(right[1]):
                return left  # «نامه‌ای که استادان نوشته‌اند، …»: the main clause is nobody's words
            why = self.view.key[right[1]]
            reason = why in _REASONS and (right[0] == "comma" or (left is not None and why != "درحالیکه"))
            if self._has_verb(right[1]) and not reason:
                return self._clause(c, lo, self._accused(c, right[1]), right[0])
        if (
            self.view.key[c.end : c.end + 1] == ["تا"]
            and c.entry.act in ("demand", "promise")
            and "C" in c.entry.frames
        ):
            return self._clause(c, lo, c.end + 1, "that")
        return left

    def _aside(self, c: Candidate) -> bool:
        """Whether the cue ends a clause of time or one about a text, before the main clause.

        «هنگامی که ماجرا را بازگو می‌کرد، …», «نامه‌ای که استادان نوشته‌اند، …».
        """
        view, depth = self.view, self.view.inside[c.first]
        for k in range(c.first - 1, max(view.first_of(c.first), c.first - 30), -1):
            if view.inside[k] != depth:
                continue
            if self.phrases.finite(k) or view.sign[k] in COLONS:
                return False
            if view.key[k] == "که":
                head = view.key[k - 1]
                stem = head.removesuffix("ی")
                return head in _WHENS or (stem != head and {stem, stem.removesuffix("ا")} & documents() != set())
        return False

    def _modal(self, c: Candidate) -> bool:
        """Whether an impersonal modal governs the clause of the cue."""
        view = self.view
        for k in range(c.first - 1, max(view.first_of(c.first), c.first - 25) - 1, -1):
            if view.key[k] in ("میتوان", "نمیتوان", "بتوان", "نتوان"):
                return True
            if self.phrases.finite(k) or view.key[k] == "که":
                return False
        return False

    def _cue_next(self, start: int) -> bool:
        """Whether the clause to the right is only the next cue: «…، گفت:»."""
        hit = self.contents.first_of.get(start)
        if hit is None or hit.verb is None or hit.entry.kind == "noun":
            return False
        right = self.contents.right(hit)
        return bool(right and right[0] in ("colon", "quote"))

    def _attributive(self, c: Candidate) -> bool:
        """A passive participle that qualifies a noun: «آمار اعلام شده», «موضوعات مطرح شده در …»."""
        verb = c.verb
        assert verb is not None
        if self.view.key[verb.last - 1] not in ("شده", "گردیده") and not self.view.key[c.first].endswith("شده"):
            return False
        right = self.contents.right(c)
        if right and right[0] in ("that", "colon", "quote"):
            return False
        return c.entry.kind == "light" or not right

    def _inner(self, c: Candidate, lo: int) -> Draft | None:
        """The noun of the light verb is itself what is told: «گزارش کار داد»."""
        assert c.verb is not None
        return make(c, [(c.first, c.verb.first)], "inner", "nominal", lo)

    def _document(self, c: Candidate, lo: int) -> Draft | None:
        """«در این گزارش آمده است: …», «نتایج نشان می‌دهد که …»: a document states it."""
        view = self.view
        if c.entry.lemma in _AS_FOLLOWS:
            return self._as_follows(c, lo)
        right = self.contents.right(c)
        if right is None:
            return None
        if c.entry.lemma == "آمدن":
            if (
                right[0] not in ("colon", "quote", "that", "comma")
                or c.verb is None
                or c.verb.tense not in ("perfect", "pluperfect", "past")
            ):
                return None
            floor = max(view.first_of(c.first), c.first - 60)
            at = next((k for k in range(c.first - 1, floor - 1, -1) if self._in_document(k)), -1)
            if at < 0:
                return None
            lo = min(lo, view.first_of(c.first))
            draft = (
                self._clause(c, lo, right[1], right[0])
                if right[0] in ("that", "comma")
                else self._direct(c, lo, *right)
            )
            if draft:
                begin = at + 1
                if view.key[begin] in ("بخش", "بخشی", "قسمتی", "قسمت", "متن", "ادامه", "ابتدای", "پایان"):
                    part = next(
                        (k for k in range(begin, min(begin + 4, c.first)) if view.key[k] == "از"), begin - 1
                    )
                    begin = part + 1 if part >= begin else begin + 1
                if view.key[begin] in ("ادامه", "متن"):
                    begin += 1
                end = min(self.phrases.grow(begin, c.first), c.first)
                draft.source, draft.form = view.trim(begin, end), "phrase"
                if draft.source[0] >= draft.source[1]:
                    return None
            return draft
        if c.first and view.key[c.first - 1] == "را":
            return None
        if right[0] not in ("that", "bare", "colon", "comma") or (
            right[0] == "bare" and not self._has_verb(right[1])
        ):
            return None
        draft = self._clause(c, lo, right[1], right[0]) if right[0] != "colon" else self._direct(c, lo, *right)
        if draft:
            draft.why.append("a document must be the subject")
        return draft

    def _as_follows(self, c: Candidate, lo: int) -> Draft | None:
        """«متن پیام بدین شرح است: …»: everything after it is the document's."""
        view, e = self.view, c.end
        if e + 1 >= view.n or view.sign[e] not in (":", "؛", ";"):
            return None
        return self._direct(c, lo, "quote" if view.opener(e + 1) else "colon", e + 1)

    def _in_document(self, k: int) -> bool:
        """Whether «در» at word ``k`` opens «در این گزارش», «در بخشی از بیانیه» …"""
        key = self.view.key
        if key[k] != "در":
            return False
        if k == self.view.first_of(k) and key[k + 1] in DEMONSTRATIVES:
            return True
        return any(x in documents() or x.rstrip("ی") in documents() for x in key[k + 1 : k + 7])

    def _accused(self, c: Candidate, start: int) -> int:
        """«متهم شد به این که …»: the clause begins after «به این که»."""
        key = self.view.key
        if not c.entry.lemma.startswith("متهم") or key[start] != "به":
            return start
        if key[start + 1 : start + 3] == ["این", "که"]:
            return start + 3
        return start + 2 if key[start + 1 : start + 2] == ["اینکه"] else start + 1

    def _has_verb(self, start: int) -> bool:
        return any(self.phrases.finite(k) for k in range(start, self.view.last_of(start)))

    def _direct(self, c: Candidate, lo: int, frame: str, start: int) -> Draft | None:
        view = self.view
        if view.opener(start):
            end, closed = self.contents.quoted_end(start)
            inner = range(start + 1, end)
            verbs = any(self.phrases.finite(k) for k in inner)
            behind = view.sign[c.end] if c.end < view.n else ""
            name = not verbs and frame == "quote" and behind != ":" and closed and end - start < 8
            if name and self._has_verb(end + 1):
                # «گفت «سپاه» …»: a name in quotation marks opens a clause.
                return self._clause(c, lo, start, "bare") if "C" in c.entry.frames else None
        ranges, closed, kind = self.contents.direct(start, c)
        trimmed = [view.trim(*r) if not view.opener(r[0]) else r for r in ranges]
        trimmed = [r for r in trimmed if r[0] < r[1]]
        if not trimmed:
            return None
        draft = make(c, trimmed, "quote" if closed else "colon", kind, lo)
        if not closed and view.opener(start) and behind_colon(view, c, start) is False and ranges[0][0] == start:
            # A clause that merely begins with a quoted part: «گفت «X» را …».
            end = self.contents.clause_end(start, c)
            draft.content = [(start, end)]
            draft.type = mixed_or(view, draft.content, "indirect")
            draft.frame = "bare"
        return draft

    def _clause(self, c: Candidate, lo: int, start: int, frame: str) -> Draft | None:
        view = self.view
        if start >= view.n or start >= view.last_of(c.end - 1):
            return None
        if view.opener(start) and frame in ("that", "comma"):
            ranges, closed, _ = self.contents.direct(start)
            if closed or start in view.unclosed:
                return make(c, ranges, "quote", "direct", lo)
        end = self.contents.clause_end(start, c)
        if not any(not view.mark[k] for k in range(start, end)):
            return None
        draft = make(c, [(start, end)], frame, "indirect", lo)
        draft.type = mixed_or(view, draft.content, "indirect")
        return draft

    def _quote_before(self, c: Candidate, lo: int) -> Draft | None:
        """«…»، X گفت."""
        view = self.view
        if "D" not in c.entry.frames or c.entry.strength == "w":
            return None
        k = c.first - 1
        while k > lo and c.first - k < 25:
            if k in view.opens and view.inside[k] == view.inside[c.first]:
                opener = view.opens[k]
                inner = range(opener + 1, k)
                at_start = all(
                    view.mark[x] or x < view.first_of(opener) for x in range(max(lo, view.first_of(opener)), opener)
                )
                if at_start and len(inner) > 1 and any(self.phrases.finite(x) for x in inner):
                    return make(c, [(opener + 1, k)], "before", "direct", k + 1, left=-1)
                return None
            if self.phrases.finite(k):
                return None
            k -= 1
        return None

    def _small_clause(self, c: Candidate, lo: int, right: tuple[str, int] | None) -> Draft | None:
        """Contents with را: an object, or an object with what it is said to be."""
        view, frames = self.view, c.entry.frames
        if not {"R", "S"} & set(frames):
            return None
        noun = c.noun if c.noun >= 0 else c.first
        hit = self.contents.object_before(lo, noun, c)
        if hit is None:
            return None
        ra, _ = hit
        predicate = range(ra + 1, noun)
        full = [k for k in predicate if not view.mark[k]]
        begin = self._object_start(lo, ra)
        if begin >= ra:
            return None
        if right and right[0] == "that" and view.key[begin] in DEMONSTRATIVES and not full:
            return None
        sentenced = (k for k in full if view.key[k] == "به" and view.key[k + 1] not in MANNER)
        if c.entry.lemma.startswith("محکوم") and any(sentenced):
            return None  # a court's sentence, no word of blame
        owned = (
            view.key[ra - 1] == "خود"
            and full
            and view.key[full[0]] in ("برای", "از", "با", "به", "جهت", "در", "نسبت")
        )
        if owned or (full and "S" in frames and view.key[begin] in _MEASURES):
            return make(c, [(begin, noun)], "object", "nominal", lo, left=begin)
        if (
            "S" in frames
            and full
            and not (
                "R" in frames
                and view.key[full[0]] in _ADVERB_STARTS | {"نیز", "هم"}
                and view.words[full[-1]].upos != "ADJ"
                and not view.opener(ra + 1)
            )
        ):
            return make(c, [(begin, noun)], "as", "nominal", lo, left=begin)
        if "R" not in frames:
            return None
        if c.entry.lemma in ("گفتن", "نوشتن", "پرسیدن") and view.key[begin] not in DEMONSTRATIVES:
            return None
        return make(c, [(begin, ra)], "object", "nominal", lo, left=begin)

    def _object_start(self, lo: int, ra: int) -> int:
        """Where the object before «را» begins: right after the subject and what stands between."""
        view, phrases = self.view, self.phrases
        # The last clause or phrase boundary before را that the object cannot hold.
        depth = view.inside[ra]
        floor = lo
        for k in range(ra - 1, lo - 1, -1):
            if view.inside[k] != depth:
                continue
            if phrases.described(k):
                continue
            if phrases.finite(k) and not any(view.key[x] == "که" for x in range(max(lo, k - 30), k)):
                floor = k + 1
                break
            if view.sign[k] in SEMICOLONS:
                floor = k + 1
                break
        return phrases.object_start(floor, ra)

    def _left(self, c: Candidate, lo: int) -> Draft | None:
        """Nominal contents before the cue: with را, with a preposition, or the subject of a passive."""
        if c.entry.strength == "w":
            return None
        view, frames = self.view, c.entry.frames
        noun = c.noun if c.noun >= 0 else c.first
        small = self._small_clause(c, lo, None)
        if small:
            return small
        if {"F", "B", "N", "A", "T", "V", "Y"} & set(frames):
            hit = self.contents.preposition_before(lo, noun, frames, c.entry.lemma)
            if hit:
                at, begin = hit
                end = noun
                if view.key[end - 1] in ("را",):
                    end -= 1
                if begin < end and any(not view.mark[k] for k in range(begin, end)):
                    return make(c, [(begin, end)], "prep", "nominal", lo, left=at)
        verb = c.verb
        if verb and verb.passive and c.entry.lemma.split()[0] in _ANNOUNCED and not c.elided and not verb.future:
            begin, end = self._passive_subject(lo, noun)
            if begin < end:
                return make(c, [(begin, end)], "passive", "nominal", lo, left=begin)
        return None

    def _passive_subject(self, lo: int, noun: int) -> tuple[int, int]:
        """What a passive tells: its subject, without the clause before it and the adverbs after it."""
        view, depth = self.view, self.view.inside[noun]
        floor = lo
        for k in range(noun - 1, lo - 1, -1):
            if view.inside[k] == depth and (
                self.phrases.finite(k) or view.key[k] == "که" or view.sign[k] in SEMICOLONS
            ):
                floor = k + 1
                break
        begin = self.phrases.subject_start(floor, noun)
        end = noun
        for k in range(begin + 1, noun):
            two = view.key[k + 1] if k + 1 < noun else ""
            if (
                (view.key[k] == "به" and two in ("طور", "صورت", "شکل", "تازگی"))
                or (view.key[k] in ("قبل", "پس", "پیش", "بعد") and two == "از")
                or (view.key[k] == "در" and two in ("حالی", "این", "پی"))
            ):
                end = k
                break
        return begin, end

    def _apart(self, c: Candidate, lo: int) -> Draft | None:
        """The noun and its verb stand apart: «خواستار آزادی او شد», «متهم به … کرد»."""
        view = self.view
        assert c.verb is not None
        begin, end = c.last, c.verb.first
        if c.entry.lemma.startswith("متهم"):
            if view.key[begin] != "به":
                return None
            begin += 1
        if begin >= end:
            return None
        after = c.verb.last
        if view.key[begin] in DEMONSTRATIVES and after < view.n and view.key[after] == "که":
            draft = self._clause(c, lo, after + 1, "that")
        elif view.key[begin] == "که":
            draft = None
        else:
            draft = make(c, [(begin, end)], "ezafe", "nominal", lo)
        if draft:
            draft.cue = (c.first, c.last)
        return draft

    def _wanted(self, c: Candidate, lo: int, right: tuple[str, int] | None) -> Draft | None:
        """«از X خواست (تا/که) …»: wanting is told where somebody is asked."""
        view = self.view
        assert c.verb is not None
        if c.verb.tense in ("imperfect",):
            return None
        asked = None
        for k in range(c.first - 1, max(lo, c.first - 40) - 1, -1):
            if view.key[k] == "که" and k == c.first - 1:
                break  # «که نخواست نامش فاش شود»
            if view.key[k] == "از" and view.inside[k] == view.inside[c.first] and view.key[k - 1] not in NO_AZ:
                asked = k
                break
            if self.phrases.finite(k) and view.sign[k + 1] in COMMAS:
                break
        if asked is None:
            return None
        start = c.end
        if start < view.n and view.key[start] in ("تا", "که"):
            start += 1
        elif right is None:
            if start < view.n and view.sign[start] in COMMAS:
                start += 1
            else:
                return None
        else:
            start = right[1]
        return self._clause(c, lo, start, "that" if right is None or right[0] == "that" else "bare")


def behind_colon(view: View, c: Candidate, start: int) -> bool:
    """Whether a colon stands between the cue and the first word of its content."""
    return any(view.sign[k] == ":" for k in range(c.end, start))
