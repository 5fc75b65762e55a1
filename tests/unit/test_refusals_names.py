"""The name of a refusal is what a machine reads: no two rules share one."""

from collections import Counter

import api  # noqa: F401 - it imports every rule
from domain.errors import DomainError


def every(kind: type[DomainError]) -> list[type[DomainError]]:
    return [kind, *(below for child in kind.__subclasses__() for below in every(child))]


def test_no_two_refusals_have_the_same_name() -> None:
    times = Counter(kind.__name__ for kind in every(DomainError))

    assert [name for name, n in times.items() if n > 1] == []
    assert len(times) > 60
