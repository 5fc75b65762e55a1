"""The name of a refusal is what a machine reads: no two rules share one."""

from collections import Counter

import api  # noqa: F401 - it imports every rule
from domain.errors import QUOTED, DomainError


def every(kind: type[DomainError]) -> list[type[DomainError]]:
    return [kind, *(below for child in kind.__subclasses__() for below in every(child))]


def test_no_two_refusals_have_the_same_name() -> None:
    times = Counter(kind.__name__ for kind in every(DomainError))

    assert [name for name, n in times.items() if n > 1] == []
    assert len(times) > 60


def test_a_refusal_of_bad_data_names_the_field() -> None:
    unnamed = {kind.__name__ for kind in every(DomainError) if kind.status == 422 and not kind.field}

    assert unnamed == set()


def test_a_refusal_about_the_field_it_quotes_quotes_one() -> None:
    quoting = {kind.__name__: kind.sentence for kind in every(DomainError) if kind.field == QUOTED}

    assert quoting
    assert all("«{" in sentence for sentence in quoting.values()), quoting
