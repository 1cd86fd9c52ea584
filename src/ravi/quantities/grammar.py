"""The grammar of quantities: bound, number or range, unit or counted noun."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ravi.numerals import Num, Scan
from ravi.numerals.tokens import ADJACENT, HALF, LINE
from ravi.quantities.words import QuantityWords, load
from ravi.record import Modifier

_SCALE_NOUNS = frozenset({"هزار", "میلیون", "میلیارد", "تریلیون"})
_SCALES = {"میلیونی": 1e6, "میلیاردی": 1e9, "هزاری": 1e3, "تریلیونی": 1e12}


# What a counted noun may be tagged; a tagger may take a rare noun for an adjective.
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "X", "SYM", "INTJ", "LVC"})


@dataclass(slots=True)
class Found:
    """A quantity at the tokens ``[first, last)``."""

    first: int
    last: int
    value: float | None
    value_to: float | None = None
    modifier: Modifier | None = None
    unit: tuple[int, int] | None = None  # tokens of the unit
    unit_text: str | None = None
    why: list[str] = field(default_factory=list)


class Grammar:
    """Finds the quantities of one text.

    ``taken(i)`` is True where token ``i`` stands in an expression of time; ``tag(i)`` is the universal tag of
    its word (``LVC`` for the noun of a light verb), or None where the analysis does not know.
    """

    def __init__(
        self,
        scan: Scan,
        taken: Callable[[int], bool],
        tag: Callable[[int], str | None],
    ) -> None:
        self.t = scan.tokens.text
        self.gap = scan.tokens.gap
        self.n = len(scan.tokens)
        self.scan = scan
        self.taken = taken
        self.tag = tag
        self.w: QuantityWords = load()

    def near(self, i: int) -> bool:
        """True where token ``i`` exists and stands in the same line as the one before it."""
        return i < self.n and self.gap[i] < LINE

    def find(self) -> list[Found]:
        """All quantities in order, without overlap."""
        out = self.vague()
        held = {k for x in out for k in range(x.first, x.last)}
        done = 0
        numbers = self.scan.numbers
        for index, number in enumerate(numbers):
            if number.first < done or number.first in held or self.taken(number.first):
                continue
            following = numbers[index + 1] if index + 1 < len(numbers) else None
            found = self.quantity(number, following)
            if found is not None:
                self.lend(out, found, numbers, index)
                out.append(found)
                done = found.last
        out = [x for x in out if x.unit is None or x.value is not None or not self._persons(x)]
        out.sort(key=lambda x: x.first)
        return out

    # -- one quantity --------------------------------------------------------------------------------------

    def quantity(self, number: Num, following: Num | None) -> Found | None:
        """The quantity that begins with a number, or None where the number counts nothing."""
        if number.ordinal or not self.free(number):
            return None
        found = Found(number.first, number.last, number.value, number.value_to, why=[number.why])
        if following is not None and not following.ordinal and not self.taken(following.first):
            self.range(found, number, following)
        self.unit(found, number)
        if found.first and self.t[found.first - 1] == "منفی" and self.near(found.first) and found.value is not None:
            found.value, found.first = -found.value, found.first - 1
        self.modifier(found)
        if not self.counts(found, number):
            return None
        found.value = _tidy(found.value)
        found.value_to = _tidy(found.value_to)
        return found

    def lend(self, out: list[Found], found: Found, numbers: tuple[Num, ...], index: int) -> None:
        """«از 395 به 687 هزار تومان», «۱۰ و ۲۰ درصد»: the number before borrows unit and scale."""
        k = index - 1
        scale = numbers[index].scale
        first = found.first
        added: list[Found] = []
        while k >= 0 and found.unit is not None and found.value is not None:
            number = numbers[k]
            between = self.t[number.last : first]
            linked = between in (["به"], ["و"], ["،"], ["یا"], ["تا"])
            if not linked or number.ordinal or not number.digits or (out and out[-1].last > number.first):
                break
            if (
                self.taken(number.first)
                or not self.free(number)
                or not self.near(first)
                or self.gap[number.last] >= LINE
            ):
                break
            before = self.t[number.first - 1] if number.first else ""
            if between in (["به"], ["تا"]) and before != "از":
                break
            if self._unit_name(found.unit[0]) not in self.w.units and self.t[found.unit[0]] not in {"٪", "%"}:
                break
            value = (
                number.value * scale if number.value * scale <= found.value * 1000 and scale > 1 else number.value
            )
            added.append(
                Found(
                    number.first,
                    number.last,
                    _tidy(value),
                    unit=found.unit,
                    unit_text=found.unit_text,
                    why=[number.why, "unit of the number after it"],
                )
            )
            first = number.first
            k -= 1
        out.extend(reversed(added))

    def _inside_word(self, i: int, j: int) -> bool:
        """True for digits inside a word, as broken fonts leave them (قدی0می): letters touch them on both sides,
        and what stands before is no small word that lost its space (تا10نفر)."""
        if not i or self.gap[i] or j >= self.n or self.gap[j]:
            return False
        return self.t[i - 1].isalpha() and self.t[j].isalpha() and self.t[i - 1] not in self.w.before_digits

    def free(self, number: Num) -> bool:
        """False for numbers that are part of a name, a date, a score, an article of law or a telephone number."""
        i, j = number.first, number.last
        before = self.t[i - 1] if i else ""
        if i and self.gap[i] <= HALF and before in {"-", "–", "+", "/", ".", ":", "#", "@", "*", "=", "_"}:
            return False
        if j < self.n and self.gap[j] <= HALF and self.t[j] in {"+", "/", ":", "*", "="}:
            return False
        if number.digits and self._inside_word(i, j):
            return False
        if j < self.n and self.t[j] in {"-", "–"} and self.near(j + 1) and self.t[j + 1][:1].isdecimal():
            second = self.scan.at.get(j + 1)  # «5-6 بازیکن» counts, «3-2» is a score
            return bool(
                second is not None
                and second.digits
                and 0 < abs(second.value - number.value) <= 5
                and self.near(second.last)
                and self._unit_at(second.last) is not None
                and self.t[second.last] not in self.w.scores
                and before not in self.w.scores
            )
        score = j < self.n and self.t[j] == "بر" and self.near(j + 1) and number.last == number.first + 1
        if score and (self.scan.at.get(j + 1) is not None or self.t[j + 1] == "صفر"):
            return False  # ۲ بر ۱
        if before == "بر" and i > 1 and self.t[i - 2].isdecimal():
            return False
        if number.digits and self.t[i].startswith("0") and len(self.t[i]) > 1:
            return False
        if number.digits and len(self.t[i]) > 11:
            return False
        if number.last == i + 1 and self.t[i] == "سی" and self._letters(i):
            return False
        return not (before in self.w.labels and self.near(i) and not number.scaled and self._label(number))

    def _letters(self, i: int) -> bool:
        """True where «سی» is the letter C of a name (بی بی سی، سی ان ان)."""
        beside = {self.t[i - 1] if i else "", self.t[i + 1]}
        return bool(beside & {"بی", "سی", "پی", "دی", "ان", "تی", "جی", "اف", "اس", "آی", "ای", "ام", "وی"})

    def _label(self, number: Num) -> bool:
        """True where «ماده ۴۱» and the like is a name: no unit of measure follows."""
        j = number.last
        return not (
            self.near(j) and self._unit_at(j) is not None and self.w.units.get(self._unit_name(j)) is not None
        )

    def range(self, found: Found, number: Num, second: Num) -> None:
        """«۸ تا ۱۰ برابر», «بین ۱۰ تا ۱۵ میلیارد دلار», «یک یا دو نفر»."""
        q = number.last
        link = self.t[q] if self.near(q) else ""
        if (
            number.value_to is not None
            or second.value_to is not None
            or link not in {"تا", "الی", "یا", "و", "-", "–"}
        ):
            return
        s = q + 1
        if link == "یا" and self.near(s) and self.t[s] == "حتی":
            s += 1
        if second.first != s or not self.near(s):
            return
        if link == "و" and not (number.first and self.t[number.first - 1] in {"بین", "میان"}):
            return
        low, high = number.value, second.value
        if link in {"-", "–"} and second.value < number.value and number.digits:
            low, high = high, low  # «6-5» of old right-to-left typing
        if second.scale > 1 and not number.scaled and low * second.scale <= high:
            low *= second.scale
        if not low < high or (second.fraction and not number.fraction):
            return
        if link == "یا" and low * 4 < high:
            return
        found.value, found.value_to, found.last = low, high, second.last
        found.why.append("range")
        before = self.t[found.first - 1] if found.first else ""
        if before in {"بین", "میان"} and self.near(found.first):
            found.first -= 1

    def unit(self, found: Found, number: Num) -> None:
        """The unit or the counted noun after a number."""
        j = found.last
        if found.first and self.t[found.first - 1] in {"٪", "%"} and self.gap[found.first] <= HALF:
            found.first -= 1
            found.unit, found.unit_text = (found.first, found.first + 1), "درصد"
            return
        if not self.near(j):
            return
        if self.t[j] in _SCALES and found.value is not None:
            found.value *= _SCALES[self.t[j]]
            found.last = j + 1
            found.why.append("scale")
            return
        end = self._unit_at(j)
        if end is None:
            return
        name = self._unit_name(j)
        known = name in self.w.units
        last_piece = j - 1
        tied = self.gap[j] <= HALF and not self.t[last_piece].isdecimal()
        if tied and self.gap[j] == HALF and not known:
            found.why.append("compound adjective")
            return
        found.unit, found.last = (j, end), end
        if self.t[j] in {"٪", "%"} or name in {"درصد", "درصدی"}:
            found.unit_text = "درصد"
        self._smaller(found, name)
        if self.w.units.get(name) == "numerative" and not name.endswith("ی"):
            tag = self.tag(found.last) if found.last < self.n else ""  # not «۵۰۰ شاخه انجام شد», «۳ مورد جدید»
            more = self._noun_end(found.last) if tag in {None, "NOUN", "PROPN"} else None
            if more is not None and self.t[found.last] not in self.w.units:
                found.unit, found.last = (j, more), more

    def _smaller(self, found: Found, name: str) -> None:
        """«۱ متر و ۹۸ سانتیمتر» is 1.98 metres."""
        parts = self.w.smaller.get(name)
        q = found.last
        if parts is None or not self.near(q + 1) or self.t[q] != "و" or found.value is None:
            return
        more = self.scan.at.get(q + 1)
        if more is None or more.ordinal or not self.near(more.last):
            return
        end = self._unit_at(more.last)
        small = self._unit_name(more.last)
        if end is not None and small in parts and more.value < parts[small]:
            found.value += more.value / parts[small]
            found.last = end
            found.why.append(f"{name} and {small}")

    def _unit_name(self, j: int) -> str:
        """The longest known unit at token ``j`` without gaps, else the token."""
        joined = self.t[j]
        best = joined
        for k in (j + 1, j + 2):
            if not self.near(k) or not self.t[k]:
                break
            joined += self.t[k]
            if joined in self.w.units:
                best = joined
        return best

    def _unit_at(self, j: int) -> int | None:
        """The token after the unit or counted noun at ``j``, or None."""
        word = self.t[j]
        if word in {"٪", "%"}:
            return j + 1
        if not word or not word[0].isalpha() or word.isascii():
            return None
        joined, end = word, j + 1 if word in self.w.units else None
        for k in (j + 1, j + 2):
            if not self.near(k) or not self.t[k] or not self.t[k][0].isalpha():
                break
            joined += self.t[k]
            if joined in self.w.units:
                end = k + 1
        if end is not None:
            return self._tails(end)
        return self._noun_end(j)

    def _noun_end(self, j: int) -> int | None:
        """The token after a noun at ``j`` with what is tied to it by a half-space, or None."""
        if not self.near(j):
            return None
        word = self.t[j]
        if not word or not word[0].isalpha() or word.isascii() or word in self.w.stops or self.taken(j):
            return None
        tag = self.tag(j)
        if not (tag is None or tag in _NOUNS or (tag == "NUM" and j not in self.scan.at)):
            return None
        return self._tails(j + 1)

    def _tails(self, j: int) -> int:
        while j < self.n and self.gap[j] == HALF and self.t[j] and self.t[j][0].isalpha():
            j += 1
        return j

    def modifier(self, found: Found) -> None:
        """The bound before the number or after its unit; the span grows over it."""
        i = found.first
        for width in (4, 3, 2, 1):
            if i - width < 0 or any(not self.near(k) for k in range(i - width + 1, i + 1)):
                continue
            phrase = tuple(self.t[i - width : i])
            modifier = self.w.before.get(phrase)
            if modifier is None or (modifier == "up_to" and phrase == ("تا",) and not self._up_to(found)):
                continue
            found.modifier, found.first = modifier, i - width
            found.why.append(f"bound {' '.join(phrase)}")
            return
        j = found.last
        for width in (2, 1):
            if j + width > self.n or any(not self.near(k) for k in range(j, j + width)):
                continue
            phrase = tuple(self.t[j : j + width])
            modifier = self.w.after.get(phrase)
            if modifier is None and i and self.t[i - 1] == "از" and self.near(i):
                modifier = self.w.with_from.get(phrase)
                if modifier is not None:
                    found.first = i - 1
            if modifier is not None:
                found.modifier, found.last = modifier, j + width
                found.why.append(f"bound {' '.join(phrase)}")
                return

    def _up_to(self, found: Found) -> bool:
        """«تا ۲۰ درصد» is a bound, «از ۵ درصد تا ۲۰ درصد» and «تا ۱۵ خوک را بفروشد» are not."""
        i = found.first - 1
        if found.unit is None or self._unit_name(found.unit[0]) not in self.w.units or found.value_to is not None:
            return False
        return not any(self.t[k] in {"از", "بین"} or self.t[k].isdecimal() for k in range(max(0, i - 6), i))

    def counts(self, found: Found, number: Num) -> bool:
        """True where the number really counts or measures something."""
        name = self._unit_name(found.unit[0]) if found.unit else ""
        known = (
            bool(found.unit) and (name in self.w.units or self.t[found.unit[0]] in {"٪", "%"})
            if found.unit
            else False
        )
        alone = number.value == 1 and not number.scaled and not number.digits and found.value_to is None
        before = self.t[number.first - 1] if number.first else ""
        if alone and not number.fraction:
            return known and before not in {"هر", "هیچ"} and name not in {"بار", "مرتبه", "نوبت", "دور", "طبقه"}
        if number.half and number.value in {0.5, 0.25}:
            return known
        if number.last == number.first + 1 and self.t[number.first] in {"نه", "سی", "صفر"} and not known:
            # «نه» is mostly not, «سی» a letter of BBC; only a tagger can tell before a plain noun
            return self.tag(number.first) == "NUM" and found.unit is not None
        if before == "هر" and number.value == 2 and not known:
            return False
        if found.unit is not None or "scale" in found.why:
            return True
        if number.fraction:
            return True
        if found.modifier is not None and number.value >= 20 and found.modifier != "up_to":
            return True  # «تعداد قربانیان به بیش از ۸۰۰ رسید»
        return bool(
            number.scaled and number.value >= 1e6 and (found.modifier or number.value_to or number.scale > 1)
        )

    # -- numerals of no definite size ----------------------------------------------------------------------

    def _persons(self, found: Found) -> bool:
        """«هزاران نفر» says no more than many people; only things that are counted («هزاران پهپاد») are kept."""
        return found.unit is not None and self.t[found.unit[0]] in {"نفر", "تن"}

    def vague(self) -> list[Found]:
        """«هزاران پهپاد»: a plural numeral and what it counts; the value stays open."""
        out: list[Found] = []
        i = 0
        while i < self.n:
            word, j = self.t[i], i + 1
            if self.near(j) and self.gap[j] <= HALF and self.t[j] == "ها":
                word, j = word + "ها", j + 1
            if word in self.w.vague:
                k = j
                number = self.scan.at.get(k)
                if number is not None and self.near(k):
                    k = number.last
                while self.near(k) and self.t[k] in _SCALE_NOUNS:  # صدها میلیون دلار
                    k += 1
                end = self._unit_at(k) if self.near(k) else None
                if end is not None and not self.taken(i):
                    out.append(Found(i, end, None, unit=(k, end), why=["plural numeral"]))
                    i = end
                    continue
            elif word == "نیمی" and self.near(i + 2) and self.t[j] == "از" and not self.taken(i):
                end = self._noun_end(j + 1)
                if end is not None:
                    half = Found(i, end, 0.5, unit=(j + 1, end), why=["half"])
                    self.modifier(half)
                    out.append(half)
                    i = end
                    continue
            i += 1
        return out


def _tidy(value: float | None) -> float | None:
    """Without the dust of binary fractions; a third stays 0.3333."""
    if value is None:
        return None
    near = round(value)
    if near and abs(value - near) < 1e-9 * abs(value):
        return float(near)
    return round(value, 4)


__all__ = ["ADJACENT", "Found", "Grammar"]
