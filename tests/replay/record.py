"""Records the histories of the demonstration, one a branch: `python -m tests.replay.record`.

A case that began again has one history a run; what the schedules start is run once, as they would. They are written
with a master key of their own, each with the key of its case beside it, and without the names of the machine they ran
on.
"""

import asyncio
import gzip
import json
import tempfile
from pathlib import Path

from rich.console import Console
from temporalio.client import Client, WorkflowExecution

from adapters.case_keys import CaseKeys
from adapters.codec import RADICADO
from adapters.database import connect_database
from adapters.schedules import RECONCILIATION, RETENTION
from adapters.temporal import TASK_QUEUE
from local.demo import run_all
from local.situations_law import BATCHES
from local.stack import parts, served

KEY = "00" * 32
HISTORIES = Path(__file__).parent / "histories"
KEPT_BY_BRANCH = frozenset({"PqrsdWorkflow", "ReprojectionWorkflow"})


async def record() -> None:
    """Run the demonstration and keep every history."""
    HISTORIES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "payload.key").write_text(KEY)
        async with parts(Path(folder), is_durable=False, is_virtual=True) as stack, served(stack):
            engine, sessions = connect_database(stack.postgres.url(), stack.payload_key)
            outcomes, temporal = await run_all(stack, Console())
            for situation, journey, problem in outcomes:
                if problem:
                    raise SystemExit(problem)
                await _keep(temporal, sessions.keys, journey.radicado, f"{journey.radicado}-{situation.story.__name__}")
            for batch in BATCHES:
                await _keep(temporal, sessions.keys, batch, batch)
            await _scheduled(temporal)
            for workflow_id in [RECONCILIATION, RETENTION, *await _others(temporal)]:
                await _keep(temporal, sessions.keys, workflow_id, workflow_id.replace("/", "_"))
            await engine.dispose()


async def _scheduled(temporal: Client) -> None:
    """Run what the night and the week bring."""
    for name, workflow in ((RECONCILIATION, "ReconciliationWorkflow"), (RETENTION, "RetentionWorkflow")):
        await temporal.execute_workflow(workflow, id=name, task_queue=TASK_QUEUE)


async def _others(temporal: Client) -> list[str]:
    """Two ended workflows of every other type, those that waited longest."""
    found: dict[str, list[WorkflowExecution]] = {}
    async for ended in temporal.list_workflows("ExecutionStatus = 'Completed'"):
        found.setdefault(ended.workflow_type, []).append(ended)
    longest = (sorted(found[kind], key=lambda x: -x.history_length) for kind in found if kind not in KEPT_BY_BRANCH)
    return [each.id for ones in longest for each in (ones[0], ones[-1])]


async def _keep(temporal: Client, keys: CaseKeys, workflow_id: str, name: str) -> None:
    """Write the history of each run of a workflow, with the key of its case beside it when it has one."""
    case = RADICADO.search(workflow_id)
    key = (await keys.key_of(case[0]) if case else None) or b""
    runs = await _runs(temporal, workflow_id)
    for number, run_id in enumerate(runs, 1):
        history = await temporal.get_workflow_handle(workflow_id, run_id=run_id).fetch_history()
        text = json.dumps({"id": workflow_id, "key": key.hex(), "history": _scrubbed(history.to_json_dict())})
        told = name if number == len(runs) else f"{workflow_id}-{number}-{name.rpartition('-')[2]}"
        (HISTORIES / f"{told}.json.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


async def _runs(temporal: Client, workflow_id: str) -> list[str]:
    """Every run of a workflow, the first one first, once the list of the engine has caught up with the last."""
    last = (await temporal.get_workflow_handle(workflow_id).describe()).run_id
    while True:
        runs = [x async for x in temporal.list_workflows(f"WorkflowId = '{workflow_id}'")]
        if last in {x.run_id for x in runs}:
            return [x.run_id for x in sorted(runs, key=lambda x: x.start_time)]
        await asyncio.sleep(0.1)


def _scrubbed(value: object) -> object:
    """Without identities of processes and machines."""
    if isinstance(value, dict):
        return {k: "worker" if k == "identity" else _scrubbed(v) for k, v in value.items()}
    return [_scrubbed(x) for x in value] if isinstance(value, list) else value


if __name__ == "__main__":
    asyncio.run(record())
