"""Cues that are no verbs: «به گفته X», «با بیان اینکه», «اظهارات X مبنی بر», «این پرسش که», and agency lines."""

from __future__ import annotations

from collections.abc import Sequence

from ravi.attributions import cues
from ravi.attributions.candidates import Candidate
from ravi.attributions.contents import Contents, make, mixed_or
from ravi.attributions.draft import Draft
from ravi.attributions.phrases import DEMONSTRATIVES, FIRST_PERSON, PRONOUNS, Phrases, outlets
from ravi.attributions.view import COLONS, COMMAS, DASHES, STOPS, THIS_THAT, View

_OTHER = frozenset(
    {
        "دیگر",
        "معروف",
        "خودمان",
        "من",
        "ما",
        "بنده",
        "اینجانب",
        "اینکه",
        "میرسد",
        "میآید",
        "میاید",
        "نمیرسد",
        "رسیدن",
        "میرسید",
        "خود",
    }
)
_OPINION = frozenset(
    {
        "به نظر",
        "از نظر",
        "از دید",
        "از دیدگاه",
        "از نگاه",
        "از منظر",
        "به تشخیص",
        "به تعبیر",
        "به بیان",
        "به قول",
        "به گمان",
        "به تصور",
    }
)
# What makes «به گزارش …» and its like the complement of something else.
_NOT_BEFORE = frozenset(
    {"توجه", "باتوجه", "نسبت", "راجع", "پاسخ", "واکنش", "منجر", "اشاره", "استناد", "مربوط", "وابسته", "رسیدگی"}
)
_PEOPLE = ("ان", "ها", "های", "ین", "ون")


