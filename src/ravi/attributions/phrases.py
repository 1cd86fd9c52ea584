"""Noun phrases and clauses without trusting any single arc: growth from the left, relative clauses, finite verbs."""

from __future__ import annotations

import functools

from ravi.actors import Cast
from ravi.attributions.forms import fold, light_forms
from ravi.attributions.view import BRACKETS, COMMAS, View
from ravi.lexicon import table

PRONOUNS = frozenset({"او", "وی", "ایشان", "آنها", "آنان", "اینها", "من", "ما", "شما", "همگی", "وي"})
PLURAL_PRONOUNS = frozenset({"آنها", "آنان", "اینها", "همگی"})
FIRST_PERSON = frozenset({"من", "ما"})
DEMONSTRATIVES = frozenset({"این", "آن", "همین", "همان", "چنین"})
# What opens a partitive («یکی از مقامات», «برخی از نمایندگان»): the preposition belongs to the phrase.
PARTITIVES = frozenset(
    {
        "یکی",
        "برخی",
        "بعضی",
        "بسیاری",
        "شماری",
        "تعدادی",
        "گروهی",
        "جمعی",
        "تنی",
        "تن",
        "نفر",
        "بخشی",
        "هیچیک",
        "عدهای",
        "عده",
        "دستهای",
        "اکثر",
        "نیمی",
        "درصد",
        "نفری",
        "چند",
        "هریک",
        "هرکدام",
        "کدام",
    }
)
# Offices whose place or field follows with a preposition («سفیر ایران در مسکو», «مشاور وزیر در امور …»).
SEATED = frozenset(
    {
        "سفیر",
        "نماینده",
        "نمایندگان",
        "کاردار",
        "دفتر",
        "سفارت",
        "مقام",
        "منبع",
        "عضو",
        "مشاور",
        "معاون",
        "نمایندگی",
        "رییس",
        "مسوول",
        "مسئول",
        "کارشناس",
        "مدیر",
        "فرمانده",
        "خبرنگار",
        "سخنگوی",
        "سخنگو",
    }
)
SKIPPED = frozenset(
    {
        "هنگامی",
        "وقتی",
        "زمانی",
        "درحالی",
        "درحالیکه",
        "همزمان",
        "و",
        "اما",
        "ولی",
        "همچنین",
        "نیز",
        "هم",
        "البته",
        "سپس",
        "پیشتر",
        "قبلا",
        "اکنون",
        "حالا",
        "امروز",
        "دیروز",
        "فردا",
        "بارها",
        "باز",
        "دوباره",
        "همواره",
        "اخیرا",
        "تاکنون",
        "ضمنا",
        "بنابراین",
        "لیکن",
        "لذا",
        "بلکه",
        "یا",
        "تا",
        "هنوز",
        "فقط",
        "تنها",
        "حتی",
        "بعدا",
        "سرانجام",
        "مثلا",
        "احتمالا",
        "ظاهرا",
        "گویا",
        "رسما",
        "صریحا",
        "عملا",
        "مجددا",
        "چون",
        "زیرا",
        "چرا",
        "نه",
        "آری",
        "متاسفانه",
        "امشب",
        "دیشب",
        "پس",
        "آنگاه",
        "مرتب",
        "فورا",
        "شدیدا",
    }
)


