"""The published contract is in Spanish, and shows of every body one that would be taken."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute
from pydantic import TypeAdapter

from api import ROUTERS
from schemas.examples import examples
from tests.support import World
from web.acts import ACTS

ENGLISH = re.compile(
    r"\b(the|of|and|how|what|who|when|with|which|successful|response|validation error)\b", re.IGNORECASE
)
TOLD = ("description", "summary")


@pytest.fixture
async def contract(world: World) -> dict[str, Any]:
    found: dict[str, Any] = (await world.api.get("/openapi.json")).json()
    return found


def said(value: Any) -> Iterator[str]:
    """Every sentence of a contract."""
    if isinstance(value, list):
        for item in value:
            yield from said(item)
    if isinstance(value, dict):
        yield from (x for name, x in value.items() if name in TOLD and isinstance(x, str))
        for item in value.values():
            yield from said(item)


def test_every_sentence_is_in_spanish(contract: dict[str, Any]) -> None:
    assert [sentence for sentence in said(contract) if ENGLISH.search(sentence)] == []


def test_every_act_is_in_it(contract: dict[str, Any]) -> None:
    assert set(contract["paths"]) >= {f"/api/v1/pqrsd/{{radicado}}/{act.path}" for act in ACTS}


def test_every_body_has_an_example_that_would_be_taken(contract: dict[str, Any]) -> None:
    routes = [x for router in ROUTERS for x in router.routes if isinstance(x, APIRoute) and x.include_in_schema]
    bodies = [(route, route.body_field.field_info.annotation) for route in routes if route.body_field]

    for route, model in bodies:
        [shown] = _examples(contract, route)
        assert model is not None
        TypeAdapter[Any](model).validate_json(json.dumps(shown))

    assert len(bodies) > 40


def _examples(contract: dict[str, Any], route: APIRoute) -> list[Any]:
    method = next(iter(route.methods or ()))
    schema = contract["paths"][route.path][method.lower()]["requestBody"]["content"]["application/json"]["schema"]
    named = contract["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    found: list[Any] = named.get("examples", [])
    return found


def test_no_example_is_of_a_body_that_is_not_taken(contract: dict[str, Any]) -> None:
    assert set(examples()) <= set(contract["components"]["schemas"])
