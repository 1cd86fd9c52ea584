"""To whom and through what something was told: addressees and channels."""

from __future__ import annotations

import functools

from ravi.attributions.cues import participles
from ravi.attributions.draft import Draft, Range
from ravi.attributions.forms import fold
from ravi.attributions.lexical import DEMONSTRATIVES, GOINGS, HEARERS, OUTLET_HEADS, PRONOUNS
from ravi.attributions.phrases import Phrases
from ravi.attributions.view import View
from ravi.lexicon import table

_ASKING = frozenset(
    {
        "خواستن",
        "درخواست کردن",
        "تقاضا کردن",
        "سؤال کردن",
        "سوال کردن",
        "پرسیدن",
        "دعوت کردن",
        "طلب کردن",
        "پرسش کردن",
        "خواهش کردن",
        "دعوت به عمل آوردن",
    }
)
_CALLING = ("فراخواندن", "دعوت ")
"""Whose object is who is called upon («مردم را به تحریم انتخابات فراخواند»)."""
_CHARGING = ("متهم ", "تهدید ", "اعتراف ", "اقرار ", "اذعان ", "اعتراض ", "متعهد ")
"""What stands after «به» here is what somebody is charged with, threatened with or owns up to."""
_EXPLAINING = ("توضیح ", "تشریح ", "شرح ", "تعریف ", "بازگو ", "نوشتن", "تبیین ")
"""Beside «به» these take «برای» before the hearer («برای هیئت منصفه توضیح داد»)."""


@functools.cache
def channels() -> dict[str, tuple[bool, str]]:
    """Folded heads of channels: whether «با» belongs to them, and their kind."""
    return {fold(row["head"]): (row["with"] == "yes", row["kind"]) for row in table("cues_channels")}


GOING = 9
"""Words back to the noun that «به» may go with («در مراسم اعزام کاروان این شهر به مرقد …»)."""


