"""From a template and its values to the answer: every page of the workbench is made by :func:`show`."""

from __future__ import annotations

import functools
from typing import Any
from urllib.parse import urlsplit

import jinja2
from fastapi.responses import HTMLResponse
from starlette.requests import Request

from ravi.errors import RaviError
from ravi.export.digest import closed
from ravi.export.wording import Wording
from ravi.ledger import Hit
from ravi.web.desk import desk, lang_of, user_of
from ravi.web.language import Lang, catalogue, country
from ravi.web.saying import fault, said

__all__ = ["pieces", "show"]


def show(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """The page that a template of ``templates/`` makes of ``values``.

    Beside them a template knows ``_`` and ``ngettext``, ``lang`` and ``dir``, ``words`` (the vocabulary of the
    record: ``words("act.deny")``, ``words.number(3)``, ``words.days(begin, end)``), ``user``, ``path`` and ``here``
    (the address with its query).
    """
    lang = lang_of(request)
    query = request.url.query
    context: dict[str, Any] = {
        "lang": lang,
        "dir": "ltr" if lang == "en" else "rtl",
        "words": Wording(lang),
        "user": user_of(request),
        "session": desk(request).door is not None and user_of(request).name != "",
        "path": request.url.path,
        "here": request.url.path + (f"?{query}" if query else ""),
        "error": None,
        **values,
    }
    if isinstance(context["error"], RaviError):
        context["error"] = fault(context["error"], lang)
    return HTMLResponse(_environment(lang).get_template(template).render(context), status_code=status)


@functools.cache
def _environment(lang: Lang) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("ravi.web"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    words = catalogue(lang)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        words.gettext, words.ngettext, newstyle=True, pgettext=words.pgettext, npgettext=words.npgettext
    )
    environment.filters["pieces"] = pieces
    environment.filters["closed"] = closed
    environment.filters["said"] = functools.partial(said, lang=lang)
    environment.filters["country"] = functools.partial(country, lang=lang)
    environment.filters["web_address"] = _web_address
    return environment


def _web_address(url: str | None) -> bool:
    """Whether an address that a page gave as its own may be linked to: «javascript:» is one that may not."""
    return bool(url) and urlsplit(str(url)).scheme in ("http", "https")


def pieces(hit: Hit) -> list[tuple[str, bool]]:
    """The content of a statement cut where what a query matched begins and ends; True for what matched."""
    cut, at = [], 0
    for start, end in hit.marks:
        cut += [(hit.content[at:start], False), (hit.content[start:end], True)]
        at = end
    return [piece for piece in [*cut, (hit.content[at:], False)] if piece[0]]
