"""The published JSON Schema says what the types say, field by field, and holds for records."""

from __future__ import annotations

import dataclasses
import types
import typing
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ravi import record as r
from ravi.record import types as record_types
from ravi.record.json import to_dict

SCHEMA = r.schema()
DEFINITIONS = {
    r.Report: "report",
    r.Repair: "repair",
    r.Mention: "mention",
    r.Office: "office",
    r.Actor: "actor",
    r.TimeExpression: "time",
    r.Quantity: "quantity",
    r.Source: "source",
    r.Cue: "cue",
    r.Content: "content",
    r.Party: "party",
    r.Said: "said",
    r.Attribution: "attribution",
    r.Role: "role",
    r.Voucher: "voucher",
    r.Event: "event",
}


def definition(cls: type) -> dict[str, Any]:
    found: dict[str, Any] = SCHEMA if cls is r.Record else SCHEMA["$defs"][DEFINITIONS[cls]]
    return found


def resolve(node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        node = SCHEMA["$defs"][node["$ref"].removeprefix("#/$defs/")]
    return node


def nullable(node: dict[str, Any]) -> bool:
    node = resolve(node)
    if "anyOf" in node:
        return any(nullable(option) for option in node["anyOf"])
    kind = node.get("type", [])
    return kind == "null" or (isinstance(kind, list) and "null" in kind) or None in node.get("enum", [])


def literals(node: dict[str, Any]) -> set[str] | None:
    node = resolve(node)
    return {value for value in node["enum"] if value is not None} if "enum" in node else None


def parts(hint: Any) -> tuple[bool, Any]:
    """Whether a hint allows None, and the rest of it."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        inner = [a for a in typing.get_args(hint) if a is not type(None)]
        return len(inner) < len(typing.get_args(hint)), inner[0]
    return False, hint


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_type_of_the_record_has_a_definition() -> None:
    there = {
        cls
        for cls in vars(record_types).values()
        if dataclasses.is_dataclass(cls) and cls.__module__ == record_types.__name__
    }
    assert there == {*DEFINITIONS, r.Record}


@pytest.mark.parametrize("cls", [*DEFINITIONS, r.Record], ids=lambda c: c.__name__)
def test_the_schema_has_the_fields_of_the_type(cls: Any) -> None:
    node = definition(cls)
    hints = typing.get_type_hints(cls)
    names = {f.name for f in dataclasses.fields(cls)} - {"why"}
    assert set(node["properties"]) == names
    assert set(node["required"]) == names
    for name in names:
        may_be_none, hint = parts(hints[name])
        shape = node["properties"][name]
        assert nullable(shape) == may_be_none, f"{cls.__name__}.{name}"
        if typing.get_origin(hint) is typing.Literal:
            assert literals(shape) == set(typing.get_args(hint)), f"{cls.__name__}.{name}"


def small() -> r.Record:
    text = "مریم آذرنوش گفت: «پل تازه فردا باز می‌شود.»"
    return r.Record(
        report=r.Report(id="0" * 64, text=text, published="2025-01-17"),
        repairs=(r.Repair((0, 1), "letter", "م", why=("rule",)),),
        sentences=((0, len(text)),),
        actors=(
            r.Actor(
                "A1",
                "person",
                "مریم آذرنوش",
                "Maryam Azarnush",
                "IRN",
                (r.Mention((0, 11), "name"),),
                (r.Office((0, 4), "وزیر", "A1", "ساران"),),
            ),
        ),
        times=(r.TimeExpression("T1", (25, 29), "date", "2025-01-18", "2025-01-18", "2025-01-18", "relative"),),
        quantities=(r.Quantity("Q1", (0, 4), 2.5, None, "more", "تن"),),
        attributions=(
            r.Attribution(
                "a1",
                "direct",
                r.Source((0, 11), "A1", "named"),
                r.Cue((12, 15), "گفتن", "assert"),
                "assert",
                r.Content(((18, 42),)),
                r.Party((0, 4), "A1"),
                r.Party((0, 4)),
                r.Said("T1", "2025-01-17", None, "before"),
                chain=("AUTHOR", "A1"),
                about=("e1",),
                confidence=0.9,
            ),
        ),
        events=(
            r.Event(
                "e1",
                (30, 33),
                "launch",
                "planned",
                ((0, 4),),
                {"event": "SUPPORT", "mode": None, "context": ["diplomatic"]},
                (r.Role("object", (18, 20)),),
                "T1",
                "Q1",
                tense="future",
                vouched_by=(r.Voucher("a1", "CT+"), r.Voucher(None, "Uu")),
            ),
        ),
    )


def test_a_record_holds_to_the_schema() -> None:
    Draft202012Validator(SCHEMA).validate(to_dict(small()))


def test_an_empty_record_holds_to_the_schema() -> None:
    Draft202012Validator(SCHEMA).validate(to_dict(r.Record(report=r.Report(id="0" * 64, text=""))))


def test_a_record_comes_back_from_its_json() -> None:
    assert r.Record.from_json(small().to_json()) == small()
    assert r.Record.from_json(small().to_json(indent=2).encode()) == small()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not JSON"),
        ("[]", "list"),
        ('{"schema": "ravi/9"}', "ravi/9"),
        ('{"schema": "ravi/1"}', "report"),
        ('{"schema": "ravi/1", "report": {"id": 3, "text": ""}}', "record.report.id"),
        ('{"schema": "ravi/1", "report": {"id": "0", "text": ""}, "sentences": [[1]]}', "record.sentences[0]"),
        ('{"schema": "ravi/1", "report": {"id": "0", "text": ""}, "events": [7]}', "record.events[0]"),
    ],
)
def test_what_is_no_record_says_where(text: str, says: str) -> None:
    with pytest.raises(r.RecordError, match=says.replace("[", r"\[")):
        r.Record.from_json(text)


def test_a_lone_surrogate_travels_through_utf8() -> None:
    record = r.Record(report=r.Report(id="0" * 64, text="a\ud800b"))
    assert r.Record.from_json(record.to_json().encode("utf-8")) == record
