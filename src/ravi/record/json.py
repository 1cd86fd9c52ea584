"""The record as JSON and back, field by field from the types, so that the two cannot drift apart."""

from __future__ import annotations

import dataclasses
import functools
import json
import re
import types
import typing
from typing import Any

from ravi.errors import InputError
from ravi.record import types as record_types
from ravi.record.types import Record

_HIDDEN = frozenset({"why"})
_SURROGATE = re.compile("[\ud800-\udfff]")


class RecordError(InputError):
    """The JSON is not a record; the message says where it differs and what was expected."""

    code = "record"


def to_json(record: Record, *, indent: int | None = None) -> str:
    """The record as JSON text that UTF-8 can carry: a lone surrogate is escaped; spans are two-element lists."""
    text = json.dumps(to_dict(record), ensure_ascii=False, indent=indent)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def to_dict(record: Record) -> dict[str, Any]:
    """The record as plain dicts and lists, ``schema`` first."""
    fields: dict[str, Any] = plain(record)
    return {"schema": fields.pop("schema"), **fields}


def from_json(text: str | bytes) -> Record:
    """Read a record back from JSON text; raises RecordError."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise RecordError(f"not JSON: {error}") from None
    return from_dict(data)


def from_dict(data: Any) -> Record:
    """Read a record back from plain dicts; unknown fields are ignored, raises RecordError."""
    if not isinstance(data, dict) or data.get("schema") != "ravi/1":
        found = data.get("schema") if isinstance(data, dict) else type(data).__name__
        raise RecordError(f'not a record: "schema" is {found!r}, expected "ravi/1"')
    record = _build(Record, data, "record")
    assert isinstance(record, Record)
    return record


def plain(value: Any) -> Any:
    """A type of the record as plain dicts and lists, without what is no part of the JSON."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    names = _shown(value.__class__)
    if names is not None:
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


@functools.cache
def _shown(cls: type) -> tuple[str, ...] | None:
    """The fields of a type of the record that are part of the JSON; None for another type."""
    if not dataclasses.is_dataclass(cls):
        return None
    return tuple(field.name for field in dataclasses.fields(cls) if field.name not in _HIDDEN)


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls, vars(record_types))


def _build(hint: Any, data: Any, where: str) -> Any:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        if data is None and type(None) in args:
            return None
        return _build(next(a for a in args if a is not type(None)), data, where)
    if origin is tuple:
        if not isinstance(data, list):
            raise RecordError(f"{where}: expected a list, found {type(data).__name__}")
        if args[-1] is Ellipsis:
            return tuple(_build(args[0], item, f"{where}[{i}]") for i, item in enumerate(data))
        if len(data) != len(args):
            raise RecordError(f"{where}: expected {len(args)} items, found {len(data)}")
        return tuple(_build(a, item, f"{where}[{i}]") for i, (a, item) in enumerate(zip(args, data, strict=True)))
    if origin is typing.Literal:
        if data not in args:
            raise RecordError(f"{where}: {data!r} is none of {', '.join(map(str, args))}")
        return data
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(data, dict):
            raise RecordError(f"{where}: expected an object, found {type(data).__name__}")
        hints = _hints(hint)
        known = {
            f.name: _build(hints[f.name], data[f.name], f"{where}.{f.name}")
            for f in dataclasses.fields(hint)
            if f.name in data and f.name not in _HIDDEN
        }
        try:
            return hint(**known)
        except TypeError as error:
            raise RecordError(f"{where}: {error}") from None
    if origin is dict:
        if not isinstance(data, dict):
            raise RecordError(f"{where}: expected an object, found {type(data).__name__}")
        return data
    if hint is float and isinstance(data, int) and not isinstance(data, bool):
        return data
    if isinstance(hint, type) and (not isinstance(data, hint) or (hint is int and isinstance(data, bool))):
        raise RecordError(f"{where}: expected {hint.__name__}, found {type(data).__name__}")
    return data