class Phrases:
    """Growth of phrases over one report, with the cast as the surest witness of where a name ends."""

    def __init__(self, view: View, cast: Cast) -> None:
        self.view = view
        self.cast = cast
        self.adverbs = SKIPPED

    def finite(self, i: int) -> bool:
        """Whether word ``i`` is (the head of) a finite verb."""
        word, key = self.view.words[i], self.view.key[i]
        if word.upos in ("VERB", "AUX"):
            if key.endswith(("دن", "تن")) and len(key) > 3:
                return False
            return not (key.endswith("ه") and self._attributive(i))
        if word.upos in ("NOUN", "ADJ", "PROPN", "ADV", "PRON", "NUM", "DET", "CCONJ", "SCONJ"):
            return False
        form = light_forms().get(key)
        return form is not None and form.tense != "participle"

    def _attributive(self, i: int) -> bool:
        """Whether a bare participle stands before a noun that it goes with («محموله وارد شده دارو», «دزدیده شدن»)."""
        words, j = self.view.words, i + 1
        if j >= self.view.n or words[j].sentence != words[i].sentence or self.view.key[i].startswith(("می", "نمی")):
            return False
        if self.view.key[j].endswith("دن") and words[j].upos in ("NOUN", "VERB", "AUX"):
            return True
        return (
            words[j].upos in ("NOUN", "PROPN", "ADJ", "ADP")
            and (words[i].ezafe or words[i].deprel in ("amod", "acl", "nmod"))
            and self.view.key[j] not in ("که", "را")
        )

    def preposition(self, i: int) -> bool:
        """Whether word ``i`` is a preposition (را is none)."""
        key = self.view.key[i]
        if key == "را":
            return False
        return self.view.words[i].upos == "ADP" or key in _PREPOSITIONS

    def adverb(self, i: int) -> bool:
        """Whether word ``i`` may be passed over in the search for a subject."""
        key = self.view.key[i]
        return key in SKIPPED or self.view.words[i].upos in ("ADV", "CCONJ", "SCONJ", "PART")

    def grow(self, i: int, stop: int, *, credit: bool = False) -> int:
        """One past the last word of the noun phrase that begins at word ``i`` and ends before ``stop``.

        With ``credit`` the phrase is an outlet's or a body's name: the name of a person does not go on with it.
        """
        view, words, key = self.view, self.view.words, self.view.key
        if key[i] in PRONOUNS and not (key[i] in ("ایشان",) and words[i].ezafe):
            if i + 1 < stop and view.sign[i + 1] in BRACKETS and not view.words[i].space_before:
                return i + 1
            return i + 1
        j, known = i + 1, self._known(i, stop)
        head = i
        if credit:
            outlet = self._outlet(i, stop)
            if outlet > i:
                return outlet
            known = min(known, self._before_person(i, known))
        while j < stop:
            if j < known:
                j += 1
                continue
            text = view.sign[j]
            if view.time[j] >= 0 and view.time[i] < 0 and not self._same(i, j):
                # «گزارش روز شنبه پلیس»: a time inside the ezafe chain.
                break
            if text in BRACKETS:
                close = self._bracket(j, stop)
                if close < 0:
                    break
                j = close + 1
                continue
            if view.mark[j]:
                if view.opener(j) and j in view.closes and view.closes[j] < stop and view.closes[j] - j <= 9:
                    inner = range(j + 1, view.closes[j])
                    if not any(self.finite(k) for k in inner):
                        j = view.closes[j] + 1
                        continue
                if text in COMMAS:
                    after = self._apposition(i, j, stop)
                    if after > j:
                        j = after
                        known = max(known, after)
                        continue
                break
            if key[j] in ("را", "که") or key[j] == "تا":
                break
            if key[j] == "و":
                if self._coordinated(i, j, stop):
                    j += 1
                    known = max(known, self._known(j, stop))
                    continue
                break
            if self.preposition(j):
                if key[j] == "از" and key[j - 1] in PARTITIVES:
                    j += 1
                    known = max(known, self._known(j, stop))
                    continue
                if key[j] == "در" and self._seated(i, j) and j + 1 < stop:
                    after = self._place(j, stop)
                    if after > j:
                        j = after
                        continue
                break
            if words[j].upos in ("VERB", "AUX") or self.finite(j):
                break
            if key[j] in SKIPPED or words[j].upos in ("ADV",):
                break
            if key[j] in PRONOUNS:
                if words[j - 1].ezafe or words[j].head in range(i, j) or words[j].deprel in ("nmod",):
                    j += 1
                    continue
                break
            if not self._belongs(i, j, head) or self._new_noun(i, j) or self._new_speaker(i, j):
                break
            if credit and words[j].entity == "B-PER" and words[i].entity != "B-PER":
                break
            j += 1
        return j

    def _known(self, i: int, stop: int) -> int:
        """Where the mention that the cast sees at word ``i`` ends, or ``i``."""
        span = self.cast.mention_span(i)
        if span is None:
            return i
        inside = self.view.analysis.words_in(*span)
        return min(inside.stop, stop) if inside.start >= i - 2 else i

    def _new_noun(self, i: int, j: int) -> bool:
        """Whether a common noun after a name begins a phrase of its own («آمریکا اشاره‌های او را …»)."""
        word, before = self.view.words[j], self.view.words[j - 1]
        if before.entity == "O" or word.entity != "O" or word.upos != "NOUN" or before.upos != "PROPN":
            return False
        return self.view.key[j] not in office_heads() and not self._same(i, j)

    def _new_speaker(self, i: int, j: int) -> bool:
        """Whether somebody else's office begins after «این …» («در این مراسم مدیرعامل شرکت …»)."""
        if self.view.key[i] not in DEMONSTRATIVES or j != i + 2 or self.view.key[j] not in office_heads():
            return False
        return not self._same(i + 1, j)

    def _outlet(self, i: int, stop: int) -> int:
        """One past the known outlet's name that the phrase at word ``i`` ends with, or ``i``."""
        view, names = self.view, outlets()
        for j in range(i, min(stop, i + 9)):
            if (view.mark[j] and view.sign[j] in COMMAS) or self.finite(j):
                break
            text = ""
            for k in range(j, min(stop, j + 3)):
                text += view.key[k]
                if (
                    text in names
                    and (k > j or j == i or view.key[j - 1] in _OUTLETS or text not in _COMMON_NAMES)
                    and (k + 1 >= stop or not view.words[k].ezafe or view.words[k + 1].entity[:1] in "B")
                ):
                    return k + 1 if k + 1 >= stop or view.key[k + 1] != "ما" else k + 2
        return i

    def _before_person(self, i: int, stop: int) -> int:
        """The first word of a person's name after word ``i``, or ``stop``."""
        return next((k for k in range(i + 1, stop) if self.view.words[k].entity == "B-PER"), stop)

    def _same(self, i: int, j: int) -> bool:
        a = self.cast.head_at(i)
        return a is not None and a == self.cast.head_at(j)

    def _bracket(self, j: int, stop: int) -> int:
        want = BRACKETS[self.view.sign[j]]
        for k in range(j + 1, min(stop, j + 12)):
            if self.view.sign[k] == want:
                return k
        return -1

    def _apposition(self, i: int, comma: int, stop: int) -> int:
        """One past the apposition after the comma, or ``comma`` where there is none."""
        view = self.view
        j = comma + 1
        if j >= stop or (view.mark[j] and not view.opener(j)):
            return comma
        start = j + 1 if view.opener(j) and j + 1 < stop else j
        person = view.words[i].entity.endswith("PER") or (
            view.words[i].entity == "O" and view.key[i] not in _OUTLETS
        )
        if self._same(i, start) or (person and self.cast.head_at(i) and view.key[start] in office_heads()):
            if view.key[start] in PRONOUNS:
                return comma
            end = self._known(start, stop)
            return max(end, self.grow(start, stop))
        return comma

    def _coordinated(self, i: int, j: int, stop: int) -> bool:
        """Whether the «و» at word ``j`` goes on with the phrase begun at ``i``."""
        words, key = self.view.words, self.view.key
        k = j + 1
        if k >= stop or self.preposition(k) or self.finite(k) or words[k].upos in ("ADV", "VERB", "AUX", "SCONJ"):
            return False
        if self._same(i, k):
            return True
        if words[k].deprel in ("conj", "flat", "fixed", "flat:name") and words[k].head in range(i, j):
            return True
        if words[j].head in range(i, k + 8) and words[j].deprel == "cc" and i <= words[words[j].head].head < j:
            return True
        if key[k] in PRONOUNS or key[k] in DEMONSTRATIVES:
            return False
        return words[j - 1].upos == words[k].upos and words[k].deprel not in (
            "obj",
            "obl",
            "nsubj",
            "advmod",
            "root",
        )

    def _seated(self, i: int, j: int) -> bool:
        return any(self.view.key[k] in SEATED for k in range(i, j))

    def _place(self, j: int, stop: int) -> int:
        """One past «در X» where X is a place, a body or «امور …»; ``j`` where it is not."""
        words, key = self.view.words, self.view.key
        k = j + 1
        if key[k] in ("امور", "زمینه", "حوزه") and words[k].head != j:
            return self.grow(k, stop)
        actor = self.cast.head_at(k)
        if words[k].entity.endswith(("LOC", "ORG")) or actor is not None:
            end = self.grow(k, stop)
            return end if end - k <= 6 else j
        return j

    def _belongs(self, i: int, j: int, head: int) -> bool:
        """Whether the noun, name, adjective or number ``j`` goes on with the phrase begun at ``i``."""
        words = self.view.words
        word, before = words[j], words[j - 1]
        if (
            self.view.key[j].endswith("ترین")
            and self.view.key[j - 1] not in DEMONSTRATIVES
            and before.upos != "NUM"
        ):
            return False
        if before.ezafe or self._same(i, j) or self.view.key[j - 1].endswith("ترین"):
            return True
        if before.entity != "O" and word.entity.startswith("I-"):
            return True
        if i <= word.head < j and word.deprel not in ("obj", "obl", "advmod", "nsubj", "punct"):
            return True
        if word.upos == "DET" or self.view.key[j] in DEMONSTRATIVES:
            return False
        if before.upos in ("DET", "NUM") or self.view.key[j - 1] in DEMONSTRATIVES:
            return True
        if word.head == j or word.deprel in (
            "obj",
            "obl",
            "obl:arg",
            "advmod",
            "nsubj",
            "compound:lvc",
            "compound:lv",
        ):
            return False
        if i <= word.head < j:
            return True
        # An ancestor inside the phrase is enough.
        seen = 0
        up = word.head
        while seen < 6:
            if i <= up < j:
                return True
            if words[up].head == up:
                break
            up = words[up].head
            seen += 1
        return False

    def skip(self, i: int, stop: int) -> int:
        """One past what may stand before a subject at word ``i``: connectors, adverbs, times, prepositional phrases.

        Returns ``i`` itself where a noun phrase or a verb begins.
        """
        view = self.view
        while i < stop:
            if (
                view.opener(i)
                and i in view.closes
                and not any(self.finite(k) for k in range(i + 1, min(view.closes[i], stop)))
            ):
                return i
            if view.mark[i] or view.key[i] == "را" or (self.adverb(i) and view.key[i] not in DEMONSTRATIVES):
                i += 1
            elif view.key[i] in ("اولین", "نخستین", "دومین", "این", "چندمین", "آخرین", "یک") and view.key[
                i + 1 : i + 2
            ] == ["بار"]:
                i += 2
            elif view.time[i] >= 0:
                time = view.time[i]
                while i < stop and view.time[i] == time:
                    i += 1
            elif self.preposition(i):
                i = self._prepositional_end(i, stop)
            else:
                return i
        return stop

    def _prepositional_end(self, i: int, stop: int) -> int:
        view = self.view
        j = i + 1
        two = view.key[j] if j < stop else ""
        if view.key[i] in ("از", "به", "در", "با") and two in _MANNER:
            j += 1
            if two in ("طور", "صورت", "شکل", "گونه", "گونهای", "نحو") and j < stop and view.words[j].upos == "ADJ":
                j += 1
            return j
        if key_that(view, j, stop):
            return j + 1
        if j + 2 < stop and view.key[j] == "از" and two == "از" and view.key[j + 1] in DEMONSTRATIVES:
            # «پیش از این وزیر کشور …»: the demonstrative stands alone before a speaker.
            if (
                self.preposition(j + 2)
                or view.key[j + 2] in office_heads() | PRONOUNS
                or view.words[j + 2].upos == "PROPN"
            ):
                return j + 2
        while j < stop and (
            self.preposition(j) or (view.mark[j] and view.sign[j] not in COMMAS and not view.opener(j))
        ):
            j += 1
        if j >= stop:
            return stop
        if key_that(view, j, stop):
            return j + 1
        if view.time[j] >= 0:
            time = view.time[j]
            while j < stop and view.time[j] == time:
                j += 1
            return j
        if view.sign[j] in COMMAS or self.finite(j):
            return j
        end = max(self.grow(j, stop), j + 1)
        if end < stop and view.key[end] == "که":
            end = self.relative_end(end, stop)
        return end

    def subject_start(self, lo: int, stop: int) -> int:
        """The first word at or after ``lo`` where a noun phrase may begin, else ``stop``."""
        return self.skip(lo, stop)

    def object_start(self, lo: int, ra: int) -> int:
        """Where the object that ends before «را» at ``ra`` begins, at ``lo`` at the earliest."""
        view = self.view
        begin, i = ra, lo
        phrases: list[tuple[int, int]] = []
        while i < ra:
            i = self.skip(i, ra)
            if i >= ra:
                break
            if self.finite(i):
                i += 1
                phrases.clear()
                continue
            end = min(max(self.grow(i, ra), i + 1), ra)
            phrases.append((i, end))
            if end < ra and view.key[end] == "را":
                phrases.clear()
                end += 1
            if end < ra and view.key[end] == "که":
                end = self.relative_end(end, ra)
            i = end
        if not phrases:
            return ra
        own = self._own(ra, lo)
        if own >= 0:
            return own
        first, last = phrases[0]
        known = self._known(first, ra)
        if view.key[first] in PRONOUNS:
            known = first + 1
        # A known actor or a pronoun at the head of the run is the subject, the rest of it the object.
        if first < known < last and self._speaker(first):
            return self.skip_marks(known, ra)
        if len(phrases) == 1:
            return first
        nxt = phrases[1][0]
        if self._speaker(first) and not any(self.preposition(k) or view.mark[k] for k in range(last, nxt)):
            return nxt
        head = view.words[ra].head
        if view.words[ra].deprel == "case" and lo <= head < ra:
            for number, (a, b) in enumerate(phrases):
                if a <= head < b and (number or not self._speaker(a)):
                    return a
        # The subject is the first phrase where it can be one; a comma before the last phrase sets it apart.
        if self._speaker(first):
            nxt = phrases[1][0]
            between = [k for k in range(last, nxt) if self.preposition(k)]
            return self._after_adjuncts(phrases, ra) if between else nxt
        begin = first
        arcs = [k for k in range(lo, ra) if view.words[k].deprel == "nsubj" and k < phrases[-1][0]]
        if arcs:
            for number, (a, b) in enumerate(phrases[:-1]):
                if a <= arcs[0] < b:
                    return phrases[number + 1][0]
        return begin

    def _own(self, ra: int, lo: int) -> int:
        """Where an object of the form «… خود را» begins: the ezafe chain before «خود»; -1 where it is none."""
        view = self.view
        if view.key[ra - 1] != "خود":
            return -1
        k = ra - 2
        while k - 1 >= lo and view.words[k - 1].ezafe and not view.mark[k - 1] and not self._speaker(k - 1):
            k -= 1
        return k if k >= lo else -1

    def _after_adjuncts(self, phrases: list[tuple[int, int]], ra: int) -> int:
        """The phrase after the last comma, or the second one."""
        for a, _ in reversed(phrases[1:]):
            if self.view.sign[a - 1] in COMMAS and not self._list(a, phrases):
                return a
        return phrases[1][0]

    def _list(self, a: int, phrases: list[tuple[int, int]]) -> bool:
        words = self.view.words
        return words[a].deprel == "conj" and words[a].head >= phrases[1][0]

    def _speaker(self, i: int) -> bool:
        return self.view.key[i] in PRONOUNS or self.cast.head_at(i) is not None

    def skip_marks(self, i: int, stop: int) -> int:
        """The first word at or after ``i`` that is no mark, or an opening quotation mark."""
        while i < stop and self.view.mark[i] and not self.view.opener(i):
            i += 1
        return i

    def relative_end(self, q: int, stop: int) -> int:
        """One past the relative clause that «که» at word ``q`` opens: after its verb and comma, at most ``stop``."""
        view = self.view
        first = -1
        opener = view.inside[q]
        for k in range(q + 1, stop):
            if view.inside[k] != opener or not self.finite(k):
                continue
            last = k + 1
            while last < stop and self.finite(last):
                last += 1
            if last < stop and view.sign[last] in COMMAS:
                return last + 1
            if first < 0:
                first = last
        return first if first > 0 else stop


