"""REST: every call is described by an example that holds, errors have one shape, strange requests break nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from ravi.intake.fetch import Fetcher
from ravi.record.shape import schema as record_schema
from ravi.web import application

HERE = "http://127.0.0.1:8403"
TEXT = (
    "ناهید آذرگون، وزیر راه سورنا، روز جمعه ۲۸ دی گفت: «این پل را با کمک مردم ساخته‌ایم.» "
    "فرهاد سپهری گفت که ۵۰۰ نفر در گشایش پل با آذرگون دیدار کردند."
)
KEPT = {"text": TEXT, "published": "2025-01-17", "outlet": "نوروزنامه", "keep": True}


def filled(folder: Path) -> Any:
    app = application(folder / "ravi.db")
    # Whatever is asked here, nothing goes out: no name is known.
    app.state.desk.fetcher = Fetcher(look_up=lambda *_: [])
    client = TestClient(app, base_url=HERE)
    assert client.post("/api/v1/read", json=KEPT).status_code == 200
    assert (
        client.post("/api/v1/corrections", json={"report": 1, "item": "a1", "action": "right"}).status_code == 201
    )
    return app


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return filled(tmp_path_factory.mktemp("api"))


@pytest.fixture(scope="module")
def client(app: Any) -> Iterator[TestClient]:
    yield TestClient(app, base_url=HERE)


@pytest.fixture(scope="module")
def described(client: TestClient) -> Any:
    return client.get("/api/v1/openapi.json").json()


def operations(described: Any) -> Iterator[tuple[str, str, Any]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def holds(described: Any, schema: Any, value: Any) -> None:
    jsonschema.Draft202012Validator({**schema, "components": described["components"]}).validate(value)


def test_every_call_is_described_with_an_example_that_holds(described: Any) -> None:
    calls = list(operations(described))
    assert len(calls) >= 14
    for method, path, operation in calls:
        name = f"{method} {path}"
        assert operation["summary"] and operation["description"], name
        good = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
        for media, content in good["content"].items():
            assert "example" in content, f"{name} shows no {media}"
            if media == "application/json":
                holds(described, content["schema"], content["example"])
        for status, answer in operation["responses"].items():
            if not status.startswith("2"):
                assert answer["content"]["application/json"]["schema"]["$ref"].endswith("/Problem"), (
                    f"{name} {status}"
                )
        for parameter in operation.get("parameters", ()):
            assert parameter["schema"].get("examples") or parameter.get("example"), f"{name}: {parameter['name']}"


def test_every_example_of_a_call_can_be_asked(described: Any, client: TestClient) -> None:
    for method, path, operation in operations(described):
        if method != "get":
            continue
        query = {}
        statement = client.get("/api/v1/search").json()["hits"][0]["statement"]
        for parameter in operation.get("parameters", ()):
            value = parameter["schema"]["examples"][0]
            if parameter["in"] == "path":
                value = f"s{statement}" if value == "s1" else value
                value = statement if parameter["name"] == "statement" else value
                path = path.replace("{" + parameter["name"] + "}", str(value))
            elif parameter["name"] not in ("outlet", "place", "type"):
                query[parameter["name"]] = value
        answer = client.get(path, params=query)
        assert answer.status_code == 200, (path, answer.text[:300])
        schema = operation["responses"]["200"]["content"].get("application/json", {}).get("schema")
        if schema:
            holds(described, schema, answer.json())


def test_the_record_is_the_published_one(client: TestClient) -> None:
    jsonschema.validate(client.get("/api/v1/records/1").json(), record_schema())


def test_pages_follow_one_another(client: TestClient) -> None:
    first = client.get("/api/v1/search", params={"limit": 1}).json()
    second = client.get("/api/v1/search", params={"limit": 1, "offset": 1}).json()
    assert first["total"] == second["total"] >= 2 and first["hits"] != second["hits"]
    assert second["offset"] == 1
    entities = client.get("/api/v1/entities", params={"name": "آذرگون"}).json()
    assert entities["total"] == 1 and entities["items"][0]["name"] == "ناهید آذرگون"
    assert client.get(f"/api/v1/entities/{entities['items'][0]['entity']}").json()["offices"][0]["title"]
    assert client.get("/api/v1/reports").json()["items"][0]["outlet"] == "نوروزنامه"
    assert client.get("/api/v1/reports", params={"outlet": "x"}).json()["total"] == 0


def test_a_statement_its_spread_and_its_time(client: TestClient) -> None:
    hit = client.get("/api/v1/search", params={"q": "speaker:آذرگون"}).json()["hits"][0]
    assert client.get(f"/api/v1/statements/{hit['statement']}").json() == hit
    assert client.get("/api/v1/statements/7").status_code == 404
    spread = client.get("/api/v1/facets", params={"q": "speaker:آذرگون"}).json()
    assert [share["value"] for share in spread["speakers"]] == ["ناهید آذرگون"]
    assert spread["outlets"][0]["value"] == "نوروزنامه" and spread["solar_months"][0]["value"] == "1403-10"
    time = client.get("/api/v1/timeline", params={"q": "speaker:آذرگون", "each": 1}).json()
    assert time["total"] == 1 and time["items"][0]["label"] == "1403-10" and len(time["items"][0]["hits"]) == 1
    days = client.get("/api/v1/timeline", params={"by": "day", "calendar": "gregorian"}).json()
    assert days["items"][0]["begin"] == days["items"][0]["end"] == "2025-01-17"
    assert client.get("/api/v1/facets", params={"q": "nosuch:a"}).status_code == 400


def test_a_file_is_kept(client: TestClient) -> None:
    answer = client.post("/api/v1/reports", files={"file": ("r.txt", (TEXT + " پایان.").encode())})
    assert answer.status_code == 201
    (key,) = answer.json()["reports"]
    assert client.get(f"/api/v1/reports/{key}").json()["origin"] == "r.txt"


def test_a_search_is_kept_and_asked_by_its_name(client: TestClient) -> None:
    assert client.put("/api/v1/searches/پل", json={"query": "speaker:آذرگون"}).status_code == 200
    assert {"name": "پل", "query": "speaker:آذرگون"} in client.get("/api/v1/searches").json()
    assert client.get("/api/v1/search", params={"q": "@پل"}).json()["total"] >= 1
    assert client.put("/api/v1/searches/بد", json={"query": "nosuch:a"}).status_code == 400
    assert client.delete("/api/v1/searches/پل").json()["query"] == "speaker:آذرگون"
    assert client.delete("/api/v1/searches/پل").status_code == 404


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl", "graphml"])
def test_exports(client: TestClient, form: str) -> None:
    answer = client.get(f"/api/v1/exports/{form}", params={"q": "speaker:آذرگون"})
    assert answer.status_code == 200 and answer.content
    assert answer.headers["content-disposition"].startswith("attachment; filename=")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "/api/v1/reports/99", 404, "ledger"),
        ("get", "/api/v1/records/99", 404, "ledger"),
        ("get", "/api/v1/entities/99", 404, "ledger"),
        ("get", "/api/v1/compare/s99", 404, "ledger"),
        ("get", "/api/v1/nothing", 404, "not_found"),
        ("get", "/api/v1/search?q=nosuch:a", 400, "query"),
        ("get", "/api/v1/search?limit=0", 422, "invalid"),
        ("get", "/api/v1/exports/papyrus", 422, "invalid"),
        ("get", "/api/v1/reports/99999999999999999999", 422, "invalid"),
        ("post", "/api/v1/read", 422, "invalid"),
        ("delete", "/api/v1/reports", 405, "method"),
        ("post", "/api/v1/reports", 400, "input"),
    ],
)
def test_errors_have_one_shape(client: TestClient, method: str, path: str, status: int, code: str) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status, answer.text
    error = answer.json()["error"]
    assert error["code"] == code and error.keys() == {"code", "message", "where", "hint"} and error["message"]


CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
def test_strange_requests_break_nothing(tmp_path: Path, mode: GenerationMode) -> None:
    """schemathesis makes requests from the description, right ones and wrong ones; every answer is as described."""
    here = {"host": "127.0.0.1"}
    asked = schemathesis.openapi.from_asgi("/api/v1/openapi.json", filled(tmp_path), headers=here)
    calls = 0
    for found in asked.get_all_operations():
        operation = found.ok()  # type: ignore[union-attr]

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=8, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def ask(case: Any) -> None:
            case.call_and_validate(checks=CHECKS, headers=here)

        with contextlib.suppress(Unsatisfiable):  # a call that takes nothing cannot be asked wrongly
            ask()
        calls += 1
    assert calls >= 14
