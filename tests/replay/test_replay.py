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


def test_there_is_a_history_of_every_branch() -> None:
    assert len(RECORDED) >= 17


@pytest.mark.parametrize("path", RECORDED, ids=lambda p: p.name.removesuffix(".json.gz"))
async def test_it_replays(path: Path) -> None:
    recorded = json.loads(gzip.decompress(path.read_bytes()))
    history = WorkflowHistory.from_json(recorded["id"], recorded["history"])

    replayer = Replayer(
        workflows=[PqrsdWorkflow, ReprojectionWorkflow, SurveyWorkflow],
        data_converter=data_converter(bytes.fromhex(KEY)),
    )
    await replayer.replay_workflow(history)
