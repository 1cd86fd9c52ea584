"""A text says which language it is in; Persian is what Ravi reads."""

from __future__ import annotations

import pytest

from ravi.text.tongue import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("وزیر راه سورنا گفت که پل تازه باز شد.", "fa"),
        ("وزير راه گفت كه پل تازه باز شد و اين در حالي است", "fa"),
        ("گفتگو", "fa"),
        ("رئیس‌جمهور وعده داد زندانیان آزاد شوند.", "fa"),
        ("تأکید مؤثر رئیس دانشگاه", "fa"),
        ("گزارش: https://example.org/a/very/long/address وزیر راه در این باره گفت", "fa"),
        ("قال الرئيس في بيان إن الحكومة مستعدة للتفاوض مع جميع الأطراف", "ar"),
        ("وزیر خارجہ نے کہا ہے کہ ملک امن چاہتا ہے", "ur"),
        ("The minister said on Friday that the bridge was open.", "en"),
        ("Le ministre est dans la rue pour les enfants", "fr"),
        ("سەرۆک وەزیران لە هەولێر", "und"),
        ("", "und"),
        ("۱۲۳ 456", "und"),
        ("🙂🙂 !؟", "und"),
        ("\u064b\u064c\u064d", "und"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language
