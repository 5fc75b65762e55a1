"""Domain values as JSON for the database, and back: one adapter a type."""

from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def _adapter(type_: type) -> TypeAdapter[Any]:
    return TypeAdapter(type_)


def to_json(value: object) -> Any:
    """Plain JSON data of a dataclass."""
    return _adapter(type(value)).dump_python(value, mode="json")


def from_json(type_: type[T], data: object) -> T:
    """The dataclass a JSON value was made from."""
    value: T = _adapter(type_).validate_python(data)
    return value
