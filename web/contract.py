"""The published contract: what the framework writes of the API, in Spanish and with an example of each body."""

from collections.abc import Callable
from functools import cache
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from schemas.examples import examples

DONE = {"200": "Hecho", "201": "Creado", "202": "En curso: repita la solicitud para saber cómo va"}
BY_THE_FRAMEWORK = "Successful Response"


def of(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """What gives the contract of an application, worked out once."""

    @cache
    def contract() -> dict[str, Any]:
        written = get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes)
        for operation in (one for path in written["paths"].values() for one in path.values()):
            _tell_outcomes(operation["responses"])
        for name, schema in written["components"]["schemas"].items():
            _tell(name, schema)
        return written

    return contract


def _tell_outcomes(responses: dict[str, Any]) -> None:
    for status, response in responses.items():
        if response["description"] == BY_THE_FRAMEWORK:
            response["description"] = DONE[status]


def _tell(name: str, schema: dict[str, Any]) -> None:
    """An example where there is one; of an enumeration, its words say all."""
    if name in examples() and "examples" not in schema:
        schema["examples"] = [examples()[name]]
    if "enum" in schema:
        schema.pop("description", None)
