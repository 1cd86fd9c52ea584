"""Invented reports that tell of the same things: copies, two numbers for one cost, a meeting, an accusation, and a
denial, so that the pages of the ledger have something to set side by side."""

from __future__ import annotations

from ravi.ledger import Ledger
from ravi.reader import read

_BRIDGE = (
    "ناهید آذرگون، وزیر راه سورنا، روز شنبه ۲۷ بهمن گفت که پل تازهٔ بندر کاویان تا پایان زمستان باز می‌شود و "
    "هزینهٔ ساخت آن ۴۰۰ میلیارد تومان بوده است."
)
STORIES = (
    (_BRIDGE + " به گفتهٔ او، کارگران شبانه‌روز کار می‌کنند.", "نوروزنامه", "2025-02-15"),
    ("به گزارش نوروزنامه، " + _BRIDGE, "ساحل", "2025-02-16"),
    (
        "بهرام مهرابی، استاندار کاویان، گفت که هزینهٔ ساخت پل تازهٔ بندر کاویان ۶۵۰ میلیارد تومان بوده است.\n"
        "مهرابی افزود: «وزیر راه سورنا به ما پاسخ نداده است.»",
        "ساحل",
        "2025-02-17",
    ),
    (
        "ناهید آذرگون، وزیر راه سورنا، روز یکشنبه ۲۸ بهمن در شهر نیک‌پی "
        "با بهرام مهرابی، استاندار کاویان، دیدار کرد.\n"
        "آذرگون در این دیدار به مهرابی گفت: «پل را با هم می‌سازیم.»\n"
        "مهرابی دولت سورنا را به دخالت در کار بندر متهم کرد.",
        "سپیده",
        "2025-02-18",
    ),
    (
        "روز یکشنبه ۲۸ بهمن ناهید آذرگون، وزیر راه سورنا، در بندر کاویان با بهرام مهرابی دیدار کرد.\n"
        "او گفت که شاید پل در بهار بسته شود. آذرگون تکذیب کرد که سورنا از کاویان پول گرفته است.",
        "نوروزنامه",
        "2025-02-18",
    ),
)
"""Text, outlet, day of publication."""


def fill(ledger: Ledger) -> None:
    """Read the reports, keep them and look for what belongs together."""
    for text, outlet, published in STORIES:
        ledger.add(read(text, outlet=outlet, published=published))
    ledger.relate()
