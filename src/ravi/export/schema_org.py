"""schema.org in JSON-LD: every statement a Quotation, what only a voice states a Claim.

https://schema.org/Quotation, https://schema.org/Claim
"""

from __future__ import annotations

from typing import Any

from ravi.record import Actor, Attribution, Record

_KINDS = {
    "person": "Person",
    "unnamed": "Person",
    "organization": "Organization",
    "outlet": "NewsMediaOrganization",
    "state": "GovernmentOrganization",
    "group": "Organization",
}


def graph(record: Record) -> dict[str, Any]:
    """The NewsArticle with its quotations and claims as one ``@graph``."""
    report, actors = record.report, {a.id: a for a in record.actors}
    article_id = report.url or f"urn:sha256:{report.id}"
    article: dict[str, Any] = {"@type": "NewsArticle", "@id": article_id, "inLanguage": report.language}
    for key, value in (("headline", report.title), ("datePublished", report.published), ("url", report.url)):
        if value:
            article[key] = value
    if report.outlet:
        article["publisher"] = {"@type": "NewsMediaOrganization", "name": report.outlet}
    items = [_quotation(record, told, actors, article_id) for told in record.attributions if not told.dateline]
    return {"@context": "https://schema.org", "@graph": [article, *items]}


def _quotation(record: Record, told: Attribution, actors: dict[str, Actor], article: str) -> dict[str, Any]:
    text = record.report.text
    item: dict[str, Any] = {
        # A Quotation is somebody's very words; what the reporter tells of them is a Claim.
        "@type": "Quotation" if told.type in ("direct", "continued") else "Claim",
        "@id": f"urn:sha256:{record.report.id}#{told.id}",
        "text": " … ".join(text[a:b] for a, b in told.content.spans),
        "inLanguage": record.report.language,
    }
    item["isPartOf" if item["@type"] == "Quotation" else "appearance"] = {"@id": article}
    if told.said and told.said.begin and told.said.begin == told.said.end:
        item["dateCreated"] = told.said.begin
    who = actors.get(told.source.actor or "")
    if who and who.kind != "document":
        speaker: dict[str, Any] = {"@type": _KINDS[who.kind], "name": who.name}
        if who.latin:
            speaker["alternateName"] = who.latin
        if who.offices and speaker["@type"] == "Person":
            speaker["jobTitle"] = who.offices[0].title
        item["spokenByCharacter" if item["@type"] == "Quotation" else "author"] = speaker
    return item
