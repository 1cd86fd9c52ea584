"""How far a noun phrase grows, without trusting any single arc of the tree."""

from __future__ import annotations

from ravi.actors import Cast
from ravi.attributions.cues import documents
from ravi.attributions.forms import light_forms
from ravi.attributions.lexical import (
    ATTACHED,
    COMMON_OUTLET_NAMES,
    DEMONSTRATIVES,
    DOERS,
    GUARDED,
    HALLOWED,
    ORDINALS,
    OUTLET_HEADS,
    PARTITIVES,
    PREPOSITIONS,
    PRONOUNS,
    SEATED,
    SKIPPED,
    channel_heads,
    office_heads,
    outlets,
)
from ravi.attributions.view import BRACKETS, COMMAS, View

_IN_NAMES = frozenset({"بین", "فوق", "ضد"})
"""Prepositions that open an adjective whose half-space was lost inside a name («صندوق بین المللی پول»)."""


class Growth:
    """Where phrases end, with the cast as the surest witness of where a name does."""

    def __init__(self, view: View, cast: Cast) -> None:
        self.view = view
        self.cast = cast
        self.adverbs = SKIPPED

    def finite(self, i: int) -> bool:
        """Whether word ``i`` is (the head of) a finite verb."""
        word, key = self.view.words[i], self.view.key[i]
        if word.upos in ("VERB", "AUX"):
            if key.endswith(DOERS):
                return False  # «بی‌ثبات کننده»
            if key == "نبود" and self.view.words[i + 1].upos == "NOUN" and (word.ezafe or self._governed(i)):
                return False  # «… را نبود حمایت دانست»: the lack of it
            if key.endswith(("دن", "تن")) and len(key) > 3:
                return False
            return not (key.endswith("ه") and self._attributive(i))
        if word.upos in ("NOUN", "ADJ", "PROPN", "ADV", "PRON", "NUM", "DET", "CCONJ", "SCONJ"):
            return False
        form = light_forms().get(key)
        return form is not None and form.tense != "participle"

    def _governed(self, i: int) -> bool:
        """Whether word ``i`` comes after «را» or a preposition."""
        return i > 0 and (self.view.key[i - 1] == "را" or self.preposition(i - 1))

    def _attributive(self, i: int) -> bool:
        """Whether a bare participle goes with the noun after it («محموله وارد شده دارو», «دزدیده شدن»)."""
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
        return self.view.words[i].upos == "ADP" or key in PREPOSITIONS

    def attached(self, i: int) -> bool:
        """Whether the preposition at word ``i`` is that of an adjective before it («منبع نزدیک به دولت»).

        Before a number «نزدیک به» is «nearly».
        """
        return (self.view.key[i - 1] + " " + self.view.key[i]) in ATTACHED and self.view.words[i + 1].upos != "NUM"

    def adverb(self, i: int) -> bool:
        """Whether word ``i`` may be passed over in the search for a subject."""
        key = self.view.key[i]
        if key == "ولی" and self.view.key[i + 1] in GUARDED:
            return False
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
            if words[j].entity == "I-ORG" and words[j - 1].entity.endswith("-ORG") and key[j] in _IN_NAMES:
                j += 1
                continue
            if self.preposition(j):
                if key[j] == "از" and key[j - 1] in PARTITIVES:
                    j += 1
                    known = max(known, self._known(j, stop))
                    continue
                if self.attached(j) and j + 1 < stop:
                    j += 1
                    known = max(known, self._known(j, stop))
                    j += 1
                    continue
                if key[j] == "در" and self._seated(i, j) and j + 1 < stop:
                    after = self._place(j, stop)
                    if after > j:
                        j = after
                        continue
                break
            if words[j].upos in ("VERB", "AUX") or self.finite(j):
                break
            if self.adverb(j) and (key[j] in SKIPPED or words[j].upos == "ADV"):
                break
            if key[j] in PRONOUNS:
                if words[j - 1].ezafe or words[j].head in range(i, j) or words[j].deprel in ("nmod",):
                    j += 1
                    continue
                break
            if self._issued(j):
                break
            if not self._belongs(i, j, head) or self._new_noun(i, j) or self._new_speaker(i, j):
                break
            if credit and words[j].entity == "B-PER" and key[j] not in HALLOWED and words[i].entity != "B-PER":
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

    def _issued(self, j: int) -> bool:
        """Whether an indefinite text ends before the noun ``j`` («با انتشار بیانیه‌ای بازداشت … را محکوم کرد»)."""
        text, word = self.view.key[j - 1], self.view.words[j]
        indefinite = text.endswith("ای") and text.removesuffix("ای") in documents()
        return indefinite and word.upos in ("NOUN", "PROPN") and not self.view.mark[j]

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
            text, found = "", i
            for k in range(j, min(stop, j + 4)):
                text += view.key[k]
                if (
                    text in names
                    and (k > j or j == i or view.key[j - 1] in OUTLET_HEADS or text not in COMMON_OUTLET_NAMES)
                    and (
                        k + 1 >= stop
                        or not view.words[k].ezafe
                        or view.words[k + 1].entity[:1] in "B"
                        or view.key[k + 1] in PRONOUNS
                    )
                ):
                    found = k + 1 if k + 1 >= stop or view.key[k + 1] != "ما" else k + 2
                    while found < stop and self._of_outlet(k, found):
                        found += 1  # «ای بی سی نیوز استرالیا»
            if found > i:
                return found
        return i

    def _of_outlet(self, k: int, j: int) -> bool:
        """Whether the name of the outlet at word ``k`` goes on with word ``j``, a word of it or its country."""
        known, own = self.cast.peek(j), self.cast.peek(k)
        apart = known is not None and known[1] != "state" and (own is None or own[0] != known[0])
        return self.view.words[j].entity == "I-ORG" and not self.preposition(j) and not apart

    def _before_person(self, i: int, stop: int) -> int:
        """The first word of a person's name after word ``i``, or ``stop``; a body may be named for one."""
        words, key = self.view.words, self.view.key
        return next((k for k in range(i + 1, stop) if words[k].entity == "B-PER" and key[k] not in HALLOWED), stop)

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
        if view.key[i] in DEMONSTRATIVES and not self._same(i, start):
            return comma  # «در پایان این مراسم، استاندار …», «بنا بر این گزارش، وزیر …»: somebody else
        person = view.words[i].entity.endswith("PER") or (
            view.words[i].entity == "O" and view.key[i] not in OUTLET_HEADS
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
        if key[k] in channel_heads():
            return j  # «خبرنگار X در کانال خود»: where it was told
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
        if self.view.key[j] in ("برخی", "بعضی", "بسیاری", "شماری", "تعدادی", "هیچ", "هر", "همه"):
            return False
        if (
            self.view.key[j].endswith("ترین")
            and self.view.key[j] != "ترین"
            and self.view.key[j - 1] not in DEMONSTRATIVES
            and before.upos != "NUM"
        ):
            return False
        if before.ezafe or self._same(i, j) or self.view.key[j - 1].endswith("ترین"):
            return True
        if (self.view.key[j - 1], self.view.key[j]) == ("امام", "جمعه"):
            return True
        if self.view.key[j - 1] in ORDINALS or self.view.key[j] == "ترین":
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
