"""Two tellings in one sentence: what opens after a cue, and where the clause of a second telling begins."""

from __future__ import annotations

from ravi.attributions.candidates import Candidate
from ravi.attributions.forms import light_forms
from ravi.attributions.lexical import DEMONSTRATIVES, PARTITIVES, PASSED, PRONOUNS, SAYINGS
from ravi.attributions.phrases import Phrases
from ravi.attributions.view import COLONS, COMMAS, SEMICOLONS, STOPS, THIS_THAT, View


class Siblings:
    """Tellings that stand beside one another rather than one in the other."""

    def __init__(self, view: View, phrases: Phrases) -> None:
        self.view = view
        self.phrases = phrases

    def right(self, c: Candidate) -> tuple[str, int] | None:
        """The frame that opens after the cue and the first word of the content, or None."""
        view, e = self.view, c.end
        if e >= view.n:
            return None
        text, key = view.sign[e], view.key[e]
        last = view.last_of(e - 1)
        # «گفت (…):» and «آمده است (است):» hide the colon behind brackets.
        if text == "(":
            for k in range(e, min(last, e + 8)):
                if view.sign[k] == ")" and k + 1 < view.n and view.sign[k + 1] in COLONS:
                    e, text, key = k + 1, view.sign[k + 1], ""
                    break
        if text in COLONS:
            start = e + 1
            if start < view.n:
                return ("quote" if view.opener(start) else "colon"), start
            return None
        if e >= last:
            return None
        if view.opener(e):
            return "quote", e
        if text in COMMAS:
            if e + 1 < last and view.key[e + 1] == "که":
                return "that", e + 2
            if e + 1 < last and view.opener(e + 1):
                return "quote", e + 1
            if e + 1 < last and text in ("،", ",") and view.key[e + 1] not in ("و", "اما", "ولی"):
                return "comma", e + 1
            return None
        if key == "که":
            if e + 1 < last and view.sign[e + 1] in COLONS:
                return "that", e + 2
            return "that", e + 1
        if key in THIS_THAT:
            return "that", e + 1
        if view.mark[e] and text[:1] in STOPS | {"-", "–"}:
            if text[:1] in ("-", "–") and e + 1 < last:
                return "comma", e + 1
            return None
        if key in ("و", "اما", "ولی") or view.mark[e] or (key == "تا" and c.entry.act in ("demand", "promise")):
            return None
        return "bare", e

    def sibling(self, c: Candidate, other: Candidate, start: int) -> int:
        """Where the clause of ``other`` begins if it stands beside the clause of ``c``, not in it; else -1."""
        view, phrases = self.view, self.phrases
        assert other.verb is not None
        if other.verb.person == 1 or other.verb.tense in ("subjunctive", "future"):
            return -1
        right = self.right(other)
        # The joint: «و», «اما» … after a finite verb or a closing quotation mark.
        k = other.first - 1
        floor = max(start + 1, other.first - 40)
        joint, crossed = -1, False
        while k > floor:
            if view.key[k] in ("و", "اما", "ولی", "لیکن") and view.inside[k] == view.inside[other.first]:
                b = k - 1
                if view.sign[b] in COMMAS:
                    b -= 1
                if phrases.finite(b) or b in view.opens or view.key[b] in ("است", "ند", "ست", "خیر", "نه"):
                    joint = k
                    break
            if view.sign[k] in COMMAS and view.key[k + 1] == "همچنین" and phrases.finite(k - 1):
                joint = k  # «… را خراب کرد، همچنین افزود که …»
                break
            if view.sign[k] in SEMICOLONS and view.inside[k] == view.inside[other.first]:
                joint = k
                break
            crossed = crossed or (
                phrases.finite(k) and k < other.first - 1 and view.inside[k] == view.inside[other.first]
            )
            k -= 1
        # Another verb between may only be that of a relative clause («در وصف آنچه دیده‌اند گفتند که …»).
        adjuncts = joint >= 0 and phrases.skip(joint + 1, other.first) >= other.first
        if joint < 0 or (crossed and not adjuncts):
            return -1
        between = [k for k in range(joint + 1, other.first) if not view.mark[k]]
        plain = all(view.key[k] in PASSED or phrases.adverb(k) for k in between)
        if self._resumed(c, other, joint, between) or (
            right is not None and right[0] == "that" and plain and self._warned(c, other, joint, start)
        ):
            return joint
        explicit = right is not None and right[0] in ("colon", "quote", "that")
        told = c.verb
        alike = told is None or (
            told.plural == other.verb.plural and (told.tense in ("present",)) == (other.verb.tense in ("present",))
        )
        if plain:
            return joint if alike and (explicit or other.entry.strength == "s") else -1
        first = between[0]
        if view.key[first] in PRONOUNS and explicit:
            return joint
        if view.key[first] == "از" and other.entry.lemma == "خواستن" and alike:
            return joint
        if self._other_voice(c, other, joint, first):
            return joint
        if (
            phrases.preposition(first)
            and alike
            and (other.entry.strength == "s" or (adjuncts and explicit and view.key[joint] != "و"))
        ):
            # «… است و از آغاز … خبر داد»: the nominal content of the second cue.
            return joint if right is None or explicit else -1
        if view.sign[joint] in SEMICOLONS and self._voice(first) and explicit:
            return joint
        if view.key[joint] in ("اما", "ولی", "لیکن") and self._voice(first):
            answered = {"R", "S"} & set(other.entry.frames) and any(
                view.key[k] in DEMONSTRATIVES and view.key[k + 1] in SAYINGS for k in range(first, other.first)
            )
            counted = other.entry.strength == "s" and self._objects(joint + 1, other)
            if explicit or answered or counted:
                return joint
        return -1

    def _other_voice(self, c: Candidate, other: Candidate, joint: int, first: int) -> bool:
        """Whether somebody else tells after what is only wished or feared.

        «مسئولان نگران هستند که آمار بالا برود و سازمان می‌گوید راه بسته است»: the mood goes back to the telling.
        """
        told, again, key = c.verb, other.verb, self.view.key
        if told is None or again is None or key[joint] != "و" or again.passive or not self._voice(first):
            return False
        form = light_forms().get(key[joint - 2 if self.view.sign[joint - 1] in COMMAS else joint - 1])
        if form is None or form.tense != "subjunctive" or self.right(other) is None:
            return False
        return (told.tense == "present") == (again.tense == "present") and other.entry.strength == "s"

    def _objects(self, first: int, other: Candidate) -> bool:
        """Whether ``other`` says something of an object of its own («… را ۲۰ نفر اعلام کرده‌اند»)."""
        return bool({"R", "S"} & set(other.entry.frames)) and "را" in self.view.key[first : other.first]

    def _resumed(self, c: Candidate, other: Candidate, joint: int, between: list[int]) -> bool:
        """Whether the tense goes back to that of the telling («گفت که … است و این را … دانست»): one tells both."""
        told, again, key = c.verb, other.verb, self.view.key
        if told is None or again is None or key[joint] != "و" or c.entry.kind not in ("verb", "light"):
            return False
        if again.tense != told.tense or again.plural != told.plural or again.passive or told.tense == "present":
            return False
        b = joint - 2 if self.view.sign[joint - 1] in COMMAS else joint - 1
        form = light_forms().get(key[b])
        present = key[b].startswith(("می", "نمی")) or key[b] in ("است", "نیست", "هستند", "نیستند", "ست")
        if key[b] == "است" and key[b - 1].endswith("ه"):
            present = told.tense != "perfect"
        if not present and (form is None or form.tense not in ("subjunctive", "present")):
            return False
        first = between[0] if between else other.first
        if not between or all(key[k] in PASSED or self.phrases.adverb(k) for k in between):
            return other.entry.strength in "sc"
        return (self._objects(first, other) and key[first] in DEMONSTRATIVES) or (
            key[first] in ("از", "بر")
            and other.entry.strength in "sc"
            and bool({"F", "B"} & set(other.entry.frames))
        )

    def _warned(self, c: Candidate, other: Candidate, joint: int, start: int) -> bool:
        """Whether one and the same tells twice around what is so («X می‌گوید راه بسته است و هشدار داده که …»).

        Where the clause between is about somebody who may tell, the second telling is theirs.
        """
        told, again, key = c.verb, other.verb, self.view.key
        if told is None or again is None or key[joint] != "و" or c.entry.kind not in ("verb", "light"):
            return False
        if (told.tense, again.tense) != ("present", "perfect") or told.plural != again.plural or again.passive:
            return False
        last = joint - 2 if self.view.sign[joint - 1] in COMMAS else joint - 1
        present = key[last].startswith(("می", "نمی")) or key[last] in (
            "است",
            "نیست",
            "هستند",
            "نیستند",
            "دارد",
            "ندارد",
        )
        if not present or key[last - 1].endswith("ه") or other.entry.strength != "s":
            return False
        subject = self.phrases.skip(start, joint)
        return self.view.words[subject].entity == "O" and not self._voice(subject)

    def _voice(self, i: int) -> bool:
        """Whether somebody else begins to speak at word ``i``."""
        key = self.view.key[i]
        people = key.endswith("ان") and self.view.words[i].upos == "NOUN"
        return people or self.phrases.cast.peek(i) is not None or key in PARTITIVES
