"""Scenarios too slow for every day: `make chaos`. Plain `pytest` leaves them out."""

from collections.abc import Iterator

import pytest

from tests.chaos.report import write_page
from tests.chaos.scenario import Scenario, is_machine_shared, keep

_done: list[Scenario] = []
_reports = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call":  # type: ignore[attr-defined]
        item.stash[_reports] = report.passed  # type: ignore[attr-defined]
    return report


@pytest.fixture(scope="session")
def shared_machine() -> bool:
    return is_machine_shared()


@pytest.fixture
def scenario(request: pytest.FixtureRequest, *, shared_machine: bool) -> Iterator[Scenario]:
    """The scenario of a test, named by the first line of its docstring; its module says which part of its cases."""
    name = (request.function.__doc__ or request.function.__name__).splitlines()[0].rstrip(".")
    named = Scenario(name, getattr(request.module, "SHARE", 1.0), shared_machine)
    print(f"\n{named.name} (semilla {named.seed})", flush=True)
    yield named
    named.is_passed = request.node.stash.get(_reports, False)
    named.counts["_segundos"] = round(named.seconds, 1)
    _done.append(named)


def pytest_sessionfinish() -> None:
    if _done:
        keep(_done)
        write_page()
