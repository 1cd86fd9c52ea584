"""What holds over a whole report: nesting, chains, credit lines, speech that runs on, parties, times."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import ravi
from ravi.attributions import link
from ravi.record import Attribution, Event, Record

PIECES = (
    "گفت",
    "که",
    ":",
    "«",
    "»",
    '"',
    "وزیر",
    "او",
    "به گزارش",
    "فارس",
    "،",
    ".",
    "\n",
    "را",
    "از",
    "خبر داد",
    "با بیان اینکه",
    "می‌رود",
    "است",
    "و",
    "خواستار",
    "شد",
    "متهم",
    "به",
    "در این گزارش آمده است",
    "...",
    "(",
    ")",
    "abc",
    "۱۲",
)


def one(record: Record, cue: str) -> Attribution:
    text = record.report.text
    return next(a for a in record.attributions if a.cue and text[slice(*a.cue.span)] == cue)


def name(record: Record, actor: str | None) -> str:
    return next((a.name for a in record.actors if a.id == actor), "")


def test_credit_of_the_own_outlet_is_the_dateline() -> None:
    record = ravi.read("به گزارش خبرگزاری فارس، سیمین راد گفت: باغ باز شد.", outlet="fars")
    credit, said = one(record, "به گزارش"), one(record, "گفت")
    assert credit.dateline
    assert said.parent is None
    assert said.chain == ("AUTHOR", said.source.actor)


def test_credit_of_another_outlet_is_a_voice_of_its_own() -> None:
    record = ravi.read("به گزارش خبرگزاری رویترز، سیمین راد گفت: باغ باز شد.", outlet="fars")
    credit, said = one(record, "به گزارش"), one(record, "گفت")
    assert not credit.dateline
    assert said.parent == credit.id
    assert said.chain == ("AUTHOR", credit.source.actor, said.source.actor)


def test_a_telling_inside_a_telling() -> None:
    record = ravi.read("سیمین راد گفت که وزیر کشور اعلام کرده است که راه‌ها باز است.")
    assert one(record, "اعلام کرده است").parent == one(record, "گفت").id


def test_nobody_stands_inside_his_own_words() -> None:
    record = ravi.read("سیمین راد گفت که معتقد است راه‌ها باز است.")
    assert len(record.attributions) == 1


def test_direct_speech_runs_to_the_next_telling() -> None:
    text = "سیمین راد گفت: راه‌ها باز است. برف آب شده است. وی افزود: مدرسه‌ها هم باز شد."
    record = ravi.read(text)
    assert [text[slice(*s)] for s in one(record, "گفت").content.spans] == ["راه‌ها باز است", "برف آب شده است"]


def test_a_quotation_over_paragraphs() -> None:
    text = "سیمین راد درباره برف سخن گفت.\nاو گفت: «راه‌ها باز است.\nبرف آب شده است.»\nمدرسه‌ها باز شد."
    record = ravi.read(text)
    assert [text[slice(*s)] for s in one(record, "گفت").content.spans] == ["راه‌ها باز است", "برف آب شده است"]


def test_a_headline_is_no_telling() -> None:
    record = ravi.read("سیمین راد: راه‌ها باز است\nسیمین راد گفت راه‌ها باز است.")
    assert len(record.attributions) == 1


def test_addressee_and_channel() -> None:
    text = "سیمین راد در گفت‌وگو با خبرگزاری ایلنا گفت: راه باز است. او به خبرنگاران گفت که برف آب شده است."
    record = ravi.read(text)
    first, second = (a for a in record.attributions if a.cue and text[slice(*a.cue.span)] == "گفت")
    assert first.channel and text[slice(*first.channel.span)] == "گفت‌وگو با خبرگزاری ایلنا"
    assert second.addressee and text[slice(*second.addressee.span)] == "خبرنگاران"
    assert name(record, second.source.actor) == "سیمین راد"


def test_denied_telling() -> None:
    record = ravi.read("سیمین راد نگفت که راه‌ها باز است.")
    assert one(record, "نگفت").negated


def test_when_it_was_said() -> None:
    record = ravi.read("سیمین راد روز ۲ اردیبهشت ۱۳۹۹ گفته بود که راه‌ها باز است.", published="2020-05-01")
    said = one(record, "گفته بود").said
    assert said is not None
    assert said.begin == "2020-04-21"


def test_link_names_the_events_in_the_content() -> None:
    record = ravi.read("سیمین راد گفت که راه‌ها باز است.")
    start = record.report.text.index("باز")
    event = Event(id="e1", trigger=(start, start + 3), type="launch", status="alleged")
    assert link(record.attributions, (event,))[0].about == ("e1",)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_spans_lie_in_the_text_and_parents_exist(pieces: list[str]) -> None:
    text = " ".join(pieces)
    record = ravi.read(text)
    ids = [a.id for a in record.attributions]
    assert ids == [f"a{n + 1}" for n in range(len(ids))]
    for told in record.attributions:
        spans = [
            *told.content.spans,
            *([told.cue.span] if told.cue else []),
            *([told.source.span] if told.source.span else []),
        ]
        assert told.content.spans
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert told.parent is None or told.parent in ids
        assert told.parent != told.id
        assert told.chain[0] == "AUTHOR"
    assert ravi.read(text).attributions == record.attributions


def test_lost_quotation_marks_of_the_first_person() -> None:
    """Translated reports drop the marks of the paragraphs after the first."""
    record = ravi.read(
        "تیم شهر دیشب باخت.\n"
        "سرمربی تیم، مهرداد رستگار، گفت: «ما به بازیکنان افتخار می‌کنیم.»\n"
        "نیمه دوم را خراب کردیم.\n"
        "داور هم سخت‌گیر بود.\n"
        "دوباره دور هم جمع می‌شویم و تمرین می‌کنیم.\n"
        "بازی بعدی هفته آینده برگزار می‌شود."
    )
    told = record.attributions
    assert [a.type for a in told] == ["direct", "continued", "continued", "continued"]
    assert {name(record, a.source.actor) for a in told} == {"مهرداد رستگار"}
    text = record.report.text
    assert text[slice(*told[2].content.spans[0])] == "داور هم سخت‌گیر بود"


def test_a_reporter_who_says_i_is_nobodys_speech() -> None:
    record = ravi.read(
        "دیروز به بازار رفتیم تا قیمت‌ها را ببینیم.\nفروشنده‌ای گفت: «مشتری کم شده است.»\nبعد به خانه برگشتیم."
    )
    assert [a.type for a in record.attributions] == ["direct"]


def test_a_quotation_before_the_telling_that_names_its_speaker() -> None:
    record = ravi.read(
        "رقابت‌های دوی شهر پایان یافت.\nتماشاگران دو ساعت منتظر ماندند.\n"
        "«من گریه نمی‌کنم، اما امروز نتوانستم جلوی خودم را بگیرم.\nسال سختی بود.\n"
        "پس از مسابقه، شهین آذرفر گفت: «تمرین کافی بود.»"
    )
    first, second = record.attributions
    assert (first.type, second.type) == ("continued", "direct")
    assert first.source.actor == second.source.actor
    assert len(first.content.spans) == 2


def test_an_open_quotation_ends_inside_a_later_paragraph() -> None:
    record = ravi.read(
        "زلزله شهر را ویران کرد.\nپرویز رستگار گفت: «برای نجات وقتی نداشتیم.\n"
        "به سمت دیوار پرتاب شدم» و افزود که خانواده‌اش زنده‌اند.\n"
        "«صدای همسرم را شنیدم که می‌گوید کمک کنید.\nنمی‌دانم کجاست.»"
    )
    text = record.report.text
    shown = [" … ".join(text[slice(*s)] for s in a.content.spans) for a in record.attributions]
    assert shown[0] == "برای نجات وقتی نداشتیم … به سمت دیوار پرتاب شدم"
    assert shown[1] == "خانواده‌اش زنده‌اند"
    assert shown[2].endswith("… نمی‌دانم کجاست")
    assert record.attributions[2].source.actor == record.attributions[0].source.actor


def test_he_in_somebodys_direct_words_is_somebody_else() -> None:
    record = ravi.read(
        "پرویز رستگار با شهردار، کاوه نیکنام، دیدار کرد. رستگار گفت: «نامه به او رسید و او گفت که راضی است.»"
    )
    inner = next(a for a in record.attributions if a.parent)
    assert name(record, inner.source.actor) == "کاوه نیکنام"


def test_first_person_around_what_others_said_of_it() -> None:
    record = ravi.read(
        "دونده شهر به میدان بازگشت.\nشهین آذرفر در صفحه خود نوشت: «پارسال سکته کردم.»\nنمی‌توانستم راه بروم.\n"
        "پزشکان گفتند که شاید بهبود پیدا کنم.\nکار سختی بود، اما امروز تمرین می‌کنم."
    )
    assert [a.type for a in record.attributions] == ["direct", "continued", "indirect", "continued"]
    told = record.attributions
    assert told[3].source.actor == told[0].source.actor != told[2].source.actor


def test_a_statement_goes_on_by_what_is_said() -> None:
    record = ravi.read(
        "سیل شهر را گرفت.\nسازمان آتش‌نشانی در بیانیه‌ای اعلام کرد که راه‌ها بسته است.\n"
        "گفته شده که جغرافیای شهر کار را سخت کرده است."
    )
    first, second = record.attributions
    assert second.source.span is None
    assert first.source.actor == second.source.actor


def test_counted_groups_of_different_numbers_are_different() -> None:
    record = ravi.read(
        "چهار نامزد شورا شکایت خود را نوشتند. چهارده نامزد شورا خواستار ابطال رأی‌گیری شدند.\n"
        "چهار نامزد شورا گفتند که منتظر می‌مانند."
    )
    assert [name(record, a.source.actor) for a in record.attributions] == ["چهارده نامزد شورا", "چهار نامزد شورا"]
