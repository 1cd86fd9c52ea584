"""The number grammar: digits and words, alone and compounded, cardinals, ordinals and fractions."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from ravi import lexicon
from ravi.numerals.tokens import ADJACENT, HALF, LINE, Tokens


@dataclass(frozen=True, slots=True)
class Num:
    """A number at the tokens ``[first, last)``.

    ``value`` is its value, ``value_to`` the upper end where two numbers stand side by side (دو سه، هفت هشت).
    ``ordinal`` for پنجم and ۲۱ام, ``fraction`` for «سه چهارم», ``digits`` where it is one bare run of digits
    (a year, a day), ``scaled`` where a word such as هزار multiplies it, ``half`` where it ends in «و نیم»;
    ``scale`` is the product of the multipliers that end it (۱۵ میلیارد: 10⁹), which «۱۰ تا ۱۵ میلیارد» lends out.
    """

    first: int
    last: int
    value: float
    value_to: float | None = None
    ordinal: bool = False
    fraction: bool = False
    digits: bool = False
    scaled: bool = False
    half: bool = False
    scale: float = 1.0
    why: str = "number"


@dataclass(frozen=True, slots=True)
class _Words:
    """The number words by their folded spelling: value and kind, ordinals apart."""

    cardinal: dict[str, tuple[float, str]]
    ordinal: dict[str, float]
    after_and: frozenset[str]
    loose_endings: frozenset[str]
    tied_endings: frozenset[str]


@functools.cache
def _words() -> _Words:
    cardinal: dict[str, tuple[float, str]] = {}
    ordinal: dict[str, float] = {}
    for row in lexicon.table("numerals_words"):
        word, value, kind = row["word"], float(row["value"]), row["kind"]
        if kind == "ordinal":
            ordinal[word] = value
            ordinal[word + "ین"] = value
            continue
        cardinal[word] = (value, kind)
        if kind in {"unit", "teen", "ten", "hundred", "scale"} and word not in {"یک", "دو", "سه", "سی"}:
            ordinal[word + "م"] = value
            ordinal[word + "مین"] = value
    glue: dict[str, Any] = lexicon.toml("numerals_glue")
    return _Words(
        cardinal,
        ordinal,
        after_and=frozenset(glue["after_and"]["words"]),
        loose_endings=frozenset(glue["ordinal_endings"]["loose"]),
        tied_endings=frozenset(glue["ordinal_endings"]["tied"]),
    )


@functools.lru_cache(maxsize=20_000)
def glued(token: str) -> tuple[str, ...] | None:
    """A token as the number words it is written together from (یکهزار → یک + هزار), or None.

    Only compounds with a multiplier or an inner «و» count: سیده is no thirteen.  A leading or trailing «و»
    («هزارو 500») is given back as a word of its own.
    """
    if len(token) < 4 or len(token) > 40:
        return None
    words = _words()
    n = len(token)
    best: list[tuple[str, ...] | None] = [None] * (n + 1)
    best[n] = ()
    for i in range(n - 1, -1, -1):
        for j in range(n, i, -1):
            tail = best[j]
            if tail is None:
                continue
            piece = token[i:j]
            known = piece in words.cardinal and words.cardinal[piece][1] not in {"zero", "half"}
            if known or (piece in words.ordinal and j == n) or (piece == "و" and (i == 0 or j <= n)):
                if piece == "و" and tail and tail[0] == "و":
                    continue
                best[i] = (piece, *tail)
                break
    found = best[0]
    if not found or len(found) < 2:
        return None
    kinds = [words.cardinal[p][1] if p in words.cardinal else "" for p in found]
    inner_and = "و" in found[1:-1]
    if inner_and or "scale" in kinds or ("hundred" in kinds and "صد" in found):
        return found
    if found[-1] == "و" and len(found) == 2 and kinds[0] in {"hundred", "ten"} and found[0] not in {"سی", "صد"}:
        return found
    if found[0] == "و" and len(found) == 2 and found[1] in words.after_and:
        return found
    return None


@dataclass(slots=True)
class _Atom:
    """One piece of a number: ``kind`` digits, unit, …, scale, half, ordinal or and."""

    kind: str
    value: float
    last: int
    first: int


class Reader:
    """Reads the numbers of one text.

    ``backwards`` holds the tokens at which a decimal with a slash begins with its fraction: in old
    right-to-left typing «5/1» is one and a half.
    """

    def __init__(self, tokens: Tokens, *, backwards: frozenset[int] = frozenset()) -> None:
        self.t = tokens
        self.n = len(tokens)
        self.backwards = backwards
        self._w = _words()

    def digits(self, i: int) -> tuple[float, int, bool] | None:
        """A numeral in digits at token ``i``: value, the token after it, and whether it is one bare run."""
        t, gap = self.t.text, self.t.gap
        if i > 0 and gap[i] <= HALF and (t[i - 1].isascii() and t[i - 1].isalpha()):
            return None  # A320, MI6
        if i > 1 and t[i - 1] in {".", "٫"} and gap[i] == gap[i - 1] == ADJACENT and t[i - 2].isdecimal():
            return None  # inside 1.1.12, a version or an address
        j, run = i + 1, t[i]
        if len(run) > 18:
            return None
        whole = run
        # thousands: 1,200 ۱٬۲۰۰ and, where the comma is the Persian one, 250،000
        if len(run) <= 3:
            while j + 1 < self.n and t[j] in ",٬،'" and gap[j] == ADJACENT and gap[j + 1] == ADJACENT:
                if not (len(t[j + 1]) == 3 and t[j + 1].isdecimal()):
                    break
                whole += t[j + 1]
                j += 2
        value = float(whole) if len(whole) <= 18 else 0.0
        bare = j == i + 1
        if (
            j + 1 < self.n
            and t[j] in ".٫"
            and gap[j] == ADJACENT
            and gap[j + 1] == ADJACENT
            and t[j + 1].isdecimal()
        ):
            if j + 3 < self.n and t[j + 2] in ".٫" and t[j + 3].isdecimal() and gap[j + 3] == ADJACENT:
                return None
            return float(f"{whole}.{t[j + 1]}"), j + 2, False
        if bare and j + 1 < self.n and t[j] == "/" and t[j + 1].isdecimal():
            return self._slashed(i)
        return value, j, bare

    def _slashed(self, i: int) -> tuple[float, int, bool] | None:
        """A decimal with a slash: ۲/۵ is two and a half; two slashes are a date, no number."""
        t, gap = self.t.text, self.t.gap
        backwards = i in self.backwards
        spaced = gap[i + 1] > HALF or gap[i + 2] > HALF
        if max(gap[i + 1], gap[i + 2]) >= LINE or (spaced and not backwards):
            return float(t[i]), i + 1, True
        if i + 3 < self.n and t[i + 3] == "/" and i + 4 < self.n and t[i + 4].isdecimal():
            return None
        if i > 1 and t[i - 1] == "/" and t[i - 2].isdecimal():
            return None
        whole, part = (t[i + 2], t[i]) if backwards else (t[i], t[i + 2])
        if len(part) > 4 or len(whole) > 9:
            return None
        return float(f"{whole}.{part}"), i + 3, False

    def _atoms(self, i: int) -> list[_Atom]:
        """The pieces that token ``i`` begins with: one, or several where words are written together."""
        word = self.t.text[i]
        if not word:
            return []
        if word[0].isdecimal():
            found = self.digits(i)
            return [_Atom("digits" if found[2] else "decimal", found[0], found[1], i)] if found else []
        if word in self._w.cardinal:
            value, kind = self._w.cardinal[word]
            return [_Atom(kind, value, i + 1, i)]
        if word in self._w.ordinal:
            return [_Atom("ordinal", self._w.ordinal[word], i + 1, i)]
        if word == "و":
            return [_Atom("and", 0, i + 1, i)]
        pieces = glued(word)
        if pieces is None and word[0] == "و" and len(word) > 2 and self._after_number(i):
            rest = word[1:]
            pieces = ("و", rest) if rest in self._w.cardinal or rest in self._w.ordinal else None  # بیست‌ودو
        if not pieces:
            return []
        out = []
        for piece in pieces:
            if piece == "و":
                out.append(_Atom("and", 0, i + 1, i))
            elif piece in self._w.cardinal:
                value, kind = self._w.cardinal[piece]
                out.append(_Atom(kind, value, i + 1, i))
            else:
                out.append(_Atom("ordinal", self._w.ordinal[piece], i + 1, i))
        return out

    def _after_number(self, i: int) -> bool:
        """True where a word with a leading «و» goes on with a number: بیست‌ودو, «صد وده»."""
        before = self.t.text[i - 1] if i else ""
        known = self._w.cardinal.get(before)
        return self.t.gap[i] < LINE and known is not None and known[1] in {"ten", "hundred", "scale"}

    def _stream(self, i: int) -> list[_Atom]:
        """The pieces from token ``i`` on, as far as a number could reach (white space, no line breaks)."""
        out: list[_Atom] = []
        while i < self.n and len(out) < 40:
            if out and self.t.gap[i] >= LINE:
                break
            atoms = self._atoms(i)
            if not atoms:
                break
            out.extend(atoms)
            i = atoms[-1].last
        return out

    def at(self, i: int) -> Num | None:
        """The longest number that begins at token ``i``, or None."""
        stream = self._stream(i)
        if not stream or stream[0].kind == "and":
            return None
        return _compose(stream, self)

    def tail(self, i: int) -> int | None:
        """The token after an ordinal ending that follows digits or سی (۲۱ام، سی ام، 5م), or None."""
        t, gap = self.t.text, self.t.gap
        if i < self.n and gap[i] < LINE and t[i] in self._w.loose_endings:
            return i + 1
        if i < self.n and gap[i] <= HALF and t[i] in self._w.tied_endings:
            return i + 1
        return None


def _compose(stream: list[_Atom], reader: Reader) -> Num | None:
    """Put the pieces together while they fit: «شش هزار و ۳۹۰», «سه میلیون و نیم», «بیست و یکم»."""
    first = stream[0]
    if first.kind == "ordinal":
        return Num(first.first, first.last, first.value, ordinal=True, why="ordinal")
    total, current, low, scale, last = 0.0, None, float("inf"), float("inf"), first.first
    kinds: list[str] = []
    joined = half = ordinal = False
    trail = 1.0
    k = 0
    while k < len(stream):
        a = stream[k]
        if a.kind == "and":
            if not kinds or k + 1 >= len(stream) or joined:
                break
            joined = True
            k += 1
            continue
        room = low if current is not None else scale  # what comes next must be smaller than this
        if a.kind == "half":
            if not kinds:
                current, low = a.value, 0
            elif joined:
                if current is not None:
                    current += a.value
                else:
                    total += a.value * scale
                half, last = True, a.last
                kinds.append(a.kind)
                if k + 1 < len(stream) and stream[k + 1].kind == "scale" and current is not None:
                    joined, low = False, 0
                    k += 1
                    continue
                break
            else:
                break
        elif a.kind == "scale":
            if joined and a.value >= (low if current is not None else scale):
                break
            if current is None:
                if kinds and not joined and a.value <= scale:
                    break
                if not kinds and a.value > 1000:
                    break
                current = 0.0 if kinds and not joined else 1.0
            elif joined:
                # «صد و هزار»: a new addend, not a multiplier
                break
            if a.value > scale:
                total = (total + current) * a.value
            else:
                total += current * a.value
            scale, current, low = min(a.value, scale) if a.value < scale else a.value, None, float("inf")
        elif a.kind == "ordinal":
            if joined and kinds and a.value < room and (current is None or low > 1):
                total, current, ordinal, last = total + (current or 0) + a.value, 0.0, True, a.last
                kinds.append(a.kind)
            break
        elif a.kind in {"digits", "decimal", "zero"}:
            if kinds and not (joined and current is None and a.value < scale):
                break
            current, low = a.value, 0
        elif current is None:
            if kinds and not joined and a.value >= scale:
                break
            if kinds and not joined:
                break
            current, low = a.value, _step(a)
        elif joined and low > 1 and a.value < low and kinds[-1] not in {"digits", "decimal"}:
            current, low = current + a.value, _step(a)
        elif a.value == 100 and a.kind == "hundred" and kinds[-1] == "unit" and not joined:
            current, low = current + (current % 10) * 99, 100  # «چهار صد»
        else:
            break
        kinds.append(a.kind)
        trail = trail * a.value if a.kind == "scale" else 1.0
        last, joined = a.last, False
        k += 1
    if not kinds:
        return None
    value = total + (current or 0.0)
    digits = kinds == ["digits"]
    scaled = "scale" in kinds
    if not ordinal and (digits or kinds[-1] in {"ten", "hundred", "scale"}):
        after = reader.tail(last)
        if after is not None:
            return Num(first.first, after, value, ordinal=True, digits=digits, why="ordinal")
    return Num(
        first.first,
        last,
        _clean(value),
        ordinal=ordinal,
        digits=digits,
        scaled=scaled,
        half=half or kinds == ["half"],
        scale=trail,
        why="number in digits" if digits else "number",
    )


def _step(a: _Atom) -> float:
    """The place of a piece: what may be added after it must be smaller."""
    return {"unit": 1, "teen": 1, "ten": 10, "hundred": 100}.get(a.kind, 0)


def _clean(value: float) -> float:
    """Without the dust of binary fractions: 1.2 × 10⁹ is 1,200,000,000."""
    near = round(value)
    if near and abs(value - near) < 1e-9 * abs(value):
        return float(near)
    return round(value, 6) if abs(value) < 1e6 else value
