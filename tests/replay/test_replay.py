"""Every recorded history, of every branch, replays on the workflows of today."""

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from temporalio import workflow
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from adapters.temporal import data_converter
from local.demo import ALL
from local.situations_archive import CLOSING
from local.situations_law import FINALE
from tests.replay.record import HISTORIES, KEY
from worker import WORKFLOWS

PATHS = sorted(HISTORIES.glob("*.json.gz"))
BEGUN = "workflowExecutionStartedEventAttributes"
UPDATED = "workflowExecutionUpdateAcceptedEventAttributes"
SIGNALLED = "workflowExecutionSignaledEventAttributes"


class KeyBeside:
    """The key of the case as it was recorded; what belongs to no case has none."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    async def key_of(self, radicado: str) -> bytes | None:
        return self._key or None


def recorded(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return read


def first(path: Path) -> dict[str, Any]:
    """How the workflow of a history began."""
    begun: dict[str, Any] = recorded(path)["history"]["events"][0][BEGUN]
    return begun


def taken_in(path: Path) -> list[str]:
    """The updates that were accepted and the signals that came, in order."""
    events = recorded(path)["history"]["events"]
    acts = ((x.get(UPDATED, {}).get("acceptedRequest"), x.get(SIGNALLED)) for x in events)
    return [update["input"]["name"] if update else signal["signalName"] for update, signal in acts if update or signal]


def test_there_is_a_history_of_every_branch() -> None:
    branches = {situation.story.__name__ for situation in (*ALL, *FINALE, *CLOSING)}

    assert {path.name.partition(".")[0].rpartition("-")[2] for path in PATHS} >= branches


def test_there_is_a_history_of_every_workflow() -> None:
    kinds = {first(path)["workflowType"]["name"] for path in PATHS}

    assert kinds == {workflow._Definition.must_from_class(one).name for one in WORKFLOWS}


def test_every_update_and_signal_was_taken_in_some_history() -> None:
    taken = {name for path in PATHS for name in taken_in(path)}

    defined = [workflow._Definition.must_from_class(one) for one in WORKFLOWS]
    assert taken >= {str(name) for one in defined for name in (*one.updates, *one.signals)}


def test_a_case_that_began_again_has_the_history_of_what_came_before() -> None:
    runs = Counter(recorded(path)["id"] for path in PATHS)
    begun_again = {recorded(path)["id"] for path in PATHS if taken_in(path)[:1] == ["reopen"]}

    assert begun_again
    assert {case for case in begun_again if runs[case] < 2} == set()


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.name.removesuffix(".json.gz"))
async def test_it_replays(path: Path) -> None:
    kept = recorded(path)
    history = WorkflowHistory.from_json(kept["id"], kept["history"])

    converter = data_converter(bytes.fromhex(KEY), KeyBeside(bytes.fromhex(kept.get("key", ""))))
    # Without a core for two seconds is no deadlock: nothing is interrupted.
    replayer = Replayer(workflows=WORKFLOWS, data_converter=converter, debug_mode=True)
    await replayer.replay_workflow(history)