class Adverbial:
    """Prepositional, participial and noun cues over one report."""

    def __init__(self, view: View, phrases: Phrases, contents: Contents, candidates: Sequence[Candidate]) -> None:
        self.view = view
        self.phrases = phrases
        self.contents = contents
        self.candidates = candidates

    # -- «به گفته X» ---------------------------------------------------------------------------------------

    def preposition(self, c: Candidate, lo: int) -> Draft | None:
        """A prepositional cue with its source and the clause it vouches for."""
        view, phrases = self.view, self.phrases
        if c.first and view.key[c.first] == "به" and view.key[c.first - 1] in _NOT_BEFORE:
            return None
        last = view.last_of(c.first)
        i = c.last
        i = phrases.skip_marks(i, last)
        if i < last and view.time[i] >= 0:
            time = view.time[i]
            while i < last and view.time[i] == time:
                i += 1
        if i >= last:
            return None
        bare = view.mark[c.last] and view.sign[c.last] in COMMAS
        if bare and c.entry.detail != "credit":
            return None
        if view.key[i] in _OTHER | FIRST_PERSON and not bare:
            return None
        end = i
        if not bare:
            end = phrases.grow(i, last, credit=c.entry.detail in ("credit", "through"))
            if not self._may_tell(c, i, end):
                return None
            if end < last and view.key[end] == "که" and c.entry.frames == "self":
                end = phrases.relative_end(end, last)
                while end > i and view.sign[end - 1] in COMMAS:
                    end -= 1
        source = None if bare else view.trim(i, end)
        if source and source[0] >= source[1]:
            return None
        start = end
        while start < last and view.mark[start] and not view.opener(start):
            start += 1
        if (
            start + 1 < last
            and c.entry.detail == "credit"
            and view.key[start] == "از"
            and view.words[start + 1].upos == "PROPN"
        ):
            # «به گزارش X از مشهد، …»: where the correspondent is.
            place = start + 2
            while (
                place < last
                and place < start + 5
                and view.words[place].upos == "PROPN"
                and view.words[place].entity.startswith("I")
            ):
                place += 1
            start = phrases.skip_marks(place, last)
        if start + 2 < last and view.key[start] == "و" and view.key[start + 1 : start + 3] == ["به", "نقل"]:
            start += 1
        elif start < last and view.key[start] in ("و", "مبنی") and not bare:
            # «طبق گفته X و گزارش Y، …»: the second source is found on its own; the clause is one.
            comma = next((k for k in range(start, min(last, start + 25)) if view.sign[k] in COMMAS), -1)
            if comma < 0:
                return None
            start = comma + 1
        if start < last and view.key[start] == "که" and view.sign[start - 1] not in COMMAS:
            start += 1
        stop = min(self._scope_end(c, last), self.contents.bound(c.first, last))
        if start >= stop:
            return self._trailing(c, source, lo)
        content = [(start, stop)]
        before = self._before(c, lo)
        if before:
            content.insert(0, before)
        draft = make(c, content, "name", "indirect", lo)
        draft.source = source
        draft.form = "phrase" if source else "dropped"
        draft.type = mixed_or(view, content, "indirect")
        if all(view.mark[k] or not phrases.finite(k) for first, end2 in content for k in range(first, end2)):
            if not any(view.key[k] in ("است", "نیست") for k in range(start, stop)) and stop - start < 4:
                return None
        return draft

    def _scope_end(self, c: Candidate, last: int) -> int:
        view = self.view
        opener = view.inside[c.first]
        if opener >= 0 and opener in view.closes:
            return min(last, view.closes[opener])
        return last

    def _may_tell(self, c: Candidate, i: int, end: int) -> bool:
        """Whether the noun phrase can be somebody or something that tells."""
        view = self.view
        head = view.key[i]
        if head in PRONOUNS:
            return True
        while head.endswith("ترین") and i + 1 < view.n:
            i += 1
            head = view.key[i]
        if view.key[i + 1 : i + 2] == ["ترین"] and i + 2 < view.n:
            i += 2
            head = view.key[i]
        if head in DEMONSTRATIVES or head in ("آخرین", "جدیدترین", "تازهترین", "برخی", "بعضی", "برآوردهای", "همه"):
            head = view.key[i + 1] if i + 1 < view.n else head
        if c.entry.frames == "self":
            return (
                head in cues.documents()
                or head.rstrip("ی") in cues.documents()
                or head.removesuffix("های") in cues.documents()
            )
        if c.entry.lemma in _OPINION:
            word = view.words[i]
            if self.phrases.cast.head_at(i) or word.entity.endswith(("PER", "ORG", "LOC")):
                return True
            return (
                word.upos in ("NOUN", "PROPN", "DET", "NUM")
                and (head.endswith(_PEOPLE) or view.key[i] in DEMONSTRATIVES)
                and c.entry.lemma not in ("به تعبیر", "به بیان")
            )
        if view.words[i].upos == "VERB" and i + 1 < view.n and view.sign[i + 1] in COMMAS:
            return True
        return view.words[i].upos not in ("VERB", "AUX", "ADP", "CCONJ", "SCONJ")

    def _before(self, c: Candidate, lo: int) -> tuple[int, int] | None:
        """What of the clause stands before the phrase: its subject, say; nothing where that is a whole clause."""
        view, phrases = self.view, self.phrases
        floor = lo
        for k in range(c.first - 1, lo - 1, -1):
            if phrases.finite(k) or view.sign[k] in STOPS | COLONS | {"؛"} or view.key[k] in ("که", "تا"):
                floor = k + 1
                break
        for draft in self.contents.made[:-41:-1]:
            if view.sentence[draft.begin] != view.sentence[c.first]:
                break
            if draft.candidate and draft.candidate.entry.kind == "preposition" and floor <= draft.begin < c.first:
                return None
        begin, end = view.trim(floor, c.first)
        if begin >= end or (
            c.entry.detail == "credit"
            and end - begin < 6
            and not any(view.words[k].upos in ("NOUN", "PROPN", "PRON") for k in range(begin, end))
        ):
            return None
        while begin < end and (view.key[begin] in ("و", "اما", "ولی", "همچنین", "البته") or view.mark[begin]):
            begin += 1
        if begin >= end:
            return None
        if not any(view.words[k].upos in ("NOUN", "PROPN", "PRON", "NUM") for k in range(begin, end)):
            return None
        return begin, end

    def _trailing(self, c: Candidate, source: tuple[int, int] | None, lo: int) -> Draft | None:
        """«…، به گفته X.»: the clause stands before the phrase."""
        begin, end = self.view.trim(lo, c.first)
        if source is None or end - begin < 4:
            return None
        draft = make(c, [(begin, end)], "name", "indirect", lo)
        draft.source, draft.form = source, "phrase"
        return draft

    # -- «با بیان اینکه» -----------------------------------------------------------------------------------

    def participle(self, c: Candidate, lo: int) -> Draft | None:
        """A participial cue with its clause or noun phrase."""
        view = self.view
        last = self.contents.bound(c.first, view.last_of(c.first))
        i = c.last
        key = view.key[c.first]
        negated = key == "بدون"
        if key == "در":
            return None
        if i < last and view.key[i] in ("مجدد", "دوباره", "صریح", "ضمنی", "قاطع", "شدید"):
            i += 1
        detail = c.entry.detail.split("|") if c.entry.detail else []
        moved = i
        if i < last and view.key[i] in detail:
            moved = i + 1
            if view.key[i] == "نسبت" and moved < last and view.key[moved] == "به":
                moved += 1
        elif i < last and view.key[i] in ("بر", "به", "از"):
            moved = i + 1
        start, clause = self._that(moved, last)
        if clause:
            if "C" not in c.entry.frames:
                return None
            end = self.clause_stop(start, last, c)
            if end <= start:
                return None
            draft = make(c, [(start, end)], "participle", "indirect", lo)
            draft.type = mixed_or(view, draft.content, "indirect")
            draft.negated = negated
            return draft
        if ("Z" not in c.entry.frames and not negated) or (detail and moved == i):
            return None
        if moved >= last or (view.mark[moved] and not view.opener(moved)) or view.key[moved] in ("و", "که", "را"):
            return None
        if c.entry.lemma == "با تأکید" and moved == i:
            return None
        end = self.noun_stop(moved, last, c)
        if end <= moved:
            return None
        draft = make(c, [(moved, end)], "noun", "nominal", lo)
        draft.negated = negated
        return draft

    def _that(self, i: int, last: int) -> tuple[int, bool]:
        """The first word of a clause told at ``i`` («اینکه …», «این که …», «این مطلب که …»), and whether one is."""
        view = self.view
        if i >= last:
            return i, False
        if view.key[i] in THIS_THAT:
            return i + 1, True
        if view.key[i] in DEMONSTRATIVES:
            for k in range(i + 1, min(i + 3, last)):
                if view.key[k] == "که":
                    return k + 1, True
                if view.mark[k] or self.phrases.preposition(k):
                    break
        if view.key[i] == "که":
            return i + 1, True
        return i, False

    def clause_stop(self, start: int, last: int, c: Candidate) -> int:
        """One past a clause that stands before its main verb: «با بیان اینکه A، گفت: …» ends after A."""
        view, phrases = self.view, self.phrases
        depth = view.inside[c.first]
        main = self._main(start, last, depth, c)
        stop = main.first if main else last
        ends: list[int] = []
        k = start
        while k < stop:
            if view.inside[k] == depth or view.inside[k] == view.inside[min(start, view.n - 1)]:
                if phrases.finite(k):
                    e = k + 1
                    while e < stop and phrases.finite(e):
                        e += 1
                    closing = e
                    while closing < stop and closing in view.opens:
                        closing += 1
                    if closing >= stop or view.sign[closing] in COMMAS or (main and closing == main.first):
                        ends.append(e if closing == e else closing)
                    elif main:
                        ends.append(-e)
                    k = e
                    continue
            k += 1
        if main:
            clean = [e for e in ends if e > 0]
            if clean:
                return max(clean)
            # No comma: after the last verb before what belongs to the main clause.
            if ends:
                return self._before_main(-ends[-1], stop)
            return stop
        clean = [e for e in ends if e > 0]
        return clean[0] if clean else stop

    def _before_main(self, after: int, stop: int) -> int:
        return after

    def _main(self, start: int, last: int, depth: int, c: Candidate) -> Candidate | None:
        """The cue of the main clause: the first verb of telling with a colon, else the last strong one."""
        fallback: Candidate | None = None
        for other in self.contents.near(start, start, last):
            if other.verb is None:
                continue
            if (
                self.view.inside[other.first] != depth
                or other.verb.tense in ("subjunctive", "future")
                or other.verb.person != 3
            ):
                continue
            right = self.contents.right(other)
            if right and right[0] in ("colon", "quote"):
                return other
            if (other.entry.strength == "s" and right and right[0] in ("that", "comma")) or (
                fallback is None and other.entry.strength in "sc" and (right is None or right[0] == "bare")
            ):
                before = self.view.sign[other.first - 1]
                if fallback is None or before in COMMAS:
                    fallback = other
        if fallback is None:
            return None
        # A noun-and-preposition content belongs to the main clause too: «…، از X خبر داد».
        return fallback

    def noun_stop(self, start: int, last: int, c: Candidate) -> int:
        """One past a noun phrase with all that depends on it, before the comma or the main verb."""
        view, phrases = self.view, self.phrases
        depth = view.inside[start] if not view.opener(start) else view.inside[start]
        k = start
        while k < last:
            if view.opener(k) and k in view.closes:
                k = view.closes[k] + 1
                continue
            if view.inside[k] != depth:
                break
            text = view.sign[k]
            if text in COMMAS or text in COLONS or (text[:1] in STOPS and view.mark[k]):
                if text in "،," and self._goes_on(start, k, last):
                    k += 1
                    continue
                return k
            if view.key[k] == "که":
                return k
            hit = self.contents.first_of.get(k)
            if hit is not None and k > start and hit.verb is not None and hit.entry.strength in "sc":
                return k
            if phrases.finite(k):
                return k
            if view.key[k] == "را":
                begin = phrases.object_start(start, k)
                return begin if start < begin < k else k
            if (
                k > start
                and view.key[k] in PRONOUNS
                and not view.words[k - 1].ezafe
                and not phrases.preposition(k - 1)
            ):
                return k
            k += 1
        return k

    def _goes_on(self, start: int, comma: int, last: int) -> bool:
        """Whether the comma divides a list inside the phrase."""
        words = self.view.words
        k = comma + 1
        if k >= last or words[k].deprel != "conj" or not start <= words[k].head < comma:
            return False
        return any(self.view.key[x] == "و" for x in range(k, min(last, k + 15)))

    # -- «اظهارات X مبنی بر», «این پرسش که» ------------------------------------------------------------------

    def noun(self, c: Candidate, lo: int) -> Draft | None:
        """A noun cue with its source and content."""
        view, phrases = self.view, self.phrases
        last = view.last_of(c.first)
        i = c.last
        if "C" in c.entry.frames:
            start = -1
            if (
                i < last
                and view.key[i] == "که"
                and (view.key[c.first - 1] in DEMONSTRATIVES or view.key[c.first].endswith("ی"))
            ):
                start = i + 1
            if i < last and view.key[i] in THIS_THAT:
                start = i + 1
            if start > 0 and c.entry.act == "ask":
                end = self.clause_stop(start, last, c)
                if end > start:
                    return make(c, [(start, end)], "question", "indirect", lo)
        for k in range(i, min(last, i + 25)):
            if phrases.finite(k) or view.sign[k] in STOPS | COLONS:
                return None
            if view.key[k] == "مبنی" and k + 2 < last and view.key[k + 1] == "بر":
                return self._founded(c, k, last, lo)
            if (
                "A" in c.entry.frames
                and view.key[k] in THIS_THAT
                and view.key[k - 1] in ("درباره", "مورد", "خصوص", "به", "بر")
            ):
                end = self.clause_stop(k + 1, last, c)
                draft = make(c, [(k + 1, end)], "mabni", "indirect", lo)
                cut = k - (2 if view.key[k - 2] == "در" else 1)
                draft.source = self._owner(c.last, cut)
                return draft
        return None

    def _founded(self, c: Candidate, k: int, last: int, lo: int) -> Draft | None:
        start, clause = self._that(k + 2, last)
        end = self.clause_stop(start, last, c) if clause else self.noun_stop(start, last, c)
        if end <= start:
            return None
        draft = make(c, [(start, end)], "mabni", "indirect" if clause else "nominal", lo)
        draft.source = self._owner(c.last, k)
        draft.form = "phrase" if draft.source else "dropped"
        return draft

    def _owner(self, first: int, last: int) -> tuple[int, int] | None:
        """The source between the noun and «مبنی بر», by ezafe («اظهارات X مبنی بر»)."""
        if first >= last:
            return None
        end = min(self.phrases.grow(first, last), last)
        begin, end = self.view.trim(first, end)
        if begin >= end or self.phrases.preposition(begin) or self.view.words[begin].upos in ("ADJ", "ADV", "VERB"):
            return None
        return begin, end

    # -- «ایرنا- …» ----------------------------------------------------------------------------------------

    def dash(self, paragraph: tuple[int, int], outlet: object) -> Draft | None:
        """An agency's name at the head of a paragraph, set off by a colon or a dash."""
        view = self.view
        first, last = paragraph
        for k in range(first, min(last - 4, first + 6)):
            dash = view.mark[k] and view.sign[k][:1] in DASHES
            if view.sign[k] in COLONS or dash:
                if k == first or (dash and not view.words[k + 1].space_before):
                    continue
                head = k - 1
                if self._named(first, k):
                    return self._line(first, k)
                actor = self.phrases.cast.head_at(head)
                if actor is None or not self.outlet(head, actor):
                    if view.sign[k] in COLONS:
                        return None
                    continue
                begin = head
                while begin > first and self.phrases.cast.head_at(begin - 1) == actor:
                    begin -= 1
                if begin > first and not view.mark[begin - 1]:
                    return None
                end = view.last_of(first)
                draft = Draft(None, (begin, k), [(k + 1, end)], "dash", "direct", "assert", lo=first, dateline=True)
                draft.source, draft.form = (begin, k), "phrase"
                draft.why.append("agency line")
                return draft
            if self.phrases.finite(k):
                return None
        return None

    def _named(self, first: int, k: int) -> bool:
        """Whether a widely known agency's name stands right before the mark at ``k`` («تهران - ایرنا: …»)."""
        key, names = self.view.key, outlets()
        return any("".join(key[j:k]) in names for j in range(max(first, k - 3), k)) and (
            k - first <= 2 or self.view.mark[k - 2] or key[first] in ("خبرگزاری", "به")
        )

    def _line(self, first: int, k: int) -> Draft:
        """The agency line itself: its name is cue and source, the rest of the sentence its content."""
        view = self.view
        begin = first
        for j in range(k - 1, first - 1, -1):
            if view.mark[j]:
                begin = j + 1
                break
        draft = Draft(
            None, (begin, k), [(k + 1, view.last_of(first))], "dash", "direct", "assert", lo=first, dateline=True
        )
        draft.source, draft.form = (begin, k), "phrase"
        draft.why.append("agency line")
        return draft

    def outlet(self, word: int, actor: str) -> bool:
        """Whether the actor at the word is an outlet."""
        for found in self.phrases.cast.actors():
            if found.id == actor:
                return found.kind == "outlet"
        return False
