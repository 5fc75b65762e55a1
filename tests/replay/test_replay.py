"""Every recorded history, of every branch, replays on the workflow of today."""

import gzip
import json
from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from adapters.temporal import data_converter
from tests.replay.record import HISTORIES, KEY
from workflows.pqrsd import PqrsdWorkflow
from workflows.reprojection import ReprojectionWorkflow
from workflows.survey import SurveyWorkflow

RECORDED = sorted(HISTORIES.glob("*.json.gz"))


class KeyBeside:
    """The key of the case as it was recorded; histories older than keys of cases have none."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    async def key_of(self, radicado: str) -> bytes | None:
        return self._key or None


def test_there_is_a_history_of_every_branch() -> None:
    assert len(RECORDED) >= 17


@pytest.mark.parametrize("path", RECORDED, ids=lambda p: p.name.removesuffix(".json.gz"))
async def test_it_replays(path: Path) -> None:
    recorded = json.loads(gzip.decompress(path.read_bytes()))
    history = WorkflowHistory.from_json(recorded["id"], recorded["history"])

    converter = data_converter(bytes.fromhex(KEY), KeyBeside(bytes.fromhex(recorded.get("key", ""))))
    workflows = [PqrsdWorkflow, ReprojectionWorkflow, SurveyWorkflow]
    replayer = Replayer(workflows=workflows, data_converter=converter)
    await replayer.replay_workflow(history)
