"""The seeds and all found crashes through their targets, and generated input through each of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.__main__ import blindly, seeds
from tests.fuzz.targets import TARGETS, quietly

HERE = Path(__file__).parent
RUNS = 25

# Structure that bytes alone hardly hit.
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "messages", "text", "id", "date", "name", "items", "url", "schema", "report"])
            | st.text(max_size=5),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)
WORDS = st.sampled_from(
    [
        "AND",
        "OR",
        "NOT",
        "-",
        "(",
        ")",
        '"',
        "«",
        "»",
        "~3",
        "*",
        "speaker:",
        "said:",
        "1403-10..",
        "..",
        "exact:",
        "پل",
        " ",
    ]
)


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_and_cases_give_an_answer(name: str) -> None:
    found = seeds(name)
    assert found, f"{name} has no seed"
    for data in found:
        quietly(TARGETS[name], data)


@pytest.mark.parametrize("name", [name for name in TARGETS if name not in ("text", "any_file", "html")])
def test_changed_seeds(name: str) -> None:
    assert blindly(name, 0.4) > 0


@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes(name: str) -> None:
    @settings(max_examples=RUNS, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
    def run(data: bytes) -> None:
        quietly(TARGETS[name], data)

    run()


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(JSON)
def test_any_json(value: object) -> None:
    import json

    data = json.dumps(value).encode()
    for name in ("telegram", "record", "feed", "table"):
        quietly(TARGETS[name], data)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=30).map("".join))
def test_any_query(text: str) -> None:
    quietly(TARGETS["query"], text.encode())
