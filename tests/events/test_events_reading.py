"""Events of invented reports: what is told, by whose word, with whom."""

from __future__ import annotations

import time

import pytest

import ravi
from ravi.reader import Reader
from ravi.record import Event, Record

_IMPLIED = {"demand", "reject", "accuse", "threaten"}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str) -> Record:
    return reader.read(ravi.report(text, published="2024-05-10"))


def of(record: Record, kind: str) -> Event:
    found = [e for e in record.events if e.type == kind]
    assert found, [(e.type, record.report.text[slice(*e.trigger)]) for e in record.events]
    return found[0]


def surface(record: Record, event: Event, role: str) -> str:
    return " ".join(record.report.text[slice(*r.span)] for r in event.roles if r.role == role)


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("پلیس شهر کهن‌دژ سه نفر را بازداشت کرد.", "arrest", "happened"),
        ("پلیس شهر کهن‌دژ سه نفر را بازداشت نکرد.", "arrest", "denied"),
        ("وزیر کشاورزی فردا به ترکیه سفر خواهد کرد.", "travel", "planned"),
        ("وزیر کشاورزی ممکن است به ترکیه سفر کند.", "travel", "possible"),
        ("وزیر کشاورزی قرار است به ترکیه سفر کند.", "travel", "planned"),
        ("ارتش می‌تواند نیروهای خود را در مرز مستقر کند.", "mobilize", "possible"),
        ("بهرام کاوه‌نیا گفت: «ارتش به روستا حمله کرد.»", "attack", "alleged"),
        ("بهرام کاوه‌نیا گفت که ارتش به روستا حمله خواهد کرد.", "attack", "planned"),
        ("پس از حمله ارتش به روستا، مدرسه تعطیل شد.", "attack", "happened"),
        ("وزیر کشاورزی برای امضای قرارداد گندم وارد آنکارا شد.", "sign", "planned"),
        ("قاضی او را به حبس محکوم کرد و سه متهم در این پرونده به اتهام قتل محاکمه شدند.", "kill", "alleged"),
    ],
)
def test_status(reader: Reader, text: str, kind: str, status: str) -> None:
    assert of(read(reader, text), kind).status == status


def test_what_only_a_voice_claims_never_happened(reader: Reader) -> None:
    record = read(
        reader,
        "سخنگوی حزب راه سبز مدعی شد که دولت سه معترض را کشته است.\n"
        "به گفته او، دویست نفر بازداشت شده‌اند. او افزود: «ماموران به دانشگاه حمله کردند و ما را کتک زدند.»",
    )
    told = [e for e in record.events if e.type not in _IMPLIED]
    assert {e.type for e in told} >= {"kill", "arrest", "attack"}
    for event in told:
        assert event.status == "alleged"
        assert event.vouched_by and all(v.attribution is not None for v in event.vouched_by)


def test_roles_by_their_prepositions(reader: Reader) -> None:
    record = read(reader, "شرکت آبگینه صد دستگاه کامیون را به ترکیه تحویل داد.")
    event = of(record, "transfer")
    assert "شرکت آبگینه" in surface(record, event, "agent")
    assert "کامیون" in surface(record, event, "object")
    assert "ترکیه" in surface(record, event, "recipient")
    assert event.plover == {"event": "COOPERATE", "mode": None, "context": []}


def test_light_verb_apart_from_its_noun(reader: Reader) -> None:
    record = read(reader, "وزیر کشاورزی روز شنبه وارد مسکو شد.")
    event = of(record, "travel")
    assert record.report.text[slice(*event.trigger)] == "وارد"
    assert "مسکو" in surface(record, event, "destination")


def test_a_passive_subject_undergoes(reader: Reader) -> None:
    record = read(reader, "سه کارگر معدن زغال‌سنگ در این حادثه کشته شدند.")
    event = of(record, "kill")
    assert "کارگر" in surface(record, event, "object")
    assert not surface(record, event, "agent")


def test_further_mentions_are_one_event(reader: Reader) -> None:
    record = read(
        reader,
        "وزیر کشاورزی روز شنبه با همتای ترکیه‌ای خود دیدار کرد.\nاین دیدار دو ساعت طول کشید.",
    )
    meetings = [e for e in record.events if e.type == "meet"]
    assert len(meetings) == 1 and len(meetings[0].mentions) == 1


@pytest.mark.parametrize(
    "text",
    [
        "هوای تهران سرد است و قیمت نان بالا رفته است.",
        "بهرام کاوه‌نیا در گفت‌وگو با خبرگزاری مهر گفت هوا سرد است.",
        "پهپادهای ساخت ترکیه گران‌اند.",
        "مردم باید با یکدیگر همکاری کنند.",
    ],
)
def test_states_and_settings_are_no_events(reader: Reader, text: str) -> None:
    assert [e.type for e in read(reader, text).events if e.type not in _IMPLIED] == []


def test_lost_half_spaces_change_nothing(reader: Reader) -> None:
    clean = "نیروهای ارتش سه روستا را بمباران کرده‌اند و دو نفر کشته شده‌اند."
    crawled = clean.replace("\u200c", "").replace("ی", "ي").replace("ک", "ك")
    assert [e.type for e in read(reader, clean).events] == [e.type for e in read(reader, crawled).events]


def test_an_accusation_follows_from_the_telling(reader: Reader) -> None:
    record = read(reader, "بهرام کاوه‌نیا شهرداری را به دروغ‌گویی متهم کرد.")
    event = of(record, "accuse")
    assert event.status == "happened" and "بهرام کاوه‌نیا" in surface(record, event, "agent")


def test_the_same_text_gives_the_same_events_and_spans_lie_inside(reader: Reader) -> None:
    text = "ارتش به روستا حمله کرد. «این حمله" * 30 + "\n" + "» بازداشت شد را به به با" * 20
    one, two = read(reader, text), read(reader, text)
    assert one.events == two.events
    for event in one.events:
        for start, end in (event.trigger, *event.mentions, *(r.span for r in event.roles)):
            assert 0 <= start < end <= len(text)
        assert event.why


def test_cost_grows_with_length(reader: Reader) -> None:
    from ravi import actors, attributions, language, quantities, times
    from ravi import events as floor

    def cost(text: str) -> float:
        analysis = language.analyse(text)
        cast = actors.find(analysis)
        dates = times.find(analysis, published=None)
        numbers = quantities.find(analysis, dates)
        told = attributions.find(analysis, cast, dates)
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            floor.find(analysis, cast, dates, numbers, told)
            best = min(best, time.process_time() - start)
        return best

    line = "ارتش روز شنبه به روستا حمله کرد و سه نفر را بازداشت کرد. او گفت این حمله ادامه خواهد داشت.\n"
    assert cost(line * 240) < 3.2 * cost(line * 120) + 0.05
