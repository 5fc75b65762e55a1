"""Scenarios too slow for every day: `make chaos`. Plain `pytest` leaves them out."""

from collections.abc import Iterator

import pytest

from tests.chaos.scenario import Scenario, keep

_done: list[Scenario] = []
_reports = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call":  # type: ignore[attr-defined]
        item.stash[_reports] = report.passed  # type: ignore[attr-defined]
    return report


@pytest.fixture
def scenario(request: pytest.FixtureRequest) -> Iterator[Scenario]:
    """The scenario of a test, named by the first line of its docstring."""
    named = Scenario((request.function.__doc__ or request.function.__name__).splitlines()[0].rstrip("."))
    print(f"\n{named.name} (semilla {named.seed})", flush=True)
    yield named
    named.is_passed = request.node.stash.get(_reports, False)
    named.counts["_segundos"] = round(named.seconds, 1)
    _done.append(named)


def pytest_sessionfinish() -> None:
    if _done:
        keep(_done)
