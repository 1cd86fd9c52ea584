"""How far speech runs: over the sentences of its paragraph, and over paragraphs."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from ravi.attributions.cues import documents
from ravi.attributions.draft import Draft, Range
from ravi.attributions.forms import light_forms
from ravi.attributions.phrases import Phrases
from ravi.attributions.view import CLOSERS, COMMAS, ENDING_QUOTES, View

LONGEST = 12
"""Paragraphs that one quotation may run over."""
_SHORT = 25
"""Words of a paragraph that may stand between two in the first person and be the speaker's as well."""
_BREAKS = (
    ("پایان", "پیام"),
    ("این", "در", "حالی"),
    ("این", "درحالی"),
    ("گفتنی", "است"),
    ("به", "گزارش"),
    ("شایان", "ذکر"),
    ("لازم", "به", "ذکر"),
    ("یادآور", "میشود"),
    ("پیش", "از", "این"),
    ("بنابراین", "گزارش"),
    ("بر", "اساس", "این", "گزارش"),
    ("بنا", "بر", "این", "گزارش"),
    ("درهمین", "حال"),
    ("در", "همین", "حال"),
    ("وی", "همچنین", "به"),
    ("به", "گفته"),
    ("خاطرنشان", "میشود"),
    ("قابل", "ذکر"),
    ("انتهای", "پیام"),
    ("ادامه", "دارد"),
    ("در", "این", "دیدار"),
    ("در", "این", "مراسم"),
    ("در", "ادامه", "این"),
    ("این", "مقام"),
    ("این", "گزارش", "میافزاید"),
    ("این", "در", "شرایطی"),
)


def run_on(view: View, phrases: Phrases, drafts: Sequence[Draft]) -> None:
    """Lengthen direct contents over the following sentences and paragraphs while they are the speaker's words."""
    heads = sorted({d.begin for d in drafts if _voices(d)})
    cued = _by_paragraph(view, drafts)
    for draft in drafts:
        if draft.frame == "colon" and draft.type == "direct":
            _lengthen(view, phrases, draft, heads)
    for draft in drafts:
        if draft.frame in ("colon", "quote") and draft.type == "direct":
            _over_paragraphs(view, draft, cued)
    _embrace(view, drafts)


def _embrace(view: View, drafts: Sequence[Draft]) -> None:
    """What a prepositional cue vouches for goes on as long as the speech inside it."""
    ordered = sorted(drafts, key=lambda d: d.begin)
    begins = [d.begin for d in ordered]
    for outer in drafts:
        if outer.frame not in ("name", "dash"):
            continue
        end = outer.content[-1][1]
        at = bisect.bisect_left(begins, outer.content[0][0])
        for inner in ordered[at : at + 40]:
            if inner is outer or inner.frame != "quote" or inner.cue is None or not outer.holds(inner.cue[0]):
                continue
            outer.content.extend(r for r in inner.content if r[0] >= end)
            last = inner.content[0][1]
            if inner.content[0][0] < end < last:
                outer.content.append((end, last))


def _voices(draft: Draft) -> bool:
    return draft.frame not in ("question", "mabni", "continued")


def _lengthen(view: View, phrases: Phrases, draft: Draft, heads: Sequence[int]) -> None:
    first, last = draft.content[-1]
    opener = first - 1 if view.opener(first - 1) and first - 1 in view.unclosed else -1
    paragraph_end = view.paragraphs[view.paragraph[first]][1]
    if opener >= 0:
        return
    sentence = view.sentence[last - 1]
    parts: list[Range] = []
    while sentence + 1 < len(view.sentences):
        sent = view.sentences[sentence + 1]
        if sent.first >= paragraph_end:
            break
        if _stops(view, phrases, sent.first, sent.last, heads):
            break
        parts.append((sent.first, sent.last))
        sentence += 1
    draft.content.extend(parts)


def _stops(view: View, phrases: Phrases, first: int, last: int, heads: Sequence[int]) -> bool:
    """Whether the sentence is no longer the speaker's: a telling of its own, or a turn of the reporter's."""
    at = bisect.bisect_left(heads, first)
    if at < len(heads) and heads[at] < last:
        return True
    start = first
    while start < last and view.mark[start]:
        start += 1
    words = view.key[start : start + 4]
    return any(tuple(words[: len(b)]) == b for b in _BREAKS)


def _by_paragraph(view: View, drafts: Sequence[Draft]) -> dict[int, list[Draft]]:
    found: dict[int, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda d: d.begin):
        found.setdefault(view.paragraph[draft.begin], []).append(draft)
    return found


