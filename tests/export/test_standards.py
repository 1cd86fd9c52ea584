"""The exports that have a reader of their own standard, read by it."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from ravi.export import (
    FORMATS,
    bibtex,
    collection,
    conllu,
    csl,
    entities,
    gexf,
    graph,
    graphml,
    network,
    rows,
    to_doc,
    turtle,
)
from ravi.language.conllu import to_conllu
from ravi.record import Record, Span

rdflib = pytest.importorskip("rdflib")
HERE = Path(__file__).parent


def written(name: str, records: list[Record]) -> bytes:
    out = io.BytesIO()
    FORMATS[name].write(records, out)
    return out.getvalue()


# PROV-O

DOMAINS = {
    "used": ("Activity", "Entity"),
    "wasAssociatedWith": ("Activity", "Agent"),
    "wasAttributedTo": ("Entity", "Agent"),
    "wasGeneratedBy": ("Entity", "Activity"),
    "wasQuotedFrom": ("Entity", "Entity"),
    "wasDerivedFrom": ("Entity", "Entity"),
    "specializationOf": ("Entity", None),
    "actedOnBehalfOf": ("Agent", "Agent"),
    "wasInfluencedBy": (None, None),
    "qualifiedAssociation": ("Activity", "Association"),
    "qualifiedDerivation": ("Entity", "Derivation"),
    "agent": ("Association", "Agent"),
    "entity": ("Derivation", "Entity"),
    "hadRole": ("Association", "Role"),
    "value": ("Entity", None),
}
"""Domain and range of what is used, from the tables of PROV-O; None where they are not of PROV or not one."""
AGENTS = {"Person", "Organization", "SoftwareAgent"}


def test_prov_is_turtle_and_keeps_to_the_domains_of_prov_o(record: Record, read: list[Record]) -> None:
    found = rdflib.Graph().parse(data=written("prov", [record, *read]), format="turtle")
    prov = rdflib.PROV
    known = {str(term) for term in dir(prov)}

    def kinds(node: Any) -> set[str]:
        names = {str(kind).rpartition("#")[2] for kind in found.objects(node, rdflib.RDF.type)}
        return names | ({"Agent"} if names & AGENTS else set())

    for subject, predicate, value in found:
        for term in (predicate, value):
            if str(term).startswith(str(prov)):
                assert str(term) in known, term
        if str(predicate).startswith(str(prov)):
            domain, reach = DOMAINS[str(predicate).rpartition("#")[2]]
            assert domain is None or domain in kinds(subject), (subject, predicate)
            assert reach is None or reach in kinds(value), (predicate, value)
    assert len(set(found.subjects(rdflib.RDF.type, prov.Person))) == sum(
        actor.kind == "person" for each in (record, *read) for actor in each.actors
    )


def test_prov_tells_who_vouches_for_whom(record: Record) -> None:
    found = rdflib.Graph().parse(data="".join(turtle([record])), format="turtle")
    answer = found.query(
        """SELECT ?words ?name ?depth WHERE {
             ?statement prov:value ?words ; prov:wasQuotedFrom ?report ; prov:wasGeneratedBy ?telling .
             ?telling prov:qualifiedAssociation [ prov:agent [ foaf:name ?name ] ;
                                                  prov:hadRole [ ravi:depth ?depth ] ] .
           } ORDER BY ?words ?depth"""
    )
    told = [(str(words), str(name), int(depth)) for words, name, depth in answer if name.language != "fa-Latn"]
    assert ("راه باز است … ما ماندیم", "ناهید آذرگون", 1) in told and told[0][1:] == ("نوروزنامه", 0)
    assert "".join(turtle([record])) == "".join(turtle([record]))


# JSON-LD


def expanded(document: dict[str, Any], context: object) -> Any:
    """The expansion by the JSON-LD processor, its context from here instead of the network."""
    jsonld = pytest.importorskip("pyld").jsonld

    def load(url: str, options: object) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": url, "document": context, "contentType": "application/ld+json"}

    return jsonld.expand(document, {"documentLoader": load})


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_web_annotation_is_json_ld_that_says_the_same_as_rdf(record: Record, read: list[Record]) -> None:
    context = json.loads((HERE / "anno.jsonld").read_text(encoding="utf-8"))
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    for each in (record, *read):
        (whole,) = expanded(collection(each), context)
        found = rdflib.Graph().parse(data=json.dumps(whole), format="json-ld")
        annotations = set(found.subjects(rdflib.RDF.type, oa.Annotation))
        assert len(annotations) == len(each.attributions) + len(each.times) + len(each.events)
        for note in annotations:
            # The model: one or more targets, here each with a source and both selectors.
            for target in found.objects(note, oa.hasTarget):
                assert len(set(found.objects(target, oa.hasSource))) == 1
                selectors = set(found.objects(target, oa.hasSelector))
                (place,) = (s for s in selectors if (s, rdflib.RDF.type, oa.TextPositionSelector) in found)
                (quote,) = (s for s in selectors if (s, rdflib.RDF.type, oa.TextQuoteSelector) in found)
                start, end = (int(found.value(place, oa[name])) for name in ("start", "end"))
                assert each.report.text[start:end] == str(found.value(quote, oa.exact))
            assert found.value(note, oa.motivatedBy) in (oa.identifying, oa.tagging)


SCHEMA_ORG = {
    "NewsArticle": {"headline", "datePublished", "url", "inLanguage", "publisher"},
    "Quotation": {"text", "inLanguage", "isPartOf", "dateCreated", "spokenByCharacter"},
    "Claim": {"text", "inLanguage", "appearance", "dateCreated", "author"},
    "Person": {"name", "alternateName", "jobTitle"},
    "Organization": {"name", "alternateName"},
    "NewsMediaOrganization": {"name", "alternateName"},
    "GovernmentOrganization": {"name", "alternateName"},
}
"""What schema.org lets each type have, of what is written."""


def test_schema_org_uses_each_property_where_it_belongs(record: Record, read: list[Record]) -> None:
    space = "https://schema.org/"

    def check(node: dict[str, Any]) -> None:
        kind = node.get("@type", [None])[0]
        if kind is None:  # a reference
            assert set(node) == {"@id"}
            return
        for key, values in node.items():
            if not key.startswith("@"):
                assert key.removeprefix(space) in SCHEMA_ORG[kind.removeprefix(space)], (kind, key)
                for value in values:
                    if "@value" not in value:
                        check(value)

    for each in (record, *read):
        for node in expanded(graph(each), {"@context": {"@vocab": space}}):
            check(node)


# FollowTheMoney


def test_followthemoney_takes_every_entity_whole(record: Record, read: list[Record]) -> None:
    ftm = pytest.importorskip("followthemoney")
    lines = written("ftm", [record, *read]).decode().splitlines()
    found: dict[str, Any] = {}
    for line in lines:
        data = json.loads(line)
        schema = ftm.model.get(data["schema"])
        assert schema.validate(data) is None
        # Cleaning and checking again, FollowTheMoney drops no value, and of a value the half-spaces at the most.
        again = ftm.model.get_proxy(data, cleaned=False).to_dict()["properties"]
        assert {k: {v.replace("\u200c", "") for v in values} for k, values in again.items()} == {
            k: {v.replace("\u200c", "") for v in values} for k, values in data["properties"].items()
        }
        proxy = ftm.model.get_proxy(data)
        found[proxy.id] = found[proxy.id].merge(proxy) if proxy.id in found else proxy
    assert {proxy.schema.name for proxy in found.values()} >= {
        "Article", "Person", "Organization", "PublicBody", "Position", "Occupancy", "Event", "Mention", "Note",
    }  # fmt: skip
    for proxy in found.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert value in found and found[value].schema.is_a(prop.range), (proxy, prop)


def test_an_event_never_loses_its_status_and_one_word_is_nobody_in_particular(record: Record) -> None:
    found = list(entities([record]))
    event = next(e for e in found if e["schema"] == "Event")
    assert event["properties"]["name"] == ["گشایش یافت (launch, alleged)"]
    assert "status: alleged" in event["properties"]["notes"]
    assert len({e["id"] for e in entities([record, record]) if e["schema"] == "Person"}) == 1


# CoNLL-U


def test_conllu_gives_every_layer_back(record: Record, read: list[Record]) -> None:
    reader = pytest.importorskip("conllu")
    for each in (record, *read):
        spans: dict[tuple[str, str], list[Span]] = {}
        sentences = reader.parse(conllu(each))
        for sentence in sentences:
            heads = [token["head"] for token in sentence if isinstance(token["id"], int)]
            assert heads.count(0) == 1
            for token in sentence:
                misc = token["misc"] or {}
                for layer, names in misc.items():
                    for name in names.split(",") if layer[0].isupper() and ":" in str(names) else ():
                        ident, _, tag = name.rpartition(":")
                        place = int(misc["start_char"]), int(misc["end_char"])
                        held = spans.setdefault((layer, ident), [])
                        if tag == "B":
                            held.append(place)
                        else:
                            held[-1] = held[-1][0], place[1]
        for told in each.attributions:
            assert told.cue is None or overlap(spans["Cue", told.id], [told.cue.span])
            assert overlap(spans["Content", told.id], told.content.spans)
        for event in each.events:
            assert overlap(sorted(spans["Event", event.id]), sorted([event.trigger, *event.mentions]))
        assert sentences[0].metadata["newdoc id"] == each.report.id


def overlap(found: list[Span], wanted: Any) -> bool:
    """Whether words cover exactly the spans that were wanted, up to the ends of words."""
    return len(found) == len(wanted) and all(
        (a <= c < b and a < d <= b) or (c <= a and b <= d) for (a, b), (c, d) in zip(found, wanted, strict=True)
    )


def test_conllu_has_the_columns_of_parse(record: Record) -> None:
    from ravi.language import analyse

    plain = [line.split("\t")[:9] for line in to_conllu(analyse(record.report.text)).splitlines() if "\t" in line]
    assert [line.split("\t")[:9] for line in conllu(record).splitlines() if "\t" in line] == plain


# Graphs and citations


def test_networkx_reads_graphml_and_gexf(read: list[Record]) -> None:
    networkx = pytest.importorskip("networkx")
    found = network(read)
    for graphs in (
        networkx.read_graphml(io.BytesIO(graphml(found).encode()), force_multigraph=True),
        networkx.read_gexf(io.BytesIO(gexf(found).encode()), version="1.3"),
    ):
        assert set(graphs.nodes) == set(found.nodes) and graphs.number_of_edges() == len(found.edges)
        for name, facts in graphs.nodes(data=True):
            assert facts["label"] == found.nodes[name].name
        weights = sorted(int(facts["weight"]) for _, _, facts in graphs.edges(data=True))
        assert weights == sorted(edge.weight for edge in found.edges.values())


def test_bibtex_is_read_by_its_parser(record: Record, read: list[Record]) -> None:
    parser = pytest.importorskip("bibtexparser")
    library = parser.parse_string(bibtex([record, *read]))
    assert not library.failed_blocks
    found = library.entries_dict
    assert len(found) == len({each.report.id for each in (record, *read)})
    for each in read:
        entry = found[f"ravi-{each.report.id[:12]}"]
        assert (entry["url"], entry["date"]) == (each.report.url, each.report.published)
    for item, each in zip(csl(read), read, strict=True):
        assert item["URL"] == each.report.url and json.loads(json.dumps(item)) == item


# spaCy


def test_a_doc_carries_the_record_and_its_spans(record: Record, read: list[Record]) -> None:
    pytest.importorskip("spacy")
    for each in (record, read[0]):
        doc = to_doc(each)
        assert doc.text == each.report.text and doc._.ravi == each
        contents = [span for told in each.attributions for span in told.content.spans]
        spans = doc.spans["ravi.content"]
        assert len(spans) == len(contents)
        for span, (start, end) in zip(spans, contents, strict=True):
            assert span.start_char <= start and end <= span.end_char
            assert span._.ravi in each.attributions and span.id_ == span._.ravi.id


def test_ravi_is_a_component_of_a_pipeline() -> None:
    pytest.importorskip("spacy")
    import ravi.export.spacy_doc
    from ravi.language import load

    nlp = load()
    nlp.add_pipe("ravi", config={"published": "2025-01-17"})
    doc = nlp("ناهید آذرگون، وزیر راه سورنا، دیروز گفت که راه باز است.")
    (told,) = doc._.ravi.attributions
    assert told.said is not None and told.said.begin == "2025-01-16"
    assert ravi.export.spacy_doc.LAYERS


# Archives of files


def test_several_reports_make_an_archive_and_one_a_file(read: list[Record]) -> None:
    assert written("timex3", read[:1]).startswith(b"<TimeML>") and written("brat", read[:1]).startswith(b"T1\t")
    for name in ("brat", "timex3"):
        with zipfile.ZipFile(io.BytesIO(written(name, read))) as archive:
            names = archive.namelist()
            assert sum(n.endswith(FORMATS[name].ending) for n in names) == len(read)
            if name == "timex3":
                for each in names:
                    ElementTree.fromstring(archive.read(each))
            else:
                assert {n.removesuffix(".ann") for n in names if n.endswith(".ann")} == {
                    n.removesuffix(".txt") for n in names if n.endswith(".txt")
                }
        assert written(name, read) == written(name, read)


# Excel and LibreOffice


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """What LibreOffice makes of a file: its sheet as rows of text."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not here")
    folder = tmp_path_factory.mktemp("office")

    def convert(name: str, data: bytes, to: str, *given: str) -> bytes:
        (folder / name).write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            *given,
            "--convert-to",
            to,
        ]
        subprocess.run(
            [*command, "--outdir", str(folder / "out"), str(folder / name)],
            check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(folder)},
        )  # fmt: skip
        ending = to.partition(":")[0]
        return (folder / "out" / name).with_suffix(f".{ending}").read_bytes()

    yield convert


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_libreoffice_opens_it_with_every_cell_as_it_is(office: Any, record: Record, name: str) -> None:
    # For reading CSV and for writing it: comma, quotation mark, UTF-8.  In its window LibreOffice asks, with UTF-8
    # filled in where the file has its mark; without a window it must be told.
    form, options = "csv:Text - txt - csv (StarCalc)", "44,34,76,1,,0,false,false"
    given = [f"--infilter=CSV:{options}"] if name == "csv" else []
    sheet = office(f"a.{name}", written(name, [record]), f"{form}:{options}", *given)
    head, *found = list(csv.reader(io.StringIO(sheet.decode("utf-8-sig"))))
    for line, row in zip(found, rows([record]), strict=True):
        cells = dict(zip(head, line, strict=True))
        assert (cells["speaker"], cells["words"], cells["chain"]) == (row.speaker, row.words, row.chain)
        assert cells["title"].lstrip("'") == row.title, "a formula was calculated"
        assert (cells["said_solar"], cells["published"]) == (row.said_solar, row.published)


def test_libreoffice_keeps_the_sheet_from_right_to_left(office: Any, record: Record) -> None:
    flat = office("b.xlsx", written("xlsx", [record]), "fods").decode()
    assert 'style:writing-mode="rl-tb"' in flat
    assert "table:formula" not in flat
