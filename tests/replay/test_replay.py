"""Every recorded history, of every branch, replays on the workflows of today."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
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


class KeyBeside:
    """The key of the case as it was recorded; what belongs to no case has none."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    async def key_of(self, radicado: str) -> bytes | None:
        return self._key or None


def recorded(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return read


def test_there_is_a_history_of_every_branch() -> None:
    branches = {situation.story.__name__ for situation in (*ALL, *FINALE, *CLOSING)}

    assert {path.name.partition(".")[0].rpartition("-")[2] for path in PATHS} >= branches


def test_there_is_a_history_of_every_workflow_that_a_person_begins() -> None:
    begun = {recorded(path)["history"]["events"][0][BEGUN]["workflowType"]["name"] for path in PATHS}

    assert begun >= {"PqrsdWorkflow", "SurveyWorkflow", "MassAnswerWorkflow", "DigestWorkflow", "ReprojectionWorkflow"}


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.name.removesuffix(".json.gz"))
async def test_it_replays(path: Path) -> None:
    kept = recorded(path)
    history = WorkflowHistory.from_json(kept["id"], kept["history"])

    converter = data_converter(bytes.fromhex(KEY), KeyBeside(bytes.fromhex(kept.get("key", ""))))
    # Without a core for two seconds is no deadlock: nothing is interrupted.
    replayer = Replayer(workflows=WORKFLOWS, data_converter=converter, debug_mode=True)
    await replayer.replay_workflow(history)