def _over_paragraphs(view: View, draft: Draft, cued: dict[int, list[Draft]]) -> None:
    """Speech whose quotation mark is closed in a later paragraph, or that is opened anew in each."""
    first, last = draft.content[-1]
    number = view.paragraph[last - 1]
    opener = first - 1
    if not (view.opener(opener) and opener in view.unclosed):
        return
    limit = min(len(view.paragraphs), number + LONGEST)
    for p in range(number + 1, limit):
        a, b = view.paragraphs[p]
        others = [d for d in cued.get(p, ()) if d is not draft]
        closer = _closer(view, a, b)
        if closer >= 0 and not view.opener(a) and all(d.begin > closer for d in others):
            # «…. \n … شدم» و افزود که …: the speech ends inside the paragraph, before the next telling.
            draft.content.extend(view.trim(*view.paragraphs[q]) for q in range(number + 1, p))
            draft.content.append(view.trim(a, closer))
            return
        if others and not view.opener(a):
            return
        if view.opener(a) and a in view.closes:
            return  # a quotation of its own, which goes on with this one
        if _closes(view, a, b):
            draft.content.extend(view.trim(*view.paragraphs[q]) for q in range(number + 1, p + 1))
            return


def _closes(view: View, first: int, last: int) -> bool:
    """Whether the paragraph ends with a closing quotation mark."""
    tail = last - 1
    while tail > first and view.mark[tail] and view.sign[tail] not in ENDING_QUOTES:
        tail -= 1
    return view.sign[tail] in ENDING_QUOTES


def _closer(view: View, first: int, last: int) -> int:
    """The closing quotation mark whose opening one stands in a paragraph before, or -1."""
    return next((k for k in range(first, last) if view.sign[k] in CLOSERS and k not in view.opens), -1)


def continued(view: View, phrases: Phrases, drafts: Sequence[Draft]) -> list[Draft]:
    """Paragraphs without a cue that plainly go on with the same speaker's words, one draft each.

    A paragraph that is nothing but a quotation goes on with the quotation before it; so do the paragraphs of a
    statement or letter that a colon has opened («در این بیانیه آمده است:»), and after somebody's direct words a
    paragraph in the first person whose quotation marks were lost, as they are in many translated reports.
    """
    cued = _by_paragraph(view, drafts)
    told_by_itself = _first_person_report(view, phrases, cued)
    held: dict[int, Draft] = {}
    for draft in drafts:
        if draft.type in ("direct", "mixed"):
            for first, last in draft.content:
                held[view.paragraph[last - 1]] = draft
                held.setdefault(view.paragraph[first], draft)
    found: list[Draft] = []
    reading: Draft | None = None
    for number, (first, last) in enumerate(view.paragraphs):
        own = held.get(number)
        if own is not None and _recited(view, own, number):
            reading = own
        if number == 0 or number in view.headlines or number in cued or own is not None:
            if number not in view.headlines and own is None and _all_inside(view, first, cued.get(number, ())):
                # «… که گریه می‌کند \n … باشند.»: an open quotation around somebody else's telling.
                later = _later_end(view, number, {})
                before = held.get(number - 1) or _last_voice(cued, number, True)
                if later and before:
                    spans = [(first + 1, last), *(view.paragraphs[p] for p in range(number + 1, later))]
                    found.append(_going_on(before, *spans))
                    held.update(dict.fromkeys(range(number, later), found[-1]))
            if (
                number in cued
                and any(_voices(d) and d.type != "continued" for d in cued[number])
                and own is not reading
            ):
                reading = None
            if (
                own is None
                and held.get(number - 1) in found
                and _first_person(view, phrases, first, last, sure=False)
            ):
                held[number] = held[number - 1]  # «پزشکان گفتند که شاید بهبود یابم.»: told by who says «I»
            continue
        before = held.get(number - 1) or _last_voice(cued, number, view.opener(first))
        own_words = not told_by_itself and (
            _first_person(view, phrases, first, last)
            or (held.get(number - 1) in found and _taken_up(view, phrases, cued, number))
        )
        if view.opener(first):
            if first in view.unclosed:
                later = _later_end(view, number, cued)
                if later and held.get(number - 1) is not None:
                    # Speech that is taken up again and runs over paragraphs is one with the speech before it.
                    held[number - 1].content.extend(view.trim(*view.paragraphs[p]) for p in range(number, later))
                    held.update(dict.fromkeys(range(number, later), held[number - 1]))
                    continue
                if not before and own_words:
                    found.extend(_before_its_speaker(view, cued, held, number))
                    continue
            elif not before and own_words:
                found.extend(_before_its_speaker(view, cued, held, number))
                continue
            end = view.closes.get(first, last)
            whole = not any(not view.mark[k] for k in range(end, last)) and end - first >= 5
            if before and whole and any(phrases.finite(k) for k in range(first, end)):
                if view.closes.get(first) and _unfinished(view, before):
                    before.content.append((first + 1, end))
                    held[number] = before
                    continue
                found.append(_going_on(before, (first + 1, end)))
                held[number] = found[-1]
                continue
        if reading is not None and last - first > 4 and not _stops(view, phrases, first, last, ()):
            found.append(_going_on(reading, (first, last)))
            continue
        reading = None
        if own_words and before:
            if before.content[-1][0] - 1 in view.unclosed:
                before.content.append((first, last))  # its quotation mark is never closed
                held[number] = before
                continue
            found.append(_going_on(before, (first, last)))
            held[number] = found[-1]
    return found