def key_that(view: View, j: int, stop: int) -> bool:
    """Whether a preposition's complement is a clause («پس از آنکه …»)."""
    return j < stop and view.key[j] in ("اینکه", "آنکه")


# With a preposition these make an adverb and take no noun after them («از جمله», «به شدت», «به طور کلی»).
_MANNER = frozenset(
    {
        "جمله",
        "ویژه",
        "خصوص",
        "وضوح",
        "شدت",
        "صراحت",
        "خوبی",
        "سرعت",
        "تازگی",
        "طور",
        "صورت",
        "شکل",
        "گونه",
        "گونهای",
        "نحو",
        "تدریج",
        "زودی",
        "ناچار",
        "همراه",
        "واقع",
        "نهایت",
        "پایان",
        "ادامه",
        "مجموع",
        "عوض",
        "مقابل",
        "ترتیب",
        "راحتی",
        "درستی",
        "تندی",
        "تفصیل",
        "حق",
        "هرحال",
        "عکس",
        "اینحال",
        "اینوجود",
    }
)
_PREPOSITIONS = frozenset(
    {
        "به",
        "از",
        "در",
        "با",
        "بر",
        "برای",
        "تا",
        "درباره",
        "علیه",
        "طی",
        "ضمن",
        "توسط",
        "پیرامون",
        "درخصوص",
        "درمورد",
        "میان",
        "بین",
        "نزد",
        "بدون",
        "جز",
        "مگر",
        "طبق",
        "مطابق",
        "براساس",
        "نسبت",
        "جهت",
    }
)