class Parties:
    """Addressees and channels over one report."""

    def __init__(self, view: View, phrases: Phrases) -> None:
        self.view = view
        self.phrases = phrases

    def find(self, draft: Draft) -> None:
        """Set ``addressee`` and ``channel`` from the words between the clause's beginning and the cue."""
        if draft.candidate is None or draft.candidate.entry.kind == "preposition" or draft.cue is None:
            return
        stop = draft.cue[0]
        if draft.candidate.verb:
            stop = max(stop, draft.candidate.noun)
        lo = draft.lo
        if draft.source and draft.source[1] <= stop and draft.form != "agent":
            lo = max(lo, draft.lo)
        for k in range(lo, stop):
            if k in draft.hidden and self.view.key[k] == "با" and draft.channel is None:
                self._talked(draft, k, stop)
            if k in draft.hidden or draft.holds(k) or (draft.source and draft.source[0] <= k < draft.source[1]):
                continue
            if self.view.inside[k] != self.view.inside[draft.cue[0]]:
                continue
            self._addressee(draft, k, stop)
            self._called(draft, k)
            # «در گفت‌وگو با X این خبر را تکذیب کرد»: the channel ends where the content begins.
            self._channel(draft, k, draft.left if k < draft.left < stop else stop)

    def _called(self, draft: Draft, ra: int) -> None:
        """Who is called upon, as the object before «را» at word ``ra``."""
        assert draft.candidate is not None
        if self.view.key[ra] != "را" or not draft.candidate.entry.lemma.startswith(_CALLING):
            return
        lo = max(draft.lo, draft.source[1] if draft.source and draft.source[1] <= ra else draft.lo)
        begin = self.phrases.object_start(lo, ra)
        if begin < ra:
            draft.addressee = self.view.trim(begin, ra)

    def _talked(self, draft: Draft, k: int, stop: int) -> None:
        """«که با خبرگزاری X گفت‌وگو کرده، گفته است»: whom somebody has talked with, after «با» at word ``k``."""
        end = min(self.phrases.grow(k + 1, stop), stop)
        if end < stop and (self.view.key[end] in ("گفتوگو", "گفتگو", "مصاحبه") or self._talk(end, stop)):
            found = self.view.trim(k + 1, end)
            if any(self._media(i) for i in range(*found)):
                draft.channel = found

    def _media(self, i: int) -> bool:
        """Whether word ``i`` names an outlet or one of its people."""
        known = self.phrases.cast.peek(i)
        return self.view.key[i] in OUTLET_HEADS | {"خبرنگار", "خبرنگاران"} or bool(known and known[1] == "outlet")

    def _talk(self, i: int, stop: int) -> bool:
        """Whether «گفت و گو» is written in three words at word ``i``."""
        key = self.view.key
        return i + 2 < stop and key[i] == "گفت" and key[i + 1] == "و" and key[i + 2].startswith("گو")

    def _addressee(self, draft: Draft, k: int, stop: int) -> None:
        view, key = self.view, self.view.key
        assert draft.candidate is not None
        i = -1
        lemma = draft.candidate.entry.lemma
        if (
            key[k] == "به"
            and key[k - 1] not in ("نسبت", "راجع", "توجه", "اشاره", "پاسخ", "واکنش", "مربوط", "باتوجه")
            and not self.phrases.attached(k)
            and key[k + 1] not in ("گزارش", "گفته", "نقل")
        ):
            i = k + 1
            if draft.candidate.entry.kind == "participle" or draft.frame in ("as",) or lemma.startswith(_CHARGING):
                return
        elif (
            (key[k] == "جمع" and key[k - 1] == "در")
            or key[k] == "درجمع"
            or (key[k] == "از" and lemma in _ASKING and key[k - 1] not in ("پس", "پیش", "بعد", "قبل"))
            or (key[k] == "برای" and lemma.startswith(_EXPLAINING))
        ):
            i = k + 1
        if i < 0 or i >= stop or (view.mark[i] and not view.opener(i)):
            return
        head = key[i + 1] if key[i] in DEMONSTRATIVES and i + 1 < stop else key[i]
        actor = self.phrases.cast.head_at(i)
        word = view.words[i]
        if not (
            head in PRONOUNS
            or head in HEARERS
            or actor
            or word.entity.endswith(("PER", "ORG", "LOC"))
            or (word.text.isascii() and word.text.isalpha())
            or key[k] == "از"
        ):
            return
        end = min(self.phrases.grow(i, stop), stop)
        if key[k] == "به" and not (self._free(draft, k, end) and self._reached(draft, end)):
            return
        found = view.trim(i, end)
        if found[0] < found[1]:
            draft.addressee = found

    def _reached(self, draft: Draft, first: int, *, joined: bool = False) -> bool:
        """Whether no verb (with ``joined``: none before «و») stands between word ``first`` and the cue."""
        assert draft.cue is not None
        return not any(
            self.phrases.finite(x)
            and x not in draft.hidden
            and not draft.holds(x)
            and (not joined or self.view.key[x + 1] == "و")
            for x in range(first, draft.cue[0])
        )

    def _free(self, draft: Draft, k: int, end: int) -> bool:
        """Whether «به» at word ``k`` goes with the cue, not with a noun before it («صادرات گاز به ارمنستان»)."""
        view = self.view
        assert draft.cue is not None
        for x in range(k - 1, max(draft.lo, k - GOING, draft.source[1] if draft.source else 0) - 1, -1):
            if view.mark[x] or self.phrases.finite(x) or view.key[x] == "به":
                break
            if view.key[x] in GOINGS:
                return False
        if k == draft.lo or end >= draft.cue[0] or (draft.source and k == draft.source[1]):
            return True
        before = k - 1
        return (
            view.mark[before]
            or view.time[before] >= 0
            or self.phrases.adverb(before)
            or self.phrases.finite(before)
            or view.key[before] in ("خطاب", "باره", "خصوص", "رابطه", "زمینه", "راستا")
            or (view.key[before] in PRONOUNS and not view.words[before - 1].ezafe)
        )

    def _channel(self, draft: Draft, k: int, stop: int) -> None:
        view, key = self.view, self.view.key
        if draft.channel is not None or (draft.candidate and draft.candidate.entry.lemma == "آمدن"):
            return  # «در ادامه این بیانیه آمده است»: the text is the source
        i = -1
        if key[k] in ("در", "طی", "درجریان") or (
            key[k] == "با" and key[k + 1] in ("انتشار", "صدور", "ارسال", "نگارش", "نوشتن")
        ):
            i = k + 1
            if key[i] in ("انتشار", "صدور", "ارسال", "نگارش", "نوشتن", "جریان", "بخشی", "قالب"):
                i += 1
                if i < stop and key[i] == "از":
                    i += 1
        elif key[k] == "با" and k + 1 < stop and key[k - 1] not in channels():
            self._talked(draft, k, stop)
            return
        if i < 0 or i >= stop or (draft.source and draft.source[0] <= i < draft.source[1]):
            return
        if not self._reached(draft, i, joined=True):
            return
        head = i
        while head < stop and (
            key[head] in DEMONSTRATIVES or key[head] in ("یک", "اولین", "نخستین", "متن", "ادامه")
        ):
            head += 1
        apart = self._talk(head, stop)
        if head >= stop or (key[head] not in channels() and not apart):
            return
        with_, kind = (True, "talk") if apart else channels()[key[head]]
        if apart:
            with_at = next((x for x in range(head + 3, min(head + 5, stop)) if key[x] == "با"), head + 3)
            draft.channel = view.trim(i, min(self.phrases.grow(with_at + 1, stop), stop))
            return
        end = min(self.phrases.grow(i, stop), stop)
        if key[i] == "یک" or key[i] in DEMONSTRATIVES:
            end = max(end, min(self.phrases.grow(head, stop), stop))
        if with_ and end + 1 < stop and key[end] == "با" and key[end + 1] not in participles():
            end = min(self.phrases.grow(end + 1, stop), stop)
        if (
            kind == "air"
            and self.view.words[head].ezafe is False
            and self.phrases.cast.head_at(head) is None
            and key[head] == "شبکه"
        ):
            return
        found: Range = view.trim(i, end)
        if found[0] < found[1]:
            draft.channel = found