def _first_person(view: View, phrases: Phrases, first: int, last: int, *, sure: bool = True) -> bool:
    """Whether the paragraph says «I» or «we» outside quotation marks that are closed in it.

    A subjunctive («شوم») does not surely show it: it may be another word («پدیده شوم»).
    """
    forms = light_forms()
    return any(
        (view.inside[k] < 0 or view.inside[k] in view.unclosed)
        and view.key[k].endswith("م")
        and view.words[k].upos in ("VERB", "AUX")
        and not (sure and (form := forms.get(view.key[k])) and form.tense == "subjunctive")
        and phrases.finite(k)
        for k in range(first, last)
    )


def _taken_up(view: View, phrases: Phrases, cued: dict[int, list[Draft]], number: int) -> bool:
    """Whether a short paragraph stands between two that say «I» («او کاپیتان خوبی است.»)."""
    first, last = view.paragraphs[number]
    if last - first > _SHORT or _stops(view, phrases, first, last, ()):
        return False
    for p in range(number + 1, min(len(view.paragraphs), number + 3)):
        if p in cued or view.opener(view.paragraphs[p][0]):
            return False
        if _first_person(view, phrases, *view.paragraphs[p]):
            return True
    return False


def _first_person_report(view: View, phrases: Phrases, cued: dict[int, list[Draft]]) -> bool:
    """Whether the reporter tells in the first person: «I» or «we» before anybody else has had a word."""
    for number, (first, last) in enumerate(view.paragraphs):
        if number in view.headlines:
            continue
        if number in cued or view.opener(first):
            return False
        if _first_person(view, phrases, first, last):
            return True
    return False


def _all_inside(view: View, first: int, drafts: Sequence[Draft]) -> bool:
    """Whether the paragraph opens a quotation that it does not close, and all its tellings stand in it."""
    return bool(drafts) and first in view.unclosed and all(d.type != "direct" and d.begin > first for d in drafts)


def _before_its_speaker(
    view: View, cued: dict[int, list[Draft]], held: dict[int, Draft], number: int
) -> list[Draft]:
    """A quotation that stands in paragraphs of its own before the telling whose source said it too.

    «من گریه نمی‌کنم. \n سال سختی بود. \n X گفت: «…»».
    """
    spans: list[Range] = []
    for p in range(number, min(len(view.paragraphs), number + LONGEST)):
        first, last = view.paragraphs[p]
        if p in cued:
            after = cued[p][0]
            if not (spans and after.source and after.type == "direct" and view.paragraph[after.source[0]] == p):
                return []
            draft = _going_on(after, *spans)
            held.update(dict.fromkeys(range(number, p), draft))
            return [draft]
        if p > number and view.opener(first):
            return []
        spans.append((first + 1 if view.opener(first) else first, view.closes.get(first, last)))
    return []


def _later_end(view: View, number: int, cued: dict[int, list[Draft]]) -> int:
    """One past the later paragraph that closes the quotation left open in this one; 0 where none does."""
    for p in range(number + 1, min(len(view.paragraphs), number + LONGEST)):
        if view.opener(view.paragraphs[p][0]) or any(d.frame in ("colon", "quote") for d in cued.get(p, ())):
            return 0
        if _closes(view, *view.paragraphs[p]):
            return p + 1
    return 0


def _last_voice(cued: dict[int, list[Draft]], number: int, quoted: bool) -> Draft | None:
    """The last telling with a source before a paragraph; for a quotation one paragraph more is looked back over."""
    for back in range(1, 3 if quoted else 2):
        found = next((d for d in reversed(cued.get(number - back, [])) if d.source), None)
        if found:
            return found
    return None


def _recited(view: View, draft: Draft, number: int) -> bool:
    """Whether a document's own words begin with this paragraph, after a colon at the end of the one before."""
    if draft.cue is None or draft.frame not in ("colon", "quote") or view.paragraph[draft.cue[0]] != number - 1:
        return False
    if view.opener(draft.content[0][0] - 1):
        return False
    where = [draft.source, draft.channel]
    words = [view.key[k] for r in where if r for k in range(*r)]
    return any(w in documents() or w.rstrip("ی") in documents() for w in words)


def _unfinished(view: View, draft: Draft) -> bool:
    """Whether the quotation before breaks off with a comma («البته،»)."""
    end = draft.content[-1][1]
    return end < view.n and view.sign[end] in COMMAS


def _going_on(before: Draft, *spans: Range) -> Draft:
    draft = Draft(None, None, list(spans), "continued", "continued", "assert", lo=spans[0][0])
    draft.form, draft.actor, draft.follows = "continued", before.actor, before
    draft.why.append("no cue: goes on with the words before it")
    return draft