@functools.cache
def office_heads() -> frozenset[str]:
    """Folded heads of offices."""
    return frozenset(fold(row["head"]) for row in table("actors_offices"))


# Outlets whose name is a common word: only at the head of the phrase or after «خبرگزاری», «روزنامه» …
_COMMON_NAMES = frozenset(
    {
        "حوزه",
        "شرق",
        "اعتماد",
        "اطلاعات",
        "انتخاب",
        "مهر",
        "دانشجو",
        "موج",
        "الف",
        "انا",
        "آنا",
        "رسا",
        "میزان",
        "کیهان",
        "ایران",
    }
)
_OUTLETS = frozenset(
    {
        "خبرگزاری",
        "روزنامه",
        "شبکه",
        "سایت",
        "پایگاه",
        "تلویزیون",
        "رادیو",
        "هفتهنامه",
        "نشریه",
        "مجله",
        "گروه",
        "وبسایت",
    }
)


@functools.cache
def outlets() -> frozenset[str]:
    """Folded names of outlets and agencies that are widely known."""
    names = {fold(name) for row in table("cues_outlets") for name in row["names"].split("|")}
    names |= {
        fold(name) for row in table("actors_known") if row["kind"] == "outlet" for name in row["names"].split("|")
    }
    return frozenset(names)
