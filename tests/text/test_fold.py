from ravi.text import fold


def test_one_spelling_for_all() -> None:
    assert fold("تأمین") == fold("تامين") == "تامین"
    assert fold("خانه‌ای") == fold("خانهای") == fold("خانه‌اي")
    assert fold("خانۀ") == fold("خانهٔ") == fold("خانة") == "خانه"
    assert fold("۱۴۰۳") == fold("١٤٠٣") == fold("1403") == "1403"
    assert fold("کتـــاب") == fold("كتاب") == fold("کِتاب") == "کتاب"
    assert fold("ﻛﺘﺎﺏ") == "کتاب"
    assert fold("TASS") == "tass"
    assert fold("دیدار با") == "دیدار با"
