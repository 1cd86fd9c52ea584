"""The words of the workbench in both languages, from gettext catalogues.

``locale/LANG/LC_MESSAGES/*.po`` are read as one catalogue when they are first asked for, so that a group of
pages can have a file of its own and no compiled copy can lag behind.  The message ids are the English words.
"""

from __future__ import annotations

import functools
import gettext
import io
from importlib import resources
from typing import Literal

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from ravi import lexicon

__all__ = ["LANGS", "Lang", "catalogue", "country"]

Lang = Literal["en", "fa"]
LANGS: tuple[Lang, ...] = ("fa", "en")


@functools.cache
def catalogue(lang: Lang) -> gettext.NullTranslations:
    """The catalogue of one language; a message without a translation comes back as it is."""
    found = gettext.NullTranslations()
    folder = resources.files("ravi.web").joinpath("locale", lang, "LC_MESSAGES")
    for file in sorted(folder.iterdir(), key=lambda file: file.name, reverse=True):
        if file.name.endswith(".po"):
            compiled = io.BytesIO()
            write_mo(compiled, read_po(io.BytesIO(file.read_bytes()), locale=lang))
            compiled.seek(0)
            translations = gettext.GNUTranslations(compiled)
            translations.add_fallback(found)
            found = translations
    return found


@functools.cache
def country(code: str, lang: Lang) -> str:
    """The name of a country from its code of three letters, as CLDR has it; the code where it has none."""
    name = Locale(lang).territories.get(_codes().get(code, ""))
    return str(name) if name else code


@functools.cache
def _codes() -> dict[str, str]:
    return {row["iso3"]: row["iso2"] for row in lexicon.table("export_countries")}
