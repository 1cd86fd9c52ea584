"""Whether words of time mean a time: «امروز» as nowadays, مهر as an agency, فردا as a newspaper."""

from __future__ import annotations

from ravi.language import Analysis, Word
from ravi.numerals import Scan
from ravi.times.match import Match
from ravi.times.words import load


def kept(m: Match, found: Scan, analysis: Analysis) -> bool:
    """False where an expression is part of a name, or where «امروز» says nowadays."""
    if not analysis.words or m.kind != "date":
        return True
    start, end = analysis.repaired.raw_span(found.tokens.start[m.first], found.tokens.end[m.last - 1])
    words = analysis.words_in(start, end)
    if not words:
        return True
    word = analysis.words[words[0]]
    if m.last == m.first + 1 and _in_name(word, analysis):
        return False
    only_today = (
        m.relative_day == 0 and m.part is None and m.weekday is None and m.month is None and m.clock is None
    )
    return not (only_today and m.last == m.first + 1 and _nowadays(word, analysis))


def _in_name(word: Word, analysis: Analysis) -> bool:
    """True where one word is the later part of a name (روزنامه تهران امروز، خبرگزاری مهر)."""
    return word.entity in {"I-PER", "I-ORG"} or (word.entity == "B-PER")


def _nowadays(word: Word, analysis: Analysis) -> bool:
    """True where «امروز» stands in somebody's words before a present that tells no event.

    «گفت: قدرت‌های بزرگ امروز فقط با رسانه کار می‌کنند» is about our days; «امروز وارد تهران می‌شود» and
    «در جلسه امروز» are about one day.
    """
    words = analysis.words
    sentence = analysis.sentences[word.sentence]
    after = words[word.i + 1] if word.i + 1 < sentence.last else None
    if after is not None and after.text == "که":
        return False
    before = words[word.i - 1] if word.i > sentence.first else None
    if before is not None and (before.text in load().event_nouns or before.text in {"از", "تا", "طی", "(", "است"}):
        return False
    if before is not None and before.text == "به" and word.i - 2 >= 0 and words[word.i - 2].text == "تا":
        return False
    if not _spoken(word, analysis):
        return False
    for j in range(word.i + 1, min(sentence.last, word.i + 40)):
        x = words[j]
        if x.text in {"است", "نیست", "هست", "هستند", "هستیم", "باید", "نیستند", "دارد", "دارند", "داریم", "ندارد"}:
            return True
        if x.upos in {"VERB", "AUX"}:
            if x.feats.get("Tense") != "Pres" or (
                x.text.startswith(("خواه", "نخواه", "بی", "ب")) and "می" not in x.text
            ):
                return False
            light = words[j - 1].text
            return not (x.lemma in load().event_verbs or light in load().event_nouns or light in load().event_verbs)
    return False


def _spoken(word: Word, analysis: Analysis) -> bool:
    """True where a verb of telling or an open quotation mark stands before the word in its paragraph."""
    paragraph = analysis.sentences[word.sentence].paragraph
    sayings = load().sayings
    depth = 0
    for j in range(word.i - 1, max(-1, word.i - 250), -1):
        x = analysis.words[j]
        if analysis.sentences[x.sentence].paragraph != paragraph:
            break
        if x.text == "»":
            depth += 1
        elif x.text == "«":
            if depth == 0:
                return True
            depth -= 1
        elif x.text in sayings or x.lemma in sayings:
            return True
    return False


def _verb_after(m: Match, found: Scan, analysis: Analysis) -> Word | None:
    """The first finite verb behind an expression in its sentence."""
    start, end = analysis.repaired.raw_span(found.tokens.start[m.first], found.tokens.end[m.last - 1])
    words = analysis.words_in(start, end)
    if not words:
        return None
    sentence = analysis.sentences[analysis.words[words[-1]].sentence]
    near = analysis.words[words[-1] + 1 : min(sentence.last, words[-1] + 30)]
    return next((x for x in near if x.upos == "VERB" or (x.upos == "AUX" and x.feats.get("Tense"))), None)


def gone(m: Match, found: Scan, analysis: Analysis) -> bool:
    """True where the verb after a month without a year tells of what is over: «در ماه ژانویه تقسیم شد»."""
    if m.month is None or m.year is not None or not analysis.words:
        return False
    x = _verb_after(m, found, analysis)
    return x is not None and x.feats.get("Tense") == "Past" and x.lemma not in load().sayings


def after_that(m: Match, found: Scan, analysis: Analysis) -> None:
    """«سه روز پس از آن» is a day counted from the last one named; in «سه روز پس از آن دیدار» a length stays one."""
    t, q = found.tokens.text, m.last
    if m.length is None or m.length[1] not in {"D", "W", "Y"} or found.at.get(m.first) is None:
        return  # nothing that a day is counted by, or only roughly
    if q + 2 >= len(found.tokens):
        return
    if t[q] not in {"پس", "بعد", "پیش", "قبل"} or t[q + 1] != "از" or t[q + 2] not in {"آن", "این"}:
        return
    end = analysis.repaired.raw_span(found.tokens.start[q + 2], found.tokens.end[q + 2])[1]
    behind = analysis.words_in(end, len(analysis.raw))
    if not behind:
        return
    following = analysis.words[behind[0]]
    if following.upos in {"NOUN", "PROPN", "NUM", "ADJ"} and following.deprel != "compound:lvc":
        return
    if any(w.text == "که" for w in analysis.words[following.i : following.i + 4]):
        return  # «دو روز پس از آن که رفت», «پس از آن روی داد که» count from the clause
    m.kind, m.duration, m.last, m.from_last = "date", None, q + 3, True
    m.ago = (*m.length, 1 if t[q] in {"پس", "بعد"} else -1)
    m.why = ["counted from the last day named"]


def coming(m: Match, found: Scan, analysis: Analysis) -> bool:
    """True where the verb after a weekday is a present of what is to come: «روز چهارشنبه به مصاف … می‌رود»."""
    ahead = m.anaphor == "next" and m.anaphor_unit in {"W", "M"}  # تا هفته بعد می‌ماند
    if (m.weekday is None and not ahead) or not analysis.words:
        return False
    x = _verb_after(m, found, analysis)
    if x is None or x.feats.get("Tense") != "Pres" or not x.text.startswith(("می‌", "نمی‌")):
        return False
    return x.lemma not in load().sayings and x.deprel not in {"acl", "acl:relcl"}
